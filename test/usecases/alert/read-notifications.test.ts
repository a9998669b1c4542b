import { describe, expect, it } from 'vitest';
import { alertScope, type Notification } from '../../../functions/domain/notification/notification.ts';
import { plus } from '../../../functions/domain/time.ts';
import { readNotifications } from '../../../functions/usecases/alert/read-notifications.ts';
import { anAlert, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const aNotification = (facts: Partial<Notification> = {}): Notification => ({
  scope: alertScope(700),
  id: 42,
  kind: 'PAGE',
  channel: 'SMS',
  target: '+491510000012',
  language: 'en',
  alertId: 700,
  userId: 1,
  status: 'SENT',
  at: tenOClock,
  attempts: 0,
  createdAt: tenOClock,
  ...facts,
});

/** What the API answers of these notifications about one alert. */
async function read(...notifications: readonly Notification[]) {
  const world = await aWorld();
  await world.store.alerts.create(anAlert(), { log: [] });
  await world.store.notifications.add(notifications);
  return readNotifications(world.as(2), 700);
}

describe('a notification on the wire', () => {
  it.each<[Notification['status'], Partial<Notification>, string, string | undefined]>([
    ['QUEUED', {}, 'SCHEDULED', undefined],
    ['SENDING', { error: 'throttled' }, 'SCHEDULED', undefined],
    ['SENT', {}, 'SUCCESS', undefined],
    ['SENT', { notAnswered: false }, 'SUCCESS', undefined],
    ['SENT', { notAnswered: true }, 'ERROR', 'NOT_ANSWERED'],
    ['DELIVERED', { error: 'a carrier complains' }, 'SUCCESS', undefined],
    ['FAILED', { error: 'opted out' }, 'ERROR', 'opted out'],
    ['FAILED', { error: 'opted out', notAnswered: true }, 'ERROR', 'opted out'],
    ['FAILED', {}, 'ERROR', 'FAILED'],
    ['SUPPRESSED', {}, 'ERROR', 'SUPPRESSED'],
    ['AGGREGATED', {}, 'ERROR', 'AGGREGATED'],
    ['CANCELLED', { error: 'ACCEPTED' }, 'ERROR', 'ACCEPTED'],
  ])('that is %s with %j is %s (%s)', async (status, facts, expected, errorMessage) => {
    expect(await read(aNotification({ status, ...facts }))).toMatchObject([{ status: expected, errorMessage }]);
  });

  it('says to whom it went, on which way, when, and about what', async () => {
    expect(await read(aNotification({ sentAt: plus(tenOClock, { seconds: 3 }) }))).toEqual([
      {
        id: 42,
        method: 'SMS',
        target: '+491510000012',
        subject: 'Disk full on db-1',
        alertId: 700,
        user: { id: 1, firstname: 'First1', lastname: 'Last1' },
        notificationTime: plus(tenOClock, { seconds: 3 }),
        status: 'SUCCESS',
        errorMessage: undefined,
      },
    ]);
  });

  it('has its own subject and time where it has them', async () => {
    const waiting = aNotification({ subject: 'New in this alert', status: 'QUEUED' });
    expect(await read(waiting)).toMatchObject([{ subject: 'New in this alert', notificationTime: tenOClock }]);
  });

  it('shows no more of a push token than its end', async () => {
    const push = aNotification({ channel: 'PUSH', target: 'a-token-that-nobody-should-see-4f9a2c' });
    expect(await read(push)).toMatchObject([{ method: 'PUSH', target: '4f9a2c' }]);
  });

  it('has no person where it went to none, or where the person is gone', async () => {
    const all = await read(
      aNotification({ id: 1, userId: undefined }),
      aNotification({ id: 2, userId: 99 }),
      aNotification(),
    );
    const people = new Map(all.map((one) => [(one as { id: number }).id, (one as { user?: { id: number } }).user?.id]));
    expect(people).toEqual(
      new Map([
        [1, undefined],
        [2, undefined],
        [42, 1],
      ]),
    );
  });

  it('shows neither person nor address to who may not know them', async () => {
    const world = await aWorld();
    await world.store.alerts.create(anAlert(), { log: [] });
    await world.store.notifications.add([aNotification(), aNotification({ id: 43, userId: undefined })]);
    const { actor, ...ctx } = world.as(2);
    const teams = { roles: new Map(), privateTeams: new Set<number>(), unseenPeople: new Set([1]) };
    const shown = await readNotifications({ ...ctx, actor: { ...actor, teams } }, 700);
    expect(shown).toMatchObject([
      { id: 42, target: '', user: undefined },
      { id: 43, target: '+491510000012' },
    ]);
  });

  it('is left out where it was handed over to nobody', async () => {
    expect(await read(aNotification({ channel: 'NULL' }))).toEqual([]);
  });
});
