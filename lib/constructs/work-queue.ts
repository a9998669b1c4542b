import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { HouseAlarm } from './house-alarm.ts';
import type { HouseFunction } from './house-function.ts';

export interface WorkQueueProps {
  readonly stage: string;
  readonly name: string;
  readonly fifo?: boolean;
  /** At least six times the consumer's timeout, so that a slow batch is not handed out twice. */
  readonly visibility: Duration;
  /** Deliveries before a message is put aside. */
  readonly attempts?: number;
  readonly tell: ITopic;
  /** Messages are kept and not handed out. */
  readonly paused: boolean;
  /** What people lose when messages of this queue are put aside, and when they wait. */
  readonly impact: { readonly dead: string; readonly late: string };
  /** False for a queue that nothing is put on: it has no alarms. */
  readonly isUsed?: boolean;
}

/** A queue of work, the queue where failed work waits for the operator, and the alarms of both. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  private readonly paused: boolean;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.paused = props.paused;
    const name = (part: string) => `tocsin-${props.stage}-${props.name}${part}${props.fifo ? '.fifo' : ''}`;
    const shape = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...(props.fifo
        ? {
            fifo: true,
            deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
            fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
          }
        : {}),
    };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...shape, queueName: name('-dlq') });
    this.queue = new Queue(this, 'Queue', {
      ...shape,
      queueName: name(''),
      visibilityTimeout: props.visibility,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.attempts ?? 5 },
    });
    acknowledge(this.deadLetters, 'Serverless-SQSRedrivePolicy', 'This is the dead-letter queue itself.');
    if (props.isUsed !== false) this.watch(props);
  }

  private watch(props: WorkQueueProps): void {
    new HouseAlarm(this, `${props.name}-dead-letters`, {
      ...props,
      impact: props.impact.dead,
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 1,
    });
    new HouseAlarm(this, `${props.name}-late`, {
      ...props,
      impact: props.impact.late,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' }),
      threshold: 240,
      badPeriods: 2,
    });
  }

  /** Hands the messages to the function; what it reports as failed comes back, the rest is done. */
  feed(worker: HouseFunction, { batchSize, atOnce }: { readonly batchSize: number; readonly atOnce?: number }): void {
    worker.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        reportBatchItemFailures: true,
        enabled: !this.paused,
        ...(atOnce === undefined ? {} : { maxConcurrency: atOnce }),
      }),
    );
    acknowledge(
      worker,
      'Serverless-LambdaEventSourceMappingDestination',
      'Messages that keep failing are put aside by the redrive policy of the queue.',
    );
  }
}
