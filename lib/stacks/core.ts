import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from '../../functions/platform/environment.ts';
import { ChangeFeed } from '../constructs/change-feed.ts';
import { Channels } from '../constructs/channels.ts';
import { ConnectFlow } from '../constructs/connect-flow.ts';
import { CoreAlarms } from '../constructs/core-alarms.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { Inbound } from '../constructs/inbound.ts';
import { Operators } from '../constructs/operators.ts';
import {
  allowEscalations,
  allowGets,
  allowSecret,
  allowSends,
  allowTableReads,
  allowTableWrites,
} from '../constructs/permissions.ts';
import { runEvery } from '../constructs/schedule.ts';
import { HouseStateMachine } from '../constructs/state-machine.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Options } from '../context.ts';
import type { DataStack } from './data.ts';

export interface CoreStackProps {
  readonly options: Options;
  readonly data: DataStack;
}

/** What turns an event into messages to people, and their answers into an end of it. */
export class CoreStack extends Stack {
  readonly operators: Operators;
  readonly events: WorkQueue;
  readonly notifications: WorkQueue;
  readonly calls: WorkQueue;
  readonly escalation: HouseStateMachine;
  /** What functions that queue notifications and move escalations have to know. */
  readonly wiring: Partial<Environment>;

  constructor(scope: Construct, id: string, { options, data }: CoreStackProps) {
    super(scope, id, { description: `Tocsin (${options.stage}): escalation, notifications, answers and alarms` });
    const { stage } = options;
    this.operators = new Operators(this, 'Operators', options);
    const tell = this.operators.topic;

    this.events = new WorkQueue(this, 'Events', {
      stage,
      tell,
      name: 'events',
      fifo: true,
      visibility: Duration.seconds(60),
      impact: {
        dead: 'Accepted events could not be processed: alerts may be missing or still open, and nobody was told.',
        late: 'Accepted events wait for minutes: people are woken late.',
      },
    });
    this.notifications = new WorkQueue(this, 'Notifications', {
      stage,
      tell,
      name: 'notifications',
      visibility: Duration.seconds(180),
      impact: {
        dead: 'Texts, e-mails or pushes were given up: somebody may not have been told.',
        late: 'Texts, e-mails and pushes wait for minutes: people are told late.',
      },
    });
    this.calls = new WorkQueue(this, 'Calls', {
      stage,
      tell,
      name: 'notifications-voice',
      visibility: Duration.seconds(180),
      impact: {
        dead: 'Calls were given up: somebody may not have been woken.',
        late: 'Calls wait for minutes: people are woken late.',
      },
    });
    const inbound = new WorkQueue(this, 'Answers', {
      stage,
      tell,
      name: 'inbound',
      visibility: Duration.seconds(180),
      impact: {
        dead: 'Answers or receipts could not be read: somebody may have answered in vain.',
        late: 'Answers wait for minutes: people who have answered are still being woken.',
      },
    });
    const replies = new Inbound(this, 'Inbound', { stage, queue: inbound });
    const channels = new Channels(this, 'Channels', { options, receipts: replies.topic });

    const table = { TABLE_NAME: data.table.tableName, MASTER_SECRET_ARN: data.masterSecret.secretArn };
    const queues = {
      NOTIFICATION_QUEUE_URL: this.notifications.queue.queueUrl,
      VOICE_QUEUE_URL: this.calls.queue.queueUrl,
    };

    const advanceEscalation = new HouseFunction(this, 'AdvanceEscalation', {
      options,
      name: 'advance-escalation',
      description: 'Takes the step of an escalation that is due',
      environment: { ...table, ...queues },
      timeout: Duration.seconds(30),
      failures: 'The state machine invokes it, retries it, and records the failure.',
      reserved: 20,
    });
    this.escalation = new HouseStateMachine(this, 'Escalation', {
      stage,
      name: 'escalation',
      functions: { AdvanceEscalation: advanceEscalation },
    });
    const workflow = { STATE_MACHINE_ARN: this.escalation.machine.stateMachineArn };
    this.wiring = { ...queues, ...workflow };

    const processEvent = new HouseFunction(this, 'ProcessEvent', {
      options,
      name: 'process-event',
      description: 'Turns an event into an alert, or tells the alert it belongs to',
      environment: { ...table, ...workflow, ...queues },
      timeout: Duration.seconds(10),
      failures: 'The event queue redelivers, then keeps what failed in its dead-letter queue.',
      reserved: 20,
    });
    this.events.feed(processEvent, { batchSize: 10 });

    const sendNotification = new HouseFunction(this, 'SendNotification', {
      options,
      name: 'send-notification',
      description: 'Sends one message to one contact',
      environment: {
        ...table,
        ...workflow,
        ...queues,
        ...channels.environment,
        PUBLIC_URL: data.publicUrl,
      },
      timeout: Duration.seconds(30),
      failures: 'The notification queues redeliver, then keep what failed in their dead-letter queues.',
      reserved: 20,
    });
    this.notifications.feed(sendNotification, { batchSize: 1 });
    this.calls.feed(sendNotification, { batchSize: 1, atOnce: 2 });
    channels.allowSending(sendNotification);

    const handleReply = new HouseFunction(this, 'HandleReply', {
      options,
      name: 'handle-reply',
      description: 'Reads what people answer by SMS, call and e-mail, and what became of our messages',
      environment: {
        ...table,
        ...workflow,
        ...queues,
        MAIL_BUCKET: data.mail.bucketName,
        PUBLIC_URL: data.publicUrl,
        REPLY_DOMAIN: options.replyDomain ?? '',
        SMS_IDENTITY: options.smsIdentity ?? '',
      },
      timeout: Duration.seconds(30),
      failures: 'The inbound queue redelivers, then keeps what failed; to a call, the flow itself says that it failed.',
      reserved: 10,
    });
    inbound.feed(handleReply, { batchSize: 1 });
    if (options.replyDomain !== undefined) replies.watch(data.mail);
    allowGets(data.mail, handleReply);
    this.installCalls(options, sendNotification, handleReply);

    const onChange = new HouseFunction(this, 'OnChange', {
      options,
      name: 'on-change',
      description: 'Asks for messages to those who want to hear that an alert was accepted, resolved or escalated',
      environment: { ...queues },
      timeout: Duration.seconds(30),
      failures: 'The change feed retries, then writes what failed to the blob bucket.',
    });
    new ChangeFeed(this, 'ChangeFeed', { table: data.table, reader: onChange, failures: data.blobs, stage, tell });

    const tick = new HouseFunction(this, 'Tick', {
      options,
      name: 'tick',
      description: 'Does whatever is due, every minute: lost escalations and messages first',
      environment: { ...table, ...workflow, ...queues, OPERATOR_TOPIC_ARN: tell.topicArn },
      timeout: Duration.seconds(55),
      failures: 'The next tick, a minute later, does the same work; tick-silent rings when ticks stop.',
      asyncRetries: 0,
      reserved: 2,
    });
    runEvery(Duration.minutes(1), tick);
    tick.allow(['sns:Publish'], tell.topicArn);

    const escalating = [processEvent, sendNotification, handleReply, tick];
    allowTableReads(data.table, advanceEscalation, ...escalating);
    allowTableWrites(data.table, advanceEscalation, ...escalating);
    allowEscalations(this.escalation, ...escalating);
    allowSends([this.notifications.queue, this.calls.queue], advanceEscalation, ...escalating);
    allowSends([this.notifications.queue], onChange);
    allowSecret(data.masterSecret, advanceEscalation, ...escalating);

    new CoreAlarms(this, 'Alarms', {
      stage,
      tell,
      escalation: this.escalation.machine,
      workers: [processEvent, advanceEscalation, sendNotification, handleReply, tick],
    });
    new CfnOutput(this, 'InboundTopic', {
      value: replies.topic.topicArn,
      description: 'Two-way SMS: set this topic as the destination of your number',
    });
    new CfnOutput(this, 'EscalationMachine', {
      value: this.escalation.machine.stateMachineArn,
      description: 'Its executions show how far each alert has come',
    });
  }

  /** Calls by Amazon Connect: our flow or the one configured. */
  private installCalls(options: Options, caller: HouseFunction, answers: HouseFunction): void {
    const { stage, voice, connectInstanceId: instanceId, connectFlowId, connectSourceNumber } = options;
    const connected = voice === 'connect' && instanceId !== undefined;
    const flow =
      connected && connectFlowId === undefined
        ? new ConnectFlow(this, 'ConnectFlow', { stage, instanceId, answers })
        : undefined;
    caller.addEnvironment('CONNECT_INSTANCE_ID', connected ? instanceId : '');
    caller.addEnvironment('CONNECT_FLOW_ID', connected ? (connectFlowId ?? flow?.flowId ?? '') : '');
    caller.addEnvironment('CONNECT_SOURCE_NUMBER', connected ? (connectSourceNumber ?? '') : '');
  }
}
