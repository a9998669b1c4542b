import type { Context } from '../../ports/context.ts';

/** A person as others name them; nothing but the id once they are gone. */
export interface PersonOnWire {
  readonly id: number;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** Reads the names of people, once each, and shows them by id. */
export async function peopleOf(ctx: Context<'store'>, ids: Iterable<number>): Promise<(id: number) => PersonOnWire> {
  const distinct = [...new Set(ids)];
  const users = distinct.length === 0 ? [] : await ctx.store.users.getMany(distinct);
  const people = new Map(users.map(({ id, firstName, lastName }) => [id, { id, firstName, lastName }]));
  return (id) => people.get(id) ?? { id };
}
