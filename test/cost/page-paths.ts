import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import type { Counts } from './counts.ts';
import { measure } from './measure.ts';
import { differenceOf, dividedBy, onlyOf, withoutThoseOf } from './tally.ts';
import { pageSizes } from './workloads.ts';

const hour = 3600;
const soon = 120;

async function made(cloud: LocalCloud, path: string, body: object) {
  const answer = await cloud.api('POST', path, body);
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as { readonly id: number; readonly integrationKey: string };
}

async function activePage(cloud: LocalCloud, label: string, shown: object) {
  const facts = { name: label, subdomain: label, visibility: 'PUBLIC', showSubscribeAction: true };
  const page = await made(cloud, '/api/status-pages', { ...facts, ...shown });
  await cloud.api('PUT', `/api/status-pages/${page.id}/activate`);
  await cloud.settle();
  return page;
}

const aMetric = (cloud: LocalCloud, name: string, from: object = {}) =>
  made(cloud, '/api/metrics', { name, aggregationType: 'AVG', displayType: 'GRAPH', ...from });

/** Answers every question with one number, as a Prometheus does. */
async function aPrometheus() {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    const result = [{ metric: {}, value: [1, '42'] }];
    response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** Counts what status pages, their metrics and their subscribers use up: a minute of what goes by itself, one of what is done. */
export async function countPages(): Promise<Record<string, Counts>> {
  const cloud = await startLocalCloud({ clock: 'still' });
  const prometheus = await aPrometheus();
  try {
    await cloud.control('POST', 'stop', { rule: 'canary' });
    return { ...(await countTime(cloud, prometheus.url)), ...(await countDeeds(cloud)) };
  } finally {
    prometheus.close();
    await cloud.stop();
  }
}

/** What goes by itself, beyond what the tick does anyway: an hour of each, as one minute, or as one of six looks. */
async function countTime(cloud: LocalCloud, prometheus: string): Promise<Record<string, Counts>> {
  const anHour = () => measure(cloud, () => cloud.advance(hour));
  await cloud.advance(600);
  const idle = await anHour();
  const names = Array.from({ length: pageSizes.services }, (_none, index) => `Service ${index}`);
  const services: { readonly id: number }[] = [];
  for (const name of names) services.push(await made(cloud, '/api/services', { name }));
  await activePage(cloud, 'quiet', { services });
  await cloud.advance(hour);
  const quiet = await anHour();

  const metrics: { readonly id: number; readonly integrationKey: string }[] = [];
  for (let index = 0; index < pageSizes.metrics; index += 1) metrics.push(await aMetric(cloud, `Metric ${index}`));
  await activePage(cloud, 'measured', { services, metrics });
  await cloud.advance(600);
  const [first] = metrics;
  const send = () => cloud.api('POST', `/api/series/${first?.integrationKey}`, { value: Math.random() }, null);
  await send();
  await cloud.advance(soon);
  // Each minute a point of each comes, so that the page is never what it was.
  const measured = await measure(cloud, async () => {
    for (let minute = 0; minute < 30; minute += 1) {
      for (const { integrationKey } of metrics)
        await cloud.api('POST', `/api/series/${integrationKey}`, { value: minute % 7 }, null);
      await cloud.advance(60);
    }
  });
  const moving = differenceOf(withoutThoseOf(measured, ['ingest'], []), dividedBy(quiet, 2));

  const before = await measure(cloud, () => cloud.advance(1800));
  const access = { name: 'Data', type: 'PROMETHEUS', metadata: { url: prometheus, authType: 'NONE' } };
  const source = await made(cloud, '/api/metric-data-sources', access);
  for (let index = 0; index < pageSizes.metrics; index += 1)
    await aMetric(cloud, `Pulled ${index}`, { dataSource: { id: source.id }, metadata: { query: 'up' } });
  await cloud.advance(soon);
  const pulled = await measure(cloud, () => cloud.advance(1800));
  return {
    'look at a page': dividedBy(differenceOf(quiet, idle), 6),
    'minute of a page with metrics': dividedBy({ ...moving, http: 0 }, 30),
    'minute of a pulled metric': dividedBy(differenceOf(pulled, before), 30 * pageSizes.metrics),
  };
}

/** What somebody does. The tick stands still: it would look at pages meanwhile. */
async function countDeeds(cloud: LocalCloud): Promise<Record<string, Counts>> {
  await cloud.control('POST', 'stop', { rule: 'tick' });
  const [service] = (await cloud.api('GET', '/api/services')).body;
  const metric = await aMetric(cloud, 'Alone');
  const point = (value: object) => cloud.api('POST', `/api/series/${metric.integrationKey}`, value, null);
  await point({ value: 1 });
  await cloud.advance(soon);
  const one = await measure(cloud, () => point({ value: 2 }));
  const at = Math.floor(Date.parse(await cloud.now()) / 1000);
  const series = Array.from({ length: pageSizes.pointsAtOnce }, (_none, index) => ({
    timestamp: at - index * 30,
    value: 1,
  }));
  await cloud.advance(soon);
  const many = await measure(cloud, () => point({ series }));

  // One page alone shows it: the other one is switched off with its label.
  const set = async (status: string) => {
    await cloud.api('PUT', `/api/services/${service.id}`, { ...service, status });
    await cloud.settle();
  };
  for (const page of (await cloud.api('GET', '/api/status-pages')).body)
    if (page.name === 'measured') await cloud.api('DELETE', `/api/status-pages/${page.id}`);
  await set('DEGRADED');
  await cloud.advance(soon);
  const changed = await measure(cloud, () => set('PARTIAL_OUTAGE'));

  const [page] = (await cloud.api('GET', '/api/status-pages')).body;
  const targets = Array.from({ length: pageSizes.subscribers }, (_none, index) => ({
    target: `reader${index}@example.com`,
  }));
  await cloud.api('POST', `/api/status-pages/${page.id}/subscribers_bulk?import=true`, targets);
  const incident = {
    summary: 'Slow',
    message: 'We look into it.',
    affectedServices: [{ impact: 'DEGRADED', service: { id: service.id } }],
  };
  const { id } = await made(cloud, '/api/incidents', { ...incident, status: 'INVESTIGATING' });
  const update = async (sendNotification: boolean, status: string) => {
    await cloud.api('PUT', `/api/incidents/${id}`, { ...incident, status, sendNotification });
    await cloud.settle();
    await cloud.advance(5);
  };
  await update(true, 'IDENTIFIED');
  await cloud.advance(soon);
  const untold = await measure(cloud, () => update(false, 'MONITORING'));
  await cloud.advance(soon);
  const told = await measure(cloud, () => update(true, 'IDENTIFIED'));
  return {
    'point of a metric': onlyIngest(one),
    'points of a metric, ten at once': onlyIngest(many),
    'change of a status on a page': changed,
    'update of an incident on a page': untold,
    'update told to 100 by e-mail': differenceOf(told, untold),
  };
}

/** What the page makes of it comes a minute later, and is counted there. */
const onlyIngest = (counts: Counts): Counts => ({ ...onlyOf(counts, ['ingest'], []), http: counts.http });
