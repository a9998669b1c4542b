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
