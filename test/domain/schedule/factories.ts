import type {
  DayOfWeek,
  Override,
  Restriction,
  Schedule,
  ScheduleLayer,
} from '../../../functions/domain/schedule/schedule.ts';
import { instantOf } from '../../../functions/domain/time.ts';
import { at } from '../../support/factories.ts';

export const ada = 1;
export const grace = 2;
export const alan = 3;

/** Ada and Grace, a day each, from the first of January 2026 at nine. */
export const aLayer = (content: Partial<ScheduleLayer> = {}): ScheduleLayer => ({
  startsOn: '2026-01-01T09:00',
  rotation: 'P1D',
  users: [ada, grace],
  ...content,
});

/** From one point of the week to another: `weekly('MONDAY 09:00', 'FRIDAY 17:00')`. */
export const weekly = (from: string, to: string): Restriction => ({ from: timeOfWeek(from), to: timeOfWeek(to) });

const timeOfWeek = (text: string): Restriction['from'] => {
  const [dayOfWeek, time] = text.split(' ');
  return { dayOfWeek: dayOfWeek as DayOfWeek, time: time ?? '' };
};

export const aSchedule = (content: Partial<Schedule> & { layers?: readonly ScheduleLayer[] } = {}): Schedule => {
  const { layers = [aLayer()], ...rest } = content;
  return {
    id: 1,
    version: 1,
    name: 'Primary',
    timezone: 'Europe/Berlin',
    type: 'RECURRING',
    editions: [{ from: instantOf(0), layers: [...layers], shifts: [] }],
    defaultShiftDuration: 'P1D',
    teams: [],
    createdAt: instantOf(0),
    updatedAt: instantOf(0),
    ...rest,
  };
};

export const anOverride = (id: number, userId: number, start: string, end: string): Override => ({
  id,
  scheduleId: 1,
  userId,
  start,
  end,
  startsAt: at(start),
  endsAt: at(end),
  createdAt: instantOf(0),
});
