import { audiencesOf, everythingOf, ownersOf, variantName } from '../../domain/page/audience.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { Audience } from '../../domain/page/view-of.ts';
import type { Context } from '../../ports/context.ts';
import { shownBy } from './viewer.ts';

/** What is made before anybody asks for it; of more, what was asked for. */
const mostBeforehand = 200;

/** The variants of a page, with what each shows; without an audience all of it. */
export type Variants = ReadonlyMap<string, Audience | undefined>;

/**
 * Which variants there are to be of a page: one of a page that is the same for all who see it; otherwise one for each set of things that
 * somebody can see. Where these are many, only those that somebody has asked for, and the administrators'.
 */
export async function variantsOf(ctx: Context<'store'>, page: StatusPage, salt: string | undefined): Promise<Variants> {
  if (!page.audienceSpecific || salt === undefined)
    return new Map([[page.visibility === 'PUBLIC' ? 'public' : 'all', undefined]]);
  const { store } = ctx;
  const shown = await shownBy(ctx, page);
  const audiences = audiencesOf(shown, await store.teams.getMany(ownersOf(shown)));
  const named = audiences.map((audience) => [variantName(salt, audience), audience] as const);
  if (named.length <= mostBeforehand) return new Map(named);
  const demanded = await store.pageFiles.demanded(page.id, ctx.clock.now());
  const always = variantName(salt, everythingOf(shown));
  return new Map(named.filter(([name]) => name === always || demanded.has(name)));
}
