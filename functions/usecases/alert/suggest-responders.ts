import { can, mayName } from '../../domain/access/can.ts';
import { fullName } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { whoIsOnCall } from '../schedule/who-is-on-call.ts';
import { mayBeOnCall } from '../user/check-person.ts';
import { readAlert } from './read.ts';

const first = (limit: number) => ({ offset: 0, limit });

/**
 * Whom to add to an alert: first the people its policy stands for now, then everybody, then the other policies and the
 * schedules. Those who respond already are marked as disabled.
 */
export async function suggestResponders(ctx: Context<'store' | 'actor'>, alertId: number): Promise<object[]> {
  const alert = await readAlert(ctx, alertId);
  const [responders, users, policies, schedules, own] = await Promise.all([
    ctx.store.alerts.responders(alertId),
    ctx.store.users.list(first(100)),
    ctx.store.policies.list(first(50)),
    ctx.store.schedules.list(first(50)),
    alert.policy && ctx.store.policies.get(alert.policy.id),
  ]);
  const present = new Set(responders.map(({ userId }) => userId));
  const targets = (own?.levels ?? []).flatMap((level) => level.targets);
  const onCall = await whoIsOnCall(ctx, targets, ctx.clock.now());
  const suggested = [...new Set(targets.flatMap(onCall.whoIsOnCall))].flatMap((id) =>
    mayName(ctx.actor, id) ? (onCall.usersById.get(id) ?? []) : [],
  );
  const person = (user: (typeof users)[number]) => ({
    id: user.id,
    name: fullName(user),
    disabled: present.has(user.id),
  });
  return [
    ...suggested.map((user) => ({ group: 'SUGGESTED', ...person(user) })),
    ...users
      .filter((user) => can(ctx.actor, 'user:read', user) && mayBeOnCall(user))
      .map((user) => ({ group: 'USER', ...person(user) })),
    ...policies
      .filter((policy) => can(ctx.actor, 'policy:read', policy))
      .map(({ id, name }) => ({ group: 'ESCALATION_POLICY', id, name, disabled: id === own?.id })),
    ...schedules
      .filter((schedule) => can(ctx.actor, 'schedule:read', schedule))
      .map(({ id, name }) => ({ group: 'ON_CALL_SCHEDULE', id, name, disabled: false })),
  ];
}
