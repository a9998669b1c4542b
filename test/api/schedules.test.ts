import { beforeEach, describe, expect, it } from 'vitest';
import { shifts } from '../../functions/domain/schedule/shifts.ts';
import { at } from '../support/factories.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/* The clock stands at 2026-03-02T09:00Z, a Monday, ten in the morning in Berlin. */

let api: ApiHarness;
let ada: number;
let bob: number;
beforeEach(async () => {
  api = await apiHarness();
  ada = await aPerson('Ada');
  bob = await aPerson('Bob');
});

async function call(method: string, path: string, body?: unknown, query = '', key?: string) {
  const answer = await api.call(method, path, { body, query, ...(key && { key }) });
  return { ...answer, seen: `${method} ${path}: ${answer.status} ${answer.text}` };
}

async function created(path: string, body: unknown, query = '') {
  const answer = await call('POST', path, body, query);
  expect(answer.status, answer.seen).toBe(201);
  return answer.body;
}

const aPerson = async (firstName: string): Promise<number> =>
  (await created('/api/users', { email: `${firstName}@example.com`, firstName, lastName: 'Example' })).id;

const recurring = (facts: object = {}, layer: object = {}) => ({
  name: 'Tag & Nacht / Plattform',
  timezone: 'Europe/Berlin',
  type: 'RECURRING',
  scheduleLayers: [{ startsOn: '2026-03-02T09:00', rotation: 'P1D', users: [{ id: ada }, { id: bob }], ...layer }],
  ...facts,
});

const ofPeople = (...people: [number, string][]) =>
  people.map(([id, firstName]) => ({ id, firstName, lastName: 'Example' }));

describe('a recurring schedule', () => {
  it('turns by whole hours however they are written, and reads back as written', async () => {
    const { id } = await created('/api/schedules', recurring({}, { rotation: 'PT720M' }));
    const read = await call('GET', `/api/schedules/${id}`, undefined, 'include=scheduleLayers&include=currentShift');
    expect(read.body.scheduleLayers[0].rotation).toBe('PT720M');
    expect(read.body.currentShift).toMatchObject({
      start: '2026-03-02T08:00:00.000Z',
      end: '2026-03-02T20:00:00.000Z',
    });
    const refused = await call('POST', '/api/schedules', recurring({}, { rotation: 'PT90M' }));
    expect(refused.body.details.field).toBe('scheduleLayers[0].rotation');
  });

  it('is not written by a call that is then refused for what only its answer needs', async () => {
    const { id } = await created('/api/schedules', recurring(), 'include=shifts&until=never');
    const put = await call('PUT', `/api/schedules/${id}`, recurring({ name: 'New' }), 'include=shifts&from=never');
    expect(put.status, put.seen).toBe(200);
    expect(put.body).toMatchObject({ name: 'New', shifts: expect.any(Array) });
    expect((await call('GET', `/api/schedules/${id}`, undefined, 'include=shifts&from=never')).status).toBe(400);
  });

  it('sent with the least gets only the defaults the provider knows', async () => {
    const { id } = await created('/api/schedules', recurring());
    const read = await call('GET', `/api/schedules/${id}`);
    expect(read.body).toEqual({
      id,
      name: 'Tag & Nacht / Plattform',
      timezone: 'Europe/Berlin',
      type: 'RECURRING',
      showGaps: false,
      defaultShiftDuration: 'P7D',
      teams: [],
    });
  });

  it('reads back exactly as sent, text for text, and takes back what it answered', async () => {
    const sent = recurring(
      { showGaps: true, defaultShiftDuration: 'PT60M' },
      {
        name: 'Woche',
        startsOn: '2022-08-30T00:00',
        endsOn: '2027-08-30T00:00:00',
        rotation: 'P7D',
        users: [{ id: bob }, { id: ada }, { id: bob }],
        restrictionType: 'TIMES_OF_WEEK',
        restrictions: [{ from: { dayOfWeek: 'SATURDAY', time: '20:00' }, to: { dayOfWeek: 'MONDAY', time: '08:00' } }],
      },
    );
    const written = await created('/api/schedules', sent);
    const includes = 'include=scheduleLayers&include=currentShift&include=nextShift';
    const { body } = await call('GET', `/api/schedules/${written.id}`, undefined, includes);
    expect(body).toMatchObject({
      ...sent,
      scheduleLayers: [{ ...sent.scheduleLayers[0], users: ofPeople([bob, 'Bob'], [ada, 'Ada'], [bob, 'Bob']) }],
    });
    expect(body.currentShift).toBeNull();
    const again = await call('PUT', `/api/schedules/${written.id}`, body, includes);
    expect(again.status, again.seen).toBe(200);
    expect(again.body).toEqual(body);
    const byName = await call('GET', '/api/schedules/name/Tag & Nacht / Plattform', undefined, includes);
    expect(byName.body).toEqual(body);
  });

  it('says who is on call now and next, and within any window', async () => {
    const { id } = await created('/api/schedules', recurring());
    const path = `/api/schedules/${id}`;
    const { body } = await call('GET', path, undefined, 'include=currentShift,nextShift');
    expect(body).toMatchObject({
      currentShift: { user: { id: ada }, start: '2026-03-02T08:00:00.000Z', end: '2026-03-03T08:00:00.000Z' },
      nextShift: { user: { id: bob }, start: '2026-03-03T08:00:00.000Z', end: '2026-03-04T08:00:00.000Z' },
    });
    expect((await call('GET', `${path}/user-on-call`)).body).toEqual(body.currentShift);

    const later = await call('GET', `${path}/shifts`, undefined, 'from=2030-06-01T00:00Z&until=2030-06-02T00:00Z');
    expect(later.body).toHaveLength(2);
    const usual = await call('GET', `${path}/shifts`);
    expect(usual.body[0].start).toBe('2026-03-02T08:00:00.000Z');
    expect(usual.body.at(-1).end).toBe('2026-05-01T07:00:00.000Z');
    const tooLong = await call('GET', `${path}/shifts`, undefined, 'from=2026-01-01T00:00Z&until=2028-02-01T00:00Z');
    expect(tooLong.body).toMatchObject({ status: 400, details: { field: 'until' } });
  });

  it.each([
    ['from=9999-12-30T00:00Z&until=9999-12-31T23:00Z', 200],
    ['from=0000-01-01T00:00Z&until=0000-01-02T00:00Z', 200],
    ['from=2026-01-02T00:00Z&until=2026-01-01T00:00Z', 400],
    ['from=yesterday', 400],
  ])('answers any window, %s', async (window, status) => {
    const { id } = await created('/api/schedules', recurring());
    for (const list of ['shifts', 'overrides']) {
      const answer = await call('GET', `/api/schedules/${id}/${list}`, undefined, window);
      expect(answer.status, answer.seen).toBe(status);
    }
  });

  it('hands over at nine on both sides of the change of clocks', async () => {
    const { id } = await created('/api/schedules', recurring());
    const window = 'from=2026-03-28T12:00&until=2026-03-29T12:00';
    const { body } = await call('GET', `/api/schedules/${id}/shifts`, undefined, window);
    expect(body.map(({ start }: { start: string }) => start)).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
    ]);
  });

  it('keeps its past when it is edited', async () => {
    const { id } = await created('/api/schedules', recurring());
    const path = `/api/schedules/${id}`;
    api.clock.advance({ days: 3 });
    await call('PUT', path, recurring({}, { users: [{ id: bob }] }));
    const { body } = await call('GET', `${path}/shifts`, undefined, 'from=2026-03-02T09:00Z&until=2026-03-06T09:00Z');
    expect(body.map((shift: { user: { firstName: string } }) => shift.user.firstName)).toEqual([
      'Ada',
      'Bob',
      'Ada',
      'Bob',
      'Bob',
    ]);
    const past = await call('GET', path, undefined, 'include=past');
    expect(past.body.past).toMatchObject([
      { until: '2026-03-05T09:00:00.000Z', scheduleLayers: [{ users: ofPeople([ada, 'Ada'], [bob, 'Bob']) }] },
    ]);
  });

  it('tells all that its shifts are computed from, so that others compute the same', async () => {
    const { id } = await created('/api/schedules', recurring());
    const path = `/api/schedules/${id}`;
    const override = { user: { id: bob }, start: '2026-03-10T12:00', end: '2026-03-10T18:00' };
    await call('POST', `${path}/overrides`, override);
    api.clock.advance({ days: 3 });
    await call('PUT', path, recurring({}, { users: [{ id: bob }, { id: ada }] }));

    const span = { from: '2026-03-02T00:00:00.000Z', until: '2026-03-20T00:00:00.000Z' } as const;
    const query = `from=${span.from}&until=${span.until}`;
    const { body } = await call('GET', path, undefined, `include=plan&${query}`);
    expect(body.plan).toMatchObject({ ...span, people: ofPeople([ada, 'Ada'], [bob, 'Bob']) });
    expect(body.plan.editions).toHaveLength(2);
    expect(body.plan.overrides).toMatchObject([{ userId: bob, startsAt: '2026-03-10T11:00:00.000Z' }]);

    const told = await call('GET', `${path}/shifts`, undefined, query);
    const { timezone, plan } = body;
    const [from, until] = [at(plan.from), at(plan.until)];
    expect(
      shifts({ timezone, editions: plan.editions }, plan.overrides, from, until).map(({ userId, ...times }) => ({
        user: { id: userId },
        ...times,
      })),
    ).toEqual(told.body.map(({ user, ...times }: { user: { id: number } }) => ({ user: { id: user.id }, ...times })));
    const [listed] = (await call('GET', '/api/schedules', undefined, `include=plan&${query}`)).body;
    expect(listed.plan).toEqual(plan);
  });

  it('keeps its type and its zone', async () => {
    const { id } = await created('/api/schedules', recurring());
    const put = async (facts: object) => (await call('PUT', `/api/schedules/${id}`, recurring(facts))).body.details;
    expect(await put({ type: 'STATIC' })).toEqual({ field: 'type' });
    expect(await put({ timezone: 'Europe/Paris' })).toEqual({ field: 'timezone' });
  });

  it('is listed in pages of at most twenty, each with a year of shifts if asked for', async () => {
    for (let count = 0; count < 20; count += 1) await created('/api/schedules', recurring({ name: `S${count}` }));
    const { body } = await call(
      'GET',
      '/api/schedules',
      undefined,
      'max-results=20&include=shifts&from=2026-01-01T00:00Z&until=2027-01-01T00:00Z',
    );
    expect(body.map(({ shifts }: { shifts: unknown[] }) => shifts.length)).toEqual(Array(20).fill(305));
    expect((await call('GET', '/api/schedules', undefined, 'max-results=21')).status).toBe(400);
  });

  it('keeps people and teams from being deleted, and is gone with its overrides', async () => {
    const team = await created('/api/teams', { name: 'Platform' });
    const { id } = await created('/api/schedules', recurring({ teams: [{ id: team.id }] }));
    const policy = await created('/api/escalation-policies', {
      name: 'P',
      escalationRules: [{ escalationTimeout: 0, schedule: { id }, team: { id: team.id } }],
    });
    const named = { id, name: 'Tag & Nacht / Plattform', type: 'RECURRING' };
    expect(policy.escalationRules).toEqual([
      {
        escalationTimeout: 0,
        users: [],
        schedule: named,
        schedules: [named],
        team: { id: team.id, name: 'Platform' },
        teams: [{ id: team.id, name: 'Platform' }],
      },
    ]);
    for (const path of [`/api/users/${ada}`, `/api/teams/${team.id}`, `/api/schedules/${id}`]) {
      const refused = await call('DELETE', path);
      expect(refused.body, refused.seen).toMatchObject({ status: 400, code: 'CONFLICT' });
    }
    await call('POST', `/api/schedules/${id}/overrides`, {
      user: { id: bob },
      start: '2026-03-02T12:00',
      end: '2026-03-02T13:00',
    });
    expect((await call('DELETE', `/api/escalation-policies/${policy.id}`)).status).toBe(204);
    expect((await call('DELETE', `/api/schedules/${id}`)).status).toBe(204);
    expect((await call('GET', `/api/schedules/${id}`)).status).toBe(404);
    expect(api.table.items().filter(({ PK }) => PK === `SCHEDULE#${id}`)).toEqual([]);
    expect((await call('DELETE', `/api/users/${ada}`)).status).toBe(204);
  });
});

describe('a static schedule', () => {
  const shift = (start: string, end: string) => ({ user: { id: ada }, start, end });
  const fixed = (...shifts: object[]) => ({ name: 'Hand-made', timezone: 'America/New_York', type: 'STATIC', shifts });

  it('reads back its shifts as sent', async () => {
    const shifts = [shift('2026-03-01T08:00', '2026-03-08T08:00'), shift('2026-03-08T08:00', '2026-03-15T08:00-04:00')];
    const { id } = await created('/api/schedules', fixed(...shifts));
    const { body } = await call('GET', `/api/schedules/${id}`, undefined, 'include=shifts');
    const [user] = ofPeople([ada, 'Ada']);
    expect(body.shifts).toEqual(shifts.map((one) => ({ ...one, user })));
    expect(body.scheduleLayers).toBeUndefined();
    // `terraform import` does not know the type yet, and asks for nothing.
    expect((await call('GET', `/api/schedules/${id}`)).body.shifts).toEqual(body.shifts);
    expect((await call('GET', '/api/schedules/name/Hand-made')).body.shifts).toEqual(body.shifts);
    expect((await call('GET', '/api/schedules')).body[0].shifts).toBeUndefined();
    expect((await call('GET', '/api/schedules', undefined, 'include=shifts')).body[0].shifts).toEqual(body.shifts);
  });

  it('may be empty: nobody is on call', async () => {
    const { id } = await created('/api/schedules', fixed());
    expect((await call('GET', `/api/schedules/${id}/user-on-call`)).status).toBe(204);
    expect((await call('GET', `/api/schedules/${id}`, undefined, 'include=shifts')).body.shifts).toEqual([]);
  });

  it('is refused with a gap when that is asked for', async () => {
    const gappy = fixed(shift('2026-03-01T08:00', '2026-03-08T08:00'), shift('2026-03-09T08:00', '2026-03-15T08:00'));
    const refused = await call('POST', '/api/schedules', gappy, 'abort-on-gaps=true');
    expect(refused.body).toMatchObject({ status: 400, details: { field: 'shifts' } });
    await created('/api/schedules', gappy, 'abort-on-gaps=false');
  });

  it('may be fed by a calendar', async () => {
    const calendarUrl = 'https://calendar.example.com/rota.ics';
    const { id } = await created('/api/schedules', { ...fixed(), shifts: undefined, calendarUrl });
    expect((await call('GET', `/api/schedules/${id}`)).body).toMatchObject({
      calendarUrl,
      calendarStatus: { fetchedAt: null, error: null, unreadable: 0, problems: [], unknownPeople: [] },
    });
    expect(await api.store.timers.get('calendar', id)).toMatchObject({ dueAt: api.clock.now() });
  });
});

describe('overrides', () => {
  const noon = { start: '2026-03-02T12:00', end: '2026-03-02T14:00:00+01:00' };

  it('put somebody else on call, the newest first, and can be taken back one by one', async () => {
    const { id } = await created('/api/schedules', recurring());
    const path = `/api/schedules/${id}`;
    const posted = await call('POST', `${path}/overrides`, { user: { id: bob }, ...noon }, 'include=nextShift');
    expect(posted.status, posted.seen).toBe(200);
    expect(posted.body).toMatchObject({
      id,
      nextShift: { user: { id: bob }, start: '2026-03-02T11:00:00.000Z' },
      override: { id: expect.any(Number), user: { id: bob, firstName: 'Bob' }, ...noon },
    });
    const put = await call('PUT', `${path}/overrides`, {
      user: { id: 1 },
      start: '2026-03-02T12:30',
      end: '2026-03-02T13:00',
    });

    const onMonday = 'from=2026-03-02T08:00Z&until=2026-03-02T14:00Z';
    const shifts = async (query = onMonday) =>
      (await call('GET', `${path}/shifts`, undefined, query)).body.map(
        ({ user, start }: { user: { id: number }; start: string }) => `${user.id} ${start.slice(11, 16)}`,
      );
    const [a, b] = [`${ada} 08:00`, `${bob} 11:00`];
    expect(await shifts()).toEqual([a, b, '1 11:30', `${bob} 12:00`, `${ada} 13:00`]);
    expect(await shifts(`${onMonday}&exclude-overrides=true`)).toEqual([a]);

    const listed = await call('GET', `${path}/overrides`);
    expect(listed.body).toMatchObject([{ user: { id: 1 } }, { user: { id: bob }, ...noon }]);
    expect(listed.body).toEqual([put.body.override, posted.body.override]);
    expect((await call('DELETE', `${path}/overrides/${listed.body[0].id}`)).status).toBe(204);
    expect(await shifts()).toEqual([a, b, `${ada} 13:00`]);
    expect((await call('DELETE', `${path}/overrides/${listed.body[0].id}`)).status).toBe(404);
  });

  it('that have begun end when they are taken back; what was stays', async () => {
    const { id } = await created('/api/schedules', recurring());
    const path = `/api/schedules/${id}`;
    await call('POST', `${path}/overrides`, { user: { id: bob }, ...noon });
    const [override] = (await call('GET', `${path}/overrides`)).body;
    api.clock.advance({ hours: 3 });
    expect((await call('DELETE', `${path}/overrides/${override.id}`)).status).toBe(204);
    const { body } = await call('GET', `${path}/shifts`, undefined, 'from=2026-03-02T09:00Z&until=2026-03-02T15:00Z');
    expect(body.map(({ end }: { end: string }) => end.slice(11, 16))).toEqual(['11:00', '12:00', '08:00']);
  });

  it('of somebody who is deleted are over', async () => {
    const { id } = await created('/api/schedules', recurring({}, { users: [{ id: ada }] }));
    await call('POST', `/api/schedules/${id}/overrides`, { user: { id: bob }, ...noon });
    expect((await call('DELETE', `/api/users/${bob}`)).status).toBe(400);
    expect((await call('DELETE', `/api/users/${bob}`, undefined, 'force=true')).status).toBe(204);
    expect((await call('GET', `/api/schedules/${id}/overrides`)).body).toEqual([]);
  });

  it('may be made by responders for themselves, by users for anybody, by viewers not at all', async () => {
    const { id } = await created('/api/schedules', recurring());
    const responder = await api.userOf('RESPONDER', 50);
    const [user, viewer] = [await api.userOf('USER', 51), await api.userOf('VIEWER', 52)];
    const override = async (userId: number, key: string) =>
      (await call('POST', `/api/schedules/${id}/overrides`, { user: { id: userId }, ...noon }, '', key)).status;
    expect(await override(50, responder.key)).toBe(200);
    expect(await override(bob, responder.key)).toBe(403);
    expect(await override(bob, user.key)).toBe(200);
    expect(await override(52, viewer.key)).toBe(403);
    const [, own] = (await call('GET', `/api/schedules/${id}/overrides`)).body;
    expect(
      (await call('DELETE', `/api/schedules/${id}/overrides/${own.id}`, undefined, '', responder.key)).status,
    ).toBe(403);
  });
});
