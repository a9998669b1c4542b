import type { Override, Schedule, ScheduleLayer } from '../../functions/domain/schedule/schedule.ts';
import { Temporal } from '../../functions/domain/temporal.ts';
import { type Instant, millisecondsOf } from '../../functions/domain/time.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Who is on call, told once more and as simply as possible: the newest override, else the last layer or shift that has
 * somebody. Turns are counted on the wall clock, which never goes back: what it shows twice, it has passed the first time.
 */
export function onCallOf(schedule: Schedule, overrides: readonly Override[], at: Instant): number | undefined {
  const override = overrides
    .filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)
    .sort((a, b) => b.id - a.id)[0];
  if (override !== undefined) return override.userId;

  const edition = schedule.editions.findLast(({ from }) => from <= at) ?? schedule.editions[0];
  const shift = edition?.shifts.findLast(
    ({ start, end }) =>
      momentOf(start, schedule.timezone) <= millisecondsOf(at) && millisecondsOf(at) < momentOf(end, schedule.timezone),
  );
  if (shift !== undefined) return shift.userId;
  return edition?.layers
    .map((layer) => turnOf(layer, schedule.timezone, millisecondsOf(at)))
    .findLast((userId) => userId !== undefined);
}

function turnOf({ startsOn, rotation, users }: ScheduleLayer, zone: string, at: number): number | undefined {
  const days = /^P(\d+)([DW])$/.exec(rotation);
  const hours = /^PT(\d+)H$/.exec(rotation);
  const start = momentOf(startsOn, zone);
  if (at < start) return undefined;
  const passed = days ? latestWallTime(at, zone) - wallTime(start, zone) : at - start;
  const length = days ? Number(days[1]) * (days[2] === 'W' ? 7 : 1) * day : Number(hours?.[1]) * hour;
  return users[Math.floor(passed / length) % users.length];
}

/** What the wall clock shows, as if it were UTC. */
const wallTime = (at: number, zone: string): number =>
  at + Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;

/** The latest that the wall clock has shown so far: after it was put back, what it showed before. */
export function latestWallTime(at: number, zone: string): number {
  const now = wallTime(at, zone);
  if (now - wallTime(at - 3 * hour, zone) >= 3 * hour) return now;
  const before = Array.from({ length: 180 }, (_nothing, index) => wallTime(at - index * minute, zone));
  return Math.max(now, ...before);
}

/** An instant as text, or a time on the zone's wall clock. */
const momentOf = (text: string, zone: string): number =>
  /Z|[+-]\d\d:?\d\d$/.test(text)
    ? Date.parse(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
