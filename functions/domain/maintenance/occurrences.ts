import { type Recurrence, readRecurrence } from '../recurrence.ts';
import { type Instant, millisecondsOf } from '../time.ts';
import { dayLength, parseMoment, toInstant } from '../wall-time.ts';
import { type WallTime, type Zone, zoneOf } from '../zone.ts';
import type { MaintenanceWindow } from './maintenance-window.ts';

type Window = Pick<MaintenanceWindow, 'timezone' | 'start' | 'end' | 'startsAt' | 'endsAt' | 'recurrence'>;

/** One time of planned work, `start` inclusive, `end` exclusive. */
export interface Occurrence {
  readonly start: Instant;
  readonly end: Instant;
}

/** When maintenance begins or ends. */
export interface MaintenanceChange {
  readonly at: Instant;
  readonly kind: 'start' | 'end';
}

/** A recurring window, read: each occurrence begins and ends at the wall times of the first, whatever the season. */
interface Repeated {
  readonly zone: Zone;
  readonly recurrence: Recurrence;
  readonly wallLength: number;
}

/** What a clock change may move an occurrence by, and more. */
const slack = dayLength;

/** The rule of a window; undefined when it happens once, and also when the rule cannot be read: then it happens once. */
function readRepeated({ timezone, start, end, recurrence: rule }: Window): Repeated | undefined {
  if (rule === undefined) return undefined;
  const zone = zoneOf(timezone);
  const first = parseMoment(start, zone);
  const last = parseMoment(end, zone);
  if (first === undefined || last === undefined) return undefined;
  const recurrence = readRecurrence(rule, first.wallTime, zone);
  if (typeof recurrence === 'string') return undefined;
  return { zone, recurrence, wallLength: last.wallTime - first.wallTime };
}

const occurrenceAt = ({ zone, wallLength }: Repeated, start: WallTime): Occurrence => ({
  start: toInstant(zone.firstInstantAt(start)),
  end: toInstant(zone.firstInstantAt(start + wallLength)),
});

/** The occurrences that touch [from, until), whole and in order. */
export function occurrences(window: Window, from: Instant, until: Instant): readonly Occurrence[] {
  const touching = ({ start, end }: Occurrence) => start < until && end > from && start < end;
  const repeated = readRepeated(window);
  if (repeated === undefined) return [{ start: window.startsAt, end: window.endsAt }].filter(touching);
  const { zone, recurrence, wallLength } = repeated;
  return recurrence
    .between(zone.wallTimeAt(millisecondsOf(from)) - wallLength - slack, zone.wallTimeAt(millisecondsOf(until)) + slack)
    .map((start) => occurrenceAt(repeated, start))
    .filter(touching);
}

const isDuring = (found: readonly Occurrence[], at: Instant): boolean =>
  found.some(({ start, end }) => start <= at && at < end);

/** Whether a window is on at an instant: its start inclusive, its end exclusive. */
export const maintenanceAt = (window: Window, at: Instant): boolean =>
  isDuring(occurrences(window, at, toInstant(millisecondsOf(at) + 1)), at);

/** When maintenance next begins or ends, after an instant; undefined when it is over for good. */
export function nextMaintenanceChange(window: Window, after: Instant): MaintenanceChange | undefined {
  const soon = toInstant(millisecondsOf(after) + slack);
  const found = [...occurrences(window, after, soon), ...firstFrom(window, soon)];
  const before = isDuring(found, after);
  // At an edge before it is as it is now: what has begun is on, and what is over was not found.
  const at = found.flatMap(({ start, end }) => [start, end]).find((edge) => isDuring(found, edge) !== before);
  return at && { at, kind: before ? 'end' : 'start' };
}

/** The first occurrence that starts at an instant or later. */
function firstFrom(window: Window, from: Instant): readonly Occurrence[] {
  const repeated = readRepeated(window);
  if (repeated === undefined) {
    return window.startsAt >= from ? [{ start: window.startsAt, end: window.endsAt }] : [];
  }
  let wallTime = repeated.recurrence.after(repeated.zone.wallTimeAt(millisecondsOf(from)) - slack);
  while (wallTime !== undefined) {
    const occurrence = occurrenceAt(repeated, wallTime);
    // One that lies in a gap of the clock does not happen.
    if (occurrence.start >= from && occurrence.start < occurrence.end) return [occurrence];
    wallTime = repeated.recurrence.after(wallTime);
  }
  return [];
}
