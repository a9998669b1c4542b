import type { Ending } from '../../domain/notification/ending.ts';
import type { Notification, NotificationMessage } from '../../domain/notification/notification.ts';
import { afterHitch, firstWay, type Hitch, isStuck, type Trouble } from '../../domain/notification/trouble.ts';
import { type Instant, secondsBetween } from '../../domain/time.ts';
import { contactById, hasOptedOut } from '../../domain/user/contact-use.ts';
import type { OutgoingMessage, SendResult } from '../../ports/channels.ts';
import { wordsOfError } from '../words-of-error.ts';
import { afterRefusal } from './after-refusal.ts';
import { codesFor } from './codes.ts';
import { compose, type Route } from './compose.ts';
import type { SendContext } from './context.ts';
import { countToday } from './day-caps.ts';
import { answeredMeanwhile, type Facts, readAlertFacts } from './facts.ts';
import { afterFailure, afterSilence } from './failure.ts';
import { freeLine } from './free-line.ts';
import { type Prepared, prepareSend } from './prepare.ts';
import { endNotification } from './record.ts';
import { keepUnsure, putOff, queueInAMoment } from './requeue.ts';

/** `again`: nobody may touch it now; the queue delivers the message once more. */
export type SendOutcome = 'done' | 'again';

/**
 * Sends the notification a message names (design.md §2). QUEUED → SENDING → SENT. After the mark the alert is read once
 * more, and nothing stands between that and the driver: nobody is told after the answer but by a send that was under
 * way. Whatever breaks in between is found again: by the queue, which delivers once more, or by the tick, through the
 * item's `dueAt`.
 */
export async function sendNotification(ctx: SendContext, message: NotificationMessage): Promise<SendOutcome> {
  const prepared = await prepareSend(ctx, message);
  switch (prepared.kind) {
    case 'deliver':
      return deliver(ctx, prepared);
    case 'end':
      return end(ctx, prepared.before, prepared.facts, prepared.ending);
    case 'put-off':
      await putOff(ctx, prepared.before, prepared.at);
      return 'done';
    case 'failed':
      await afterFailure(ctx, prepared.notification);
      return 'done';
    case 'crowded':
      return (await queueInAMoment(ctx, message)) ? 'done' : 'again';
    case 'again':
    case 'done':
      return prepared.kind;
  }
}

type Delivery = Extract<Prepared, { kind: 'deliver' }>;

/**
 * Tries the ways to the target in turn until one takes the message; one that is in trouble gets a minute
 * (`domain/notification/trouble.ts`), and so does one whose message cannot be made at the moment.
 */
async function deliver(ctx: SendContext, delivery: Delivery): Promise<SendOutcome> {
  const { sending, facts } = delivery;
  const routes = routesOf(ctx, sending, facts);
  const ways = routes.map(({ driver }) => driver);
  const { trouble, attempts } = sending;
  const startedAt = ctx.clock.now();
  if (isStuck(ways, trouble, startedAt)) await afterSilence(ctx, sending);

  const errors: string[] = [];
  let mayRing = attempts > 1;
  for (let index = firstWay(ways, trouble, startedAt); index < routes.length; index += 1) {
    const route = routes[index] as Route;
    const attempt = await takeRoute(ctx, delivery, route);
    if (attempt.outcome === 'ended') return 'done';
    if (attempt.outcome === 'sent') {
      const outcome = await handedOver(ctx, sending, facts, { ...attempt, route });
      // A text went out because no call did: nobody is on the line.
      if (sending.channel !== route.channel && !mayRing) await freeLine(ctx, sending);
      return outcome;
    }
    if (attempt.outcome === 'unsure') {
      await countToday(ctx, sending, route.channel);
      mayRing = true;
    }
    errors.push(`${route.driver.name}: ${attempt.error}`);
    if (attempt.outcome === 'rejected') {
      await afterRefusal(ctx, sending, attempt);
      continue;
    }
    const next = afterHitch(ways, index, attempt.outcome, { trouble, attempts, startedAt, now: ctx.clock.now() });
    if (next.kind === 'next-way') {
      // What may have gone out goes out again, another way.
      if (attempt.outcome === 'unsure') ctx.metrics.count('RepeatedSends');
      continue;
    }
    await waitForWay(ctx, sending, attempt.outcome, { ...next, error: errors.join('; ') });
    return 'done';
  }
  const reason = errors.length > 0 ? errors.join('; ') : 'CHANNEL_NOT_AVAILABLE';
  return end(ctx, sending, facts, { status: 'FAILED', reason });
}

type Attempt =
  | SendResult
  | { readonly outcome: 'unsure'; readonly error: string }
  /** The alert was answered meanwhile; nothing is sent any more. */
  | { readonly outcome: 'ended' };

/** One call of one driver, with the alert read directly before it. */
async function takeRoute(ctx: SendContext, { sending, facts, codes: given }: Delivery, route: Route): Promise<Attempt> {
  let message: OutgoingMessage;
  try {
    const codes = await codesFor(ctx, route.channel, sending, facts, given);
    const now = await readAlertFacts(ctx, sending);
    const ending = answeredMeanwhile(sending, now);
    if (ending) {
      await end(ctx, sending, facts, ending);
      return { outcome: 'ended' };
    }
    message = compose(ctx, sending, { ...facts, ...now, codes }, route);
  } catch (error) {
    ctx.log.error('a message could not be made', { scope: sending.scope, id: sending.id, error });
    return { outcome: 'postponed', error: wordsOf(error) };
  }
  try {
    return await route.driver.send(message);
  } catch (error) {
    ctx.log.error('nobody knows whether it was sent', { scope: sending.scope, id: sending.id, error });
    return { outcome: 'unsure', error: wordsOf(error) };
  }
}

const wordsOf = (error: unknown): string => wordsOfError(error).slice(0, 300);

/** Surely not sent: queued again. Perhaps sent: it stays SENDING, so that a receipt still ends it, until its time. */
async function waitForWay(
  ctx: SendContext,
  sending: Notification,
  hitch: Hitch,
  { until, trouble, error }: { readonly until: Instant; readonly trouble: Trouble; readonly error: string },
): Promise<void> {
  if (hitch === 'postponed') await putOff(ctx, sending, until, { error, trouble });
  else await keepUnsure(ctx, sending, until, { error, trouble });
}

/** The channel's drivers in their order; after all calls have been refused, a text to the number, unless its owner wants none. */
function routesOf({ channels }: SendContext, { channel, target, contactId }: Notification, { user }: Facts): Route[] {
  const ways = channels[channel].filter((driver) => driver.reaches?.(target) ?? true);
  const own = ways.map((driver) => ({ channel, driver }));
  const contact = user && contactById(user, contactId);
  if (channel !== 'VOICE' || (contact && hasOptedOut(contact))) return own;
  return [...own, ...channels.SMS.map((driver) => ({ channel: 'SMS' as const, driver }))];
}

async function handedOver(
  ctx: SendContext,
  sending: Notification,
  facts: Facts,
  { route, providerId }: Extract<SendResult, { outcome: 'sent' }> & { readonly route: Route },
): Promise<SendOutcome> {
  const sentAt = ctx.clock.now();
  const ended = {
    status: 'SENT',
    user: facts.user,
    changes: { driver: route.driver.name, providerId, sentAt },
  } as const;
  const noted = insist(async () => {
    const stored = await endNotification(ctx, sending, ended);
    if (!stored) ctx.log.warn('sent, but somebody else moved it meanwhile', { scope: sending.scope, id: sending.id });
  });
  await Promise.all([noted, countLateSend(ctx, sending), countToday(ctx, sending, route.channel)]);
  countFirstHandOver(ctx, sending, facts, sentAt);
  return 'done';
}

/** A send that was under way when the answer came may still go out (design.md §1): it is counted. */
async function countLateSend(ctx: SendContext, sending: Notification): Promise<void> {
  try {
    const ending = answeredMeanwhile(sending, await readAlertFacts(ctx, sending));
    if (ending !== undefined) ctx.metrics.count('LateSends');
  } catch (error) {
    ctx.log.warn('whether a send was late was not seen', { scope: sending.scope, id: sending.id, error });
  }
}

/** What was sent must be remembered as sent, or it goes out twice: a refused write is tried again at once. */
async function insist(work: () => Promise<void>): Promise<void> {
  for (let left = 2; left > 0; left--) {
    try {
      return await work();
    } catch {
      // The next attempt tells whether it lasts.
    }
  }
  return work();
}

async function end(ctx: SendContext, before: Notification, { user }: Facts, ending: Ending): Promise<SendOutcome> {
  const { status, reason } = ending;
  const changes = status === 'FAILED' ? { error: reason } : {};
  const moved = await endNotification(ctx, before, { status, reason, user, changes });
  if (!moved) return 'done';
  if (before.channel === 'VOICE') await freeLine(ctx, before);
  if (status === 'FAILED') await afterFailure(ctx, { ...before, status });
  return 'done';
}

/** How long the first level's people waited for their first message, leaving out what their own rules delay. */
function countFirstHandOver(
  ctx: SendContext,
  { kind, stepId, at, createdAt }: Notification,
  { alert }: Facts,
  sentAt: Instant,
) {
  const isFirst = kind === 'PAGE' && stepId === 1 && secondsBetween(createdAt, at) <= 1;
  if (isFirst && alert) ctx.metrics.seconds('FirstHandOver', secondsBetween(alert.reportTime, sentAt));
}
