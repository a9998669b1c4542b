import type { EscalationPolicy } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import { plus } from '../../functions/domain/time.ts';
import type { User } from '../../functions/domain/user/user.ts';
import type { Cipher } from '../../functions/ports/cipher.ts';
import type { Store } from '../../functions/ports/store.ts';
import { aPolicy, aSource, aUser, tenOClock } from '../support/factories.ts';
import type { Configuration, PolicySketch } from './plan.ts';

/** The policy that a sketch stands for. */
export const policyOf = ({ id, levels, repeats, delayMin }: PolicySketch): EscalationPolicy =>
  aPolicy([], {
    id,
    name: `Policy ${id}`,
    levels: levels.map(({ minutes, users }) => ({
      escalationTimeout: minutes,
      targets: users.map((userId) => ({ kind: 'user' as const, id: userId })),
    })),
    repeating: repeats > 0,
    frequency: Math.max(1, repeats),
    delayMin,
  });

/** The user that a sketch stands for; everybody hears of every change of their alerts by e-mail. */
export function userOf({ id, rules, muted }: Configuration['users'][number]): User {
  const user = aUser(id, muted ? { mutedUntil: plus(tenOClock, { days: 2 }) } : {}, rules);
  const updates = (['ALERT_ACCEPTED', 'ALERT_RESOLVED', 'ALERT_ESCALATED'] as const).map((type, index) => ({
    id: id * 100 + 50 + index,
    method: 'EMAIL' as const,
    contactId: id * 10 + 1,
    type,
  }));
  return { ...user, preferences: { ...user.preferences, updates } };
}

/** Writes a configuration into an empty store. */
export async function setUp(store: Store, { users, policies, sources }: Configuration): Promise<void> {
  await store.createAccount({ createdAt: tenOClock, ownerId: 1 });
  for (const user of users) await store.users.create(userOf(user));
  for (const policy of policies) await store.policies.create(policyOf(policy));
  for (const { id, policyId, priority } of sources)
    await store.sources.create(
      aSource({ id, policyId, name: `Source ${id}`, integrationKey: `key-${id}`, alertPriorityRule: priority }),
    );
}

/** Secrets as they are: real encryption draws a new number each time, and no run would be like another. */
export const plainCipher: Cipher = { encrypt: (text) => text, decrypt: (text) => text };
