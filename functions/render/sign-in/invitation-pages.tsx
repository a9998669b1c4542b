import type { IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import { fullName, type Language, type User } from '../../domain/user/user.ts';
import { oneLine } from '../plain.ts';
import { inLanguage } from '../subject-matter.ts';
import { signInPage } from './page.tsx';

export interface InvitationFacts {
  readonly language: Language;
  readonly user: Pick<User, 'firstName' | 'lastName' | 'email'>;
  /** Over which alone they get in. */
  readonly provider?: Pick<IdentityProvider, 'id' | 'name' | 'label'> | undefined;
  /** The address of whoever else is signed in here. */
  readonly somebodyElse?: string | undefined;
}

const words = {
  en: {
    title: 'Your invitation',
    for: 'This invitation is for',
    ask: 'With the button you sign in on this browser as this person.',
    notYou: 'Is this not you? Then close this page: what you do here would be done in the account of somebody else.',
    go: 'Accept and sign in',
    over: 'Sign in with',
    here: 'You are signed in here as',
    first: 'If the invitation is for you, sign out first and open its link again.',
    signOut: 'Sign out',
  },
  de: {
    title: 'Ihre Einladung',
    for: 'Diese Einladung ist für',
    ask: 'Mit dem Knopf melden Sie sich in diesem Browser als diese Person an.',
    notYou:
      'Sind Sie das nicht? Dann schließen Sie diese Seite: Was Sie hier tun, geschähe im Konto von jemand anderem.',
    go: 'Annehmen und anmelden',
    over: 'Anmelden mit',
    here: 'Sie sind hier angemeldet als',
    first: 'Wenn die Einladung für Sie ist, melden Sie sich erst ab, und öffnen Sie den Link noch einmal.',
    signOut: 'Abmelden',
  },
};

/**
 * Behind the link of an invitation: it names whose account this is, and changes nothing until the button is pressed. Nobody asked for the
 * link on this browser, so whoever reads it has to see whom it makes them.
 */
export function invitationPage({ language, user, provider, somebodyElse }: InvitationFacts): string {
  const word = inLanguage(language, words);
  const name = oneLine(fullName(user), 200);
  return signInPage({
    language,
    title: word.title,
    children: (
      <>
        <p>
          {word.for}{' '}
          <strong>
            <bdi>{name}</bdi>
          </strong>{' '}
          (<bdi>{user.email}</bdi>).
        </p>
        {somebodyElse !== undefined && (
          <>
            <p role="alert">
              {word.here}{' '}
              <strong>
                <bdi>{somebodyElse}</bdi>
              </strong>
              . {word.first}
            </p>
            <form method="post" action="/auth/sign-out">
              <button type="submit">{word.signOut}</button>
            </form>
          </>
        )}
        {somebodyElse === undefined && provider !== undefined && (
          <p>
            <a class="button" href={`/auth/oidc/${provider.id}/start`}>
              {word.over} <bdi>{oneLine(provider.label ?? provider.name, 60)}</bdi>
            </a>
          </p>
        )}
        {somebodyElse === undefined && provider === undefined && (
          <>
            <p>{word.ask}</p>
            <form method="post">
              <button type="submit">{word.go}</button>
            </form>
            <p class="faint">{word.notYou}</p>
          </>
        )}
      </>
    ),
  });
}

const welcomes = {
  en: {
    title: 'Welcome',
    as: 'You are signed in as',
    next: 'How do you want to get in from now on?',
    passkey: 'A passkey signs you in with your fingerprint, face or PIN, on this device or a key you carry.',
    name: 'Name of the passkey',
    add: 'Add a passkey',
    failed: 'That did not work, and nothing was changed.',
    or: 'or',
    mail: 'Without one, a link is sent to you each time you sign in.',
    later: 'Go on without',
  },
  de: {
    title: 'Willkommen',
    as: 'Sie sind angemeldet als',
    next: 'Wie möchten Sie sich künftig anmelden?',
    passkey:
      'Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder PIN an, auf diesem Gerät oder mit einem Schlüssel.',
    name: 'Name des Passkeys',
    add: 'Passkey hinzufügen',
    failed: 'Das hat nicht geklappt, und es wurde nichts geändert.',
    or: 'oder',
    mail: 'Ohne Passkey wird Ihnen bei jeder Anmeldung ein Link zugesandt.',
    later: 'Ohne Passkey weiter',
  },
};

/** After an invitation was accepted: how to get in from now on. Without a script, or passkeys, the way on is all there is. */
export function welcomePage({
  language,
  email,
  passkeyOrigin,
}: {
  readonly language: Language;
  readonly email: string;
  readonly passkeyOrigin: string;
}): string {
  const word = inLanguage(language, welcomes);
  return signInPage({
    language,
    title: word.title,
    withScript: true,
    children: (
      <>
        <p>
          {word.as}{' '}
          <strong>
            <bdi>{email}</bdi>
          </strong>
          .
        </p>
        <h2>{word.next}</h2>
        <div id="passkey" hidden data-origin={passkeyOrigin} data-then="/">
          <p>{word.passkey}</p>
          <label for="passkey-name">{word.name}</label>
          <input id="passkey-name" name="name" type="text" maxLength={100} autocomplete="off" />
          <button type="button" data-passkey="register">
            {word.add}
          </button>
          <p class="bad" role="alert" data-failed={word.failed} />
          <p class="or">{word.or}</p>
        </div>
        <p>{word.mail}</p>
        <a class="button quiet" href="/">
          {word.later}
        </a>
      </>
    ),
  });
}
