import { upcomingOf } from '../../domain/maintenance/upcoming.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';

/**
 * Tells the sources of a window whose occurrence is over which ones follow, or, after the last, nothing any more. They
 * know eight in advance, so alerts are held back exactly in time even while no tick comes.
 */
export const renewMaintenance = (ctx: Context<'store'>, { id }: { readonly id: number }): Promise<void> =>
  retryOnConflict(async () => {
    const window = await ctx.store.maintenance.get(id);
    if (window === undefined) return;
    await ctx.store.maintenance.save({ ...window, upcoming: upcomingOf(window, ctx.clock.now()) }, window);
  });
