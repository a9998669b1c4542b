import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { configuredChannels } from '../channels/configured.ts';
import { NotificationMessage, UpdateMessage } from '../domain/notification/notification.ts';
import { LinkRequest } from '../domain/session/link.ts';
import { announceChange } from '../usecases/notification/announce.ts';
import { sendNotification } from '../usecases/notification/send.ts';
import { sendLink } from '../usecases/sign-in/send-link.ts';
import { base } from './world/base.ts';
import { handleGroups } from './world/batch.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';
import { settings } from './world/settings.ts';
import { store } from './world/store.ts';
import { tokens } from './world/tokens.ts';
import { workflow } from './world/workflow.ts';

const world = { ...base, store, notifications, workflow, settings, channels: configuredChannels() };

const Message = z.union([NotificationMessage, UpdateMessage, LinkRequest]);

async function send({ body }: SQSRecord): Promise<void> {
  const message = Message.parse(JSON.parse(body));
  if ('announce' in message) return announceChange(world, message);
  if ('signIn' in message) return sendLink(world, message);
  const outcome = await sendNotification({ ...world, tokens: await tokens() }, message);
  if (outcome === 'again') throw new Error(`notification ${message.id} is being sent by somebody else`);
}

/** Sends queued notifications, and asks for those that a change of an alert calls for. */
const handle = ({ Records }: SQSEvent): Promise<SQSBatchResponse> => handleGroups(Records, send, world);

export const handler = lambda(handle);
