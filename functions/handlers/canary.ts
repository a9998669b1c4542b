import { setTimeout as pause } from 'node:timers/promises';
import { environment } from '../platform/environment.ts';
import { masterSecret } from '../platform/secrets.ts';
import { canaryKey, canarySourceId } from '../usecases/canary/cast.ts';
import { type CanaryWorld, followCanary } from '../usecases/canary/follow.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { store } from './world/store.ts';

const answerTimeoutMilliseconds = 15_000;

const post =
  (integrationKey: string): CanaryWorld['post'] =>
  async (event) => {
    const { status } = await fetch(`${environment('PUBLIC_URL')}/api/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ integrationKey, ...event }),
      signal: AbortSignal.timeout(answerTimeoutMilliseconds),
    });
    return status;
  };

/** People answer through another function than tools post to; it has to be there, too. */
async function checkApi(): Promise<void> {
  const signal = AbortSignal.timeout(answerTimeoutMilliseconds);
  const { status } = await fetch(`${environment('PUBLIC_URL')}/health`, { signal });
  if (status !== 200) throw new Error(`the public URL answered ${status} to /health`);
}

/**
 * Every few minutes: one alert through the front door to its hand-over. Only when all of it worked the dead-man service
 * is pinged; its silence is how a dead account or Region is noticed from outside.
 */
const handle = async (): Promise<void> => {
  await checkApi();
  const patience = Number(environment('CANARY_PATIENCE'));
  const world = { post: post(canaryKey(await masterSecret())), pause, patience };
  await followCanary({ ...base, store }, world, { sourceId: canarySourceId, startedAt: base.clock.now() });
  base.metrics.count('CanarySucceeded');
  const deadManUrl = environment('DEAD_MAN_URL');
  if (deadManUrl !== '') await fetch(deadManUrl, { signal: AbortSignal.timeout(answerTimeoutMilliseconds) });
};

export const handler = lambda(handle);
