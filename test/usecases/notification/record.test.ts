import { describe, expect, it } from 'vitest';
import type { Notification } from '../../../functions/domain/notification/notification.ts';
import { endNotification, logOf, stateOf } from '../../../functions/usecases/notification/record.ts';
import { queueInAMoment } from '../../../functions/usecases/notification/requeue.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const page: Notification = {
  scope: 'ALERT#700',
  id: 42,
  kind: 'PAGE',
  channel: 'SMS',
  target: '+491510000012',
  language: 'en',
  alertId: 700,
  userId: 1,
  status: 'QUEUED',
  at: tenOClock,
  attempts: 0,
  createdAt: tenOClock,
};
const devices = [{ id: 1, name: 'Phone of Ada', platform: 'APNS' as const, token: 'token-a', createdAt: tenOClock }];
const vars = { status: 'SENT', kind: 'PAGE', channel: 'SMS', target: page.target, userId: 1 };

describe('the timeline entry of a notification', () => {
  const { target, userId, ...toNobody } = vars;
  const push = { ...toNobody, userId, channel: 'PUSH', user: 'First1 Last1' };
  const user = aUser(1, { devices });
  it.each<[string, Partial<Notification>, Partial<Parameters<typeof logOf>[2]>, object]>([
    ['says what went where', {}, {}, vars],
    ['to whom', {}, { user }, { ...vars, user: 'First1 Last1' }],
    ['to nobody in particular', { userId: undefined }, {}, { ...toNobody, target }],
    ['by which device', { channel: 'PUSH', target: 'token-a' }, { user }, { ...push, target: 'Phone of Ada' }],
    ['but no token', { channel: 'PUSH', target: 'token-b' }, { user }, push],
    ['why, in few words', {}, { reason: 'x'.repeat(301) }, { ...vars, reason: 'x'.repeat(300) }],
    ['and nothing where there is no reason', {}, { reason: '' }, vars],
    [
      'of which change, by which way',
      { change: 'GREW', driver: 'sms.eum' },
      {},
      { ...vars, change: 'GREW', driver: 'sms.eum' },
    ],
  ])('%s', async (_what, facts, told, expected) => {
    const { ctx } = await aWorld();
    const [entry, ...more] = logOf(ctx, { ...page, ...facts }, { status: 'SENT', ...told });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ alertId: 700, timestamp: tenOClock, type: 'NotificationLogEntry' });
    expect(entry?.vars).toStrictEqual(expected);
  });

  it.each<[string, Partial<Notification>]>([
    ['about no alert', { alertId: undefined }],
    ['of the canary', { channel: 'NULL' }],
  ])('is not written %s', async (_what, facts) => {
    expect(logOf((await aWorld()).ctx, { ...page, ...facts }, { status: 'SENT' })).toEqual([]);
  });
});

it('what ends is counted once, by who was first', async () => {
  const { ctx, store, counted } = await aWorld();
  await store.notifications.add([page]);
  const end = () => endNotification(ctx, page, { status: 'SENT' });
  expect([await end(), await end()]).toEqual([true, false]);
  expect(counted.filter(([name]) => name === 'Notifications')).toEqual([['Notifications', 1]]);
});

it.each<[Partial<Notification>, object]>([
  [{}, { status: 'QUEUED', at: tenOClock }],
  [
    { status: 'SENDING', sendingSince: tenOClock },
    { status: 'SENDING', sendingSince: tenOClock },
  ],
  [{ status: 'SENDING' }, { status: 'SENDING' }],
  [{ status: 'SENT', sendingSince: tenOClock }, { status: 'SENT' }],
])('a notification that is %j is moved only from that state', (facts, state) => {
  expect(stateOf({ ...page, ...facts })).toEqual(state);
});

describe('a crowd around one window', () => {
  it('comes back over five seconds, each in another of them; who names no queue is left to it', async () => {
    const { ctx, sent } = await aWorld();
    const { kind, channel, target } = page;
    const about = { kind, channel, target };
    for (let id = 5; id < 11; id += 1) expect(await queueInAMoment(ctx, { v: 1, scope: 'x', id, about })).toBe(true);
    expect(sent.map(({ delaySeconds }) => delaySeconds)).toEqual([1, 2, 3, 4, 5, 1]);
    expect(await queueInAMoment(ctx, { v: 1, scope: 'x', id: 1 })).toBe(false);
    expect(sent).toHaveLength(6);
  });
});
