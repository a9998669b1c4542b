import type { LocalCloud } from '../../../support/local-cloud.ts';
import { hostileName, hostileText, make, type Seeded } from '../hostile.ts';

const dayLength = 24 * 3_600_000;
const local = (days: number, time: string): string =>
  `${new Date(Date.now() + days * dayLength).toISOString().slice(0, 10)}T${time}`;

/** Schedules of both types with people of hostile names in turns, overrides, gaps, and what colleagues ask of one another. */
export async function seedOnCall(cloud: LocalCloud, { person }: Seeded): Promise<Seeded> {
  const me = await make(cloud, 'GET', '/api/users/current');
  const users = [{ id: me.id }, { id: person }];
  const schedule = await make(cloud, 'POST', '/api/schedules', {
    name: hostileName(200),
    timezone: 'America/New_York',
    type: 'RECURRING',
    showGaps: true,
    scheduleLayers: [
      { name: hostileName(200), startsOn: local(-30, '09:00'), rotation: 'P1D', users },
      {
        startsOn: local(-30, '20:00'),
        rotation: 'PT8H',
        users: users.toReversed(),
        restrictions: [
          { from: { dayOfWeek: 'MONDAY', time: '20:00' }, to: { dayOfWeek: 'TUESDAY', time: '06:00' } },
          { from: { dayOfWeek: 'FRIDAY', time: '18:00' }, to: { dayOfWeek: 'MONDAY', time: '09:00' } },
        ],
      },
    ],
  });
  await make(cloud, 'POST', `/api/schedules/${schedule.id}/overrides`, {
    user: { id: person },
    start: local(1, '18:00'),
    end: local(2, '08:00'),
  });
  const byHand = await make(cloud, 'POST', '/api/schedules', {
    name: hostileName(120),
    timezone: 'UTC',
    type: 'STATIC',
    shifts: [
      { user: { id: person }, start: local(-1, '09:00'), end: local(1, '09:00') },
      { user: { id: me.id }, start: local(3, '09:00'), end: local(5, '09:00') },
    ],
  });
  const policy = await make(cloud, 'POST', '/api/escalation-policies', {
    name: hostileName(150),
    escalationRules: [{ schedules: [{ id: schedule.id }, { id: byHand.id }], escalationTimeout: 15 }],
  });
  await make(cloud, 'POST', '/api/alert-sources', {
    name: hostileName(90),
    integrationType: 'API',
    escalationPolicy: { id: policy.id },
  });
  await make(cloud, 'POST', '/api/coverage-requests', {
    colleague: { id: person },
    shifts: [{ schedule: { id: byHand.id }, start: local(3, '09:00'), end: local(4, '09:00') }],
    message: hostileText(1900),
  });
  return { schedule: schedule.id, scheduleByHand: byHand.id };
}
