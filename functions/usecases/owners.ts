import { can } from '../domain/access/can.ts';
import { ForbiddenError } from '../domain/errors.ts';
import type { Context } from '../ports/context.ts';
import { type NamedOnWire, namesOf, newlyNamed } from './known.ts';

/**
 * The owners that a wire form asks for: omitted and null keep those there are, an empty list clears them. Throws
 * InvalidInputError for a team that is not there or that the actor may not know of, ForbiddenError when the actor may not write in a team that comes or
 * goes.
 */
export async function ownersFrom(
  ctx: Context<'store' | 'actor'>,
  teams: readonly { readonly id: number }[] | null | undefined,
  current: readonly number[] = [],
): Promise<number[]> {
  if (teams === null || teams === undefined) return [...current];
  const wanted = [...new Set(teams.map(({ id }) => id))].sort((a, b) => a - b);
  const changed = [...wanted.filter((id) => !current.includes(id)), ...current.filter((id) => !wanted.includes(id))];
  await newlyNamed(
    ctx,
    teams.map(({ id }, index) => ({ kind: 'team', id, field: `teams[${index}].id` })),
    current.map((id) => ({ kind: 'team', id })),
  );
  for (const team of await ctx.store.teams.getMany(changed))
    if (!can(ctx.actor, 'team:own', team))
      throw new ForbiddenError(`${ctx.actor.name} may not change what team ${team.id} owns`);
  return wanted;
}

/** Promises that the actor may write in every team that owns something, as deleting it asks. */
export async function refuseForeignOwners(ctx: Context<'store' | 'actor'>, owners: readonly number[]): Promise<void> {
  for (const team of await ctx.store.teams.getMany(owners))
    if (!can(ctx.actor, 'team:own', team))
      throw new ForbiddenError(`${ctx.actor.name} may not delete what team ${team.id} owns`);
}

export type PresentOwners = (teams: readonly number[]) => NamedOnWire[];

/** Shows owners with their names, sorted by id so that the same ones always read the same; read once for all entities. */
export async function ownersPresenter(
  ctx: Context<'store' | 'actor'>,
  entities: readonly { readonly teams: readonly number[] }[],
): Promise<PresentOwners> {
  const team = await namesOf(
    ctx,
    'team',
    entities.flatMap(({ teams }) => teams),
  );
  return (owners) => [...owners].sort((a, b) => a - b).map(team);
}
