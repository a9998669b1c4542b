import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../functions/domain/notification/notification.ts';
import { systemStatus } from '../../../functions/usecases/system/status.ts';
import { quietOperation } from '../../api/api-harness.ts';
import { tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** What an administrator is told of a deployment with these settings, and what was asked for it. */
async function told(settings: object, operation: Partial<typeof quietOperation> = {}) {
  const world = await aWorld();
  const { actor, ...ctx } = world.as(1);
  const counted: string[] = [];
  const watched = {
    ...quietOperation,
    lastCounted: async (metric: string) => {
      counted.push(metric);
      return metric === 'TickCompleted' ? tenOClock : undefined;
    },
    ...operation,
  };
  const as = { ...actor, role: 'ADMIN' as const };
  const status = await systemStatus(
    { ...ctx, actor: as, operation: watched, settings: { ...ctx.settings, ...settings } },
    '9.9.9',
  );
  return { status: status as Record<string, unknown>, counted };
}

describe('Tocsin about itself', () => {
  it('says when it last looked, and when the last test alert arrived, by what was counted', async () => {
    const { status, counted } = await told({});
    expect(counted).toEqual(['TickCompleted', 'CanarySucceeded']);
    expect(status).toMatchObject({
      at: tenOClock,
      version: '9.9.9',
      tick: { value: { lastAt: tenOClock } },
      canary: { value: { lastAt: null } },
    });
  });

  it.each<[string, readonly Channel[] | undefined, readonly string[], readonly string[]]>([
    ['every channel, where nothing is said', undefined, ['SMS', 'VOICE', 'EMAIL', 'PUSH'], ['mail', 'texts']],
    ['e-mail alone', ['EMAIL'], ['EMAIL'], ['mail']],
    ['texts alone', ['SMS'], ['SMS'], ['texts']],
    ['pushes alone', ['PUSH'], ['PUSH'], []],
  ])('tells of limits of what it is set up for: %s', async (_what, configuredChannels, configured, limits) => {
    const { status } = await told(configuredChannels === undefined ? {} : { configuredChannels });
    const channels = status.channels as { readonly channel: string; readonly isConfigured: boolean }[];
    expect(channels.map(({ channel }) => channel).sort()).toEqual(['EMAIL', 'PUSH', 'SMS', 'VOICE']);
    expect(channels.filter(({ isConfigured }) => isConfigured).map(({ channel }) => channel)).toEqual(
      expect.arrayContaining([...configured]),
    );
    expect(channels.filter(({ isConfigured }) => isConfigured)).toHaveLength(configured.length);
    expect(['mail', 'texts'].filter((member) => member in status)).toEqual(limits);
  });

  it.each([
    [
      { twoWaySms: true, replyDomain: 'reply.example.com' },
      { bySms: true, byMail: true },
    ],
    [{ twoWaySms: false }, { bySms: false, byMail: false }],
  ])('says by which ways people can answer: %j', async (settings, answers) => {
    expect((await told(settings)).status.answers).toEqual(answers);
  });

  it('names the domain of pages where there is one', async () => {
    expect((await told({ pagesDomain: 'status.example.com' })).status.pagesDomain).toBe('status.example.com');
    expect((await told({})).status).not.toHaveProperty('pagesDomain');
  });

  it('counts what is sent since the first of the month', async () => {
    const since: string[] = [];
    const countedSince = async (from: string) => {
      since.push(from);
      return { alerts: 3, messages: { SMS: 0, VOICE: 0, EMAIL: 0, PUSH: 0 } };
    };
    const { status } = await told({}, { countedSince });
    expect(since).toEqual(['2026-11-01T00:00:00.000Z']);
    expect(status.cost).toMatchObject({ value: { from: '2026-11-01T00:00:00.000Z', alerts: 3 } });
  });

  it('tells the rest where a part cannot be known, and what kept it from knowing', async () => {
    const alarms = async () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    const deadLetters = async () => Promise.reject('no error at all');
    const { status } = await told({}, { alarms, deadLetters });
    expect(status).toMatchObject({
      alarms: { unknown: 'AccessDeniedException' },
      deadLetters: { unknown: 'Error' },
      tick: { value: { lastAt: tenOClock } },
    });
  });
});
