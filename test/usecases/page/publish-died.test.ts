import { expect, it } from 'vitest';
import { publishPage } from '../../../functions/usecases/page/publish.ts';
import { aService, aStatusPage, tenOClock } from '../../support/factories.ts';
import { rememberedPublishing } from '../../support/published.ts';
import { aWorld } from '../../support/world.ts';

/** A public page of one service, made, with what it has been made of since by somebody who died at the end of it. */
async function aPageMovedHalfWay() {
  const { store, clock, ...world } = await aWorld();
  const published = rememberedPublishing();
  await store.services.create(aService(11));
  await store.statusPages.create(aStatusPage(50, { activatedAt: tenOClock, subdomain: 'acme', services: [11] }));
  clock.advance({ minutes: 5 });
  const settings = { ...world.ctx.settings, pagesDomain: 'status.example.com' };
  const ctx = { ...world.ctx, store, ...published, settings };
  await publishPage(ctx, 50);
  const page = async () => (await store.statusPages.get(50)) ?? expect.fail('there is a page 50');
  const before = await page();
  await store.statusPages.save({ ...before, subdomain: 'acme-two', visibility: 'PRIVATE' }, before);
  const put: typeof published.edgeStore.put = async (...entry) => {
    await published.edgeStore.put(...entry);
    throw new Error('the worker died');
  };
  const dying = { ...ctx, edgeStore: { ...published.edgeStore, put } };
  await expect(publishPage(dying, 50)).rejects.toThrow('the worker died');
  const folders = () => new Set([...published.objects.keys()].map((key) => key.split('/').slice(0, 3).join('/')));
  return { ...published, ctx, store, clock, page, folders };
}

it('what was there and what may be there is known of a page whose worker died as it moved', async () => {
  const { hosts, folders } = await aPageMovedHalfWay();
  expect([...hosts.keys()].sort()).toEqual(['host:acme-two.status.example.com', 'host:acme.status.example.com']);
  expect(folders()).toEqual(new Set(['errors/404.html', 'p/50/public', 'p/50/all']));
});

it('a page whose worker died as it moved has moved whole once it is made again', async () => {
  const { hosts, folders, ctx, clock } = await aPageMovedHalfWay();
  clock.advance({ minutes: 2 });
  await publishPage(ctx, 50);
  clock.advance({ minutes: 2 });
  await publishPage(ctx, 50);
  expect([...hosts.keys()]).toEqual(['host:acme-two.status.example.com']);
  expect(folders()).toEqual(new Set(['errors/404.html', 'p/50/all']));
});

it('a page whose worker died as it moved, and that is deleted then, is nowhere any more', async () => {
  const { hosts, folders, ctx, store, clock, page } = await aPageMovedHalfWay();
  await store.statusPages.delete(await page());
  clock.advance({ minutes: 2 });
  await publishPage(ctx, 50);
  expect([...hosts.keys()]).toEqual([]);
  expect(folders()).toEqual(new Set(['errors/404.html']));
});
