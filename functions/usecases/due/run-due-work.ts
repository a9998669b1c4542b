import { overdueAfter } from '../../domain/escalation/watchdog.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { type Instant, minus, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { type DueReference, dueKinds } from '../../ports/store.ts';
import { rescueEscalation } from '../escalation/rescue.ts';
import { finishStep, type StepContext } from '../escalation/take-due-steps.ts';
import { closeWindow } from '../notification/close-window.ts';

export type DueContext = StepContext & Context<'settings'>;

/** How much is read and worked on at once. */
const pageSize = 100;
const atOnce = 10;

/** Work that has failed this often is taken out of the index; the alarm on `DueWorkFailed` has rung long before. */
const maxFailures = 50;

/** A claim of due work lasts this long; then somebody else may try. */
const leaseFor = { minutes: 2 };

/**
 * Does whatever is due, most urgent kind first, until nothing is left or `deadline` is reached. Each piece of work fails
 * alone: it is logged, counted and found again after its lease. Returns how many pieces were done.
 */
export async function runDueWork(ctx: DueContext, { deadline }: { deadline: Instant }): Promise<number> {
  let done = 0;
  for (const kind of dueKinds) {
    for (;;) {
      const now = ctx.clock.now();
      if (now >= deadline) return done;
      const until = kind === 'escalation' ? minus(now, overdueAfter) : now;
      const references = await ctx.store.due.list(kind, until, pageSize);
      const taken = await takeAll(ctx, references);
      done += taken;
      // A page of which nothing could be leased is stale index data or somebody else's work.
      if (references.length < pageSize || taken === 0) break;
    }
  }
  return done;
}

async function takeAll(ctx: DueContext, references: readonly DueReference[]): Promise<number> {
  let taken = 0;
  for (let start = 0; start < references.length; start += atOnce) {
    const outcomes = await Promise.all(
      references.slice(start, start + atOnce).map((reference) => take(ctx, reference)),
    );
    taken += outcomes.filter(Boolean).length;
  }
  return taken;
}

async function take(ctx: DueContext, reference: DueReference): Promise<boolean> {
  try {
    const failures = await ctx.store.due.lease(reference, plus(ctx.clock.now(), leaseFor));
    if (failures === undefined) return false;
    if (failures > maxFailures) {
      ctx.log.error('due work given up', { reference, failures });
      ctx.metrics.count('DueWorkFailed');
      await ctx.store.due.giveUp(reference);
      return true;
    }
    await doWork(ctx, reference);
    return true;
  } catch (error) {
    ctx.log.error('due work failed', { reference, error });
    ctx.metrics.count('DueWorkFailed');
    return false;
  }
}

async function doWork(ctx: DueContext, reference: DueReference): Promise<void> {
  switch (reference.kind) {
    case 'escalation':
      return rescueEscalation(ctx, reference);
    case 'step':
      return finishLostStep(ctx, reference);
    case 'notification':
      return queueAgain(ctx, reference);
    case 'window':
      return closeWindow(ctx, reference);
  }
}

async function finishLostStep(
  ctx: DueContext,
  { alertId, stepId }: Extract<DueReference, { kind: 'step' }>,
): Promise<void> {
  const [alert, step] = await Promise.all([ctx.store.alerts.get(alertId), ctx.store.alerts.step(alertId, stepId)]);
  if (alert !== undefined && step !== undefined) await finishStep(ctx, alert, step);
}

const unsent: readonly Notification['status'][] = ['QUEUED', 'SENDING'];

/** A notification that nobody has sent in time: its message was lost, or whoever sent it died half way. */
async function queueAgain(
  ctx: DueContext,
  { scope, id }: Extract<DueReference, { kind: 'notification' }>,
): Promise<void> {
  const notification = await ctx.store.notifications.get(scope, id);
  if (notification === undefined || !unsent.includes(notification.status)) return;
  await ctx.notifications.send([{ message: { v: 1, scope, id }, channel: notification.channel }]);
}
