import { earliest, type Instant, plus, secondsBetween } from '../time.ts';
import type { Notification } from './notification.ts';

/** How long the ways to a target may be in trouble before the next one is taken. */
const patienceSeconds = 60;
/** A provider is waited for at most this long. */
const longestSendSeconds = 20;
const firstPauseSeconds = 5;
const longestPauseSeconds = 60;

/** Since when a way that may take the message later, or may have taken it, has kept a notification from being sent. */
export type Trouble = NonNullable<Notification['trouble']>;

/** A way to a target, as far as trouble matters. */
export interface Way {
  readonly name: string;
  /** The provider takes one send of a token only, so that asking again after a lost answer tells nobody twice. */
  readonly isIdempotent?: boolean;
}

/** `postponed`: surely not taken; `unsure`: nobody knows. */
export type Hitch = 'postponed' | 'unsure';

export type AfterHitch =
  /** Take the next way now. */
  { readonly kind: 'next-way' } | { readonly kind: 'wait'; readonly until: Instant; readonly trouble: Trouble };

const isOutOfPatience = (since: Instant, now: Instant): boolean => secondsBetween(since, now) >= patienceSeconds;

/** The way to begin with: the one in trouble for as long as there is patience with it, then the one after it. */
export function firstWay(ways: readonly Way[], trouble: Trouble | undefined, now: Instant): number {
  const index = ways.findIndex(({ name }) => name === trouble?.driver);
  if (trouble === undefined || index < 0) return 0;
  return isOutOfPatience(trouble.since, now) && index + 1 < ways.length ? index + 1 : index;
}

/** Whether the last way has been in trouble for so long that the person's next rule must not wait for it any longer. */
export const isStuck = (ways: readonly Way[], trouble: Trouble | undefined, now: Instant): boolean =>
  trouble !== undefined && isOutOfPatience(trouble.since, now) && ways.at(-1)?.name === trouble.driver;

/**
 * What follows a hitch of way `index` in attempt `attempts` (from 1) that began at `startedAt`. A way is asked again soon,
 * a little later each time, if that is over within a minute of the first trouble; otherwise the next way is taken. What
 * may have gone out is not repeated within that minute, unless the provider tells repeats apart: the person may answer.
 */
export function afterHitch(
  ways: readonly Way[],
  index: number,
  hitch: Hitch,
  facts: {
    readonly trouble: Trouble | undefined;
    readonly attempts: number;
    readonly startedAt: Instant;
    readonly now: Instant;
  },
): AfterHitch {
  const { attempts, startedAt, now } = facts;
  const way = ways[index];
  const since = facts.trouble?.since ?? startedAt;
  const patienceEnds = plus(since, { seconds: patienceSeconds });
  const isLast = index + 1 >= ways.length;
  const isOver = isOutOfPatience(since, now);
  if (isOver && !isLast) return { kind: 'next-way' };

  const trouble = { driver: way?.name ?? '', since };
  const mayRepeat = hitch === 'postponed' || way?.isIdempotent === true;
  const pause = Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (attempts - 1));
  const again = plus(now, { seconds: mayRepeat ? pause : patienceSeconds });
  if (isOver) return { kind: 'wait', until: again, trouble };
  if (!mayRepeat) return { kind: 'wait', until: patienceEnds, trouble };
  const endsInTime = plus(again, { seconds: longestSendSeconds }) <= patienceEnds;
  if (!endsInTime && !isLast) return { kind: 'next-way' };
  return { kind: 'wait', until: earliest(again, patienceEnds), trouble };
}
