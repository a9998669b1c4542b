import type { AlertNews } from '../domain/alert/alert.ts';
import type { Language } from '../domain/user/user.ts';
import { smsSize, spellForGsm } from './gsm.ts';
import { newsWords } from './news-texts.ts';
import { changedBy, phrases } from './phrases.ts';
import { oneLine, shorten } from './plain.ts';
import { type AlertSubject, type AnswerAction, type Change, inLanguage } from './subject-matter.ts';

/** How the receiver of a text message answers: by code when SMS comes back, by link when it does not. */
export type SmsAnswer = { readonly code: number } | { readonly link: string };

const letter: Readonly<Record<AnswerAction, string>> = { ACCEPT: 'A', RESOLVE: 'R', ESCALATE: 'E' };

/** Two segments at most for scripts that do not fit the GSM alphabet, one for all others. */
const limits = { GSM: 160, UCS2: 134 };

/** The text that wakes somebody: priority, summary and source, cut to one segment, and how to answer. */
export function pageSms(alert: AlertSubject, answer: SmsAnswer, language: Language): string {
  const priority = inLanguage(language, {
    en: { HIGH: 'ALERT', LOW: 'Alert (low)' },
    de: { HIGH: 'ALARM', LOW: 'Alarm (niedrig)' },
  })[alert.priority];
  return fitted(`${priority}: `, about(alert), `. ${hint(answer, language)}`);
}

/** Tells a responder what happened to an alert; while it is open, with the codes that still do something. */
export function updateSms(alert: AlertSubject, change: Change, answer: SmsAnswer, language: Language): string {
  const by = changedBy(alert, change);
  const happened = phrases[language].happened(change, by === undefined ? undefined : oneLine(by, 40));
  if (alert.status === 'RESOLVED') return fitted(`${happened}: `, about(alert), '.');
  const actions: AnswerAction[] =
    alert.status === 'ACCEPTED' ? ['RESOLVE', 'ESCALATE'] : ['ACCEPT', 'RESOLVE', 'ESCALATE'];
  return fitted(`${happened}: `, about(alert), `. ${hint(answer, language, actions)}`);
}

/** Tells somebody who has the alert what is new in it; an answer says that it was seen. */
export const newsSms = (alert: AlertSubject, news: AlertNews, answer: SmsAnswer, language: Language): string =>
  fitted('', `${newsWords(news, language)}. ${about(alert)}`, `. ${hint(answer, language)}`);

/** How many alerts a list names; the others are counted. */
export const namedInSms = 5;

/** Names, after a window, the first of the `count` alerts that were held back in it, with the codes to answer each. */
export function summarySms(
  alerts: readonly { readonly alert: AlertSubject; readonly answer: SmsAnswer }[],
  count: number,
  language: Language,
): string {
  const head = inLanguage(language, {
    en: count === 1 ? '1 more alert' : `${count} more alerts`,
    de: count === 1 ? '1 weiterer Alarm' : `${count} weitere Alarme`,
  });
  return listSms(`${head}: `, alerts, language, { count, offersAll: count > 1 });
}

/**
 * A list of alerts with their codes, then what the letters mean, and how to accept all `count` of them where that is
 * offered; at most two segments.
 */
export function listSms(
  head: string,
  alerts: readonly { readonly alert: AlertSubject; readonly answer: SmsAnswer }[],
  language: Language,
  { count = alerts.length, offersAll = false }: { readonly count?: number; readonly offersAll?: boolean } = {},
): string {
  const links = alerts.flatMap(({ answer }) => ('link' in answer ? [answer.link] : []));
  const withCode = alerts.find(({ answer }) => 'code' in answer);
  const onlyLink = links.length === 1 ? links[0] : undefined;
  const all = offersAll ? `, ${acceptAllHint(count, language)}` : '';
  const tail = withCode ? `. ${hint(withCode.answer, language)}${all}` : onlyLink !== undefined ? `. ${onlyLink}` : '.';
  const shown = alerts.slice(0, namedInSms);
  const more = count > shown.length ? ` +${count - shown.length}` : '';
  const listWith = (room: number): string => {
    const names = shown.map(({ alert, answer }) => {
      const name = shorten(spellForGsm(oneLine(alert.summary, 200)), room);
      return 'code' in answer ? `${answer.code} ${name}` : name;
    });
    return spellForGsm(`${head}${names.join(', ')}${more}${tail}`);
  };
  for (let room = 100; room > shortestName; room -= 4) {
    const text = listWith(room);
    if (smsSize(text).segments <= 2) return text;
  }
  return listWith(shortestName);
}

const acceptAllHint = (count: number, language: Language): string =>
  inLanguage(language, { en: `A all accept all ${count}`, de: `A alle alle ${count} annehmen` });

const shortestName = 12;

/** Any other words for a text message: cleaned, in the GSM alphabet where possible, at most two segments. */
export function plainSms(text: string): string {
  const spelled = spellForGsm(oneLine(text, 290));
  return smsSize(spelled).segments <= 2 ? spelled : shorten(spelled, 130);
}

const about = (alert: AlertSubject): string => {
  const source = oneLine(alert.source.name, 30);
  const summary = oneLine(alert.summary, 400);
  return source === '' ? summary : `${source}: ${summary}`;
};

/** `A7 accept, R7 resolve, E7 escalate`, or the link. */
function hint(
  answer: SmsAnswer,
  language: Language,
  actions: readonly AnswerAction[] = ['ACCEPT', 'RESOLVE', 'ESCALATE'],
): string {
  if ('link' in answer) return answer.link;
  return actions.map((action) => `${letter[action]}${answer.code} ${phrases[language].verb[action]}`).join(', ');
}

/** Shortens the middle until the whole fits one segment (two where its script needs sixteen bits). */
function fitted(before: string, middle: string, after: string): string {
  const spelled = spellForGsm(middle).trim();
  const whole = (text: string): string => `${spellForGsm(before)}${text}${spellForGsm(after)}`;
  const fits = (text: string): boolean => {
    const { alphabet, units } = smsSize(text);
    return units <= limits[alphabet];
  };
  if (fits(whole(spelled))) return whole(spelled);
  for (let length = Math.min([...spelled].length, 160); length > 8; length--) {
    const text = whole(spellForGsm(shorten(spelled, length)));
    if (fits(text)) return text;
  }
  return whole(spellForGsm(shorten(spelled, 8)));
}
