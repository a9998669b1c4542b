import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../functions/handlers/api/routes.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/*
 * Whatever comes in, the answer is a JSON error below 500 that names the member, and nothing has changed.
 */

const long = (length: number) => 'x'.repeat(length);
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

let api: ApiHarness;
const ids = {
  user: 0,
  phone: 0,
  email: 0,
  rule: 0,
  policy: 0,
  source: 0,
  alert: 0,
  device: 0,
  duty: 0,
  update: 0,
  subscription: 0,
};

beforeAll(async () => {
  api = await apiHarness();
  const create = async (path: string, body: unknown): Promise<number> => {
    const answer = await api.call('POST', path, { body });
    expect(answer.status, answer.text).toBe(201);
    return answer.body.id;
  };
  ids.user = await create('/api/users', { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });
  const user = `/api/users/${ids.user}`;
  ids.phone = await create(`${user}/contacts/phone-numbers`, { regionCode: 'DE', target: '15123450001' });
  ids.email = await create(`${user}/contacts/emails`, { target: 'private@example.com' });
  ids.device = await create(`${user}/devices`, { platform: 'GCM', token: 'abc' });
  ids.rule = await create(`${user}/notification-preferences/alerts`, {
    method: 'SMS',
    contact: { id: ids.phone },
    delayMin: 0,
    type: 'HIGH_PRIORITY',
  });
  ids.duty = await create(`${user}/notification-preferences/duties`, { method: 'PUSH' });
  ids.update = await create(`${user}/notification-preferences/updates`, { method: 'PUSH', type: 'ALERT_ACCEPTED' });
  ids.subscription = await create(`${user}/notification-preferences/subscriptions`, { method: 'PUSH' });
  ids.policy = await create('/api/escalation-policies', {
    name: 'Platform',
    routingKey: 'platform',
    escalationRules: [{ escalationTimeout: 5, users: [{ id: ids.user }] }],
  });
  ids.source = await create('/api/alert-sources', {
    name: 'Prometheus',
    integrationType: 'PROMETHEUS',
    integrationKey: 'il1pro-known',
    escalationPolicy: { id: ids.policy },
  });
  ids.alert = await create('/api/alerts', { summary: 'Disk full', alertSource: { id: ids.source } });
});

/** A path of the table with ids that exist. */
function filled(path: string): string {
  const idOf = (): number => {
    if (path.startsWith('/api/alerts')) return ids.alert;
    if (path.startsWith('/api/alert-sources')) return ids.source;
    if (path.startsWith('/api/escalation-policies')) return ids.policy;
    if (path.includes('emails')) return ids.email;
    if (path.includes('phone-numbers')) return ids.phone;
    if (path.includes('devices')) return ids.device;
    if (path.includes('preferences/duties')) return ids.duty;
    if (path.includes('preferences/updates')) return ids.update;
    if (path.includes('preferences/subscriptions')) return ids.subscription;
    if (path.includes('notification-preferences')) return ids.rule;
    return ids.user;
  };
  return path
    .replace('{user}', String(ids.user))
    .replace('{id}', String(idOf()))
    .replace('{level}', '0')
    .replace('{name+}', 'Platform');
}

async function expectRefused(method: string, path: string, options: Parameters<ApiHarness['call']>[2], field?: string) {
  const before = api.table.items();
  const answer = await api.call(method, path, options);
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
  expect(answer.status, answer.text).toBeLessThan(500);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.body).toMatchObject({ status: answer.status, message: expect.any(String), code: expect.any(String) });
  expect(answer.text.length).toBeLessThan(1000);
  if (field !== undefined) {
    expect(answer.body.details?.field, answer.text).toBe(field);
    expect(answer.body.message).toContain(field);
  }
  expect(api.table.items()).toEqual(before);
  expect(api.errors).toEqual([]);
  return answer;
}

const bodyRoutes = routes.filter(
  ({ method, path, isPublic }) =>
    !isPublic &&
    (method === 'POST' || (method === 'PUT' && !/\/(accept|resolve|raise|escalate|assign)$/.test(path))) &&
    !path.includes('{event}'),
);
const cases = bodyRoutes.map(({ method, path }) => [method, path] as const);

describe.each(cases)('%s %s refuses', (method, path) => {
  it.each([
    ['text that is no JSON', '{"name": '],
    ['a list', '[]'],
    ['a number', '7'],
    ['null', 'null'],
    ['text', '"hello"'],
    ['deep nesting', `{"name":${nested(60)}}`],
    ['nesting without end', '['.repeat(100_000)],
    ['a deep unknown member', `{"unknown":${nested(5000)}}`],
    ['half a character', '{"name":"\\ud800","email":"\\ud800","target":"\\ud800"}'],
    ['a number out of range', '{"name":1e999,"extra":1e300}'],
  ])('%s', async (_what, raw) => {
    await expectRefused(method, filled(path), { raw });
  });

  it('a body larger than 900 KB', async () => {
    const answer = await expectRefused(method, filled(path), { body: { name: long(1_000_000) } });
    expect(answer.status).toBe(413);
  });
});

describe.each(
  bodyRoutes
    .filter(({ path }) => !/\/(verify|test|api-keys)$/.test(path))
    .map(({ method, path }) => [method, path] as const),
)('%s %s refuses', (method, path) => {
  it('an empty body', async () => {
    await expectRefused(method, filled(path), {});
  });

  it.each([
    ['prototype keys', '{"__proto__":{"email":"x@example.com","name":"x"},"constructor":{"name":"y"}}'],
    ['every member of a wrong type', JSON.stringify(Object.fromEntries(members.map((member) => [member, { a: [1] }])))],
    ['every member a list', JSON.stringify(Object.fromEntries(members.map((member) => [member, [[]]])))],
    ['every member huge', JSON.stringify(Object.fromEntries(members.map((member) => [member, long(30_000)])))],
    ['every member a big number', JSON.stringify(Object.fromEntries(members.map((member) => [member, 2 ** 52])))],
  ])('%s', async (_what, raw) => {
    await expectRefused(method, filled(path), { raw });
  });
});

const members = [
  ...['name', 'email', 'firstName', 'lastName', 'target', 'regionCode', 'method', 'contact', 'type', 'token', 'code'],
  ...['platform', 'escalationRules', 'escalationTimeout', 'users', 'integrationType', 'escalationPolicy', 'until'],
  ...['summary', 'alertSource', 'user', 'content', 'id'],
];

describe.each(
  routes
    .filter(({ path, isPublic }) => !isPublic && path.includes('{'))
    .map(({ method, path }) => [method, path] as const),
)('%s %s', (method, path) => {
  it.each([
    '9007199254740990',
    '99999999999999999999999',
    '-1',
    '1.5',
    'abc',
    '__proto__',
    'constructor',
    '%00',
    "' OR 1=1",
    long(300),
  ])('knows nothing of id %s', async (id) => {
    const wrong = path.includes('{user}')
      ? filled(path.replace('{user}', id))
      : filled(path.replace(/\{(id|name\+)\}/, id));
    await expectRefused(method, wrong, { body: { summary: 'x', user: { id: 1 }, content: 'x' } });
  });
});

describe.each(
  routes
    .filter(
      ({ method, path }) =>
        method === 'GET' &&
        /\/(users|alerts|alert-sources|escalation-policies|emails|phone-numbers|alerts|duties|updates|subscriptions|devices|events|log-entries|integrations|numbers)$/.test(
          path,
        ),
    )
    .map(({ path }) => [path] as const),
)('GET %s refuses', (path) => {
  it.each([
    ['start-index=-1', 'start-index'],
    ['start-index=one', 'start-index'],
    ['start-index=1.5', 'start-index'],
    ['start-index=99999999999', 'start-index'],
    ['start-index=', 'start-index'],
    ['max-results=0', 'max-results'],
    ['max-results=-5', 'max-results'],
    ['max-results=101', 'max-results'],
    ['max-results=1e1', 'max-results'],
    ['max-results=%F0%9F%92%A9', 'max-results'],
  ])('%s', async (query, field) => {
    await expectRefused('GET', filled(path), { query }, field);
  });
});

const user = { email: 'eve@example.com', firstName: 'Eve', lastName: 'E' };
const rule = { escalationTimeout: 5, users: [{ id: 1 }] };
const policy = { name: 'P', escalationRules: [rule] };
const source = () => ({ name: 'S', integrationType: 'API', escalationPolicy: { id: ids.policy } });
const manual = () => ({ summary: 'S', alertSource: { id: ids.source } });
const U = () => `/api/users/${ids.user}`;
const A = () => `/api/alerts/${ids.alert}`;

type Row = [what: string, method: string, path: () => string, body: () => unknown, field: string];

const rows: Row[] = [
  // users
  ['a user without e-mail', 'POST', () => '/api/users', () => ({ ...user, email: undefined }), 'email'],
  ['a user with a bad e-mail', 'POST', () => '/api/users', () => ({ ...user, email: 'eve' }), 'email'],
  [
    'an e-mail with a line break',
    'POST',
    () => '/api/users',
    () => ({ ...user, email: 'a@b.com\r\nBcc: x@y.z' }),
    'email',
  ],
  [
    'an e-mail in use in other case',
    'POST',
    () => '/api/users',
    () => ({ ...user, email: 'ADA@example.com' }),
    'email',
  ],
  ['a huge e-mail', 'POST', () => '/api/users', () => ({ ...user, email: `${long(300)}@example.com` }), 'email'],
  ['a blank first name', 'POST', () => '/api/users', () => ({ ...user, firstName: '  ' }), 'firstName'],
  ['a name of control characters', 'POST', () => '/api/users', () => ({ ...user, lastName: 'a\u0000b' }), 'lastName'],
  ['an unknown role', 'POST', () => '/api/users', () => ({ ...user, role: 'KING' }), 'role'],
  ['the owner as a role', 'POST', () => '/api/users', () => ({ ...user, role: 'OWNER' }), 'role'],
  ['an unknown time zone', 'POST', () => '/api/users', () => ({ ...user, timezone: 'Mars/Base' }), 'timezone'],
  ['an offset as time zone', 'POST', () => '/api/users', () => ({ ...user, timezone: '+01:00' }), 'timezone'],
  ['an unknown language', 'POST', () => '/api/users', () => ({ ...user, language: 'fr' }), 'language'],
  ['an unknown region', 'POST', () => '/api/users', () => ({ ...user, region: 'XX' }), 'region'],
  ['a color that is none', 'POST', () => '/api/users', () => ({ ...user, shiftColor: 'red' }), 'shiftColor'],
  ['a bad mute', 'PUT', U, () => ({ ...user, email: 'ada@example.com', mutedUntil: 'tomorrow' }), 'mutedUntil'],
  ['a day that does not exist', 'PUT', U, () => ({ ...user, mutedUntil: '2026-13-40T00:00:00Z' }), 'mutedUntil'],
  ["somebody else's e-mail", 'PUT', U, () => ({ ...user, email: 'admin@example.com' }), 'email'],
  [
    'the owner as a user',
    'PUT',
    () => '/api/users/1',
    () => ({ ...user, email: 'admin@example.com', role: 'USER' }),
    'role',
  ],
  ['a search without e-mail', 'POST', () => '/api/users/search-email', () => ({}), 'email'],
  // contacts
  ['a contact without target', 'POST', () => `${U()}/contacts/emails`, () => ({}), 'target'],
  ['a bad address', 'POST', () => `${U()}/contacts/emails`, () => ({ target: 'x@y' }), 'target'],
  ['the same address twice', 'POST', () => `${U()}/contacts/emails`, () => ({ target: 'Ada@example.com' }), 'target'],
  [
    'a number without region',
    'POST',
    () => `${U()}/contacts/phone-numbers`,
    () => ({ target: '15123450009' }),
    'regionCode',
  ],
  [
    'an unknown region',
    'POST',
    () => `${U()}/contacts/phone-numbers`,
    () => ({ target: '1', regionCode: 'XX' }),
    'regionCode',
  ],
  [
    'letters as a number',
    'POST',
    () => `${U()}/contacts/phone-numbers`,
    () => ({ target: 'abc', regionCode: 'DE' }),
    'target',
  ],
  [
    'too short a number',
    'POST',
    () => `${U()}/contacts/phone-numbers`,
    () => ({ target: '123', regionCode: 'DE' }),
    'target',
  ],
  [
    'the same number twice',
    'POST',
    () => `${U()}/contacts/phone-numbers`,
    () => ({ target: '+4915123450001', regionCode: 'US' }),
    'target',
  ],
  [
    'a primary that is no boolean',
    'POST',
    () => `${U()}/contacts/phone-numbers`,
    () => ({ target: '15123450009', regionCode: 'DE', primary: 'yes' }),
    'primary',
  ],
  ['a code never sent', 'POST', () => `${U()}/contacts/emails/${ids.email}/verify`, () => ({ code: '123456' }), 'code'],
  [
    'a test by a wrong method',
    'POST',
    () => `${U()}/contacts/emails/${ids.email}/test`,
    () => ({ method: 'SMS' }),
    'method',
  ],
  ['an unknown platform', 'POST', () => `${U()}/devices`, () => ({ platform: 'PALM', token: 'x' }), 'platform'],
  ['a device without token', 'POST', () => `${U()}/devices`, () => ({ platform: 'GCM' }), 'token'],
  // preferences
  [
    'a rule without method',
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ type: 'HIGH_PRIORITY' }),
    'method',
  ],
  [
    'an unknown method',
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ method: 'FAX', type: 'HIGH_PRIORITY' }),
    'method',
  ],
  [
    'a rule without contact',
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ method: 'SMS', type: 'HIGH_PRIORITY' }),
    'contact',
  ],
  [
    'a push rule with contact',
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ method: 'PUSH', contact: { id: ids.phone }, type: 'HIGH_PRIORITY' }),
    'contact',
  ],
  [
    'mail to a phone',
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ method: 'EMAIL', contact: { id: ids.phone }, type: 'HIGH_PRIORITY' }),
    'contact.id',
  ],
  [
    'a call to an address',
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ method: 'VOICE', contact: { id: ids.email }, type: 'HIGH_PRIORITY' }),
    'contact.id',
  ],
  [
    "somebody else's contact",
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ method: 'SMS', contact: { id: 12 }, type: 'HIGH_PRIORITY' }),
    'contact.id',
  ],
  [
    'a contact as text',
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ method: 'SMS', contact: { id: '12' }, type: 'HIGH_PRIORITY' }),
    'contact.id',
  ],
  [
    'a delay too long',
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ method: 'PUSH', delayMin: 121, type: 'HIGH_PRIORITY' }),
    'delayMin',
  ],
  [
    'a negative delay',
    'POST',
    () => `${U()}/notification-preferences/alerts`,
    () => ({ method: 'PUSH', delayMin: -1, type: 'HIGH_PRIORITY' }),
    'delayMin',
  ],
  ['a rule without type', 'POST', () => `${U()}/notification-preferences/alerts`, () => ({ method: 'PUSH' }), 'type'],
  [
    'a duty by voice',
    'POST',
    () => `${U()}/notification-preferences/duties`,
    () => ({ method: 'VOICE', beforeMin: 0 }),
    'method',
  ],
  [
    'a duty at an odd time',
    'POST',
    () => `${U()}/notification-preferences/duties`,
    () => ({ method: 'PUSH', beforeMin: 17 }),
    'beforeMin',
  ],
  [
    'an update by voice',
    'POST',
    () => `${U()}/notification-preferences/updates`,
    () => ({ method: 'VOICE', type: 'ALERT_ACCEPTED' }),
    'method',
  ],
  [
    'an unknown update',
    'POST',
    () => `${U()}/notification-preferences/updates`,
    () => ({ method: 'PUSH', type: 'HIGH_PRIORITY' }),
    'type',
  ],
  [
    'a subscription by Telegram',
    'POST',
    () => `${U()}/notification-preferences/subscriptions`,
    () => ({ method: 'TELEGRAM' }),
    'method',
  ],
  // policies
  ['a policy without name', 'POST', () => '/api/escalation-policies', () => ({ ...policy, name: undefined }), 'name'],
  ['a huge name', 'POST', () => '/api/escalation-policies', () => ({ ...policy, name: long(256) }), 'name'],
  ['no rules', 'POST', () => '/api/escalation-policies', () => ({ name: 'P', escalationRules: [] }), 'escalationRules'],
  [
    'rules as an object',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: {} }),
    'escalationRules',
  ],
  [
    'too many rules',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: Array(31).fill(rule) }),
    'escalationRules',
  ],
  [
    'a rule without timeout',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: [{ users: [{ id: 1 }] }] }),
    'escalationRules[0].escalationTimeout',
  ],
  [
    'a timeout over a year',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: [rule, { ...rule, escalationTimeout: 525_601 }] }),
    'escalationRules[1].escalationTimeout',
  ],
  [
    'a rule for nobody',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: [{ escalationTimeout: 5 }] }),
    'escalationRules[0].users',
  ],
  [
    'an unknown user',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: [{ ...rule, users: [{ id: 1 }, { id: 999 }] }] }),
    'escalationRules[0].users[1].id',
  ],
  [
    'an unknown single user',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: [{ escalationTimeout: 1, user: { id: 999 } }] }),
    'escalationRules[0].user.id',
  ],
  [
    'an unknown schedule',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: [{ escalationTimeout: 1, schedules: [{ id: 999 }] }] }),
    'escalationRules[0].schedules[0].id',
  ],
  [
    'an unknown team',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: [{ escalationTimeout: 1, team: { id: 999 } }] }),
    'escalationRules[0].team.id',
  ],
  [
    'a user id as text',
    'POST',
    () => '/api/escalation-policies',
    () => ({ name: 'P', escalationRules: [{ ...rule, users: [{ id: '1' }] }] }),
    'escalationRules[0].users[0].id',
  ],
  [
    'an unknown owner',
    'POST',
    () => '/api/escalation-policies',
    () => ({ ...policy, teams: [{ id: 5 }] }),
    'teams[0].id',
  ],
  ['a frequency of 0', 'POST', () => '/api/escalation-policies', () => ({ ...policy, frequency: 0 }), 'frequency'],
  ['a frequency of 10', 'POST', () => '/api/escalation-policies', () => ({ ...policy, frequency: 10 }), 'frequency'],
  ['a delay of 16 minutes', 'POST', () => '/api/escalation-policies', () => ({ ...policy, delayMin: 16 }), 'delayMin'],
  [
    'repeating as text',
    'POST',
    () => '/api/escalation-policies',
    () => ({ ...policy, repeating: 'true' }),
    'repeating',
  ],
  [
    'a routing key with a comma',
    'POST',
    () => '/api/escalation-policies',
    () => ({ ...policy, routingKey: 'a,b' }),
    'routingKey',
  ],
  [
    'a routing key in use',
    'POST',
    () => '/api/escalation-policies',
    () => ({ ...policy, routingKey: 'platform' }),
    'routingKey',
  ],
  [
    'a level for nobody',
    'PUT',
    () => `/api/escalation-policies/${ids.policy}/levels/0`,
    () => ({ escalationTimeout: 1, users: [] }),
    'users',
  ],
  [
    'a level for a stranger',
    'PUT',
    () => `/api/escalation-policies/${ids.policy}/levels/0`,
    () => ({ escalationTimeout: 1, users: [{ id: 999 }] }),
    'users[0].id',
  ],
  // alert sources
  [
    'a source without type',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), integrationType: undefined }),
    'integrationType',
  ],
  [
    'an unknown type',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), integrationType: 'FAX' }),
    'integrationType',
  ],
  [
    'a source without policy',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), escalationPolicy: undefined }),
    'escalationPolicy',
  ],
  [
    'an unknown policy',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), escalationPolicy: { id: 999 } }),
    'escalationPolicy.id',
  ],
  [
    'a policy id as text',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), escalationPolicy: { id: '7' } }),
    'escalationPolicy.id',
  ],
  [
    'a key in use',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), integrationKey: 'il1pro-known' }),
    'integrationKey',
  ],
  [
    'a key with a slash',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), integrationKey: 'a/b' }),
    'integrationKey',
  ],
  [
    'an unknown grouping',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), alertCreation: 'SOMETIMES' }),
    'alertCreation',
  ],
  [
    'a window grouping without window',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), alertCreation: 'INTELLIGENT_GROUPING' }),
    'alertGroupingWindow',
  ],
  [
    'an odd window',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), alertGroupingWindow: 'PT3M' }),
    'alertGroupingWindow',
  ],
  [
    'a threshold over 1',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), scoreThreshold: 1.5 }),
    'scoreThreshold',
  ],
  [
    'an odd auto-resolution',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), autoResolutionTimeout: 'PT1H' }),
    'autoResolutionTimeout',
  ],
  [
    'an unknown priority rule',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), alertPriorityRule: 'MAYBE' }),
    'alertPriorityRule',
  ],
  [
    'support hours that are missing',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' }),
    'supportHours',
  ],
  ['a severity of 6', 'POST', () => '/api/alert-sources', () => ({ ...source(), severity: 6 }), 'severity'],
  ['active as text', 'POST', () => '/api/alert-sources', () => ({ ...source(), active: 'no' }), 'active'],
  [
    'a template as text',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), summaryTemplate: '{{ x }}' }),
    'summaryTemplate',
  ],
  [
    'eleven links',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), linkTemplates: Array(11).fill({ text: 'a', hrefTemplate: {} }) }),
    'linkTemplates',
  ],
  [
    'a link without name',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), linkTemplates: [{ hrefTemplate: {} }] }),
    'linkTemplates[0]',
  ],
  [
    'a link without address',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), linkTemplates: [{ text: 'a' }] }),
    'linkTemplates[0].hrefTemplate',
  ],
  [
    'a mapping to nothing',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), priorityTemplate: { valueTemplate: {}, mappings: [{ value: 'a', priority: 'MID' }] } }),
    'priorityTemplate.mappings[0].priority',
  ],
  [
    'sixteen services',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), services: Array(16).fill({ id: 1 }) }),
    'services',
  ],
  [
    'a huge filter',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), eventFilter: long(20_000) }),
    'eventFilter',
  ],
  ['another type', 'PUT', () => `/api/alert-sources/${ids.source}`, () => source(), 'integrationType'],
  // alerts
  ['an alert without summary', 'POST', () => '/api/alerts', () => ({ ...manual(), summary: ' ' }), 'summary'],
  ['a huge summary', 'POST', () => '/api/alerts', () => ({ ...manual(), summary: long(1001) }), 'summary'],
  ['huge details', 'POST', () => '/api/alerts', () => ({ ...manual(), details: long(65_537) }), 'details'],
  ['an alert without source', 'POST', () => '/api/alerts', () => ({ summary: 'S' }), 'alertSource'],
  [
    'an unknown source',
    'POST',
    () => '/api/alerts',
    () => ({ ...manual(), alertSource: { id: 999 } }),
    'alertSource.id',
  ],
  [
    'an unknown policy',
    'POST',
    () => '/api/alerts',
    () => ({ ...manual(), escalationPolicy: { id: 999 } }),
    'escalationPolicy.id',
  ],
  ['an unknown priority', 'POST', () => '/api/alerts', () => ({ ...manual(), priority: 'MID' }), 'priority'],
  [
    'an unknown responder',
    'POST',
    () => '/api/alerts',
    () => ({ ...manual(), responders: [{ user: { id: 999 } }] }),
    'responders[0].user.id',
  ],
  [
    'a link without address',
    'POST',
    () => '/api/alerts',
    () => ({ ...manual(), links: [{ text: 'x' }] }),
    'links[0].href',
  ],
  ['a responder without user', 'POST', () => `${A()}/responders`, () => ({}), 'user'],
  ['a responder nobody knows', 'POST', () => `${A()}/responders`, () => ({ user: { id: 999 } }), 'user.id'],
  ['an empty comment', 'POST', () => `${A()}/comments`, () => ({ content: '\n' }), 'content'],
  ['a snooze without time', 'PUT', () => `${A()}/snooze`, () => ({}), 'until'],
  ['a snooze until nonsense', 'PUT', () => `${A()}/snooze`, () => ({ until: 'soon' }), 'until'],
];

/** Each within its own limit, but too big for one item together: characters count by their bytes. */
const big: Row[] = [
  [
    'metadata without end',
    'POST',
    () => '/api/alert-sources',
    () => ({ ...source(), metadata: { note: long(250_000) } }),
    'metadata',
  ],
  [
    'many large filters',
    'POST',
    () => '/api/alert-sources',
    () => ({
      ...source(),
      ...Object.fromEntries(
        ['eventFilter', 'eventTypeFilterCreate', 'eventTypeFilterAccept', 'eventTypeFilterResolve'].map((name) => [
          name,
          '漢'.repeat(16_000),
        ]),
      ),
      detailsTemplate: { textTemplate: '漢'.repeat(16_380) },
    }),
    'detailsTemplate',
  ],
  [
    'large details and many images',
    'POST',
    () => '/api/alerts',
    () => ({
      ...manual(),
      details: '漢'.repeat(60_000),
      images: Array(20).fill({ src: 'i', alt: '漢'.repeat(1000), href: '漢'.repeat(2000) }),
    }),
    'details',
  ],
];

it.each([...rows, ...big])('refuses %s: %s', async (_what, method, path, body, field) => {
  const answer = await expectRefused(method, path(), { body: body() }, field);
  expect(answer.status).toBe(400);
});

it.each([
  ['/api/alerts', 'states=OPEN', 'states'],
  ['/api/alerts', 'state=pending', 'states'],
  ['/api/alerts', 'sources=abc', 'sources'],
  ['/api/alerts', 'alert-source=1%00', 'sources'],
  ['/api/alerts', 'policies=-1', 'policies'],
  ['/api/alerts', 'from=yesterday', 'from'],
  ['/api/alerts', 'until=2026-01-01', 'until'],
  ['/api/alerts/count', 'states=OPEN', 'states'],
  ['/api/alerts/count', `responders=${Array(60).fill('a').join(',')}`, 'responders'],
  ['/api/escalation-policies/resolve', '', 'routing-key'],
])('GET %s?%s is refused', async (path, query, field) => {
  await expectRefused('GET', path, { query }, field);
});

it.each([
  ['log-entries', 'lang=fr', 'lang'],
  ['log-entries', 'filter-types=EVERYTHING', 'filter-types'],
])('GET of an alert’s %s?%s is refused', async (member, query, field) => {
  await expectRefused('GET', `${A()}/${member}`, { query }, field);
});

it.each([
  ['assign', '', 'user'],
  ['assign', 'user=1&policy=2', 'user'],
  ['assign', 'user=abc', 'user'],
  ['assign', 'user=999', 'user'],
  ['assign', 'policy-id=999', 'policy'],
  ['assign', 'schedule=999', 'schedule'],
  ['escalate', 'level=-1', 'level'],
  ['escalate', 'level=two', 'level'],
  ['escalate', 'level=7', 'level'],
])('PUT of an alert’s %s?%s is refused', async (verb, query, field) => {
  await expectRefused('PUT', `${A()}/${verb}`, { query }, field);
});

it('refuses names that nobody has, however long', async () => {
  for (const name of [long(5000), '', 'a/b/c', '__proto__'])
    expect((await expectRefused('GET', `/api/alert-sources/name/${name}`, {})).status).toBe(404);
});
