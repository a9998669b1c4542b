import autocannon from 'autocannon';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { duration, figure, type Section } from './report.ts';
import {
  aSource,
  callsBetween,
  eventBody,
  eventsOf,
  lambdaBetween,
  people,
  readMeters,
  type Source,
  writesBetween,
} from './stage.ts';

const sizes = [10, 1_000, 10_000] as const;
const connections = 16;
const writesPerRepeat = 1;

/** What repeats of one key cost, whether they stay one alert, and whether somebody can answer it meanwhile. */
export async function storm(): Promise<Section> {
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    const [person] = await people(cloud, 1);
    await stormOf(cloud, await aSource(cloud, { users: [person] }), 5);
    const rows: string[][] = [];
    const violations: string[] = [];
    for (const size of sizes) {
      const { row, broken } = await stormOf(cloud, await aSource(cloud, { users: [person] }), size);
      rows.push(row);
      violations.push(...broken);
    }
    const head = [
      'repeats',
      'alerts',
      'events kept',
      'reads per repeat',
      'writes per repeat',
      'write units of the alert per repeat',
      'changes of the alert',
      'handled/s in one group',
      'repeats not yet handled at the accept',
      'accept: calls',
      'took',
      'pages after it',
    ];
    return { tables: [{ title: 'Repeats of one key, one after the other as one FIFO group', head, rows }], violations };
  } finally {
    await cloud.stop();
  }
}

async function stormOf(cloud: LocalCloud, source: Source, size: number) {
  const body = eventBody(source, 'storm');
  await cloud.api('POST', '/api/events', JSON.parse(body), null);
  await cloud.settle();
  const [alert, ...others] = (await cloud.api('GET', `/api/alerts?sources=${source.id}`)).body;
  const pages = (await cloud.outbox()).length;

  const before = await readMeters(cloud);
  const startedAt = performance.now();
  const result = await autocannon({
    url: `${cloud.url}/api/events`,
    method: 'POST',
    connections: Math.min(connections, size),
    amount: size,
    timeout: 120,
    headers: { 'content-type': 'application/json' },
    body,
  });
  const handled = lambdaBetween(before, await readMeters(cloud), 'Invocations', 'process-event');
  const acceptBefore = await readMeters(cloud);
  const acceptAt = performance.now();
  const accepted = await cloud.api('PUT', `/api/alerts/${alert.id}/accept`);
  const acceptTook = performance.now() - acceptAt;
  const acceptCalls = callsBetween(acceptBefore, await readMeters(cloud), { function: 'api' });
  await cloud.settle();
  const took = performance.now() - startedAt;
  const after = await readMeters(cloud);

  const kept = (await eventsOf(cloud, source)).length;
  const alerts = (await cloud.api('GET', `/api/alerts?sources=${source.id}`)).body.length;
  const ofProcess = (actions: readonly string[]) =>
    actions.reduce((sum, action) => sum + callsBetween(before, after, { function: 'process-event', action }), 0) / size;
  const reads = ofProcess(['GetItem', 'BatchGetItem', 'Query']);
  const writes = ofProcess(['PutItem', 'UpdateItem', 'TransactWriteItems']);
  // The change feed passes on every change of an alert; the accept is one.
  const changes = lambdaBetween(before, after, 'Invocations', 'on-change') - 1;
  const pagesAfter = (await cloud.outbox()).length - pages;
  const openBatches = Math.max(0, lambdaBetween(before, after, 'Invocations', 'process-event') - handled);
  return {
    broken: [
      ...(result['2xx'] === size && kept === size + 1
        ? []
        : [`${size} repeats: ${result['2xx']} accepted, ${kept - 1} kept`]),
      ...(alerts === 1 && others.length === 0 ? [] : [`${size} repeats made ${alerts} alerts`]),
      ...(writes <= writesPerRepeat ? [] : [`${figure(writes)} writes per repeat`]),
      ...(changes === 0 ? [] : [`${size} repeats changed the alert ${changes} times`]),
      ...(accepted.body.status === 'ACCEPTED' ? [] : [`the accept was answered ${accepted.status}`]),
      ...(pagesAfter === 0 ? [] : [`${pagesAfter} pages after the accept`]),
    ],
    row: [
      figure(size),
      figure(alerts),
      figure(kept),
      figure(reads),
      figure(writes),
      figure(writesBetween(before, after, 'table', 'ALERT#*') / size),
      figure(changes),
      figure((size / took) * 1000),
      `${figure(openBatches)} batches`,
      figure(acceptCalls),
      duration(acceptTook),
      figure(pagesAfter),
    ],
  };
}
