import type { KeyLock } from '../../domain/alert/alert.ts';
import { type LockInEffect, lockInEffect } from '../../domain/alert/key-lock.ts';
import type { Context } from '../../ports/context.ts';

/** What the lock of a key means now; only that of a member costs a look at its alert. */
export const inEffect = async (ctx: Context<'store'>, lock: KeyLock | undefined): Promise<LockInEffect | undefined> =>
  lock && lockInEffect(lock, lock.state === 'MEMBER' ? await ctx.store.alerts.get(lock.alertId) : undefined);
