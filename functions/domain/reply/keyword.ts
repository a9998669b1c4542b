import { plainLine } from './command.ts';

/** What carriers require a number that sends texts to understand. */
export type Keyword = 'STOP' | 'HELP' | 'START';

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html, the CTIA's list, and German words. */
const words: Readonly<Record<Keyword, readonly string[]>> = {
  STOP: [
    'stop',
    'stopall',
    'stop all',
    'unsubscribe',
    'cancel',
    'end',
    'quit',
    'revoke',
    'optout',
    'opt out',
    'arret',
    'arrêt',
    'stopp',
    'abmelden',
    'abbestellen',
  ],
  HELP: ['help', 'info', 'aide', 'hilfe'],
  START: ['start', 'unstop', 'optin', 'opt in', 'subscribe', 'anmelden'],
};

const keywords = new Map(
  (Object.keys(words) as Keyword[]).flatMap((keyword) => words[keyword].map((word) => [word, keyword] as const)),
);

/**
 * The keyword that a text message consists of, whatever its case, spaces and punctuation. With anything else beside it, it
 * is none: `stop calling me` is talk.
 */
export const readKeyword = (text: string): Keyword | undefined => keywords.get(plainLine(text));
