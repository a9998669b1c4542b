/** What has to be known of a pattern before the library reads it. */
export interface Outline {
  /** The pattern, without the look-ahead at its end. */
  readonly body: string;
  /** What the look-ahead at the end looks for. */
  readonly ahead?: string;
  /** What `(?i)` and the like outside of groups have set up to the end. */
  readonly settings: string;
  /** About how many steps it has when its repetitions are written out. */
  readonly size: number;
}

/** A group that is not closed yet, or, at the bottom, the pattern. */
interface Open {
  readonly at: number;
  readonly isAhead: boolean;
  size: number;
  /** The size of what a repetition would repeat. */
  last: number;
}

type Kind = 'character' | 'open' | 'close' | 'or' | 'setting' | 'repetition';

const tokens: readonly (readonly [Kind, RegExp])[] = [
  ['character', /\\Q.*?(?:\\E|$)/sy],
  ['character', /\\u(?:[0-9A-Fa-f]{4}|\{[0-9A-Fa-f]{1,6}\})/y],
  ['character', /\\(?:[pP]\{\^?\w+\}|x\{[0-9A-Fa-f]+\}|.|$)/sy],
  ['character', /\[\^?\]?(?:\[:\^?\w{1,20}:\]|\[(?!:\^?\w{1,20}:\])|\\.|[^\]\\[])*[\]\\]?/sy],
  ['setting', /\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?\)/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['or', /\|/y],
  ['repetition', /\{\d+(?:,\d*)?\}/y],
];

function tokenAt(pattern: string, at: number): readonly [Kind, string] {
  for (const [kind, shape] of tokens) {
    shape.lastIndex = at;
    const token = shape.exec(pattern)?.[0];
    if (token !== undefined) return [kind, token];
  }
  return ['character', pattern.charAt(at)];
}

/** How often a repetition repeats at most, as `{2,5}` says it. */
const countOf = (repetition: string): number => Math.max(1, ...repetition.split(/\D/).map(Number));

/** The library writes a character by its number in one way only. */
const asTheLibraryWrites = (token: string): string =>
  token.startsWith('\\Q')
    ? token
    : token.replace(/\\(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|.)/gs, (all, four?: string, more?: string) =>
        four === undefined && more === undefined ? all : `\\x{${four ?? more}}`,
      );

/** Reads the brackets of a pattern; wrong ones are left to the library. The answer is a text when it has a look-ahead that is no end of it. */
export function outlineOf(pattern: string): Outline | string {
  let body = '';
  let settings = '';
  let hasAlternatives = false;
  let ahead: Open | undefined;
  const open: Open[] = [{ at: 0, isAhead: false, size: 0, last: 0 }];
  const top = (): Open => open[open.length - 1] as Open;
  const add = (size: number): void => {
    top().size += size;
    top().last = size;
  };

  for (let at = 0; at < pattern.length; ) {
    const [kind, token] = tokenAt(pattern, at);
    if (kind === 'open') open.push({ at: body.length, isAhead: pattern.startsWith('(?=', at), size: 2, last: 0 });
    else if (kind === 'close' && open.length > 1) {
      const closed = open.pop() as Open;
      add(closed.size);
      if (closed.isAhead && open.length === 1 && at + 1 === pattern.length) ahead = closed;
    } else if (kind === 'repetition') top().size += top().last * (countOf(token) - 1);
    else add(token.startsWith('\\Q') ? token.length : 1);

    if (open.length === 1 && kind === 'or') hasAlternatives = true;
    if (open.length === 1 && kind === 'setting') settings += token;
    body += asTheLibraryWrites(token);
    at += token.length;
  }
  const size = open.reduce((sum, group) => sum + group.size, 0);
  if (ahead === undefined) return { body, settings, size };
  if (hasAlternatives) return 'has a look-ahead in one of several alternatives: put them into a group (?:…|…)';
  return { body: body.slice(0, ahead.at), ahead: body.slice(ahead.at + '(?='.length, -1), settings, size };
}
