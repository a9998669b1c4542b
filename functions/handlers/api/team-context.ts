import { InvalidInputError } from '../../domain/errors.ts';
import type { Call } from './route.ts';

/** Whether something belongs to the teams that a list is narrowed to. */
export type InTeams = (owned: { readonly teams?: readonly number[] | undefined }) => boolean;

/**
 * What the header `team-context` (`x-team-context`) narrows lists to: `0` nothing, `-1` the caller's teams, or one team by
 * its id. Undefined when it narrows nothing; 400 when it is no number.
 */
export async function readTeamContext({ ctx, headers }: Pick<Call, 'ctx' | 'headers'>): Promise<InTeams | undefined> {
  const text = (headers['team-context'] ?? headers['x-team-context'] ?? '').trim();
  if (text === '' || text === '0') return undefined;
  if (!/^(-1|\d{1,16})$/.test(text)) throw new InvalidInputError('team-context', 'must be 0, -1 or the id of a team');
  const { actor } = ctx;
  const wanted =
    text !== '-1' || actor.kind !== 'user'
      ? new Set([Number(text)])
      : new Set((await ctx.store.teams.ofMember(actor.userId)).map(({ id }) => id));
  return ({ teams }) => teams?.some((id) => wanted.has(id)) === true;
}
