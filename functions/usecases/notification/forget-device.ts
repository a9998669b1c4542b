import type { Notification } from '../../domain/notification/notification.ts';
import type { Context } from '../../ports/context.ts';
import { asTocsin, writeChanged } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { userKind } from '../user/kind.ts';

/** Takes a device off its owner when its token belongs to no app any more, so that no rule relies on it. */
export const forgetDevice = (
  ctx: Context<'store'>,
  { channel, target, userId }: Pick<Notification, 'channel' | 'target' | 'userId'>,
): Promise<void> =>
  retryOnConflict(async () => {
    if (channel !== 'PUSH' || userId === undefined) return;
    const user = await ctx.store.users.get(userId);
    if (!user?.devices.some(({ token }) => token === target)) return;
    const devices = user.devices.filter(({ token }) => token !== target);
    await writeChanged(asTocsin(ctx), userKind, { ...user, devices, updatedAt: ctx.clock.now() }, user);
  });
