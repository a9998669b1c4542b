import type { DayOfWeek, Schedule, ScheduleLayer } from '../../functions/domain/schedule/schedule.ts';
import { onCallAt, shifts } from '../../functions/domain/schedule/shifts.ts';
import { Instant, instantOf } from '../../functions/domain/time.ts';
import { printTable } from './table.ts';

const fiftyUsers = Array.from({ length: 50 }, (_, index) => index + 1);
const workdays: readonly DayOfWeek[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];

const layer = (rotation: string, restrictions?: ScheduleLayer['restrictions']): ScheduleLayer => ({
  startsOn: '2020-01-06T09:00',
  rotation,
  users: fiftyUsers,
  ...(restrictions && { restrictions }),
});

const each = (days: readonly DayOfWeek[], from: string, to: string): ScheduleLayer['restrictions'] =>
  days.map((dayOfWeek) => ({ from: { dayOfWeek, time: from }, to: { dayOfWeek, time: to } }));

const weekEnd = {
  from: { dayOfWeek: 'FRIDAY' as const, time: '17:00' },
  to: { dayOfWeek: 'MONDAY' as const, time: '09:00' },
};

/** Five layers of fifty people, as a large team would have them: weeks, days, office hours, week ends in eights, a late watch. */
const largeSchedule = (timezone: string): Schedule => ({
  id: 1,
  version: 1,
  name: 'Large',
  timezone,
  type: 'RECURRING',
  editions: [
    {
      from: instantOf(0),
      shifts: [],
      layers: [
        layer('P7D'),
        layer('P1D'),
        layer('P1D', each(workdays, '09:00', '17:00')),
        layer('PT8H', [weekEnd]),
        layer('P1W', each(workdays, '22:00', '23:00')),
      ],
    },
  ],
  defaultShiftDuration: 'P7D',
  teams: [],
  createdAt: instantOf(0),
  updatedAt: instantOf(0),
});

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const year = [Instant.parse('2026-01-01T00:00:00.000Z'), Instant.parse('2027-01-01T00:00:00.000Z')] as const;
const budget = { yearMs: 10, nowMs: 0.5 };

function millisecondsOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

const median = (work: () => unknown, times: number): number =>
  Array.from({ length: times }, () => millisecondsOf(work)).sort((a, b) => a - b)[times >> 1] ?? 0;

/** Prints how long schedules take to expand; answers what is over its budget. */
export function benchSchedules(): string[] {
  const rows = zones.map((zone) => {
    const schedule = largeSchedule(zone);
    const first = millisecondsOf(() => shifts(schedule, [], ...year));
    const again = median(() => shifts(schedule, [], ...year), 51);
    const now = median(() => onCallAt(schedule, [], year[0]), 201);
    const twenty = millisecondsOf(() =>
      zones.concat(zones, zones, zones, zones).map(() => shifts(schedule, [], ...year)),
    );
    return { zone, count: shifts(schedule, [], ...year).length, first, again, now, twenty };
  });
  printTable(
    'Schedules of 5 layers and 50 users, a year',
    ['zone', 'shifts', 'first ms', 'median ms', 'onCallAt ms', '20 schedules ms'],
    rows.map(({ zone, count, ...times }) => [
      zone,
      String(count),
      ...[times.first, times.again, times.now, times.twenty].map((milliseconds) => milliseconds.toFixed(2)),
    ]),
  );
  return rows.flatMap(({ zone, again, now }) => [
    ...(again > budget.yearMs ? [`a year of shifts in ${zone}`] : []),
    ...(now > budget.nowMs ? [`onCallAt in ${zone}`] : []),
  ]);
}

if (import.meta.main) console.log(benchSchedules());
