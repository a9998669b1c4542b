import { type Operand, type RootName, rootNames } from './condition.ts';
import { readCounter, windowSeconds } from './counter.ts';
import { readJson } from './json-literal.ts';
import { numberIn, wholeNumber } from './numbers.ts';
import { type Place, skip, take, Unreadable, unreadable } from './reader.ts';
import { isReserved } from './words.ts';

/** A word ends at blanks, brackets, quotes and the signs of operators. */
export const wordPattern = /[^\s[\]{}()'"=!<>]+/y;
const memberName = /[A-Za-z_][A-Za-z0-9_]*/y;
const index = /\d{1,9}(?=\])/y;
const bareKey = /(?:\\[\s\S]|[^\s\\[\]'"])+/y;
const quoted = /(?:\\[\s\S]|[^'\\])*/y;

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['nil', null],
  ['null', null],
]);

/** Reads a value: a text, number, path, list, object, counter, or a word that stands for itself. */
export function readOperand(place: Place): Operand {
  const position = place.at;
  const char = place.text[position];
  if (char === "'") return { kind: 'literal', position, value: readQuoted(place) };
  if (char === '"')
    throw new Unreadable(position, "a value is expected here: texts stand in single quotes, 'like this'");
  if (char === '[' || char === '{') return { kind: 'literal', position, value: readJson(place) };
  const word = take(place, wordPattern);
  if (word === undefined) throw unreadable(place, 'a value');
  const root = rootNames.find((name) => word === name || word.startsWith(`${name}.`));
  if (root === undefined) return wordOperand(word, position);
  place.at = position + root.length;
  return readPathFrom(place, root, position);
}

function wordOperand(word: string, position: number): Operand {
  const constant = constants.get(word);
  if (constant !== undefined) return { kind: 'literal', position, value: constant };
  if (word === 'now') return { kind: 'now', position };
  const counter = readCounter(word);
  if (counter !== undefined) return counterOperand(counter, position);
  if (isReserved(word))
    throw new Unreadable(
      position,
      `a value is expected here, and '${word.slice(0, 40)}' is a word of the language: put it in quotes`,
    );
  return { kind: 'literal', position, value: wordValue(word, position) };
}

function counterOperand(
  { isResetting, duration, at }: NonNullable<ReturnType<typeof readCounter>>,
  position: number,
): Operand {
  const seconds = duration === undefined ? undefined : windowSeconds(duration);
  if (seconds === undefined)
    throw new Unreadable(position + at, 'a counter needs a duration between 5s and 2d, as in trigger_count.10m');
  return { kind: 'counter', position, counter: { isResetting, seconds } };
}

function wordValue(word: string, position: number) {
  if (/^-?\d+$/.test(word)) {
    const whole = wholeNumber(word);
    if (whole === undefined)
      throw new Unreadable(position, 'this number is beyond 64 bits: put it in quotes to compare it as a text');
    return whole;
  }
  return (/^-?\d+\.\d+$/.test(word) ? numberIn(word) : undefined) ?? word;
}

/** Reads a text in single quotes: `\'` and `\\` are escapes, any other backslash stays, so that patterns need no doubling. */
function readQuoted(place: Place): string {
  place.at++;
  const inside = take(place, quoted) ?? '';
  if (place.text[place.at] !== "'") {
    place.at = place.text.length;
    throw unreadable(place, "' at the end of the text");
  }
  place.at++;
  return inside.replace(/\\(['\\])/g, '$1');
}

function readPathFrom(place: Place, root: RootName, position: number): Operand {
  const steps: (string | number)[] = [];
  for (;;) {
    if (skip(place, '.')) {
      const name = take(place, memberName);
      if (name === undefined) throw unreadable(place, "a name (or ['any name'] in brackets)");
      steps.push(name);
    } else if (skip(place, '[')) steps.push(readKey(place));
    else break;
  }
  if (/[^\s(){}=!<>'"\]]/.test(place.text[place.at] ?? ' '))
    throw new Unreadable(place.at, "this cannot stand in a name: write the name as ['any name']");
  return { kind: 'path', position, root, steps, text: place.text.slice(position, place.at) };
}

/** Reads what stands in brackets, and the closing one: a number, a text in quotes, or a name whose blanks are escaped. */
function readKey(place: Place): string | number {
  const number = take(place, index);
  const key = number === undefined ? readName(place) : Number(number);
  if (!skip(place, ']')) throw unreadable(place, "']'");
  return key;
}

function readName(place: Place): string {
  if (place.text[place.at] === "'") return readQuoted(place);
  const name = take(place, bareKey);
  if (name === undefined) throw unreadable(place, 'a name in single quotes, or a number');
  return name.replace(/\\([\s\S])/g, '$1');
}
