import ical from 'ical.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/*
 * The clock stands at 2026-03-02T09:00Z, a Monday. Schedule "Nights" hands over daily at nine in Berlin: Ada has
 * Monday, Bob Tuesday, and so on. Policy "Platform" asks it first, then the team "Leads" (Cy) and Bob himself.
 */

let api: ApiHarness;
const ids = { ada: 0, bob: 0, cy: 0, schedule: 0, team: 0, policy: 0, unused: 0, source: 0 };

const call = (method: string, path: string, body?: unknown, query = '', key?: string) =>
  api.call(method, path, { body, query, ...(key && { key }) });

async function created(path: string, body: unknown): Promise<number> {
  const answer = await call('POST', path, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
}

const aPerson = (firstName: string) =>
  created('/api/users', { email: `${firstName}@example.com`, firstName, lastName: 'Example' });

const keyOf = async (userId: number): Promise<string> =>
  (await call('POST', `/api/users/${userId}/api-keys`, { name: 'test' })).body.key;

beforeEach(async () => {
  api = await apiHarness();
  [ids.ada, ids.bob, ids.cy] = [await aPerson('Ada'), await aPerson('Bob'), await aPerson('Cy')];
  ids.schedule = await created('/api/schedules', {
    name: 'Nights',
    timezone: 'Europe/Berlin',
    type: 'RECURRING',
    scheduleLayers: [{ startsOn: '2026-03-02T09:00', rotation: 'P1D', users: [{ id: ids.ada }, { id: ids.bob }] }],
  });
  ids.team = await created('/api/teams', { name: 'Leads', members: [{ user: { id: ids.cy } }] });
  ids.policy = await created('/api/escalation-policies', {
    name: 'Platform',
    escalationRules: [
      { escalationTimeout: 5, schedules: [{ id: ids.schedule }] },
      { escalationTimeout: 5, teams: [{ id: ids.team }], users: [{ id: ids.bob }] },
    ],
  });
  ids.unused = await created('/api/escalation-policies', {
    name: 'Unused',
    escalationRules: [{ escalationTimeout: 5, users: [{ id: ids.cy }] }],
  });
  ids.source = await created('/api/alert-sources', {
    name: 'Prometheus',
    integrationType: 'API',
    escalationPolicy: { id: ids.policy },
  });
});

describe('GET /api/on-calls', () => {
  const list = async (query = '') => {
    const answer = await call('GET', '/api/on-calls', undefined, query);
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const briefly = async (query: string): Promise<string[]> =>
    (await list(query)).map(
      ({ user, start, escalationLevel }: { user: { firstName: string }; start?: string; escalationLevel: number }) =>
        `${escalationLevel} ${user.firstName} ${start ?? 'always'}`,
    );

  it('tells who is on call now, by shifts and for good, for policies that a source uses', async () => {
    const policy = { id: ids.policy, name: 'Platform' };
    const person = (id: number, firstName: string) => ({ id, firstName, lastName: 'Example' });
    const direct = { escalationPolicy: policy, start: null, end: null, escalationLevel: 2 };
    expect(await list()).toEqual([
      {
        user: person(ids.ada, 'Ada'),
        escalationPolicy: policy,
        schedule: { id: ids.schedule, name: 'Nights', type: 'RECURRING' },
        start: '2026-03-02T08:00:00.000Z',
        end: '2026-03-03T08:00:00.000Z',
        escalationLevel: 1,
      },
      { ...direct, user: person(ids.bob, 'Bob') },
      { ...direct, user: person(ids.cy, 'Cy') },
    ]);
    await call('DELETE', `/api/alert-sources/${ids.source}`);
    expect(await list()).toEqual([]);
  });

  it('is narrowed by policy, level, schedule, user and time, and paged', async () => {
    const level = (number: number) =>
      `policy-levels=${encodeURIComponent(JSON.stringify({ id: ids.policy, level: number }))}`;
    const monday = '1 Ada 2026-03-02T08:00:00.000Z';
    const leads = ['2 Bob always', '2 Cy always'];
    const both = [monday, '1 Bob 2026-03-03T08:00:00.000Z'];
    const twoDays = 'from=2026-03-02T10:00Z&until=2026-03-03T10:00Z';
    expect(await briefly(`policies=${ids.policy}`)).toEqual([monday, ...leads]);
    expect(await briefly(`policies=${ids.unused}`)).toEqual([]);
    expect(await briefly(level(1))).toEqual([monday]);
    expect(await briefly(level(2))).toEqual(leads);
    expect(await briefly(`schedules=${ids.schedule}&${twoDays}`)).toEqual(both);
    expect(await briefly(`users=${ids.bob}&${twoDays}`)).toEqual([both[1], leads[0]]);
    expect(await briefly(`${twoDays}&start-index=1&max-results=2`)).toEqual([both[1], leads[0]]);
  });

  it('shows times in a zone and expands what it names', async () => {
    const [entry] = await list('timezone=America/New_York&expand=user&expand=escalationPolicy&expand=schedule');
    expect(entry).toMatchObject({
      user: { email: 'Ada@example.com' },
      escalationPolicy: { escalationRules: [{}, {}] },
      schedule: { timezone: 'Europe/Berlin' },
      start: '2026-03-02T03:00:00-05:00',
    });
  });

  it.each([
    ['a span of more than three months', 'until=2026-07-02T09:00Z', 'until'],
    ['an end before the start', 'until=2026-03-01T09:00Z', 'until'],
    ['an unknown zone', 'timezone=Mars', 'timezone'],
    ['levels that are no JSON', 'policy-levels=1', 'policy-levels'],
    ['a page of more than 250', 'max-results=251', 'max-results'],
    ['ids that are none', 'users=me', 'users'],
  ])('refuses %s', async (_what, query, field) => {
    const answer = await call('GET', '/api/on-calls', undefined, query);
    expect(answer.body).toMatchObject({ status: 400, details: { field } });
  });
});

describe('GET /api/on-calls/reachability', () => {
  it('names those on call within two weeks whom a page may not wake, and why', async () => {
    const phone = async (userId: number) => {
      const path = `/api/users/${userId}`;
      const id = await created(`${path}/contacts/phone-numbers`, { regionCode: 'DE', target: `1512345${userId}` });
      await created(`${path}/notification-preferences/alerts`, {
        method: 'SMS',
        contact: { id },
        delayMin: 0,
        type: 'HIGH_PRIORITY',
      });
    };
    await phone(ids.ada);
    await phone(ids.bob);
    const bob = (await call('GET', `/api/users/${ids.bob}`)).body;
    await call('PUT', `/api/users/${ids.bob}`, { ...bob, mutedUntil: '2026-03-02T20:00Z' }, 'force=true');
    const rules = `/api/users/${ids.cy}/notification-preferences/alerts`;
    for (const { id } of (await call('GET', rules)).body) await call('DELETE', `${rules}/${id}`);

    const { body } = await call('GET', '/api/on-calls/reachability');
    expect(body).toMatchObject([
      { user: { id: ids.bob }, problems: ['MUTED'], mutedUntil: '2026-03-02T20:00:00.000Z' },
      { user: { id: ids.cy }, problems: ['NO_VERIFIED_PHONE', 'NO_HIGH_PRIORITY_RULE'] },
    ]);
    expect(body[0].shifts).toHaveLength(8);
    expect(body[1].shifts).toEqual([
      { escalationPolicy: { id: ids.policy, name: 'Platform' }, escalationLevel: 2, start: null, end: null },
    ]);
  });
});

describe('POST /api/on-calls/take', () => {
  const range = { from: '2026-03-02T12:00Z', until: '2026-03-05T12:00Z' };

  it('shows what would be taken, takes it, and trims it to the time', async () => {
    const key = await keyOf(ids.bob);
    const dry = await call('POST', '/api/on-calls/take', { user: { id: ids.ada }, ...range, dryRun: true }, '', key);
    const schedule = { id: ids.schedule, name: 'Nights', type: 'RECURRING' };
    const user = { id: ids.bob, firstName: 'Bob', lastName: 'Example' };
    const shifts = [
      { schedule, user, start: '2026-03-02T12:00:00.000Z', end: '2026-03-03T08:00:00.000Z' },
      { schedule, user, start: '2026-03-04T08:00:00.000Z', end: '2026-03-05T08:00:00.000Z' },
    ];
    expect(dry.body).toEqual(shifts);
    expect((await call('GET', `/api/schedules/${ids.schedule}/overrides`)).body).toEqual([]);
    const taken = await call('POST', '/api/on-calls/take', { user: { id: ids.ada }, ...range }, '', key);
    expect(taken.body).toMatchObject(shifts);
    expect((await call('GET', `/api/schedules/${ids.schedule}/overrides`)).body).toMatchObject([
      { id: taken.body[0].id, user },
      { id: taken.body[1].id, user },
    ]);
    const again = await call('POST', '/api/on-calls/take', { user: { id: ids.ada }, ...range }, '', key);
    expect(again.body).toEqual([]);
  });

  it('takes only the parts that are picked', async () => {
    const picked = { schedule: { id: ids.schedule }, start: '2026-03-02T18:00', end: '2026-03-02T20:00' };
    const body = { user: { id: ids.ada }, ...range, shifts: [picked] };
    const taken = await call('POST', '/api/on-calls/take', body);
    expect(taken.body).toMatchObject([{ start: '2026-03-02T17:00:00.000Z', end: '2026-03-02T19:00:00.000Z' }]);
  });

  it('lets responders take shifts, but not give theirs away', async () => {
    const { key } = await api.userOf('RESPONDER', 50);
    const give = { by: { id: ids.ada }, ...range };
    expect((await call('POST', '/api/on-calls/take', give, '', key)).status).toBe(403);
    expect((await call('POST', '/api/on-calls/take', { user: { id: ids.ada }, ...range }, '', key)).status).toBe(200);
    expect((await call('POST', '/api/on-calls/take', give, '', await keyOf(ids.bob))).status).toBe(200);
  });
});

describe('a coverage request', () => {
  const asked = () => ({
    colleague: { id: ids.bob },
    shifts: [{ schedule: { id: ids.schedule }, start: '2026-03-02T18:00', end: '2026-03-02T22:00' }],
    message: 'Concert!',
  });
  const path = '/api/coverage-requests';
  const texts = async () =>
    Promise.all(
      api.queued.splice(0).map(async ({ scope, id }) => {
        const { userId, kind, text } = (await api.store.notifications.get(scope, id)) ?? {};
        return `${kind} ${userId} ${text}`;
      }),
    );

  async function ask() {
    const [ada, bob] = [await keyOf(ids.ada), await keyOf(ids.bob)];
    api.queued.splice(0);
    const answer = await call('POST', path, asked(), '', ada);
    expect(answer.status, answer.text).toBe(201);
    return { ada, bob, request: answer.body, own: `${path}/${answer.body.id}` };
  }

  it('tells the colleague, who accepts it: the overrides are there, and the other one hears', async () => {
    const { ada, bob, request, own } = await ask();
    expect(request).toMatchObject({
      state: 'PENDING',
      requester: { id: ids.ada, firstName: 'Ada' },
      colleague: { id: ids.bob },
      message: 'Concert!',
      shifts: [{ schedule: { name: 'Nights' }, start: '2026-03-02T17:00:00.000Z', end: '2026-03-02T21:00:00.000Z' }],
    });
    const [told, ...others] = await texts();
    expect(others).toEqual([]);
    expect(told).toContain(`NOTICE ${ids.bob} Ada Example asks you to take shifts:\nNights: `);
    expect(told).toMatch(/Mon,? 02 Mar, 18:00 – Mon,? 02 Mar, 22:00\n\nConcert!$/);
    expect((await call('PUT', `${own}/accept`, undefined, '', ada)).status).toBe(403);
    const accepted = await call('PUT', `${own}/accept`, undefined, '', bob);
    expect(accepted.body).toMatchObject({ id: request.id, state: 'ACCEPTED' });
    expect((await call('GET', `/api/schedules/${ids.schedule}/overrides`)).body).toMatchObject([
      { user: { id: ids.bob }, start: '2026-03-02T17:00:00.000Z', end: '2026-03-02T21:00:00.000Z' },
    ]);
    expect((await texts()).at(-1)).toContain(`NOTICE ${ids.ada} Bob Example takes your shifts`);
    for (const verb of ['accept', 'decline'])
      expect((await call('PUT', `${own}/${verb}`, undefined, '', bob)).body).toMatchObject({ code: 'CONFLICT' });
    expect((await call('PUT', `${own}/cancel`, undefined, '', ada)).body).toMatchObject({ code: 'CONFLICT' });
  });

  it('may be declined by the colleague and taken back by who asked', async () => {
    const first = await ask();
    expect((await call('PUT', `${first.own}/decline`, undefined, '', first.bob)).body.state).toBe('DECLINED');
    expect((await texts()).at(-1)).toContain(`NOTICE ${ids.ada} Bob Example does not take your shifts`);
    const { own, ada, bob } = await ask();
    expect((await call('PUT', `${own}/cancel`, undefined, '', bob)).status).toBe(403);
    await texts();
    expect((await call('PUT', `${own}/cancel`, undefined, '', ada)).body.state).toBe('CANCELLED');
    expect((await texts()).at(-1)).toContain(`NOTICE ${ids.bob} Ada Example no longer asks`);
    expect((await call('GET', `/api/schedules/${ids.schedule}/overrides`)).body).toEqual([]);
  });

  it('is seen by both sides and administrators, newest first', async () => {
    const [{ request, own, ada, bob }, { request: newer }] = [await ask(), await ask()];
    const cy = await keyOf(ids.cy);
    for (const key of [ada, bob]) {
      const { body } = await call('GET', path, undefined, '', key);
      expect(body.map(({ id }: { id: number }) => id)).toEqual([newer.id, request.id]);
    }
    expect((await call('GET', path, undefined, '', cy)).body).toEqual([]);
    expect((await call('GET', own, undefined, '', cy)).status).toBe(404);
    expect((await call('PUT', `${own}/accept`, undefined, '', cy)).status).toBe(404);
    expect((await call('PUT', `${own}/accept`)).body.state).toBe('ACCEPTED');
  });

  it('cannot be accepted for what is over or not theirs any more', async () => {
    const { own, bob } = await ask();
    const other = { user: { id: ids.cy }, start: '2026-03-02T20:00', end: '2026-03-02T21:00' };
    await call('POST', `/api/schedules/${ids.schedule}/overrides`, other);
    expect((await call('PUT', `${own}/accept`, undefined, '', bob)).body.message).toContain('any more');
    api.clock.advance({ days: 1 });
    expect((await call('PUT', `${own}/accept`, undefined, '', bob)).body.message).toContain('over');
    expect((await call('GET', own, undefined, '', bob)).body.state).toBe('PENDING');
  });
});

describe('calendar feeds', () => {
  const open = async (path: string, key?: string): Promise<string> => {
    const answer = await call('POST', `${path}/ical-feed`, undefined, '', key);
    expect(answer.status, answer.text).toBe(201);
    return new URL(answer.body.url).pathname;
  };
  const read = (path: string) => api.call('GET', path, { key: null });

  it('of a schedule shows the same shifts as the API, over a change of clocks and with overrides', async () => {
    const feed = await open(`/api/schedules/${ids.schedule}`);
    const override = { user: { id: ids.cy }, start: '2026-03-29T01:00', end: '2026-03-29T04:00' };
    await call('POST', `/api/schedules/${ids.schedule}/overrides`, override);
    const answer = await read(feed);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const events = new ical.Component(ical.parse(answer.text))
      .getAllSubcomponents('vevent')
      .map((component) => new ical.Event(component));
    const window = 'from=2026-03-02T09:00Z&until=2026-08-29T09:00Z';
    const { body } = await call('GET', `/api/schedules/${ids.schedule}/shifts`, undefined, window);
    expect(
      events.map(({ startDate, endDate }) => [startDate, endDate].map((date) => date.toJSDate().toISOString())),
    ).toEqual(body.map(({ start, end }: { start: string; end: string }) => [start, end]));
    expect(events.map(({ summary }) => summary)).toContain('Cy Example (On call: Nights)');
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });

  it('of a person shows their shifts on every schedule, overrides included', async () => {
    const override = { user: { id: ids.cy }, start: '2026-03-10T09:00', end: '2026-03-10T12:00' };
    await call('POST', `/api/schedules/${ids.schedule}/overrides`, override);
    const { text } = await read(await open(`/api/users/${ids.cy}`, await keyOf(ids.cy)));
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain('DTSTART:20260310T080000Z');
  });

  it('are closed by a new address and by closing them; the secret is not kept', async () => {
    const path = `/api/schedules/${ids.schedule}`;
    const [old, current] = [await open(path), await open(path)];
    expect([(await read(old)).status, (await read(current)).status]).toEqual([404, 200]);
    const secret = current.split('/').at(-1)?.replace('.ics', '') ?? '';
    expect(JSON.stringify(api.table.items())).not.toContain(secret);
    expect((await call('DELETE', `${path}/ical-feed`)).status).toBe(204);
    expect((await read(current)).status).toBe(404);
    expect((await read('/api/ical/x.txt')).status).toBe(404);
  });

  it('are opened by those who may change the schedule, or by the person', async () => {
    const { key } = await api.userOf('RESPONDER', 50);
    expect((await call('POST', `/api/schedules/${ids.schedule}/ical-feed`, undefined, '', key)).status).toBe(403);
    expect((await call('POST', `/api/users/${ids.ada}/ical-feed`, undefined, '', key)).status).toBe(403);
    await open('/api/users/50', key);
    expect((await call('DELETE', '/api/users/50/ical-feed', undefined, '', key)).status).toBe(204);
  });
});
