import type { Grant } from '../../domain/oauth/grant.ts';
import type { Passkey } from '../../domain/session/passkey.ts';
import type { Session } from '../../domain/session/session.ts';
import type { Instant } from '../../domain/time.ts';
import type { Language } from '../../domain/user/user.ts';
import { exactMoment } from '../duty-texts.ts';
import { oneLine } from '../plain.ts';
import { inLanguage } from '../subject-matter.ts';
import { scopeLine } from './consent-page.tsx';
import { signInPage } from './page.tsx';

export interface Account {
  readonly language: Language;
  readonly email: string;
  readonly timezone: string;
  readonly passkeyOrigin: string;
  readonly passkeys: readonly Pick<Passkey, 'id' | 'name' | 'createdAt' | 'lastUsedAt'>[];
  readonly sessions: readonly (Pick<Session, 'id' | 'userAgent' | 'createdAt' | 'lastSeenAt'> & {
    readonly isCurrent: boolean;
  })[];
  /** What apps may do for them. */
  readonly apps: readonly (Pick<Grant, 'id' | 'scopes' | 'createdAt'> & { readonly name: string })[];
}

const words = {
  en: {
    title: 'Your account',
    signedInAs: 'You are signed in as',
    toConsole: 'To the console',
    passkeys: 'Passkeys',
    none: 'None yet. A passkey signs you in with your fingerprint, face or PIN, and without a mail.',
    added: 'Added',
    used: 'last used',
    name: 'Name of the new passkey',
    add: 'Add a passkey',
    failed: 'That did not work, and nothing was changed.',
    rename: 'Rename',
    renameTo: 'New name of',
    remove: 'Remove',
    sessions: 'Where you are signed in',
    unknown: 'Unknown browser',
    here: 'this browser',
    since: 'Since',
    seen: 'last seen',
    end: 'Sign out there',
    signOut: 'Sign out',
    apps: 'Apps that act for you',
    may: 'It may:',
    withdraw: 'Take back',
  },
  de: {
    title: 'Ihr Konto',
    signedInAs: 'Sie sind angemeldet als',
    toConsole: 'Zur Konsole',
    passkeys: 'Passkeys',
    none: 'Noch keine. Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder PIN an, ohne E-Mail.',
    added: 'Hinzugefügt',
    used: 'zuletzt benutzt',
    name: 'Name des neuen Passkeys',
    add: 'Passkey hinzufügen',
    failed: 'Das hat nicht geklappt, und es wurde nichts geändert.',
    rename: 'Umbenennen',
    renameTo: 'Neuer Name von',
    remove: 'Entfernen',
    sessions: 'Wo Sie angemeldet sind',
    unknown: 'Unbekannter Browser',
    here: 'dieser Browser',
    since: 'Seit',
    seen: 'zuletzt gesehen',
    end: 'Dort abmelden',
    signOut: 'Abmelden',
    apps: 'Apps, die für Sie handeln',
    may: 'Sie darf:',
    withdraw: 'Zurücknehmen',
  },
};

/** How somebody gets in, and where they are signed in: to be looked after without a script, but for adding a passkey. */
export function accountPage(account: Account): string {
  const { language, email, timezone, passkeyOrigin, passkeys, sessions, apps } = account;
  const word = inLanguage(language, words);
  const moment = (at: Instant) => <time datetime={at}>{exactMoment(at, { language, timezone })}</time>;
  return signInPage({
    language,
    title: word.title,
    withScript: true,
    children: (
      <>
        <p>
          {word.signedInAs} <strong>{email}</strong>
        </p>
        <p>
          <a href="/">{word.toConsole}</a>
        </p>
        <form method="post" action="/auth/sign-out">
          <button type="submit" class="quiet">
            {word.signOut}
          </button>
        </form>

        <h2>{word.passkeys}</h2>
        {passkeys.length === 0 && <p class="faint">{word.none}</p>}
        {passkeys.length > 0 && (
          <ul>
            {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
              <li data-passkey-id={id}>
                <p>
                  <strong>
                    <bdi>{oneLine(name, 100)}</bdi>
                  </strong>
                </p>
                <p class="faint">
                  {word.added} {moment(createdAt)}
                  {lastUsedAt !== undefined && (
                    <>
                      , {word.used} {moment(lastUsedAt)}
                    </>
                  )}
                </p>
                <form method="post" action={`/auth/passkeys/${id}/rename`}>
                  <label for={`name-${id}`}>
                    {word.renameTo} {oneLine(name, 100)}
                  </label>
                  <input id={`name-${id}`} name="name" type="text" required maxLength={100} value={name} />
                  <button type="submit" class="quiet small">
                    {word.rename}
                  </button>
                </form>
                <form method="post" action={`/auth/passkeys/${id}/remove`}>
                  <button type="submit" class="quiet small" aria-label={`${word.remove}: ${oneLine(name, 100)}`}>
                    {word.remove}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        )}
        <div id="passkey" hidden data-origin={passkeyOrigin}>
          <label for="passkey-name">{word.name}</label>
          <input id="passkey-name" name="name" type="text" maxLength={100} autocomplete="off" />
          <button type="button" data-passkey="register">
            {word.add}
          </button>
          <p class="bad" role="alert" data-failed={word.failed} />
        </div>

        <h2>{word.sessions}</h2>
        <ul>
          {sessions.map(({ id, userAgent, createdAt, lastSeenAt, isCurrent }) => (
            <li data-session-id={id}>
              <p>
                <bdi>{oneLine(userAgent, 200) || word.unknown}</bdi>
                {isCurrent && <strong> ({word.here})</strong>}
              </p>
              <p class="faint">
                {word.since} {moment(createdAt)}, {word.seen} {moment(lastSeenAt)}
              </p>
              {!isCurrent && (
                <form method="post" action={`/auth/sessions/${id}/end`}>
                  <button type="submit" class="quiet small">
                    {word.end}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>

        {apps.length > 0 && (
          <>
            <h2>{word.apps}</h2>
            <ul>
              {apps.map(({ id, name, scopes, createdAt }) => (
                <li data-grant-id={id}>
                  <p>
                    <strong>
                      <bdi>{oneLine(name, 100)}</bdi>
                    </strong>
                  </p>
                  <p class="faint">
                    {word.since} {moment(createdAt)}. {word.may}{' '}
                    {scopes.map((scope) => scopeLine(scope, language)).join('; ')}
                  </p>
                  <form method="post" action={`/auth/grants/${id}/end`}>
                    <button type="submit" class="quiet small" aria-label={`${word.withdraw}: ${oneLine(name, 100)}`}>
                      {word.withdraw}
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    ),
  });
}
