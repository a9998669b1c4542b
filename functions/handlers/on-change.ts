import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { Alert } from '../domain/alert/alert.ts';
import { announcementOf } from '../domain/alert/announcement.ts';
import { plus } from '../domain/time.ts';
import type { Asked } from '../usecases/automation/run-many.ts';
import type { AttachableAlert } from '../usecases/deployment/attach.ts';
import { actionWork } from './world/action-work.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';
import { store } from './world/store.ts';
import { subscriberWork } from './world/subscriber-work.ts';

const AlertImage = z.object({
  type: z.literal('ALERT'),
  ...Alert.pick({ id: true, version: true, status: true, escalation: true, hidden: true, restoredTo: true }).shape,
  ...Alert.pick({ source: true, automation: true, reportTime: true, teams: true }).shape,
});

/** The alert an image shows. Throws when it is one of a form that this version does not know: others may understand it. */
const imageOf = (image: unknown) => {
  const item = unmarshall((image ?? {}) as Record<string, AttributeValue>);
  return item.type === 'ALERT' ? AlertImage.parse(item) : undefined;
};

const world = { ...base, store };

/** Messages to people wait no longer than this for what automation does, and for deployments that are looked for. */
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

/** The alert, when it has just begun. */
const begun = ({ before, after }: Images): AttachableAlert[] =>
  before === undefined && after !== undefined && !after.hidden ? [after] : [];

async function attachDeployments(alerts: readonly AttachableAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  const deadline = plus(base.clock.now(), automatedFor);
  const { attachToNewAlerts } = await import('../usecases/deployment/attach-to-new.ts');
  await attachToNewAlerts(world, alerts, { deadline });
}

/** Items of which one that is due is the business of whoever tells subscribers. */
const aboutSubscribers: readonly unknown[] = ['TELLING', 'SUBSCRIPTION_REQUEST'];

const isDueNow = ({ dynamodb }: DynamoDBRecord): boolean => {
  const { type, dueAt } = unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>);
  return aboutSubscribers.includes(type) && typeof dueAt === 'string' && dueAt <= base.clock.now();
};

/** Never in the way of what people on call wait for: what this is lost for is found by the tick. */
async function wakeTellers(records: readonly DynamoDBRecord[]): Promise<void> {
  if (!records.some(isDueNow)) return;
  try {
    await subscriberWork.wake();
  } catch (error) {
    base.log.warn('nobody was woken to tell subscribers: the tick does it', { error });
  }
}

const WatchImage = z.object({ type: z.literal('ACTION_WATCH'), alertId: z.number(), dueAt: z.string() });

/** Alerts of which something became that their sources' actions may be about. */
const watchedIn = (records: readonly DynamoDBRecord[]): number[] => {
  const images = records.map(({ dynamodb }) =>
    WatchImage.safeParse(unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>)),
  );
  return [...new Set(images.flatMap(({ data }) => data?.alertId ?? []))];
};

/** Never in the way, either: what this is lost for is found by the tick. */
async function wakeActions(records: readonly DynamoDBRecord[]): Promise<void> {
  const alertIds = watchedIn(records);
  if (alertIds.length === 0) return;
  try {
    await actionWork.wake(alertIds);
  } catch (error) {
    base.log.warn('nobody was woken to carry out alert actions: the tick does it', { error });
  }
}

/**
 * Asks for messages to those who want to hear of a change of an alert. A record that comes again asks again, and the
 * notifications it leads to are the same. What is to be told to subscribers is left to others. After a failure the stream delivers
 * again from there. Then lets alerts do what the rules of their sources say, and shows on new ones what was deployed shortly before.
 */
const handle = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const asked: Asked[] = [];
  const fresh: AttachableAlert[] = [];
  const waking = Promise.all([wakeTellers(Records), wakeActions(Records)]);
  const besides = () => Promise.all([automate(asked), attachDeployments(fresh), waking]);
  for (const record of Records) {
    try {
      const images = imagesOf(record);
      await announce(images);
      asked.push(...askedBy(images));
      fresh.push(...begun(images));
    } catch (error) {
      base.metrics.count('ChangesNotAnnounced');
      base.log.error('change not announced', { sequenceNumber: record.dynamodb?.SequenceNumber, error });
      await besides();
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  await besides();
  return { batchItemFailures: [] };
};

export const handler = lambda(handle);
