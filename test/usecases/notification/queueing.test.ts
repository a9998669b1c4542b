import { describe, expect, it } from 'vitest';
import { notificationId } from '../../../functions/domain/notification/id.ts';
import type { Notification } from '../../../functions/domain/notification/notification.ts';
import { plus } from '../../../functions/domain/time.ts';
import { accountMail, guestMail, queueMails } from '../../../functions/usecases/notification/account-mail.ts';
import { capOn, countToday, daysOf, refuseBeyondCaps } from '../../../functions/usecases/notification/day-caps.ts';
import { queueInTime } from '../../../functions/usecases/notification/queue-in-time.ts';
import { queueFor } from '../../../functions/usecases/notification/requeue.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const words = { subject: 'Subject', text: 'Text' };
const queued = { status: 'QUEUED', at: tenOClock, createdAt: tenOClock };
const mail = (id: number): Notification => accountMail(aUser(id), ['APP', id], words, tenOClock);

describe('what is queued in its time', () => {
  it('waits in the queue for a quarter of an hour at most, and what is later is left to the tick', async () => {
    const { ctx, sent } = await aWorld();
    const inSeconds = (seconds: number) => ({ ...mail(1), at: plus(tenOClock, { seconds }) });
    await queueInTime(ctx, [-1, 0, 1, 900, 901].map(inSeconds));
    expect(sent.map(({ delaySeconds }) => delaySeconds)).toEqual([undefined, undefined, 1, 900]);
    expect(sent[0]).toMatchObject({ v: 1, scope: 'USER#1', id: mail(1).id, channel: 'EMAIL' });
  });

  it.each([
    [-1, undefined],
    [0.5, 1],
    [1.5, 2],
    [901, 900],
  ])('is never brought before its time: what is due in %d seconds is held back for %s', async (seconds, delay) => {
    const { ctx, sent } = await aWorld();
    await queueFor(ctx, { ...mail(1), at: plus(tenOClock, { milliseconds: seconds * 1000 }) });
    expect(sent.map(({ delaySeconds }) => delaySeconds)).toEqual([delay]);
  });

  it('asks nothing of a queue that is down where there is nothing to queue', async () => {
    const { ctx, queue } = await aWorld();
    queue.failing = true;
    await queueInTime(ctx, [{ ...mail(1), at: plus(tenOClock, { hours: 1 }) }]);
    await expect(queueInTime(ctx, [mail(1)])).rejects.toThrow('SQS does not answer');
  });
});

describe('a mail about an account', () => {
  it('goes to the address they sign in with, once for what it is about', () => {
    const user = aUser(1, { email: 'ada@example.com', language: 'de' });
    expect(accountMail(user, ['APP', 7], words, tenOClock)).toMatchObject({
      ...{ scope: 'USER#1', id: notificationId(['APP', 7]), kind: 'VERIFICATION', channel: 'EMAIL', userId: 1 },
      ...{ target: 'ada@example.com', language: 'de', ...words, ...queued },
    });
    const guest = { scope: 'PAGE#50', email: 'eve@example.com', language: 'en' } as const;
    const toGuest = guestMail(guest, ['LET_IN', 7], words, tenOClock);
    expect(toGuest).toMatchObject({
      ...{ scope: 'PAGE#50', id: notificationId(['LET_IN', 7]), kind: 'VERIFICATION', channel: 'EMAIL' },
      ...{ target: 'eve@example.com', language: 'en', ...words, ...queued },
    });
    expect(toGuest).not.toHaveProperty('userId');
  });

  it('is left to the tick where the queue does not take it', async () => {
    const { ctx, queue, sent } = await aWorld();
    const warned: string[] = [];
    const telling = { ...ctx, log: { ...ctx.log, warn: (text: string) => void warned.push(text) } };
    await queueMails(telling, [mail(1), mail(2)]);
    expect(sent.map(({ scope, channel }) => [scope, channel])).toEqual([
      ['USER#1', 'EMAIL'],
      ['USER#2', 'EMAIL'],
    ]);
    queue.failing = true;
    await queueMails(telling, []);
    expect(warned).toEqual([]);
    await queueMails(telling, [mail(1)]);
    expect(warned).toEqual(['mails were not queued: the tick sends them']);
  });
});

describe('what goes out on one day', () => {
  const dailyCaps = { perUser: { SMS: 1, VOICE: 1 }, all: { SMS: 3, VOICE: 3 } };
  async function aCappedWorld(more: object = {}) {
    const world = await aWorld();
    return { ...world, ctx: { ...world.ctx, settings: { ...world.ctx.settings, dailyCaps, ...more } } };
  }
  const all = '2026-11-21#ALL';
  const own = '2026-11-21#USER#1';

  it.each<['SMS' | 'VOICE' | 'EMAIL', number | undefined, string[]]>([
    ['SMS', 1, [all, own]],
    ['VOICE', undefined, [all]],
    ['EMAIL', 1, []],
  ])('counts where it costs money: %s to %s', async (channel, userId, days) => {
    const { ctx } = await aCappedWorld();
    expect(daysOf(ctx, { channel, userId })).toEqual(days);
    expect(daysOf((await aWorld()).ctx, { channel, userId })).toEqual([]);
  });

  it('is counted by its channel, and by what somebody asked for', async () => {
    const { ctx, store } = await aCappedWorld();
    await countToday(ctx, { kind: 'PAGE', userId: 1 }, 'SMS');
    await countToday(ctx, { kind: 'VERIFICATION', userId: 1 }, 'VOICE');
    await countToday(ctx, { kind: 'VERIFICATION', userId: 1 }, 'EMAIL');
    for (const day of [all, own])
      expect(await store.dayCounts.get(day)).toMatchObject({ SMS: 1, askedSMS: 0, VOICE: 1, askedVOICE: 1 });
  });

  it('stops codes and tests with who has had enough, or where all have; the operator hears of it once a day', async () => {
    const { ctx, counted } = await aCappedWorld();
    const asking = { kind: 'TEST', channel: 'SMS', userId: 1 } as const;
    await refuseBeyondCaps(ctx, asking);
    await countToday(ctx, asking, 'SMS');
    await expect(refuseBeyondCaps(ctx, asking)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringContaining('to this person'),
    });
    for (const userId of [2, 2, 3])
      await expect(refuseBeyondCaps(ctx, { ...asking, userId })).rejects.toThrow('by this deployment');
    await refuseBeyondCaps(ctx, { ...asking, channel: 'EMAIL' });
    expect(counted.filter(([name]) => name === 'DailyCapsReached')).toHaveLength(2);
  });

  it('is told to the operator of each person, and whose it is', async () => {
    const { ctx, counted } = await aCappedWorld({ dailyCaps: { ...dailyCaps, all: { SMS: 30, VOICE: 30 } } });
    const told: unknown[] = [];
    const telling = { ...ctx, log: { ...ctx.log, error: (_text: string, facts?: object) => void told.push(facts) } };
    const today = { user: { SMS: 1, VOICE: 0, askedSMS: 0, askedVOICE: 0 }, all: undefined };
    for (const userId of [1, 2, 1]) await capOn(telling, { kind: 'PAGE', channel: 'SMS', userId }, today);
    expect(told).toStrictEqual([1, 2].map((userId) => ({ cap: 'TEXTS_OF_PERSON_USED_UP', userId })));
    await capOn(
      telling,
      { kind: 'PAGE', channel: 'SMS', userId: 3 },
      { user: undefined, all: { ...today.user, SMS: 30 } },
    );
    expect(told[2]).toStrictEqual({ cap: 'TEXTS_USED_UP' });
    expect(counted).toEqual([1, 2, 3].map(() => ['DailyCapsReached', 1]));
  });

  it('stops no summary; a call where nobody can call counts as the text that goes in its place', async () => {
    const full = { SMS: 3, VOICE: 0, askedSMS: 0, askedVOICE: 0 };
    const today = { user: undefined, all: full };
    const { ctx } = await aCappedWorld();
    const page = { kind: 'PAGE', channel: 'SMS', userId: 1 } as const;
    expect(await capOn(ctx, page, today)).toBe('TEXTS_USED_UP');
    expect(await capOn(ctx, { ...page, kind: 'SUMMARY' }, today)).toBeUndefined();
    const call = { ...page, channel: 'VOICE' } as const;
    expect(await capOn(ctx, call, today)).toBeUndefined();
    const { ctx: textsOnly } = await aCappedWorld({ configuredChannels: ['SMS'] });
    expect(await capOn(textsOnly, call, today)).toBe('TEXTS_USED_UP');
  });
});
