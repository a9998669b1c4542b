import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/*
 * Ada is deleted. What names her and what is hers is listed, given to Bob, or speaks against it; no open alert is left to her.
 */

let api: ApiHarness;
let ada: number;
let bob: number;
let eve: number;

const call = (method: string, path: string, body?: unknown, query = '', key?: string) =>
  api.call(method, path, { body, query, ...(key && { key }) });

async function create(path: string, body: object, key?: string): Promise<number> {
  const answer = await call('POST', path, body, '', key);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
}

const read = async (path: string, query = '') => (await call('GET', path, undefined, query)).body;

const aPerson = async (firstName: string, facts: object = {}) => {
  const id = await create('/api/users', { firstName, lastName: 'X', email: `${firstName}@example.com`, ...facts });
  const phone = {
    regionCode: 'DE',
    target: `+49151234500${String(firstName.length + firstName.charCodeAt(0)).slice(-2)}`,
  };
  const contact = await create(`/api/users/${id}/contacts/phone-numbers`, phone);
  const rule = { method: 'SMS', contact: { id: contact }, delayMin: 0, type: 'HIGH_PRIORITY' };
  await create(`/api/users/${id}/notification-preferences/alerts`, rule);
  return id;
};

const user = (id: number) => ({ id });
const remove = (query = '', key?: string) => call('DELETE', `/api/users/${ada}`, undefined, query, key);
const removeFor = (id: number | string, more = '') => remove(`reassign-to=${id}${more}`);

beforeEach(async () => {
  api = await apiHarness();
  ada = await aPerson('Ada');
  bob = await aPerson('Bob');
  eve = await aPerson('Evelyn');
});

const layer = (...ids: number[]) => ({ startsOn: '2026-03-02T09:00', rotation: 'P7D', users: ids.map(user) });
const aPolicy = (name: string, ...levels: number[][]) =>
  create('/api/escalation-policies', {
    name,
    escalationRules: levels.map((ids) => ({ escalationTimeout: 5, users: ids.map(user) })),
  });
const aSchedule = (name: string, facts: object) =>
  create('/api/schedules', { name, timezone: 'Europe/Berlin', type: 'RECURRING', ...facts });
const aTeam = (name: string, members: [number, string][], facts: object = {}) =>
  create('/api/teams', { name, members: members.map(([id, role]) => ({ user: user(id), role })), ...facts });

/** One of everything that may name Ada. */
async function everywhere() {
  const policy = await aPolicy('Platform', [eve, ada], [ada], [bob, ada]);
  const rota = await aSchedule('Rota', { scheduleLayers: [layer(ada, eve), layer(ada)] });
  const shifts = [{ user: user(ada), start: '2026-03-02T08:00', end: '2026-03-03T08:00' }];
  const nights = await aSchedule('Nights', { type: 'STATIC', shifts });
  const days = await aSchedule('Days', { scheduleLayers: [layer(eve)] });
  const isBegun = { user: user(ada), start: '2026-03-02T10:00', end: '2026-03-05T08:00' };
  const isAhead = { user: user(ada), start: '2026-03-06T08:00', end: '2026-03-07T08:00' };
  for (const shift of [isBegun, isAhead])
    expect((await call('POST', `/api/schedules/${days}/overrides`, shift)).status).toBe(200);
  const crew = await aTeam('Crew', [
    [ada, 'ADMIN'],
    [bob, 'VIEWER'],
  ]);
  api.clock.advance({ hours: 3 });
  return { policy, rota, nights, days, crew };
}

const namesOf = (rules: { users: { firstName?: string }[] }[]) =>
  rules.map(({ users }) => users.map((one) => one.firstName));

/** What of a world names Ada still. */
async function left(at: Awaited<ReturnType<typeof everywhere>>) {
  return {
    policy: namesOf((await read(`/api/escalation-policies/${at.policy}`)).escalationRules),
    rota: namesOf((await read(`/api/schedules/${at.rota}`, 'include=scheduleLayers')).scheduleLayers),
    nights: (await read(`/api/schedules/${at.nights}`)).shifts.map(
      (one: { user: { firstName: string } }) => one.user.firstName,
    ),
    days: (await read(`/api/schedules/${at.days}/overrides`)).map(
      (one: { user: { firstName: string } }) => one.user.firstName,
    ),
    crew: (await read(`/api/teams/${at.crew}`)).members.map((one: { user: { firstName: string }; role: string }) => [
      one.user.firstName,
      one.role,
    ]),
  };
}

const given = {
  policy: [['Evelyn', 'Bob'], ['Bob'], ['Bob']],
  rota: [['Bob', 'Evelyn'], ['Bob']],
  nights: ['Bob'],
  days: ['Bob', 'Bob'],
  crew: [['Bob', 'ADMIN']],
};

describe('what names somebody or is theirs', () => {
  it('is listed, with what hinders their deletion', async () => {
    const { policy, rota, nights, days, crew } = await everywhere();
    const key = await call('POST', `/api/users/${ada}/api-keys`, { name: 'Terraform' });
    const shift = { schedule: user(days), start: '2026-03-10T09:00', end: '2026-03-11T09:00' };
    const eves = await call('POST', `/api/users/${eve}/api-keys`, { name: 'Eve' });
    const asked = await create('/api/coverage-requests', { colleague: user(ada), shifts: [shift] }, eves.body.key);
    const hinders = { hindersDeletion: true };
    expect(await read(`/api/users/${ada}/places`)).toEqual([
      { kind: 'policy', id: policy, name: 'Platform', leavesEmpty: true, ...hinders },
      { kind: 'schedule', id: rota, name: 'Rota', leavesEmpty: true, ...hinders },
      { kind: 'schedule', id: nights, name: 'Nights', leavesEmpty: true, ...hinders },
      { kind: 'schedule', id: days, name: 'Days', ...hinders },
      { kind: 'team', id: crew, name: 'Crew', ...hinders },
      { kind: 'coverage-request', id: asked, hindersDeletion: false },
      { kind: 'api-key', id: key.body.id, name: 'Terraform', hindersDeletion: false },
    ]);
    const refused = await remove();
    expect([refused.status, refused.body.code]).toEqual([400, 'CONFLICT']);
    expect(refused.body.message).toContain('?reassign-to={id} or ?force=true');
    expect(refused.body.details.places.map((one: { id: number }) => one.id)).toEqual([
      policy,
      rota,
      nights,
      days,
      crew,
    ]);
    expect(await read(`/api/users/${eve}/places`)).toContainEqual({
      kind: 'coverage-request',
      id: asked,
      hindersDeletion: false,
    });
  });

  it('keeps the names of what its reader may not see', async () => {
    const { key } = await api.userOf('RESPONDER', 77);
    const secret = await aTeam('Secret', [], { visibility: 'PRIVATE' });
    const rules = [{ escalationTimeout: 5, users: [user(77)] }];
    const id = await create('/api/escalation-policies', {
      name: 'Hidden',
      escalationRules: rules,
      teams: [user(secret)],
    });
    const { body, text } = await call('GET', '/api/users/77/places', undefined, '', key);
    expect(body[0]).toEqual({ kind: 'policy', id, leavesEmpty: true, hindersDeletion: true });
    expect(text).not.toContain('Hidden');
  });
});

describe('with reassign-to', () => {
  it('the successor stands everywhere in their place, once, and each change is in the audit log', async () => {
    const places = await everywhere();
    expect((await read(`/api/schedules/${places.days}/user-on-call`)).user.firstName).toBe('Ada');
    const before = (await read('/api/audit-log', 'max-results=1'))[0].id;
    api.clock.advance({ minutes: 1 });
    const gone = await removeFor(bob);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(await left(places)).toEqual(given);
    expect((await call('GET', `/api/users/${ada}`)).status).toBe(404);
    expect((await read(`/api/schedules/${places.days}/user-on-call`)).user.firstName).toBe('Bob');
    const entries = (await read('/api/audit-log')).filter(({ id }: { id: number }) => id > before);
    expect(entries.map(({ action }: { action: string }) => action).sort()).toEqual([
      'policy:update',
      'schedule:override',
      'schedule:override',
      'schedule:update',
      'schedule:update',
      'team:update',
      'user:delete',
    ]);
  });

  it('what is past stays as it was', async () => {
    const { days, nights } = await everywhere();
    await removeFor(bob);
    const window = 'from=2026-03-02T10:00&until=2026-03-02T12:00';
    const [shift] = await read(`/api/schedules/${days}/shifts`, window);
    expect(shift).toMatchObject({ user: { id: ada }, end: '2026-03-02T12:00:00.000Z' });
    const [first] = await read(`/api/schedules/${nights}/shifts`, 'from=2026-03-02T08:00&until=2026-03-02T09:00');
    expect(first.user.id).toBe(ada);
  });

  it.each(['policies', 'schedules', 'teams', 'users'] as const)(
    'one that broke off at %s is finished by the next',
    async (kind) => {
      const places = await everywhere();
      const writes = api.store[kind] as unknown as Record<'save' | 'delete', () => Promise<unknown>>;
      vi.spyOn(writes, kind === 'users' ? 'delete' : 'save').mockRejectedValueOnce(new Error('the machine stopped'));
      expect((await removeFor(bob)).status).toBe(500);
      expect((await call('GET', `/api/users/${ada}`)).status).toBe(200);
      api.clock.advance({ minutes: 1 });
      expect((await removeFor(bob)).status).toBe(204);
      expect(await left(places)).toEqual(given);
    },
  );

  const refusals: Readonly<Record<string, () => Promise<[query: string, message: string]>>> = {
    'nobody of this id': async () => ['reassign-to=99', 'reassign-to: there is no user 99'],
    'no id': async () => ['reassign-to=bob', 'reassign-to: must be ids'],
    'two ids': async () => [`reassign-to=${bob},${eve}`, 'reassign-to: must be one id'],
    'the one who leaves': async () => [`reassign-to=${ada}`, 'reassign-to: must be somebody else'],
    'somebody who handles no alerts': async () => {
      const id = await aPerson('Stan', { role: 'STAKEHOLDER' });
      return [`reassign-to=${id}`, `reassign-to: user ${id} has the role STAKEHOLDER and cannot be on call`];
    },
    'what only a calendar can change': async () => {
      const calendarUrl = 'https://cal.example.com/shifts.ics';
      const id = await aSchedule('Imported', { type: 'STATIC', calendarUrl });
      const schedule = await api.store.schedules.get(id);
      if (schedule === undefined) expect.fail('no schedule');
      const shifts = [{ userId: ada, start: '2026-03-10T08:00', end: '2026-03-11T08:00' }];
      const [first] = schedule.editions;
      await api.store.schedules.save({ ...schedule, editions: [{ ...first, shifts } as never] }, schedule);
      return [`reassign-to=${bob}`, `reassign-to: schedule ${id} takes its shifts from a calendar`];
    },
  };
  it.each(Object.entries(refusals))('%s is refused, and nothing is changed', async (_what, prepare) => {
    const places = await everywhere();
    const [query, message] = await prepare();
    const before = await left(places);
    const refused = await remove(query);
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining(message)]);
    expect(await left(places)).toEqual(before);
    expect((await call('GET', `/api/users/${ada}`)).status).toBe(200);
  });

  it('a stakeholder may follow where nobody has to be called', async () => {
    const stan = await aPerson('Stan', { role: 'STAKEHOLDER' });
    const crew = await aTeam('Crew', [[ada, 'VIEWER']]);
    expect((await removeFor(stan)).status).toBe(204);
    expect((await read(`/api/teams/${crew}`)).members).toMatchObject([{ user: { id: stan }, role: 'STAKEHOLDER' }]);
  });

  it('a key has to reach as far as what is changed', async () => {
    await everywhere();
    const keyWith = async (scopes: string[]) =>
      (await call('POST', '/api/users/1/api-keys', { name: 'K', scopes })).body.key;
    const narrow = await keyWith(['user:d', 'policy:w', 'schedule:w', 'team:w']);
    const refused = await remove(`reassign-to=${bob}`, narrow);
    expect([refused.status, refused.body.code, refused.body.scope]).toEqual([403, 'OAUTH2_SCOPE_ERROR', 'alert:w']);
    const wide = await keyWith(['user:d', 'policy:w', 'schedule:w', 'team:w', 'alert:w']);
    expect((await remove(`reassign-to=${bob}`, wide)).status).toBe(204);
  });
});

describe('open alerts', () => {
  let source: number;
  const anAlert = (facts: object = {}) =>
    create('/api/alerts', { summary: 'Disk full', alertSource: user(source), ...facts });
  const stateOf = async (id: number) => {
    const alert = await read(`/api/alerts/${id}`);
    const responders = alert.responders.map((one: { user: { firstName: string } }) => one.user.firstName);
    return { status: alert.status, responders };
  };
  const timeline = async (id: number): Promise<string> =>
    (await read(`/api/alerts/${id}/log-entries`)).map(({ text }: { text: string }) => text).join('\n');

  /** Everybody was told, and no further level comes. */
  const hasCalled = async (id: number) => {
    const alert = (await api.store.alerts.get(id)) ?? expect.fail('no alert');
    const { nextLevelAt: _level, ...escalation } = alert.escalation;
    await api.store.alerts.save({ ...alert, escalation: { ...escalation, level: 0 } }, { log: [] });
    api.queued.length = 0;
    api.executions.length = 0;
  };

  beforeEach(async () => {
    const policy = await aPolicy('On call', [eve]);
    source = await create('/api/alert-sources', { name: 'S', integrationType: 'API', escalationPolicy: user(policy) });
  });

  it('that were assigned to them are the successor’s, who is told', async () => {
    const id = await anAlert({ responders: [{ user: user(ada) }] });
    await hasCalled(id);
    expect((await removeFor(bob)).status).toBe(204);
    expect(api.queued).toHaveLength(2);
    expect(await stateOf(id)).toEqual({ status: 'PENDING', responders: ['Bob'] });
    expect((await api.store.alerts.get(id))?.escalation.responders).toEqual([bob]);
    expect(await timeline(id)).toContain('Bob X');
  });

  it('whose first level is still to come are asked of the successor by it', async () => {
    const id = await anAlert({ responders: [{ user: user(ada) }] });
    api.queued.length = 0;
    expect((await removeFor(bob)).status).toBe(204);
    expect(api.queued).toEqual([]);
    expect((await api.store.alerts.get(id))?.escalation).toMatchObject({
      responders: [bob],
      nextAt: expect.any(String),
    });
  });

  it('that were assigned to them go back to the policy without one', async () => {
    const id = await anAlert({ responders: [{ user: user(ada) }] });
    await hasCalled(id);
    expect((await remove()).status).toBe(204);
    expect((await api.store.alerts.get(id))?.escalation.responders).toBeUndefined();
    expect(api.executions).toEqual([expect.stringMatching(`stop ${id}`), expect.stringMatching(`start ${id} 2`)]);
    expect(await timeline(id)).toContain('On call');
  });

  it('that they had accepted alone are pending again', async () => {
    const adas = (await call('POST', `/api/users/${ada}/api-keys`, { name: 'A' })).body.key;
    const id = await anAlert();
    expect((await call('PUT', `/api/alerts/${id}/accept`, undefined, '', adas)).status).toBe(200);
    expect((await remove()).status).toBe(204);
    expect(await stateOf(id)).toMatchObject({ status: 'PENDING' });
    expect((await api.store.alerts.get(id))?.escalation.nextAt).toBeDefined();
  });

  it('that they had accepted alone are assigned to the successor, who is called', async () => {
    const adas = (await call('POST', `/api/users/${ada}/api-keys`, { name: 'A' })).body.key;
    const id = await anAlert();
    await call('PUT', `/api/alerts/${id}/accept`, undefined, '', adas);
    expect((await removeFor(bob)).status).toBe(204);
    expect(await stateOf(id)).toEqual({ status: 'PENDING', responders: ['Bob'] });
  });

  it('that would be left to nobody hinder the deletion', async () => {
    const id = await anAlert({ responders: [{ user: user(ada) }] });
    const { policy } = (await api.store.alerts.get(id)) ?? expect.fail('no alert');
    const other = await aPolicy('Other', [bob]);
    const body = { name: 'S', integrationType: 'API', escalationPolicy: user(other) };
    expect((await call('PUT', `/api/alert-sources/${source}`, body)).status).toBe(200);
    expect((await call('DELETE', `/api/escalation-policies/${policy?.id}`)).status).toBe(204);
    const refused = await remove();
    expect(refused.body.details.places).toEqual([{ kind: 'alert', id, name: 'Disk full', leavesEmpty: true }]);
    expect((await remove('force=true')).status).toBe(204);
    expect((await api.store.alerts.get(id))?.escalation).toMatchObject({ responders: [], nextAt: expect.any(String) });
  });
});

it('what was asked of them or by them ends with them', async () => {
  const rota = await aSchedule('Rota', { scheduleLayers: [layer(eve)] });
  const eves = (await call('POST', `/api/users/${eve}/api-keys`, { name: 'E' })).body.key;
  const shifts = [{ schedule: user(rota), start: '2026-03-10T09:00', end: '2026-03-11T09:00' }];
  const id = await create('/api/coverage-requests', { colleague: user(ada), shifts }, eves);
  expect((await remove()).status).toBe(204);
  const { body } = await call('GET', `/api/coverage-requests/${id}`, undefined, '', eves);
  expect(body.state).toBe('DECLINED');
});
