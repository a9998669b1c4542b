import { setTimeout as pause } from 'node:timers/promises';
import { elapsedMilliseconds } from '../platform/clock.ts';
import type { SubscriberSending } from '../ports/subscriber-sending.ts';

/** What a provider takes of mails: so many a second, and so many before the day is over. */
export interface MailQuota {
  readonly perSecond: number;
  readonly left: number;
}

type Rated = Parameters<SubscriberSending['turn']>[0];

/** Of what the provider takes, the rest is left to pages. */
const shareOfRate = 0.8;
const shareOfDay = 0.9;
/** What is taken for granted while the provider does not say. */
const cautious: MailQuota = { perSecond: 10, left: 1000 };
const perSecond: Readonly<Record<Exclude<Rated, 'EMAIL'>, number>> = { SMS: 5, PUSH: 50, WEBHOOK: 50 };
const askedAgainAfter = 60_000;

/**
 * Lets messages to subscribers go out one after the other, never faster than leaves room for those to people on call. The quota of mails is
 * asked for each minute. `elapsed` is real time in milliseconds.
 */
export function createSendRates(
  askQuota: () => Promise<MailQuota>,
  { elapsed = elapsedMilliseconds, wait = pause as (milliseconds: number) => Promise<unknown> } = {},
): SubscriberSending['turn'] {
  const nextAt = new Map<Rated, number>();
  let quota: { readonly askedAt: number; readonly rate: number; left: number } | undefined;
  let asking: Promise<void> | undefined;

  async function readQuota(): Promise<void> {
    const { perSecond: rate, left } = await askQuota().catch(() => cautious);
    quota = { askedAt: elapsed(), rate: Math.max(1, rate * shareOfRate), left: Math.floor(left * shareOfDay) };
  }

  return async (channel) => {
    if (channel === 'EMAIL') {
      if (quota === undefined || elapsed() - quota.askedAt > askedAgainAfter) {
        asking ??= readQuota().finally(() => {
          asking = undefined;
        });
        await asking;
      }
      if (quota === undefined || quota.left < 1) return false;
      quota.left -= 1;
    }
    const rate = channel === 'EMAIL' ? (quota?.rate ?? 1) : perSecond[channel];
    const now = elapsed();
    const at = Math.max(now, nextAt.get(channel) ?? 0);
    nextAt.set(channel, at + 1000 / rate);
    if (at > now) await wait(at - now);
    return true;
  };
}
