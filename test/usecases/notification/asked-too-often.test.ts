import { expect, it } from 'vitest';
import type { DailyCaps } from '../../../functions/domain/notification/daily-caps.ts';
import {
  accountMail,
  canSendMail,
  guestMail,
  queueMails,
} from '../../../functions/usecases/notification/account-mail.ts';
import { countToday, refuseBeyondCaps } from '../../../functions/usecases/notification/day-caps.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const none = { SMS: 0, VOICE: 0 };

async function capped(dailyCaps: DailyCaps | undefined) {
  const world = await aWorld();
  const errors: object[] = [];
  const log = { ...world.ctx.log, error: (_message: string, fields?: object) => void errors.push(fields ?? {}) };
  const settings = { ...world.ctx.settings, ...(dailyCaps && { dailyCaps }) };
  const ctx = { ...world.ctx, log, settings };
  const ask = (userId: number, kind: 'TEST' | 'VERIFICATION' = 'TEST') =>
    refuseBeyondCaps(ctx, { kind, channel: 'SMS', userId });
  const sent = (userId: number) => countToday(ctx, { kind: 'TEST', userId }, 'SMS');
  return { ...world, ctx, ask, sent, errors };
}

it('what somebody asks for is refused once a third of their day is used up, with whose it is', async () => {
  const { ask, sent, errors, counted, clock } = await capped({ perUser: { SMS: 4, VOICE: 0 }, all: none });
  await sent(1);
  await ask(1);
  await sent(1);
  await expect(ask(1)).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    message: expect.stringContaining('to this person (REQUESTED_OF_PERSON_USED_UP)'),
  });
  await ask(2);
  await expect(ask(1, 'VERIFICATION')).rejects.toThrow('to this person');
  expect(errors).toEqual([{ cap: 'REQUESTED_OF_PERSON_USED_UP', userId: 1 }]);
  expect(counted).toEqual([['DailyCapsReached', 1]]);
  clock.advance({ days: 1 });
  await ask(1);
});

it('and once a third of the day of all is', async () => {
  const { ask, sent, errors } = await capped({ perUser: none, all: { SMS: 3, VOICE: 0 } });
  await sent(1);
  await expect(ask(2)).rejects.toThrow('by this deployment (REQUESTED_USED_UP)');
  expect(errors).toEqual([{ cap: 'REQUESTED_USED_UP' }]);
});

it('nothing is refused where there are no caps, nor on a way that costs nothing', async () => {
  const { ask, sent } = await capped(undefined);
  for (let count = 0; count < 5; count += 1) await sent(1);
  await ask(1);
  const { ctx, sent: text } = await capped({ perUser: { SMS: 1, VOICE: 0 }, all: { SMS: 1, VOICE: 0 } });
  await text(1);
  await refuseBeyondCaps(ctx, { kind: 'TEST', channel: 'EMAIL', userId: 1 });
});

it('a mail about an account is a message to the address they sign in with', () => {
  const words = { subject: 'Hello', text: 'Words' };
  const user = aUser(1, { language: 'de' });
  const mail = accountMail(user, ['a', 1], words, tenOClock);
  const common = { kind: 'VERIFICATION', channel: 'EMAIL', status: 'QUEUED', at: tenOClock, ...words };
  expect(mail).toMatchObject({ ...common, scope: 'USER#1', target: user.email, language: 'de', userId: 1 });
  const guest = { scope: 'PAGE#5', email: 'ada@example.com', language: 'en' } as const;
  const sent = guestMail(guest, ['a', 1], words, tenOClock);
  expect(sent).toMatchObject({ ...common, scope: 'PAGE#5', target: 'ada@example.com', language: 'en', id: mail.id });
  expect(sent).not.toHaveProperty('userId');
  expect(guestMail(guest, ['a', 2], words, tenOClock).id).not.toBe(mail.id);
});

it('mails that the queue does not take are left to the tick', async () => {
  const { ctx, queue, sent } = await aWorld();
  const mail = accountMail(aUser(1), ['a'], { subject: 'Hello', text: 'Words' }, tenOClock);
  await queueMails(ctx, [mail]);
  expect(sent).toMatchObject([{ scope: 'USER#1', id: mail.id, channel: 'EMAIL' }]);
  queue.failing = true;
  await queueMails(ctx, [mail]);
  await queueMails(ctx, []);
  expect(sent).toHaveLength(1);
});

it('mails are sent where they are set up, and where nobody has said what is', async () => {
  const { ctx } = await aWorld();
  const by = (configuredChannels?: readonly ('EMAIL' | 'SMS')[]) =>
    canSendMail({ ...ctx, settings: { ...ctx.settings, ...(configuredChannels && { configuredChannels }) } });
  expect([by(), by(['EMAIL']), by(['SMS'])]).toEqual([true, true, false]);
});
