import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../functions/domain/notification/daily-caps.ts';
import { estimateOf } from '../../functions/domain/system/estimate.ts';
import { instantOf } from '../../functions/domain/time.ts';
import type { Operation } from '../../functions/ports/operation.ts';
import { type ApiHarness, apiHarness, quietOperation } from './api-harness.ts';

const denied = async (): Promise<never> => {
  throw Object.assign(new Error('User: arn:aws:sts::123456789012:assumed-role/x is not authorized'), {
    name: 'AccessDeniedException',
  });
};

describe('Tocsin about itself', () => {
  let api: ApiHarness;
  const operation: { -readonly [K in keyof Operation]: Operation[K] } = { ...quietOperation };
  beforeEach(async () => {
    Object.assign(operation, quietOperation);
    api = await apiHarness({
      operation,
      settings: { dailyCaps: { perUser: { SMS: 50, VOICE: 20 }, all: { SMS: 500, VOICE: 200 } } },
    });
  });
  const status = async () => {
    const answer = await api.call('GET', '/api/system');
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };

  it('tells what is known: when it last looked, what was given up, what rings, and what may be sent', async () => {
    operation.lastCounted = async (metric) =>
      instantOf(metric === 'TickCompleted' ? 1_772_442_000_000 : 1_772_441_700_000);
    operation.deadLetters = async () => [{ queue: 'inbound-dlq', messages: 2 }];
    operation.alarms = async () => [{ name: 'tick-silent', state: 'ALARM', impact: 'Nothing looks after pages.' }];
    operation.mail = async () => ({ perDay: 200, sentToday: 3, perSecond: 1 });
    await api.store.dayCounts.add(dayOf(api.clock.now()), { channel: 'SMS', isAsked: false });
    expect(await status()).toMatchObject({
      at: api.clock.now(),
      version: JSON.parse(readFileSync('package.json', 'utf8')).version,
      tick: { value: { lastAt: '2026-03-02T09:00:00.000Z' } },
      canary: { value: { lastAt: '2026-03-02T08:55:00.000Z' } },
      deadLetters: { value: [{ queue: 'inbound-dlq', messages: 2 }] },
      alarms: { value: [{ name: 'tick-silent', state: 'ALARM' }] },
      mail: { value: { isInSandbox: true, perDay: 200 } },
      texts: { value: { sentBy: 'SNS', isInSandbox: false } },
      today: { value: { texts: 1, calls: 0 } },
      limits: { perUser: { texts: 50, calls: 20 }, all: { texts: 500, calls: 200 } },
      channels: expect.arrayContaining([{ channel: 'SMS', isConfigured: true }]),
    });
  });

  it.each([
    [-1, false],
    [0, true],
    [200, true],
    [201, false],
  ])('tells of %i mails a day whether they are those of the sandbox: %s', async (perDay, isInSandbox) => {
    operation.mail = async () => ({ perDay, sentToday: 0, perSecond: 1 });
    expect((await status()).mail).toEqual({ value: { perDay, sentToday: 0, perSecond: 1, isInSandbox } });
  });

  it('counts the calls of today beside the texts, and names the countries in their order', async () => {
    api = await apiHarness({ operation, settings: { phoneCountries: new Set(['GB', 'DE']) } });
    await api.store.dayCounts.add(dayOf(api.clock.now()), { channel: 'VOICE', isAsked: false });
    const told = await status();
    expect(told.today).toEqual({ value: { texts: 0, calls: 1 } });
    expect(told.limits).toEqual({ phoneCountries: ['DE', 'GB'] });
    expect(told.channels.map(({ channel }: { channel: string }) => channel)).not.toContain('NULL');
  });

  it('counts what messages of this month come to, and says how it reckons', async () => {
    operation.countedSince = async (from) => {
      expect(from).toBe('2026-03-01T00:00:00.000Z');
      return { alerts: 12, messages: { SMS: 10, VOICE: 5, EMAIL: 1000, PUSH: 100 } };
    };
    const { value } = (await status()).cost;
    expect(value).toMatchObject({ alerts: 12, usd: 1.5401 });
    for (const { price } of value.messages)
      expect(price).toMatchObject({ source: expect.any(String), asOf: expect.any(String) });
    expect(estimateOf({ SMS: 0, VOICE: 0, EMAIL: 0, PUSH: 0 }).usd).toBe(0);
  });

  it('is told as far as it is known, and without words of AWS, when parts of it are not', async () => {
    for (const name of Object.keys(quietOperation) as (keyof Operation)[]) operation[name] = denied;
    const told = await status();
    for (const part of ['tick', 'canary', 'deadLetters', 'alarms', 'mail', 'texts', 'cost'])
      expect(told[part], part).toEqual({ unknown: 'AccessDeniedException' });
    expect(told.today).toEqual({ value: { texts: 0, calls: 0 } });
    expect(JSON.stringify(told)).not.toContain('arn:');
    // What is thrown need not be an error.
    operation.alarms = () => Promise.reject('no answer');
    expect((await status()).alarms).toEqual({ unknown: 'Error' });
  });

  it('leaves out what is not set up', async () => {
    api = await apiHarness({ settings: { configuredChannels: ['PUSH'] } });
    const told = await status();
    expect([told.mail, told.texts, told.limits]).toEqual([undefined, undefined, {}]);
    expect(told.channels.filter((one: { isConfigured: boolean }) => one.isConfigured)).toEqual([
      { channel: 'PUSH', isConfigured: true },
    ]);
  });

  it.each(['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER'] as const)('is nothing for a %s', async (role) => {
    const { key } = await api.userOf(role, 20);
    expect((await api.call('GET', '/api/system', { key })).status).toBe(403);
  });
});
