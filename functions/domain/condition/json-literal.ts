import type { Literal } from './condition.ts';
import { numberIn, wholeNumber } from './numbers.ts';
import { type Place, skip, take, Unreadable, unreadable } from './reader.ts';

/** Deeper lists and objects are refused. */
const deepest = 50;

const blanks = /[ \t\r\n]*/y;
const plain = /(?:[^"\\\p{Cc}]|[\x7f-\x9f])*/uy;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const words = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

/** Reads a JSON value; whole numbers of 64 bits stay exact. */
export function readJson(place: Place, depth = 1): Literal {
  if (depth > deepest) throw new Unreadable(place.at, `is nested deeper than ${deepest} levels`);
  const char = place.text[place.at];
  if (char === '[') return readList(place, depth);
  if (char === '{') return readObject(place, depth);
  if (char === '"') return readString(place);
  const word = words.find(([text]) => skip(place, text));
  return word === undefined ? readNumber(place) : word[1];
}

function readList(place: Place, depth: number): Literal {
  const list: Literal[] = [];
  readParts(place, ']', () => list.push(readJson(place, depth + 1)));
  return list;
}

function readObject(place: Place, depth: number): Literal {
  const members: [string, Literal][] = [];
  readParts(place, '}', () => {
    if (place.text[place.at] !== '"') throw unreadable(place, 'a name in double quotes');
    const name = readString(place);
    take(place, blanks);
    if (!skip(place, ':')) throw unreadable(place, "':'");
    take(place, blanks);
    members.push([name, readJson(place, depth + 1)]);
  });
  return Object.fromEntries(members);
}

/** What stands between an opening bracket and its closing one, with commas between. */
function readParts(place: Place, close: ']' | '}', readPart: () => void): void {
  place.at++;
  take(place, blanks);
  if (skip(place, close)) return;
  for (;;) {
    readPart();
    take(place, blanks);
    if (skip(place, close)) return;
    if (!skip(place, ',')) throw unreadable(place, `',' or '${close}'`);
    take(place, blanks);
  }
}

function readString(place: Place): string {
  const start = place.at;
  place.at++;
  for (;;) {
    take(place, plain);
    if (skip(place, '"')) return JSON.parse(place.text.slice(start, place.at)) as string;
    if (take(place, escaped) !== undefined) continue;
    if (place.text[place.at] === '\\' && place.at + 1 < place.text.length)
      throw new Unreadable(place.at + 1, 'this escape is not known in JSON');
    if (place.at + 1 >= place.text.length) place.at = place.text.length;
    throw unreadable(place, "'\"' at the end of the text");
  }
}

function readNumber(place: Place): Literal {
  const start = place.at;
  const digits = take(place, number);
  if (digits === undefined) throw unreadable(place, 'a JSON value');
  const value = /^-?\d+$/.test(digits) ? wholeNumber(digits) : numberIn(digits);
  if (value === undefined) throw new Unreadable(start, 'this number is beyond 64 bits');
  return value;
}
