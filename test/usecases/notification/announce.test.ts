import { describe, expect, it } from 'vitest';
import type { Alert, Responder } from '../../../functions/domain/alert/alert.ts';
import { notificationId } from '../../../functions/domain/notification/id.ts';
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

  it('up to a level spares whom that level pages, and not whom an earlier one did', async () => {
    const world = await aChangedAlert({}, [1]);
    const alert = (await world.store.alerts.get(700)) ?? expect.fail('no alert');
    const step = { alertId: 700, stepId: 2, run: 1, pass: 0, level: 1, claimedAt: tenOClock, notifications: [] };
    await world.store.alerts.save(alert, { log: [], step: { ...step, responders: [2] } });
    await world.announce('ESCALATED');
    expect((await world.told()).sort()).toEqual(['EMAIL 1', 'EMAIL 3']);
  });

  /* A version that comes finishes what the one before it began to tell. */
  it('has the id that former versions gave it, another for each change', async () => {
    const world = await aChangedAlert(both);
    await world.announce('ACCEPTED');
    await world.announce('RESOLVED');
    const idOf = (change: string, userId: number, ruleId: number) =>
      notificationId([700, 'UPDATE', change, 2, userId, userId * 10 + 1, ruleId]);
    const told = await world.store.notifications.list('ALERT#700');
    expect(new Set(told.map(({ id }) => id))).toEqual(
      new Set([
        idOf('ACCEPTED', 2, 2000),
        idOf('ACCEPTED', 3, 3000),
        idOf('RESOLVED', 1, 1001),
        idOf('RESOLVED', 3, 3001),
      ]),
    );
  });

  it('of an alert that is gone is told to nobody', async () => {
    const world = await aChangedAlert(both);
    await announceChange(world.ctx, { v: 1, announce: 'RESOLVED', alertId: 701, version: 2 });
    expect(await world.told()).toEqual([]);
  });
});
