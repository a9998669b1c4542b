import type { IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import { oneLine } from '../plain.ts';
import { inLanguage } from '../subject-matter.ts';
import { type SignInLook, signInPage } from './page.tsx';

export interface LoginForm extends SignInLook {
  /** Where to go afterwards: a path of this host. */
  readonly to: string;
  /** Where passkeys can be used, which is another name of this host where it has no name; absent where they cannot. */
  readonly passkeyOrigin?: string;
  /** Identity providers to choose from. */
  readonly providers?: readonly Pick<IdentityProvider, 'id' | 'name' | 'label'>[];
  /** Whether passkeys and identity providers are at another host, which leads back. */
  readonly hasOtherWays?: boolean;
  readonly problem?: 'EMAIL' | 'TOO_MANY';
}

const words = {
  en: {
    title: 'Sign in',
    email: 'E-mail address',
    send: 'Send me a link',
    or: 'or',
    over: 'Sign in with',
    passkey: 'Sign in with a passkey',
    otherWays: 'Sign in with a passkey or your organisation’s account',
    failed: 'That did not work. Try again, or have a link sent to you.',
    problem: {
      EMAIL: 'This is not an e-mail address.',
      TOO_MANY: 'Too many attempts. Try again in a quarter of an hour.',
    },
  },
  de: {
    title: 'Anmelden',
    email: 'E-Mail-Adresse',
    send: 'Link zusenden',
    or: 'oder',
    over: 'Anmelden mit',
    passkey: 'Mit Passkey anmelden',
    otherWays: 'Mit Passkey oder dem Konto Ihrer Organisation anmelden',
    failed: 'Das hat nicht geklappt. Versuchen Sie es noch einmal, oder lassen Sie sich einen Link zusenden.',
    problem: {
      EMAIL: 'Das ist keine E-Mail-Adresse.',
      TOO_MANY: 'Zu viele Versuche. Versuchen Sie es in einer Viertelstunde noch einmal.',
    },
  },
};

/** The form that asks for an address; the passkey's button shows itself where there are passkeys. */
export function loginPage({
  language,
  face,
  to,
  passkeyOrigin,
  providers = [],
  hasOtherWays = false,
  problem,
}: LoginForm): string {
  const { title, email, send, or, over, passkey, otherWays, failed, problem: problems } = inLanguage(language, words);
  return signInPage({
    language,
    face,
    title,
    withScript: passkeyOrigin !== undefined,
    children: (
      <>
        {providers.map(({ id, name, label }) => (
          <p>
            <a class="button" href={`/auth/oidc/${id}/start?to=${encodeURIComponent(to)}`}>
              {over} <bdi>{oneLine(label ?? name, 60)}</bdi>
            </a>
          </p>
        ))}
        {providers.length > 0 && <p class="or">{or}</p>}
        <form method="post" action="/auth/email">
          <input type="hidden" name="to" value={to} />
          <label for="email">{email}</label>
          <input
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            required
            maxLength={254}
            aria-invalid={problem === 'EMAIL' ? 'true' : undefined}
            aria-describedby="problem"
          />
          <p id="problem" class="bad" role="alert">
            {problem === undefined ? '' : problems[problem]}
          </p>
          <button type="submit">{send}</button>
        </form>
        {hasOtherWays && (
          <>
            <p class="or">{or}</p>
            <a class="button quiet" href={`/auth/main?to=${encodeURIComponent(to)}`}>
              {otherWays}
            </a>
          </>
        )}
        {passkeyOrigin !== undefined && (
          <div id="passkey" hidden data-origin={passkeyOrigin} data-to={to}>
            <p class="or">{or}</p>
            <button type="button" class="quiet" data-passkey="sign-in">
              {passkey}
            </button>
            <p class="bad" role="alert" data-failed={failed} />
          </div>
        )}
      </>
    ),
  });
}
