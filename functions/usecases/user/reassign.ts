import { authorize } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { ConflictError, InvalidInputError } from '../../domain/errors.ts';
import { isPlanned } from '../../domain/schedule/planned.ts';
import { policyInPlace, scheduleInPlace, teamInPlace } from '../../domain/user/in-place-of.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { changeConfigured } from '../configuration/change.ts';
import { policyKind } from '../policy/kind.ts';
import { scheduleKind } from '../schedule/kind.ts';
import { passOnOverride } from '../schedule/overrides.ts';
import { respondersOf } from '../schedule/who-is-on-call.ts';
import { teamKind } from '../team/kind.ts';
import { type Mentions, mentionsOf } from './belongings.ts';
import { checkPerson } from './check-person.ts';

type ReassignContext = Context<'store' | 'actor'>;

/** The parameter that names the successor. */
export const successorField = 'reassign-to';

/**
 * Puts another person in somebody's place, in every policy, schedule, override and team, each a change of its own. All of it
 * is checked before anything is changed; interrupted, it is finished by doing it again. Returns the successor. Throws
 * InvalidInputError for one who cannot be it.
 */
export async function reassign(ctx: ReassignContext, user: User, successorId: number): Promise<User> {
  const mentions = await mentionsOf(ctx, user.id);
  const successor = await successorOf(ctx, user, successorId, mentions);
  refuseUnwritable(ctx, user, mentions);
  const succession = { from: user.id, to: successor.id };
  for (const { id } of mentions.policies)
    await changeConfigured(ctx, policyKind, 'policy:write', { id }, (policy) => ({
      ...policyInPlace(policy, succession),
      updatedAt: ctx.clock.now(),
    }));
  for (const { id } of mentions.schedules)
    await changeConfigured(ctx, scheduleKind, 'schedule:write', { id }, (schedule) => ({
      ...scheduleInPlace(schedule, succession, ctx.clock.now()),
      updatedAt: ctx.clock.now(),
    }));
  for (const override of mentions.overrides) await passOnOverride(ctx, override, successor.id);
  for (const { id } of mentions.teams)
    await changeConfigured(ctx, teamKind, 'team:write', { id }, (team) => ({
      ...teamInPlace(team, succession, successor.role),
      updatedAt: ctx.clock.now(),
    }));
  return successor;
}

async function successorOf(ctx: ReassignContext, user: User, id: number, mentions: Mentions): Promise<User> {
  if (id === user.id) throw new InvalidInputError(successorField, 'must be somebody else');
  const found = await ctx.store.users.get(id);
  const successor = found && can(ctx.actor, 'user:read', found) ? found : undefined;
  const { policies, schedules, teams } = mentions;
  const isCalled =
    policies.length > 0 || schedules.length > 0 || teams.some((team) => respondersOf(team).includes(user.id));
  if (isCalled) checkPerson(successor, id, successorField);
  if (successor === undefined || successor.hidden === true)
    throw new InvalidInputError(successorField, `there is no user ${id}`);
  return successor;
}

function refuseUnwritable({ actor, clock }: ReassignContext, user: User, mentions: Mentions): void {
  for (const policy of mentions.policies) authorize(actor, 'policy:write', policy, policy.id);
  for (const schedule of mentions.schedules) {
    authorize(actor, 'schedule:write', schedule, schedule.id);
    if (schedule.import !== undefined && isPlanned(schedule, [], user.id, clock.now()))
      throw new ConflictError(
        `${successorField}: schedule ${schedule.id} takes its shifts from a calendar, which names user ${user.id}: change it there first`,
      );
  }
  for (const team of mentions.teams) authorize(actor, 'team:write', team, team.id);
}
