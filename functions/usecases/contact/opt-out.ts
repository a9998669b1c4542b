import { withTexts } from '../../domain/user/contact-use.ts';
import { fullName, type User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { optOutNotice } from '../../render/keyword-texts.ts';
import { asTocsin, writeChanged } from '../configuration/write.ts';
import { tellAdministrators } from '../notice/tell-administrators.ts';
import { retryOnConflict } from '../retry.ts';
import { userKind } from '../user/kind.ts';

type OptOutContext = Context<'store' | 'notifications'>;

/** A number that wants no texts; `about` is what says so: told again, it is one and the same. */
export interface OptOut {
  readonly number: string;
  readonly about: readonly (string | number)[];
}

/**
 * Notes that nobody may be texted at this number any more: everybody's contact with it is locked for texts, and the
 * administrators are told of everybody who is concerned. Repeating it tells nobody twice.
 */
export async function noteOptOut(ctx: OptOutContext, { number, about }: OptOut): Promise<void> {
  const people = await ctx.store.users.byContact('PHONE', number);
  for (const { id } of people) await setTexts(ctx, id, { number, wanted: false });
  const concerned = people.filter(({ hidden }) => hidden !== true);
  ctx.log.warn('a number takes no texts any more', { users: concerned.map(({ id }) => id) });
  if (concerned.length === 0) return;
  const names = concerned.map(fullName).join(', ');
  await tellAdministrators(ctx, ['OPTED_OUT', number, ...about], ({ language }) =>
    optOutNotice({ names, number }, language),
  );
}

/** Everybody's contact with this number takes texts again. */
export async function noteOptIn(ctx: OptOutContext, number: string): Promise<void> {
  const people = await ctx.store.users.byContact('PHONE', number);
  for (const { id } of people) await setTexts(ctx, id, { number, wanted: true });
}

const setTexts = (
  ctx: Context<'store'>,
  userId: number,
  { number, wanted }: { readonly number: string; readonly wanted: boolean },
): Promise<void> =>
  retryOnConflict(async () => {
    const user: User | undefined = await ctx.store.users.get(userId);
    const changed = user && withTexts(user, number, wanted);
    if (user && changed) await writeChanged(asTocsin(ctx), userKind, { ...changed, updatedAt: ctx.clock.now() }, user);
  });
