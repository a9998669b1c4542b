import { Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { WorkQueue } from './work-queue.ts';

export interface InboundProps {
  readonly stage: string;
  /** Everything that comes back from people and providers ends here. */
  readonly queue: WorkQueue;
}

/** The topic that providers publish to: texts that people send, and what became of our messages. */
export class Inbound extends Construct {
  readonly topic: Topic;
  private readonly queue: WorkQueue;

  constructor(scope: Construct, id: string, { stage, queue }: InboundProps) {
    super(scope, id);
    this.queue = queue;
    this.topic = new Topic(this, 'Topic', { topicName: `tocsin-${stage}-inbound`, enforceSSL: true });
    for (const service of ['sms-voice.amazonaws.com', 'ses.amazonaws.com']) {
      this.topic.grantPublish(
        new ServicePrincipal(service, {
          conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
        }),
      );
    }
    this.topic.addSubscription(new SqsSubscription(queue.queue, { deadLetterQueue: queue.deadLetters }));
  }

  /** Passes on every object that appears in the bucket. */
  watch(mail: IBucket): void {
    new Rule(this, 'MailArrived', {
      description: 'SES has stored an e-mail',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [mail.bucketName] } },
      },
      targets: [new SqsQueue(this.queue.queue, { deadLetterQueue: this.queue.deadLetters })],
    });
  }

  /** Passes on that a call placed over Amazon Connect's API has ended, also one that nobody took. */
  hearCallsEnd(): void {
    new Rule(this, 'CallEnded', {
      description: 'A call of Amazon Connect has ended',
      eventPattern: {
        source: ['aws.connect'],
        detailType: ['Amazon Connect Contact Event'],
        detail: { eventType: ['DISCONNECTED'], initiationMethod: ['API'] },
      },
      targets: [new SqsQueue(this.queue.queue, { deadLetterQueue: this.queue.deadLetters })],
    });
  }
}
