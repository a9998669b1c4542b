import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
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
