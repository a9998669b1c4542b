import { upcomingOf } from '../../domain/maintenance/upcoming.ts';
import type { Context } from '../../ports/context.ts';
import { asTocsin, writeChanged } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { maintenanceKind } from './kind.ts';

/**
 * Tells the sources of a window whose occurrence is over which ones follow, or, after the last, nothing any more. They
 * know eight in advance, so alerts are held back exactly in time even while no tick comes.
 */
export const renewMaintenance = (ctx: Context<'store'>, { id }: { readonly id: number }): Promise<void> =>
  retryOnConflict(async () => {
    const window = await ctx.store.maintenance.get(id);
    if (window === undefined) return;
    const upcoming = upcomingOf(window, ctx.clock.now());
    await writeChanged(asTocsin(ctx), maintenanceKind, { ...window, upcoming }, window);
  });
