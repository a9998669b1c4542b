import { plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { EventPosition } from '../../ports/event-store.ts';
import type { Page } from '../../ports/page.ts';
import { type Explored, exploreEvents } from '../event/explore.ts';
import { readableSource } from '../event/seen-event.ts';
import { readAlert } from './read.ts';

/** Events that were on their way when the alert was resolved. */
const afterwards = { hours: 1 };

/**
 * What its source has sent about an alert, newest first, for whoever may see both. Looks at a bounded number of the source's
 * events of its time; what it has not come to is behind `next`.
 */
export async function readEventsOfAlert(
  ctx: Context<'store' | 'blobs' | 'actor'>,
  alertId: number,
  after: EventPosition | undefined,
  page: Page,
): Promise<Explored> {
  const { source, reportTime, resolvedAt } = await readAlert(ctx, alertId);
  await readableSource(ctx, source.id);
  const until = plus(resolvedAt ?? ctx.clock.now(), afterwards);
  return exploreEvents(ctx, { sourceId: source.id }, { from: reportTime, until, after, alertId }, page);
}
