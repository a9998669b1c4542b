import { configuredChannels } from '../channels/configured.ts';
import { sesQuota } from '../channels/mail-quota.ts';
import { createSendRates } from '../channels/send-rates.ts';
import { plus } from '../domain/time.ts';
import type { SubscriberSending } from '../ports/subscriber-sending.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { settings } from './world/settings.ts';
import { store } from './world/store.ts';
import { tokens } from './world/tokens.ts';

/** What is left then is done by the next who is woken. */
const workingTime = { seconds: 50 };

/** An answer of a webhook is of no interest but for its status. */
const webhookLimits = { maximumBytes: 64 * 1024, timeoutMilliseconds: 10_000 };

/** Webhooks are few: what keeps them to public addresses comes with the first one. */
let posting: Promise<SubscriberSending['post']> | undefined;
async function loadWebhooks(): Promise<SubscriberSending['post']> {
  const [{ createWebhooks }, { createPublicAsk }] = await Promise.all([
    import('../channels/webhook.ts'),
    import('../platform/public-fetch.ts'),
  ]);
  return createWebhooks(createPublicAsk(webhookLimits), base.clock);
}

const subscriberSending: SubscriberSending = {
  turn: createSendRates(sesQuota),
  async post(message) {
    posting ??= loadWebhooks();
    return (await posting)(message);
  },
};

const world = { ...base, store, settings, channels: configuredChannels(), subscriberSending };

/** Tells subscribers what is due, and asks those who want to be some. Whoever wakes it says only that there may be something. */
const handle = async (): Promise<void> => {
  // What words and draws messages is loaded beside the table's client and not before it.
  const { runSubscriberWork } = await import('../usecases/subscriber/run.ts');
  await runSubscriberWork({ ...world, tokens: await tokens() }, { deadline: plus(base.clock.now(), workingTime) });
};

export const handler = lambda(handle);
