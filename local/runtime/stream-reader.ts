import { randomUUID } from 'node:crypto';
import type { ChangeFeed, ChangeRecord } from '../aws/dynamodb/types.ts';
import type { DeployedEventSource } from '../deployment.ts';
import type { Access } from './access.ts';
import type { Activity } from './activity.ts';
import { matches } from './event-pattern.ts';
import type { Functions } from './functions.ts';
import type { Metrics } from './metrics.ts';
import type { Poller } from './queue-poller.ts';

export interface StreamReaderOptions {
  readonly source: DeployedEventSource;
  readonly table: string;
  readonly region: string;
  readonly feed: ChangeFeed;
  readonly functions: Functions;
  readonly access: Access;
  readonly activity: Activity;
  readonly metrics: Pick<Metrics, 'count'>;
  /** Puts aside what failed too often, where the event source says. */
  readonly putAside: (batch: FailedBatch) => void;
}

export interface FailedBatch {
  readonly functionName: string;
  readonly destinationArn: string;
  readonly document: Readonly<Record<string, unknown>>;
}

type StreamEvent = ReturnType<typeof eventOf>;

/** Pauses between tries of a batch, in virtual seconds: doubling up to a minute. */
const pauseAfter = (attempt: number) => Math.min(60, 2 ** attempt);

/** Reads a table's changes in order as Lambda does: filters, bisects, retries, and puts aside what keeps failing. */
export function readStream(options: StreamReaderOptions): Poller {
  const { source, table, feed, functions, access, activity } = options;
  let stopped = false;
  let reading = false;
  let pausing = false;
  let position = '';
  /** What is under way when all of it is forgotten belongs to a life before. */
  let life = 0;
  let endPause = () => {};

  let mayRead = false;
  const hasWork = () => !stopped && !pausing && mayRead && feed.read(table, position, 1).length > 0;

  function look() {
    if (reading || !hasWork()) return;
    reading = true;
    void drain().finally(() => {
      reading = false;
      if (hasWork()) look();
    });
  }

  async function drain() {
    while (hasWork()) {
      const records = feed.read(table, position, source.batchSize);
      const last = records.at(-1);
      if (!last) return;
      options.metrics.count(source.functionName, 'IteratorAge', Date.now() - Date.parse(last.at));
      const wanted = records.map((record) => eventOf(record, options)).filter((event) => isWanted(source, event));
      const born = life;
      await deliver(wanted, born);
      if (born !== life) continue;
      position = last.sequenceNumber;
      await activity.during(feed.acknowledge(table, last.sequenceNumber, source.functionName));
    }
  }

  /** Hands one batch over, in halves and again where it fails, until every record of it is done or put aside. */
  async function deliver(events: readonly StreamEvent[], born: number, attempt = 0): Promise<void> {
    if (events.length === 0 || born !== life) return;
    const result = await activity.during(functions.invoke(source.functionName, { Records: events }));
    if (born !== life) return;
    if (!result.ok) options.metrics.count(source.functionName, 'IteratorAge', ageOf(events));
    const failedFrom = result.ok ? firstFailure(source, result.payload, events) : 0;
    if (failedFrom === undefined) return;

    const rest = events.slice(failedFrom);
    if (
      source.maximumRetryAttempts !== undefined &&
      source.maximumRetryAttempts >= 0 &&
      attempt >= source.maximumRetryAttempts
    ) {
      return putAside(rest, attempt + 1);
    }
    await pause(pauseAfter(attempt));
    if (!source.bisectOnError || rest.length === 1) return deliver(rest, born, attempt + 1);
    const middle = Math.ceil(rest.length / 2);
    await deliver(rest.slice(0, middle), born, attempt + 1);
    await deliver(rest.slice(middle), born, attempt + 1);
  }

  async function pause(seconds: number) {
    pausing = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    pausing = false;
  }

  function putAside(events: readonly StreamEvent[], invocations: number) {
    if (!source.onFailureArn) return;
    const numbers = events.map((event) => event.dynamodb.SequenceNumber);
    options.putAside({
      functionName: source.functionName,
      destinationArn: source.onFailureArn,
      document: {
        requestContext: {
          requestId: randomUUID(),
          functionArn: source.functionName,
          condition: 'RetryAttemptsExhausted',
          approximateInvokeCount: invocations,
        },
        version: '1.0',
        timestamp: new Date().toISOString(),
        DDBStreamBatchInfo: {
          shardId: 'shardId-local',
          startSequenceNumber: numbers[0],
          endSequenceNumber: numbers.at(-1),
          batchSize: events.length,
          streamArn: source.sourceArn,
        },
        payload: JSON.stringify({ Records: events }),
      },
    });
  }

  feed.join(table, source.functionName);
  const unsubscribe = feed.subscribe(table, look);
  activity.watch(() => {
    look();
    return hasWork();
  });

  return {
    sourceArn: source.sourceArn,
    stop() {
      stopped = true;
    },
    resume() {
      stopped = false;
      look();
    },
    isStopped: () => stopped,
    async askAccess() {
      const need = { action: 'dynamodb:GetRecords', resource: source.sourceArn };
      mayRead = await access.functionMay(source.functionName, need);
      look();
    },
    reset() {
      life += 1;
      position = '';
      pausing = false;
      endPause();
      look();
    },
    close() {
      stopped = true;
      unsubscribe();
    },
  };
}

function ageOf(events: readonly StreamEvent[]): number {
  const oldest = events[0]?.dynamodb.ApproximateCreationDateTime;
  return oldest === undefined ? 0 : Date.now() - oldest * 1000;
}

/** Where to go on from: the earliest reported record, or the first when the answer names an unknown one. */
function firstFailure(
  { partialFailures }: DeployedEventSource,
  payload: string,
  events: readonly StreamEvent[],
): number | undefined {
  if (!partialFailures) return undefined;
  const answer = JSON.parse(payload) as { batchItemFailures?: readonly { itemIdentifier?: unknown }[] } | null;
  const failures = answer?.batchItemFailures ?? [];
  if (failures.length === 0) return undefined;
  const positions = failures.map(({ itemIdentifier }) =>
    events.findIndex((event) => event.dynamodb.SequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(...positions));
}

function isWanted({ filters }: DeployedEventSource, event: StreamEvent): boolean {
  return filters.length === 0 || filters.some((filter) => matches(filter, event));
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
function eventOf(record: ChangeRecord, { source, region }: StreamReaderOptions) {
  return {
    eventID: record.sequenceNumber,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    eventSourceARN: source.sourceArn,
    awsRegion: region,
    ...(record.expired ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
    dynamodb: {
      ApproximateCreationDateTime: Date.parse(record.at) / 1000,
      Keys: record.keys,
      ...(record.newImage ? { NewImage: record.newImage } : {}),
      ...(record.oldImage ? { OldImage: record.oldImage } : {}),
      SequenceNumber: record.sequenceNumber,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}
