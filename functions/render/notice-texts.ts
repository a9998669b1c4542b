import { fullName, type Language, type User } from '../domain/user/user.ts';
import type { ReadyText } from './account-texts.ts';
import { oneLine } from './plain.ts';
import { inLanguage } from './subject-matter.ts';

type Person = Pick<User, 'firstName' | 'lastName' | 'email'>;

const named = (person: Person): string => {
  const name = oneLine(fullName(person), 100);
  return name === '' ? person.email : `${name} (${person.email})`;
};

/** To whoever owns the account from now on. */
export const accountGotText = (language: Language, from: Person): ReadyText =>
  inLanguage(language, {
    en: {
      subject: 'You are now the owner of Tocsin',
      text: `${named(from)} gave you the account: you are its owner from now on, and alone may give it to somebody else.`,
    },
    de: {
      subject: 'Ihnen gehört jetzt das Tocsin-Konto',
      text: `${named(from)} hat Ihnen das Konto übergeben: Es gehört von jetzt an Ihnen, und nur Sie können es weitergeben.`,
    },
  });

/** To whoever has given the account away. */
export const accountGivenText = (language: Language, to: Person): ReadyText =>
  inLanguage(language, {
    en: {
      subject: 'You gave the Tocsin account away',
      text: `${named(to)} is the owner of the account from now on. You are an administrator.\n\nIf this was not you, end your sessions and API keys, and talk to ${named(to)} at once.`,
    },
    de: {
      subject: 'Sie haben das Tocsin-Konto übergeben',
      text: `${named(to)} gehört von jetzt an das Konto. Sie sind Administrator.\n\nWenn Sie das nicht waren, beenden Sie Ihre Sitzungen und API-Schlüssel, und sprechen Sie sofort mit ${named(to)}.`,
    },
  });

export type PasskeyChange = 'added' | 'removed';

interface PasskeyFacts {
  readonly name: string;
  /** On the reader's clock. */
  readonly at: string;
  readonly consoleUrl: string;
}

/** To whoever's passkeys have changed: nobody else may have done it. It holds nothing that lets anybody in. */
export function passkeyText(
  language: Language,
  change: PasskeyChange,
  { name, at, consoleUrl }: PasskeyFacts,
): ReadyText {
  const key = oneLine(name, 100);
  const account = `${consoleUrl}/auth/account`;
  return inLanguage(language, {
    en: {
      added: {
        subject: 'A passkey was added to your Tocsin account',
        text: `The passkey “${key}” was added on ${at}. It signs you in from now on.\n\nIf this was not you, remove it, and sign out wherever you do not know that you are signed in:\n${account}\nThen tell an administrator.`,
      },
      removed: {
        subject: 'A passkey was removed from your Tocsin account',
        text: `The passkey “${key}” was removed on ${at}. It signs nobody in any more.\n\nIf this was not you, sign out wherever you do not know that you are signed in:\n${account}\nThen tell an administrator.`,
      },
    },
    de: {
      added: {
        subject: 'Ihrem Tocsin-Konto wurde ein Passkey hinzugefügt',
        text: `Der Passkey „${key}“ wurde am ${at} hinzugefügt. Von jetzt an melden Sie sich mit ihm an.\n\nWenn Sie das nicht waren, entfernen Sie ihn, und melden Sie sich überall ab, wo Sie nicht selbst angemeldet sind:\n${account}\nSagen Sie es dann einem Administrator.`,
      },
      removed: {
        subject: 'Aus Ihrem Tocsin-Konto wurde ein Passkey entfernt',
        text: `Der Passkey „${key}“ wurde am ${at} entfernt. Mit ihm meldet sich niemand mehr an.\n\nWenn Sie das nicht waren, melden Sie sich überall ab, wo Sie nicht selbst angemeldet sind:\n${account}\nSagen Sie es dann einem Administrator.`,
      },
    },
  })[change];
}

/** To whoever lets an app act for them. */
export const appAllowedText = (
  language: Language,
  {
    app,
    scopes,
    consoleUrl,
  }: { readonly app: string; readonly scopes: readonly string[]; readonly consoleUrl: string },
): ReadyText => {
  const [name, may, account] = [oneLine(app, 100), scopes.join(', '), `${consoleUrl}/auth/account`];
  return inLanguage(language, {
    en: {
      subject: `${name} may act for you in Tocsin`,
      text: `You let the app ${name} act for you: ${may}.\n\nIf this was not you, take it back, and sign out wherever you do not know that you are signed in:\n${account}\nThen tell an administrator.`,
    },
    de: {
      subject: `${name} darf in Tocsin für Sie handeln`,
      text: `Sie haben der App ${name} erlaubt, für Sie zu handeln: ${may}.\n\nWenn Sie das nicht waren, nehmen Sie es zurück, und melden Sie sich überall ab, wo Sie nicht selbst angemeldet sind:\n${account}\nSagen Sie es dann einem Administrator.`,
    },
  });
};
