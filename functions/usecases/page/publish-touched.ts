import { lookStates, mendedAfter } from '../../domain/page/next-look.ts';
import { type ChangedItem, touchedBy } from '../../domain/page/touched.ts';
import { plus } from '../../domain/time.ts';
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
  const showing = await Promise.all([
    services.length === 0 ? [] : ctx.store.publication.pagesOf(services),
    metrics.length === 0 ? [] : ctx.store.publication.pagesOfMetrics(metrics),
  ]);
  const pages = [...new Set([...touched.flatMap((one) => one.pages), ...showing.flat().map(({ id }) => id)])];
  let published = 0;
  for (let start = 0; start < pages.length; start += atOnce) {
    await Promise.all(
      pages.slice(start, start + atOnce).map(async (pageId) => {
        try {
          await publishPage(ctx, pageId);
          published += 1;
        } catch (error) {
          ctx.log.error('page not published', { pageId, error });
          ctx.metrics.count('DueWorkFailed');
          await ctx.store.timers.arm('page', [pageId], plus(ctx.clock.now(), mendedAfter), lookStates.waiting);
        }
      }),
    );
  }
  return published;
}
