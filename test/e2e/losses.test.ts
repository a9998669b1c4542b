import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlarmView } from '../../local/alarms.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, lastOn, post, type Source, tenOClock } from './stage.ts';

/** A canary that gets nowhere is patient for a while, in real time. */
vi.setConfig({ testTimeout: 180_000 });

/** Two rounds of the canary, without which nobody knows that changes are not read, and the minute in which it is seen. */
const minutesToNotice = 11;
/** The canary sets out every five minutes; when a ping is a minute late, the dead-man service calls. */
const deadManIsPatient = 6 * 60_000;

/**
 * What is taken out of service: something is stopped, a function may not use the table any more, or the only way to somebody has gone, a
 * browser that has ended its subscription without a word.
 */
type Loss =
  | { readonly function: string }
  | { readonly consumer: string }
  | { readonly rule: string }
  | { readonly tableGrantsOf: string }
  | { readonly subscription: string };

let cloud: LocalCloud;
let source: Source;
let startedAt: number;

/** A new account whose person on call also wants to hear of answers, at the beginning of a minute, of which alarms then see all. */
async function setTheStage(): Promise<void> {
  await cloud.advance(60 - ((Date.parse(await cloud.now()) / 1000) % 60));
  await cloud.reset();
  startedAt = Date.parse(await cloud.now());
  const ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }, { method: 'VOICE', delayMin: 1 }] });
  const { body: email } = await cloud.api('GET', `/api/users/${ada.id}/contacts/emails`);
  await cloud.api('POST', `/api/users/${ada.id}/notification-preferences/updates`, {
    method: 'EMAIL',
    contact: { id: email[0].id },
    type: 'ALERT_ACCEPTED',
  });
  source = await aSource(cloud, await aPolicy(cloud, [[ada], [ada]]));
}

/** What a part of the system does while it works: an alert, an answer to an earlier one, and one in the app. */
async function aUsualAlert(): Promise<void> {
  const text = (await cloud.outbox()).find(({ channel }) => channel === 'SMS');
  const { integrationKey } = source;
  await cloud.api('POST', '/api/events', { integrationKey, eventType: 'ALERT', summary: 'x' }, null);
  if (text) await cloud.reply(text.id, { text: 'what?' }).catch(() => undefined);
  const { body: alerts } = await cloud.api('GET', '/api/alerts?states=PENDING');
  if (alerts.length > 0) await cloud.api('PUT', `/api/alerts/${alerts.at(-1).id}/accept`);
}

async function lose(loss: Loss): Promise<void> {
  if ('subscription' in loss) {
    const grace = await aPerson(cloud, { firstName: 'Grace', browser: loss.subscription, rules: [{ method: 'PUSH' }] });
    const policyId = await aPolicy(cloud, [[grace]], { name: 'Browsers' });
    await post(cloud, await aSource(cloud, policyId, { name: 'Browsers' }));
    return;
  }
  if (!('tableGrantsOf' in loss)) {
    await cloud.control('POST', 'stop', loss);
    return;
  }
  for (const action of ['PutItem', 'Query', 'BatchGetItem'])
    await cloud.control('POST', 'revoke', { function: loss.tableGrantsOf, action: `dynamodb:${action}` });
}

/** The alarms that ring, and `dead-man` when that service has waited for its ping too long. */
async function noticed(): Promise<string[]> {
  const alarms = await cloud.control<AlarmView[]>('GET', 'alarms');
  const pings = await cloud.control<string[]>('GET', 'dead-man/pings');
  const lastPing = Math.max(startedAt, ...pings.map((ping) => Date.parse(ping)));
  const isSilent = Date.parse(await cloud.now()) - lastPing > deadManIsPatient;
  const ringing = alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name.replace('tocsin-local-', ''));
  return [...ringing, ...(isSilent ? ['dead-man'] : [])];
}

/** What has still not been noticed after these minutes, which end early when all of it has. */
async function notNoticed(expected: readonly string[]): Promise<string[]> {
  const missed = new Set(expected);
  for (let minute = 1; minute <= minutesToNotice && missed.size > 0; minute++) {
    await cloud.advance(60);
    for (const by of await noticed()) missed.delete(by);
  }
  return [...missed];
}

describe('Tocsin', () => {
  beforeAll(async () => {
    cloud = await startLocalCloud({ now: tenOClock, clock: 'still' });
  });
  beforeEach(setTheStage);
  afterAll(() => cloud.stop());

  it('rings nothing and pings the dead-man service while all is well', async () => {
    await aUsualAlert();
    await cloud.advance(minutesToNotice * 60);
    expect(await noticed()).toEqual([]);
  });

  it('tells the operator what people lose', async () => {
    await lose({ rule: 'tick' });
    await cloud.advance(minutesToNotice * 60);
    const told = await lastOn(cloud, 'EMAIL');
    expect(`${told.subject} ${told.text}`).toContain('tick-silent');
  });

  // Losses that ring different alarms need no day of their own.
  it.each<{ readonly losses: readonly (readonly [alarm: string, Loss])[] }>([
    {
      losses: [
        ['tick-silent', { function: 'tick' }],
        ['notifications-voice-late', { consumer: 'notifications-voice' }],
        ['inbound-late', { consumer: 'inbound' }],
      ],
    },
    {
      losses: [
        ['people-not-reached', { subscription: 'invalid' }],
        ['tick-silent', { rule: 'tick' }],
        ['inbound-late', { function: 'handle-reply' }],
        ['changes-unread', { function: 'on-change' }],
      ],
    },
    { losses: [['tick-silent', { tableGrantsOf: 'tick' }]] },
  ])('rings an alarm for each of %j', async ({ losses }) => {
    await post(cloud, source);
    await cloud.advance(10);
    for (const [, loss] of losses) await lose(loss);
    await aUsualAlert();
    expect(await notNoticed(losses.map(([alarm]) => alarm))).toEqual([]);
  });
});

describe('the dead-man service', () => {
  // What a canary does not find here within a second, it would not find in a minute.
  beforeAll(async () => {
    cloud = await startLocalCloud({ now: tenOClock, clock: 'still', canaryPatience: 1 });
  });
  beforeEach(setTheStage);
  afterAll(() => cloud.stop());

  it.each<Loss>([
    { function: 'ingest' },
    { function: 'process-event' },
    { function: 'advance-escalation' },
    { function: 'send-notification' },
    { function: 'canary' },
    { function: 'api' },
    { consumer: 'events.fifo' },
    { consumer: 'notifications' },
    { tableGrantsOf: 'process-event' },
    { tableGrantsOf: 'advance-escalation' },
    { tableGrantsOf: 'send-notification' },
  ])('is not pinged after the loss of %j', async (loss) => {
    await lose(loss);
    expect(await notNoticed(['dead-man'])).toEqual([]);
  });
});
