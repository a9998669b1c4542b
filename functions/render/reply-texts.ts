import type { Language } from '../domain/user/user.ts';
import { oneLine } from './plain.ts';
import { type AlertSubject, type AnswerAction, inLanguage } from './subject-matter.ts';

/** What became of an answer, in words that fit a text message, a page, an e-mail and a voice. */
export type AnswerOutcome =
  | {
      readonly kind: 'done';
      readonly action: AnswerAction;
      readonly alert: AlertSubject;
      readonly acceptedBefore?: string;
    }
  /** Somebody resolved it before; nothing was changed. */
  | { readonly kind: 'resolved-before'; readonly alert: AlertSubject }
  | { readonly kind: 'impossible'; readonly action: AnswerAction; readonly alert: AlertSubject }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'gone' };

/** The sentence that tells the person what their answer did. */
export function outcomeText(outcome: AnswerOutcome, language: Language): string {
  switch (outcome.kind) {
    case 'done':
      return doneText(outcome, language);
    case 'resolved-before': {
      const by = oneLine(outcome.alert.resolvedBy?.name ?? '', 60);
      return inLanguage(language, {
        en: `Nothing changed: already resolved${by && ` by ${by}`}: ${name(outcome.alert)}`,
        de: `Nichts geändert: schon gelöst${by && ` von ${by}`}: ${name(outcome.alert)}`,
      });
    }
    case 'impossible':
      return inLanguage(language, {
        en: {
          ACCEPT: `Nothing changed: this alert cannot be accepted: ${name(outcome.alert)}`,
          RESOLVE: `Nothing changed: this alert cannot be resolved: ${name(outcome.alert)}`,
          ESCALATE: `Nothing changed: this alert has no level to escalate to: ${name(outcome.alert)}`,
        },
        de: {
          ACCEPT: `Nichts geändert: dieser Alarm kann nicht angenommen werden: ${name(outcome.alert)}`,
          RESOLVE: `Nichts geändert: dieser Alarm kann nicht gelöst werden: ${name(outcome.alert)}`,
          ESCALATE: `Nichts geändert: dieser Alarm hat keine Stufe zum Eskalieren: ${name(outcome.alert)}`,
        },
      })[outcome.action];
    case 'forbidden':
      return inLanguage(language, {
        en: 'Nothing changed: your role does not allow this.',
        de: 'Nichts geändert: Ihre Rolle erlaubt das nicht.',
      });
    case 'gone':
      return inLanguage(language, {
        en: 'Nothing changed: this alert does not exist any more.',
        de: 'Nichts geändert: diesen Alarm gibt es nicht mehr.',
      });
  }
}

/** What became of `A all`: those accepted, and how many others had an answer already. */
export interface AllOutcome {
  readonly accepted: readonly AlertSubject[];
  readonly others: number;
}

/** So many alerts are named in the answer to `A all`; the others are counted. */
const namedOfAll = 3;

/** The sentence that tells what `A all` did. */
export function allOutcomeText({ accepted, others }: AllOutcome, language: Language): string {
  const names = accepted.slice(0, namedOfAll).map(({ summary }) => oneLine(summary, 60));
  const more = accepted.length > names.length ? ` +${accepted.length - names.length}` : '';
  const { length } = accepted;
  if (length === 0)
    return inLanguage(language, {
      en: 'Nothing changed: all of them were answered already.',
      de: 'Nichts geändert: alle waren schon beantwortet.',
    });
  const rest =
    others === 0
      ? ''
      : inLanguage(language, { en: `; ${others} were answered already`, de: `; ${others} waren schon beantwortet` });
  return inLanguage(language, {
    en: `You accepted ${length} alert${length === 1 ? '' : 's'}: ${names.join(', ')}${more}${rest}`,
    de: `Sie haben ${length} Alarm${length === 1 ? '' : 'e'} angenommen: ${names.join(', ')}${more}${rest}`,
  });
}

function doneText(
  { action, alert, acceptedBefore }: Extract<AnswerOutcome, { kind: 'done' }>,
  language: Language,
): string {
  const before = acceptedBefore === undefined ? '' : oneLine(acceptedBefore, 60);
  const words = inLanguage(language, {
    en: {
      ACCEPT: before ? `You accepted it too (first was ${before})` : 'You accepted',
      RESOLVE: 'You resolved',
      ESCALATE: 'You escalated to the next level',
    },
    de: {
      ACCEPT: before ? `Sie haben auch angenommen (zuerst ${before})` : 'Sie haben angenommen',
      RESOLVE: 'Sie haben gelöst',
      ESCALATE: 'Sie haben an die nächste Stufe eskaliert',
    },
  });
  return `${words[action]}: ${name(alert)}`;
}

/** Why a text message changed nothing; the list of codes follows. */
export type ChoicesReason = 'NOT_UNDERSTOOD' | 'UNKNOWN_CODE' | 'AMBIGUOUS' | 'NOTHING_OPEN';

/** The beginning of the answer to a text message that changed nothing. */
export const choicesHead = (reason: ChoicesReason, language: Language): string =>
  inLanguage(language, {
    en: {
      NOT_UNDERSTOOD: 'Not understood, nothing changed. Open: ',
      UNKNOWN_CODE: 'No such code, nothing changed. Open: ',
      AMBIGUOUS: 'Which alert? Nothing changed. Open: ',
      NOTHING_OPEN: 'Nothing changed: no open alert was sent to this number in the last 24 hours.',
    },
    de: {
      NOT_UNDERSTOOD: 'Nicht verstanden, nichts geändert. Offen: ',
      UNKNOWN_CODE: 'Diesen Code gibt es nicht, nichts geändert. Offen: ',
      AMBIGUOUS: 'Welcher Alarm? Nichts geändert. Offen: ',
      NOTHING_OPEN: 'Nichts geändert: an diese Nummer ging in den letzten 24 Stunden kein offener Alarm.',
    },
  })[reason];

/** The answer to an e-mail whose first line is no command. */
export const mailChoices = (alert: AlertSubject, language: Language): string =>
  inLanguage(language, {
    en: `Nothing changed: ${name(alert)}\nWrite accept, resolve or escalate on the first line of your reply.`,
    de: `Nichts geändert: ${name(alert)}\nSchreiben Sie annehmen, lösen oder eskalieren in die erste Zeile Ihrer Antwort.`,
  });

/** The answer to an e-mail that came after its reply address had expired. */
export const expiredReply = (language: Language): string =>
  inLanguage(language, {
    en: 'Nothing changed: replies to an alert are taken for 24 hours, and this one came later.',
    de: 'Nichts geändert: Antworten auf einen Alarm gelten 24 Stunden lang, und diese kam später.',
  });

/** Said when a key is pressed in a call that names several alerts. */
export const severalAlerts = (language: Language): string =>
  inLanguage(language, {
    en: 'This call names several alerts. Please answer each by text message, e-mail or push message.',
    de: 'Dieser Anruf nennt mehrere Alarme. Bitte antworten Sie auf jeden per SMS, E-Mail oder Push-Nachricht.',
  });

/** Said when a key means nothing. */
export const keyChoices = (language: Language): string =>
  inLanguage(language, {
    en: 'This key does nothing here. Press 1 to accept, 2 to resolve, 3 to escalate.',
    de: 'Diese Taste bewirkt hier nichts. Drücken Sie 1 zum Annehmen, 2 zum Lösen, 3 zum Eskalieren.',
  });

const name = (alert: AlertSubject): string => oneLine(alert.summary, 120);
