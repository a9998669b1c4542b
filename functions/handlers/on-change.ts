import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { Alert } from '../domain/alert/alert.ts';
import { announcementOf } from '../domain/alert/announcement.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';

const AlertImage = z.object({
  type: z.literal('ALERT'),
  ...Alert.pick({ id: true, version: true, status: true, escalation: true, hidden: true, restoredTo: true }).shape,
});

/** The alert an image shows. Throws when it is one of a form that this version does not know: others may understand it. */
const imageOf = (image: unknown) => {
  const item = unmarshall((image ?? {}) as Record<string, AttributeValue>);
  return item.type === 'ALERT' ? AlertImage.parse(item) : undefined;
};

async function announce({ dynamodb }: DynamoDBRecord): Promise<void> {
  const before = imageOf(dynamodb?.OldImage);
  const after = imageOf(dynamodb?.NewImage);
  if (before === undefined || after === undefined || after.hidden) return;
  // Those who were to hear of it have heard of it, before the table was restored.
  if (after.restoredTo !== before.restoredTo) return;
  const change = announcementOf(before, after);
  if (change === undefined) return;
  await notifications.announce([{ v: 1, announce: change, alertId: after.id, version: after.version }]);
}

/**
 * Asks for messages to those who want to hear of a change of an alert. A record that comes again asks again, and the
 * notifications it leads to are the same. After a failure the stream delivers again from there.
 */
const handle = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  for (const record of Records) {
    try {
      await announce(record);
    } catch (error) {
      base.metrics.count('ChangesNotAnnounced');
      base.log.error('change not announced', { sequenceNumber: record.dynamodb?.SequenceNumber, error });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
};

export const handler = lambda(handle);
