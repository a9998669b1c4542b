import { parseTurnLength } from '../../../functions/domain/schedule/rotation.ts';
import { daysOfWeek } from '../../../functions/domain/schedule/week.ts';
import { dayLength, parseWallTime, wallTimeText, weekOf } from '../../../functions/domain/wall-time.ts';
import type { Zone } from '../../../functions/domain/zone.ts';
import { type LayerForm, newKey, type RestrictionForm, type ScheduleForm, type ShiftForm } from './form.ts';
import { hour } from './times.ts';

const nine = 9 * hour;
const text = (wallTime: number): string => wallTimeText(wallTime).slice(0, 16);

/** A layer that hands over once a week, from this week's Monday at nine on. */
export const newLayer = (now: number, zone: Zone): LayerForm => ({
  key: newKey(),
  name: '',
  startsOn: text(weekOf(zone.wallTimeAt(now)) + nine),
  endsOn: '',
  count: 1,
  unit: 'weeks',
  participants: [],
  restrictions: [],
});

export const newForm = (now: number, zone: Zone): ScheduleForm => ({
  name: '',
  timezone: zone.name,
  type: 'RECURRING',
  layers: [newLayer(now, zone)],
  shifts: [],
  isImported: false,
  calendarUrl: '',
  showGaps: false,
  defaultShiftDuration: 'P7D',
  teams: [],
});

/** The shift after the last one, as long as shifts are here; the first begins with the next hour. */
export function nextShift(shifts: readonly ShiftForm[], duration: string, now: number, zone: Zone): ShiftForm {
  const ends = shifts.map(({ end }) => parseWallTime(end)).filter((end) => end !== undefined);
  const start = ends.length > 0 ? Math.max(...ends) : Math.ceil(zone.wallTimeAt(now) / hour) * hour;
  const length = parseTurnLength(duration)?.milliseconds ?? 7 * dayLength;
  // Whoever has had the fewest shifts lately is next: the one whose last shift is longest ago.
  const people = new Map(
    shifts.flatMap(({ user, start: begins }) => (user ? [[user.id, { user, begins }] as const] : [])),
  );
  const [next] = [...people.values()].sort((a, b) => (a.begins < b.begins ? -1 : 1));
  return {
    key: newKey(),
    user: people.size > 1 ? next?.user : undefined,
    start: text(start),
    end: text(start + length),
  };
}

export type TimesPreset = 'office' | 'nights' | 'weekend';

const workdays = daysOfWeek.slice(0, 5);

/** Times to which layers are restricted again and again. */
export function presetTimes(preset: TimesPreset): RestrictionForm {
  if (preset === 'office') return { kind: 'daily', key: newKey(), days: workdays, from: '09:00', to: '17:00' };
  if (preset === 'nights') return { kind: 'daily', key: newKey(), days: [...daysOfWeek], from: '18:00', to: '09:00' };
  return { kind: 'weekly', key: newKey(), fromDay: 'FRIDAY', from: '17:00', toDay: 'MONDAY', to: '09:00' };
}

export const partOfWeek = (): RestrictionForm => ({
  kind: 'weekly',
  key: newKey(),
  fromDay: 'SATURDAY',
  from: '00:00',
  toDay: 'MONDAY',
  to: '00:00',
});
