import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import type { Deployment } from '../deployment.ts';
import type { Outside } from './outside.ts';
import type { MessageStore } from './store.ts';

export interface Publication {
  readonly topicArn: string;
  readonly message: string;
  readonly subject?: string;
  readonly attributes?: Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;
  /** Which AWS service publishes; absent when a function did, whose role was checked. */
  readonly by?: string;
  /** Seconds until it arrives. */
  readonly delaySeconds?: number;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly rawMessageDelivery: boolean;
  /** What an HTTP endpoint has to send back; absent once confirmed. */
  readonly token?: string;
}

export interface Topics {
  /** Hands a message to every confirmed subscription and answers with its id. */
  publish(publication: Publication): Promise<string>;
  /** Adds a subscription; mail and queue endpoints count as confirmed. */
  subscribe(topicArn: string, protocol: string, endpoint: string): Subscription;
  /** Confirms by the token and answers with the subscription's ARN. */
  confirm(topicArn: string, token: string): string;
  subscriptions(): readonly Subscription[];
  reset(): void;
}

/** SNS topics of the deployment: queues get the notification, operators a mail or a text in the outbox. */
export function createTopics(deployment: Deployment, store: MessageStore, outside: Outside): Topics {
  const deployed: Subscription[] = deployment.subscriptions.map((subscription) => ({
    ...subscription,
    arn: `${subscription.topicArn}:${randomUUID()}`,
  }));
  let added: Subscription[] = [];

  async function deliver(subscription: Subscription, publication: Publication, messageId: string): Promise<void> {
    const { protocol, endpoint, topicArn } = subscription;
    const { message, subject = null } = publication;
    if (protocol === 'sqs') {
      const body = subscription.rawMessageDelivery ? message : notification(publication, messageId, outside.now());
      const delaySeconds = publication.delaySeconds ?? 0;
      await outside.deliverToQueue({ queueArn: endpoint, topicArn, body, delaySeconds });
    } else if (protocol === 'email' || protocol === 'email-json') {
      const from = 'AWS Notifications <no-reply@sns.amazonaws.com>';
      const mail = { channel: 'EMAIL', to: endpoint, from, subject: subject ?? 'AWS Notification Message' } as const;
      store.add({ ...mail, text: message, providerId: messageId });
    } else if (protocol === 'sms') {
      store.add({ channel: 'SMS', to: endpoint, text: message, providerId: messageId });
    }
  }

  return {
    async publish(publication) {
      const { topicArn, by } = publication;
      if (!deployment.topics.some((topic) => topic.arn === topicArn)) {
        throw new AwsError('NotFound', 'Topic does not exist', 404);
      }
      if (by && outside.mayPublish && !outside.mayPublish(topicArn, by)) {
        throw new AwsError('AuthorizationError', `the policy of ${topicArn} does not let ${by} publish`, 403);
      }
      const messageId = randomUUID();
      const confirmed = [...deployed, ...added].filter((each) => each.topicArn === topicArn && !each.token);
      for (const subscription of confirmed) await deliver(subscription, publication, messageId);
      return messageId;
    },
    subscribe(topicArn, protocol, endpoint) {
      const arn = `${topicArn}:${randomUUID()}`;
      const token = protocol.startsWith('http') ? randomUUID().replaceAll('-', '') : undefined;
      const subscription = { arn, topicArn, protocol, endpoint, rawMessageDelivery: false, token };
      added.push(subscription);
      return subscription;
    },
    confirm(topicArn, token) {
      const pending = added.find((each) => each.topicArn === topicArn && each.token === token);
      if (!pending) throw new AwsError('InvalidParameter', 'Invalid token');
      added = added.map((each) => (each === pending ? { ...each, token: undefined } : each));
      return pending.arn;
    },
    subscriptions: () => [...deployed, ...added],
    reset() {
      added = [];
    },
  };
}

/** The envelope of a subscription without raw delivery. */
function notification(publication: Publication, messageId: string, now: string): string {
  const { topicArn, subject, message, attributes } = publication;
  return JSON.stringify({
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    ...(subject === undefined ? {} : { Subject: subject }),
    Message: message,
    Timestamp: now,
    SignatureVersion: '1',
    Signature: 'LOCAL',
    SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-local.pem',
    UnsubscribeURL: `https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${topicArn}`,
    ...(attributes && Object.keys(attributes).length > 0 ? { MessageAttributes: attributes } : {}),
  });
}
