import { aUser } from '../../support/factories.ts';

/** Users 1, 2 and 3, of whom user 1 wants to be told by SMS of duties: so many minutes before, and 0 when they begin. */
export function whoWantsNotices(leads: readonly (0 | 15 | 60)[]) {
  const owner = aUser(1);
  const duties = leads.map(
    (beforeMin, id) => ({ id, method: 'SMS', contactId: 12, beforeMin, type: 'ON_CALL' }) as const,
  );
  return [{ ...owner, preferences: { ...owner.preferences, duties } }, aUser(2), aUser(3)];
}
