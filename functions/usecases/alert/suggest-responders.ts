import { fullName } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { readAlert } from './read.ts';

const first = (limit: number) => ({ offset: 0, limit });

/**
 * Whom to add to an alert: first the people of its policy, then everybody, then the other policies. Those who respond
 * already are marked as disabled.
 */
export async function suggestResponders(ctx: Context<'store' | 'actor'>, alertId: number): Promise<object[]> {
  const alert = await readAlert(ctx, alertId);
  const [responders, users, policies] = await Promise.all([
    ctx.store.alerts.responders(alertId),
    ctx.store.users.list(first(100)),
    ctx.store.policies.list(first(50)),
  ]);
  const present = new Set(responders.map(({ userId }) => userId));
  const own = policies.find(({ id }) => id === alert.policy?.id);
  const targets = new Set((own?.levels ?? []).flatMap((level) => level.targets.map(({ id }) => id)));
  const people = users.map((user) => ({ id: user.id, name: fullName(user), disabled: present.has(user.id) }));
  return [
    ...people.filter(({ id }) => targets.has(id)).map((person) => ({ group: 'SUGGESTED', ...person })),
    ...people.map((person) => ({ group: 'USER', ...person })),
    ...policies.map(({ id, name }) => ({ group: 'ESCALATION_POLICY', id, name, disabled: id === own?.id })),
  ];
}
