import { expect, it } from 'vitest';
import type { PageBucket } from '../../../functions/ports/page-publishing.ts';
import { createIncident } from '../../../functions/usecases/incident/write.ts';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
import { viewOfPage } from '../../../functions/usecases/page/view-of-page.ts';
import { retireVariant, writeVariant } from '../../../functions/usecases/page/write-variant.ts';
import { aService, aStatusPage, tenOClock } from '../../support/factories.ts';
import { rememberedPublishing } from '../../support/published.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { aWorld } from '../../support/world.ts';

it('each file of a page with a past is written once, twenty at a time', async () => {
  const { ctx, as, store } = await aWorld();
  await store.services.create(aService(11));
  const affectedServices = [{ impact: 'DEGRADED' as const, service: { id: 11 } }];
  for (let index = 0; index < 20; index += 1)
    await createIncident(as(1), { summary: `Slow ${index}`, status: 'RESOLVED', affectedServices });
  await store.statusPages.create(aStatusPage(50, { activatedAt: tenOClock, services: [11] }));
  const published = rememberedPublishing();
  const written: string[] = [];
  let [running, most] = [0, 0];
  const put: PageBucket['put'] = async (key, file) => {
    written.push(key);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return published.pageBucket.put(key, file);
  };
  await publishPage({ ...ctx, ...published, pageBucket: { ...published.pageBucket, put } }, 50);
  expect(written.length).toBeGreaterThan(40);
  expect(new Set(written).size).toBe(written.length);
  expect(most).toBe(20);
});

it('one file alone of which nobody knows what it says is written, and nothing where only what it is made of has changed', async () => {
  const { ctx, store } = await aWorld();
  const page = await store.statusPages.create(aStatusPage(50, { activatedAt: tenOClock }));
  const published = rememberedPublishing();
  await publishPage({ ...ctx, ...published }, 50);
  const known = (await store.pageFiles.publication(50, 'public')) ?? expect.fail('nothing was published');
  const again = async (facts: Partial<typeof known>) => {
    await store.pageFiles.savePublication(50, 'public', { ...known, ...facts });
    const watched = watchedStore(store, ['pageFiles']);
    const before = published.state.writes;
    await writeVariant({ ...ctx, ...published, store: watched.store }, page, 'public', await viewOfPage(ctx, page));
    return { written: published.state.writes - before, saved: watched.calls('pageFiles.savePublication').length };
  };
  const files = { ...known.files, 'history.rss': '' };
  expect(await again({ files, made: undefined })).toEqual({ written: 1, saved: 2 });
  expect(await again({ made: 'of something else' })).toEqual({ written: 0, saved: 1 });
  expect(await store.pageFiles.publication(50, 'public')).toEqual(known);
});

it('an audience that was never made is led to by nobody as it is', async () => {
  const { ctx, store } = await aWorld();
  await retireVariant({ ...ctx, ...rememberedPublishing() }, 50, 'never-made');
  expect(await store.pageFiles.publication(50, 'never-made')).toBeUndefined();
});
