import { everythingOf, ownersOf, type Shown, variantName } from '../../domain/page/audience.ts';
import { audienceOf } from '../../domain/page/may-see.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Audience } from '../../domain/page/view-of.ts';
import { plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { actorAmong } from '../user/actor-with-teams.ts';

/** What a page shows, as far as it says who sees it. */
export async function shownBy({ store }: Context<'store'>, page: StatusPage): Promise<Shown> {
  const [services, metrics] = await Promise.all([
    store.services.getMany(page.services),
    store.metrics.getMany(page.metrics),
  ]);
  return { services, metrics };
}

/** What a user sees of an audience-specific page, by the teams they are a member of at this moment. */
export async function audienceFor(ctx: Context<'store'>, page: StatusPage, user: User): Promise<Audience> {
  const shown = await shownBy(ctx, page);
  return audienceOf(await actorAmong(ctx, user, ownersOf(shown)), page, shown) ?? everythingOf(shown);
}

/** An audience that somebody asks for is kept ready for a day after. */
const demandLasts = { days: 1 };

/**
 * The variant of an audience-specific page that shows a user what they see; undefined while it is not there yet: then it was asked for, and
 * is made in a moment. So no one is sent to what does not exist.
 */
export async function variantFor(ctx: Context<'store'>, page: StatusPage, user: User): Promise<string | undefined> {
  const { pageFiles } = ctx.store;
  const [audience, { salt }] = await Promise.all([audienceFor(ctx, page, user), pageFiles.placed(page.id)]);
  if (salt === undefined) return undefined;
  const variant = variantName(salt, audience);
  const [published, demandedUntil] = await Promise.all([
    pageFiles.publication(page.id, variant),
    pageFiles.demandedUntil(page.id, variant),
  ]);
  const isReady = published?.toldAt !== undefined;
  const now = ctx.clock.now();
  const isAskedFor = demandedUntil !== undefined && demandedUntil > plus(now, { hours: 12 });
  if (!isReady || !isAskedFor) await pageFiles.demand(page.id, variant, plus(now, demandLasts));
  return isReady ? variant : undefined;
}
