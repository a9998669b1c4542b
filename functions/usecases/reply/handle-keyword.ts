import type { Keyword } from '../../domain/reply/keyword.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { keywordText } from '../../render/keyword-texts.ts';
import { noteOptIn, noteOptOut } from '../contact/opt-out.ts';
import { confirm, mayBeTold } from './confirm.ts';

/**
 * Does what a word asks for that carriers require (features.md §8), and answers it: STOP locks the number for texts,
 * START opens it again, HELP tells whom to ask. It concerns everybody who has the number.
 */
export async function handleKeyword(
  ctx: Context<'store' | 'notifications'>,
  {
    scope,
    number,
    keyword,
    user,
  }: {
    readonly scope: string;
    readonly number: string;
    readonly keyword: Keyword;
    /** One of those who have the number: the answer is in their language. */
    readonly user: User;
  },
): Promise<void> {
  if (keyword === 'STOP') await noteOptOut(ctx, { number, about: [scope] });
  if (keyword === 'START') await noteOptIn(ctx, number);
  if (!(await mayBeTold(ctx, number, scope))) return;
  const text = keywordText(keyword, await whomToAsk(ctx), user.language);
  await confirm(ctx, { scope, channel: 'SMS', target: number, user, text });
}

/** The account owner's address. */
async function whomToAsk(ctx: Context<'store'>): Promise<string> {
  const account = await ctx.store.account();
  const owner = account && (await ctx.store.users.get(account.ownerId));
  return owner?.email ?? 'your administrator';
}
