import { describe, expect, it } from 'vitest';
import type { Alert, Responder } from '../../../functions/domain/alert/alert.ts';
import type { UpdateMessage } from '../../../functions/domain/notification/notification.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { announceChange } from '../../../functions/usecases/notification/announce.ts';
import { anAlert, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const types = ['ALERT_ACCEPTED', 'ALERT_RESOLVED', 'ALERT_ESCALATED'] as const;
const curious = (id: number): User => {
  const user = aUser(id);
  const updates = types.map((type, index) => ({
    id: id * 1000 + index,
    type,
    method: 'EMAIL' as const,
    contactId: id * 10 + 1,
  }));
  return { ...user, preferences: { ...user.preferences, updates } };
};
const aResponder = (userId: number): Responder => ({
  alertId: 700,
  userId,
  firstName: 'First',
  lastName: 'Last',
  email: '',
  status: 'PENDING',
  addedAt: tenOClock,
});
const person = (id: number) => ({ kind: 'user', id, name: `User ${id}` }) as NonNullable<Alert['acceptedBy']>;

/** An alert to which users 1 to 3 respond, all of whom want to know of every change. */
async function aChangedAlert(facts: Partial<Alert>, stepFor: readonly number[] = []) {
  const world = await aWorld({ users: [1, 2, 3].map(curious) });
  const step = { alertId: 700, stepId: 1, run: 1, pass: 0, level: 0, claimedAt: tenOClock, expandedAt: tenOClock };
  await world.store.alerts.create(anAlert(facts), {
    log: [],
    responders: [1, 2, 3].map(aResponder),
    step: { ...step, responders: [...stepFor], notifications: [] },
  });
  return {
    ...world,
    announce: (announce: UpdateMessage['announce'], version = 2) =>
      announceChange(world.ctx, { v: 1, announce, alertId: 700, version }),
  };
}

describe('a change that is announced', () => {
  const both = { acceptedBy: person(1), resolvedBy: person(2) };

  it.each<[UpdateMessage['announce'], Partial<Alert>, readonly number[], readonly string[]]>([
    ['ACCEPTED', both, [], ['EMAIL 2', 'EMAIL 3']],
    ['RESOLVED', both, [], ['EMAIL 1', 'EMAIL 3']],
    ['ESCALATED', both, [3], ['EMAIL 1', 'EMAIL 2']],
    ['ACCEPTED', both, [3], ['EMAIL 2', 'EMAIL 3']],
    ['ACCEPTED', { acceptedBy: { ...person(1), kind: 'source' } }, [], ['EMAIL 1', 'EMAIL 2', 'EMAIL 3']],
    ['RESOLVED', {}, [], ['EMAIL 1', 'EMAIL 2', 'EMAIL 3']],
  ])('%s is told to who responds, but for who made it or is paged anyway', async (what, facts, stepFor, expected) => {
    const world = await aChangedAlert(facts, stepFor);
    await world.announce(what);
    expect((await world.told()).sort()).toEqual(expected);
    const [update] = await world.store.notifications.list('ALERT#700');
    expect(update).toMatchObject({ kind: 'UPDATE', change: what, status: 'QUEUED', at: tenOClock });
  });

  it('is told once for each version that made it', async () => {
    const world = await aChangedAlert(both);
    await world.announce('ACCEPTED');
    await world.told();
    await world.announce('ACCEPTED');
    expect(await world.told()).toEqual([]);
    await world.announce('ACCEPTED', 3);
    expect(await world.told()).toHaveLength(2);
  });

  it('of an alert that is gone is told to nobody', async () => {
    const world = await aChangedAlert(both);
    await announceChange(world.ctx, { v: 1, announce: 'RESOLVED', alertId: 701, version: 2 });
    expect(await world.told()).toEqual([]);
  });
});
