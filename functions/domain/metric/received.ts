import { InvalidInputError } from '../errors.ts';
import { millisecondsOf } from '../instants.ts';
import type { Instant } from '../time.ts';
import { aheadSeconds, isKept, type Point, slotOf } from './series.ts';

/** So many points fit into one call: more than three days of them. */
export const mostPoints = 10_000;
/** Larger ones cannot be added up. */
const largest = 1e100;

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The points that a body brings, each at the start of its slot, of several in one slot the last: one point
 * (`{"timestamp"?, "value"}`) or a `series` of them. Those that are too old to be kept are left out. Throws InvalidInputError that
 * names the first wrong member.
 */
export function receivedPoints(body: unknown, now: Instant): Point[] {
  if (!isObject(body)) throw new InvalidInputError('body', 'must be a JSON object');
  const { series } = body;
  const points =
    series === undefined || series === null
      ? [pointIn(body, '', now)]
      : listIn(series).map((one, index) => pointIn(memberOf(one, index), `series[${index}].`, now));
  const kept = points.filter((point) => isKept(point, now));
  return [...new Map(kept.map(({ at, value }) => [slotOf(at), { at: slotOf(at), value }])).values()];
}

function listIn(series: unknown): readonly unknown[] {
  if (!Array.isArray(series)) throw new InvalidInputError('series', 'must be a list');
  if (series.length > mostPoints) throw new InvalidInputError('series', `must have at most ${mostPoints} entries`);
  return series;
}

function memberOf(one: unknown, index: number): Members {
  if (!isObject(one)) throw new InvalidInputError(`series[${index}]`, 'must be an object');
  return one;
}

const pointIn = ({ timestamp, value }: Members, path: string, now: Instant): Point => ({
  at: secondsIn(timestamp, `${path}timestamp`, now),
  value: valueIn(value, `${path}value`),
});

function valueIn(value: unknown, field: string): number {
  if (value === undefined || value === null) throw new InvalidInputError(field, 'is required');
  if (typeof value !== 'number') throw new InvalidInputError(field, 'must be a number');
  if (!(Math.abs(value) <= largest)) throw new InvalidInputError(field, `must be from -${largest} to ${largest}`);
  return value;
}

function secondsIn(timestamp: unknown, field: string, now: Instant): number {
  const seconds = millisecondsOf(now) / 1000;
  if (timestamp === undefined || timestamp === null) return seconds;
  if (typeof timestamp !== 'number') throw new InvalidInputError(field, 'must be a number of seconds since 1970');
  if (timestamp <= seconds + aheadSeconds) return timestamp;
  const isMilliseconds = timestamp > 100 * seconds && timestamp / 1000 <= seconds + aheadSeconds;
  throw new InvalidInputError(field, isMilliseconds ? 'must be in seconds, not milliseconds' : 'is in the future');
}
