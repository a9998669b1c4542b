import type { Quota } from '../notification/quota.ts';
import { type Duration, type Instant, plus } from '../time.ts';
import type { PageSubscriber } from './page-subscriber.ts';

/** Who has not confirmed is reminded so long after they were written down. */
const remindedAfter: readonly Duration[] = [{ hours: 24 }, { days: 3 }, { days: 7 }];
/** Who has not confirmed by then is forgotten. */
const forgottenAfter: Duration = { days: 14 };
/** Somebody who asks again and again does not fill anybody's mailbox. */
const askedAgainAfter: Duration = { minutes: 15 };

/** How often one target is asked to confirm in a day, whatever page it is for; reminders count, too. */
export const quotaOfTarget: Quota = { most: 5, within: { days: 1 } };

/** How often one network may ask for a subscription, where a deployment allows it so many beginnings. */
export const quotaOfSubscribingNetwork = (rateLimit: number): Quota => ({ most: rateLimit, within: { minutes: 15 } });

/** When something is next to be done about a subscriber that has not confirmed: a reminder, or to forget them. */
const nextOf = (createdAt: Instant, reminders: number): Instant =>
  plus(createdAt, remindedAfter[reminders] ?? forgottenAfter);

/** Somebody new, who is asked now whether it was them. */
export const pendingSubscriber = (
  subscriber: Pick<PageSubscriber, 'id' | 'pageId' | 'type' | 'target' | 'locale' | 'services'>,
  now: Instant,
): PageSubscriber => ({
  ...subscriber,
  version: 0,
  status: 'PENDING',
  createdAt: now,
  askedAt: now,
  reminders: 0,
  dueAt: nextOf(now, 0),
});

/** Whether somebody who has not confirmed and asks once more is asked once more. */
export const mayAskAgain = ({ askedAt, createdAt }: PageSubscriber, now: Instant): boolean =>
  now >= plus(askedAt ?? createdAt, askedAgainAfter);

/** What is due about a subscriber: nothing, a reminder (with them as they are after it), or to forget them. */
export function dueOf(
  subscriber: PageSubscriber,
  now: Instant,
):
  | { readonly kind: 'nothing' }
  | { readonly kind: 'forget' }
  | { readonly kind: 'remind'; readonly after: PageSubscriber } {
  const { status, createdAt, reminders = 0 } = subscriber;
  if (status !== 'PENDING' || now < nextOf(createdAt, reminders)) return { kind: 'nothing' };
  if (now >= plus(createdAt, forgottenAfter)) return { kind: 'forget' };
  // A reminder that was missed for long is made up for by the next one.
  let count = reminders;
  while (nextOf(createdAt, count) <= now) count += 1;
  return {
    kind: 'remind',
    after: { ...subscriber, reminders: count, askedAt: now, dueAt: nextOf(createdAt, count) },
  };
}

/** The subscriber once they have said that it is them. */
export function confirmed(
  { dueAt: _due, reminders: _reminders, ...subscriber }: PageSubscriber,
  now: Instant,
): PageSubscriber {
  return { ...subscriber, status: 'CONFIRMED', confirmedAt: subscriber.confirmedAt ?? now };
}
