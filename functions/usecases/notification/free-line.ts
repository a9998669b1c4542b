import type { Notification } from '../../domain/notification/notification.ts';
import { hungUp } from '../../domain/notification/pacing-calls.ts';
import { lineId } from '../../domain/notification/window-ids.ts';
import type { Context } from '../../ports/context.ts';
import { retryOnConflict } from '../retry.ts';

/** One queue delivers ten messages to one number at once. */
const maxAttempts = 15;

/** Frees the line of a number when this call has ended, or never began. */
export const freeLine = (
  ctx: Context<'store'>,
  { scope, id, target }: Pick<Notification, 'scope' | 'id' | 'target'>,
): Promise<void> =>
  retryOnConflict(async () => {
    const line = await ctx.store.windows.get(lineId(target));
    const free = hungUp(line, { scope, id }, ctx.clock.now());
    if (free) await ctx.store.windows.save(free);
  }, maxAttempts);
