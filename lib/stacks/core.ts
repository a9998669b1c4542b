import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from '../../functions/platform/environment.ts';
import { ChangeFeed } from '../constructs/change-feed.ts';
import { Channels } from '../constructs/channels.ts';
import { connectFlowId } from '../constructs/connect-flow.ts';
import { CoreAlarms } from '../constructs/core-alarms.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { Inbound } from '../constructs/inbound.ts';
import { Operators } from '../constructs/operators.ts';
import { OptionsRecord } from '../constructs/options-record.ts';
import { PageFeed } from '../constructs/page-feed.ts';
import {
  allowDeletes,
  allowExecutionReads,
  allowExecutions,
  allowGets,
  allowPuts,
  allowSecret,
  allowSends,
  allowTableReads,
  allowTableWrites,
} from '../constructs/permissions.ts';
import { type ActionAddress, actionAddress, allowActions, RunAction } from '../constructs/run-action.ts';
import { runEvery } from '../constructs/schedule.ts';
import { HouseStateMachine, type StateMachineAddress, stateMachineAddress } from '../constructs/state-machine.ts';
import { TextAlarms } from '../constructs/text-alarms.ts';
import { WorkQueues } from '../constructs/work-queues.ts';
import type { Options } from '../context.ts';
import type { DataStack } from './data.ts';

/**
 * For the functions between an event and its message: mostly computing, so that twice the usual memory halves their time
 * for a third more money (`npm run bench`).
 */
const pagingMemoryMb = 1024;

export interface CoreStackProps {
  readonly options: Options;
  readonly data: DataStack;
}

/** What turns an event into messages to people, and their answers into an end of it. */
export class CoreStack extends Stack {
  readonly operators: Operators;
  readonly queues: WorkQueues;
  readonly escalation: StateMachineAddress;
  /** Who carries alert actions out. */
  readonly actions: ActionAddress;
  /** What a function has to know to queue notifications and to move escalations. */
  readonly wiring: Partial<Environment>;

  constructor(scope: Construct, id: string, { options, data }: CoreStackProps) {
    super(scope, id, { description: `Tocsin (${options.stage}): escalation, notifications, answers and alarms` });
    const { stage, paused } = options;
    this.operators = new Operators(this, 'Operators', options);
    const tell = this.operators.topic;
    const hasCalls = options.voice !== 'off';
    const queues = new WorkQueues(this, 'Queues', { stage, tell, paused, hasCalls });
    const inbound = new Inbound(this, 'Inbound', { stage, queue: queues.inbound });
    const channels = new Channels(this, 'Channels', { options, receipts: inbound.topic });
    this.queues = queues;
    this.escalation = stateMachineAddress(this, stage, 'escalation');
    this.actions = actionAddress(this, stage);
    this.wiring = {
      TABLE_NAME: data.table.tableName,
      NOTIFICATION_QUEUE_URL: queues.notifications.queue.queueUrl,
      VOICE_QUEUE_URL: (hasCalls ? queues.calls : queues.notifications).queue.queueUrl,
      STATE_MACHINE_ARN: this.escalation.machineArn,
      PUBLIC_URL: data.publicUrl,
      CONSOLE_URL: data.console.url,
      PAGES_DOMAIN: options.pagesDomain ?? '',
      REPLY_DOMAIN: options.replyDomain ?? '',
      SMS_IDENTITY: options.smsIdentity ?? '',
      CHANNELS: channels.configured.join(','),
      DAILY_TEXTS_PER_USER: String(options.dailyTextsPerUser),
      DAILY_CALLS_PER_USER: String(options.dailyCallsPerUser),
      DAILY_TEXTS: String(options.dailyTexts),
      DAILY_CALLS: String(options.dailyCalls),
      PHONE_COUNTRIES: options.phoneCountries,
      TIMEZONE: options.timezone,
      PRIVATE_TARGETS: options.privateTargets ?? '',
    };

    const links = { MASTER_SECRET_ARN: data.masterSecret.secretArn };

    const advanceEscalation = new HouseFunction(this, 'AdvanceEscalation', {
      options,
      name: 'advance-escalation',
      description: 'Takes the step of an escalation that is due',
      environment: this.wiring,
      timeout: Duration.seconds(30),
      memoryMb: pagingMemoryMb,
      failures: 'The state machine invokes it, retries it, and records the failure.',
      reserved: 20,
      stopped: paused,
    });
    const machine = new HouseStateMachine(this, 'Escalation', {
      address: this.escalation,
      file: 'escalation',
      functions: { AdvanceEscalation: advanceEscalation },
    });

    const processEvent = new HouseFunction(this, 'ProcessEvent', {
      options,
      name: 'process-event',
      description: 'Takes an event through its flow, turns it into an alert, or tells the alert it belongs to',
      environment: { ...this.wiring, EVENT_QUEUE_URL: queues.events.queue.queueUrl },
      timeout: Duration.seconds(10),
      memoryMb: pagingMemoryMb,
      failures: 'The event queue redelivers, then keeps what failed in its dead-letter queue.',
      // What a flow has routed comes back to it as an event of its source, once.
      isItsOwnCaller: true,
      reserved: 20,
    });
    queues.events.feed(processEvent, { batchSize: 10 });

    const sendNotification = new HouseFunction(this, 'SendNotification', {
      options,
      name: 'send-notification',
      description: 'Sends one message to one contact',
      environment: { ...this.wiring, ...links, ...channels.environment },
      timeout: Duration.seconds(30),
      memoryMb: pagingMemoryMb,
      failures: 'The notification queues redeliver, then keep what failed in their dead-letter queues.',
      isItsOwnCaller: true,
      reserved: 20,
    });
    queues.notifications.feed(sendNotification, { batchSize: 1 });
    if (hasCalls) queues.calls.feed(sendNotification, { batchSize: 1, atOnce: 2 });
    channels.allowSending(sendNotification);

    const handleReply = new HouseFunction(this, 'HandleReply', {
      options,
      name: 'handle-reply',
      description: 'Reads what people answer and tools send by SMS, call and e-mail, and what became of our messages',
      environment: {
        ...this.wiring,
        ...links,
        MAIL_BUCKET: data.mail.bucketName,
        EVENT_QUEUE_URL: queues.events.queue.queueUrl,
        BLOB_BUCKET: data.blobs.bucketName,
        EVENT_RATE_LIMIT: String(options.eventRateLimit),
      },
      timeout: Duration.seconds(30),
      failures:
        'The inbound queue redelivers, then keeps what failed; to a caller, the flow itself says that it failed.',
      reserved: 10,
    });
    queues.inbound.feed(handleReply, { batchSize: 1 });
    if (options.replyDomain !== undefined) inbound.watch(data.mail);
    if (options.voice === 'connect') inbound.hearCallsEnd();
    allowGets(data.mail, handleReply);
    sendNotification.addEnvironment('CONNECT_FLOW_ID', connectFlowId(this, { options, answers: handleReply }));

    const tellSubscribers = new HouseFunction(this, 'TellSubscribers', {
      options,
      name: 'tell-subscribers',
      description: 'Tells subscribers of status pages what is due, and asks those who want to be some',
      // Nobody is called who was not asked to answer.
      environment: { ...this.wiring, ...links, ...channels.environment, VOICE: 'off' },
      timeout: Duration.seconds(90),
      memoryMb: 1024,
      failures: 'What is to be told is in the table, due until it is told; the tick wakes it again each minute.',
      asyncRetries: 0,
    });
    channels.allowTelling(tellSubscribers);

    const { runAction } = new RunAction(this, 'RunAction', {
      options,
      channels,
      environment: { ...this.wiring, ...links },
    });

    const onChange = new HouseFunction(this, 'OnChange', {
      options,
      name: 'on-change',
      description:
        'Asks for messages to those who want to hear of a change of an alert, and lets it set what services are in',
      environment: {
        ...this.wiring,
        TELL_FUNCTION: tellSubscribers.functionName,
        ACTION_FUNCTION: this.actions.functionName,
      },
      timeout: Duration.seconds(30),
      failures: 'The change feed retries, then writes what failed to the blob bucket.',
    });
    new ChangeFeed(this, 'ChangeFeed', { options, table: data.table, reader: onChange, failures: data.blobs, tell });

    const renderPage = new HouseFunction(this, 'RenderPage', {
      options,
      name: 'render-page',
      description: 'Makes what visitors of status pages find what services and incidents are now',
      environment: {
        ...this.wiring,
        PAGE_BUCKET: data.pages.bucket.bucketName,
        PAGE_HOSTS_ARN: data.pages.hosts.keyValueStoreArn,
      },
      timeout: Duration.seconds(60),
      memoryMb: 1024,
      failures: 'The next sweep, a minute later, makes the page anew.',
    });
    new PageFeed(this, 'PageFeed', { table: data.table, reader: renderPage });
    allowPuts(data.pages.bucket, renderPage);
    allowDeletes(data.pages.bucket, renderPage);
    renderPage.allow(
      ['DescribeKeyValueStore', 'GetKey', 'PutKey', 'DeleteKey'].map((action) => `cloudfront-keyvaluestore:${action}`),
      data.pages.hosts.keyValueStoreArn,
    );

    const tick = new HouseFunction(this, 'Tick', {
      options,
      name: 'tick',
      description: 'Does whatever is due, every minute: lost escalations and messages first',
      environment: {
        ...this.wiring,
        ...links,
        EVENT_QUEUE_URL: queues.events.queue.queueUrl,
        TELL_FUNCTION: tellSubscribers.functionName,
        ACTION_FUNCTION: this.actions.functionName,
      },
      timeout: Duration.seconds(55),
      failures: 'The next tick, a minute later, does the same work; tick-silent rings when ticks stop.',
      asyncRetries: 0,
      reserved: 2,
    });
    runEvery(Duration.minutes(1), tick, { paused });

    const afterRestore = new HouseFunction(this, 'AfterRestore', {
      options,
      name: 'after-restore',
      description: 'Reconciles a restored table with what has happened since; the operator invokes it',
      environment: { TABLE_NAME: data.table.tableName, STATE_MACHINE_ARN: this.escalation.machineArn },
      timeout: Duration.minutes(10),
      memoryMb: 1024,
      failures: 'The operator waits for its answer, and calls it again until it has finished.',
      asyncRetries: 0,
    });

    const escalating = [processEvent, advanceEscalation, sendNotification, handleReply, tick];
    const writing = [...escalating, afterRestore, renderPage, onChange, tellSubscribers, runAction];
    allowTableReads(data.table, ...writing);
    allowTableWrites(data.table, ...writing);
    allowExecutions(this.escalation, ...escalating, afterRestore, runAction);
    allowExecutionReads(this.escalation, afterRestore);
    allowSecret(data.masterSecret, sendNotification, handleReply, tellSubscribers, runAction, tick);
    for (const waker of [onChange, tick]) waker.allow(['lambda:InvokeFunction'], tellSubscribers.functionArn);
    allowActions(this.actions, onChange, tick);
    const notifying = [processEvent, advanceEscalation, sendNotification, handleReply, tick];
    allowSends([queues.notifications.queue, queues.calls.queue], ...notifying);
    allowSends([queues.notifications.queue], onChange);
    allowSends([queues.events.queue], processEvent, tick, handleReply);
    allowPuts(data.blobs, handleReply);

    this.exportForGood();
    new CoreAlarms(this, 'Alarms', { stage, tell, escalation: machine });
    if (options.smsIdentity === undefined) new TextAlarms(this, 'TextAlarms', { options, tell });
    new OptionsRecord(this, 'Options', options);
    new CfnOutput(this, 'InboundTopic', {
      value: inbound.topic.topicArn,
      description: 'Two-way SMS: set this topic as the destination of your number',
    });
    new CfnOutput(this, 'EscalationMachine', {
      value: machine.stateMachineArn,
      description: 'Its executions show how far each alert has come',
    });
  }

  /** Exports all that an edge stack of any options or version imports; the data stack says why. */
  private exportForGood(): void {
    const { events, notifications, calls } = this.queues;
    for (const { queue } of [events, notifications, calls]) {
      this.exportValue(queue.queueUrl);
      this.exportValue(queue.queueArn);
    }
    this.exportValue(this.operators.topic.topicArn);
  }
}
