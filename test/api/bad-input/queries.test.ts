import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../../functions/handlers/api/routes.ts';
import { badInputFixture, long } from './fixture.ts';
import { goodBody } from './spoil.ts';

const routes = await allRoutes();

const { ids, call, filled, expectRefused } = badInputFixture();
const A = () => `/api/alerts/${ids.alert}`;

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
  ['start-index=10001', 'start-index'],
  [`text=${'x'.repeat(256)}`, 'text'],
  [`alert-key=${'x'.repeat(256)}`, 'alert-key'],
  [`alertKey=${'x'.repeat(256)}`, 'alertKey'],
  ['outcome=LOST', 'outcome'],
  ['from=yesterday', 'from'],
  ['cursor=1', 'cursor'],
  ['cursor=2026-13-01T00:00:00.000Z_a', 'cursor'],
  [`cursor=2026-01-01T00:00:00.000Z_${'x'.repeat(201)}`, 'cursor'],
  ['cursor=2026-01-01T00:00:00.000Z_%00', 'cursor'],
  ['cursor=2026-01-01T00:00:00.000Z_%F0%9F%92%A9', 'cursor'],
])('GET of a source’s events?%s is refused', async (query, field) => {
  await expectRefused('GET', `/api/alert-sources/${ids.source}/events`, { query }, field);
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

describe('what a query must have', () => {
  const samples: Readonly<Record<string, () => string | number>> = {
    service: () => ids.service,
    'event-flow': () => ids.flow,
    from: () => '2026-03-01T00:00:00Z',
    until: () => '2026-03-02T00:00:00Z',
    'routing-key': () => 'shop',
  };

  /** The parameters that a call is refused for while they are missing, one after the other. */
  async function missedBy({ method, path, query = [] }: (typeof routes)[number]): Promise<readonly string[]> {
    const missed: string[] = [];
    for (;;) {
      const given = missed.map((name) => `${name}=${encodeURIComponent(samples[name]?.() ?? '1')}`).join('&');
      const body = method === 'GET' ? undefined : goodBody(path, ids);
      const { status, body: said } = await call(method, filled(path), { query: given, body });
      const field = said?.details?.field;
      if (status !== 400 || !query.includes(field) || missed.includes(field)) return missed;
      missed.push(field);
    }
  }

  it('is told as required in the description, and nothing else is', async () => {
    const { body: document } = await call('GET', '/api/api-docs/openapi.json');
    // One of several, and only for pages that nobody can subscribe to: a description cannot say so.
    const alternatives = ['PUT /api/alerts/{id}/assign', 'POST /api/status-pages/{id}/subscribers_bulk'];
    const told: string[] = [];
    const missed: string[] = [];
    for (const route of routes.filter(({ query }) => query !== undefined)) {
      const name = `${route.method} ${route.path}`;
      if (alternatives.includes(name)) continue;
      const described =
        document.paths[route.path.slice('/api'.length).replaceAll('+}', '}')]?.[route.method.toLowerCase()];
      for (const { name: one, in: place, required } of described?.parameters ?? [])
        if (place === 'query' && required) told.push(`${name} ${one}`);
      for (const one of await missedBy(route)) missed.push(`${name} ${one}`);
    }
    expect(told).toEqual(missed);
    expect(missed.length).toBeGreaterThan(4);
  });
});
