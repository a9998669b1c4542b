import { authorizeAny } from '../../domain/access/authorize.ts';
import { type UsageQuestion, type UsageRow, usageRows } from '../../domain/access/usage-rows.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { millisecondsIn, millisecondsOf } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

const longestDays = 31;
/** A day that is named as the end is within the time, and one of 25 hours is a day. */
const [lastDay, seasonHours] = [1, 1];

/** How often API keys were used, by user, scope and day; at most 31 days, for administrators. */
export async function reportKeyUsage(
  ctx: Context<'store' | 'actor'>,
  question: UsageQuestion,
): Promise<readonly UsageRow[]> {
  authorizeAny(ctx.actor, 'key-usage:read');
  const { from, until } = question;
  if (until <= from) throw new InvalidInputError('until', 'must be after from');
  const longest = { days: longestDays + lastDay, hours: seasonHours };
  if (millisecondsOf(until) - millisecondsOf(from) > millisecondsIn(longest))
    throw new InvalidInputError('until', `must be at most ${longestDays} days after from`);
  return usageRows(await ctx.store.keyUsage.between(from, until), question);
}
