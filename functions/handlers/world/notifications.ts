import { SQSClient } from '@aws-sdk/client-sqs';
import { boundedClient } from '../../platform/aws-client.ts';
import { environment } from '../../platform/environment.ts';
import { sqsNotificationQueue } from '../../platform/queues.ts';

export const notifications = sqsNotificationQueue(new SQSClient(boundedClient), {
  notifications: environment('NOTIFICATION_QUEUE_URL'),
  voice: environment('VOICE_QUEUE_URL'),
});
