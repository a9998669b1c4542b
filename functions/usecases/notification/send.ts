import { isDue } from '../../domain/escalation/escalation.ts';
import type { Notification, NotificationMessage } from '../../domain/notification/notification.ts';
import { type Instant, plus, secondsBetween } from '../../domain/time.ts';
import type { SendResult } from '../../ports/channels.ts';
import { compose, pushText, type Route } from './compose.ts';
import type { SendContext } from './context.ts';
import { answeredMeanwhile, type Ending, type Facts, readAlertFacts, readFacts, reasonNotToSend } from './facts.ts';
import { afterFailure } from './failure.ts';
import { forgetDevice } from './forget-device.ts';
import { freeLine, pace } from './pace.ts';
import { endNotification, stateOf } from './record.ts';
import { putOff } from './requeue.ts';

/** `again`: nobody may touch it now; the queue delivers the message once more. */
export type SendOutcome = 'done' | 'again';

/** Whoever is sending has at most this long; after that he is dead and the send is repeated. */
const sendingSeconds = 120;
/** How often one notification is tried before it counts as failed. */
const maxAttempts = 10;

/**
 * Sends the notification a message names (design.md §2). QUEUED → SENDING → SENT, with the alert read after the mark,
 * so that nobody is told after the answer but by a send that was under way. Whatever breaks in between is found again:
 * by the queue, which delivers once more, or by the tick, through the item's `dueAt`.
 */
export async function sendNotification(ctx: SendContext, { scope, id }: NotificationMessage): Promise<SendOutcome> {
  const notification = await ctx.store.notifications.get(scope, id);
  if (notification === undefined) {
    ctx.log.warn('a message names no notification', { scope, id });
    return 'done';
  }
  switch (notification.status) {
    case 'QUEUED':
      return sendQueued(ctx, notification);
    case 'SENDING':
      return sendAgain(ctx, notification);
    case 'FAILED':
      await afterFailure(ctx, notification);
      return 'done';
    case 'SENT':
    case 'DELIVERED':
    case 'SUPPRESSED':
    case 'AGGREGATED':
    case 'CANCELLED':
      return 'done';
  }
}

async function sendQueued(ctx: SendContext, queued: Notification): Promise<SendOutcome> {
  const now = ctx.clock.now();
  // Whoever put it off has queued a message for its time, and the tick stands behind that one: this is a duplicate.
  if (!isDue(queued.at, now)) return 'done';
  const facts = await readFacts(ctx, queued);
  const ending = reasonNotToSend(queued, facts, now);
  if (ending) return end(ctx, queued, facts, ending);

  const content = queued.channel === 'PUSH' ? contentOf(ctx, queued, facts) : '';
  const paced = await pace(ctx, queued, content);
  if (paced.kind === 'never') return end(ctx, queued, facts, paced.ending);
  if (paced.kind === 'later') {
    await putOff(ctx, queued, paced.at);
    return 'done';
  }
  return markAndDeliver(ctx, queued, facts);
}

/** A send whose result nobody knows: given back while it may still be under way, repeated after that. */
async function sendAgain(ctx: SendContext, sending: Notification): Promise<SendOutcome> {
  const now = ctx.clock.now();
  if (secondsBetween(sending.sendingSince ?? sending.createdAt, now) < sendingSeconds) return 'again';
  const facts = await readFacts(ctx, sending);
  const ending = reasonNotToSend(sending, facts, now);
  if (ending) return end(ctx, sending, facts, ending);
  ctx.metrics.count('RepeatedSends');
  return markAndDeliver(ctx, sending, facts);
}

async function markAndDeliver(ctx: SendContext, before: Notification, facts: Facts): Promise<SendOutcome> {
  if (before.attempts >= maxAttempts) {
    return end(ctx, before, facts, { status: 'FAILED', reason: before.error ?? 'NO_ANSWER_FROM_PROVIDER' });
  }
  const now = ctx.clock.now();
  const sending: Notification = {
    ...before,
    status: 'SENDING',
    sendingSince: now,
    dueAt: plus(now, { seconds: sendingSeconds }),
    attempts: before.attempts + 1,
  };
  const isMine = await ctx.store.notifications.move(sending, stateOf(before));
  return isMine ? deliver(ctx, sending, facts) : 'done';
}

/**
 * Tries each way to the target in turn until one takes the message. What breaks before anything can have gone out puts
 * the item back; afterwards it stays SENDING.
 */
async function deliver(ctx: SendContext, sending: Notification, facts: Facts): Promise<SendOutcome> {
  let mayBeOut = false;
  const errors: string[] = [];
  try {
    const now = await readAlertFacts(ctx, sending);
    const ending = answeredMeanwhile(sending, now);
    if (ending) return await end(ctx, sending, facts, ending);

    for (const route of routesOf(ctx, sending)) {
      const message = await compose(ctx, sending, { ...facts, ...now }, route);
      mayBeOut = true;
      const result = await route.driver.send(message);
      if (result.outcome === 'sent') {
        return await handedOver(ctx, sending, facts, { ...result, driver: route.driver.name });
      }
      mayBeOut = false;
      if (result.outcome === 'postponed') return await postpone(ctx, sending, result.error);
      errors.push(`${route.driver.name}: ${result.error}`);
      if (result.gone) await forgetDevice(ctx, sending);
    }
    const reason = errors.length > 0 ? errors.join('; ') : 'CHANNEL_NOT_AVAILABLE';
    return await end(ctx, sending, facts, { status: 'FAILED', reason });
  } catch (error) {
    if (!mayBeOut) await postpone(ctx, sending, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** The channel's drivers in their order; after all calls have been refused, a text message to the same number. */
function routesOf({ channels }: SendContext, { channel }: Notification): Route[] {
  const own = channels[channel].map((driver) => ({ channel, driver }));
  if (channel !== 'VOICE') return own;
  return [...own, ...channels.SMS.map((driver) => ({ channel: 'SMS' as const, driver }))];
}

async function handedOver(
  ctx: SendContext,
  sending: Notification,
  facts: Facts,
  { driver, providerId }: Extract<SendResult, { outcome: 'sent' }> & { readonly driver: string },
): Promise<SendOutcome> {
  const sentAt = ctx.clock.now();
  const ended = { status: 'SENT', user: facts.user, changes: { driver, providerId, sentAt } } as const;
  await insist(async () => {
    const stored = await endNotification(ctx, sending, ended);
    if (!stored) ctx.log.warn('sent, but somebody else moved it meanwhile', { scope: sending.scope, id: sending.id });
  });
  countFirstHandOver(ctx, sending, facts, sentAt);
  return 'done';
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

/** Surely nothing was sent: soon again, a little later each time, and not for ever. */
async function postpone(ctx: SendContext, sending: Notification, error: string): Promise<SendOutcome> {
  const seconds = Math.min(60, 5 * 2 ** (sending.attempts - 1));
  await putOff(ctx, sending, plus(ctx.clock.now(), { seconds }), { error });
  return 'done';
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

const contentOf = (ctx: SendContext, notification: Notification, facts: Facts): string => {
  const { title, body } = pushText(ctx, notification, facts);
  return `${notification.kind}\n${title}\n${body}`;
};

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
