import type { Context } from '../../ports/context.ts';
import { asTocsin, writeChanged } from '../configuration/write.ts';
import { retryOnConflict } from '../retry.ts';
import { userKind } from '../user/kind.ts';

/** Blocks an e-mail address that does not exist or whose owner complained: nobody is notified there any more. */
export async function blockAddress(ctx: Context<'store'>, { address }: { readonly address: string }): Promise<void> {
  const lowerCase = address.trim().toLowerCase();
  const users = await ctx.store.users.byContact('EMAIL', lowerCase);
  for (const { id } of users) {
    await retryOnConflict(async () => {
      const user = await ctx.store.users.get(id);
      if (!user?.emails.some((email) => email.address === lowerCase && email.status !== 'BLACKLISTED')) return;
      const emails = user.emails.map((email) =>
        email.address === lowerCase ? { ...email, status: 'BLACKLISTED' as const } : email,
      );
      await writeChanged(asTocsin(ctx), userKind, { ...user, emails, updatedAt: ctx.clock.now() }, user);
    });
  }
  ctx.log.info('an e-mail address was blocked', { users: users.map(({ id }) => id) });
}
