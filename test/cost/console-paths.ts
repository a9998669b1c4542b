import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import type { Counts } from './counts.ts';
import { measure } from './measure.ts';
import { aSource, type Monitored } from './stage.ts';
import { differenceOf, dividedBy } from './tally.ts';
import { looksInAMinute, openAlerts } from './workloads.ts';

/** Seconds after which what functions remember for a minute is forgotten, and what is asked of AWS is asked again. */
const apart = 120;

/** What *Now* asks (`web/screens/now`). */
const now = '/api/alerts?states=PENDING&states=ACCEPTED&max-results=100';
const authorization = 'Bearer local-admin-key';

interface Asked {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

/** Asks as a browser does, which knows what it was answered before by its tag; returns the tag of the answer. */
async function ask({ url }: LocalCloud, { method = 'GET', path, body }: Asked, known?: string): Promise<string> {
  const headers = {
    authorization,
    ...(body && { 'content-type': 'application/json' }),
    ...(known !== undefined && { 'if-none-match': known }),
  };
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  await answer.text();
  if (answer.status !== (known === undefined ? 200 : 304))
    throw new Error(`${method} ${path} was answered ${answer.status}`);
  return answer.headers.get('etag') ?? '';
}

/** A metric with a point in each of the last hours. */
async function aMetric(cloud: LocalCloud): Promise<number> {
  const facts = { name: 'Latency', aggregationType: 'AVG', displayType: 'GRAPH' };
  const { status, body } = await cloud.api('POST', '/api/metrics', facts);
  if (status !== 201) throw new Error(`the metric was answered ${status} ${JSON.stringify(body)}`);
  const at = Math.floor(Date.parse(await cloud.now()) / 1000);
  const series = Array.from({ length: 24 }, (_none, hour) => ({ timestamp: at - hour * 3600, value: hour }));
  const sent = await cloud.api('POST', `/api/series/${body.integrationKey}`, { series }, null);
  if (sent.status >= 300) throw new Error(`the points were answered ${sent.status} ${JSON.stringify(sent.body)}`);
  return body.id;
}

/** Counts what a person does who has the console open, one question at a time, and a push to a browser. About half a minute. */
export async function countConsole(): Promise<Record<string, Counts>> {
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    for (const rule of ['tick', 'canary']) await cloud.control('POST', 'stop', { rule });
    const source = await aSource(cloud, [['SMS']]);
    return { ...(await countPush(cloud, source)), ...(await countQuestions(cloud, source)) };
  } finally {
    await cloud.stop();
  }
}

/** What a push to a browser adds to an alert that a text tells of. */
async function countPush(cloud: LocalCloud, bySms: Monitored): Promise<Record<string, Counts>> {
  const both = await aSource(cloud, [['SMS', 'PUSH']], { browsers: true });
  const alertOf = async ({ post }: Monitored) => {
    await post('warm');
    await cloud.advance(600);
    return measure(cloud, async () => {
      await post('one');
      await cloud.advance(5);
    });
  };
  const alone = await alertOf(bySms);
  const counts = { 'one more message by push to a browser': differenceOf(await alertOf(both), alone) };
  for (const [one, key] of [bySms, both].flatMap((one) => ['warm', 'one'].map((key) => [one, key] as const)))
    await one.post(key, 'RESOLVE');
  return counts;
}

async function countQuestions(cloud: LocalCloud, source: Monitored): Promise<Record<string, Counts>> {
  const metricId = await aMetric(cloud);
  const counts: Record<string, Counts> = {};
  /** The second time; the minutes before let go of what is remembered. */
  const count = async (name: string, asked: Asked) => {
    await ask(cloud, asked);
    await cloud.advance(apart);
    counts[name] = await measure(cloud, () => ask(cloud, asked));
  };
  /** One of a minute of looks, of which the first finds out who asks. */
  const countLook = async (name: string) => {
    const tag = await ask(cloud, { path: now });
    await cloud.advance(apart);
    const minute = await measure(cloud, async () => {
      for (let look = 1; look <= looksInAMinute; look++) {
        await ask(cloud, { path: now }, tag);
        await cloud.advance(60 / looksInAMinute);
      }
    });
    counts[name] = dividedBy(minute, looksInAMinute);
  };
  await countLook('look at what is open, nothing');
  for (let alert = 1; alert <= openAlerts; alert++) await source.post(`open ${alert}`);
  await cloud.advance(5);
  await countLook(`look at what is open, ${openAlerts} alerts`);
  const alertId = await source.alertId('open 1');
  await count("an alert's plan", { path: `/api/alerts/${alertId}/plan` });
  await count('look at the system', { path: '/api/system' });
  await count("a metric's series", { path: `/api/metrics/${metricId}/series` });
  const { body: policies } = await cloud.api('GET', '/api/escalation-policies?max-results=1');
  const body = { policy: { id: policies[0].id, escalationRules: policies[0].escalationRules }, priority: 'HIGH' };
  await count('simulation of a policy', { method: 'POST', path: '/api/escalation-policies/simulate', body });
  return counts;
}
