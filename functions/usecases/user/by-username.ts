import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

const pageSize = 100;

/** The user of this name, which is the e-mail address unless another was given; looks through pages for those. */
export async function userByUsername(ctx: Context<'store'>, username: string): Promise<User | undefined> {
  if (username === '' || username.length > 254) return undefined;
  const byEmail = await ctx.store.users.byEmail(username);
  if (byEmail !== undefined) return byEmail;
  for (let offset = 0; ; offset += pageSize) {
    const users = await ctx.store.users.list({ offset, limit: pageSize });
    const found = users.find((user) => user.username === username);
    if (found !== undefined || users.length < pageSize) return found;
  }
}
