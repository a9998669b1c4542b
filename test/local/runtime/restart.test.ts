import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../../support/local-cloud.ts';

describe('a local cloud with the demo', () => {
  let dataDir: string;
  let cloud: LocalCloud;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'tocsin-restart-'));
    cloud = await startLocalCloud({ seed: 'demo', dataDir, now: '2026-05-01T00:00:00.000Z', clock: 'still' });
  });
  afterAll(async () => {
    await cloud.stop();
    await rm(dataDir, { recursive: true });
  });

  it('reaches the first person on every channel of theirs', async () => {
    const event = { integrationKey: 'demo-key', eventType: 'ALERT', summary: 'Checkout is down', alertKey: 'checkout' };
    expect((await cloud.api('POST', '/api/events', event, null)).status).toBe(202);
    await cloud.settle();
    const channels = (await cloud.outbox()).map(({ channel }) => channel);
    expect(channels.sort()).toEqual(['EMAIL', 'PUSH', 'SMS', 'VOICE']);
    expect(await cloud.executions()).toMatchObject([{ status: 'RUNNING' }]);
  });

  it('keeps everything but its executions when the power fails, and escalates on time all the same', async () => {
    const sent = (await cloud.outbox()).length;
    await cloud.kill();
    cloud = await startLocalCloud({ seed: 'demo', dataDir, clock: 'still' });

    expect(Date.parse(await cloud.now())).toBeGreaterThanOrEqual(Date.parse('2026-05-01T00:00:00.000Z'));
    expect((await cloud.api('GET', '/api/users')).body).toHaveLength(4);
    expect(await cloud.outbox()).toHaveLength(sent);
    await cloud.advance(5 * 60 + 90);
    const to = (await cloud.outbox(sent)).map((message) => message.to);
    expect(to).toContain('grace@example.com');
    expect(to).not.toContain('ada@example.com');
  });

  it('brings a message back whose worker died', async () => {
    await cloud.faults.add({
      function: 'process-event',
      service: 'dynamodb',
      action: 'TransactWriteItems',
      kind: 'crash-before',
    });
    const event = { integrationKey: 'demo-low', eventType: 'ALERT', summary: 'Backup failed', alertKey: 'backup' };
    await cloud.api('POST', '/api/events', event, null);
    await cloud.settle();
    const find = async () => {
      const { body } = await cloud.api('GET', '/api/alerts?max-results=100');
      return body.filter((alert: { summary: string }) => alert.summary === 'Backup failed').length;
    };
    expect(await find()).toBe(0);
    await cloud.advance(61);
    expect(await find()).toBe(1);
  });

  it('takes in mail by bucket, rule and queue', async () => {
    const { seq = 0 } = (await cloud.requests()).at(-1) ?? {};
    const mail = {
      from: 'ada@example.com',
      to: 'alert+nothing@reply.tocsin.example',
      subject: 'Re: alert',
      text: 'accept',
    };
    await cloud.control('POST', 'inbound/email', mail);
    await cloud.settle();
    const reads = (await cloud.requests(seq)).filter((request) => request.function === 'handle-reply');
    expect(reads[0]).toMatchObject({ service: 's3', action: 'GetObject', status: 200, allowed: true });
  });
});
