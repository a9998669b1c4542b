import { Annotations, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Options } from '../context.ts';
import { acknowledge } from './acknowledge.ts';

/** The topic that tells the operators, by ways that do not go through Tocsin, that Tocsin is in trouble. */
export class Operators extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { stage, operatorEmail, operatorPhone }: Options) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      topicName: `tocsin-${stage}-operators`,
      displayName: `Tocsin ${stage}`,
      enforceSSL: true,
    });
    // A topic with a policy of its own has lost the default one, by which alarms may publish.
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    const subscriptions = [
      ...(operatorEmail === undefined ? [] : [new EmailSubscription(operatorEmail)]),
      ...(operatorPhone === undefined ? [] : [new SmsSubscription(operatorPhone)]),
    ];
    for (const subscription of subscriptions) this.topic.addSubscription(subscription);
    acknowledge(
      this,
      'Serverless-SNSRedrivePolicy',
      'SNS cannot redrive what it sent by e-mail or SMS; operators who miss a message still see the alarm.',
    );
    if (subscriptions.length === 0) {
      Annotations.of(this).addWarningV2(
        'tocsin:noOperator',
        'operatorEmail is not set: nobody is told when Tocsin fails.',
      );
    }
  }
}
