/**
 * `npm run bench`: AWS calls per path against their budgets, bundle sizes and load times, a year of a schedule, a large status page,
 * templates beside handlebars, conditions beside jsonata, events compared with open alerts, events through flows, heartbeats in a tick, events normalised a second by each adapter, requests of alert actions, events
 * a second by the handler alone and by the local cloud, time and cost by memory size.
 * Ends with status 1 when something is over its budget. `npm run bench -- console` measures the console alone: what it weighs, and how long it takes on a slow phone.
 */
import { startLocalCloud } from '../support/local-cloud.ts';
import { benchActions } from './actions.ts';
import { benchAdapters } from './adapters.ts';
import { benchBundles } from './bundles.ts';
import { benchCalls } from './calls.ts';
import { benchConditions } from './conditions.ts';
import { benchConsole } from './console.ts';
import { benchFlows } from './flows.ts';
import { benchHeartbeats } from './heartbeats.ts';
import { benchIngest } from './ingest.ts';
import { benchMemory } from './memory.ts';
import { benchPages } from './pages.ts';
import { benchSchedules } from './schedules.ts';
import { benchSimilarity } from './similarity.ts';
import { benchTemplates } from './templates.ts';
import { benchThroughput } from './throughput.ts';

async function benchAll(): Promise<string[]> {
  const over = [
    ...(await benchBundles()),
    ...(await benchPages()),
    ...benchSchedules(),
    ...benchTemplates(),
    ...benchSimilarity(),
    ...benchFlows(),
  ];
  over.push(
    ...(await benchConditions()),
    ...(await benchHeartbeats()),
    ...(await benchAdapters()),
    ...(await benchActions()),
    ...(await benchConsole()),
  );
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    over.push(...(await benchCalls(cloud)), ...(await benchIngest(cloud)), ...(await benchThroughput(cloud)));
    await benchMemory(cloud);
  } finally {
    await cloud.stop();
  }
  return over;
}

const over = process.argv.includes('console') ? await benchConsole() : await benchAll();
console.log(over.length === 0 ? '\nEverything is within its budget.' : `\nOver budget: ${over.join(', ')}`);
process.exitCode = over.length === 0 ? 0 : 1;
