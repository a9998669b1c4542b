import { DomainError } from '../../domain/errors.ts';
import {
  type CapReached,
  type CostlyChannel,
  capReached,
  type DayCount,
  dayOf,
  isAskedFor,
  isCostly,
  isOfPerson,
} from '../../domain/notification/daily-caps.ts';
import type { Channel, Notification } from '../../domain/notification/notification.ts';
import type { Context } from '../../ports/context.ts';

/** What has gone out today: to the person, and to all. */
export interface Today {
  readonly user: DayCount | undefined;
  readonly all: DayCount | undefined;
}

type Asking = Pick<Notification, 'kind' | 'channel' | 'userId'>;

/** The counts that decide over a notification, to be read before `capOn` is asked. */
export const daysOf = (
  { settings, clock }: Context<'settings'>,
  { channel, userId }: Omit<Asking, 'kind'>,
): string[] => {
  if (settings.dailyCaps === undefined || !isCostly(channel)) return [];
  const now = clock.now();
  return [dayOf(now), ...(userId === undefined ? [] : [dayOf(now, userId)])];
};

/** Where nobody can call, a text goes in place of the call, and counts as one. */
const sentOn = ({ settings }: Context<'settings'>, channel: CostlyChannel): CostlyChannel =>
  settings.configuredChannels?.includes(channel) === false ? 'SMS' : channel;

/**
 * The cap of the day that keeps a notification from being sent; the operator hears of it the first time. A summary goes
 * out all the same: what it names was held back on its account, and there is one in a window at most.
 */
export async function capOn(
  ctx: Context<'store' | 'settings'>,
  notification: Asking,
  today: Today,
): Promise<CapReached | undefined> {
  const { kind, channel, userId } = notification;
  if (ctx.settings.dailyCaps === undefined || !isCostly(channel) || kind === 'SUMMARY') return undefined;
  const asked = { channel: sentOn(ctx, channel), isAsked: isAskedFor(notification) };
  const cap = capReached(ctx.settings.dailyCaps, today, asked);
  if (cap !== undefined) await tellOperator(ctx, cap, userId);
  return cap;
}

/** Rings once for each cap and day. When it is not known whether it has, it rings. */
async function tellOperator(ctx: Context<'store'>, cap: CapReached, userId: number | undefined): Promise<void> {
  const day = dayOf(ctx.clock.now(), isOfPerson(cap) ? userId : undefined);
  const isFirst = await ctx.store.dayCounts.firstReached(day, cap).catch(() => true);
  if (!isFirst) return;
  ctx.metrics.count('DailyCapsReached');
  ctx.log.error('a daily cap is used up', { cap, ...(isOfPerson(cap) && { userId }) });
}

/** Counts a message that went out, or may have. What cannot be counted is not: a page is worth more than a number. */
export async function countToday(
  ctx: Context<'store' | 'settings'>,
  notification: Pick<Notification, 'kind' | 'userId'>,
  channel: Channel,
): Promise<void> {
  if (!isCostly(channel)) return;
  const counted = { channel, isAsked: isAskedFor(notification) };
  const days = daysOf(ctx, { ...notification, channel });
  await Promise.all(
    days.map((day) =>
      ctx.store.dayCounts.add(day, counted).catch((error) => {
        ctx.log.warn('a message was not counted', { day, channel, error });
      }),
    ),
  );
}

/** Throws RATE_LIMITED when a code or a test to this person would not be sent today any more. */
export async function refuseBeyondCaps(
  ctx: Context<'store' | 'settings'>,
  asking: Asking & { readonly userId: number },
): Promise<void> {
  const days = daysOf(ctx, asking);
  const [all, user] = await Promise.all(days.map((day) => ctx.store.dayCounts.get(day)));
  const cap = await capOn(ctx, asking, { all, user });
  if (cap === undefined) return;
  const whose = isOfPerson(cap) ? 'to this person' : 'by this deployment';
  throw new DomainError('RATE_LIMITED', `as many messages as are allowed on one day were sent ${whose} (${cap})`);
}
