import { messageOf, type Notification } from '../../domain/notification/notification.ts';
import { plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { skipLevel } from '../escalation/skip-level.ts';
import { putOff, queueFor } from './requeue.ts';

/** A step that is not written out by then, by nobody, never will be: its next level must not wait for it. */
const writingOut = { minutes: 15 };

type FailureContext = Context<'store' | 'notifications' | 'workflow'>;

/**
 * What follows when a page, an assignment or news could not reach its contact: the person's next rule is sent at once; when
 * every notification of a step has failed, the next level starts. Repeating it does neither a second time.
 */
export async function afterFailure(ctx: FailureContext, failed: Notification): Promise<void> {
  const { scope, kind, run, stepId, userId, alertId } = failed;
  if (!wakes(failed)) return;
  const all = await ctx.store.notifications.list(scope);
  const ofStep = all.filter((one) => isPlannedWith(one, failed));
  const ofPerson = ofStep.filter((one) => one.userId === userId);

  const isHandled = await bringForward(ctx, failed, ofPerson);
  if (isHandled || !ofPerson.every(hasFailed)) return;
  ctx.metrics.count('PeopleNotReached');
  ctx.log.error('a person could not be reached', { alertId, userId, kind });
  const isStep = kind === 'PAGE' && run !== undefined && stepId !== undefined && alertId !== undefined;
  if (isStep && ofStep.every(hasFailed)) await skipWholeStep(ctx, failed, { alertId, run, stepId });
}

/** What follows when nobody took a call: the person's next rule is sent at once. Repeating it does not do it again. */
export async function afterSilence(ctx: Context<'store' | 'notifications'>, unanswered: Notification): Promise<void> {
  const { scope } = unanswered;
  if (!wakes(unanswered)) return;
  const all = await ctx.store.notifications.list(scope);
  const isOfPerson = (one: Notification) => isPlannedWith(one, unanswered) && one.userId === unanswered.userId;
  await bringForward(ctx, unanswered, all.filter(isOfPerson));
}

/** What is sent by the rules that wake people: pages, assignments and news. */
const wakes = ({ kind, news }: Notification): boolean => kind === 'PAGE' || kind === 'ASSIGNMENT' || news !== undefined;

/** Whether two notifications tell of the same thing. */
const isPlannedWith = (one: Notification, other: Notification): boolean =>
  one.kind === other.kind && one.run === other.run && one.stepId === other.stepId && one.news?.at === other.news?.at;

/** Sends the person's next delayed notifications now. True when there are some, now or by an earlier attempt. */
async function bringForward(
  ctx: Context<'store' | 'notifications'>,
  failed: Notification,
  ofPerson: readonly Notification[],
): Promise<boolean> {
  const before = ofPerson.filter((one) => one.broughtForwardBy === failed.id);
  if (before.length > 0) {
    for (const one of before) if (one.status === 'QUEUED') await queueFor(ctx, one);
    return true;
  }
  const now = ctx.clock.now();
  // Oldest first, as they are listed.
  const waiting = ofPerson.filter(
    (one) => one.status === 'QUEUED' && one.broughtForwardBy === undefined && one.at > plus(now, { seconds: 1 }),
  );
  const next = waiting.filter((one) => one.at === waiting[0]?.at);
  for (const one of next) await putOff(ctx, one, now, { broughtForwardBy: failed.id });
  return next.length > 0;
}

/** A step that is not written out completely may have more to try: its failures are looked at again shortly. */
async function skipWholeStep(
  ctx: FailureContext,
  failed: Notification,
  step: { readonly alertId: number; readonly run: number; readonly stepId: number },
): Promise<void> {
  const planned = await ctx.store.alerts.step(step.alertId, step.stepId);
  const isToCome = planned !== undefined && planned.expandedAt === undefined;
  if (isToCome && ctx.clock.now() < plus(planned.claimedAt, writingOut)) {
    await ctx.notifications.send([{ message: messageOf(failed), channel: failed.channel, delaySeconds: 5 }]);
    return;
  }
  await skipLevel(ctx, { ...step, reason: 'ALL_SENDS_FAILED' });
}

const hasFailed = ({ status }: Notification): boolean => status === 'FAILED';
