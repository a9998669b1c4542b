import { SQSClient } from '@aws-sdk/client-sqs';
import { environment } from '../../platform/environment.ts';
import { sqsNotificationQueue } from '../../platform/queues.ts';

export const notifications = sqsNotificationQueue(new SQSClient({}), {
  notifications: environment('NOTIFICATION_QUEUE_URL'),
  voice: environment('VOICE_QUEUE_URL'),
});
