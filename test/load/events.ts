import autocannon from 'autocannon';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { duration, figure, type Section } from './report.ts';
import {
  aSource,
  callsBetween,
  each,
  eventBody,
  eventsOf,
  people,
  processorTime,
  readMeters,
  type Source,
} from './stage.ts';

const ratesPerSecond = [10, 20, 40, 80, 160] as const;
const seconds = 5;
const connections = 32;
/** Alerts of one source for one person would be put together into one message, so several take turns. */
const sourceCount = 20;
/** Below this part of what is offered the cloud is saturated, and a higher rate tells nothing new. */
const saturated = 0.8;

/** How many events a second are accepted, each about a key of its own, and whether every one of them becomes an alert. */
export async function events(): Promise<Section> {
  const cloud = await startLocalCloud();
  try {
    const persons = await people(cloud, sourceCount);
    const sources = await each(persons, ({ id }) => aSource(cloud, { users: [{ id }] }));
    await flood(cloud, sources, { rate: 5, name: 'warm' });
    const rows: string[][] = [];
    const violations: string[] = [];
    for (const rate of ratesPerSecond) {
      const flooded = await flood(cloud, sources, { rate, name: `r${rate}` });
      rows.push(flooded.row);
      if (flooded.lost > 0) violations.push(`${flooded.lost} events lost at ${rate} a second`);
      if (flooded.accepted < saturated * rate * seconds) break;
    }
    const head = [
      'offered/s',
      'accepted/s',
      'refused',
      'POST p50',
      'POST p99',
      'all done after',
      'processed/s',
      'found as events',
      'as alerts',
      'lost',
      'calls per event',
      'AWS thread busy',
      'product',
    ];
    return {
      tables: [
        { title: `Events, each a new alert for one of ${sourceCount} people, ${seconds} s at each rate`, head, rows },
      ],
      violations,
    };
  } finally {
    await cloud.stop();
  }
}

async function flood(cloud: LocalCloud, sources: readonly Source[], { rate, name }: { rate: number; name: string }) {
  const accepted = new Set<string>();
  let posted = 0;
  const before = await readMeters(cloud);
  const busyBefore = processorTime(cloud);
  const startedAt = performance.now();
  const result = await autocannon({
    url: `${cloud.url}/api/events`,
    connections: Math.min(connections, rate),
    overallRate: rate,
    duration: seconds,
    timeout: 60,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => {
          posted += 1;
          const source = sources[posted % sources.length] as Source;
          return { ...request, body: eventBody(source, `${name}-${posted}`) };
        },
        onResponse: (status, body) => {
          if (status === 202) accepted.add(JSON.parse(body).alertKey);
        },
      },
    ],
  });
  await cloud.settle();
  const took = performance.now() - startedAt;
  const busy = processorTime(cloud);
  const after = await readMeters(cloud);
  const stored = (await each(sources, (source) => eventsOf(cloud, source)))
    .flat()
    .filter(({ event }) => accepted.has(event.alertKey));
  const keys = new Set(stored.map(({ event }) => event.alertKey));
  const alertIds = new Set(stored.map(({ alertId }) => alertId).filter((id) => id !== null));
  const lost = accepted.size - Math.min(keys.size, alertIds.size);
  const aws = busy.aws - busyBefore.aws;
  const product = busy.all - busyBefore.all - aws;
  const share = (time: number) => (Number.isNaN(time) ? '–' : `${((100_000 * time) / took).toFixed(0)} %`);
  return {
    accepted: accepted.size,
    lost,
    row: [
      figure(rate),
      figure(accepted.size / seconds),
      figure(result.non2xx + result.errors),
      duration(result.latency.p50),
      duration(result.latency.p99),
      duration(took),
      figure(accepted.size / (took / 1000)),
      figure(keys.size),
      figure(alertIds.size),
      figure(lost),
      figure(callsBetween(before, after) / accepted.size),
      share(aws),
      share(product),
    ],
  };
}
