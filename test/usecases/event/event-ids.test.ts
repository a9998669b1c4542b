import { describe, expect, it } from 'vitest';
import { eventIdBase } from '../../../functions/usecases/event/event-ids.ts';

const baseOf = (body: unknown, headers: Readonly<Record<string, string>> = {}, raw = JSON.stringify(body)) =>
  eventIdBase({ requestId: 'request-1', sourceId: 17, headers, body, raw });

const notification = {
  Type: 'Notification',
  MessageId: 'm-1',
  TopicArn: 'arn:aws:sns:eu-central-1:111122223333:ops',
  Subject: 'Queue stuck',
  Message: '1203 payments wait',
  MessageAttributes: { eventType: { Type: 'String', Value: 'ALERT' } },
};
const busEvent = { id: 'e-1', source: 'aws.health', 'detail-type': 'Health', resources: ['a'], detail: { code: 1 } };

describe('the ids of the events of a request', () => {
  it('begin with its source and 32 digits of what its sender calls it', () => {
    expect(baseOf(notification)).toMatch(/^17-[0-9a-f]{32}$/);
    expect(baseOf(notification)).toBe(baseOf({ ...notification, Signature: 'of another delivery' }));
  });

  it.each<[string, object, object]>([
    ['Type', notification, { Type: 'SubscriptionConfirmation' }],
    ['TopicArn', notification, { TopicArn: 'arn:aws:sns:eu-central-1:111122223333:other' }],
    ['Subject', notification, { Subject: 'Queue empty' }],
    ['Message', notification, { Message: '0 payments wait' }],
    ['MessageAttributes', notification, { MessageAttributes: { eventType: { Type: 'String', Value: 'RESOLVE' } } }],
    ['no Subject', notification, { Subject: undefined }],
    ['source', busEvent, { source: 'aws.ec2' }],
    ['detail-type', busEvent, { 'detail-type': 'Other' }],
    ['resources', busEvent, { resources: ['b'] }],
    ['detail', busEvent, { detail: { code: 2 } }],
  ])('are others where a message of the same name has another %s', (_member, body, other) => {
    expect(baseOf({ ...body, ...other })).not.toBe(baseOf(body));
  });

  it('begin with the name of the request where its sender gave none', () => {
    expect(baseOf({ title: 'Disk full' })).toBe('request-1');
    // Only in a CloudEvent is an `id` the message's own; elsewhere it may be that of the alert.
    expect(baseOf({ id: 'c-1', title: 'Disk full' })).toBe('request-1');
    expect(baseOf({ id: 'c-1', specversion: '1.0', title: 'Disk full' })).toMatch(/^17-/);
  });

  it('are others where the body is another under the same header', () => {
    const named = { 'idempotency-key': 'always the same' };
    expect(baseOf({ title: 'x' }, named)).not.toBe(baseOf({ title: 'y' }, named));
    expect(baseOf({ title: 'x' }, named)).toBe(baseOf({ title: 'x' }, named));
  });
});
