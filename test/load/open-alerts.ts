import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { duration, figure, type Section } from './report.ts';
import { aSource, callsBetween, eventBody, people, readMeters, type Source } from './stage.ts';

const sizes = [100, 1_000, 10_000] as const;
const connections = 10;
/** On a busy machine a function may run out of its time; what it did not do comes back after this many seconds. */
const redelivery = 61;
const redeliveries = 5;
/** The first level starts so late that nothing is due while the alerts are open. */
const policyFacts = { delayMin: 15 };

/** What so many open alerts with as many waiting executions cost: to open, in a tick, over a restart, to answer, to end. */
export async function openAlerts(): Promise<Section> {
  const rows: string[][] = [];
  const violations: string[] = [];
  const ticks: number[] = [];
  for (const size of sizes) {
    const measured = await lifeOf(size);
    rows.push(measured.row);
    violations.push(...measured.broken);
    ticks.push(measured.tickCalls);
  }
  if (new Set(ticks).size > 1) violations.push(`a tick with nothing due makes ${ticks.join(', ')} calls`);
  const head = [
    'open alerts',
    'executions waiting',
    'opened/s',
    'calls per alert',
    'calls of a tick',
    'accept of one: calls',
    'its time',
    'restart',
    'still open',
    'calls of a tick after it',
    'resolved/s',
    'calls per alert',
    'left open',
  ];
  return { tables: [{ title: 'Open alerts, each with an execution that waits', head, rows }], violations };
}

async function lifeOf(size: number) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tocsin-load-'));
  const now = '2026-11-21T10:00:00.000Z';
  let cloud = await startLocalCloud({ dataDir, now, clock: 'still' });
  try {
    const [person] = await people(cloud, 1);
    const source = await aSource(cloud, { users: [person] }, policyFacts);
    const keys = Array.from({ length: size }, (_, index) => `key-${index}`);
    await postAll(
      cloud,
      source,
      keys.slice(0, connections).map((key) => `warm-${key}`),
      'ALERT',
    );
    await postAll(
      cloud,
      source,
      keys.slice(0, connections).map((key) => `warm-${key}`),
      'RESOLVE',
    );
    await cloud.settle();
    const opened = await timed(cloud, () => postAll(cloud, source, keys, 'ALERT'));
    const waiting = await settledTo(size, cloud, () => countWaiting(cloud));
    const tick = await tickCalls(cloud);
    const [one] = (await cloud.api('GET', `/api/alerts?sources=${source.id}&max-results=1`)).body;
    const accept = await timed(cloud, () => cloud.api('PUT', `/api/alerts/${one.id}/accept`), { function: 'api' });

    await cloud.stop();
    const restartedAt = performance.now();
    cloud = await startLocalCloud({ dataDir, clock: 'still' });
    const restart = performance.now() - restartedAt;
    const stillOpen = await countOpen(cloud, source);
    const tickAfter = await tickCalls(cloud);
    const resolved = await timed(cloud, () => postAll(cloud, source, keys, 'RESOLVE'));
    const left = await settledTo(0, cloud, () => countOpen(cloud, source));
    return {
      tickCalls: tick,
      broken: [
        ...(waiting === size ? [] : [`${waiting} of ${size} executions wait`]),
        ...(stillOpen === size ? [] : [`${stillOpen} of ${size} alerts are open after a restart`]),
        ...(left === 0 ? [] : [`${left} of ${size} alerts stay open`]),
      ],
      row: [
        figure(size),
        figure(waiting),
        figure((size / opened.took) * 1000),
        figure(opened.calls / size),
        figure(tick),
        figure(accept.calls),
        duration(accept.took),
        duration(restart),
        figure(stillOpen),
        figure(tickAfter),
        figure((size / resolved.took) * 1000),
        figure(resolved.calls / size),
        figure(left),
      ],
    };
  } finally {
    await cloud.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** How long the work took with all it set going, and how many calls that made. */
async function timed(cloud: LocalCloud, work: () => Promise<unknown>, wanted: Parameters<typeof callsBetween>[2] = {}) {
  const before = await readMeters(cloud);
  const startedAt = performance.now();
  await work();
  await cloud.settle();
  const took = performance.now() - startedAt;
  return { took, calls: callsBetween(before, await readMeters(cloud), wanted) };
}

/** The calls of the second of two ticks: the first one loads what it needs. */
async function tickCalls(cloud: LocalCloud): Promise<number> {
  await cloud.advance(60);
  const { calls } = await timed(cloud, () => cloud.advance(60), { function: 'tick' });
  return calls;
}

/** Posts an event about each key, a share of them on each connection. Sizes are multiples of the connections. */
export async function postAll(
  cloud: LocalCloud,
  source: Source,
  keys: readonly string[],
  eventType: string,
): Promise<void> {
  const share = keys.length / connections;
  let connected = 0;
  const result = await autocannon({
    url: `${cloud.url}/api/events`,
    connections,
    amount: keys.length,
    timeout: 120,
    setupClient: (client) => {
      const own = keys.slice(connected * share, (connected + 1) * share);
      connected += 1;
      const headers = { 'content-type': 'application/json' };
      client.setRequests(own.map((key) => ({ method: 'POST', headers, body: eventBody(source, key, eventType) })));
    },
  });
  if (result['2xx'] !== keys.length) throw new Error(`${result['2xx']} of ${keys.length} events were accepted`);
}

/** What `count` tells, after letting come back what ran out of time, as long as it is not what it should be. */
export async function settledTo(wanted: number, cloud: LocalCloud, count: () => Promise<number>): Promise<number> {
  for (let left = redeliveries; left > 0 && (await count()) !== wanted; left--) await cloud.advance(redelivery);
  return count();
}

const countWaiting = async (cloud: LocalCloud): Promise<number> =>
  (await cloud.executions()).filter(({ status }) => status === 'RUNNING').length;

async function countOpen(cloud: LocalCloud, { id }: Source): Promise<number> {
  const { body } = await cloud.api('GET', `/api/alerts/count?sources=${id}&states=PENDING&states=ACCEPTED`);
  return body.count;
}
