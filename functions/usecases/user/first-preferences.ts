import type { AlertPreference, User } from '../../domain/user/user.ts';
import type { Ids } from '../../ports/ids.ts';

/**
 * What a new user starts with (features.md §8): an e-mail to the login address at once, for alerts of high and of low
 * priority. Ordinary rules, which may be changed and deleted.
 */
export function firstPreferences(ids: Ids, loginContactId: number): User['preferences'] {
  const rule = (type: AlertPreference['type']): AlertPreference => ({
    id: ids.next(),
    method: 'EMAIL',
    contactId: loginContactId,
    delayMin: 0,
    type,
  });
  return { alerts: [rule('HIGH_PRIORITY'), rule('LOW_PRIORITY')], duties: [], updates: [], subscriptions: [] };
}
