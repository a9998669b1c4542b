import { describe, expect, it, vi } from 'vitest';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { withStatus } from '../../../functions/domain/service/service.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { Change } from '../../../functions/store/memory/table.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
import { publishTouched } from '../../../functions/usecases/page/publish-touched.ts';
import { aMetric, aService, aStatusPage, tenOClock } from '../../support/factories.ts';
import { rememberedPublishing } from '../../support/published.ts';
import { aWorld } from '../../support/world.ts';

const activated = {
  activatedAt: tenOClock,
  subdomain: 'Acme.example.com',
  services: [11, 12],
} satisfies Partial<StatusPage>;
const folder = 'p/50/public';

async function aPublishedWorld(page: Partial<StatusPage> = activated) {
  const changes: Change[] = [];
  const world = await aWorld({ onChange: (change) => void changes.push(change) });
  const published = rememberedPublishing();
  for (const id of [11, 12, 13])
    await world.store.services.create(aService(id, { createdAt: minus(tenOClock, { days: 2 }) }));
  await world.store.metrics.create(aMetric(60));
  await world.store.statusPages.create(aStatusPage(50, page));
  world.clock.advance({ minutes: 5 });
  const ctx = {
    ...world.ctx,
    ...published,
    settings: { ...world.ctx.settings, pagesDomain: 'status.example.com:4010' },
  };
  /** What the change feed would show since it was last read. */
  const feed = () =>
    publishTouched(
      ctx,
      changes.splice(0).flatMap(({ old = {}, new: next = {} }) => [old, next]),
    );
  /** A failure of the feed: what has changed is never shown. */
  const loseChanges = () => void changes.splice(0);
  const setStatus = async (id: number, status: 'DEGRADED' | 'OPERATIONAL' | 'MAJOR_OUTAGE') => {
    const service = await world.store.services.get(id);
    if (service === undefined) throw new Error(`no service ${id}`);
    await world.store.services.save(withStatus(service, status, world.clock.now()), service);
  };
  const change = async (facts: Partial<StatusPage>) => {
    const before = await world.store.statusPages.get(50);
    if (before === undefined) throw new Error('no page');
    return world.store.statusPages.save({ ...before, ...facts }, before);
  };
  const tick = () => runDueWork(ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });
  /** Lets minutes pass, each with its tick; returns how often the page was made. */
  const minutes = async (count: number): Promise<number> => {
    let made = 0;
    for (let minute = 0; minute < count; minute += 1) {
      world.clock.advance({ minutes: 1 });
      await tick();
      made += await feed();
    }
    return made;
  };
  return { ...world, ...published, ctx, changes, feed, loseChanges, setStatus, change, tick, minutes };
}

const statusIn = (body: string) => JSON.parse(body).components.map(({ status }: { status: string }) => status);

describe('a page that is activated', () => {
  it('is found by its host, with all its files', async () => {
    const { feed, hosts, objects, read } = await aPublishedWorld();
    await feed();
    expect(Object.fromEntries(hosts)).toEqual({ 'host:acme.status.example.com': '{"page":50,"kind":"PUBLIC"}' });
    expect(read(`${folder}/index.en.html`)).toContain('data-page-status="OPERATIONAL"');
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['operational', 'operational']);
    expect(objects.get(`${folder}/status.json`)).toMatchObject({
      type: 'application/json',
      isShared: true,
      cacheControl: 'public, max-age=15, s-maxage=30, stale-while-revalidate=60, stale-if-error=86400',
    });
    expect(objects.get(`${folder}/index.en.html`)?.isShared).toBe(false);
    expect(objects.has('errors/404.html')).toBe(true);
  });

  it('is nowhere before', async () => {
    const { ctx, store, feed, hosts, objects } = await aPublishedWorld({ ...activated, activatedAt: undefined });
    await feed();
    expect([hosts.size, objects.size]).toEqual([0, 0]);
    const note = vi.fn();
    const pageFiles = Object.assign(Object.create(store.pageFiles), { note });
    await publishPage({ ...ctx, store: { ...store, pageFiles } }, 50);
    expect(note).not.toHaveBeenCalled();
  });

  it('is for nobody else where it is private: kept by no cache, shared with no other site, its addresses known on the way', async () => {
    const { feed, hosts, objects } = await aPublishedWorld({
      ...activated,
      visibility: 'PRIVATE',
      ipWhitelist: ['203.0.113.0/24'],
    });
    await feed();
    expect(JSON.parse(hosts.get('host:acme.status.example.com') ?? '')).toEqual({
      page: 50,
      kind: 'PRIVATE',
      ips: ['203.0.113.0/24'],
    });
    const own = [...objects].filter(([key]) => key.startsWith('p/'));
    expect(own.length).toBeGreaterThan(10);
    for (const [key, file] of own) {
      expect(key).toMatch(/^p\/50\/all\//);
      expect(file).toMatchObject({ cacheControl: 'private, no-store', isShared: false });
    }
  });

  it('leaves lists of addresses that do not fit to where people sign in', async () => {
    const { feed, hosts } = await aPublishedWorld({
      ...activated,
      visibility: 'PRIVATE',
      ipWhitelist: Array.from({ length: 26 }, (_, index) => `10.0.0.${index}`),
    });
    await feed();
    expect(JSON.parse(hosts.get('host:acme.status.example.com') ?? '')).toEqual({ page: 50, kind: 'PRIVATE' });
  });
});

/** As many records as one call of render-page is given, while the next ones gather (lib/constructs/page-feed.ts). */
const recordsOfCall = 1000;

describe('10,000 changes at once', () => {
  it('make as many renders as the feed makes calls, each file once in a render, and the last one is shown', async () => {
    const { ctx, feed, changes, objects, setStatus, state, read } = await aPublishedWorld();
    await feed();
    const before = state.writes;
    const statuses = ['DEGRADED', 'MAJOR_OUTAGE', 'OPERATIONAL'] as const;
    let renders = 0;
    let calls = 0;
    const deliver = async () => {
      const records = changes.splice(0, recordsOfCall);
      calls += 1;
      renders += await publishTouched(
        ctx,
        records.flatMap(({ old = {}, new: next = {} }) => [old, next]),
      );
    };
    for (let change = 0; change < 10_000; change += 1) {
      await setStatus(11 + (change % 2), statuses[change % 3] ?? 'DEGRADED');
      if (changes.length >= recordsOfCall) await deliver();
    }
    while (changes.length > 0) await deliver();
    expect(renders).toBeLessThanOrEqual(calls);
    const filesOfRender = [...objects.keys()].filter((key) => key.startsWith(folder)).length;
    const written = state.writes - before;
    console.log(`10,000 changes: ${renders} renders, ${written} files of ${filesOfRender} written`);
    expect(renders).toBeLessThanOrEqual(11);
    expect(written).toBeLessThanOrEqual(renders * filesOfRender);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['operational', 'degraded_performance']);
  });

  it('that are delivered to many at once are shown by one of them, who looks once more', async () => {
    const { ctx, feed, setStatus, state, read } = await aPublishedWorld();
    await feed();
    const before = state.writes;
    await setStatus(11, 'MAJOR_OUTAGE');
    const get = vi.fn((id: number) => ctx.store.statusPages.get(id));
    const counting = { ...ctx, store: { ...ctx.store, statusPages: { ...ctx.store.statusPages, get } } };
    await Promise.all(Array.from({ length: 200 }, () => publishPage(counting, 50)));
    // It reads the page once for each look.
    expect(get.mock.calls.length).toBeLessThanOrEqual(9);
    expect(state.writes - before).toBeLessThanOrEqual(40);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['major_outage', 'operational']);
  });
});

describe('a change', () => {
  it('of a service reaches the pages that show it, and no others', async () => {
    const { feed, setStatus, read, state } = await aPublishedWorld();
    await feed();
    const before = state.writes;
    await setStatus(13, 'MAJOR_OUTAGE');
    expect(await feed()).toBe(0);
    expect(state.writes).toBe(before);
    await setStatus(12, 'DEGRADED');
    expect(await feed()).toBe(1);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['operational', 'degraded_performance']);
  });

  it('that changes nothing of what is shown writes no file', async () => {
    const { feed, state, ctx, clock } = await aPublishedWorld();
    await feed();
    const { writes, hostWrites } = state;
    clock.advance({ minutes: 1 });
    await publishPage(ctx, 50);
    expect(state).toMatchObject({ writes, hostWrites });
  });

  it('writes only files that say something else, and those that tell the time', async () => {
    const { feed, state, setStatus, objects } = await aPublishedWorld();
    await feed();
    const [all, before] = [objects.size, state.writes];
    await setStatus(12, 'DEGRADED');
    await feed();
    expect(state.writes - before).toBeLessThan(all);
    expect(state.writes - before).toBeGreaterThan(3);
  });

  it('comes 10,000 times and makes a number of renders that does not grow with them', async () => {
    const { feed, setStatus, read, state } = await aPublishedWorld();
    await feed();
    const before = state.writes;
    let renders = 0;
    for (let batch = 0; batch < 10; batch += 1) {
      for (let one = 0; one < 1000; one += 1) await setStatus(11, one % 2 === 0 ? 'DEGRADED' : 'OPERATIONAL');
      if (batch === 9) await setStatus(11, 'MAJOR_OUTAGE');
      renders += await feed();
    }
    expect(renders).toBe(10);
    expect(state.writes - before).toBeLessThan(10 * 30);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['major_outage', 'operational']);
  }, 60_000);
});

describe('publishing', () => {
  it('is left to whoever is at it, who does it again', async () => {
    const { ctx, feed, read, setStatus, pageBucket } = await aPublishedWorld();
    await feed();
    await setStatus(11, 'DEGRADED');
    let isFirst = true;
    const put: typeof pageBucket.put = async (key, file) => {
      if (isFirst) {
        isFirst = false;
        await setStatus(12, 'MAJOR_OUTAGE');
        await publishPage(
          { ...ctx, pageBucket: { ...pageBucket, put: () => Promise.reject(new Error('not alone')) } },
          50,
        );
      }
      return pageBucket.put(key, file);
    };
    await publishPage({ ...ctx, pageBucket: { ...pageBucket, put } }, 50);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['degraded_performance', 'major_outage']);
  });

  it('that is asked for again each time it ends lets go after a while, and is taken up by whoever comes next', async () => {
    const { ctx, feed, read, setStatus, pageBucket } = await aPublishedWorld();
    await feed();
    let changes = 0;
    const put: typeof pageBucket.put = async (key, file) => {
      if (key === `${folder}/status.json`) {
        changes += 1;
        await setStatus(11, changes % 2 === 0 ? 'DEGRADED' : 'MAJOR_OUTAGE');
        await publishPage(ctx, 50);
      }
      return pageBucket.put(key, file);
    };
    await setStatus(11, 'DEGRADED');
    await publishPage({ ...ctx, pageBucket: { ...pageBucket, put } }, 50);
    expect(changes).toBe(8);
    await setStatus(11, 'OPERATIONAL');
    await publishPage(ctx, 50);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['operational', 'operational']);
  });

  it('takes away what there is nothing to say of any more', async () => {
    const { ctx, store, feed, as, objects, clock } = await aPublishedWorld();
    const [start, end] = [plus(clock.now(), { hours: 1 }), plus(clock.now(), { hours: 2 })];
    const input = { timezone: 'UTC', start, end, summary: 'Disks', services: [{ id: 11 }] };
    const window = await store.maintenance.create(await maintenanceFrom(as(1), input));
    await feed();
    const shown = () => [...objects.keys()].filter((key) => key.includes(`/maintenances/${window.id}/`));
    expect(shown().length).toBeGreaterThan(0);
    await store.maintenance.delete(window);
    await publishPage(ctx, 50);
    expect(shown()).toEqual([]);
    expect(objects.has(`${folder}/index.en.html`)).toBe(true);
  });

  it('that failed half way is finished by the next sweep', async () => {
    const { feed, state, read, setStatus, clock, tick, counted } = await aPublishedWorld();
    await feed();
    await setStatus(11, 'MAJOR_OUTAGE');
    state.failing = 3;
    await feed();
    expect(counted).toContainEqual(['DueWorkFailed', 1]);
    clock.advance({ minutes: 1 });
    await tick();
    await feed();
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['major_outage', 'operational']);
  });

  it('whose worker died is taken over when its time is over', async () => {
    const { feed, ctx, store, clock, read, setStatus } = await aPublishedWorld();
    await feed();
    await store.pageFiles.claim(50, 'dead', clock.now(), plus(clock.now(), { seconds: 90 }));
    await setStatus(11, 'DEGRADED');
    await publishPage(ctx, 50);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['operational', 'operational']);
    clock.advance({ seconds: 91 });
    await publishPage(ctx, 50);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['degraded_performance', 'operational']);
  });

  it('whose worker died is made by a tick soon after, though the change came again while it was still theirs', async () => {
    const { feed, store, clock, read, setStatus, minutes } = await aPublishedWorld();
    await feed();
    await minutes(1);
    await store.pageFiles.claim(50, 'dead', clock.now(), plus(clock.now(), { seconds: 90 }));
    await setStatus(11, 'DEGRADED');
    await feed();
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['operational', 'operational']);
    await minutes(3);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['degraded_performance', 'operational']);
  });

  it('is asked for every ten minutes where nothing moves, so that a change that was lost is found, and time shows', async () => {
    const { feed, setStatus, read, loseChanges, minutes } = await aPublishedWorld();
    await feed();
    expect(await minutes(35)).toBe(4);
    await setStatus(11, 'DEGRADED');
    loseChanges();
    await minutes(10);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['degraded_performance', 'operational']);
  });

  it('is asked for each minute while a percentage moves', async () => {
    const { feed, setStatus, minutes } = await aPublishedWorld();
    await setStatus(11, 'MAJOR_OUTAGE');
    await feed();
    expect(await minutes(5)).toBe(5);
    await setStatus(11, 'OPERATIONAL');
    await feed();
    expect(await minutes(5)).toBe(5);
  });

  it('is tried again with the next tick where it failed', async () => {
    const { feed, setStatus, read, minutes, pageBucket } = await aPublishedWorld();
    await feed();
    await minutes(1);
    const put = vi.spyOn(pageBucket, 'put').mockRejectedValueOnce(new Error('SlowDown'));
    await setStatus(11, 'DEGRADED');
    expect(await feed()).toBe(0);
    put.mockRestore();
    expect(await minutes(1)).toBe(1);
    expect(statusIn(read(`${folder}/status.json`))).toEqual(['degraded_performance', 'operational']);
  });

  it('says every ten minutes as of when a page is that does not change', async () => {
    const { feed, clock, ctx, read } = await aPublishedWorld();
    await feed();
    const renderedAt = () => /data-rendered="([^"]+)"/.exec(read(`${folder}/index.en.html`))?.[1];
    const first = renderedAt();
    clock.advance({ minutes: 9 });
    await publishPage(ctx, 50);
    expect(renderedAt()).toBe(first);
    clock.advance({ minutes: 1 });
    await publishPage(ctx, 50);
    expect(renderedAt()).toBe(clock.now());
  });
});

describe('metrics of a page', () => {
  const seconds = (at: string) => Date.parse(at) / 1000;

  it('are drawn with the next tick after their points came, and it writes what shows them alone', async () => {
    const { feed, store, clock, read, minutes, pageBucket } = await aPublishedWorld({ ...activated, metrics: [60] });
    await feed();
    await minutes(1);
    while ((await feed()) > 0);
    const put = vi.spyOn(pageBucket, 'put');
    await store.metricPoints.put(60, [{ at: seconds(clock.now()), value: 42 }], clock.now());
    // Points are no change of configuration: a thousand of them make no page.
    expect(await feed()).toBe(0);
    expect(await minutes(1)).toBe(1);
    const [metric] = JSON.parse(read(`${folder}/metrics.json`) ?? '');
    expect([metric.id, metric.day.value, metric.month.values.at(-1)]).toEqual([60, 42, 42]);
    expect(read(`${folder}/index.en.html`)).toContain('data-metric="60"');
    const written = put.mock.calls.map(([path]) => path.replace(`${folder}/`, '')).sort();
    expect(written).toEqual(['index.de.html', 'index.en.html', 'metrics.json']);
  });

  it('that are renamed are shown at once, and those that were never there are not missed', async () => {
    const { feed, store, read } = await aPublishedWorld({ ...activated, metrics: [60] });
    await feed();
    const metric = await store.metrics.get(60);
    if (metric === undefined) throw new Error('no metric');
    await store.metrics.save({ ...metric, name: 'Latency' }, metric);
    expect(await feed()).toBe(1);
    expect(JSON.parse(read(`${folder}/metrics.json`) ?? '')).toMatchObject([{ id: 60, name: 'Latency' }]);
  });
});

describe('what is not to be seen any more', () => {
  it('goes with its page: hosts, files, notes and the sweep', async () => {
    const { feed, store, hosts, objects, table, clock, tick } = await aPublishedWorld();
    await feed();
    const page = await store.statusPages.get(50);
    if (page === undefined) throw new Error('no page');
    await store.statusPages.delete(page);
    await feed();
    expect(hosts.size).toBe(0);
    expect([...objects.keys()]).toEqual(['errors/404.html']);
    expect(table.items().filter(({ PK }) => String(PK).startsWith('PAGE_FILES#'))).toEqual([]);
    clock.advance({ minutes: 1 });
    await tick();
    expect(await feed()).toBe(0);
  });

  it('goes by the sweep, where the deletion was not seen', async () => {
    const { feed, store, hosts, objects, clock, tick, loseChanges } = await aPublishedWorld();
    await feed();
    const page = await store.statusPages.get(50);
    if (page === undefined) throw new Error('no page');
    await store.statusPages.delete(page);
    loseChanges();
    clock.advance({ minutes: 1 });
    await tick();
    await feed();
    expect([hosts.size, objects.size]).toEqual([0, 1]);
  });

  it('goes with the host that a page gives up, but not what another page has there by now', async () => {
    const { feed, change, store, hosts } = await aPublishedWorld();
    await feed();
    await change({ subdomain: 'other', domain: 'status.acme.org' });
    await feed();
    expect([...hosts.keys()].sort()).toEqual(['host:other.status.example.com', 'host:status.acme.org']);
    await change({ subdomain: 'third', domain: undefined });
    await store.statusPages.create(aStatusPage(51, { activatedAt: tenOClock, subdomain: 'other' }));
    hosts.set('host:other.status.example.com', '{"page":51,"kind":"PUBLIC"}');
    await feed();
    expect(Object.fromEntries(hosts)).toEqual({
      'host:third.status.example.com': '{"page":50,"kind":"PUBLIC"}',
      'host:other.status.example.com': '{"page":51,"kind":"PUBLIC"}',
    });
  });
});
