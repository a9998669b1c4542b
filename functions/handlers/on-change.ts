import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { Alert } from '../domain/alert/alert.ts';
import { announcementOf } from '../domain/alert/announcement.ts';
import { plus } from '../domain/time.ts';
import type { Asked } from '../usecases/automation/run-many.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';
import { store } from './world/store.ts';

const AlertImage = z.object({
  type: z.literal('ALERT'),
  ...Alert.pick({ id: true, version: true, status: true, escalation: true, hidden: true, restoredTo: true }).shape,
  ...Alert.pick({ source: true, automation: true }).shape,
});

/** The alert an image shows. Throws when it is one of a form that this version does not know: others may understand it. */
const imageOf = (image: unknown) => {
  const item = unmarshall((image ?? {}) as Record<string, AttributeValue>);
  return item.type === 'ALERT' ? AlertImage.parse(item) : undefined;
};

const world = { ...base, store };

/** Messages to people wait no longer than this for what automation does. */
const automatedFor = { seconds: 10 };

type Images = Readonly<Record<'before' | 'after', ReturnType<typeof imageOf>>>;

const imagesOf = ({ dynamodb }: DynamoDBRecord): Images => ({
  before: imageOf(dynamodb?.OldImage),
  after: imageOf(dynamodb?.NewImage),
});

async function announce({ before, after }: Images): Promise<void> {
  if (before === undefined || after === undefined || after.hidden) return;
  // Those who were to hear of it have heard of it, before the table was restored.
  if (after.restoredTo !== before.restoredTo) return;
  const change = announcementOf(before, after);
  if (change === undefined) return;
  await notifications.announce([{ v: 1, announce: change, alertId: after.id, version: after.version }]);
}

/** The alert, when it has come to something that its source may have rules for. */
function askedBy({ before, after }: Images): Asked[] {
  if (after?.automation === undefined || after.automation === before?.automation) return [];
  return [{ alertId: after.id, sourceId: after.source.id }];
}

async function automate(asked: readonly Asked[]): Promise<void> {
  if (asked.length === 0) return;
  const deadline = plus(base.clock.now(), automatedFor);
  const { runAutomations } = await import('../usecases/automation/run-many.ts');
  await runAutomations(world, asked, { deadline });
}

/**
 * Asks for messages to those who want to hear of a change of an alert. A record that comes again asks again, and the
 * notifications it leads to are the same. After a failure the stream delivers again from there. Then lets alerts do what the rules of
 * their sources say.
 */
const handle = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const asked: Asked[] = [];
  for (const record of Records) {
    try {
      const images = imagesOf(record);
      await announce(images);
      asked.push(...askedBy(images));
    } catch (error) {
      base.metrics.count('ChangesNotAnnounced');
      base.log.error('change not announced', { sequenceNumber: record.dynamodb?.SequenceNumber, error });
      await automate(asked);
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  await automate(asked);
  return { batchItemFailures: [] };
};

export const handler = lambda(handle);
