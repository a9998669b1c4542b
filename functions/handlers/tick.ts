import { SQSClient } from '@aws-sdk/client-sqs';
import { plus } from '../domain/time.ts';
import { boundedClient } from '../platform/aws-client.ts';
import { environment } from '../platform/environment.ts';
import { publicFetch } from '../platform/public-fetch.ts';
import { sqsEventQueue } from '../platform/queues.ts';
import { runDueWork } from '../usecases/due/run-due-work.ts';
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

const world = {
  ...base,
  store,
  workflow,
  notifications,
  events,
  settings,
  subscriberWork,
  fetch: publicFetch,
};

/** Does whatever is due, every minute; the alarm on `TickCompleted` rings when it does not come to its end. */
const handle = async (): Promise<void> => {
  const done = await runDueWork(world, { deadline: plus(world.clock.now(), workingTime) });
  world.metrics.count('TickCompleted');
  if (done > 0) world.log.info('due work done', { done });
};

export const handler = lambda(handle);
