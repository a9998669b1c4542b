import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';
import type { Channel } from '../domain/notification/notification.ts';
import type { EventQueue, NotificationQueue, SignInMails } from '../ports/queues.ts';

/** Limits of one SendMessageBatch call; SQS takes 1 MiB, and the attributes of each message count. */
const entriesPerBatch = 10;
const bytesPerBatch = 1_000_000;
const batchesAtOnce = 10;
const attempts = 4;
const firstPauseMilliseconds = 50;

type Entry = Omit<SendMessageBatchRequestEntry, 'Id'>;

/** JSON that SQS takes: the two code points it refuses are written as escapes. */
const bodyOf = (message: unknown): string =>
  JSON.stringify(message).replace(/[\uFFFE\uFFFF]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);

/** The entries cut into batches that SQS takes, order kept. */
export function batchesOf(entries: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.MessageBody ?? '');
    const current = batches.at(-1);
    if (current === undefined || current.length === entriesPerBatch || bytes + size > bytesPerBatch) {
      batches.push([entry]);
      bytes = size;
    } else {
      current.push(entry);
      bytes += size;
    }
  }
  return batches;
}

/** Sends one batch and again what SQS did not take of it; throws when some of it was refused every time. */
async function sendBatch(client: SQSClient, queueUrl: string, batch: readonly Entry[]): Promise<void> {
  let open = batch.map((entry, index) => ({ ...entry, Id: String(index) }));
  for (let attempt = 1; ; attempt++) {
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: open }));
    if (Failed.length === 0) return;
    const isFinal = attempt === attempts || Failed.some(({ SenderFault }) => SenderFault);
    if (isFinal) throw new Error(`${Failed.length} messages were not taken by the queue: ${Failed[0]?.Code}`);
    const failed = new Set(Failed.map(({ Id }) => Id));
    open = open.filter(({ Id }) => failed.has(Id));
    await pause(firstPauseMilliseconds * 2 ** (attempt - 1) * (0.5 + Math.random()));
  }
}

async function sendInOrder(client: SQSClient, queueUrl: string, entries: readonly Entry[]): Promise<void> {
  for (const batch of batchesOf(entries)) await sendBatch(client, queueUrl, batch);
}

/** Several batches side by side: their order does not matter, and a thousand people wait for the last of them. */
async function sendAll(client: SQSClient, queueUrl: string, entries: readonly Entry[]): Promise<void> {
  const batches = batchesOf(entries);
  while (batches.length > 0)
    await Promise.all(batches.splice(0, batchesAtOnce).map((batch) => sendBatch(client, queueUrl, batch)));
}

/** The FIFO queue of events. An event sent twice within five minutes is delivered once, by its name. */
export function sqsEventQueue(client: SQSClient, queueUrl: string): EventQueue {
  return {
    send: (messages) =>
      sendInOrder(
        client,
        queueUrl,
        messages.map(({ message, groupId, name = message.eventId }) => ({
          MessageBody: bodyOf(message),
          MessageGroupId: groupId,
          MessageDeduplicationId: name,
        })),
      ),
  };
}

/** The queues of notifications: calls have their own, so that the slow channel does not hold up the others. */
export function sqsNotificationQueue(
  client: SQSClient,
  urls: { readonly notifications: string; readonly voice: string },
): NotificationQueue {
  const urlOf = (channel: Channel) => (channel === 'VOICE' ? urls.voice : urls.notifications);
  return {
    async send(messages) {
      for (const url of new Set(messages.map(({ channel }) => urlOf(channel)))) {
        const entries = messages
          .filter(({ channel }) => urlOf(channel) === url)
          .map(({ message, delaySeconds = 0 }) => ({
            MessageBody: bodyOf(message),
            DelaySeconds: Math.min(900, Math.max(0, Math.ceil(delaySeconds))),
          }));
        await sendAll(client, url, entries);
      }
    },
    announce: (messages) =>
      sendAll(
        client,
        urls.notifications,
        messages.map((message) => ({ MessageBody: bodyOf(message) })),
      ),
  };
}

/** Requests for sign-in mails go the way of notifications. */
export const sqsSignInMails = (client: SQSClient, queueUrl: string): SignInMails => ({
  ask: (request) => sendAll(client, queueUrl, [{ MessageBody: bodyOf(request) }]),
});
