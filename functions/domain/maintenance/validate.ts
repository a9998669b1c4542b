import { type Problem, problemIf } from '../problem.ts';
import { endsBefore, readRecurrence } from '../recurrence.ts';
import { dayLength, type Moment, parseMoment } from '../wall-time.ts';
import { isTimeZone, type WallTime, type Zone, zoneOf } from '../zone.ts';

/** How many occurrences are looked at to see that they leave time between them. */
const lookedAt = 60;
const unreadable = 'must be a date-time, local (2026-03-01T09:00) or with an offset';

/** What is wrong with the times of a maintenance window: its zone, its start and end, its rule. */
export function validateMaintenance(window: {
  readonly timezone: string;
  readonly start: string;
  readonly end: string;
  readonly recurrence?: string | undefined;
}): readonly Problem[] {
  if (!isTimeZone(window.timezone)) return [{ field: 'timezone', message: 'must be an IANA time zone' }];
  const zone = zoneOf(window.timezone);
  const start = parseMoment(window.start, zone);
  const end = parseMoment(window.end, zone);
  if (start === undefined || end === undefined) {
    return [...problemIf(start === undefined, 'start', unreadable), ...problemIf(end === undefined, 'end', unreadable)];
  }
  if (end.instant <= start.instant) return [{ field: 'end', message: 'must be after start' }];
  const message = window.recurrence === undefined ? undefined : recurrenceProblem(window.recurrence, start, end, zone);
  return message === undefined ? [] : [{ field: 'recurrence', message }];
}

function recurrenceProblem(rule: string, start: Moment, end: Moment, zone: Zone): string | undefined {
  const recurrence = readRecurrence(rule, start.wallTime, zone);
  if (typeof recurrence === 'string') return recurrence;
  if (endsBefore(rule, start.wallTime, zone)) return 'has an UNTIL that lies before the start';
  const wallLength = end.wallTime - start.wallTime;
  if (wallLength <= 0) return 'needs a start that the clock shows before the end';
  let last: WallTime = start.wallTime;
  try {
    for (let seen = 0; seen < lookedAt; seen += 1) {
      const next = recurrence.after(last);
      if (next === undefined) return undefined;
      if (next <= last + wallLength) return 'must leave time between one occurrence and the next';
      if (next > start.wallTime + 100 * 366 * dayLength) return undefined;
      last = next;
    }
  } catch {
    return 'names no date that can be found';
  }
  return undefined;
}
