import type { Ending } from '../../domain/notification/ending.ts';
import type { Notification, NotificationMessage } from '../../domain/notification/notification.ts';
import { type Instant, plus, secondsBetween } from '../../domain/time.ts';
import type { SendResult } from '../../ports/channels.ts';
import { codesFor } from './codes.ts';
import { compose, type Route } from './compose.ts';
import type { SendContext } from './context.ts';
import { answeredMeanwhile, type Facts, readAlertFacts } from './facts.ts';
import { afterFailure } from './failure.ts';
import { forgetDevice } from './forget-device.ts';
import { freeLine } from './free-line.ts';
import { type Prepared, prepareSend } from './prepare.ts';
import { endNotification } from './record.ts';
import { putOff } from './requeue.ts';

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
    case 'again':
    case 'done':
      return prepared.kind;
  }
}

/**
 * Tries each way to the target in turn until one takes the message. What breaks before anything can have gone out puts
 * the item back; afterwards it stays SENDING.
 */
async function deliver(
  ctx: SendContext,
  { sending, facts, codes: given }: Extract<Prepared, { kind: 'deliver' }>,
): Promise<SendOutcome> {
  let mayBeOut = false;
  const errors: string[] = [];
  try {
    for (const route of routesOf(ctx, sending)) {
      const codes = await codesFor(ctx, route.channel, sending, facts, given);
      const now = await readAlertFacts(ctx, sending);
      const ending = answeredMeanwhile(sending, now);
      if (ending) return await end(ctx, sending, facts, ending);

      const message = compose(ctx, sending, { ...facts, ...now, codes }, route);
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
