import autocannon from 'autocannon';
import type { LoggedRequest } from '../../local/aws/requests.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { duration, figure, percentile, type Section } from './report.ts';
import { aPersonWithPhone, aSource, each, eventBody, range, type Source } from './stage.ts';

/** Other events a second, each a new alert, while the hand-overs are measured. */
const loads = [0, 5, 20] as const;
const measuredPerLoad = 30;
const pauseMilliseconds = 200;
const sequentialBudget = 10;

interface Watched {
  readonly source: Source;
  readonly phone: string;
}

/** How long it takes from the POST to the text message, on the clock, in virtual time, and in calls that wait for each other. */
export async function handOver(): Promise<Section> {
  const sequential = await countSequentialCalls();
  const timed = await timeUnderLoads();
  return {
    tables: [sequential.table, timed.table],
    violations: [...sequential.violations, ...timed.violations],
  };
}

async function aWatched(cloud: LocalCloud, index: number): Promise<Watched> {
  const { id, phone } = await aPersonWithPhone(cloud, index);
  return { source: await aSource(cloud, { users: [{ id }] }), phone };
}

const post = async (cloud: LocalCloud, source: Source, key: string) => {
  const { status } = await cloud.api('POST', '/api/events', JSON.parse(eventBody(source, key)), null);
  if (status !== 202) throw new Error(`the event was answered ${status}`);
};

/** In still time; with every call answered late, the time taken shows how many of them waited for each other. */
async function countSequentialCalls() {
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    const [warm, ...watched] = await each(range(4), (index) => aWatched(cloud, index));
    if (warm) await post(cloud, warm.source, 'warm');
    await cloud.settle();
    const rows: string[][] = [];
    const violations: string[] = [];
    for (const [index, { source, phone }] of watched.entries()) {
      const now = await cloud.now();
      await cloud.faults.add({ service: '*', action: '*', rate: 1, kind: 'slow' });
      const before = (await cloud.requests()).at(-1)?.seq ?? 0;
      await post(cloud, source, `slow-${index}`);
      const message = await messageTo(cloud, phone);
      await cloud.faults.clear();
      await cloud.settle();
      const calls = await cloud.control<LoggedRequest[]>('GET', `requests?since=${before}&timing=true`);
      const sent = calls.find(({ action }) => action === 'SendTextMessage');
      const until = calls.filter(({ began = 0 }) => began <= (sent?.began ?? 0));
      const chain = longestChain(until);
      const waited = (Date.parse(message.at) - Date.parse(now)) / 1000;
      rows.push([
        figure(longestChain(until.filter((call) => call.function === 'ingest'))),
        figure(chain),
        figure(until.length),
        figure(calls.length),
        `${figure(waited)} s`,
      ]);
      if (waited > 0) violations.push(`${waited} s of virtual time from the POST to the hand-over`);
      if (chain > sequentialBudget) violations.push(`${chain} calls wait for each other before the hand-over`);
    }
    const head = [
      'one after the other until 202',
      'one after the other until the text',
      'calls until then',
      'calls in all',
      'virtual time until the text',
    ];
    return {
      table: { title: 'Calls on the way to a text message, each answered a quarter of a second late', head, rows },
      violations,
    };
  } finally {
    await cloud.stop();
  }
}

/**
 * The most calls of which none began before another had ended. Slow calls that are made side by side overlap, so this is
 * how many waited for each other.
 */
export function longestChain(calls: readonly Pick<LoggedRequest, 'began' | 'ended'>[]): number {
  let free = 0;
  let length = 0;
  for (const { began = 0, ended = 0 } of calls.toSorted((a, b) => (a.ended ?? 0) - (b.ended ?? 0))) {
    if (began < free) continue;
    length += 1;
    free = ended;
  }
  return length;
}

async function messageTo(cloud: LocalCloud, phone: string) {
  for (;;) {
    const message = (await cloud.outbox()).find(({ to }) => to === phone);
    if (message) return message;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** In running time, one hand-over every so often while other events come in. */
async function timeUnderLoads() {
  const cloud = await startLocalCloud();
  try {
    const others = await each(range(10), (index) => aWatched(cloud, 1000 + index));
    const watched = await each(range(loads.length * measuredPerLoad), (index) => aWatched(cloud, index));
    for (const { source } of others) await post(cloud, source, 'warm');
    await cloud.settle();
    const rows: string[][] = [];
    const violations: string[] = [];
    for (const load of loads) {
      const measured = watched.splice(0, measuredPerLoad);
      const times = await timeHandOvers(cloud, measured, others, load);
      rows.push([
        figure(load),
        figure(times.length),
        ...[0.5, 0.95, 0.99].map((share) => duration(percentile(times, share))),
      ]);
      if (times.length < measured.length)
        violations.push(`${measured.length - times.length} texts missing at ${load} a second`);
    }
    return {
      table: {
        title: 'From the POST to the text in the outbox',
        head: ['other events/s', 'texts', 'p50', 'p95', 'p99'],
        rows,
      },
      violations,
    };
  } finally {
    await cloud.stop();
  }
}

async function timeHandOvers(
  cloud: LocalCloud,
  measured: readonly Watched[],
  others: readonly Watched[],
  load: number,
): Promise<number[]> {
  let posted = 0;
  const background =
    load === 0
      ? undefined
      : autocannon(
          {
            url: `${cloud.url}/api/events`,
            connections: Math.min(load, 8),
            overallRate: load,
            duration: (measured.length * pauseMilliseconds * 2) / 1000,
            requests: [
              {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                setupRequest: (request) => {
                  posted += 1;
                  const { source } = others[posted % others.length] as Watched;
                  return { ...request, body: eventBody(source, `other-${load}-${posted}`) };
                },
              },
            ],
          },
          () => undefined,
        );
  const postedAt = new Map<string, number>();
  for (const { source, phone } of measured) {
    postedAt.set(phone, Date.parse(await cloud.now()));
    await post(cloud, source, 'measured');
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
  background?.stop?.();
  await cloud.settle();
  return (await cloud.outbox()).flatMap(({ to, at }) => {
    const start = postedAt.get(to);
    return start === undefined ? [] : [Date.parse(at) - start];
  });
}
