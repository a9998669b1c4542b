import { RE2JS, RE2JSException } from 're2js';
import { type Outline, outlineOf } from './pattern-outline.ts';

/** What a pattern found: the text, and what its groups hold; a group that took no part holds nothing. */
export interface Found {
  readonly text: string;
  readonly groups: readonly string[];
}

/** A regular expression of a user. It takes time linear in the text, whatever it says. */
export interface Pattern {
  /** How many steps it has; reading it takes time in proportion to that. */
  readonly size: number;
  /** What one look at a text of this length costs, beside that of other patterns; about a thousand characters of a short one are 1. */
  costOf(length: number): number;
  /** Whether it is found anywhere. */
  isIn(text: string): boolean;
  /** The leftmost place where it is found. */
  firstIn(text: string): Found | undefined;
}

/** Longer patterns are refused. */
export const longestPattern = 1_000;
/** Larger programs are refused: what a pattern comes to when its repetitions are written out. */
const largestProgram = 2_000;
/** So much of a text a pattern looks at, and less if it is a large one: size times length is bounded. */
const longestInput = 65_536;
const mostWork = 4_000_000;

const tooLarge = 'is too large: it repeats too much';

/**
 * Reads a pattern; the answer is a text when it cannot be read or is beyond what runs in linear time, and says which. It knows
 * look-behind, and a look-ahead `(?=…)` at the end, which is no part of what is found.
 */
export function compilePattern(
  text: string,
  { ignoresCase = false }: { readonly ignoresCase?: boolean } = {},
): Pattern | string {
  if (text.length > longestPattern) return `is longer than ${longestPattern} characters`;
  const outline = outlineOf(text);
  if (typeof outline === 'string') return outline;
  if (outline.size > largestProgram) return tooLarge;
  const flags = RE2JS.LOOKBEHINDS | (ignoresCase ? RE2JS.CASE_INSENSITIVE : 0);
  try {
    const program = RE2JS.compile(sourceOf(outline), flags);
    return program.programSize() > largestProgram ? tooLarge : patternOf(program, outline.ahead !== undefined);
  } catch (error) {
    return error instanceof RE2JSException ? problemOf(error.message) : 'cannot be read';
  }
}

/** `P(?=Q)` as `(P)(?:Q)`: what is found is the first group. Settings such as `(?i)` in P hold in Q as well. */
const sourceOf = ({ body, ahead, settings }: Outline): string =>
  ahead === undefined ? body : `(${body})(?:${settings}${ahead})`;

function patternOf(program: RE2JS, looksAhead: boolean): Pattern {
  const size = program.programSize();
  const most = Math.min(longestInput, Math.floor(mostWork / size));
  return {
    size,
    costOf: (length) => Math.ceil((Math.min(length, most) * size) / 16_384),
    isIn: (text) => program.test(text.slice(0, most)),
    firstIn(text) {
      const matcher = program.matcher(text.slice(0, most));
      if (!matcher.find()) return undefined;
      const all = Array.from({ length: program.groupCount() + 1 }, (_, index) => matcher.group(index) ?? '');
      const [found = '', ...groups] = looksAhead ? all.slice(1) : all;
      return { text: found, groups };
    },
  };
}

const lookAheadElsewhere = 'has a look-ahead that is not known: only one, (?=…) at the end of the pattern, is';

/** What the library says of what it does not know, in the words of whoever wrote the pattern. */
function problemOf(said: string): string {
  const [what = '', quoted = ''] = said.replace('error parsing regexp: ', '').split(': `', 2);
  const part = quoted.replace(/`$/, '');
  if (/^\(\?[=!]/.test(part)) return lookAheadElsewhere;
  if (part.startsWith('(?>')) return 'has an atomic group (?>…), which is not known';
  if (/^\\[1-9k]/.test(part)) return `refers back to a group by ${part.slice(0, 2)}, which is not known`;
  if (what === 'invalid capture in lookbehind') return 'has a group in a look-behind: write it as (?:…)';
  return `cannot be read: ${what}${part === '' ? '' : ` ${part.slice(0, 40)}`}`;
}
