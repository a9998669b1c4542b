import { authorizeAny } from '../../domain/access/authorize.ts';
import { dayOf } from '../../domain/notification/daily-caps.ts';
import { Channel } from '../../domain/notification/notification.ts';
import { estimateOf } from '../../domain/system/estimate.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

type SystemContext = Context<'store' | 'settings' | 'operation' | 'actor'>;

/** What SES lets accounts send that it has not let out of the sandbox. */
const sandboxMailsPerDay = 200;

/** How Tocsin itself is doing, for administrators. What cannot be known is said to be unknown, and why; the rest is told. */
export async function systemStatus(ctx: SystemContext, version: string): Promise<object> {
  authorizeAny(ctx.actor, 'system:read');
  const { operation, settings, store, clock } = ctx;
  const now = clock.now();
  const month = `${now.slice(0, 7)}-01T00:00:00.000Z` as Instant;
  const part = partReader(ctx);
  const has = (channel: Channel) => settings.configuredChannels?.includes(channel) ?? true;
  const [tick, canary, deadLetters, alarms, mail, texts, today, cost] = await Promise.all([
    part('tick', async () => ({ lastAt: (await operation.lastCounted('TickCompleted')) ?? null })),
    part('canary', async () => ({ lastAt: (await operation.lastCounted('CanarySucceeded')) ?? null })),
    part('deadLetters', async () => [...(await operation.deadLetters())]),
    part('alarms', async () => [...(await operation.alarms())]),
    has('EMAIL') ? part('mail', async () => mailOf(await operation.mail())) : undefined,
    has('SMS') ? part('texts', () => operation.texts()) : undefined,
    part('today', async () => {
      const counted = await store.dayCounts.get(dayOf(now));
      return { texts: counted?.SMS ?? 0, calls: counted?.VOICE ?? 0 };
    }),
    part('cost', async () => {
      const { alerts, messages } = await operation.countedSince(month);
      return { from: month, alerts, ...estimateOf(messages) };
    }),
  ]);
  const { dailyCaps, phoneCountries, replyDomain, pagesDomain, twoWaySms } = settings;
  return {
    at: now,
    version,
    tick,
    canary,
    deadLetters,
    alarms,
    ...(mail && { mail }),
    ...(texts && { texts }),
    channels: Channel.options
      .filter((channel) => channel !== 'NULL')
      .map((channel) => ({ channel, isConfigured: has(channel) })),
    answers: { bySms: twoWaySms, byMail: replyDomain !== undefined },
    ...(pagesDomain !== undefined && { pagesDomain }),
    limits: {
      ...(dailyCaps && { perUser: capsOf(dailyCaps.perUser), all: capsOf(dailyCaps.all) }),
      ...(phoneCountries && { phoneCountries: [...phoneCountries].sort() }),
    },
    today,
    cost,
  };
}

const capsOf = ({ SMS, VOICE }: { readonly SMS: number; readonly VOICE: number }) => ({ texts: SMS, calls: VOICE });

const mailOf = (limit: { readonly perDay: number; readonly sentToday: number; readonly perSecond: number }) => ({
  ...limit,
  isInSandbox: limit.perDay >= 0 && limit.perDay <= sandboxMailsPerDay,
});

/** Reads one part; its failure is told in its place, by the name of the error, and logged. */
const partReader =
  ({ log }: SystemContext) =>
  async <T extends object>(name: string, read: () => Promise<T>) => {
    try {
      return { value: await read() };
    } catch (error) {
      log.warn('a part of the status is unknown', { part: name, error });
      return { unknown: error instanceof Error ? error.name : 'Error' };
    }
  };
