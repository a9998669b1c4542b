import { describe, expect, it } from 'vitest';
import { metricView } from '../../../functions/domain/page/metric-view.ts';
import { plus } from '../../../functions/domain/time.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { presentMetricDataSources, presentMetrics } from '../../../functions/usecases/metric/present.ts';
import { pullMetrics } from '../../../functions/usecases/metric/pull.ts';
import { aMetric, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const source = {
  id: 70,
  version: 0,
  name: 'Prometheus',
  type: 'PROMETHEUS' as const,
  metadata: { url: 'https://p.example.com', authType: 'HEADER' as const, headerKey: 'X-Key', headerValue: 'hush' },
  teams: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
};
const addressOf = (query: string) => `https://p.example.com/api/v1/query?query=${query}`;
const said = (value: string) =>
  JSON.stringify({ status: 'success', data: { resultType: 'scalar', result: [0, value] } });

/** Metrics 60, 61 … pulled from a source by these queries. */
async function pulled(...queries: string[]) {
  const world = await aWorld();
  const { store, ctx, clock } = world;
  await store.metricSources.create(source);
  for (const [index, query] of queries.entries())
    await store.metrics.create(aMetric(60 + index, { dataSourceId: 70, query, updatedAt: clock.now() }));
  const tick = async () => {
    clock.advance({ minutes: 1 });
    await runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) });
    return world.asks.splice(0).map(({ url }) => url);
  };
  const value = async (id: number) => {
    const metric = await store.metrics.get(id);
    if (metric === undefined) throw new Error(`no metric ${id}`);
    return metricView(metric, await store.metricPoints.parts(id, clock.now()), clock.now()).series.day.value;
  };
  const status = async (id: number) => {
    const [shown] = await presentMetrics(world.as(1), await store.metrics.getMany([id]), {
      withKey: false,
      withSource: true,
    });
    return (shown as { pullStatus?: { error: string | null } }).pullStatus;
  };
  return { ...world, tick, value, status };
}

describe('metrics of a data source', () => {
  it('are pulled each minute, with what lets one in', async () => {
    const { tick, pages, value, asks, clock, status, ctx, store, as } = await pulled('up', 'down');
    expect(await status(60)).toBeUndefined();
    pages.set(addressOf('up'), said('4')).set(addressOf('down'), said('6'));
    expect(await tick()).toEqual([addressOf('up'), addressOf('down')]);
    pages.set(addressOf('up'), said('8'));
    expect(await tick()).toEqual([addressOf('up'), addressOf('down')]);
    expect([await value(60), await value(61)]).toEqual([6, 6]);
    expect(await status(60)).toEqual({ pulledAt: clock.now(), error: null });
    const [plain] = await presentMetrics(as(1), await store.metrics.getMany([60]), {
      withKey: false,
      withSource: false,
    });
    expect((plain as { pullStatus?: object }).pullStatus).toBeUndefined();
    await pullMetrics(ctx, { id: 70 });
    expect(asks[0]?.headers).toMatchObject({ 'X-Key': 'hush' });
  });

  it('that are asked wrongly say so, and the others go on', async () => {
    const { tick, pages, value, status } = await pulled('up', 'x(');
    pages.set(addressOf('up'), said('4'));
    pages.set(addressOf('x%28'), JSON.stringify({ status: 'error', error: 'parse error' }));
    await tick();
    await tick();
    expect([await value(60), await value(61)]).toEqual([4, null]);
    expect([await status(60), await status(61)]).toMatchObject([{ error: null }, { error: 'parse error' }]);
  });

  it('wait longer and longer where nobody answers, all of them, and begin anew when the source is mended', async () => {
    const queries = Array.from({ length: 12 }, (_none, index) => `q${index}`);
    const { tick, store, status, as, clock, pages } = await pulled(...queries);
    const asked: number[] = [];
    for (let minute = 0; minute < 20; minute += 1) asked.push((await tick()).length);
    // Of a source in trouble no more than the first five are asked.
    expect(asked).toEqual([5, 0, 5, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0]);
    expect(await status(71)).toMatchObject({ error: 'the answer was 404' });
    const [shown] = await presentMetricDataSources(as(1), await store.metricSources.getMany([70]));
    expect(shown).toMatchObject({ pullStatus: { error: 'the answer was 404' } });
    for (const query of queries) pages.set(addressOf(query), said('1'));
    const before = await store.metricSources.get(70);
    if (before === undefined) throw new Error('no source');
    await store.metricSources.save({ ...before, updatedAt: clock.now() }, before);
    expect(await tick()).toHaveLength(12);
    expect(await status(71)).toMatchObject({ error: null });
    expect(await tick()).toHaveLength(12);
  });

  it.each([
    ['an error', new Error('x'.repeat(201)), 'x'.repeat(200)],
    ['a word', 'refused', 'refused'],
  ])('say in few words why nobody could be asked: %s', async (_what, thrown, error) => {
    const { ctx, status } = await pulled('up');
    const ask = () => Promise.reject(thrown);
    await pullMetrics({ ...ctx, pulling: { ...ctx.pulling, ask } }, { id: 70 });
    expect(await status(60)).toMatchObject({ error });
  });

  it('are asked in another order each minute, five further on, and only then', async () => {
    const { ctx, clock, asks } = await pulled(...Array.from({ length: 12 }, (_none, index) => `q${index}`));
    const ask = async (url: string) => {
      asks.push({ url, headers: {} });
      return { status: 200, body: said('1') };
    };
    const order = async () => {
      await pullMetrics({ ...ctx, pulling: { ...ctx.pulling, ask } }, { id: 70 });
      return asks.splice(0).map(({ url }) => Number(url.split('=q')[1]));
    };
    const first = await order();
    expect(first.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_none, index) => index));
    clock.advance({ seconds: 59 });
    expect(await order()).toEqual(first);
    clock.advance({ seconds: 1 });
    expect(await order()).toEqual([...first.slice(5), ...first.slice(0, 5)]);
  });

  it('tell of the first sign that their source is in trouble, and of a wrong query though fifty others are right', async () => {
    const { ctx, status } = await pulled(...Array.from({ length: 52 }, (_none, index) => `q${index}`));
    const answering = (answer: (asked: number) => object) => {
      let asked = 0;
      const ask = async () => {
        asked += 1;
        return { status: 200, body: said('1'), ...answer(asked) };
      };
      return pullMetrics({ ...ctx, pulling: { ...ctx.pulling, ask } }, { id: 70 });
    };
    const errors = async () => {
      const all = await Promise.all(Array.from({ length: 52 }, (_none, index) => status(60 + index)));
      return [...new Set(all.map((one) => one?.error ?? ''))].sort();
    };
    await answering((asked) => (asked === 52 ? { status: 400, body: JSON.stringify({ error: 'parse error' }) } : {}));
    expect(await errors()).toEqual(['', 'parse error']);
    await answering((asked) => (asked === 1 ? {} : { status: 500 + asked }));
    expect(await errors()).toEqual(['the answer was 502']);
  });

  it('of a source that is gone are asked for no more, nor where nothing was to be asked', async () => {
    const { ctx, store, clock, asks } = await pulled('up');
    await store.timers.arm('pull', [71], clock.now());
    await store.timers.delete('pull', 70);
    for (const id of [70, 71, 72]) {
      await pullMetrics(ctx, { id });
      expect(await store.timers.get('pull', id)).toBeUndefined();
    }
    expect(asks).toEqual([]);
  });

  it('are not asked for any more when there are none, and again with a new one', async () => {
    const { tick, store, clock, table } = await pulled('up');
    await tick();
    const metric = await store.metrics.get(60);
    if (metric === undefined) throw new Error('no metric');
    await store.metrics.delete(metric);
    expect([...(await tick()), ...(await tick()), ...(await tick())]).toEqual([]);
    expect(table.items().filter(({ duePK }) => duePK === 'DUE#pull')).toEqual([]);
    await store.metrics.create(aMetric(65, { dataSourceId: 70, query: 'up', updatedAt: clock.now() }));
    expect(await tick()).toEqual([addressOf('up')]);
    const last = await store.metrics.get(65);
    const gone = await store.metricSources.get(70);
    if (last === undefined || gone === undefined) throw new Error('nothing there');
    await store.metrics.delete(last);
    await store.metricSources.delete(gone);
    expect(table.items().filter(({ PK }) => PK === 'METRIC_SOURCE#70')).toEqual([]);
    expect(await tick()).toEqual([]);
  });

  it('are left to the next tick where there is no time for slow ones in this one', async () => {
    const { ctx, clock, asks } = await pulled('up');
    clock.advance({ minutes: 1 });
    await runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 12 }) });
    expect(asks).toEqual([]);
    await runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) });
    expect(asks).toHaveLength(1);
  });

  it('are not begun any more once the source has had its six seconds', async () => {
    const askedWith = async (milliseconds: number) => {
      const { ctx, clock } = await pulled(...Array.from({ length: 12 }, (_none, index) => `q${index}`));
      let asked = 0;
      const slow = async () => {
        asked += 1;
        if (asked === 5) clock.advance({ milliseconds });
        return { status: 200, body: said('1') };
      };
      await pullMetrics({ ...ctx, pulling: { ...ctx.pulling, ask: slow } }, { id: 70 });
      return asked;
    };
    expect([await askedWith(5_999), await askedWith(6_000)]).toEqual([12, 5]);
  });

  it('end no later than they may, however slow each answer is', async () => {
    const { ctx, clock, pages } = await pulled(...Array.from({ length: 40 }, (_none, index) => `q${index}`));
    let asked = 0;
    const slow = async () => {
      asked += 1;
      if (asked % 5 === 0) clock.advance({ seconds: 5 });
      return { status: 200, body: said('1') };
    };
    pages.clear();
    const begun = clock.now();
    await pullMetrics({ ...ctx, pulling: { ...ctx.pulling, ask: slow } }, { id: 70 });
    expect(Date.parse(clock.now()) - Date.parse(begun)).toBeLessThanOrEqual(11_000);
    expect(asked).toBe(10);
    // The others have their turn with later ticks.
    const seen = new Set<string>();
    const noting = async (url: string) => {
      seen.add(url);
      return slow();
    };
    for (let minute = 0; minute < 8; minute += 1) {
      clock.advance({ minutes: 1 });
      await pullMetrics({ ...ctx, pulling: { ...ctx.pulling, ask: noting } }, { id: 70 });
    }
    expect(seen.size).toBe(40);
  });
});
