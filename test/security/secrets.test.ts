import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPerson } from '../e2e/stage.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';

let cloud: LocalCloud;
/** What must be in no log line, error answer, execution or dead letter, by its name. */
const secrets = new Map<string, string>();
const answers: string[] = [];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'none' });
}, 120_000);
afterAll(() => cloud?.stop());

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${cloud.url}${path}`, { method: 'POST', body, headers });
  answers.push(await response.text());
  return response.status;
}

/** Remembers every secret that a message carries to its receiver. */
async function readOutbox(): Promise<void> {
  for (const { text, html } of await cloud.outbox()) {
    for (const [, token = ''] of `${text} ${html ?? ''}`.matchAll(/\/answer\/([\w-]{42})/g))
      secrets.set(`link ${token}`, token);
    const code = /verification code is (\d{6})/.exec(text)?.[1];
    if (code !== undefined) secrets.set('verification code', ` ${code}`);
  }
}

it('the main stories leave no secret, payload, number or address in logs, answers, executions and dead letters', async () => {
  const ada = await aPerson(cloud, {
    firstName: 'Ada',
    email: 'ada.canary@example.com',
    device: 'device-token-canary-1',
    rules: [{ method: 'SMS' }, { method: 'EMAIL' }, { method: 'PUSH' }, { method: 'VOICE' }],
  });
  const create = async (path: string, body: object) => (await cloud.api('POST', path, body)).body;
  const policy = await create('/api/escalation-policies', {
    name: 'Policy',
    escalationRules: [{ escalationTimeout: 5, users: [{ id: ada.id }] }],
  });
  const source = await create('/api/alert-sources', {
    name: 'Source',
    integrationType: 'API',
    integrationKey: 'keycanary',
    escalationPolicy: { id: policy.id },
    metadata: { note: 'metadata-canary-2' },
  });
  const signed = await create('/api/alert-sources', {
    name: 'Signed',
    integrationType: 'API',
    escalationPolicy: { id: policy.id },
    metadata: { signingSecret: 'signing-canary-3' },
  });
  const monitor = await create('/api/heartbeat-monitors', { name: 'Nightly', intervalSec: 3600 });
  await create('/api/identity-providers', {
    name: 'Company',
    issuer: 'https://id.example.org',
    clientId: 'tocsin',
    clientSecret: 'client-secret-canary-6',
    domains: ['example.org'],
  });
  const apiKey = await create(`/api/users/${ada.id}/api-keys`, { name: 'CI' });
  const feed = await create(`/api/users/${ada.id}/ical-feed`, {});
  const phone = (
    await cloud.api(
      'POST',
      `/api/users/${ada.id}/contacts/phone-numbers`,
      { regionCode: 'DE', target: '15199900001' },
      apiKey.key,
    )
  ).body;
  await cloud.api('POST', `/api/users/${ada.id}/contacts/phone-numbers/${phone.id}/verify`, {}, apiKey.key);
  for (const [name, value] of Object.entries({
    'integration key': 'keycanary',
    'second integration key': signed.integrationKey,
    metadata: 'metadata-canary-2',
    'signing secret': 'signing-canary-3',
    'client secret': 'client-secret-canary-6',
    'heartbeat key': monitor.integrationKey,
    'API key': apiKey.key,
    'owner key': 'local-admin-key',
    'feed secret': /ical\/([\w-]+)/.exec(feed.url)?.[1] ?? '',
    'device token': 'device-token-canary-1',
    payload: 'payload-canary-4',
    'wrong key': 'wrong-key-canary-5',
    'phone number': ada.phone.slice(1),
    'new phone number': '15199900001',
    address: 'ada.canary@example.com',
    'foreign number': '15199900002',
  })) {
    expect(value.length, name).toBeGreaterThan(5);
    secrets.set(name, value);
  }

  const event = JSON.stringify({
    eventType: 'ALERT',
    summary: 'payload-canary-4',
    details: 'payload-canary-4',
    alertKey: 'payload-canary-4',
    customDetails: { password: 'payload-canary-4' },
  });
  expect(await post(`/api/v1/events/api/${source.integrationKey}`, event)).toBe(202);
  await cloud.settle();
  await readOutbox();
  const [message] = await cloud.outbox();
  await cloud.reply(message?.id ?? '', { text: 'what? payload-canary-4' });
  await cloud.control('POST', 'inbound/sms', { from: '+4915199900002', to: '', text: 'A1 payload-canary-4' });
  await cloud.control('POST', 'inbound/email', {
    from: 'eve@evil.example',
    to: 'alert+abc@in.example.com',
    subject: 'payload-canary-4',
    text: 'payload-canary-4',
  });

  expect(await post('/api/v1/events/api/wrong-key-canary-5', event)).toBe(400);
  expect(await post(`/api/v1/events/api/${source.integrationKey}`, 'payload-canary-4 is no JSON')).toBe(400);
  expect(await post(`/api/v1/events/api/${signed.integrationKey}`, event, { 'x-tocsin-signature': 'ab' })).toBe(403);
  await post(`/api/heartbeats/${monitor.integrationKey}`, '');
  await post('/api/heartbeats/wrong-key-canary-5', '');
  await cloud.api('GET', '/api/users', undefined, 'wrong-key-canary-5');
  await fetch(`${cloud.url}/api/ical/wrong-key-canary-5.ics`);

  // Every function fails for a while, in the middle of the same stories.
  for (const service of ['dynamodb', 'sqs', 's3', 'states', 'secretsmanager'])
    await cloud.faults.add({ service, action: '*', rate: 0.5, seed: 7, kind: 'error' });
  for (let round = 0; round < 3; round++) {
    await post(`/api/v1/events/api/${source.integrationKey}`, event);
    await post(`/api/heartbeats/${monitor.integrationKey}`, '');
    await fetch(`${cloud.url}/api/alert-sources/${source.integrationKey}`, {
      headers: { authorization: `Bearer ${apiKey.key}` },
    });
    await fetch(`${cloud.url}/api/users/ada.canary@example.com`, {
      headers: { authorization: `Bearer ${apiKey.key}` },
    });
    await fetch(feed.url.replace(/^https?:\/\/[^/]+/, cloud.url));
    for (const [name, token] of secrets) if (name.startsWith('link')) await post(`/answer/${token}`, '');
  }
  await cloud.faults.clear();
  await cloud.settle();
  await readOutbox();

  const logs = await cloud.logs();
  const executions = JSON.stringify(await cloud.executions());
  expect(logs.length).toBeGreaterThan(10);
  expect(logs.filter(({ line }) => line.includes('"ERROR"')).length).toBeGreaterThan(0);
  for (const [name, value] of secrets) {
    expect([name, logs.filter(({ line }) => line.includes(value))]).toEqual([name, []]);
    expect([name, executions.includes(value)]).toEqual([name, false]);
  }
  for (const { line } of logs) expect(() => JSON.parse(line), line.slice(0, 200)).not.toThrow();
  for (const name of [
    'integration key',
    'second integration key',
    'metadata',
    'signing secret',
    'client secret',
    'heartbeat key',
    'API key',
  ])
    expect([name, answers.filter((answer) => answer.includes(secrets.get(name) ?? ''))]).toEqual([name, []]);
}, 120_000);
