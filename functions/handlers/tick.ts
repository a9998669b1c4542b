import { SQSClient } from '@aws-sdk/client-sqs';
import { isOwnMachine } from '../domain/session/host.ts';
import { plus } from '../domain/time.ts';
import { boundedClient } from '../platform/aws-client.ts';
import { environment } from '../platform/environment.ts';
import { createPublicAsk, publicFetch } from '../platform/public-fetch.ts';
import { sqsEventQueue } from '../platform/queues.ts';
import type { Pulling } from '../ports/pull.ts';
import type { Store } from '../ports/store.ts';
import { runDueWork } from '../usecases/due/run-due-work.ts';
import { actionWork } from './world/action-work.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';
import { settings } from './world/settings.ts';
import { store } from './world/store.ts';
import { subscriberWork } from './world/subscriber-work.ts';
import { workflow } from './world/workflow.ts';

/** The next tick comes a minute after this one began; work that is left is its business. */
const workingTime = { seconds: 45 };

const events = sqsEventQueue(new SQSClient(boundedClient), environment('EVENT_QUEUE_URL'));

/** Secrets are opened only where metrics are pulled: waking people does not depend on it. */
let opened: Promise<Store> | undefined;
async function openStore(): Promise<Store> {
  const { unsealedStore } = await import('./world/unsealed-store.ts');
  opened ??= unsealedStore();
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

const pulling: Pulling = {
  sources: { get: async (id) => (await openStore()).metricSources.get(id) },
  ask: createPublicAsk({
    maximumBytes: 1024 * 1024,
    timeoutMilliseconds: 5_000,
    withOwnMachine: isOwnMachine(settings.publicUrl),
  }),
};

const world = {
  ...base,
  store,
  workflow,
  notifications,
  events,
  settings,
  subscriberWork,
  actionWork,
  fetch: publicFetch,
  pulling,
};

/** Does whatever is due, every minute; the alarm on `TickCompleted` rings when it does not come to its end. */
const handle = async (): Promise<void> => {
  const done = await runDueWork(world, { deadline: plus(world.clock.now(), workingTime) });
  world.metrics.count('TickCompleted');
  if (done > 0) world.log.info('due work done', { done });
};

export const handler = lambda(handle);
