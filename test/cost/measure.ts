import { smsSize } from '../../functions/render/gsm.ts';
import type { Usage } from '../../local/aws/dynamodb/capacity.ts';
import type { MetricTotal } from '../../local/runtime/metrics.ts';
import { callsDuring, transitionsOf } from '../support/calls-made.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import type { Counts, TableUse, Tally } from './counts.ts';
import { times } from './tally.ts';

type Sums = Record<string, Record<string, number>>;
type Capacity = Usage & { readonly function: string };

interface Meters {
  readonly capacity: readonly Capacity[];
  readonly metrics: readonly MetricTotal[];
  readonly transitions: number;
  readonly log: number;
  readonly outbox: number;
}

async function readMeters(cloud: LocalCloud): Promise<Meters> {
  return {
    capacity: await cloud.control('GET', 'capacity'),
    metrics: await cloud.control('GET', 'metrics'),
    transitions: transitionsOf(await cloud.executions()),
    log: (await linesSince(cloud, 0)).at(-1)?.seq ?? 0,
    outbox: (await cloud.outbox()).at(-1)?.seq ?? 0,
  };
}

/** Counts what the work and all that it sets going now use up. Nothing else may happen on the cloud meanwhile. */
export async function measure(cloud: LocalCloud, run: () => Promise<unknown>): Promise<Counts> {
  const before = await readMeters(cloud);
  const requests = await callsDuring(cloud, run);
  const after = await readMeters(cloud);
  const calls: Sums = {};
  const tableCalls: Sums = {};
  for (const { function: caller, service, action } of requests) {
    // Secrets are read once by each environment, and which one worked here is chance: the model counts starts instead.
    if (service === 'secretsmanager') continue;
    if (service === 'dynamodb') add(tableCalls, caller, action);
    else add(calls, caller, `${service}.${action}`);
  }
  const grown = grownMetrics(before.metrics, after.metrics);
  const counts: Counts = {
    http: total(grown, ({ namespace }) => namespace === 'AWS/ApiGateway'),
    invocations: invocationsIn(grown),
    calls,
    tableCalls,
    table: tableUseBetween(before.capacity, after.capacity),
    logs: logsOf(await linesSince(cloud, before.log)),
    transitions: after.transitions - before.transitions,
    metrics: ownMetrics(grown),
    messages: await messagesSince(cloud, before.outbox),
  };
  return times(counts, 1); // which leaves out what is 0
}

function add(sums: Sums, group: string, name: string, count = 1): void {
  const tally = sums[group] ?? {};
  sums[group] = tally;
  tally[name] = (tally[name] ?? 0) + count;
}

interface LogLine {
  readonly seq: number;
  readonly function: string;
  readonly line: string;
}

const linesSince = (cloud: LocalCloud, seq: number): Promise<readonly LogLine[]> =>
  cloud.control('GET', `logs?since=${seq}`);

function logsOf(lines: readonly LogLine[]): Counts['logs'] {
  const logs: Record<string, { lines: number; bytes: number }> = {};
  for (const { function: writer, line } of lines) {
    const { lines: count, bytes } = logs[writer] ?? { lines: 0, bytes: 0 };
    logs[writer] = { lines: count + 1, bytes: bytes + Buffer.byteLength(line) };
  }
  return logs;
}

/** The metrics that were measured in between, with how often. */
function grownMetrics(before: readonly MetricTotal[], after: readonly MetricTotal[]): readonly MetricTotal[] {
  const idOf = ({ namespace, name, dimensions }: MetricTotal) => JSON.stringify([namespace, name, dimensions]);
  const known = new Map(before.map((metric) => [idOf(metric), metric.samples]));
  return after
    .map((metric) => ({ ...metric, samples: metric.samples - (known.get(idOf(metric)) ?? 0) }))
    .filter(({ samples }) => samples > 0);
}

const total = (metrics: readonly MetricTotal[], isMeant: (metric: MetricTotal) => boolean): number =>
  metrics.filter(isMeant).reduce((sum, { samples }) => sum + samples, 0);

function invocationsIn(metrics: readonly MetricTotal[]): Tally {
  const invoked = metrics.filter(({ namespace, name }) => namespace === 'AWS/Lambda' && name === 'Invocations');
  return Object.fromEntries(
    invoked.map(({ dimensions, samples }) => [dimensions.FunctionName?.replace(/^tocsin-[^-]+-/, ''), samples]),
  );
}

function ownMetrics(metrics: readonly MetricTotal[]): string[] {
  return metrics
    .filter(({ namespace }) => namespace === 'Tocsin')
    .map(({ name, dimensions: { service: _everyone, ...own } }) =>
      [name, ...Object.entries(own).map(([dimension, value]) => `${dimension}=${value}`)].join(' '),
    )
    .sort();
}

function tableUseBetween(before: readonly Capacity[], after: readonly Capacity[]): Counts['table'] {
  const idOf = ({ function: caller, place, partition }: Capacity) => `${caller} ${place} ${partition}`;
  const known = new Map(before.map((usage) => [idOf(usage), usage]));
  const table: Record<string, Record<string, TableUse>> = {};
  for (const usage of after) {
    const old = known.get(idOf(usage));
    const reads = usage.reads - (old?.reads ?? 0);
    const writes = usage.writes - (old?.writes ?? 0);
    if (reads === 0 && writes === 0) continue;
    const places = table[usage.function] ?? {};
    table[usage.function] = places;
    places[`${usage.place} ${usage.partition}`] = { reads, writes, bytes: usage.bytes - (old?.bytes ?? 0) };
  }
  return table;
}

/** Messages by channel; texts by how many parts they have. */
async function messagesSince(cloud: LocalCloud, seq: number): Promise<Tally> {
  const messages: Record<string, number> = {};
  for (const { channel, text } of await cloud.outbox(seq))
    messages[channel] = (messages[channel] ?? 0) + (channel === 'SMS' ? smsSize(text).segments : 1);
  return messages;
}
