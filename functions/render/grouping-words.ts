import type { Language } from '../domain/user/user.ts';

type Vars = (name: string) => string;
type Sentence = (text: Vars) => string;

const hours = (t: Vars): number => Number(t('minutes')) / 60;

/** Why an event is in an alert that another key has opened; empty for one that is not. */
export const groupedBecause: Readonly<Record<Language, Sentence>> = {
  en: (t) => t('groupedBy') && `; ${t('key') && `${t('key')}, `}grouped into this alert because ${reasons.en(t)}`,
  de: (t) => t('groupedBy') && `; ${t('key') && `${t('key')}, `}in diesen Alarm gruppiert, weil ${reasons.de(t)}`,
};

const reasons: Readonly<Record<Language, Sentence>> = {
  en: (t) => {
    switch (t('groupedBy')) {
      case 'SUBJECT':
        return 'its subject is the same';
      case 'PENDING':
        return 'it is pending';
      case 'OPEN':
        return 'it is open';
      case 'WINDOW':
        return `it began within ${hours(t) < 1 ? `${t('minutes')} minutes` : hours(t) === 1 ? 'an hour' : `${hours(t)} hours`}`;
      default:
        return `they are ${t('percent')} % alike: both say ${t('words')}`;
    }
  },
  de: (t) => {
    switch (t('groupedBy')) {
      case 'SUBJECT':
        return 'der Betreff derselbe ist';
      case 'PENDING':
        return 'er noch nicht angenommen ist';
      case 'OPEN':
        return 'er offen ist';
      case 'WINDOW':
        return `er innerhalb von ${hours(t) < 1 ? `${t('minutes')} Minuten` : hours(t) === 1 ? 'einer Stunde' : `${hours(t)} Stunden`} begonnen hat`;
      default:
        return `sie sich zu ${t('percent')} % gleichen: beide sagen ${t('words')}`;
    }
  },
};

/** That one of several keys of an alert is over, and what that leaves; empty where an entry tells something else. */
export const memberOver: Readonly<Record<Language, Sentence>> = {
  en: (t) => {
    if (!t('over')) return '';
    if (t('firing') !== '0') return `${t('over')} is over; ${t('firing')} of ${t('members')} still firing`;
    return `${t('over')} is over, and none is firing any more; but the alert also has something without a key, of which nobody will say that it is over`;
  },
  de: (t) => {
    if (!t('over')) return '';
    if (t('firing') !== '0') return `${t('over')} ist vorbei; ${t('firing')} von ${t('members')} noch nicht`;
    return `${t('over')} ist vorbei, und damit alle; aber der Alarm enthält auch etwas ohne Schlüssel, von dem niemand sagen wird, dass es vorbei ist`;
  },
};

/** That a key which was over fires again. */
export const memberAgain: Readonly<Record<Language, Sentence>> = {
  en: (t) => t('again') && `; ${t('again')} fires again`,
  de: (t) => t('again') && `; ${t('again')} besteht wieder`,
};
