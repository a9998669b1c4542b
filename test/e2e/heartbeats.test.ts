import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, lines, newestAlert, tenOClock, timeline } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still' });
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.stop());

interface Monitor {
  readonly id: number;
  readonly integrationKey: string;
}

/** Ada on level 1 and Grace on level 2, told of monitors that do not report. */
async function watched(facts: { readonly intervalSec?: number } = {}) {
  const ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }] });
  const grace = await aPerson(cloud, { firstName: 'Grace', rules: [{ method: 'SMS' }] });
  const source = await aSource(cloud, await aPolicy(cloud, [[ada], [grace]]), { integrationType: 'HEARTBEAT2' });
  const { status, body } = await cloud.api('POST', '/api/heartbeat-monitors', {
    name: 'Nightly backup',
    intervalSec: facts.intervalSec ?? 300,
    alertSource: { id: source.id },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return { ada, grace, source, monitor: body as unknown as Monitor };
}

const ping = async ({ integrationKey }: Monitor, method = 'GET', path = '/api/heartbeats') => {
  const answer = await cloud.api(method, `${path}/${integrationKey}`, undefined, null);
  expect(answer.status).toBe(202);
  await cloud.settle();
};

const stateOf = async ({ id }: Monitor) => (await cloud.api('GET', `/api/heartbeat-monitors/${id}`)).body.state;

describe('a heartbeat that stops', () => {
  it('is an alert within 90 seconds, escalates, and is resolved when it comes back', async () => {
    const { ada, grace, monitor } = await watched();
    expect(await stateOf(monitor)).toBe('UNKNOWN');
    for (const minutes of [4, 4, 4]) {
      await ping(monitor);
      await cloud.advance(minutes * 60);
    }
    expect(await stateOf(monitor)).toBe('HEALTHY');
    expect(await cloud.outbox()).toEqual([]);

    await cloud.advance(60 + 90);
    expect(await stateOf(monitor)).toBe('OVERDUE');
    const alert = await newestAlert(cloud);
    expect(alert).toMatchObject({
      status: 'PENDING',
      summary: 'Heartbeat monitor Nightly backup is overdue',
      alertKey: `heartbeat-${monitor.id}`,
    });
    expect(lines(await cloud.outbox())).toEqual([`SMS ${ada.phone}`]);

    await cloud.advance(330);
    expect(lines(await cloud.outbox(1))).toEqual([`SMS ${grace.phone}`]);
    expect((await cloud.api('GET', '/api/alerts/count')).body).toEqual({ count: 1 });

    await ping(monitor, 'POST', '/api/v1/pings');
    expect(await stateOf(monitor)).toBe('HEALTHY');
    expect(await newestAlert(cloud)).toMatchObject({ id: alert.id, status: 'RESOLVED' });
    expect(await cloud.executions(alert.id)).toMatchObject([{ status: 'ABORTED', error: 'Resolved' }]);
    expect((await timeline(cloud, alert.id)).join('\n')).toContain('Resolved');

    await cloud.advance(250);
    expect(await cloud.outbox(2)).toEqual([]);
  });

  it('costs one write a ping, whoever sends it', async () => {
    const { monitor } = await watched();
    await ping(monitor);
    const before = (await cloud.requests()).at(-1)?.seq ?? 0;
    await ping(monitor, 'POST');
    const calls = (await cloud.requests(before)).filter((request) => request.function === 'ingest');
    expect(calls.map(({ service, action }) => `${service}.${action}`)).toEqual(['dynamodb.UpdateItem']);
  });

  it('is not told of while its source is in maintenance, but afterwards', async () => {
    const { source, monitor } = await watched();
    await ping(monitor);
    const now = Date.parse(await cloud.now());
    const [start, end] = [60_000, 1_800_000].map((later) => new Date(now + later).toISOString());
    const window = { start, end, summary: 'Moving the database' };
    const answer = await cloud.api('POST', '/api/maintenance-windows', {
      ...window,
      alertSources: [{ id: source.id }],
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    await cloud.advance(15 * 60);
    expect(await stateOf(monitor)).toBe('OVERDUE');
    expect((await cloud.api('GET', `/api/alert-sources/${source.id}`)).body.status).toBe('IN_MAINTENANCE');
    expect((await cloud.api('GET', '/api/alerts')).body).toEqual([]);
    expect(await cloud.outbox()).toEqual([]);

    await cloud.advance(17 * 60);
    expect((await newestAlert(cloud)).status).toBe('PENDING');
    expect(await cloud.outbox()).toHaveLength(1);
  });
});

describe('an unknown heartbeat', () => {
  it.each([
    ['GET', '/api/heartbeats/il1hbm1-1o-dw-no-such-monitor-anywhere', 404],
    ['POST', '/api/v1/heartbeats/nothing', 404],
    ['PUT', '/api/pings/nothing', 405],
  ])('%s %s is answered with %i in JSON', async (method, path, status) => {
    const answer = await cloud.api(method, path, undefined, null);
    expect(answer).toMatchObject({ status, body: { status, message: expect.any(String) } });
  });
});
