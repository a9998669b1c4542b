import type { Override, Schedule } from '../../functions/domain/schedule/schedule.ts';
import type { Team } from '../../functions/domain/team/team.ts';
import { at, tenOClock } from './factories.ts';

/** A recurring schedule in which users take turns of a day, handed over at nine in Berlin, the first on 2026-11-20. */
export const aSchedule = (userIds: readonly number[], facts: Partial<Schedule> = {}): Schedule => ({
  id: 500,
  version: 1,
  name: 'Primary',
  timezone: 'Europe/Berlin',
  type: 'RECURRING',
  editions: [
    {
      from: tenOClock,
      layers: [{ startsOn: '2026-11-20T09:00', rotation: 'P1D', users: [...userIds] }],
      shifts: [],
    },
  ],
  defaultShiftDuration: 'P7D',
  teams: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

/** Somebody stands in on schedule 500. */
export const anOverride = (id: number, userId: number, start: string, end: string): Override => ({
  id,
  scheduleId: 500,
  userId,
  start,
  end,
  startsAt: at(start),
  endsAt: at(end),
  createdAt: tenOClock,
});

/** A public team of responders. */
export const aTeam = (userIds: readonly number[], facts: Partial<Team> = {}): Team => ({
  id: 600,
  version: 1,
  name: 'Platform',
  visibility: 'PUBLIC',
  members: userIds.map((userId) => ({ userId, role: 'RESPONDER' })),
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});
