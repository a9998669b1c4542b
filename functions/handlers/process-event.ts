import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { EventMessage } from '../domain/event/event.ts';
import { noteWarnings } from '../usecases/alert-source/note-warnings.ts';
import { processEvent } from '../usecases/event/process.ts';
import { base } from './world/base.ts';
import { handleGroups } from './world/batch.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';
import { store } from './world/store.ts';
import { workflow } from './world/workflow.ts';

const world = { ...base, store, workflow, notifications };

const process = async ({ body }: SQSRecord) => {
  const message = EventMessage.parse(JSON.parse(body));
  const outcome = await processEvent(world, message);
  await noteWarnings(world, message);
  world.log.info('event processed', { eventId: message.eventId, sourceId: message.sourceId, outcome });
};

/** Turns queued events into alerts, each alert's in order. */
const handle = ({ Records }: SQSEvent) => handleGroups(Records, process, world);

export const handler = lambda(handle);
