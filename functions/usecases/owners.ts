import { can, seesAll } from '../domain/access/can.ts';
import { ForbiddenError, InvalidInputError } from '../domain/errors.ts';
import type { Team } from '../domain/team/team.ts';
import type { Context } from '../ports/context.ts';

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
  const isKnown = (team: Team) => current.includes(team.id) || can(ctx.actor, 'team:read', team);
  const known = new Map((await ctx.store.teams.getMany(changed)).filter(isKnown).map((team) => [team.id, team]));
  const unknown = teams.findIndex(({ id }) => changed.includes(id) && !known.has(id));
  if (unknown >= 0) throw new InvalidInputError(`teams[${unknown}].id`, `there is no team ${teams[unknown]?.id}`);
  for (const team of known.values())
    if (!can(ctx.actor, 'team:own', team))
      throw new ForbiddenError(`${ctx.actor.name} may not change what team ${team.id} owns`);
  return wanted;
}

/** Promises that the actor may write in every team that owns something, as deleting it asks. */
export async function refuseForeignOwners(ctx: Context<'store' | 'actor'>, owners: readonly number[]): Promise<void> {
  if (owners.length === 0 || seesAll(ctx.actor)) return;
  for (const team of await ctx.store.teams.getMany(owners))
    if (!can(ctx.actor, 'team:own', team))
      throw new ForbiddenError(`${ctx.actor.name} may not delete what team ${team.id} owns`);
}

export type PresentOwners = (teams: readonly number[]) => { id: number; name?: string | undefined }[];

/** Shows owners with their names, sorted by id so that the same ones always read the same; read once for all entities. */
export async function ownersPresenter(
  ctx: Context<'store'>,
  entities: readonly { readonly teams: readonly number[] }[],
): Promise<PresentOwners> {
  const ids = [...new Set(entities.flatMap(({ teams }) => teams))];
  const teams = ids.length === 0 ? [] : await ctx.store.teams.getMany(ids);
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  return (owners) => [...owners].sort((a, b) => a - b).map((id) => ({ id, name: names.get(id) }));
}
