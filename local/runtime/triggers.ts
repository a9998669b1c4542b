import type { DynamoDb } from '../aws/dynamodb/types.ts';
import type { S3, Sqs } from '../aws/sqs-s3/types.ts';
import type { VirtualClock } from '../clock.ts';
import type { Deployment } from '../deployment.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Access } from './access.ts';
import type { InvokedListener } from './account.ts';
import type { Activity } from './activity.ts';
import { type Asynchronous, invokeAsynchronously } from './asynchronous.ts';
import { type EventBus, startEventBus } from './event-bus.ts';
import type { Functions } from './functions.ts';
import type { Logs } from './logs.ts';
import type { Metrics } from './metrics.ts';
import { type Poller, pollQueue } from './queue-poller.ts';
import { readStream } from './stream-reader.ts';

/** Everything that makes functions run besides HTTP calls and state machines. */
export interface Triggers {
  readonly pollers: readonly Poller[];
  readonly bus: EventBus;
  readonly asynchronous: Asynchronous;
  close(): void;
}

export interface TriggersOptions {
  readonly deployment: Deployment;
  readonly dynamoDb: DynamoDb;
  readonly sqs: Sqs;
  readonly s3: S3;
  readonly outbox: Outbox;
  readonly functions: Functions;
  readonly access: Access;
  readonly activity: Activity;
  readonly clock: VirtualClock;
  readonly logs: Logs;
  readonly metrics: Metrics;
  /** Names who runs what is invoked as an `Event`. */
  readonly onInvoked: (listener: InvokedListener) => void;
}

/** Starts the event sources and rules of the deployment. */
export async function startTriggers(options: TriggersOptions): Promise<Triggers> {
  const { deployment, dynamoDb, sqs, s3, outbox, functions, access, activity, logs, metrics } = options;
  const { region } = deployment;

  /** To a queue or bucket, in the name of the function that failed. */
  async function putAside(functionName: string, destinationArn: string, body: string) {
    const isBucket = destinationArn.startsWith('arn:aws:s3:');
    const key = `aws/lambda/${functionName}/${new Date().toISOString()}-${crypto.randomUUID()}`;
    const need = isBucket
      ? { action: 's3:PutObject', resource: `${destinationArn}/${key}` }
      : { action: 'sqs:SendMessage', resource: destinationArn };
    if (!(await access.functionMay(functionName, need))) {
      logs.write(functionName, JSON.stringify({ level: 'ERROR', message: `may not put aside: ${need.action}` }));
    } else if (isBucket) {
      s3.put(destinationArn.slice('arn:aws:s3:::'.length), key, Buffer.from(body), 'application/json');
    } else {
      sqs.send(destinationArn, body);
    }
  }

  const asynchronous = invokeAsynchronously({
    deployed: deployment.functions,
    functions,
    logs,
    putAside: (...failure) => void activity.during(putAside(...failure)),
  });
  options.onInvoked(asynchronous.invoke);
  const bus = startEventBus({
    deployment,
    sqs,
    access,
    activity,
    asynchronous,
    refused: (rule, target) =>
      logs.write(rule, JSON.stringify({ level: 'ERROR', message: `${target} does not let the rule in` })),
  });
  s3.onObjectCreated((object) => bus.objectCreated(object));
  outbox.onCallEnded(bus.callEnded);

  const pollers = deployment.eventSources.map((source) => {
    if (source.sourceArn.includes(':sqs:')) return pollQueue({ ...options, source, region });
    const table = deployment.tables.find(({ streamArn }) => streamArn === source.sourceArn);
    if (!table) throw new Error(`the local cloud cannot read ${source.sourceArn}`);
    return readStream({
      source,
      table: table.name,
      region,
      feed: dynamoDb.feed,
      functions,
      access,
      activity,
      metrics,
      putAside: ({ functionName, destinationArn, document }) =>
        void activity.during(putAside(functionName, destinationArn, JSON.stringify(document))),
    });
  });
  await Promise.all(pollers.map((poller) => poller.askAccess()));

  return {
    pollers,
    bus,
    asynchronous,
    close() {
      bus.close();
      asynchronous.reset();
      for (const poller of pollers) poller.close();
    },
  };
}
