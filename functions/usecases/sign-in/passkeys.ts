import { NotFoundError } from '../../domain/errors.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import type { Passkey } from '../../domain/session/passkey.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { exactMoment } from '../../render/duty-texts.ts';
import { type PasskeyChange, passkeyText } from '../../render/notice-texts.ts';
import { recordOf } from '../configuration/record.ts';
import { accountMail, canSendMail, queueMails } from '../notification/account-mail.ts';
import { passkeyKind } from './kinds.ts';

type PasskeyContext = Context<'store' | 'actor' | 'notifications' | 'settings'>;

/** A passkey on the wire: nothing of its key. */
export const presentPasskey = ({ id, name, createdAt, lastUsedAt }: Passkey) => ({ id, name, createdAt, lastUsedAt });

/** A user's passkey; throws NotFoundError when they have none of this id. */
async function passkeyOf(ctx: Context<'store'>, userId: number, id: string): Promise<Passkey> {
  const passkey = (await ctx.store.passkeys.ofUser(userId)).find((one) => one.id === id);
  if (passkey === undefined) throw new NotFoundError('passkey', id);
  return passkey;
}

/** Calls one of the user's passkeys something else. */
export async function renamePasskey(
  ctx: Context<'store' | 'actor'>,
  userId: number,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<Passkey> {
  const before = await passkeyOf(ctx, userId, id);
  const after = { ...before, name };
  const isThere = await ctx.store.passkeys.rename(
    before,
    name,
    recordOf(ctx, passkeyKind, { what: 'update', before, after }),
  );
  if (!isThere) throw new NotFoundError('passkey', id);
  return after;
}

/**
 * Takes one of the user's passkeys away, and tells them by mail: it lets nobody in from then on. Sessions it has opened go on. Throws
 * NotFoundError when they have none of this id.
 */
export async function removePasskey(ctx: PasskeyContext, user: User, id: string): Promise<void> {
  const before = await passkeyOf(ctx, user.id, id);
  const mails = passkeyMails(ctx, user, 'removed', before);
  const audit = recordOf(ctx, passkeyKind, { what: 'delete', before });
  if (!(await ctx.store.passkeys.delete(before, { audit, mails }))) throw new NotFoundError('passkey', id);
  await queueMails(ctx, mails);
}

/** What a person is told when a way into their account comes or goes, wherever mail is configured. */
export function passkeyMails(
  ctx: Context<'settings'>,
  user: User,
  change: PasskeyChange,
  { id, name }: Passkey,
): readonly Notification[] {
  if (!canSendMail(ctx)) return [];
  const now = ctx.clock.now();
  const words = passkeyText(user.language, change, {
    name,
    at: exactMoment(now, user),
    consoleUrl: ctx.settings.consoleUrl,
  });
  return [accountMail(user, ['PASSKEY', change, id], words, now)];
}
