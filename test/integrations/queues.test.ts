import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EventMessage } from '../../functions/domain/event/event.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { batchesOf, sqsEventQueue, sqsNotificationQueue } from '../../functions/platform/queues.ts';

const sqs = mockClient(SQSClient);
beforeEach(() => sqs.reset());

const events = sqsEventQueue(new SQSClient({ region: 'eu-central-1' }), 'https://sqs/events.fifo');
const message = (index: number, summary = 'x'): { message: EventMessage; groupId: string } => ({
  groupId: `group-${index}`,
  message: {
    v: 1,
    eventId: `request-${index}`,
    sourceId: 1,
    integration: 'api',
    receivedAt: '2026-11-21T20:30:00.000Z' as Instant,
    event: { eventType: 'ALERT', summary },
  },
});
const entriesOf = (call: number) => sqs.commandCalls(SendMessageBatchCommand)[call]?.args[0].input.Entries ?? [];

describe('the event queue', () => {
  it('sends batches of ten, in order, each event under its id and in its group', async () => {
    sqs.on(SendMessageBatchCommand).resolves({});
    await events.send(Array.from({ length: 23 }, (_, index) => message(index)));
    expect(sqs.commandCalls(SendMessageBatchCommand)).toHaveLength(3);
    const sent = [...entriesOf(0), ...entriesOf(1), ...entriesOf(2)];
    expect(sent.map(({ MessageDeduplicationId }) => MessageDeduplicationId)).toEqual(
      Array.from({ length: 23 }, (_, index) => `request-${index}`),
    );
    expect(sent[4]?.MessageGroupId).toBe('group-4');
    expect(JSON.parse(sent[4]?.MessageBody ?? '')).toEqual(message(4).message);
  });

  it('sends again only what failed', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }] } as never)
      .resolves({});
    await events.send([message(0), message(1), message(2)]);
    expect(entriesOf(1).map(({ MessageDeduplicationId }) => MessageDeduplicationId)).toEqual(['request-1']);
  });

  it('fails when something is never taken', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: '0', Code: 'Busy', SenderFault: false }] } as never);
    await expect(events.send([message(0)])).rejects.toThrow('1 messages were not taken by the queue: Busy');
    expect(sqs.commandCalls(SendMessageBatchCommand)).toHaveLength(4);
  });

  it('does not repeat what SQS will never take', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: '0', Code: 'Invalid', SenderFault: true }] } as never);
    await expect(events.send([message(0)])).rejects.toThrow('Invalid');
    expect(sqs.commandCalls(SendMessageBatchCommand)).toHaveLength(1);
  });

  it('writes the characters that SQS refuses as escapes', async () => {
    sqs.on(SendMessageBatchCommand).resolves({});
    await events.send([message(0, 'a\uFFFE\uFFFF\u0000b')]);
    const body = entriesOf(0)[0]?.MessageBody ?? '';
    expect(body).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]*$/);
    expect(JSON.parse(body).event.summary).toBe('a\uFFFE\uFFFF\u0000b');
  });

  it('keeps every batch below the size that SQS takes', () => {
    const entries = Array.from({ length: 10 }, () => ({ MessageBody: 'ä'.repeat(200_000) }));
    expect(batchesOf(entries).map((batch) => batch.length)).toEqual([2, 2, 2, 2, 2]);
  });
});

describe('the notification queues', () => {
  const notifications = sqsNotificationQueue(new SQSClient({ region: 'eu-central-1' }), {
    notifications: 'https://sqs/notifications',
    voice: 'https://sqs/voice',
  });
  const one = (id: number) => ({ v: 1 as const, scope: 'ALERT#1', id });

  it('give calls a queue of their own, and delay at most 15 minutes', async () => {
    sqs.on(SendMessageBatchCommand).resolves({});
    await notifications.send([
      { message: one(1), channel: 'SMS', delaySeconds: 59.2 },
      { message: one(2), channel: 'VOICE' },
      { message: one(3), channel: 'EMAIL', delaySeconds: 5_000 },
    ]);
    const calls = sqs.commandCalls(SendMessageBatchCommand).map((call) => call.args[0].input);
    expect(calls.map(({ QueueUrl, Entries }) => [QueueUrl, Entries?.map(({ DelaySeconds }) => DelaySeconds)])).toEqual([
      ['https://sqs/notifications', [60, 900]],
      ['https://sqs/voice', [0]],
    ]);
  });

  it('send nothing when there is nothing to send', async () => {
    await notifications.send([]);
    await notifications.announce([]);
    expect(sqs.calls()).toEqual([]);
  });

  it('announce changes beside the notifications', async () => {
    sqs.on(SendMessageBatchCommand).resolves({});
    await notifications.announce([{ v: 1, announce: 'ACCEPTED', alertId: 1, version: 2 }]);
    expect(sqs.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.QueueUrl).toBe('https://sqs/notifications');
  });
});
