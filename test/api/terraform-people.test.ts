import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/*
 * What the Terraform provider does with people and teams: create, read back the same, change one member after the other, read back,
 * delete, 404. It sends filler in what it leaves out, and takes every member of the answer into its state.
 */

let api: ApiHarness;
let ids: { user: number; other: number; phone: number; second: number; email: number };

async function create(path: string, body: object): Promise<number> {
  const answer = await api.call('POST', path, { body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
}

beforeEach(async () => {
  api = await apiHarness();
  const user = await create('/api/users', { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });
  const other = await create('/api/users', { email: 'bob@example.com', firstName: 'Bob', lastName: 'Builder' });
  const contacts = `/api/users/${user}/contacts`;
  ids = {
    user,
    other,
    phone: await create(`${contacts}/phone-numbers`, { regionCode: 'DE', target: '15123450001' }),
    second: await create(`${contacts}/phone-numbers`, { regionCode: 'DE', target: '15123450002' }),
    email: await create(`${contacts}/emails`, { target: 'private@example.com' }),
  };
});

type Body = Readonly<Record<string, unknown>>;

interface Resource {
  readonly path: () => string;
  /** What is sent first, with all that may be. */
  readonly whole: () => Body;
  /** The least that may be sent, and what it reads back as besides. */
  readonly least: () => Body;
  readonly defaults: Body;
  /** Another value for each member that may change, with what it reads back as where that differs. */
  readonly changes: () => Readonly<Record<string, unknown>>;
  /** Members that are sent with nothing in them, and others that nobody reads. */
  readonly filler: Body;
  /** What the answer has besides what was sent. */
  readonly besides: readonly string[];
  /** How what was sent reads back. */
  readonly echo?: (body: Body) => Body;
}

const inUser = (part: string) => () => `/api/users/${ids.user}/${part}`;
const contact = (id: number) => ({ id });

/** A rule of a user; `facts` are those of its kind. */
const preference = (kind: string, whole: Body, least: Body, defaults: Body, changes: Body): Resource => ({
  path: inUser(`notification-preferences/${kind}`),
  whole: () => ({ method: 'SMS', contact: contact(ids.phone), ...whole }),
  least: () => ({ method: 'PUSH', ...least }),
  defaults: { contact: null, ...defaults },
  changes: () => ({ contact: contact(ids.second), ...changes }),
  filler: { id: 0, contact: null, user: null, unknown: '' },
  besides: [],
});

const withNames = (members: readonly { user: { id: number }; role?: string }[]) =>
  members.map(({ user: { id }, role = 'RESPONDER' }) => {
    const [firstName, lastName] = id === ids.user ? ['Ada', 'Lovelace'] : ['Bob', 'Builder'];
    return { user: { id, firstName, lastName }, role };
  });

const resources: Readonly<Record<string, Resource>> = {
  users: {
    path: () => '/api/users',
    whole: () => ({
      email: 'Eve.Example@Example.com',
      username: 'eve',
      firstName: 'Eve',
      lastName: 'Example',
      role: 'RESPONDER',
      timezone: 'America/New_York',
      language: 'de',
      region: 'CH',
      position: 'Engineer',
      department: 'R & D',
      shiftColor: '#1A2b3c',
    }),
    least: () => ({ email: 'eve@example.com', firstName: 'Eve', lastName: 'Example' }),
    defaults: { username: 'eve@example.com', role: 'USER', timezone: 'Europe/Berlin', language: 'en' },
    changes: () => ({
      email: 'eve.two@example.com',
      username: 'eve2',
      firstName: 'Eva',
      lastName: 'Muster',
      role: 'ADMIN',
      timezone: 'UTC',
      language: 'en',
      region: 'DE',
      position: 'Chef',
      department: 'Küche',
      shiftColor: '#fff',
    }),
    filler: {
      id: 0,
      region: null,
      position: '',
      department: '',
      shiftColor: '',
      role: null,
      mobile: null,
      landline: null,
      teams: null,
    },
    besides: ['createdAt', 'updatedAt'],
  },
  'e-mail addresses': {
    path: inUser('contacts/emails'),
    whole: () => ({ target: 'Ada.Private@Example.com' }),
    least: () => ({ target: 'more@example.com' }),
    defaults: {},
    changes: () => ({ target: 'else@example.com' }),
    filler: { id: 0, status: '', regionCode: null, user: null },
    besides: ['status', 'verified'],
  },
  'phone numbers': {
    path: inUser('contacts/phone-numbers'),
    whole: () => ({ regionCode: 'DE', target: '0151 2345-0009', primary: false }),
    least: () => ({ regionCode: 'DE', target: '15123450008' }),
    defaults: { primary: false },
    changes: () => ({ target: '15123450007', primary: true }),
    filler: { id: 0, status: null, primary: null },
    besides: ['status', 'verified'],
  },
  'rules for alerts': preference(
    'alerts',
    { delayMin: 10, type: 'HIGH_PRIORITY' },
    { type: 'HIGH_PRIORITY' },
    { delayMin: 0 },
    { method: 'VOICE', delayMin: 120, type: 'LOW_PRIORITY' },
  ),
  'rules for duties': preference(
    'duties',
    { beforeMin: 60, type: 'ON_CALL' },
    { beforeMin: 0, type: 'ON_CALL' },
    {},
    { beforeMin: 1440 },
  ),
  'rules for updates': preference(
    'updates',
    { type: 'ALERT_ACCEPTED' },
    { type: 'ALERT_RESOLVED' },
    {},
    { type: 'ALERT_ESCALATED' },
  ),
  'rules for subscriptions': preference('subscriptions', {}, {}, {}, {}),
  teams: {
    path: () => '/api/teams',
    whole: () => ({
      name: 'Plattform / Süd',
      visibility: 'PRIVATE',
      members: [
        { user: contact(ids.other), role: 'ADMIN' },
        { user: contact(ids.user), role: 'USER' },
      ],
    }),
    least: () => ({ name: 'Empty' }),
    defaults: { visibility: 'PUBLIC', members: [] },
    changes: () => ({
      name: 'Süd',
      visibility: 'PUBLIC',
      members: [{ user: contact(ids.user) }, { user: contact(ids.other), role: 'STAKEHOLDER' }],
    }),
    filler: { id: 0, visibility: null, members: null, teams: null },
    besides: ['createdAt', 'updatedAt'],
    echo: ({ members, ...rest }) => ({ ...rest, members: withNames(members as Parameters<typeof withNames>[0]) }),
  },
};

describe.each(Object.entries(resources))('%s', (_kind, resource) => {
  const { path, whole, least, defaults, changes, filler, besides, echo = (body) => body } = resource;

  /** What is read back is what was sent, and nothing else but what the provider computes itself. */
  async function expectRead(id: number, sent: Body, more: Body = {}): Promise<void> {
    const answer = await api.call('GET', `${path()}/${id}`);
    expect(answer.status, answer.text).toBe(200);
    const own = Object.fromEntries(Object.entries(answer.body).filter(([name]) => !besides.includes(name)));
    expect(own).toEqual({ ...echo({ ...more, ...sent }), id });
  }

  it('are created, read, changed member by member, deleted, and gone', async () => {
    const id = await create(path(), whole());
    let now = whole();
    await expectRead(id, now);
    for (const [member, value] of Object.entries(changes())) {
      now = { ...now, [member]: value };
      const answer = await api.call('PUT', `${path()}/${id}`, { body: now });
      expect([member, answer.status, answer.text]).toEqual([member, 200, expect.any(String)]);
      await expectRead(id, now);
      expect(answer.body).toEqual((await api.call('GET', `${path()}/${id}`)).body);
    }
    expect((await api.call('GET', path(), { query: 'max-results=100' })).body).toContainEqual(
      (await api.call('GET', `${path()}/${id}`)).body,
    );
    const gone = await api.call('DELETE', `${path()}/${id}`, { query: 'force=true' });
    expect([gone.status, gone.text]).toEqual([204, '']);
    for (const method of ['GET', 'DELETE', 'PUT'])
      expect([method, (await api.call(method, `${path()}/${id}`, { body: whole() })).status]).toEqual([method, 404]);
  });

  it('take back what they answered, and stay as they are', async () => {
    const id = await create(path(), whole());
    const before = (await api.call('GET', `${path()}/${id}`)).body;
    const put = await api.call('PUT', `${path()}/${id}`, { body: before });
    expect([put.status, { ...put.body, updatedAt: '' }]).toEqual([200, { ...before, updatedAt: '' }]);
  });

  it('get only the defaults that the provider knows, whether the rest is absent or filler', async () => {
    const first = await create(path(), least());
    await expectRead(first, least(), defaults);
    const put = await api.call('PUT', `${path()}/${first}`, { body: { ...filler, ...least() } });
    expect(put.status, put.text).toBe(200);
    await expectRead(first, least(), defaults);
    expect((await api.call('DELETE', `${path()}/${first}`)).status).toBe(204);
    const second = await create(path(), { ...filler, ...least() });
    await expectRead(second, least(), defaults);
  });

  it('lose what is not sent any more', async () => {
    const id = await create(path(), whole());
    // A role stays until another is sent, and a name other than the address does.
    const kept = 'role' in whole() && path() === '/api/users' ? { role: 'RESPONDER', username: 'eve' } : {};
    const put = await api.call('PUT', `${path()}/${id}`, { body: least() });
    expect(put.status, put.text).toBe(200);
    await expectRead(id, least(), { ...defaults, ...kept });
  });
});

describe('what a data source looks for', () => {
  it.each([
    ['contacts/emails', { target: 'Data.Source@example.com' }, 'data.source@example.com'],
    ['contacts/phone-numbers', { regionCode: 'DE', target: '15123450006' }, '+4915123450006'],
  ])('of %s is found as sent and as it is dialled, until it is deleted', async (part, body, other) => {
    const path = inUser(part)();
    const id = await create(path, body);
    const stored = (await api.call('GET', `${path}/${id}`)).body;
    for (const target of [body.target, other]) {
      const found = await api.call('POST', `${path}/search-target`, { body: { target } });
      expect([found.status, found.body]).toEqual([200, stored]);
    }
    await api.call('DELETE', `${path}/${id}`);
    expect((await api.call('POST', `${path}/search-target`, { body })).status).toBe(404);
  });

  it('of users is found by address, of teams by name, until they are deleted', async () => {
    const team = await create('/api/teams', { name: 'Nord / Süd', members: [{ user: contact(ids.user) }] });
    const byName = '/api/teams/name/Nord / Süd';
    expect((await api.call('GET', byName)).body).toEqual((await api.call('GET', `/api/teams/${team}`)).body);
    expect((await api.call('DELETE', `/api/teams/${team}`)).status).toBe(204);
    expect((await api.call('GET', byName)).status).toBe(404);
    const search = () => api.call('POST', '/api/users/search-email', { body: { email: 'BOB@example.com' } });
    expect((await search()).body).toEqual((await api.call('GET', `/api/users/${ids.other}`)).body);
    expect((await api.call('DELETE', `/api/users/${ids.other}`)).status).toBe(204);
    expect((await search()).status).toBe(404);
  });
});
