import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { WorkQueue } from './work-queue.ts';

export interface WorkQueuesProps {
  readonly stage: string;
  /** The operators' topic. */
  readonly tell: ITopic;
  /** Messages are kept and not handed out. */
  readonly paused: boolean;
  /** Whether anybody is called. Without calls their queue is there, so that they can be switched on and off, and idle. */
  readonly hasCalls: boolean;
}

/** The queues between the functions. Calls have their own, because phones are slow and must not hold up the rest. */
export class WorkQueues extends Construct {
  readonly events: WorkQueue;
  readonly notifications: WorkQueue;
  readonly calls: WorkQueue;
  readonly inbound: WorkQueue;

  constructor(scope: Construct, id: string, props: WorkQueuesProps) {
    super(scope, id);
    this.events = new WorkQueue(this, 'Events', {
      ...props,
      name: 'events',
      fifo: true,
      visibility: Duration.seconds(60),
      impact: {
        dead: 'Accepted events could not be processed: alerts may be missing or still open, and nobody was told.',
        late: 'Accepted events wait for minutes: people are woken late.',
      },
    });
    this.notifications = new WorkQueue(this, 'Notifications', {
      ...props,
      name: 'notifications',
      visibility: Duration.seconds(180),
      impact: {
        dead: 'Texts, e-mails or pushes were given up: somebody may not have been told.',
        late: 'Texts, e-mails and pushes wait for minutes: people are told late.',
      },
    });
    this.calls = new WorkQueue(this, 'Calls', {
      ...props,
      name: 'notifications-voice',
      isUsed: props.hasCalls,
      visibility: Duration.seconds(180),
      impact: {
        dead: 'Calls were given up: somebody may not have been woken.',
        late: 'Calls wait for minutes: people are woken late.',
      },
    });
    this.inbound = new WorkQueue(this, 'Inbound', {
      ...props,
      name: 'inbound',
      visibility: Duration.seconds(180),
      impact: {
        dead: 'Answers or receipts could not be read: somebody may have answered in vain.',
        late: 'Answers wait for minutes: people who have answered are still being woken.',
      },
    });
  }
}
