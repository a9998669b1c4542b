import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  ApiStage,
  callbackRoutes,
  deploymentRoutes,
  eventRoutes,
  heartbeatRoutes,
  otherRoutes,
  seriesRoutes,
  signInRoutes,
} from '../constructs/api-stage.ts';
import { ConsoleFiles } from '../constructs/console-files.ts';
import { EdgeAlarms } from '../constructs/edge-alarms.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { InboundMail } from '../constructs/inbound-mail.ts';
import {
  allowExecutions,
  allowGets,
  allowOperationReads,
  allowPuts,
  allowSecret,
  allowSends,
  allowTableReads,
  allowTableUpdates,
  allowTableWrites,
} from '../constructs/permissions.ts';
import { allowActions } from '../constructs/run-action.ts';
import { runEvery } from '../constructs/schedule.ts';
import type { Options } from '../context.ts';
import type { CoreStack } from './core.ts';
import type { DataStack } from './data.ts';

export interface EdgeStackProps {
  readonly options: Options;
  readonly data: DataStack;
  readonly core: CoreStack;
}

/** What the world reaches, what proves that it can, and the first account. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { options, data, core }: EdgeStackProps) {
    super(scope, id, { description: `Tocsin (${options.stage}): API, inbound mail, canary and first account` });
    const { stage } = options;
    const table = { TABLE_NAME: data.table.tableName, MASTER_SECRET_ARN: data.masterSecret.secretArn };
    const limits = { EVENT_RATE_LIMIT: String(options.eventRateLimit), API_RATE_LIMIT: String(options.apiRateLimit) };

    const ingest = new HouseFunction(this, 'Ingest', {
      options,
      name: 'ingest',
      description: 'Takes events from monitoring tools and queues them, and notes the pings of heartbeat monitors',
      environment: {
        ...table,
        ...limits,
        EVENT_QUEUE_URL: core.queues.events.queue.queueUrl,
        BLOB_BUCKET: data.blobs.bucketName,
      },
      timeout: Duration.seconds(20),
      memoryMb: 1024,
      failures: 'The caller waits for the answer and repeats what was not accepted.',
      reserved: 50,
    });
    allowTableReads(data.table, ingest);
    allowTableUpdates(data.table, ingest);
    allowSends([core.queues.events.queue], ingest);
    allowPuts(data.blobs, ingest);
    allowSecret(data.masterSecret, ingest);

    const api = new HouseFunction(this, 'ApiFunction', {
      options,
      name: 'api',
      description: 'Serves the management API and the answer links',
      environment: {
        ...core.wiring,
        ...table,
        ...limits,
        BLOB_BUCKET: data.blobs.bucketName,
        ACTION_FUNCTION: core.actions.functionName,
      },
      timeout: Duration.seconds(25),
      memoryMb: 1024,
      failures: 'The caller waits for the answer.',
      reserved: 20,
    });
    allowTableReads(data.table, api);
    allowTableWrites(data.table, api);
    allowExecutions(core.escalation, api);
    allowSends([core.queues.notifications.queue, core.queues.calls.queue], api);
    allowGets(data.blobs, api);
    allowSecret(data.masterSecret, api);
    allowActions(core.actions, api);
    const { events, notifications, calls, inbound } = core.queues;
    allowOperationReads(api, {
      deadLetters: [events, notifications, calls, inbound].map(({ deadLetters }) => deadLetters),
      hasTextIdentity: options.smsIdentity !== undefined,
      hasMail: options.mailFrom !== undefined,
    });

    const signIn = new HouseFunction(this, 'SignIn', {
      options,
      name: 'sign-in',
      description: 'Lets people in: links by e-mail, passkeys, single sign-on, and their sessions',
      environment: {
        ...core.wiring,
        ...table,
        SIGN_IN_RATE_LIMIT: String(options.signInRateLimit),
        PAGE_KEYS: String(options.pageKeys),
      },
      timeout: Duration.seconds(25),
      memoryMb: 1024,
      failures: 'The caller waits for the answer.',
    });
    allowTableReads(data.table, signIn);
    allowTableWrites(data.table, signIn);
    allowSends([core.queues.notifications.queue], signIn);
    allowSecret(data.masterSecret, signIn);

    new ApiStage(this, 'Stage', {
      options,
      api: data.api,
      throttle: { rateLimit: 200, burstLimit: 400 },
      groups: [
        { target: ingest, routes: eventRoutes, throttle: { rateLimit: 1000, burstLimit: 2000 } },
        { target: ingest, routes: heartbeatRoutes, throttle: { rateLimit: 1000, burstLimit: 2000 } },
        { target: ingest, routes: seriesRoutes },
        { target: ingest, routes: deploymentRoutes },
        { target: signIn, routes: signInRoutes, throttle: { rateLimit: 50, burstLimit: 100 } },
        {
          target: this.callbacks(options, data, core),
          routes: callbackRoutes,
          throttle: { rateLimit: 50, burstLimit: 100 },
        },
        { target: api, routes: otherRoutes },
      ],
    });
    if (options.replyDomain !== undefined) {
      new InboundMail(this, 'InboundMail', { options, domain: options.replyDomain, bucket: data.mail });
    }

    const canary = new HouseFunction(this, 'Canary', {
      options,
      name: 'canary',
      description:
        'Sends an alert through everything, every few minutes, and tells the dead-man service when it arrived',
      environment: {
        ...table,
        PUBLIC_URL: data.publicUrl,
        DEAD_MAN_URL: options.deadManUrl ?? '',
        CANARY_PATIENCE: '60',
      },
      timeout: Duration.minutes(4),
      failures: 'The next run, minutes later, tries again; canary-silent rings when none succeeds.',
      asyncRetries: 0,
    });
    allowTableReads(data.table, canary);
    allowSecret(data.masterSecret, canary);
    const canaryPace = Duration.minutes(options.canaryMinutes);
    runEvery(canaryPace, canary);

    this.setUpAccount(options, data, signIn);
    new ConsoleFiles(this, 'Console', { options, delivery: data.console });
    new EdgeAlarms(this, 'Alarms', { stage, tell: core.operators.topic, api: data.api, canaryPace });
  }

  /** Takes what chats and ticket tools call, and the function that does it. */
  private callbacks(options: Options, data: DataStack, core: CoreStack): HouseFunction {
    const secret = { MASTER_SECRET_ARN: data.masterSecret.secretArn };
    const handleCallback = new HouseFunction(this, 'HandleCallback', {
      options,
      name: 'handle-callback',
      description: 'Does what people ask for in chats, and what ticket tools tell',
      environment: { ...core.wiring, ...secret, EVENT_QUEUE_URL: core.queues.events.queue.queueUrl },
      timeout: Duration.seconds(30),
      memoryMb: 1024,
      failures: 'Lambda repeats it twice; who pressed a button sees that nothing has changed, and presses again.',
      asyncRetries: 2,
    });
    allowTableReads(data.table, handleCallback);
    allowTableWrites(data.table, handleCallback);
    allowExecutions(core.escalation, handleCallback);
    allowSends([core.queues.notifications.queue, core.queues.calls.queue], handleCallback);
    allowSends([core.queues.events.queue], handleCallback);
    allowSecret(data.masterSecret, handleCallback);

    const receiveCallback = new HouseFunction(this, 'ReceiveCallback', {
      options,
      name: 'receive-callback',
      description: 'Takes what chats and ticket tools call: verifies it and answers at once',
      environment: { ...core.wiring, ...secret, CALLBACK_FUNCTION: handleCallback.functionName },
      timeout: Duration.seconds(15),
      memoryMb: 1024,
      failures: 'The caller waits for the answer.',
    });
    allowTableReads(data.table, receiveCallback);
    allowSecret(data.masterSecret, receiveCallback);
    receiveCallback.allow(['lambda:InvokeFunction'], handleCallback.functionArn);
    return receiveCallback;
  }

  /** The account's first user with the owner's key, and what the canary needs. */
  private setUpAccount(options: Options, data: DataStack, signIn: HouseFunction): void {
    const setUp = new HouseFunction(this, 'SetUp', {
      options,
      name: 'set-up',
      description: 'Creates the first user and the canary, at deploy time',
      environment: {
        TABLE_NAME: data.table.tableName,
        MASTER_SECRET_ARN: data.masterSecret.secretArn,
        OWNER_KEY_SECRET_ARN: data.ownerKey.secretArn,
        OWNER_EMAIL: options.ownerEmail,
        TIMEZONE: options.timezone,
        PAGE_HOSTS_ARN: data.pages.hosts.keyValueStoreArn,
        PAGE_KEYS: String(options.pageKeys),
      },
      timeout: Duration.seconds(60),
      failures: 'Runs in deploys only: CloudFormation waits for its answer and rolls back without it.',
    });
    allowTableReads(data.table, setUp);
    allowTableWrites(data.table, setUp);
    allowSecret(data.masterSecret, setUp);
    allowSecret(data.ownerKey, setUp);
    setUp.allow(
      ['cloudfront-keyvaluestore:DescribeKeyValueStore', 'cloudfront-keyvaluestore:PutKey'],
      data.pages.hosts.keyValueStoreArn,
    );
    const account = new CustomResource(this, 'Account', {
      serviceToken: setUp.functionArn,
      serviceTimeout: Duration.minutes(3),
      resourceType: 'Custom::TocsinAccount',
      // A deployment that was set up before there was something more to set up is set up again.
      properties: { OwnerEmail: options.ownerEmail, Version: 2, PageKeys: options.pageKeys },
    });
    // Who lets people in knows new keys before they are used on the way.
    account.node.addDependency(signIn);
  }
}
