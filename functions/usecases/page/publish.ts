import { isDeepStrictEqual } from 'node:util';
import { lookedAtEvery, lookStates, mendedAfter, nextLookAt } from '../../domain/page/next-look.ts';
import { hostsOf, leavesAfter, leavingOf } from '../../domain/page/publication.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { pageView } from '../../domain/page/view-of.ts';
import { earliest, type Instant, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { Claim, Placed } from '../../ports/page-publishing.ts';
import { type Variants, variantsOf } from './variants.ts';
import { factsOfPage } from './view-of-page.ts';
import { removeVariant, retireVariant, writeVariant } from './write-variant.ts';

export type PublishContext = Context<'store' | 'settings' | 'pageBucket' | 'edgeStore'>;

/** Longer than the function may take. */
const claimedFor = { seconds: 90 };
/** What is asked for after so many rounds waits for the next sweep. */
const mostRounds = 8;
const variantsAtOnce = 6;
/** Well before the function has to end. */
const rendersFor = { seconds: 40 };

/**
 * Makes what visitors find what the page is now: files of each audience, and the hosts that lead to them. One page is published by one
 * alone; who comes meanwhile leaves it to them, and they do it again; should they be dead, a tick finds the page when their time is
 * over. A page that is gone or not activated is withdrawn.
 */
export async function publishPage(ctx: PublishContext, pageId: number): Promise<void> {
  const now = ctx.clock.now();
  const claim = await ctx.store.pageFiles.claim(pageId, ctx.ids.ulid(), now, plus(now, claimedFor));
  if (claim === undefined) return lookAfter(ctx, pageId, plus(now, claimedFor));
  try {
    await publishClaimed(ctx, claim);
  } catch (error) {
    await ctx.store.pageFiles.letGo(claim).catch(() => undefined);
    throw error;
  }
}

/** The page is looked at by then, if not before. Whoever looks at it in between sees to what follows. */
async function lookAfter({ store }: PublishContext, pageId: number, at: Instant): Promise<void> {
  const timer = await store.timers.get('page', pageId);
  if (timer?.dueAt === undefined || timer.dueAt <= at) return;
  await store.timers.save('page', pageId, { dueAt: at, state: lookStates.waiting }, timer);
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
  const { placed } = claim;
  const salt = placed.salt ?? (page.audienceSpecific ? ctx.ids.secret() : undefined);
  const variants = await variantsOf(ctx, page, salt);
  const { leaving, gone } = leavingOf(placed, [...variants.keys()], ctx.clock.now());
  const wanted: Placed = {
    variants: [...variants.keys(), ...Object.keys(leaving)],
    hosts: hostsOf(page, ctx.settings.pagesDomain),
    ...(salt !== undefined && { salt }),
    ...(Object.keys(leaving).length > 0 && { leaving }),
  };
  const goneHosts = Object.keys(placed.hosts).filter((host) => !(host in wanted.hosts));
  const newHosts = Object.entries(wanted.hosts).filter(([host, entry]) => placed.hosts[host] !== entry);
  const isSame = isDeepStrictEqual(placed, wanted);
  if (!isSame) {
    // Hosts whose entry is not yet what it shall be are noted as known to lead somewhere else.
    const unsure = Object.fromEntries(newHosts.map(([host]) => [host, '']));
    await store.pageFiles.note(claim, {
      ...wanted,
      variants: [...new Set([...placed.variants, ...wanted.variants])],
      hosts: { ...placed.hosts, ...unsure },
    });
  }
  for (const variant of Object.keys(leaving))
    if (placed.leaving?.[variant] === undefined) await retireVariant(ctx, page.id, variant);
  await renderVariants(ctx, page, { variants, isLeft: Object.keys(leaving).length > 0 });
  for (const [host, entry] of newHosts) await edgeStore.put(`host:${host}`, entry);
  for (const host of goneHosts) await forgetHost(ctx, page.id, host);
  for (const variant of gone) await removeVariant(ctx, page.id, variant);
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

/**
 * What all of them show is read once. Each is made of what its audience sees and nothing else. A page with more of them than fit into one
 * call goes on with the rest at its next look.
 */
async function renderVariants(
  ctx: PublishContext,
  page: StatusPage,
  { variants, isLeft }: { readonly variants: Variants; readonly isLeft: boolean },
): Promise<void> {
  const facts = await factsOfPage(ctx, page);
  const now = ctx.clock.now();
  const looks = [nextLookAt(pageView(facts, now)), ...(isLeft ? [plus(now, leavesAfter)] : [])];
  await planNextLook(ctx, page.id, looks);
  const rest = [...variants];
  const work = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const [variant, audience] = next;
      await writeVariant(ctx, page, variant, pageView(facts, ctx.clock.now(), audience));
      if (ctx.clock.now() >= plus(now, rendersFor)) return;
    }
  };
  await Promise.all(Array.from({ length: variantsAtOnce }, work));
  if (rest.length > 0) await planNextLook(ctx, page.id, [plus(ctx.clock.now(), mendedAfter)]);
}

/** The tick looks at the page after a while by itself; whatever comes before that is planned while the page is ours. */
async function planNextLook(
  { store, clock }: PublishContext,
  pageId: number,
  looks: readonly Instant[],
): Promise<void> {
  const at = earliest(...looks);
  if (at !== undefined && at < plus(clock.now(), lookedAtEvery))
    await store.timers.arm('page', [pageId], at, lookStates.waiting);
}
