import { InvalidInputError } from '../domain/errors.ts';

/**
 * The owners that a wire form asks for: omitted and null keep those there are, an empty list clears them. Throws
 * InvalidInputError for a team that is not there.
 */
export function ownersFrom(
  teams: readonly { readonly id: number }[] | null | undefined,
  current: readonly number[] = [],
): number[] {
  if (teams === null || teams === undefined) return [...current];
  const unknown = teams.findIndex(({ id }) => !current.includes(id));
  if (unknown >= 0) throw new InvalidInputError(`teams[${unknown}].id`, `there is no team ${teams[unknown]?.id}`);
  return teams.map(({ id }) => id).sort((a, b) => a - b);
}

/** Owners on the wire, sorted by id so that the same ones always read the same. */
export const presentOwners = (teams: readonly number[]): { id: number }[] =>
  [...teams].sort((a, b) => a - b).map((id) => ({ id }));
