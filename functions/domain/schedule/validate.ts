import { type Problem, problemIf } from '../problem.ts';
import { parseMoment } from '../wall-time.ts';
import { isTimeZone, type Zone, zoneOf } from '../zone.ts';
import { sinceMonday } from './restrictions.ts';
import { parseTurnLength } from './rotation.ts';
import type { Restriction, ScheduleLayer, StaticShift } from './schedule.ts';

/** More than any rota needs, and what one item of the table holds. */
const most = { layers: 50, users: 500, restrictions: 200, shifts: 2000 };
const tenYears = 3660 * 24 * 3_600_000;
const notLocal = 'must be a date-time, local (2026-03-01T09:00) or with an offset';

/** What is wrong with a time zone's name. */
export const validateTimezone = (timezone: string): readonly Problem[] =>
  problemIf(!isTimeZone(timezone), 'timezone', 'must be an IANA time zone such as Europe/Berlin');

/** What is wrong with the layers of a schedule, member by member; an unknown zone is the only thing told where it is. */
export function validateLayers(layers: readonly ScheduleLayer[], timezone: string): readonly Problem[] {
  const wrongZone = validateTimezone(timezone);
  if (wrongZone.length > 0) return wrongZone;
  const zone = zoneOf(timezone);
  return [
    ...problemIf(layers.length === 0, 'scheduleLayers', 'must have at least one layer'),
    ...problemIf(layers.length > most.layers, 'scheduleLayers', `must be at most ${most.layers}`),
    ...layers.flatMap((layer, index) => layerProblems(layer, `scheduleLayers[${index}]`, zone)),
  ];
}

function layerProblems(layer: ScheduleLayer, path: string, zone: Zone): readonly Problem[] {
  const { startsOn, endsOn, users, rotation, restrictions = [] } = layer;
  const start = parseMoment(startsOn, zone);
  const end = endsOn === undefined ? undefined : parseMoment(endsOn, zone);
  return [
    ...problemIf(start === undefined, `${path}.startsOn`, notLocal),
    ...problemIf(endsOn !== undefined && end === undefined, `${path}.endsOn`, notLocal),
    ...problemIf(
      start !== undefined && end !== undefined && end.instant <= start.instant,
      `${path}.endsOn`,
      'must be after startsOn',
    ),
    ...problemIf(users.length === 0, `${path}.users`, 'must name at least one user'),
    ...problemIf(users.length > most.users, `${path}.users`, `must be at most ${most.users}`),
    ...rotationProblems(rotation, `${path}.rotation`),
    ...problemIf(
      restrictions.length > most.restrictions,
      `${path}.restrictions`,
      `must be at most ${most.restrictions}`,
    ),
    ...restrictions.flatMap((restriction, index) => restrictionProblems(restriction, `${path}.restrictions[${index}]`)),
  ];
}

function rotationProblems(rotation: string, field: string): readonly Problem[] {
  const length = parseTurnLength(rotation);
  if (length === undefined) {
    return [{ field, message: 'must be hours (PT8H), days (P1D) or weeks (P1W), more than none and not mixed' }];
  }
  return problemIf(length.milliseconds > tenYears, field, 'must be at most ten years');
}

function restrictionProblems({ from, to }: Restriction, path: string): readonly Problem[] {
  const start = sinceMonday(from);
  const end = sinceMonday(to);
  return [
    ...problemIf(start === undefined, `${path}.from.time`, 'must be a time of the day, HH:mm'),
    ...problemIf(end === undefined, `${path}.to.time`, 'must be a time of the day, HH:mm'),
    ...problemIf(start !== undefined && start === end, `${path}.from`, 'must differ from `to`'),
  ];
}

/** What is wrong with the shifts entered by hand: unreadable, empty, or two at once. */
export function validateShifts(shifts: readonly StaticShift[], timezone: string): readonly Problem[] {
  const wrongZone = validateTimezone(timezone);
  if (wrongZone.length > 0) return wrongZone;
  if (shifts.length > most.shifts) return [{ field: 'shifts', message: `must be at most ${most.shifts}` }];
  const zone = zoneOf(timezone);
  const read = shifts.map(({ start, end }, index) => ({
    index,
    start: parseMoment(start, zone)?.instant,
    end: parseMoment(end, zone)?.instant,
  }));
  const unreadable = read.flatMap(({ index, start, end }) => [
    ...problemIf(start === undefined, `shifts[${index}].start`, notLocal),
    ...problemIf(end === undefined, `shifts[${index}].end`, notLocal),
    ...problemIf(
      start !== undefined && end !== undefined && end <= start,
      `shifts[${index}].end`,
      'must be after start',
    ),
  ]);
  return unreadable.length > 0 ? unreadable : overlapProblems(read as readonly ReadShift[]);
}

interface ReadShift {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

function overlapProblems(shifts: readonly ReadShift[]): readonly Problem[] {
  const problems: Problem[] = [];
  let latest: ReadShift | undefined;
  for (const shift of shifts.toSorted((a, b) => a.start - b.start)) {
    if (latest && shift.start < latest.end) {
      problems.push({ field: `shifts[${shift.index}].start`, message: `overlaps shifts[${latest.index}]` });
    }
    if (!latest || shift.end > latest.end) latest = shift;
  }
  return problems;
}
