import { expect, it } from 'vitest';
import { notificationId } from '../../../functions/domain/notification/id.ts';
import { plus } from '../../../functions/domain/time.ts';
import { tellAdministrators } from '../../../functions/usecases/notice/tell-administrators.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const about = ['STOP', '+491510000012'];
const words = ({ firstName }: { readonly firstName: string }) => ({ subject: `${firstName},`, text: 'No more texts.' });

/** An owner, an administrator with no address that works, one who has no place at all, and somebody who is none. */
const people = [
  aUser(1, { role: 'OWNER', language: 'de' }),
  aUser(2, { role: 'ADMIN', emails: [] }),
  aUser(3, { role: 'ADMIN', emails: [], phones: [] }),
  aUser(4, { role: 'USER' }),
];

it('every administrator is told where they are reached in any case, once for what it is about', async () => {
  const { ctx, store, sent, told } = await aWorld({ users: people });
  await tellAdministrators(ctx, about, words);
  const common = { kind: 'NOTICE', text: 'No more texts.', status: 'QUEUED', at: tenOClock, attempts: 0 };
  const times = { createdAt: tenOClock, dueAt: plus(tenOClock, { seconds: 30 }) };
  const noticeTo = (userId: number) => ({
    ...{ ...common, ...times, scope: `USER#${userId}`, userId, subject: `First${userId},` },
    id: notificationId(['NOTICE', 'administrator', userId, ...about]),
  });
  expect(await store.notifications.list('USER#1')).toEqual([
    { ...noticeTo(1), channel: 'EMAIL', target: 'user1@example.com', contactId: 11, language: 'de' },
  ]);
  expect(await store.notifications.list('USER#2')).toEqual([
    { ...noticeTo(2), channel: 'SMS', target: '+49151000002', contactId: 22, language: 'en' },
  ]);
  expect(sent.map(({ id }) => id)).toEqual([1, 2].map((userId) => noticeTo(userId).id));
  expect(await told()).toEqual(['EMAIL 1', 'SMS 2']);

  await tellAdministrators(ctx, about, words);
  expect(await told()).toEqual([]);
  await tellAdministrators(ctx, [...about, 'again'], words);
  expect(await told()).toEqual(['EMAIL 1', 'SMS 2']);
});
