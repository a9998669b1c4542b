import type { ReceivedMessage, Sqs } from '../aws/sqs-s3/types.ts';
import type { VirtualClock } from '../clock.ts';
import type { DeployedEventSource } from '../deployment.ts';
import type { Access } from './access.ts';
import type { Activity } from './activity.ts';
import { matches } from './event-pattern.ts';
import type { Functions } from './functions.ts';
import { native } from './native-timers.ts';

/** Takes messages from one queue to one function, until closed. */
export interface Poller {
  readonly sourceArn: string;
  stop(): void;
  resume(): void;
  isStopped(): boolean;
  /** Asks whether the function's role allows reading; without it the poller does nothing. */
  askAccess(): Promise<void>;
  /** What it was given before is nobody's business any more: nothing of it is tried again. */
  reset(): void;
  close(): void;
}

export interface QueuePollerOptions {
  readonly source: DeployedEventSource;
  readonly region: string;
  readonly sqs: Sqs;
  readonly functions: Functions;
  readonly access: Access;
  readonly activity: Activity;
  readonly clock: Pick<VirtualClock, 'isPassing'>;
}

const pollingActions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
/** How many batches of a queue are worked on at once when its event source sets no limit. */
const usualConcurrency = 8;
/** Delays and invisibility end without a call: how often to look, in real milliseconds. */
const lookEvery = 50;
/** While time passes, a message that is invisible for this many milliseconds more counts as ready. */
const moment = 5_000;

/** Polls as Lambda does: batches, filters, partial failures; what fails comes back when its invisibility ends. */
export function pollQueue(options: QueuePollerOptions): Poller {
  const { source, sqs, functions, access, activity, clock } = options;
  const { sourceArn, functionName } = source;
  const largestConcurrency = source.maximumConcurrency ?? usualConcurrency;
  let inFlight = 0;
  let stopped = false;

  let mayPoll = false;
  const hasWork = () => !stopped && mayPoll && sqs.depth(sourceArn).receivable > 0;

  /** What was given back to the queue comes again by itself, but only if time passes. */
  function isSoonBack(): boolean {
    if (stopped || !mayPoll || !clock.isPassing()) return false;
    const { nextBackAt } = sqs.depth(sourceArn);
    return nextBackAt !== undefined && nextBackAt - Date.now() <= moment;
  }

  function look() {
    while (inFlight < largestConcurrency && hasWork()) {
      const messages = sqs.receive(sourceArn, Math.min(source.batchSize, 10));
      if (messages.length === 0) return;
      inFlight += 1;
      void activity.during(work(messages)).finally(() => {
        inFlight -= 1;
        look();
      });
    }
  }

  async function work(received: readonly ReceivedMessage[]) {
    const messages = received.filter((message) => isWanted(source, message));
    for (const message of received) {
      if (!messages.includes(message)) sqs.delete(sourceArn, message.receiptHandle);
    }
    if (messages.length === 0) return;
    const result = await functions.invoke(functionName, {
      Records: messages.map((message) => recordOf(message, options)),
    });
    if (!result.ok) return;
    const failed = source.partialFailures ? failedIds(result.payload, messages) : new Set<string>();
    for (const message of messages) {
      if (!failed.has(message.messageId)) sqs.delete(sourceArn, message.receiptHandle);
    }
  }

  const unsubscribe = sqs.subscribe(sourceArn, look);
  const looking = native.setInterval(look, lookEvery);
  looking.unref();
  activity.watch(() => {
    look();
    return hasWork() || isSoonBack();
  });

  return {
    sourceArn,
    stop() {
      stopped = true;
    },
    resume() {
      stopped = false;
      look();
    },
    isStopped: () => stopped,
    async askAccess() {
      const answers = await Promise.all(
        pollingActions.map((action) => access.functionMay(functionName, { action, resource: sourceArn })),
      );
      mayPoll = answers.every((allowed) => allowed);
      look();
    },
    // The queue itself forgets what was taken from it.
    reset() {},
    close() {
      stopped = true;
      unsubscribe();
      native.clearInterval(looking);
    },
  };
}

/** The ids a function reports as failed; an answer that names a message it was not given fails the whole batch. */
export function failedIds(payload: string, messages: readonly Pick<ReceivedMessage, 'messageId'>[]): Set<string> {
  const all = new Set(messages.map((message) => message.messageId));
  const answer: unknown = JSON.parse(payload);
  if (answer === null || typeof answer !== 'object') return new Set();
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return all;
  const ids = failures.map((failure) => failure?.itemIdentifier);
  return ids.every((id) => all.has(id)) ? new Set(ids) : all;
}

function isWanted({ filters }: DeployedEventSource, message: ReceivedMessage): boolean {
  if (filters.length === 0) return true;
  const candidate = { body: parsed(message.body), messageAttributes: message.messageAttributes };
  return filters.some((filter) => matches(filter, candidate));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function recordOf(message: ReceivedMessage, { source, region }: QueuePollerOptions) {
  return { ...message, eventSource: 'aws:sqs', eventSourceARN: source.sourceArn, awsRegion: region };
}
