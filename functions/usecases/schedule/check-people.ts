import { currentEdition, type EditionContent } from '../../domain/schedule/edition.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Context } from '../../ports/context.ts';
import { checkPerson } from '../user/check-person.ts';

interface Mention {
  readonly id: number;
  readonly field: string;
}

/**
 * Promises that everybody a schedule names is there and may be on call; those it names already stay, whatever became
 * of them. Throws InvalidInputError naming the first who may not.
 */
export async function checkPeople(
  ctx: Context<'store'>,
  content: EditionContent,
  current?: Pick<Schedule, 'editions'>,
): Promise<void> {
  const before = new Set(current ? mentionsOf(currentEdition(current)).map(({ id }) => id) : []);
  const fresh = mentionsOf(content).filter(({ id }) => !before.has(id));
  const users = await ctx.store.users.getMany([...new Set(fresh.map(({ id }) => id))]);
  const known = new Map(users.map((user) => [user.id, user]));
  for (const { id, field } of fresh) checkPerson(known.get(id), id, field);
}

const mentionsOf = ({ layers, shifts }: EditionContent): Mention[] => [
  ...layers.flatMap(({ users }, layer) =>
    users.map((id, index) => ({ id, field: `scheduleLayers[${layer}].users[${index}].id` })),
  ),
  ...shifts.map(({ userId }, index) => ({ id: userId, field: `shifts[${index}].user.id` })),
];
