import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../../functions/handlers/api/routes.ts';
import { badInputFixture, long } from './fixture.ts';

const routes = await allRoutes();

const { call, filled, expectRefused, expectSound } = badInputFixture();
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

const bodyRoutes = routes.filter(
  ({ method, path, isPublic }) =>
    !isPublic &&
    (method === 'POST' || method === 'PUT') &&
    !/\/(accept|activate|demo-data|resolve|raise|escalate|assign|decline|cancel|ical-feed|secret|owner|invitation|rotate-key|devices\/\{id\}\/test)$/.test(
      path,
    ) &&
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
    // Nobody is a list of subscribers, too.
    if (raw === '[]' && path.endsWith('/private-subscribers')) return expectSound(method, filled(path), { raw });
    await expectRefused(method, filled(path), { raw });
  });

  it('a body larger than 900 KB', async () => {
    const answer = await expectRefused(method, filled(path), { body: { name: long(1_000_000) } });
    expect(answer.status).toBe(413);
  });
});

describe('POST /api/metrics/{id}/demo-data does not read its body', () => {
  it.each([
    ['text that is no JSON', '{"name": '],
    ['prototype keys', '{"__proto__":{"name":"x"},"constructor":{"name":"y"}}'],
    ['nesting without end', '['.repeat(100_000)],
    ['another metric', '{"id":1,"name":"Other","integrationKey":"ilm-other","points":[{"value":1}]}'],
  ])('%s', async (_what, raw) => {
    const { name, integrationKey } = (await call('GET', filled('/api/metrics/{id}'))).body;
    const answer = await call('POST', filled('/api/metrics/{id}/demo-data'), { raw });
    expect([answer.status, answer.body.name, answer.body.integrationKey]).toEqual([200, name, integrationKey]);
  });
});

it.each(['{"name": ', '['.repeat(100_000), '{"integrationKey":"ilgld-other","name":"Other"}'])(
  'POST /api/deployment-pipelines/{id}/rotate-key does not read its body: %s',
  async (raw) => {
    const { name, integrationKey } = (await call('GET', filled('/api/deployment-pipelines/{id}'))).body;
    const answer = await call('POST', filled('/api/deployment-pipelines/{id}/rotate-key'), { raw });
    expect([answer.status, answer.body.name]).toEqual([200, name]);
    expect([integrationKey, 'ilgld-other']).not.toContain(answer.body.integrationKey);
  },
);

it.each(['{"name": ', '[]', '['.repeat(100_000)])(
  'POST /api/users/{user}/devices/{id}/test does not read its body: %s',
  async (raw) => {
    const answer = await call('POST', filled('/api/users/{user}/devices/{id}/test'), { raw });
    expect([answer.status, answer.body.method]).toEqual([202, 'PUSH']);
  },
);

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
      : filled(path.replace(/\{(id|name\+|rule|type)\}|(?<=outages\/overrides\/)\{override\}/, id));
    await expectRefused(method, wrong, { body: { summary: 'x', user: { id: 1 }, content: 'x' } });
  });
});
