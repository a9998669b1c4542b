import { closest } from '../closest.ts';
import { compilePattern } from '../pattern.ts';
import { type ArgumentKind, functionNames, shapeOf } from './functions.ts';
import { type Place, Unreadable } from './place.ts';
import type { Argument, Call } from './template.ts';

const kindWords: Readonly<Record<ArgumentKind, string>> = {
  text: 'a text in double quotes',
  pattern: 'a pattern in double quotes',
  integer: 'a whole number',
};

/** Reads the arguments of a function whose name, at `nameAt`, was read. Throws Unreadable for what it does not take. */
export function readCall(place: Place, name: string, nameAt: number): Call {
  const shape = shapeOf(name);
  if (shape === undefined) throw new Unreadable(nameAt, `there is no function ${name.slice(0, 50)}${meant(name)}`);
  place.skip('(');
  place.skipBlanks();
  const args: Argument[] = [];
  let patternAt = 0;
  while (place.here() !== ')' || args.length > 0) {
    const kind = shape.args[args.length];
    if (kind === undefined && place.here() !== '') throw new Unreadable(place.at, `${name} takes no argument here`);
    if (kind === 'pattern') patternAt = place.at;
    args.push(readArgument(place, kind ?? 'text'));
    place.skipBlanks();
    if (!place.skip(',')) break;
    place.skipBlanks();
  }
  if (place.here() !== ')') throw place.expected(args.length < shape.args.length ? 'a comma or )' : ')');
  if (args.length < shape.required) throw place.expected(kindWords[shape.args[args.length] ?? 'text']);
  place.skip(')');
  const pattern = shape.args[0] === 'pattern' ? compilePattern(String(args[0])) : undefined;
  if (typeof pattern === 'string') throw new Unreadable(patternAt, `the pattern ${pattern}`);
  return { name, args, ...(pattern && { pattern }) };
}

function readArgument(place: Place, kind: ArgumentKind): Argument {
  if (kind === 'integer' ? !/[-\d]/.test(place.here()) : place.here() !== '"') throw place.expected(kindWords[kind]);
  return kind === 'integer' ? wholeNumber(place) : quoted(place);
}

function wholeNumber(place: Place): number {
  const start = place.at;
  const digits = place.take(/-?\d{1,15}(?!\d)/y);
  if (digits === '') throw new Unreadable(start, 'a whole number of at most 15 digits is expected here');
  return Number(digits);
}

/** A backslash stands before a quote or another one that are meant; anywhere else it is itself. */
function quoted(place: Place): string {
  place.skip('"');
  const inside = place.take(/(?:\\["\\]|\\(?!["\\])|[^"\\])*/y);
  if (!place.skip('"')) throw place.expected('"');
  return inside.replace(/\\(["\\])/g, '$1');
}

function meant(name: string): string {
  const near = closest(name, functionNames);
  return near === undefined ? '' : `: did you mean ${near}?`;
}
