/** What a reply asks for. */
export type Command = 'ACCEPT' | 'RESOLVE' | 'ESCALATE';

export interface ReadReply {
  readonly command: Command;
  /** The short code; absent in a bare command. */
  readonly code?: number;
  /** `A all`: all alerts that a summary named. */
  readonly all?: boolean;
}

const words: Readonly<Record<Command, readonly string[]>> = {
  ACCEPT: [
    'a',
    'acc',
    'ack',
    'accept',
    'accepted',
    'acknowledge',
    'acknowledged',
    'annehmen',
    'angenommen',
    'akzeptieren',
    'akzeptiert',
    'übernehmen',
    'uebernehmen',
  ],
  RESOLVE: ['r', 'res', 'resolve', 'resolved', 'lösen', 'loesen', 'gelöst', 'geloest', 'erledigt', 'behoben'],
  ESCALATE: ['e', 'esc', 'escalate', 'escalated', 'eskalieren', 'eskaliert'],
};
const commandsByKey = new Map<string, Command>([
  ['1', 'ACCEPT'],
  ['2', 'RESOLVE'],
  ['3', 'ESCALATE'],
]);

const commandsByWord = new Map(
  (Object.keys(words) as Command[]).flatMap((command) => words[command].map((word) => [word, command] as const)),
);

/** One word, perhaps a number behind it. Two digits need a space between them, or nobody could tell `1 7` from `17`. */
const wordForm = /^(\p{L}+) ?(\d{1,4})?$/u;
const allForm = /^(\p{L}{1,20}) (?:all|alle)$/u;
const digitForm = /^([123])(?: (\d{1,4}))?$/;

/**
 * Reads the first line of a reply that says something: a command (`A`, `ack`, `1`, `annehmen`) with or without a short
 * code (`A7`, `a 7`, `1 7`) or `all`, whatever its case, spaces and punctuation. Anything else on that line makes it no command:
 * `17` could be a code, and `a bit later` is talk.
 */
export function readCommand(text: string): ReadReply | undefined {
  const line = text
    .split(/\r?\n/)
    .map(plainLine)
    .find((one) => one !== '');
  if (line === undefined) return undefined;
  const [, word, wordCode] = wordForm.exec(line) ?? [];
  const [, wordOfAll] = allForm.exec(line) ?? [];
  const [, digit, digitCode] = digitForm.exec(line) ?? [];
  const commandOfAll = wordOfAll && commandsByWord.get(wordOfAll);
  if (commandOfAll) return { command: commandOfAll, all: true };
  const command = (word && commandsByWord.get(word)) || (digit && commandsByKey.get(digit));
  if (!command) return undefined;
  const code = wordCode ?? digitCode;
  return { command, ...(code !== undefined && { code: Number(code) }) };
}

/** The command of a key pressed during a call. */
export const commandOfKey = (digits: string): Command | undefined => commandsByKey.get(digits.trim());

/** A line in lower case, without punctuation, with single spaces. */
export const plainLine = (line: string): string =>
  line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
