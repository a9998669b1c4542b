import { currentEdition, type EditionContent } from '../../domain/schedule/edition.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Context } from '../../ports/context.ts';
import { type NamedInInput, newlyNamed } from '../known.ts';
import { checkPerson } from '../user/check-person.ts';

/**
 * Promises that everybody a schedule names is there and may be on call; those it names already stay, whatever became
 * of them. Throws InvalidInputError naming the first who may not.
 */
export async function checkPeople(
  ctx: Context<'store' | 'actor'>,
  content: EditionContent,
  current?: Pick<Schedule, 'editions'>,
): Promise<void> {
  const before = current ? mentionsOf(currentEdition(current)) : [];
  const mentions = mentionsOf(content);
  const found = await newlyNamed(ctx, mentions, before);
  for (const { id, field } of mentions) {
    const user = found('user', id);
    if (user !== undefined) checkPerson(user, id, field);
  }
}

const mentionsOf = ({ layers, shifts }: EditionContent): NamedInInput[] => [
  ...layers.flatMap(({ users }, layer) =>
    users.map((id, index) => ({ kind: 'user' as const, id, field: `scheduleLayers[${layer}].users[${index}].id` })),
  ),
  ...shifts.map(({ userId }, index) => ({ kind: 'user' as const, id: userId, field: `shifts[${index}].user.id` })),
];
