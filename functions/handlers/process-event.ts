import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { QueuedEvent } from '../domain/event/event.ts';
import { boundedClient } from '../platform/aws-client.ts';
import { environment } from '../platform/environment.ts';
import { sqsEventQueue } from '../platform/queues.ts';
import { noteWarnings } from '../usecases/alert-source/note-warnings.ts';
import { processQueued } from '../usecases/event/process-queued.ts';
import { base } from './world/base.ts';
import { handleGroups } from './world/batch.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';
import { store } from './world/store.ts';
import { workflow } from './world/workflow.ts';

const events = sqsEventQueue(new SQSClient(boundedClient), environment('EVENT_QUEUE_URL'));
const world = { ...base, store, workflow, notifications, events };

const process = async ({ body }: SQSRecord) => {
  const message = QueuedEvent.parse(JSON.parse(body));
  const outcome = await processQueued(world, message);
  if (message.v === 1) await noteWarnings(world, message);
  const { eventId, flow } = message;
  const place = { ...(message.v === 1 && { sourceId: message.sourceId }), ...(flow && { flowId: flow.id }) };
  world.log.info('event processed', { eventId, ...place, outcome });
};

/** Turns queued events into alerts, each alert's in order. */
const handle = ({ Records }: SQSEvent) => handleGroups(Records, process, world);

export const handler = lambda(handle);
