import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../../functions/handlers/api/routes.ts';
import { badInputFixture, long } from './fixture.ts';

const routes = await allRoutes();

const { ids, filled, expectRefused } = badInputFixture();
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
