import { can } from '../../domain/access/can.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { Team } from '../../domain/team/team.ts';
import type { Context } from '../../ports/context.ts';
import { newlyNamed } from '../known.ts';
import { maxMembers, type TeamInput, type TeamMemberInput } from './inputs.ts';

type Member = Team['members'][number];

/**
 * The team that the input describes, its members in the order sent. Throws ForbiddenError when somebody who only looks
 * after its members changes what else it is.
 */
export async function teamFrom(ctx: Context<'store' | 'actor'>, input: TeamInput, current?: Team): Promise<Team> {
  const now = ctx.clock.now();
  const visibility = input.visibility ?? 'PUBLIC';
  const isRenamed = input.name !== current?.name || visibility !== current.visibility;
  if (isRenamed && !can(ctx.actor, 'team:administer'))
    throw new ForbiddenError(`${ctx.actor.name} may change the members of team ${current?.id} only`);
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name: input.name,
    visibility,
    members: await membersFrom(ctx, input.members ?? [], {
      fieldOf: (index) => `members[${index}].`,
      before: current?.members ?? [],
    }),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

/** The team with one more member, or with another role for one who is in it. */
export async function withMember(ctx: Context<'store' | 'actor'>, team: Team, input: TeamMemberInput): Promise<Team> {
  const member = await membersFrom(ctx, [input], { fieldOf: () => '', before: team.members });
  const isThem = ({ userId }: Member) => userId === input.user.id;
  const isMember = team.members.some(isThem);
  if (!isMember && team.members.length >= maxMembers)
    throw new InvalidInputError('user.id', `a team has at most ${maxMembers} members`);
  const members = isMember
    ? team.members.flatMap((other) => (isThem(other) ? member : other))
    : [...team.members, ...member];
  return { ...team, members, updatedAt: ctx.clock.now() };
}

/** The team without a member. Throws NotFoundError for somebody who is none. */
export function withoutMember(ctx: Context, team: Team, userId: number): Team {
  const members = team.members.filter((member) => member.userId !== userId);
  if (members.length === team.members.length) throw new NotFoundError(`member of team ${team.id}:`, userId);
  return { ...team, members, updatedAt: ctx.clock.now() };
}

/** Members of before may stay, whether or not the actor may know them. */
async function membersFrom(
  ctx: Context<'store' | 'actor'>,
  inputs: readonly TeamMemberInput[],
  { fieldOf, before }: { readonly fieldOf: (index: number) => string; readonly before: readonly Member[] },
): Promise<Member[]> {
  const named = inputs.map(({ user: { id } }, index) => ({
    kind: 'user' as const,
    id,
    field: `${fieldOf(index)}user.id`,
  }));
  await newlyNamed(
    ctx,
    named,
    before.map(({ userId }) => ({ kind: 'user', id: userId })),
  );
  const users = await ctx.store.users.getMany([...new Set(named.map(({ id }) => id))]);
  const roles = new Map(users.map(({ id, role }) => [id, role]));
  return inputs.map(({ user: { id }, role }, index) => {
    if (inputs.findIndex(({ user }) => user.id === id) < index)
      throw new InvalidInputError(`${fieldOf(index)}user.id`, `user ${id} is named twice`);
    const isStakeholder = roles.get(id) === 'STAKEHOLDER';
    if (isStakeholder && role && role !== 'STAKEHOLDER')
      throw new InvalidInputError(
        `${fieldOf(index)}role`,
        `user ${id} is a stakeholder and can be nothing else in a team`,
      );
    return { userId: id, role: role ?? (isStakeholder ? 'STAKEHOLDER' : 'RESPONDER') };
  });
}
