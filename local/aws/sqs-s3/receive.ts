import type { Queue, QueueMessage, QueueStore } from './fauxqs.ts';
import type { QueueDepth, ReceivedMessage } from './types.ts';

const MOST = 10;

/**
 * Receives as AWS does. fauxqs hands out one message of a FIFO group at a time; here the first group that is free is
 * drained, up to `max`, then the next, so that a consumer sees batches of one group in order.
 */
export function receiveFrom(store: QueueStore, queue: Queue, max: number, visibility?: number): ReceivedMessage[] {
  const deadLetterQueue = (arn: string) => store.getQueueByArn(arn);
  const wanted = Math.min(max, MOST);
  queue.processTimers();
  if (!queue.isFifo()) return queue.dequeue(wanted, visibility, deadLetterQueue).map((got) => describe(queue, got));

  const received: ReceivedMessage[] = [];
  for (const [group, messages] of freeGroups(queue)) {
    sortBySequence(messages);
    while (received.length < wanted && messages.length > 0) {
      const [got] = onlyGroup(queue, group, () => queue.dequeue(1, visibility, deadLetterQueue));
      if (got) received.push(describe(queue, got));
    }
    if (received.length >= wanted) break;
  }
  return received;
}

/** How full a queue is at this moment; what is asked is counted when it is asked, because queues can be long. */
export function depthOf(queue: Queue): QueueDepth {
  queue.processTimers();
  const visible = () => (queue.isFifo() ? [...queue.fifoMessages.values()].flat() : queue.messages);
  const inFlight = () => [...queue.inflightMessages.values()].map(({ message }) => message);
  return {
    get receivable() {
      if (!queue.isFifo()) return queue.messages.length;
      let count = 0;
      for (const [, messages] of freeGroups(queue)) count += messages.length;
      return count;
    },
    get visible() {
      return visible().length;
    },
    get inFlight() {
      return queue.inflightMessages.size;
    },
    get nextBackAt() {
      const ends = [...queue.inflightMessages.values()].map(({ visibilityDeadline }) => visibilityDeadline);
      return ends.length > 0 ? ends.reduce((first, end) => Math.min(first, end)) : undefined;
    },
    get delayed() {
      return delayedOf(queue).length;
    },
    get oldestAgeSeconds() {
      const oldest = [...visible(), ...inFlight()].reduce(
        (first, { sentTimestamp }) => Math.min(first, sentTimestamp),
        Date.now(),
      );
      return Math.floor((Date.now() - oldest) / 1000);
    },
  };
}

/** The earliest instant, in epoch milliseconds, at which a delay or an invisibility of the queue ends. */
export function nextChangeOf(queue: Queue): number | undefined {
  const ends = [
    ...delayedOf(queue).map(({ delayUntil }) => delayUntil ?? Number.POSITIVE_INFINITY),
    ...[...queue.inflightMessages.values()].map(({ visibilityDeadline }) => visibilityDeadline),
  ];
  return ends.length > 0 ? ends.reduce((first, end) => Math.min(first, end)) : undefined;
}

function delayedOf(queue: Queue): readonly QueueMessage[] {
  return queue.isFifo() ? [...queue.fifoDelayed.values()].flat() : queue.delayedMessages;
}

/** The FIFO groups that have messages and none in flight. */
function* freeGroups(queue: Queue): Generator<[string, QueueMessage[]]> {
  for (const entry of queue.fifoMessages) {
    if (entry[1].length > 0 && !queue.fifoLockedGroups.has(entry[0])) yield entry;
  }
}

/** Messages that come back after a time-out are put in front one by one, which turns their order round. */
function sortBySequence(messages: QueueMessage[]): void {
  messages.sort((a, b) => ((a.sequenceNumber ?? '') < (b.sequenceNumber ?? '') ? -1 : 1));
}

/** Runs the dequeue as if the queue had this one group and no message of it were in flight. */
function onlyGroup<T>(queue: Queue, group: string, dequeue: () => T): T {
  const { fifoMessages, fifoLockedGroups } = queue;
  const inFlight = fifoLockedGroups.get(group) ?? 0;
  fifoLockedGroups.delete(group);
  queue.fifoMessages = new Map([[group, fifoMessages.get(group) ?? []]]);
  try {
    return dequeue();
  } finally {
    const taken = fifoLockedGroups.get(group) ?? 0;
    if (inFlight + taken > 0) fifoLockedGroups.set(group, inFlight + taken);
    if (fifoMessages.get(group)?.length === 0) fifoMessages.delete(group);
    for (const [other, returned] of queue.fifoMessages) {
      if (other !== group) fifoMessages.set(other, [...returned, ...(fifoMessages.get(other) ?? [])]);
    }
    queue.fifoMessages = fifoMessages;
  }
}

function describe(queue: Queue, { ReceiptHandle }: { ReceiptHandle: string }): ReceivedMessage {
  const { message } = queue.inflightMessages.get(ReceiptHandle) as { message: QueueMessage };
  const { messageGroupId, messageDeduplicationId, sequenceNumber } = message;
  return {
    messageId: message.messageId,
    receiptHandle: ReceiptHandle,
    body: message.body,
    md5OfBody: message.md5OfBody,
    attributes: {
      ApproximateReceiveCount: String(message.approximateReceiveCount),
      SentTimestamp: String(message.sentTimestamp),
      SenderId: 'LOCAL',
      ApproximateFirstReceiveTimestamp: String(message.approximateFirstReceiveTimestamp ?? Date.now()),
      ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
      ...(messageGroupId !== undefined && { MessageGroupId: messageGroupId }),
      ...(messageDeduplicationId !== undefined && { MessageDeduplicationId: messageDeduplicationId }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.messageAttributes).map(([name, value]) => [
        name,
        {
          dataType: value.DataType,
          stringListValues: [],
          binaryListValues: [],
          ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
          ...(value.BinaryValue !== undefined && { binaryValue: value.BinaryValue }),
        },
      ]),
    ),
  };
}
