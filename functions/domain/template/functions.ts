import type { Pattern } from '../pattern.ts';
import { dateText, epochTime, isoTime } from './dates.ts';
import type { Argument, Call } from './template.ts';
import { cut, textOf } from './values.ts';

/** What an argument must be; a pattern is a text that is read as one. */
export type ArgumentKind = 'text' | 'integer' | 'pattern';

interface Shape {
  readonly args: readonly ArgumentKind[];
  /** So many of them must be there. */
  readonly required: number;
  apply(value: unknown, args: readonly Argument[], pattern?: Pattern): string;
}

const takes = (...args: readonly ArgumentKind[]) => ({
  of: (apply: Shape['apply']): Shape => ({ args, required: args.length, apply }),
  /** The last ones may be left out. */
  ofAtLeast: (required: number, apply: Shape['apply']): Shape => ({ args, required, apply }),
});

const onText =
  (apply: (text: string, ...args: string[]) => string): Shape['apply'] =>
  (value, args) =>
    apply(textOf(value), ...args.map(String));

/** From one character to another, both included; characters beyond the basic plane count as one. */
function substring(value: unknown, [from, to]: readonly Argument[]): string {
  const end = to === undefined ? undefined : Math.max(Number(to) + 1, 0);
  return [...textOf(value)].slice(Math.max(Number(from), 0), end).join('');
}

/** Each occurrence, from the left; nothing is searched for in what was put in. */
function replaceAll(text: string, sought: string, by: string): string {
  if (sought === '') return text;
  let result = '';
  let from = 0;
  for (;;) {
    const at = text.indexOf(sought, from);
    if (at < 0) return cut(result + text.slice(from));
    result += text.slice(from, at) + by;
    if (cut(result) !== result) return cut(result);
    from = at + sought.length;
  }
}

const dated =
  (timeOf: (value: unknown) => Date | undefined): Shape['apply'] =>
  (value, [style = 'M']) => {
    const time = timeOf(value);
    return time === undefined ? textOf(value) : dateText(time, String(style));
  };

/** The texts with the delimiter between them, as far as there is room. */
function joined(values: readonly unknown[], delimiter: string): string {
  let result = '';
  for (const [index, value] of values.entries()) {
    result += (index === 0 ? '' : delimiter) + textOf(value);
    if (cut(result) !== result) return cut(result);
  }
  return result;
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

const joinFromObjects = takes('text', 'text').ofAtLeast(1, (value, [name = '', delimiter = '\n']) => {
  const objects = Array.isArray(value) ? value : [value];
  const values = objects.map((one) => member(one, String(name)));
  return joined(
    values.filter((one) => one !== undefined && one !== null),
    String(delimiter),
  );
});

/** How a value is compared with a text, by the first word of the function. */
const comparisons: Readonly<Record<string, (text: string, test: string) => boolean>> = {
  startsWith: (text, test) => text.startsWith(test),
  equals: (text, test) => text === test,
  endsWith: (text, test) => text.endsWith(test),
  contains: (text, test) => text.includes(test),
};

/** What is shown when it fits and when it does not, by the last words of the function. */
const outcomes: Readonly<Record<string, (fits: boolean, text: string, other: string) => string>> = {
  Take: (fits, text, other) => (fits ? other : text),
  TakeOrDrop: (fits, _text, other) => (fits ? other : ''),
  Else: (fits, text, other) => (fits ? text : other),
  ElseOrDrop: (fits, _text, other) => (fits ? '' : other),
};

const choices = Object.entries(comparisons).flatMap(([first, fits]) =>
  Object.entries(outcomes).map(([last, choose]): readonly [string, Shape] => [
    `${first}${last}`,
    takes('text', 'text').of(onText((text, test = '', other = '') => choose(fits(text, test), text, other))),
  ]),
);

/** Every function of the template language, by its name. */
const functions: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['substring', takes('integer', 'integer').ofAtLeast(1, substring)],
  ['lowerCase', takes().of(onText((text) => text.toLowerCase()))],
  ['upperCase', takes().of(onText((text) => text.toUpperCase()))],
  ['replaceAll', takes('text', 'text').of(onText((text, sought = '', by = '') => replaceAll(text, sought, by)))],
  ['splitTakeAt', takes('text', 'integer').of((value, [by, at]) => textOf(value).split(String(by))[Number(at)] ?? '')],
  ...choices,
  [
    'formatUnixMs',
    takes('text').ofAtLeast(
      0,
      dated((value) => epochTime(value, 1)),
    ),
  ],
  [
    'formatUnixSec',
    takes('text').ofAtLeast(
      0,
      dated((value) => epochTime(value, 1000)),
    ),
  ],
  ['formatDateString', takes('text').ofAtLeast(0, dated(isoTime))],
  [
    'join',
    takes('text').ofAtLeast(0, (value, [delimiter = ', ']) =>
      joined(Array.isArray(value) ? value : [value], String(delimiter)),
    ),
  ],
  ['joinFromObjectArray', joinFromObjects],
  ['joinFromObjectArr', joinFromObjects],
  ['extractRegex', takes('pattern').of((value, _args, pattern) => pattern?.firstIn(textOf(value))?.text ?? '')],
  [
    'extractRegexGroups',
    takes('pattern').of((value, _args, pattern) => pattern?.firstIn(textOf(value))?.groups.join('') ?? ''),
  ],
]);

/** What a function of this name takes; undefined when there is none. */
export const shapeOf = (name: string): Pick<Shape, 'args' | 'required'> | undefined => functions.get(name);

/** What a function makes of a value. Total: what it cannot do with the value leaves the value, or nothing. */
export const applied = ({ name, args, pattern }: Call, value: unknown): string =>
  cut(functions.get(name)?.apply(value, args, pattern) ?? textOf(value));

/** The names of all functions. */
export const functionNames: readonly string[] = [...functions.keys()];
