/** A thread of a campaign: runs the seeds it is given, one after the other, and says what came of each. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './campaign.ts';

const { trySeed, shorten, planOf } = (await import(workerData.bundle)) as typeof import('./simulation.ts');

parentPort?.on('message', async ({ seed, task }: ToWorker) => {
  const answer: FromWorker =
    task === 'try' ? { result: await trySeed(seed) } : { seed, short: await shorten(planOf(seed)) };
  parentPort?.postMessage(answer);
});
