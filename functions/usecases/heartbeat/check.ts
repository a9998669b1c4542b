import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { overdueEvent, recoveredEvent } from '../../domain/heartbeat/events.ts';
import type { Heartbeat, HeartbeatMonitor, MissedPing } from '../../domain/heartbeat/heartbeat-monitor.ts';
import { overdueAt } from '../../domain/heartbeat/ping.ts';
import type { Occurrence } from '../../domain/maintenance/occurrences.ts';
import { earliest, type Instant, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { groupOf } from '../event/group.ts';

type HeartbeatContext = Context<'store' | 'events'>;

/** What is known of a due monitor. The monitor or its source may be gone. */
interface Case {
  readonly beat: Heartbeat;
  readonly monitor: HeartbeatMonitor | undefined;
  readonly source: AlertSource | undefined;
  /** When the planned work for its source ends, while there is some. */
  readonly quietUntil: Instant | undefined;
}

/**
 * Looks at monitors that are due, all together: those whose ping is late become OVERDUE and their ALERT is queued, those
 * that pinged again get the RESOLVE they are owed. Every step is written before the next one, under the condition that
 * no ping came meanwhile, and events have ids of their own making: whoever dies half way, or comes second, harms nothing.
 * Returns how many really were due; a lease says that they are.
 */
export async function checkHeartbeats(
  ctx: HeartbeatContext,
  ids: readonly number[],
  { isLeased = false } = {},
): Promise<number> {
  const cases = await readCases(ctx, ids);
  const now = ctx.clock.now();
  const marked = await Promise.all(cases.map((found) => markOverdue(ctx, found, now)));
  const overdue = marked.filter((one) => one !== undefined);
  await sendAlerts(ctx, overdue);
  await Promise.all(overdue.map((one) => alertIsQueued(ctx, one)));

  const isDue = ({ dueAt }: Heartbeat) => isLeased || (dueAt !== undefined && dueAt <= now);
  const due = cases.map(({ beat }) => beat).filter(isDue);
  const recovered = due.filter(({ state, isDeleted }) => state === 'RECOVERED' || isDeleted);
  const [early, late] = [recovered.filter(isEarly), recovered.filter((beat) => !isEarly(beat))];
  await Promise.all(early.map((beat) => waitForAlert(ctx, beat, now)));
  await resolveRecovered(ctx, late);
  return due.length;
}

async function readCases(ctx: HeartbeatContext, ids: readonly number[]): Promise<Case[]> {
  const [beats, monitors] = await Promise.all([ctx.store.heartbeats.beats(ids), ctx.store.heartbeats.getMany(ids)]);
  const sourceIds = new Set(monitors.map(({ sourceId }) => sourceId).filter((id) => id !== undefined));
  const [sources, planned] =
    sourceIds.size === 0
      ? [[], new Map<number, readonly Occurrence[]>()]
      : await Promise.all([ctx.store.sources.getMany([...sourceIds]), ctx.store.maintenance.ofSources([...sourceIds])]);
  const now = ctx.clock.now();
  const quietUntil = (sourceId: number) =>
    planned.get(sourceId)?.find(({ start, end }) => start <= now && now < end)?.end;
  const monitorOf = new Map(monitors.map((monitor) => [monitor.id, monitor]));
  return beats.map((beat) => {
    const monitor = monitorOf.get(beat.monitorId);
    const source = sources.find(({ id }) => id === monitor?.sourceId);
    return { beat, monitor, source, quietUntil: source && quietUntil(source.id) };
  });
}

/** A monitor whose ALERT has to be queued now. */
interface Overdue {
  readonly beat: Heartbeat;
  readonly missed: MissedPing;
  readonly monitor: HeartbeatMonitor;
}

/** During planned work a late monitor waits for its end, which an edit may bring forward. */
const lookedAtAgain = { minutes: 2 };

/**
 * Undefined when there is nothing to send: a ping came, it is not late yet, there is planned work, no source is to be
 * told.
 */
async function markOverdue(ctx: HeartbeatContext, found: Case, now: Instant): Promise<Overdue | undefined> {
  const { beat, monitor, source, quietUntil } = found;
  const { state, lastPingAt, missed } = beat;
  if (monitor === undefined || lastPingAt === undefined) return undefined;
  if (state === 'OVERDUE' && missed !== undefined && beat.alertQueued === false) return { beat, missed, monitor };
  if (state !== 'HEALTHY') return undefined;
  const { dueAt: _due, ...rest } = beat;
  const lateAt = overdueAt(lastPingAt, beat.intervalSec);
  if (now < lateAt) {
    await ctx.store.heartbeats.move({ ...beat, dueAt: lateAt }, beat);
    return undefined;
  }
  if (source === undefined) {
    await ctx.store.heartbeats.move({ ...rest, state: 'OVERDUE' }, beat);
    return undefined;
  }
  if (quietUntil !== undefined) {
    const again = earliest(quietUntil, plus(now, lookedAtAgain));
    await ctx.store.heartbeats.move({ ...beat, dueAt: again }, beat);
    return undefined;
  }
  const marked = overdueBeat(beat, monitor, source, now);
  return (await ctx.store.heartbeats.move(marked.beat, beat)) ? marked : undefined;
}

/** Still due, until its ALERT is queued. */
function overdueBeat(beat: Heartbeat, monitor: HeartbeatMonitor, source: AlertSource, now: Instant): Overdue {
  const untold = { lastPingAt: beat.lastPingAt ?? now, sourceId: source.id, groupId: '', at: now };
  const { event, eventId } = overdueEvent(monitor, untold);
  const missed = { ...untold, groupId: groupOf(source, event, eventId) };
  return { beat: { ...beat, state: 'OVERDUE', missed, alertQueued: false, dueAt: now }, missed, monitor };
}

async function sendAlerts(ctx: HeartbeatContext, overdue: readonly Overdue[]): Promise<void> {
  if (overdue.length === 0) return;
  await ctx.events.send(
    overdue.map(({ monitor, missed }) => ({ message: overdueEvent(monitor, missed), groupId: missed.groupId })),
  );
  ctx.metrics.count('EventsAccepted', overdue.length);
}

/** A ping that came while the ALERT was sent is owed its RESOLVE, which follows the ALERT in the same group. */
async function alertIsQueued(ctx: HeartbeatContext, { beat }: Overdue): Promise<void> {
  const { dueAt: _due, ...rest } = beat;
  if (await ctx.store.heartbeats.move({ ...rest, alertQueued: true }, beat)) return;
  const recovered = (await ctx.store.heartbeats.beats([beat.monitorId])).filter(({ state }) => state === 'RECOVERED');
  await resolveRecovered(ctx, recovered);
}

/** Whether the monitor was deleted while somebody may still be sending its ALERT, which the RESOLVE must follow. */
const isEarly = ({ isDeleted, alertQueued }: Heartbeat): boolean => isDeleted === true && alertQueued === false;

/** Whoever was sending it is done, or dead, by then. */
const waitForAlert = (ctx: HeartbeatContext, beat: Heartbeat, now: Instant): Promise<boolean> =>
  ctx.store.heartbeats.move({ ...beat, alertQueued: true, dueAt: plus(now, lookedAtAgain) }, beat);

/** Queues the RESOLVE that is owed, then lets the monitor be healthy as of its last ping, or forgets a deleted one. */
async function resolveRecovered(ctx: HeartbeatContext, beats: readonly Heartbeat[]): Promise<void> {
  const now = ctx.clock.now();
  const messages = beats.flatMap(({ monitorId, missed, isDeleted }) =>
    missed === undefined
      ? []
      : [{ message: recoveredEvent(monitorId, missed, now, { isDeleted }), groupId: missed.groupId }],
  );
  if (messages.length > 0) await ctx.events.send(messages);
  await Promise.all(
    beats.map(({ missed: _missed, alertQueued: _queued, ...beat }) => {
      if (beat.isDeleted) return ctx.store.heartbeats.forget(beat.monitorId);
      const dueAt = overdueAt(beat.lastPingAt ?? now, beat.intervalSec);
      return ctx.store.heartbeats.move({ ...beat, state: 'HEALTHY', dueAt }, beat);
    }),
  );
}
