import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
import { publishTouched } from '../../../functions/usecases/page/publish-touched.ts';
import { askForPages } from '../../../functions/usecases/page/sweep.ts';
import { aStatusPage, tenOClock } from '../../support/factories.ts';
import { rememberedPublishing } from '../../support/published.ts';
import { aWorld } from '../../support/world.ts';

describe('pages that are due', () => {
  it('are asked for where nobody else was quicker, and that many are told', async () => {
    const { ctx, store, clock } = await aWorld();
    await store.timers.arm('page', [50, 51, 52], tenOClock);
    const read = await store.due.list('page', clock.now(), 10);
    await store.timers.arm('page', [51], plus(tenOClock, { minutes: 3 }));
    expect(await askForPages(ctx, read)).toBe(2);
    const left = await store.due.list('page', plus(tenOClock, { days: 1 }), 10);
    expect(left.map(({ dueAt }) => dueAt > tenOClock)).toEqual([true, true, true]);
    expect((await store.timers.get('page', 51))?.dueAt).toBe(plus(tenOClock, { minutes: 3 }));
  });

  it('are due again with the next tick where they cannot be made', async () => {
    const { ctx, store, clock, counted } = await aWorld();
    const page = await store.statusPages.create(aStatusPage(50, { activatedAt: tenOClock }));
    const published = rememberedPublishing();
    published.state.failing = 1;
    const changed = [{ type: 'STATUS_PAGE', ...page }];
    expect(await publishTouched({ ...ctx, ...published }, changed)).toBe(0);
    expect((await store.timers.get('page', 50))?.dueAt).toBe(plus(clock.now(), { seconds: 20 }));
    expect(counted.map(([name]) => name)).toEqual(['DueWorkFailed']);
  });

  it('are left to whoever makes them now, also one that nobody looks at later', async () => {
    const { ctx, store, clock } = await aWorld();
    await store.statusPages.create(aStatusPage(50, { activatedAt: tenOClock }));
    await store.timers.delete('page', 50);
    await store.pageFiles.claim(50, 'somebody else', clock.now(), plus(clock.now(), { seconds: 90 }));
    const published = rememberedPublishing();
    await expect(publishPage({ ...ctx, ...published }, 50)).resolves.toBeUndefined();
    expect(await store.timers.get('page', 50)).toBeUndefined();
  });
});

it('a page that was withdrawn is found again by its host once it is activated again', async () => {
  const { ctx, store } = await aWorld();
  const published = rememberedPublishing();
  const placing = { ...ctx, ...published, settings: { ...ctx.settings, pagesDomain: 'status.example.com' } };
  const first = await store.statusPages.create(aStatusPage(50, { activatedAt: tenOClock }));
  await publishPage(placing, 50);
  const hosts = [...published.hosts];
  const places = Object.fromEntries(hosts.map(([key, entry]) => [key.slice('host:'.length), entry]));
  expect(await store.pageFiles.placed(50)).toEqual({ variants: ['public'], hosts: places });
  const { activatedAt: _since, ...rest } = first;
  const withdrawn = await store.statusPages.save(rest, first);
  await publishPage(placing, 50);
  expect([...published.hosts]).toEqual([]);
  expect(await store.pageFiles.placed(50)).toEqual({ variants: [], hosts: {} });
  await store.statusPages.save({ ...withdrawn, activatedAt: tenOClock }, withdrawn);
  await publishPage(placing, 50);
  expect([...published.hosts]).toEqual(hosts);
  expect(hosts).toHaveLength(1);
});
