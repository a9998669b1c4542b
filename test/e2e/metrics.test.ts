import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { endProgram } from '../support/end-program.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { visit } from '../support/visit.ts';
import { tenOClock } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canary: false });
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

describe('a metric that is pulled', () => {
  it('is asked for each minute, as its data source lets one in, and is on the page', async () => {
    const heard: (string | undefined)[] = [];
    let isBroken = false;
    const prometheus = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
      heard.push(request.headers.authorization);
      if (isBroken) return response.writeHead(503).end('overloaded');
      if (pathname !== '/api/v1/query') return response.writeHead(404).end();
      const value = searchParams.get('query') === 'vector(41) + 1' ? '42' : '0';
      response.setHeader('content-type', 'application/json');
      const result = [{ metric: {}, value: [1, value] }];
      response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
    });
    await new Promise<void>((done) => prometheus.listen(0, '127.0.0.1', done));
    try {
      const { port } = prometheus.address() as AddressInfo;
      const metadata = { url: `http://127.0.0.1:${port}`, authType: 'BASIC', basicUser: 'ada', basicPass: 'pass' };
      const source = await made('/api/metric-data-sources', { name: 'Data', type: 'PROMETHEUS', metadata });
      const pulled = await made('/api/metrics', {
        name: 'Answer',
        aggregationType: 'LAST',
        displayType: 'SINGLE',
        dataSource: { id: source.id },
        metadata: { query: 'vector(41) + 1' },
      });
      const page = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', metrics: [{ id: pulled.id }] };
      const { id } = await made('/api/status-pages', page);
      await cloud.api('PUT', `/api/status-pages/${id}/activate`);
      await cloud.advance(125);
      expect((await shownMetrics())[0].day.value).toBe(42);
      expect(new Set(heard)).toEqual(new Set([`Basic ${Buffer.from('ada:pass').toString('base64')}`]));
      const status = async () => (await cloud.api('GET', `/api/metrics/${pulled.id}`)).body.pullStatus;
      expect(await status()).toMatchObject({ error: null });
      isBroken = true;
      await cloud.advance(65);
      expect(await status()).toMatchObject({ error: 'the answer was 503' });
      // What lets one in is in no log.
      expect((await cloud.logs()).filter(({ line }) => line.includes('pass'))).toEqual([]);
    } finally {
      prometheus.close();
    }
  });

  it('is never asked for at a private address', async () => {
    for (const url of ['https://10.1.2.3', 'https://[::1]:9090', 'http://prometheus.example.com']) {
      const metadata = { url, authType: 'NONE' };
      const source = await made('/api/metric-data-sources', { name: 'Data', type: 'PROMETHEUS', metadata });
      const body = { name: 'M', aggregationType: 'AVG', displayType: 'GRAPH', dataSource: { id: source.id } };
      await made('/api/metrics', { ...body, metadata: { query: 'up' } });
    }
    await cloud.advance(65);
    const { body } = await cloud.api('GET', '/api/metric-data-sources');
    expect(body.map(({ pullStatus }: { pullStatus: { error: string } }) => pullStatus.error)).toEqual([
      'the address is not public',
      'the address is not public',
      'only https addresses are fetched',
    ]);
  });
});

const prometheusProgram = spawnSync('prometheus', ['--version']).status === 0;

describe.skipIf(!prometheusProgram)('a real Prometheus', () => {
  it('is read as it answers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tocsin-prometheus-'));
    await writeFile(join(folder, 'prometheus.yml'), 'global: {}\n');
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const process = spawn('prometheus', [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ]);
    try {
      const url = `http://127.0.0.1:${port}`;
      await vi.waitFor(async () => expect((await fetch(`${url}/-/ready`)).status).toBe(200), { timeout: 20_000 });
      const metadata = { url, authType: 'NONE' };
      const source = await made('/api/metric-data-sources', { name: 'Data', type: 'PROMETHEUS', metadata });
      const metric = (query: string) => ({
        name: query,
        aggregationType: 'AVG',
        displayType: 'GRAPH',
        dataSource: { id: source.id },
        metadata: { query },
      });
      const queries = [
        'vector(42)',
        '7 * 6',
        'absent(nothing) * 42',
        'nothing',
        'x(',
        'vector(1) or label_replace(vector(2), "a", "b", "", "")',
      ];
      const ids: number[] = [];
      for (const query of queries) ids.push((await made('/api/metrics', metric(query))).id);
      const metrics = ids.map((id) => ({ id }));
      const { id } = await made('/api/status-pages', {
        name: 'Acme',
        subdomain: 'acme',
        visibility: 'PUBLIC',
        metrics,
      });
      await cloud.api('PUT', `/api/status-pages/${id}/activate`);
      await cloud.advance(125);
      const values = (await shownMetrics()).map(({ day }: { day: { value: number | null } }) => day.value);
      expect(values).toEqual([42, 42, 42, null, null, null]);
      const errors = await Promise.all(
        ids.map(async (one) => (await cloud.api('GET', `/api/metrics/${one}`)).body.pullStatus.error),
      );
      expect(errors.slice(0, 4)).toEqual([null, null, null, null]);
      expect(errors[4]).toMatch(/parse error/);
      expect(errors[5]).toMatch(/answers 2 series/);
    } finally {
      await endProgram(process);
      await rm(folder, { recursive: true, force: true });
    }
  });
});
