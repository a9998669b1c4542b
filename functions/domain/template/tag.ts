import { readCall } from './call.ts';
import { Place, Unreadable } from './place.ts';
import type { Call, Name } from './template.ts';

/** What stands between `{{` and `}}`. */
export interface Tag {
  readonly kind: 'value' | 'open' | 'open-inverted' | 'close';
  readonly name: Name;
  readonly calls: readonly Call[];
  /** Where the sign of a section stands, or else the name. */
  readonly at: number;
  readonly nameAt: number;
  /** The name as it is written. */
  readonly written: string;
  /** Behind the tag. */
  readonly end: number;
}

const kinds: Readonly<Record<string, Tag['kind']>> = { '#': 'open', '^': 'open-inverted', '/': 'close' };

/** Reads the tag that begins at `start`. Throws Unreadable. */
export function readTag(text: string, start: number): Tag {
  const place = new Place(text, start + '{{'.length);
  place.skipBlanks();
  const { at } = place;
  const kind = kinds[place.here()] ?? 'value';
  if (kind !== 'value') place.at++;
  place.skipBlanks();
  const nameAt = place.at;
  const { name, calls, end } = place.skip('.')
    ? { name: [], calls: [], end: place.at }
    : readName(place, kind === 'value');
  place.skipBlanks();
  if (place.skip('}}')) return { kind, name, calls, at, nameAt, written: text.slice(nameAt, end), end: place.at };
  place.skip('}');
  throw place.expected('}}');
}

interface Read {
  readonly name: Name;
  readonly calls: readonly Call[];
  /** Behind the name, where the functions begin. */
  readonly end: number;
}

/** A name, and the functions that are applied to it, where it may have some. */
function readName(place: Place, mayCall: boolean): Read {
  const name: (string | number)[] = [member(place)];
  while (place.here() === '.' || place.here() === '[') {
    const end = place.at;
    if (place.skip('[')) {
      name.push(index(place));
      continue;
    }
    place.skip('.');
    const at = place.at;
    const found = member(place);
    if (place.here() !== '(') name.push(found);
    else if (mayCall) return { name, calls: [readCall(place, found, at), ...furtherCalls(place)], end };
    else throw new Unreadable(place.at, 'a section has no functions');
  }
  if (place.here() === '(')
    throw new Unreadable(place.at, 'a function is applied to a value, as in {{ summary.upperCase() }}');
  return { name, calls: [], end: place.at };
}

/** Functions on what a function gave, from the left to the right. */
function furtherCalls(place: Place): Call[] {
  const calls: Call[] = [];
  while (place.skip('.')) {
    const at = place.at;
    const found = member(place);
    if (place.here() !== '(') throw place.expected('(');
    calls.push(readCall(place, found, at));
  }
  return calls;
}

/** A member of a name. Blanks and signs stand behind a backslash, which is itself before anything else. */
function member(place: Place): string {
  const found = place.take(/(?:\\[\s.[\](){}",\\]|\\(?![\s.[\](){}",\\])|[^\s.[\](){}",\\])+/y);
  if (found === '') throw place.expected('a name');
  return found.replace(/\\([\s.[\](){}",\\])/g, '$1');
}

function index(place: Place): number {
  const digits = place.take(/\d{1,9}/y);
  if (digits === '') throw place.expected('the number of an item');
  if (!place.skip(']')) throw place.expected(']');
  return Number(digits);
}
