import type { Keyword } from '../domain/reply/keyword.ts';
import type { Language } from '../domain/user/user.ts';
import { oneLine } from './plain.ts';
import { inLanguage } from './subject-matter.ts';

/** What a number answers to the words that carriers require: who sends, what comes, how it ends, who helps. */
export const keywordText = (keyword: Keyword, contact: string, language: Language): string =>
  inLanguage(language, {
    en: {
      STOP: 'Tocsin alerts: you are unsubscribed. No more texts go to this number. Reply START to get them again, HELP for help.',
      START:
        'Tocsin alerts: texts go to this number again when you are on call. Msg&data rates may apply. Reply STOP to end, HELP for help.',
      HELP: `Tocsin alerts: texts when you are on call, as often as there are alerts. Help: ${contact}. Msg&data rates may apply. Reply STOP to end.`,
    },
    de: {
      STOP: 'Tocsin-Alarme: abgemeldet. An diese Nummer gehen keine SMS mehr. Mit START kommen sie wieder, HELP hilft.',
      START: 'Tocsin-Alarme: An diese Nummer gehen wieder SMS, wenn Sie Bereitschaft haben. STOP beendet, HELP hilft.',
      HELP: `Tocsin-Alarme: SMS, wenn Sie Bereitschaft haben, so oft es Alarme gibt. Hilfe: ${contact}. STOP beendet.`,
    },
  })[keyword];

/** Tells an administrator whom no text reaches any more. */
export function optOutNotice(
  { names, number }: { readonly names: string; readonly number: string },
  language: Language,
): { readonly subject: string; readonly text: string } {
  const who = oneLine(names, 200);
  return inLanguage(language, {
    en: {
      subject: `No more texts to ${who}`,
      text: `The owner of ${number} has unsubscribed from texts (STOP). They go to other channels and rules of ${who}; calls to the number still ring. Texts come again when START is sent from it.\n\nLook at GET /api/on-calls/reachability: is ${who} still woken by a page?`,
    },
    de: {
      subject: `Keine SMS mehr an ${who}`,
      text: `Wem ${number} gehört, hat SMS abbestellt (STOP). Es geht über andere Kanäle und Regeln von ${who} weiter; Anrufe an die Nummer klingeln noch. SMS kommen wieder, wenn von dort START geschickt wird.\n\nSehen Sie GET /api/on-calls/reachability an: Weckt ein Alarm ${who} noch?`,
    },
  });
}
