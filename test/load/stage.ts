import { readFileSync } from 'node:fs';
import type { Usage } from '../../local/aws/dynamodb/capacity.ts';
import type { RequestTotal } from '../../local/aws/requests.ts';
import type { MetricTotal } from '../../local/runtime/metrics.ts';
import type { LocalCloud } from '../support/local-cloud.ts';

/** So many calls of the stage are under way at once. */
const atOnce = 16;

interface Created {
  readonly id: number;
}

/** Does the work for each, some at once, and keeps their order. */
export async function each<T, Result>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}

export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export async function create<T extends Created>(cloud: LocalCloud, path: string, body: object): Promise<T> {
  const answer = await cloud.api('POST', path, body);
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** So many people, whom an e-mail tells of an alert at once. */
export const people = (cloud: LocalCloud, count: number): Promise<Created[]> =>
  each(range(count), (index) =>
    create(cloud, '/api/users?send-no-invitation=true', {
      email: `person${index}@example.com`,
      firstName: 'Person',
      lastName: String(index),
    }),
  );

/** A person whom a text message tells of an alert at once, and nothing else does. */
export async function aPersonWithPhone(
  cloud: LocalCloud,
  index: number,
): Promise<Created & { readonly phone: string }> {
  const phone = `+49151${24_000_000 + index}`;
  const email = `phone${index}@example.com`;
  const user = await create(cloud, '/api/users?send-no-invitation=true', {
    email,
    firstName: 'Phone',
    lastName: String(index),
    region: 'DE',
  });
  const own = `/api/users/${user.id}`;
  const number = await create(cloud, `${own}/contacts/phone-numbers`, { regionCode: 'DE', target: phone });
  const rules = `${own}/notification-preferences/alerts`;
  const { body: usual } = await cloud.api('GET', rules);
  for (const { id } of usual) await cloud.api('DELETE', `${rules}/${id}`);
  const rule = { method: 'SMS', contact: { id: number.id }, delayMin: 0, type: 'HIGH_PRIORITY' };
  await create(cloud, rules, rule);
  return { ...user, phone };
}

export interface Source extends Created {
  readonly integrationKey: string;
}

/** A source whose policy has one level of 24 hours with these targets. */
export async function aSource(cloud: LocalCloud, targets: object, policyFacts: object = {}): Promise<Source> {
  const escalationRules = [{ escalationTimeout: 1440, ...targets }];
  const policy = await create(cloud, '/api/escalation-policies', { name: 'Load', escalationRules, ...policyFacts });
  const facts = { name: 'Load', integrationType: 'API', escalationPolicy: { id: policy.id } };
  return create<Source>(cloud, '/api/alert-sources', facts);
}

/** The body of an event about a key. */
export const eventBody = ({ integrationKey }: Source, alertKey: string, eventType = 'ALERT'): string =>
  JSON.stringify({ integrationKey, eventType, summary: `Disk full on ${alertKey}`, alertKey });

/** Every event that a source has, by its alert key, with the alert it led to. */
export async function eventsOf(cloud: LocalCloud, { id }: Source): Promise<readonly StoredEvent[]> {
  const found: StoredEvent[] = [];
  for (let cursor = ''; ; ) {
    const query = `max-results=100&cursor=${encodeURIComponent(cursor)}`;
    const { body, headers } = await cloud.api('GET', `/api/alert-sources/${id}/events?${query}`);
    found.push(...body);
    const next = headers.get('next-cursor');
    if (next === null) return found;
    cursor = next;
  }
}

export interface StoredEvent {
  readonly alertId: number | null;
  readonly outcome: string;
  readonly event: { readonly alertKey: string };
}

/** What the cloud has counted since its start. */
export interface Meters {
  readonly calls: readonly RequestTotal[];
  readonly usage: readonly (Usage & { readonly function: string })[];
  readonly metrics: readonly MetricTotal[];
}

export async function readMeters(cloud: LocalCloud): Promise<Meters> {
  const [calls, usage, metrics] = await Promise.all([
    cloud.control<Meters['calls']>('GET', 'requests/totals'),
    cloud.control<Meters['usage']>('GET', 'capacity'),
    cloud.control<Meters['metrics']>('GET', 'metrics'),
  ]);
  return { calls, usage, metrics };
}

type Wanted = Partial<Pick<RequestTotal, 'function' | 'service' | 'action'>>;

const hasAll = (one: object, wanted: object): boolean =>
  Object.entries(wanted).every(([name, value]) => (one as Record<string, unknown>)[name] === value);

/** How many calls of this kind were made in between. */
export function callsBetween(before: Meters, after: Meters, wanted: Wanted = {}): number {
  const sum = ({ calls }: Meters) =>
    calls
      .filter((one) => one.service !== 'cloudwatch' && hasAll(one, wanted))
      .reduce((total, { count }) => total + count, 0);
  return sum(after) - sum(before);
}

/** Write units that one kind of partition has used in between. */
export function writesBetween(before: Meters, after: Meters, place: string, partition: string): number {
  const sum = ({ usage }: Meters) =>
    usage.filter((one) => hasAll(one, { place, partition })).reduce((total, { writes }) => total + writes, 0);
  return sum(after) - sum(before);
}

/** A metric of Lambda's, of the function whose name ends so, in between. */
export function lambdaBetween(before: Meters, after: Meters, name: string, functionName: string): number {
  const sum = ({ metrics }: Meters) =>
    metrics
      .filter((one) => one.name === name && one.dimensions.FunctionName?.endsWith(functionName))
      .reduce((total, one) => total + one.sum, 0);
  return sum(after) - sum(before);
}

/** Seconds of processor time that the cloud has used: its one thread that is AWS, and the workers that are the product. */
export function processorTime({ pid }: LocalCloud): { readonly aws: number; readonly all: number } {
  const secondsIn = (file: string) => {
    const fields = readFileSync(file, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  };
  try {
    return { aws: secondsIn(`/proc/${pid}/task/${pid}/stat`), all: secondsIn(`/proc/${pid}/stat`) };
  } catch {
    return { aws: Number.NaN, all: Number.NaN };
  }
}
