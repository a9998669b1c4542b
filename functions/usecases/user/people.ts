import type { Context } from '../../ports/context.ts';
import { knownTo } from '../known.ts';

/** A person as others name them; nothing but the id once they are gone, and where the reader may not know them. */
export interface PersonOnWire {
  readonly id: number;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** Reads the names of people, once each, and shows them by id. */
export async function peopleOf(
  ctx: Context<'store' | 'actor'>,
  ids: Iterable<number>,
): Promise<(id: number) => PersonOnWire> {
  const known = await knownTo(ctx, 'user', ids);
  return (id) => {
    const user = known.get(id);
    return user === undefined ? { id } : { id, firstName: user.firstName, lastName: user.lastName };
  };
}
