import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aSource, lines, newestAlert, type Person, post, timeline } from './stage.ts';

/** Ten minutes before the hand-off at three in the night in Berlin. */
const tenToThree = '2026-11-22T01:50:00.000Z';
const minute = 60;

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenToThree, clock: 'still' });
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.stop());

const bySms = { rules: [{ method: 'SMS' as const }] };
const at = (now: string, minutes: number): string => new Date(Date.parse(now) + minutes * minute * 1000).toISOString();

/** A schedule whose people take turns by the day from `startsOn`, and a source whose two levels are that schedule. */
async function takingTurns(people: readonly Person[], startsOn: string, restrictions?: object[]) {
  const schedule = await cloud.api('POST', '/api/schedules', {
    name: 'Nights',
    timezone: 'Europe/Berlin',
    type: 'RECURRING',
    scheduleLayers: [
      {
        name: 'Turns',
        startsOn,
        users: people.map(({ id }) => ({ id })),
        rotation: 'P1D',
        ...(restrictions && { restrictionType: 'TIMES_OF_WEEK', restrictions }),
      },
    ],
  });
  expect(schedule.status, JSON.stringify(schedule.body)).toBe(201);
  const level = { escalationTimeout: 5, schedules: [{ id: schedule.body.id }] };
  const policy = await cloud.api('POST', '/api/escalation-policies', {
    name: 'Nights',
    escalationRules: [level, level],
  });
  expect(policy.status, JSON.stringify(policy.body)).toBe(201);
  return { scheduleId: schedule.body.id as number, source: await aSource(cloud, policy.body.id) };
}

/** Local text in Berlin (an hour ahead in winter), minutes from now and cut to the minute. */
const berlin = (now: string, minutes: number): string => at(now, minutes + 60).slice(0, 16);

describe('a schedule', () => {
  it('hands over at its hour: an alert a minute before and one a minute after reach different people', async () => {
    const ada = await aPerson(cloud, { firstName: 'Ada', ...bySms });
    const grace = await aPerson(cloud, { firstName: 'Grace', ...bySms });
    const now = await cloud.now();
    const { source } = await takingTurns([ada, grace], berlin(now, 10 - 24 * 60));
    await cloud.advance(9 * minute);
    await post(cloud, source, { alertKey: 'before' });
    await cloud.advance(2 * minute);
    await post(cloud, source, { alertKey: 'after' });
    expect(lines(await cloud.outbox())).toEqual([`SMS ${ada.phone}`, `SMS ${grace.phone}`]);
  });

  it('is asked anew at each level: an override made meanwhile takes effect', async () => {
    const ada = await aPerson(cloud, { firstName: 'Ada', ...bySms });
    const grace = await aPerson(cloud, { firstName: 'Grace', ...bySms });
    const now = await cloud.now();
    const { scheduleId, source } = await takingTurns([ada], berlin(now, -60));
    await post(cloud, source);
    const override = { user: { id: grace.id }, start: at(now, 1), end: at(now, 30) };
    expect(await cloud.api('POST', `/api/schedules/${scheduleId}/overrides`, override)).toMatchObject({ status: 200 });
    await cloud.advance(5 * minute + 1);
    expect(lines(await cloud.outbox())).toEqual([`SMS ${ada.phone}`, `SMS ${grace.phone}`]);
    const onCall = await cloud.api('GET', `/api/schedules/${scheduleId}/user-on-call`);
    expect(onCall.body).toMatchObject({ user: { id: grace.id } });
  });

  it('with nobody on call is passed over, and the timeline says so', async () => {
    const ada = await aPerson(cloud, { firstName: 'Ada', ...bySms });
    const wednesdayNoon = {
      from: { dayOfWeek: 'WEDNESDAY', time: '12:00' },
      to: { dayOfWeek: 'WEDNESDAY', time: '13:00' },
    };
    const { scheduleId, source } = await takingTurns([ada], berlin(await cloud.now(), -60), [wednesdayNoon]);
    await post(cloud, source);
    expect(await cloud.outbox()).toEqual([]);
    const { id } = await newestAlert(cloud);
    expect((await timeline(cloud, id)).join('\n')).toMatch(/nobody/i);
    expect((await cloud.api('GET', `/api/schedules/${scheduleId}/user-on-call`)).status).toBe(204);
  });
});
