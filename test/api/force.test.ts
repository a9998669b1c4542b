import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let ada: number;

const call = (method: string, path: string, body?: unknown, query = '') => api.call(method, path, { body, query });

async function create(path: string, body: object): Promise<number> {
  const answer = await call('POST', path, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
}

const aPerson = (firstName: string) =>
  create('/api/users', { firstName, lastName: 'Example', email: `${firstName}@example.com` });

beforeEach(async () => {
  api = await apiHarness();
  ada = await aPerson('Ada');
});

const aPolicy = (rule: object, name = 'Platform') =>
  create('/api/escalation-policies', { name, escalationRules: [{ escalationTimeout: 5, ...rule }] });
const aSchedule = (facts: object) => create('/api/schedules', { name: 'Nights', timezone: 'Europe/Berlin', ...facts });
const aTeam = (role = 'RESPONDER') => create('/api/teams', { name: 'Crew', members: [{ user: { id: ada }, role }] });
const layer = (facts: object = {}) => ({
  name: 'L',
  startsOn: '2026-03-02T09:00',
  rotation: 'P7D',
  users: [{ id: ada }],
  ...facts,
});

/** Each way to be found by alerts, with the place that the refusal names. */
const places: Readonly<Record<string, () => Promise<{ kind: string; id: number; name: string }>>> = {
  'a policy': async () => ({ kind: 'policy', id: await aPolicy({ users: [{ id: ada }] }), name: 'Platform' }),
  'a layer of a schedule': async () => ({
    kind: 'schedule',
    id: await aSchedule({ type: 'RECURRING', scheduleLayers: [layer()] }),
    name: 'Nights',
  }),
  'a shift of a schedule': async () => ({
    kind: 'schedule',
    id: await aSchedule({
      type: 'STATIC',
      shifts: [{ user: { id: ada }, start: '2026-03-02T08:00', end: '2026-03-03T08:00' }],
    }),
    name: 'Nights',
  }),
  'an override of a schedule': async () => {
    const bob = await aPerson('Bob');
    const id = await aSchedule({ type: 'RECURRING', scheduleLayers: [layer({ users: [{ id: bob }] })] });
    const shift = { user: { id: ada }, start: '2026-03-03T08:00', end: '2026-03-04T08:00' };
    expect((await call('POST', `/api/schedules/${id}/overrides`, shift)).status).toBe(200);
    return { kind: 'schedule', id, name: 'Nights' };
  },
  'a team that a policy names': async () => {
    const id = await aTeam();
    await aPolicy({ teams: [{ id }] });
    return { kind: 'team', id, name: 'Crew' };
  },
};

/** What would make somebody unreachable, and the member that the refusal names. */
const losses: Readonly<Record<string, { change?: object; field?: string }>> = {
  'losing the role': { change: { role: 'STAKEHOLDER' }, field: 'role' },
  'becoming a viewer': { change: { role: 'VIEWER' }, field: 'role' },
  'being muted': { change: { mutedUntil: '2026-03-05T09:00Z' }, field: 'mutedUntil' },
  'being deleted': {},
};

async function lose({ change }: { change?: object }, query = '') {
  const path = `/api/users/${ada}`;
  if (change === undefined) return call('DELETE', path, undefined, query);
  return call('PUT', path, { ...(await call('GET', path)).body, ...change }, query);
}

describe.each(Object.entries(losses))('%s', (_loss, loss) => {
  it.each(Object.entries(places))(
    'is refused while %s names the person, unless it is forced',
    async (_place, place) => {
      const named = await place();
      const before = (await call('GET', `/api/users/${ada}`)).body;
      const refused = await lose(loss);
      expect(refused.body).toMatchObject({
        status: 400,
        code: 'CONFLICT',
        message: expect.stringContaining(`"${named.name}"`),
        details: { ...(loss.field && { field: loss.field }), places: [named] },
      });
      expect((await call('GET', `/api/users/${ada}`)).body).toEqual(before);
      expect((await lose(loss, 'force=false')).status).toBe(400);
      expect((await lose(loss, 'force=true')).status).toBe(loss.change === undefined ? 204 : 200);
    },
  );

  it('is nobody else’s business', async () => {
    await aPolicy({ users: [{ id: await aPerson('Bob') }] });
    expect((await lose(loss)).status).toBe(loss.change === undefined ? 204 : 200);
  });
});

describe('what harms nobody is not refused', () => {
  it('a mute that ends before the next shift begins', async () => {
    await aSchedule({
      type: 'STATIC',
      shifts: [{ user: { id: ada }, start: '2026-03-06T08:00', end: '2026-03-07T08:00' }],
    });
    expect((await lose({ change: { mutedUntil: '2026-03-05T09:00Z' } })).status).toBe(200);
    expect((await lose({ change: { mutedUntil: '2026-03-06T12:00Z' } })).status).toBe(400);
  });

  it('a mute that stays as it was, ends earlier, or is over', async () => {
    await aPolicy({ users: [{ id: ada }] });
    expect((await lose({ change: { mutedUntil: '2026-03-05T09:00Z' } }, 'force')).status).toBe(200);
    expect((await lose({ change: { mutedUntil: '2026-03-05T09:00:00.000Z' } })).status).toBe(200);
    expect((await lose({ change: { firstName: 'Augusta' } })).body).toMatchObject({ firstName: 'Augusta' });
    expect((await lose({ change: { mutedUntil: '2026-03-04T09:00Z' } })).status).toBe(200);
    expect((await lose({ change: { mutedUntil: '2026-03-01T09:00Z' } })).status).toBe(200);
    expect((await lose({ change: { mutedUntil: null } })).body.mutedUntil).toBeUndefined();
  });

  it('another role that handles alerts', async () => {
    await aPolicy({ users: [{ id: ada }] });
    for (const role of ['RESPONDER', 'ADMIN', 'USER']) expect((await lose({ change: { role } })).status).toBe(200);
  });

  it('a stakeholder who is named all the same changes their name', async () => {
    await aPolicy({ users: [{ id: ada }] });
    await lose({ change: { role: 'STAKEHOLDER' } }, 'force=true');
    expect((await lose({ change: { lastName: 'King' } })).status).toBe(200);
  });

  it('what is over: a layer and a shift of the past, a team that stands for nobody', async () => {
    await aSchedule({
      type: 'RECURRING',
      scheduleLayers: [layer({ startsOn: '2026-02-01T09:00', endsOn: '2026-03-01T09:00' })],
    });
    await aPolicy({ teams: [{ id: await aTeam('STAKEHOLDER') }] });
    expect((await lose({ change: { role: 'STAKEHOLDER' } })).status).toBe(200);
  });
});

describe('a refusal', () => {
  it('lists every place, and keeps the names of those that the person may not see', async () => {
    const { key, user } = await api.userOf('RESPONDER', 77);
    const mates = await create('/api/teams', { name: 'Secret', visibility: 'PRIVATE', members: [] });
    const policies = [
      await aPolicy({ users: [{ id: 77 }] }, 'Open'),
      await create('/api/escalation-policies', {
        name: 'Hidden',
        escalationRules: [{ escalationTimeout: 5, users: [{ id: 77 }] }],
        teams: [{ id: mates }],
      }),
    ];
    const own = (await api.call('GET', '/api/users/current', { key })).body;
    const body = { ...own, mutedUntil: '2026-03-05T09:00Z' };
    const refused = await api.call('PUT', '/api/users/current', { key, body });
    expect(refused.status).toBe(400);
    expect(refused.body.details.places).toEqual([
      { kind: 'policy', id: policies[0], name: 'Open' },
      { kind: 'policy', id: policies[1] },
    ]);
    expect(refused.text).not.toContain('Hidden');
    const forced = await api.call('PUT', '/api/users/current', { key, body, query: 'force=true' });
    expect(forced.status).toBe(200);
    expect(user.id).toBe(77);
  });
});

describe('what was forced is told by the reachability report', () => {
  const problems = async () => {
    const { body } = await call('GET', '/api/on-calls/reachability');
    return Object.fromEntries(
      body.map((one: { user: { id: number }; problems: string[] }) => [one.user.id, one.problems]),
    );
  };

  beforeEach(async () => {
    const schedule = await aSchedule({ type: 'RECURRING', scheduleLayers: [layer()] });
    const policyId = await aPolicy({ users: [{ id: ada }], schedules: [{ id: schedule }] });
    const source = { name: 'S', integrationType: 'API', escalationPolicy: { id: policyId } };
    expect((await call('POST', '/api/alert-sources', source)).status).toBe(201);
    const phone = await create(`/api/users/${ada}/contacts/phone-numbers`, { regionCode: 'DE', target: '15123450001' });
    const rule = { method: 'SMS', contact: { id: phone }, delayMin: 0, type: 'HIGH_PRIORITY' };
    await create(`/api/users/${ada}/notification-preferences/alerts`, rule);
    expect(await problems()).toEqual({});
  });

  it.each([
    ['losing the role', ['NOT_A_RESPONDER']],
    ['being muted', ['MUTED']],
    ['being deleted', ['DELETED']],
  ])('%s', async (loss, expected) => {
    await lose(losses[loss] ?? expect.fail(loss), 'force=true');
    expect(await problems()).toEqual({ [ada]: expected });
    const { body } = await call('GET', '/api/on-calls/reachability');
    expect(body[0].shifts.map((one: { schedule?: { name: string } }) => one.schedule?.name)).toEqual(
      expect.arrayContaining([undefined, 'Nights']),
    );
  });

  it('and leaves policies and schedules that can still be read and edited', async () => {
    await lose({}, 'force=true');
    const [policy] = (await call('GET', '/api/escalation-policies')).body;
    expect(policy.escalationRules[0].users).toEqual([{ id: ada }]);
    const bob = await aPerson('Bob');
    const escalationRules = [{ escalationTimeout: 5, users: [{ id: bob }] }];
    const edited = await call('PUT', `/api/escalation-policies/${policy.id}`, { ...policy, escalationRules });
    expect(edited.status, edited.text).toBe(200);
    const [schedule] = (await call('GET', '/api/schedules', undefined, 'include=scheduleLayers')).body;
    const put = await call('PUT', `/api/schedules/${schedule.id}`, {
      ...schedule,
      scheduleLayers: [layer({ users: [{ id: bob }] })],
    });
    expect(put.status, put.text).toBe(200);
  });
});
