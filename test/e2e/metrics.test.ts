import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { visit } from '../support/visit.ts';
import { tenOClock } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still' });
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.stop());

async function made(path: string, body: object) {
  const answer = await cloud.api('POST', path, body);
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status);
  return answer.body;
}

const now = async () => Date.parse(await cloud.now()) / 1000;
const send = (key: string, body: unknown) => cloud.api('POST', `/api/series/${key}`, body, null);
const see = async (path: string) => {
  const { status, body } = await visit(cloud.url, 'acme.pages.localhost', path, {});
  expect([path, status]).toEqual([path, 200]);
  return body;
};
const shownMetrics = async () => JSON.parse(await see('/metrics.json'));

/** A public page with two metrics, a graph and a number. */
async function aPage() {
  const time = await made('/api/metrics', {
    name: 'Response time',
    unitLabel: 'ms',
    aggregationType: 'AVG',
    displayType: 'GRAPH',
    mouseOverDecimal: 1,
  });
  const users = await made('/api/metrics', { name: 'Users', aggregationType: 'LAST', displayType: 'SINGLE' });
  const metrics = [{ id: users.id }, { id: time.id }];
  const page = await made('/api/status-pages', { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', metrics });
  expect((await cloud.api('PUT', `/api/status-pages/${page.id}/activate`)).status).toBe(200);
  await cloud.settle();
  return { time, users, page };
}

describe('a metric', () => {
  it('is on its page 65 seconds after its points came: drawn, and as data', async () => {
    const { time, users } = await aPage();
    const empty = await shownMetrics();
    expect(empty.map(({ name, day }: { name: string; day: object }) => [name, day])).toMatchObject([
      ['Users', { value: null, step: 300 }],
      ['Response time', { value: null, step: 300 }],
    ]);
    const at = await now();
    const slot = Math.floor(at / 30) * 30;
    expect((await send(time.integrationKey, { value: 10 })).status).toBe(202);
    const series = [
      { timestamp: at - 3600, value: 20 },
      { timestamp: at - 3 * 86_400, value: 60 },
      { timestamp: at - 20 * 86_400, value: 110 },
      { timestamp: at - 29 * 86_400, value: 9999 },
    ];
    expect((await send(time.integrationKey, { series })).status).toBe(202);
    for (const value of [5, 7]) expect((await send(users.integrationKey, { timestamp: slot, value })).status).toBe(202);
    await cloud.advance(65);
    const [number, graph] = await shownMetrics();
    expect([number.day.value, number.week.value]).toEqual([7, 7]);
    expect(graph).toMatchObject({ id: time.id, unitLabel: 'ms', displayType: 'GRAPH', aggregationType: 'AVG' });
    expect([graph.day.value, graph.week.value, graph.month.value]).toEqual([15, 30, 50]);
    const periods = ['day', 'week', 'month'].map((name) => graph[name]);
    expect(periods.map(({ step, values }) => [step, values.length])).toEqual([
      [300, 289],
      [1800, 337],
      [7200, 337],
    ]);
    for (const { from, step, values } of periods) {
      const start = Date.parse(from) / 1000;
      expect(start % step).toBe(0);
      const end = start + values.length * step;
      expect(end - step <= at + 65 && at + 65 < end).toBe(true);
      expect(values[Math.floor((at - start) / step)]).toBe(10);
    }
    const html = await see('/');
    expect(html).toContain(`data-metric="${time.id}"`);
    expect(html).toContain('15 ms');
    expect(html).toMatch(/<svg class="graph"[^>]*role="img"/);

    // What is renamed shows as quickly as any change; what is deleted is gone with the next minute.
    await cloud.api('PUT', `/api/metrics/${time.id}`, { ...time, name: 'Latency' });
    await cloud.settle();
    expect((await shownMetrics())[1].name).toBe('Latency');
    expect((await cloud.api('DELETE', `/api/metrics/${time.id}/data`)).status).toBe(204);
    await cloud.advance(65);
    expect((await shownMetrics())[1].month.value).toBeNull();
    expect((await cloud.api('POST', `/api/metrics/${time.id}/demo-data`)).status).toBe(200);
    await cloud.advance(65);
    expect((await shownMetrics())[1].day.values).not.toContain(null);
    expect((await cloud.api('DELETE', `/api/metrics/${time.id}`)).status).toBe(400);
  });

  it('takes points by many at once, and refuses what is none and who has no key', async () => {
    const { time, users } = await aPage();
    const at = Math.floor((await now()) / 30) * 30;
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_none, index) => send(time.integrationKey, { timestamp: at - index * 30, value: 2 })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const refused = [
      [{ value: 'x' }, 400, 'value'],
      [{ value: 1, timestamp: at * 1000 }, 400, 'timestamp'],
      [{ series: [{ value: 1 }, {}] }, 400, 'series[1].value'],
    ] as const;
    for (const [body, status, field] of refused) {
      const answer = await send(time.integrationKey, body);
      expect([answer.status, answer.body.details.field]).toEqual([status, field]);
    }
    expect((await send('ilm-nobody', { value: 1 })).status).toBe(404);
    await cloud.advance(65);
    const [number, graph] = await shownMetrics();
    expect([number.day.value, graph.day.value]).toEqual([null, 2]);
    await cloud.api('PUT', `/api/metrics/${users.id}`, { ...users, aggregationType: 'SUM' });
    expect((await cloud.api('GET', `/api/metrics/${users.id}`)).body.integrationKey).toBe(users.integrationKey);
  });
});
