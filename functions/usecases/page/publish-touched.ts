import { lookStates, mendedAfter } from '../../domain/page/next-look.ts';
import { type ChangedItem, touchedBy } from '../../domain/page/touched.ts';
import { plus } from '../../domain/time.ts';
import type { ShowingPage } from '../../ports/publication-store.ts';
import { eachAtOnce } from '../each-at-once.ts';
import { type PublishContext, publishPage } from './publish.ts';

const atOnce = 4;

/**
 * Publishes the pages that the changes touch, each once however many changes there are. A page that cannot be published holds up no
 * other; the next tick comes back to it. Returns how many were published, and throws only where a page cannot even be put off.
 */
export async function publishTouched(ctx: PublishContext, items: readonly ChangedItem[]): Promise<number> {
  const touched = items.map(touchedBy);
  const services = [...new Set(touched.flatMap((one) => one.services))];
  const metrics = [...new Set(touched.flatMap((one) => one.metrics))];
  const teams = [...new Set(touched.flatMap((one) => one.teams))];
  const found = await Promise.all([showing(ctx, { services, metrics }), concerning(ctx, teams)]);
  const pages = [...new Set([...touched.flatMap((one) => one.pages), ...found.flat().map(({ id }) => id)])];
  let published = 0;
  await eachAtOnce(pages, atOnce, async (pageId) => {
    try {
      await publishPage(ctx, pageId);
      published += 1;
    } catch (error) {
      ctx.log.error('page not published', { pageId, error });
      ctx.metrics.count('DueWorkFailed');
      await ctx.store.timers.arm('page', [pageId], plus(ctx.clock.now(), mendedAfter), lookStates.waiting);
    }
  });
  return published;
}

interface Parts {
  readonly services: readonly number[];
  readonly metrics: readonly number[];
}

async function showing({ store }: PublishContext, { services, metrics }: Parts): Promise<ShowingPage[]> {
  const found = await Promise.all([store.publication.pagesOf(services), store.publication.pagesOfMetrics(metrics)]);
  return found.flat();
}

/** The pages that show members of these teams what the teams own. */
async function concerning(ctx: PublishContext, teams: readonly number[]): Promise<ShowingPage[]> {
  const pages = await showing(ctx, await ctx.store.publication.ownedBy(teams));
  return pages.filter(({ audienceSpecific }) => audienceSpecific);
}
