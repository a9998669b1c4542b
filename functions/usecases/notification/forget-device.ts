import type { Notification } from '../../domain/notification/notification.ts';
import { withoutPushTarget } from '../../domain/user/push-targets.ts';
import type { Context } from '../../ports/context.ts';
import { asTocsin, writeChanged } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { userKind } from '../user/kind.ts';

/** Takes a device off its owner when nobody gets pushes there any more, so that no rule relies on it. */
export const forgetDevice = (
  ctx: Context<'store'>,
  { target, userId }: Pick<Notification, 'target' | 'userId'>,
): Promise<void> =>
  retryOnConflict(async () => {
    const user = userId === undefined ? undefined : await ctx.store.users.get(userId);
    if (user === undefined) return;
    const without = withoutPushTarget(user, target);
    if (without === undefined) return;
    await writeChanged(asTocsin(ctx), userKind, { ...without, updatedAt: ctx.clock.now() }, user);
  });
