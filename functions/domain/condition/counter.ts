import { millisecondsOf, plus } from '../instants.ts';
import type { Instant } from '../time.ts';

/** Counts the evaluations of a condition at its place within a window; a resetting one starts anew at its limit. */
export interface Counter {
  readonly isResetting: boolean;
  readonly seconds: number;
}

/** Where a counter stands: its window began with the first evaluation. A count of 0 has no window. */
export interface CounterState {
  readonly startedAt: Instant;
  readonly count: number;
}

const shortest = 5;
const longest = 2 * 24 * 3600;

const secondsPer = { s: 1, m: 60, h: 3600, d: 24 * 3600 } as const;
const shortForm = /^(\d{1,6})([smhd])$/;
const isoForm = /^P(?=.)(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;

/** The seconds of `10m` or `PT10M`; undefined when it is no duration between 5 seconds and 2 days. */
export function windowSeconds(text: string): number | undefined {
  const seconds = secondsIn(text);
  return seconds !== undefined && seconds >= shortest && seconds <= longest ? seconds : undefined;
}

function secondsIn(text: string): number | undefined {
  const [, amount, unit] = shortForm.exec(text) ?? [];
  if (amount !== undefined) return Number(amount) * secondsPer[unit as keyof typeof secondsPer];
  const iso = isoForm.exec(text);
  if (iso === null) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = iso;
  return Number(days) * secondsPer.d + Number(hours) * secondsPer.h + Number(minutes) * 60 + Number(seconds);
}

const counterWord = /^(resetting_)?trigger_count(?:\.(.*))?$/s;

/** What a word like `trigger_count.10m` counts; the text of its duration, if there is one; undefined for other words. */
export function readCounter(
  word: string,
): { readonly isResetting: boolean; readonly duration: string | undefined; readonly at: number } | undefined {
  const match = counterWord.exec(word);
  if (match === null) return undefined;
  const duration = match[2];
  return { isResetting: match[1] !== undefined, duration, at: word.length - (duration?.length ?? 0) };
}

/** The counter that a whole name is; undefined when it is none. */
export function counterNamed(name: string): Counter | undefined {
  const read = readCounter(name);
  const seconds = read?.duration === undefined ? undefined : windowSeconds(read.duration);
  return read && seconds !== undefined ? { isResetting: read.isResetting, seconds } : undefined;
}

/** One name for all spellings: `3m` and `PT3M` are one counter, the two kinds are separate. */
export const nameOfCounter = ({ isResetting, seconds }: Counter): string =>
  `${isResetting ? 'resetting_' : ''}trigger_count.${seconds}s`;

/**
 * Counts an evaluation at an instant: what the counter shows, beginning with 1, and where it stands then. A window ends
 * exclusively. With a limit it stands at 0 after it has shown the limit. What is a whole window late belongs to
 * none that is known: it shows 1 and changes nothing.
 */
export function countUp(
  state: CounterState | undefined,
  { seconds }: Pick<Counter, 'seconds'>,
  at: Instant,
  limit?: number,
): { readonly shown: number; readonly state: CounterState } {
  const current = state !== undefined && state.count > 0 ? state : undefined;
  if (current !== undefined && at <= plus(current.startedAt, { seconds: -seconds }))
    return { shown: 1, state: current };
  const isWithin = current !== undefined && millisecondsOf(at) < millisecondsOf(current.startedAt) + seconds * 1000;
  const next = isWithin ? { ...current, count: current.count + 1 } : { startedAt: at, count: 1 };
  const isAtLimit = limit !== undefined && next.count >= limit;
  return { shown: next.count, state: isAtLimit ? { ...next, count: 0 } : next };
}
