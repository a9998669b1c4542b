import { aUser } from '../../support/factories.ts';
import type { RuleSketch } from '../plan.ts';
import type { Capability } from './capability.ts';
import { someRules, sometimes, someUser } from './choices.ts';

/** A user's rules become others: the old ones go one by one, then the new ones come. */
export interface EditUserOperation {
  readonly at: number;
  readonly kind: 'edit-user';
  readonly userId: number;
  readonly rules: readonly RuleSketch[];
}

export const editUser: Capability<EditUserOperation> = {
  kind: 'edit-user',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.15, [1, 2], () => ({
      at: random.next() * until,
      kind: 'edit-user',
      userId: someUser(random, configuration),
      rules: someRules(random),
    })),
  perform: async (people, { userId, rules }) => {
    const path = `/api/users/${userId}/notification-preferences/alerts`;
    const listed = await people.callApi('GET', path);
    const old = (listed.ok ? listed.value.body : []) as { id: number }[];
    for (const { id } of old) await people.callApi('DELETE', `${path}/${id}`);
    for (const { contactId, id: _id, ...rule } of aUser(userId, {}, rules).preferences.alerts)
      await people.callApi('POST', path, { body: { ...rule, ...(contactId && { contact: { id: contactId } }) } });
  },
};
