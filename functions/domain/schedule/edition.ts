import { latest, millisecondsOf } from '../instants.ts';
import { isSameJson } from '../same.ts';
import type { Instant } from '../time.ts';
import { parseMoment } from '../wall-time.ts';
import { type Zone, zoneOf } from '../zone.ts';
import type { Schedule, ScheduleEdition } from './schedule.ts';
import { type Span, touches } from './spans.ts';

/** What an edit changes; everything else of a schedule is about its name, not about who is on call. */
export type EditionContent = Pick<ScheduleEdition, 'layers' | 'shifts'>;

/** The edition in force, which the API shows. */
export const currentEdition = ({ editions }: Pick<Schedule, 'editions'>): ScheduleEdition =>
  editions[editions.length - 1] as ScheduleEdition;

/**
 * The schedule with new content from `now` on; who was on call before stays as it was. The same content adds nothing.
 * The edition that ends is archived: it keeps what can count in its own time, so that a history stays small.
 */
export function withEdition<S extends Pick<Schedule, 'timezone' | 'editions'>>(
  schedule: S,
  { layers, shifts }: EditionContent,
  now: Instant,
): S {
  const current = currentEdition(schedule);
  if (isSame(current, { layers, shifts })) return schedule;
  const from = latest(now, current.from);
  const isFirst = schedule.editions.length === 1;
  const earlier = schedule.editions.slice(0, -1);
  const ended = { start: isFirst ? Number.NEGATIVE_INFINITY : millisecondsOf(current.from), end: millisecondsOf(from) };
  const archived = ended.start < ended.end ? [archive(current, ended, zoneOf(schedule.timezone))] : [];
  return { ...schedule, editions: [...earlier, ...archived, { from, layers, shifts }] };
}

/** Members that are absent and members that are undefined are stored alike. */
const isSame = (a: EditionContent, b: EditionContent): boolean =>
  isSameJson(a.layers, b.layers) && isSameJson(a.shifts, b.shifts);

function archive({ from, layers, shifts }: ScheduleEdition, ended: Span, zone: Zone): ScheduleEdition {
  const counts = (start: string, end: string | undefined): boolean =>
    touches(ended, {
      start: parseMoment(start, zone)?.instant ?? Number.POSITIVE_INFINITY,
      end: end === undefined ? Number.POSITIVE_INFINITY : (parseMoment(end, zone)?.instant ?? Number.POSITIVE_INFINITY),
    });
  return {
    from,
    layers: layers.filter(({ startsOn, endsOn }) => counts(startsOn, endsOn)),
    shifts: shifts.filter(({ start, end }) => counts(start, end)),
  };
}
