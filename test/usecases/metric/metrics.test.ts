import { describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import type { MetricDataSource } from '../../../functions/domain/metric/data-source.ts';
import { demoPoints } from '../../../functions/domain/metric/demo.ts';
import type { Metric } from '../../../functions/domain/metric/metric.ts';
import { plus } from '../../../functions/domain/time.ts';
import { deleteData, fillWithDemoData, forgetPoints } from '../../../functions/usecases/metric/data.ts';
import { metricDataSourceFrom, metricFrom } from '../../../functions/usecases/metric/from-input.ts';
import type { MetricInput } from '../../../functions/usecases/metric/inputs.ts';
import { presentMetricDataSources, presentMetrics } from '../../../functions/usecases/metric/present.ts';
import { pullMetrics } from '../../../functions/usecases/metric/pull.ts';
import { rememberMetrics } from '../../../functions/usecases/metric/remember.ts';
import { seriesOfMetric } from '../../../functions/usecases/metric/series.ts';
import { aMetric, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const source: MetricDataSource = {
  id: 70,
  version: 0,
  name: 'Prometheus',
  type: 'PROMETHEUS',
  metadata: { url: 'https://p.example.com', authType: 'HEADER', headerKey: 'X-Key', headerValue: 'hush' },
  teams: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
};
const input: MetricInput = { name: 'Load', aggregationType: 'AVG', displayType: 'GRAPH', teams: [] };
const refusal = (field: string) => expect.objectContaining({ code: 'INVALID', field });

/** Metric 60 is pulled from source 70, 61 is sent to; somebody of that role acts. */
async function aBoard(role: Role = 'ADMIN') {
  const world = await aWorld();
  await world.store.metricSources.create(source);
  const metric = await world.store.metrics.create(aMetric(60, { dataSourceId: 70, query: 'up', unitLabel: '%' }));
  const other = await world.store.metrics.create(aMetric(61));
  world.clock.advance({ minutes: 1 });
  const acting = world.as(1);
  const ctx = { ...acting, actor: { ...acting.actor, role } };
  const points = (id: number) => world.store.metricPoints.parts(id, world.clock.now());
  return { ...world, ctx, metric, other, points };
}

describe('the data of a metric', () => {
  it('is made up or deleted by who may write it, and the audit log says so', async () => {
    const { ctx, store, points, clock, other } = await aBoard();
    const now = clock.now();
    expect(await fillWithDemoData(ctx, 61)).toMatchObject({ dataChange: { what: 'DEMO', at: now }, updatedAt: now });
    const { series } = await import('../../../functions/domain/page/metric-view.ts').then(({ metricView }) =>
      points(61).then((parts) => metricView(other, parts, now)),
    );
    expect(await seriesOfMetric(ctx, 61)).toEqual(series);
    expect((await points(61)).length).toBeGreaterThan(demoPoints(other, now).length / 100);
    clock.advance({ minutes: 1 });
    await deleteData(ctx, 61);
    expect(await points(61)).toEqual([]);
    expect(await store.metrics.get(61)).toMatchObject({ dataChange: { what: 'DELETED', at: clock.now() } });
    const entries = await store.audit.list({}, { offset: 0, limit: 10 });
    expect(entries.map(({ action, after }) => [action, after?.dataChange])).toEqual([
      ['metric:update', { what: 'DELETED', at: clock.now() }],
      ['metric:update', { what: 'DEMO', at: now }],
    ]);
  });

  it('is neither for whom may only look', async () => {
    const { ctx, points } = await aBoard('VIEWER');
    await expect(fillWithDemoData(ctx, 61)).rejects.toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    await expect(deleteData(ctx, 61)).rejects.toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(await points(61)).toEqual([]);
  });

  it('goes with the metric, now or when it is too old', async () => {
    const { ctx, store, points, metric, clock } = await aBoard();
    await store.metricPoints.put(60, [{ at: Date.parse(clock.now()) / 1000, value: 3 }], clock.now());
    const clear = () => Promise.reject(new Error('the table does not answer'));
    const broken = { ...ctx, store: { ...store, metricPoints: { ...store.metricPoints, clear } } };
    await forgetPoints(broken, metric);
    expect(await points(60)).toHaveLength(1);
    await forgetPoints(ctx, metric);
    expect(await points(60)).toEqual([]);
  });
});

describe('a metric', () => {
  it('is what was written, and the usual otherwise', async () => {
    const { ctx, clock } = await aBoard();
    const now = clock.now();
    const usual = { interpolateGaps: false, showValuesOnMouseOver: false };
    const made = {
      id: expect.any(Number),
      integrationKey: expect.stringMatching(/^ilm./),
      createdAt: now,
      updatedAt: now,
    };
    const said = { name: 'Load', aggregationType: 'AVG', displayType: 'GRAPH', teams: [], version: 0 };
    expect(await metricFrom(ctx, input)).toEqual({ ...said, ...usual, ...made });
    const nothing = {
      description: null,
      unitLabel: null,
      lockYAxisMax: null,
      lockYAxisMin: null,
      mouseOverDecimal: null,
    };
    expect(await metricFrom(ctx, { ...input, ...nothing })).toEqual({ ...said, ...usual, ...made });
    const all = {
      ...{ description: '', unitLabel: '%', lockYAxisMax: 100, lockYAxisMin: 0, mouseOverDecimal: 0 },
      ...{ interpolateGaps: true, showValuesOnMouseOver: true },
    };
    expect(await metricFrom(ctx, { ...input, ...all })).toEqual({ ...said, ...all, ...made });
  });

  it('keeps what it is known by, and what was done to its data', async () => {
    const { ctx, store, metric, clock } = await aBoard();
    const current = await store.metrics.save({ ...metric, dataChange: { what: 'DEMO', at: tenOClock } }, metric);
    const kept = { id: 60, integrationKey: 'ilm-60', createdAt: tenOClock, dataChange: current.dataChange };
    expect(await metricFrom(ctx, input, current)).toMatchObject({ ...kept, updatedAt: clock.now() });
  });

  it.each<[string, Partial<MetricInput>, object | string]>([
    ['nothing', {}, {}],
    ['fillers', { dataSource: { id: 0 }, metadata: { query: ' ' } }, {}],
    ['a source and a query', { dataSource: { id: 70 }, metadata: { query: 'up' } }, { dataSourceId: 70, query: 'up' }],
    ['a query alone', { metadata: { query: 'up' } }, 'metadata.query'],
    ['a source alone', { dataSource: { id: 70 }, metadata: { query: '' } }, 'metadata.query'],
    ['a source that is not there', { dataSource: { id: 71 }, metadata: { query: 'up' } }, 'dataSource.id'],
  ])('is pulled as %s says', async (_what, origin, expected) => {
    const { ctx } = await aBoard();
    const made = metricFrom(ctx, { ...input, ...origin });
    if (typeof expected === 'string') return expect(made).rejects.toThrow(refusal(expected));
    const { dataSourceId, query } = await made;
    expect({ ...(dataSourceId && { dataSourceId }), ...(query && { query }) }).toEqual(expected);
  });

  it.each<[string, 'metric' | 'other', Partial<MetricInput>, object | string]>([
    ['nothing', 'metric', {}, { dataSourceId: 70, query: 'up' }],
    ['the same', 'metric', { dataSource: { id: 70 }, metadata: { query: 'up' } }, { dataSourceId: 70, query: 'up' }],
    ['fillers', 'other', { dataSource: { id: 0 }, metadata: { query: '' } }, {}],
    ['another source', 'metric', { dataSource: { id: 71 } }, 'dataSource.id'],
    ['another query', 'metric', { metadata: { query: 'down' } }, 'metadata.query'],
    ['a source', 'other', { dataSource: { id: 70 } }, 'dataSource.id'],
    ['a query', 'other', { metadata: { query: 'up' } }, 'metadata.query'],
  ])('stays where it comes from: %s', async (_what, which, origin, expected) => {
    const board = await aBoard();
    const made = metricFrom(board.ctx, { ...input, ...origin }, board[which]);
    if (typeof expected === 'string') return expect(made).rejects.toThrow(refusal(expected));
    const { dataSourceId, query } = await made;
    expect({ ...(dataSourceId && { dataSourceId }), ...(query && { query }) }).toEqual(expected);
  });

  it('shows its key to those who may change it, and where it comes from to who asks', async () => {
    const { ctx, store, metric } = await aBoard();
    const shown = async (who: typeof ctx, withKey: boolean, withSource: boolean) =>
      (await presentMetrics(who, [metric], { withKey, withSource }))[0];
    const common = { id: 60, name: 'Metric 60', unitLabel: '%', metadata: { query: 'up' }, teams: [] };
    expect(await shown(ctx, true, true)).toMatchObject({ ...common, integrationKey: 'ilm-60', dataSource: { id: 70 } });
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'STAKEHOLDER' as const } };
    expect(await shown(viewer, true, false)).toMatchObject({ ...common, integrationKey: null });
    for (const absent of ['integrationKey', 'dataSource'])
      expect(await shown(ctx, false, false)).not.toHaveProperty(absent);
    expect(await presentMetrics(ctx, [aMetric(62)], { withKey: false, withSource: true })).toEqual([
      {
        ...{ id: 62, name: 'Metric 62', aggregationType: 'AVG', displayType: 'GRAPH', teams: [] },
        ...{ interpolateGaps: false, showValuesOnMouseOver: false },
      },
    ]);
    const [told] = await presentMetricDataSources(ctx, [source]);
    expect(told).toMatchObject({ id: 70, type: 'PROMETHEUS', metadata: source.metadata, teams: [] });
    const { headerValue: _secret, ...harmless } = source.metadata;
    const [hidden] = await presentMetricDataSources(viewer, [source]);
    expect((hidden as { metadata: object }).metadata).toEqual(harmless);
    expect(await store.timers.get('pull', 70)).toMatchObject({ dueAt: expect.any(String) });
  });
});

describe('a data source', () => {
  it('keeps what it is known by; fillers are nothing', async () => {
    const { ctx, clock } = await aBoard();
    const written = { name: 'Other', type: 'PROMETHEUS' as const, teams: [] };
    const metadata = { url: 'https://q.example.com', authType: 'NONE' as const, apiKey: '', region: null };
    const now = clock.now();
    const made = {
      ...written,
      metadata: { url: 'https://q.example.com', authType: 'NONE' },
      version: 0,
      updatedAt: now,
    };
    const fresh = { ...made, id: expect.any(Number), createdAt: now };
    expect(await metricDataSourceFrom(ctx, { ...written, metadata })).toEqual(fresh);
    const current = { ...source, createdAt: plus(tenOClock, { days: -1 }) };
    expect(await metricDataSourceFrom(ctx, { ...written, metadata }, current)).toEqual({
      ...made,
      id: 70,
      createdAt: current.createdAt,
    });
  });

  it('is asked in turn, and of very many wrong queries fifty are told of', async () => {
    const { ctx, store, clock, as } = await aBoard();
    const wrong: Metric[] = [];
    for (let id = 100; id < 151; id++)
      wrong.push(await store.metrics.create(aMetric(id, { dataSourceId: 70, query: `q${id}` })));
    const body = JSON.stringify({ status: 'error', error: 'parse error' });
    await pullMetrics({ ...ctx, pulling: { ...ctx.pulling, ask: async () => ({ status: 400, body }) } }, { id: 70 });
    const shown = await presentMetrics(as(1), wrong, { withKey: false, withSource: true });
    const errors = shown.map((one) => (one as { pullStatus?: { error: string | null } }).pullStatus?.error);
    expect(errors.filter((error) => error === 'parse error').length).toBeGreaterThanOrEqual(49);
    const state = JSON.parse((await store.timers.get('pull', 70))?.state ?? '{}');
    expect([state.failures, Object.keys(state.metrics).length]).toEqual([0, 50]);
    expect((await store.timers.get('pull', 70))?.since).toBe(clock.now());
  });
});

async function aMemory() {
  const { clock } = await aWorld();
  const asked: string[] = [];
  const metricOf = async (key: string) => {
    asked.push(key);
    return Number(key);
  };
  return { clock, asked, remembered: rememberMetrics({ metricOf }, { clock }) };
}

it('who is asked for again after a minute takes the place of no other', async () => {
  const { clock, asked, remembered } = await aMemory();
  await remembered.metricOf('1');
  clock.advance({ seconds: 59 });
  for (let key = 2; key <= 5000; key++) await remembered.metricOf(String(key));
  clock.advance({ seconds: 1 });
  asked.length = 0;
  for (const key of ['1', '2', '5000', '1']) await remembered.metricOf(key);
  expect(asked).toEqual(['1']);
});

it('whose key a text is stays known for a minute, for five thousand keys at most', async () => {
  const { clock, asked, remembered } = await aMemory();
  for (let key = 1; key <= 5000; key++) await remembered.metricOf(String(key));
  expect(await remembered.metricOf('1')).toBe(1);
  expect(asked.splice(0)).toHaveLength(5000);
  await remembered.metricOf('5001');
  await remembered.metricOf('1');
  await remembered.metricOf('5001');
  expect(asked.splice(0)).toEqual(['5001', '1']);
  clock.advance({ seconds: 59 });
  await remembered.metricOf('1');
  expect(asked).toEqual([]);
  clock.advance({ seconds: 1 });
  await remembered.metricOf('1');
  expect(asked).toEqual(['1']);
});
