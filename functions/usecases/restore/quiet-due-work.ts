import { autoResolvesAt } from '../../domain/alert/auto-resolution.ts';
import type { Heartbeat } from '../../domain/heartbeat/heartbeat-monitor.ts';
import { overdueAt } from '../../domain/heartbeat/ping.ts';
import { type Instant, minus } from '../../domain/time.ts';
import { endNotification } from '../notification/record.ts';
import type { RestoreContext, RestoreInput } from './after-restore.ts';
import { sideBySide } from './side-by-side.ts';

/** More than can ever be due at once. */
const all = 1_000_000;
const farFuture = '9999-12-31T23:59:59.999Z' as Instant;
const unsent: readonly string[] = ['QUEUED', 'SENDING'];

/**
 * Ends every notification that is overdue by more than `overdueMinutes`, with an entry in its alert's timeline: most of
 * them were sent after the moment restored to, and none of them is news any more. Returns how many.
 */
export async function suppressStale(
  ctx: RestoreContext,
  { overdueMinutes, deadline, dryRun }: RestoreInput,
): Promise<{ readonly suppressed: number; readonly finished: boolean }> {
  const until = minus(ctx.clock.now(), { minutes: overdueMinutes });
  const references = await ctx.store.due.list('notification', until, all);
  let suppressed = 0;
  const begun = await sideBySide(references, { clock: ctx.clock, deadline }, async (reference) => {
    const notification = await ctx.store.notifications.get(reference.scope, reference.id);
    if (notification === undefined || !unsent.includes(notification.status)) return;
    const ending = { status: 'SUPPRESSED', reason: 'RESTORED' } as const;
    if (dryRun || (await endNotification(ctx, notification, ending))) suppressed += 1;
  });
  return { suppressed, finished: begun === references.length };
}

/** Keeps overdue pacing windows from sending their summaries: what is open of them is told anew. Returns how many. */
export async function dropWindows(
  ctx: RestoreContext,
  { overdueMinutes, dryRun }: Pick<RestoreInput, 'overdueMinutes' | 'dryRun'>,
): Promise<number> {
  const references = await ctx.store.due.list('window', minus(ctx.clock.now(), { minutes: overdueMinutes }), all);
  if (!dryRun) for (const reference of references) await ctx.store.due.giveUp(reference);
  return references.length;
}

/**
 * Gives every monitor that has not pinged since the moment restored to one whole interval from now: its pings since then
 * are forgotten, and whether it is silent shows within that time. Nothing happens the second time. Returns how many.
 */
export async function rearmHeartbeats(
  ctx: RestoreContext,
  { restoredTo, deadline, dryRun }: RestoreInput,
): Promise<{ readonly rearmed: number; readonly finished: boolean }> {
  const now = ctx.clock.now();
  const references = await ctx.store.due.list('heartbeat', farFuture, all);
  const beats = await ctx.store.heartbeats.beats(references.map(({ id }) => id));
  const forgotten = beats.filter(
    ({ state, lastPingAt = farFuture, dueAt, intervalSec }) =>
      state === 'HEALTHY' && lastPingAt <= restoredTo && dueAt === overdueAt(lastPingAt, intervalSec),
  );
  let rearmed = 0;
  const begun = await sideBySide(forgotten, { clock: ctx.clock, deadline }, async (beat) => {
    const next: Heartbeat = { ...beat, dueAt: overdueAt(now, beat.intervalSec) };
    if (dryRun || (await ctx.store.heartbeats.move(next, beat))) rearmed += 1;
  });
  return { rearmed, finished: begun === forgotten.length };
}

/**
 * Lets every alert that was open at the moment restored to count the time after which it resolves itself from now: people are
 * told of it once more, and need that time. Nothing happens the second time. Returns how many.
 */
export async function rearmAutoResolutions(
  ctx: RestoreContext,
  { restoredTo, deadline, dryRun }: RestoreInput,
): Promise<{ readonly rearmed: number; readonly finished: boolean }> {
  const now = ctx.clock.now();
  const references = await ctx.store.due.list('auto-resolution', farFuture, all);
  let rearmed = 0;
  const begun = await sideBySide(references, { clock: ctx.clock, deadline }, async (reference) => {
    const made = await ctx.store.autoResolutions.get(reference.alertId);
    if (made === undefined || made.since > restoredTo) return;
    const anew = { timeout: made.timeout, since: now };
    if (!dryRun) await ctx.store.autoResolutions.move(reference.alertId, anew, autoResolvesAt(anew));
    rearmed += 1;
  });
  return { rearmed, finished: begun === references.length };
}
