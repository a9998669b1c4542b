import { lookedAtEvery, lookStates, nextLookAt } from '../../domain/page/next-look.ts';
import {
  hostsOf,
  isForEverywhere,
  keptFor,
  type PublishedFile,
  planPublication,
  variantsOf,
} from '../../domain/page/publication.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { PageView } from '../../domain/page/view.ts';
import { pageView } from '../../domain/page/view-of.ts';
import { plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { Claim } from '../../ports/page-publishing.ts';
import { notFoundFile, notFoundKey } from '../../render/page/not-found.ts';
import { factsOfPage } from './view-of-page.ts';

export type PublishContext = Context<'store' | 'settings' | 'pageBucket' | 'edgeStore'>;

/** Longer than the function may take. */
const claimedFor = { seconds: 90 };
/** What is asked for after so many rounds waits for the next sweep. */
const mostRounds = 8;
const writesAtOnce = 20;

const folderOf = (pageId: number, variant: string): string => `p/${pageId}/${variant}/`;

/**
 * Makes what visitors find what the page is now: files of each audience, and the hosts that lead to them. One page is published by one
 * alone; who comes meanwhile leaves it to them, and they do it again. A page that is gone or not activated is withdrawn.
 */
export async function publishPage(ctx: PublishContext, pageId: number): Promise<void> {
  const now = ctx.clock.now();
  const claim = await ctx.store.pageFiles.claim(pageId, ctx.ids.ulid(), now, plus(now, claimedFor));
  if (claim === undefined) return;
  try {
    await publishClaimed(ctx, claim);
  } catch (error) {
    await ctx.store.pageFiles.letGo(claim).catch(() => undefined);
    throw error;
  }
}

async function publishClaimed(ctx: PublishContext, claim: Claim): Promise<void> {
  const { pageId } = claim;
  let { placed } = claim;
  for (let round = 0; round < mostRounds; round += 1) {
    const page = await ctx.store.statusPages.get(pageId);
    const isOut = page?.activatedAt !== undefined;
    placed = isOut ? await publish(ctx, { ...claim, placed }, page) : await withdraw(ctx, { ...claim, placed });
    if (page === undefined) {
      await ctx.store.timers.delete('page', pageId);
      return ctx.store.pageFiles.forget(claim);
    }
    if (await ctx.store.pageFiles.release(claim)) return;
  }
  await ctx.store.pageFiles.letGo(claim);
}

/** Files first, then the hosts that lead to them; what is not wanted any more goes last. What may be there is noted before it is. */
async function publish(ctx: PublishContext, claim: Claim, page: StatusPage): Promise<Claim['placed']> {
  const { store, edgeStore } = ctx;
  const wanted = { variants: variantsOf(page), hosts: hostsOf(page, ctx.settings.pagesDomain) };
  const { variants, hosts } = claim.placed;
  const goneVariants = variants.filter((variant) => !wanted.variants.includes(variant));
  const goneHosts = Object.keys(hosts).filter((host) => !(host in wanted.hosts));
  const newHosts = Object.entries(wanted.hosts).filter(([host, entry]) => hosts[host] !== entry);
  const isSame =
    goneVariants.length + goneHosts.length + newHosts.length === 0 && variants.length === wanted.variants.length;
  if (!isSame) {
    // Hosts whose entry is not yet what it shall be are noted as known to lead somewhere else.
    const unsure = Object.fromEntries(newHosts.map(([host]) => [host, '']));
    await store.pageFiles.note(claim, {
      variants: [...new Set([...variants, ...wanted.variants])],
      hosts: { ...hosts, ...unsure },
    });
  }
  await renderVariants(ctx, page, wanted.variants);
  for (const [host, entry] of newHosts) await edgeStore.put(`host:${host}`, entry);
  for (const host of goneHosts) await forgetHost(ctx, page.id, host);
  for (const variant of goneVariants) await removeVariant(ctx, page.id, variant);
  if (!isSame) await store.pageFiles.note(claim, wanted);
  return wanted;
}

async function withdraw(ctx: PublishContext, claim: Claim): Promise<Claim['placed']> {
  const nothing = { variants: [], hosts: {} };
  const { variants, hosts } = claim.placed;
  if (variants.length + Object.keys(hosts).length === 0) return nothing;
  for (const host of Object.keys(hosts)) await forgetHost(ctx, claim.pageId, host);
  for (const variant of variants) await removeVariant(ctx, claim.pageId, variant);
  await ctx.store.pageFiles.note(claim, nothing);
  return nothing;
}

/** A host that another page has by now stays with that. */
const forgetHost = ({ edgeStore }: PublishContext, pageId: number, host: string): Promise<void> =>
  edgeStore.deleteIf(`host:${host}`, (entry) => JSON.parse(entry).page === pageId);

async function removeVariant({ store, pageBucket }: PublishContext, pageId: number, variant: string): Promise<void> {
  const published = await store.pageFiles.publication(pageId, variant);
  const folder = folderOf(pageId, variant);
  await pageBucket.delete(Object.keys(published?.files ?? {}).map((path) => folder + path));
  await store.pageFiles.deletePublication(pageId, variant);
}

async function renderVariants(ctx: PublishContext, page: StatusPage, variants: readonly string[]): Promise<void> {
  if (variants.length === 0) return;
  const facts = await factsOfPage(ctx, page);
  await planNextLook(ctx, pageView(facts, ctx.clock.now()));
  for (const variant of variants) await writeVariant(ctx, page, variant, pageView(facts, ctx.clock.now()));
}

/** The tick looks at the page after a while by itself; whatever comes before that is planned while the page is ours. */
async function planNextLook({ store }: PublishContext, view: PageView): Promise<void> {
  const at = nextLookAt(view);
  if (at < plus(view.now, lookedAtEvery)) await store.timers.arm('page', [view.page.id], at, lookStates.waiting);
}

async function writeVariant(
  { store, pageBucket }: PublishContext,
  page: StatusPage,
  variant: string,
  view: PageView,
): Promise<void> {
  const { pageFiles } = await import('../../render/page/files.ts');
  const files = pageFiles(view);
  const previous = await store.pageFiles.publication(page.id, variant);
  const { next, fresh, writes, gone } = planPublication(files, previous, view.now);
  if (writes.length + gone.length === 0) return;
  const folder = folderOf(page.id, variant);
  if (fresh.length > 0) {
    const noted = { ...previous?.files, ...Object.fromEntries(fresh.map((path) => [path, ''])) };
    await store.pageFiles.savePublication(page.id, variant, { ...previous, files: noted });
  }
  if (previous === undefined)
    await pageBucket.put(notFoundKey, { ...notFoundFile, cacheControl: 'no-store', isShared: false });
  for (let start = 0; start < writes.length; start += writesAtOnce) {
    await Promise.all(
      writes.slice(start, start + writesAtOnce).map((path) => {
        const file = files.get(path) as PublishedFile;
        return pageBucket.put(folder + path, {
          ...file,
          cacheControl: keptFor(page),
          isShared: isForEverywhere(page, file),
        });
      }),
    );
  }
  await pageBucket.delete(gone.map((path) => folder + path));
  await store.pageFiles.savePublication(page.id, variant, next);
}
