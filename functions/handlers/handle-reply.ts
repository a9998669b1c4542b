import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { KeyPress, readProviderMessage } from '../domain/reply/provider-messages.ts';
import { boundedClient } from '../platform/aws-client.ts';
import { s3Blobs } from '../platform/blobs.ts';
import { environment } from '../platform/environment.ts';
import { sqsEventQueue } from '../platform/queues.ts';
import { sharedLimit } from '../usecases/event/shared-limit.ts';
import { blockAddress } from '../usecases/reply/block-address.ts';
import { handleKeys } from '../usecases/reply/handle-keys.ts';
import { handleReceipt } from '../usecases/reply/handle-receipt.ts';
import { takeText } from '../usecases/reply/take-text.ts';
import { base } from './world/base.ts';
import { handleGroups } from './world/batch.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';
import { settings } from './world/settings.ts';
import { store } from './world/store.ts';
import { tokens } from './world/tokens.ts';
import { workflow } from './world/workflow.ts';

/** What sources get by mail and text goes the way of all events. */
const events = sqsEventQueue(new SQSClient(boundedClient), environment('EVENT_QUEUE_URL'));
const blobs = s3Blobs(environment('BLOB_BUCKET'));
const world = { ...base, store, notifications, workflow, settings };
const allows = sharedLimit(Number(environment('EVENT_RATE_LIMIT')), { budgets: store.eventBudgets, log: base.log });

async function handleRecord({ body }: SQSRecord): Promise<void> {
  const message = readProviderMessage(body);
  switch (message.kind) {
    case 'sms':
      return takeText({ ...world, events, blobs, allows }, message);
    case 'mail': {
      const raw = await s3Blobs(message.bucket).get(message.key);
      if (raw === undefined) return world.log.warn('a stored mail is gone', { key: message.key });
      // What reads mail is large, and most answers are none.
      const { takeMail } = await import('../usecases/reply/take-mail.ts');
      return takeMail(
        { ...world, events, blobs, allows, tokens: await tokens() },
        { inboundId: message.key, raw, at: message.at },
      );
    }
    case 'receipt':
      for (const address of message.blocked) {
        await blockAddress(world, { address });
        await forgetSubscriber(address, message.isComplaint === true);
      }
      if (message.receipt) await handleReceipt(world, message.receipt);
      return;
    case 'other':
      return world.log.info('an inbound message asks for nothing');
  }
}

async function forgetSubscriber(address: string, isBlocked: boolean): Promise<void> {
  const { forgetTarget } = await import('../usecases/subscriber/forget.ts');
  await forgetTarget(world, { type: 'EMAIL', target: address.trim().toLowerCase() }, { isBlocked });
}

/** Amazon Connect's flow asks with a pressed key and speaks what it is answered. */
async function handleKeyPress({ Details: { ContactData, Parameters } }: KeyPress): Promise<{ spoken: string }> {
  const spoken = await handleKeys(world, {
    contactId: ContactData.ContactId,
    number: ContactData.CustomerEndpoint?.Address ?? '',
    digits: Parameters?.digits ?? '',
    attributes: ContactData.Attributes ?? {},
  });
  return { spoken };
}

/** Takes what people answer by SMS, e-mail and key press, and what providers say became of our messages. */
const handle = async (event: SQSEvent | KeyPress): Promise<SQSBatchResponse | { spoken: string }> =>
  'Records' in event ? handleGroups(event.Records, handleRecord, world) : handleKeyPress(KeyPress.parse(event));

export const handler = lambda(handle);
