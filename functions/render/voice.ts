import type { AlertNews } from '../domain/alert/alert.ts';
import type { Language } from '../domain/user/user.ts';
import { newsWords } from './news-texts.ts';
import { oneLine } from './plain.ts';
import { type AlertSubject, inLanguage } from './subject-matter.ts';

/** What is said when a call is answered. Keys are offered only where a key press comes back. */
export function pageCall(alert: AlertSubject, { keys }: { readonly keys: boolean }, language: Language): string {
  return saidTwice([opening(alert, language), ...(keys ? [keysWords(language)] : [])].join(' '), language);
}

/** Says what is new in an alert to somebody who has it. */
export function newsCall(
  alert: AlertSubject,
  news: AlertNews,
  { keys }: { readonly keys: boolean },
  language: Language,
): string {
  const words = `${speakable(newsWords(news, language), language, 400)}.`;
  return saidTwice([words, opening(alert, language), ...(keys ? [keysWords(language)] : [])].join(' '), language);
}

const saidTwice = (said: string, language: Language): string =>
  `${said} ${inLanguage(language, { en: 'I repeat.', de: 'Ich wiederhole.' })} ${said}`;

/** One call, after a window, that names the alerts held back in it. Keys can mean one alert only. */
export function summaryCall(
  alerts: readonly AlertSubject[],
  { keys }: { readonly keys: boolean },
  language: Language,
): string {
  const named = alerts.slice(0, 5).map((alert) => `${speakable(alert.summary, language, 120)}.`);
  const rest = alerts.length - named.length;
  const more = rest > 0 ? [inLanguage(language, { en: `And ${rest} more.`, de: `Und ${rest} weitere.` })] : [];
  const head = inLanguage(language, {
    en: `This is Tocsin. There are ${alerts.length} more alerts.`,
    de: `Hier ist Tocsin. Es gibt ${alerts.length} weitere Alarme.`,
  });
  const single = inLanguage(language, {
    en: 'This is Tocsin. There is one more alert.',
    de: 'Hier ist Tocsin. Es gibt einen weiteren Alarm.',
  });
  const isSingle = alerts.length === 1;
  return [isSingle ? single : head, ...named, ...more, ...(keys && isSingle ? [keysWords(language)] : [])].join(' ');
}

/** Any other words, made fit to be spoken. */
export const plainCall = (text: string, language: Language): string => speakable(text, language, 1000);

const opening = (alert: AlertSubject, language: Language): string =>
  inLanguage(language, {
    en:
      `This is Tocsin with a ${alert.priority === 'HIGH' ? 'high' : 'low'} priority alert` +
      ` from ${speakable(alert.source.name, language, 60)}. ${speakable(alert.summary, language, 300)}.` +
      ` Alert ending in ${spokenId(alert.id)}.`,
    de:
      `Hier ist Tocsin mit einem Alarm ${alert.priority === 'HIGH' ? 'hoher' : 'niedriger'} Priorität` +
      ` von ${speakable(alert.source.name, language, 60)}. ${speakable(alert.summary, language, 300)}.` +
      ` Alarm mit den Endziffern ${spokenId(alert.id)}.`,
  });

const keysWords = (language: Language): string =>
  inLanguage(language, {
    en: 'Press 1 to accept, 2 to resolve, 3 to escalate.',
    de: 'Drücken Sie 1 zum Annehmen, 2 zum Lösen, 3 zum Eskalieren.',
  });

/** Nobody can remember fifteen digits by ear: the last four, one by one. */
const spokenId = (id: number): string => [...String(id).slice(-4)].join(' ');

/** Tags of HTML and of SSML. What else stands in angle brackets are words: `<prod>` says where to look. */
const tags =
  /<(?:!--|\/?(?:a|abbr|amazon:[a-z-]{1,20}|audio|b|big|blockquote|body|br|break|center|code|dd|del|div|dl|dt|em|emphasis|font|h[1-6]|head|hr|html|i|img|ins|kbd|lang|li|mark|meta|ol|p|phoneme|pre|prosody|q|s|samp|say-as|script|small|span|speak|strike|strong|style|sub|sup|table|tbody|td|th|thead|title|tr|tt|u|ul|var|voice|w)(?=[\s/>]))[^<>]{0,1000}>/gi;

/** Words without links, markup and signs that a voice would spell out. */
function speakable(text: string, language: Language, limit: number): string {
  const signs = inLanguage(language, {
    en: { percent: ' percent', and: ' and ', greater: ' above ', less: ' below ' },
    de: { percent: ' Prozent', and: ' und ', greater: ' über ', less: ' unter ' },
  });
  const words = oneLine(text, limit * 2)
    .replace(tags, ' ')
    .replace(/\b[a-z][a-z0-9+.-]{0,20}:\/\/\S+/gi, ' ')
    .replace(/<([^\s<>=](?:[^<>]{0,200}[^\s<>])?)>/g, ' $1 ')
    .replace(/%/g, signs.percent)
    .replace(/&/g, signs.and)
    .replace(/>=?/g, signs.greater)
    .replace(/<=?/g, signs.less)
    .replace(/[^\p{L}\p{N}\p{M}.,:;!?'()+ -]/gu, ' ')
    .replace(/(?<=\p{L})[-:](?=[\p{L}\p{N}])/gu, ' ');
  return withoutEnd(oneLine(words, limit));
}

/** The sentence goes on with a full stop of ours. */
function withoutEnd(words: string): string {
  let end = words.length;
  while (end > 0 && ' .…'.includes(words.charAt(end - 1))) end--;
  return words.slice(0, end);
}
