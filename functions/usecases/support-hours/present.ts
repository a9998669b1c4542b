import type { SupportHours } from '../../domain/support-hours/support-hours.ts';
import type { Context } from '../../ports/context.ts';
import { ownersPresenter } from '../owners.ts';

/** Support hours on the wire; lists leave the exceptions out. */
export async function presentSupportHours(
  ctx: Context<'store' | 'actor'>,
  all: readonly SupportHours[],
  { withExceptions }: { readonly withExceptions: boolean },
): Promise<object[]> {
  const owners = await ownersPresenter(ctx, all);
  return all.map(({ id, name, timezone, supportDays, exceptions, teams, createdAt, updatedAt }) => ({
    id,
    name,
    timezone,
    teams: owners(teams),
    supportDays,
    ...(withExceptions && { exceptions }),
    createdAt,
    updatedAt,
  }));
}
