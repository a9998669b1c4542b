import { describe, expect, it } from 'vitest';
import { notificationId } from '../../../functions/domain/notification/id.ts';
import { messageOf } from '../../../functions/domain/notification/notification.ts';
import { queuedFor, takenUpAt } from '../../../functions/domain/notification/queued.ts';
import { readReference, referenceTo } from '../../../functions/domain/notification/reference.ts';
import { plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';

describe('a reference to a notification', () => {
  it.each([
    { scope: 'ALERT#700', id: 1 },
    { scope: 'USER#1', id: 2 ** 52 - 1 },
  ])('comes back as it went: %j', (named) => {
    expect(referenceTo(named)).toMatch(/^[\w-]+$/);
    expect(readReference(referenceTo(named))).toEqual(named);
  });

  it.each([
    '',
    'x 1 ALERT#7',
    '1 ALERT#7 x',
    '1',
    'ALERT#7 1',
    `${'1'.repeat(17)} ALERT#7`,
    ' 1 ALERT#7',
    '1 ALERT#7 ',
  ])('is none when it says %j', (text) => {
    expect(readReference(Buffer.from(text).toString('base64url'))).toBeUndefined();
  });
});

describe('the id of a notification', () => {
  it('is the same for the same, another for another, and a number JSON can carry', () => {
    const id = notificationId([700, 1, 'SMS', '+491']);
    expect(notificationId([700, 1, 'SMS', '+491'])).toBe(id);
    expect(notificationId([700, 1, 'SMS', '+492'])).not.toBe(id);
    expect(notificationId([70, '01', 'SMS', '+491'])).not.toBe(notificationId([700, 1, 'SMS', '+491']));
    for (let n = 0; n < 200; n++) expect(notificationId([n])).toBeLessThan(2 ** 52);
  });
});

it('a queued notification is taken up by the tick half a minute after its time', () => {
  expect(takenUpAt(tenOClock)).toBe(plus(tenOClock, { seconds: 30 }));
  expect(queuedFor(plus(tenOClock, { minutes: 2 }), tenOClock)).toEqual({
    status: 'QUEUED',
    at: plus(tenOClock, { minutes: 2 }),
    dueAt: plus(tenOClock, { minutes: 2, seconds: 30 }),
    attempts: 0,
    createdAt: tenOClock,
  });
});

it('a message says what its notification is about, and nothing else', () => {
  const about = { kind: 'PAGE', channel: 'SMS', target: '+491', alertId: 7, userId: 1, sourceId: 8 } as const;
  const more = { status: 'QUEUED', text: 'secret' };
  expect(messageOf({ scope: 'ALERT#7', id: 3, ...about, ...more })).toEqual({ v: 1, scope: 'ALERT#7', id: 3, about });
});
