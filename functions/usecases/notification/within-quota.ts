import { admitWithin, type Quota } from '../../domain/notification/quota.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';

/** Counts one more under this id, and says whether the quota allows it; the same scope counts once. */
export const isWithinQuota = (ctx: Context<'store'>, quota: Quota, id: string, scope: string): Promise<boolean> =>
  retryOnConflict(async () => {
    const admitted = admitWithin(quota, await ctx.store.windows.get(id), { id, scope, now: ctx.clock.now() });
    if (admitted) await ctx.store.windows.save(admitted);
    return admitted !== undefined;
  });
