import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlarmView } from '../../local/alarms.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, lastOn, post, type Source, tenOClock } from './stage.ts';

/** A canary that gets nowhere is patient for a while, in real time. */
vi.setConfig({ testTimeout: 90_000 });

const tenMinutes = 600;
const canaryEvery = 300;

let cloud: LocalCloud;
let source: Source;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still' });
});
beforeEach(async () => {
  await cloud.reset();
  const ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }, { method: 'VOICE', delayMin: 1 }] });
  const { body: email } = await cloud.api('GET', `/api/users/${ada.id}/contacts/emails`);
  await cloud.api('POST', `/api/users/${ada.id}/notification-preferences/updates`, {
    method: 'EMAIL',
    contact: { id: email[0].id },
    type: 'ALERT_ACCEPTED',
  });
  source = await aSource(cloud, await aPolicy(cloud, [[ada], [ada]]));
});
afterAll(() => cloud.stop());

/** What a part of the system does while it works: an alert, an answer, and time. */
async function aUsualTenMinutes(): Promise<void> {
  const text = (await cloud.outbox()).some(({ channel }) => channel === 'SMS') ? await lastOn(cloud, 'SMS') : undefined;
  await cloud.api(
    'POST',
    '/api/events',
    { integrationKey: source.integrationKey, eventType: 'ALERT', summary: 'x' },
    null,
  );
  if (text) await cloud.reply(text.id, { text: 'what?' }).catch(() => undefined);
  const { body: alerts } = await cloud.api('GET', '/api/alerts?states=PENDING');
  if (alerts.length > 0) await cloud.api('PUT', `/api/alerts/${alerts.at(-1).id}/accept`);
  await cloud.advance(tenMinutes);
}

const ringing = async (): Promise<string[]> =>
  (await cloud.control<AlarmView[]>('GET', 'alarms')).filter(({ state }) => state === 'ALARM').map(({ name }) => name);

/** Pings of the dead-man service in the last five minutes and a bit. */
async function isDeadManAlive(): Promise<boolean> {
  const pings = await cloud.control<string[]>('GET', 'dead-man/pings');
  const since = Date.parse(await cloud.now()) - (canaryEvery + 60) * 1000;
  return pings.some((ping) => Date.parse(ping) >= since);
}

describe('Tocsin watches itself', () => {
  it('rings nothing and pings the dead-man service while all is well', async () => {
    await aUsualTenMinutes();
    expect(await ringing()).toEqual([]);
    expect(await isDeadManAlive()).toBe(true);
  });

  it.each([
    ['the function ingest', { function: 'ingest' }],
    ['the function process-event', { function: 'process-event' }],
    ['the function advance-escalation', { function: 'advance-escalation' }],
    ['the function send-notification', { function: 'send-notification' }],
    ['the function handle-reply', { function: 'handle-reply' }],
    ['the function on-change', { function: 'on-change' }],
    ['the function tick', { function: 'tick' }],
    ['the function canary', { function: 'canary' }],
    ['the function api', { function: 'api' }],
    ['the reader of events', { consumer: 'events.fifo' }],
    ['the reader of notifications', { consumer: 'notifications' }],
    ['the reader of calls', { consumer: 'notifications-voice' }],
    ['the reader of answers', { consumer: 'inbound' }],
    ['the minute rule', { rule: 'tick' }],
  ])('%s cannot stop without anybody noticing', async (_part, loss) => {
    await post(cloud, source);
    await cloud.advance(10);
    await cloud.control('POST', 'stop', loss);
    try {
      await aUsualTenMinutes();
      const [alarms, isAlive] = [await ringing(), await isDeadManAlive()];
      expect(alarms.length > 0 || !isAlive, 'an alarm rings or the dead-man ping falls silent').toBe(true);
    } finally {
      await cloud.control('DELETE', 'stop');
    }
  });

  it.each(['process-event', 'advance-escalation', 'send-notification', 'tick'])(
    'the table grant of %s cannot be lost without anybody noticing',
    async (name) => {
      await cloud.control('POST', 'revoke', { function: name, action: 'dynamodb:PutItem' });
      await cloud.control('POST', 'revoke', { function: name, action: 'dynamodb:Query' });
      await cloud.control('POST', 'revoke', { function: name, action: 'dynamodb:BatchGetItem' });
      try {
        await aUsualTenMinutes();
        const [alarms, isAlive] = [await ringing(), await isDeadManAlive()];
        expect(alarms.length > 0 || !isAlive, 'an alarm rings or the dead-man ping falls silent').toBe(true);
      } finally {
        await cloud.control('DELETE', 'revoke');
      }
    },
  );

  it('tells the operator what people lose', async () => {
    await cloud.control('POST', 'stop', { rule: 'tick' });
    try {
      await cloud.advance(tenMinutes);
      const told = await lastOn(cloud, 'EMAIL');
      expect(`${told.subject} ${told.text}`).toContain('tick-silent');
    } finally {
      await cloud.control('DELETE', 'stop');
    }
  });
});
