import { createHash } from 'node:crypto';

/** What is compared: what an event says, or an alert. */
export interface Texts {
  readonly summary?: string | undefined;
  readonly details?: string | undefined;
}

/** The words of a text that tell it from others: short hashes of summary and details, four characters each. */
export type Signature = readonly [summary: string, details: string];

/** How alike two texts are, and by which words. */
export interface Likeness {
  /** 0 to 1; 1: the same but for numbers and ids. */
  readonly score: number;
  readonly words: readonly string[];
}

/** So much of a text is looked at, and so many different words of it count. */
const bounds = { summary: { characters: 300, words: 16 }, details: { characters: 2000, words: 24 } } as const;
const hashLength = 4;
/** A summary is written to be read, details are what the tool had at hand. */
const summaryWeight = 0.75;
const wordsNamed = 5;

/** Words that say how bad something is, or nothing: what it is about is the same without them. */
const unsaid = new Set(
  (
    'a an and are at be been but by for from has have in into is it its no not of on or out over than that the their this to ' +
    'was were will with within you your der die das den dem ein eine einer ist sind auf bei für hat haben im in mit nicht oder ' +
    'und von vom zu zum zur wurde wird alarm alarms alert alerts critical crit emergency error event events firing fired host ' +
    'incident info is major minor monitor new notification ok open p1 p2 p3 p4 p5 priority problem service severity started ' +
    'state status trigger triggered warn warning kritisch warnung fehler ms sec second min minute hour day kb mb gb tb percent prozent sekunde minuten stunde tag'
  ).split(' '),
);

const timestamps =
  /\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?|\d{1,2}:\d{2}(?::\d{2})?/g;
const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const wordLike = /[\p{L}\p{N}](?:[\p{L}\p{N}._/-]*[\p{L}\p{N}])?/gu;
const number = /^\d+(?:[.,]\d+)*[a-zµ%]{0,3}$/;
const address = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const hexadecimal = /^(?=.*\d)[0-9a-f]{7,}$/;

/** Letters and digits change places three times and more: an id that a machine drew, such as the end of a pod's name. */
const isDrawn = (part: string): boolean => [...part.matchAll(/\p{L}(?=\p{N})|\p{N}(?=\p{L})/gu)].length >= 3;

const isId = (part: string): boolean => hexadecimal.test(part) || isDrawn(part) || /\d{5,}|^\d{4}$/.test(part);

/** A word without what differs from time to time; undefined when nothing is left that tells anything. */
function masked(word: string): string | undefined {
  if (address.test(word)) return word;
  if (number.test(word)) return undefined;
  const parts = word.split(/([._/-])/);
  // Pods end with the hash of their template and five characters more.
  const isPodsEnd = (part: string, index: number) => /^[a-z\d]{5}$/.test(part) && isId(parts[index - 2] ?? '');
  const kept = parts.map((part, index) => (isId(part) || isPodsEnd(part, index) ? '#' : part));
  const left = kept.filter((part) => !/^[._/#-]?$/.test(part));
  if (left.every((part) => number.test(part))) return undefined;
  const text = kept.join('');
  return text.length < 2 || unsaid.has(text) || unsaid.has(singular(text)) ? undefined : text;
}

/** One form for one thing and several of them. */
const singular = (word: string): string => (/[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word);

/** The words of a text that count, in its order, each once. */
function wordsOf(text: string | undefined, { characters, words }: { characters: number; words: number }): string[] {
  const plain = (text ?? '').slice(0, characters).toLowerCase().replace(uuids, ' ').replace(timestamps, ' ');
  const found = [...plain.matchAll(wordLike)].flatMap(([word]) => masked(word) ?? []);
  return [...new Map(found.map((word) => [singular(word), word])).values()].slice(0, words);
}

/** A word with a number in it tells one of several that are alike: it counts half. Its hash ends so. */
const ofMany = '~';
const hashOf = (word: string): string => {
  const hash = createHash('sha256').update(singular(word)).digest('base64url').slice(0, hashLength);
  return /[\d#]/.test(word) ? `${hash.slice(0, -1)}${ofMany}` : hash;
};
const weightOf = (hash: string): number => (hash.endsWith(ofMany) ? 0.5 : 1);
const weightOfAll = (hashes: readonly string[]): number => hashes.reduce((sum, hash) => sum + weightOf(hash), 0);

/** What an alert is compared by later: a few hundred characters, whatever its texts are. */
export const signatureOf = ({ summary, details }: Texts): Signature => [
  wordsOf(summary, bounds.summary).map(hashOf).join(''),
  wordsOf(details, bounds.details).map(hashOf).join(''),
];

interface Hashed {
  readonly word: string;
  readonly hash: string;
}

const hashed = (words: readonly string[]): Hashed[] => words.map((word) => ({ word, hash: hashOf(word) }));

/** Twice the weight of what both have, of what both have together. */
function alike(ours: readonly Hashed[], signature: string): Likeness | undefined {
  const theirs = new Set(signature.match(/.{4}/g));
  if (ours.length === 0 || theirs.size === 0) return undefined;
  const shared = ours.filter(({ hash }) => theirs.has(hash));
  const weight = weightOfAll(ours.map(({ hash }) => hash)) + weightOfAll([...theirs]);
  return { score: (2 * weightOfAll(shared.map(({ hash }) => hash))) / weight, words: shared.map(({ word }) => word) };
}

/** The words of an event, to be compared with many. */
export function likenessTo({ summary, details }: Texts): (signature: Signature) => Likeness {
  const ofSummary = hashed(wordsOf(summary, bounds.summary));
  const ofDetails = hashed(wordsOf(details, bounds.details));
  return ([theirSummary, theirDetails]) => {
    const bySummary = alike(ofSummary, theirSummary);
    if (bySummary === undefined) return { score: 0, words: [] };
    const byDetails = alike(ofDetails, theirDetails);
    const score =
      byDetails === undefined
        ? bySummary.score
        : summaryWeight * bySummary.score + (1 - summaryWeight) * byDetails.score;
    const shared = [...new Set([...bySummary.words, ...(byDetails?.words ?? [])])];
    return { score, words: shared.slice(0, wordsNamed) };
  };
}
