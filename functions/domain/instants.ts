import type { Instant } from './time.ts';

/** The instant `milliseconds` after the epoch. */
export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

/** Milliseconds since the epoch. */
export const millisecondsOf = (instant: Instant): number => Date.parse(instant);

/** Epoch seconds, rounded up: the form of DynamoDB's time to live. */
export const epochSecondsOf = (instant: Instant): number => Math.ceil(Date.parse(instant) / 1000);

const isoDateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Reads an ISO-8601 date-time with a zone or offset; undefined when the text is none or names no real day. */
export function parseInstant(text: string): Instant | undefined {
  if (!isoDateTime.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return undefined;
  return instantOf(milliseconds);
}

export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** The length of a duration of exact units (a day is 24 hours here; calendar days belong to schedules). */
export const millisecondsIn = ({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Duration): number =>
  (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;

export const plus = (instant: Instant, duration: Duration): Instant =>
  instantOf(millisecondsOf(instant) + millisecondsIn(duration));

export const minus = (instant: Instant, duration: Duration): Instant =>
  instantOf(millisecondsOf(instant) - millisecondsIn(duration));

/** Seconds from `earlier` to `later`; negative when they stand the other way round. */
export const secondsBetween = (earlier: Instant, later: Instant): number =>
  (millisecondsOf(later) - millisecondsOf(earlier)) / 1000;

/** The first whole second that is not before the instant. */
export const roundUpToSecond = (instant: Instant): Instant =>
  instantOf(Math.ceil(millisecondsOf(instant) / 1000) * 1000);

/** The earliest of the given instants; undefined, which sorts last, when there is none. */
export function earliest(first: Instant, ...others: readonly (Instant | undefined)[]): Instant;
export function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined;
export function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.toSorted()[0];
}

/** The later of two instants. */
export const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** Orders by an instant, the latest first; those of one moment stay as they are. */
export const newestFirst =
  <T>(at: (one: T) => Instant) =>
  (a: T, b: T): number =>
    at(a) === at(b) ? 0 : at(a) < at(b) ? 1 : -1;
