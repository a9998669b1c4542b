import { ConflictError, ForbiddenError } from '../../domain/errors.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { accountGivenText, accountGotText } from '../../render/notice-texts.ts';
import { authorized } from '../configuration/change.ts';
import { recordOf } from '../configuration/record.ts';
import { accountMail, canSendMail, queueMails } from '../notification/account-mail.ts';
import { retryOnConflict } from '../retry.ts';
import { userKind } from '../user/kind.ts';

/**
 * Gives the account to an administrator: from then on they are its owner, and who was is an administrator. Both happen at once, so that
 * there is one owner at any time, and of two transfers one. Both people are told by mail.
 */
export async function transferAccount(
  ctx: Context<'store' | 'actor' | 'notifications' | 'settings'>,
  userId: number,
): Promise<User> {
  const { given, mails } = await retryOnConflict(async () => {
    const heir = await authorized(ctx, userKind, 'user:give-account', { id: userId });
    const owner = await ownerNow(ctx);
    if (heir.id === owner.id) throw new ConflictError(`user ${heir.id} is the account's owner already`);
    if (heir.role !== 'ADMIN')
      throw new ConflictError(`user ${heir.id} is no administrator, and only an administrator can become the owner`);
    const updatedAt = ctx.clock.now();
    const change = {
      owner: { before: owner, after: { ...owner, role: 'ADMIN', updatedAt } },
      heir: { before: heir, after: { ...heir, role: 'OWNER', updatedAt } },
    } as const;
    const told = [change.heir, change.owner].flatMap((one) =>
      recordOf(ctx, userKind, { what: 'give-account', ...one }),
    );
    const about = ['ACCOUNT', heir.id, heir.version];
    const mails = canSendMail(ctx)
      ? [
          accountMail(heir, about, accountGotText(heir.language, owner), updatedAt),
          accountMail(owner, about, accountGivenText(owner.language, heir), updatedAt),
        ]
      : [];
    return { given: await ctx.store.users.transferAccount(change, { audit: told, mails }), mails };
  });
  await queueMails(ctx, mails);
  return given;
}

/** Whoever calls may have been the owner when they were last looked at. */
async function ownerNow(ctx: Context<'store' | 'actor'>): Promise<User> {
  const caller = ctx.actor.kind === 'user' ? await ctx.store.users.get(ctx.actor.userId) : undefined;
  if (caller?.role !== 'OWNER') throw new ForbiddenError("only the account's owner gives it to somebody else");
  return caller;
}
