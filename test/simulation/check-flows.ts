import type { EventRecord } from '../../functions/domain/event/event.ts';
import { type Instant, minus, plus } from '../../functions/domain/time.ts';
import { eventOf } from '../../functions/store/events.ts';
import { calmFrom, clockError, quietTimes, toleratedSkew } from './quiet.ts';
import type { RunRecord, Written } from './record.ts';
import { alertsIn, eventsIn } from './stored.ts';

/** A tick, and the hand-over over two queues and three functions. */
const latestSeconds = 95;

/**
 * Nothing that waits in a flow is lost, nor comes twice or early: each event ends in an alert, a recovery or a recorded
 * drop, with the reason; and what has recovered stays so, whenever its recovery came.
 */
export function checkFlows(run: RunRecord): string[] {
  if (run.plan.configuration.flows === undefined) return [];
  const events = eventsIn(run.items).filter(({ flow }) => flow !== undefined);
  return [...checkEnds(run, events), ...checkWaits(run), ...checkRecoveries(run, events)];
}

/** At rest nothing waits, and what was dropped names what it was dropped for. */
function checkEnds({ accepted }: RunRecord, events: readonly EventRecord[]): string[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const sent = accepted.filter(({ flow }) => flow !== undefined);
  return sent.flatMap(({ eventId }) => {
    const { outcome, note = '', event } = byId.get(eventId) ?? {};
    if (outcome === undefined) return [`${eventId} came by a flow and was lost`];
    if (outcome === 'WAITING') return [`${eventId} waits for ever`];
    if (!note.startsWith('by flow Flow ')) return [`${eventId}, ${outcome}, does not say which way it came: ${note}`];
    if (outcome !== 'DROPPED_BY_FLOW') return [];
    const [, answer, later] =
      / (?:RESOLVE|ACCEPT) (\S+), which came while|a later event, (\S+), waits/.exec(note) ?? [];
    const by = byId.get(answer ?? later ?? '');
    const isFine =
      event?.eventType === 'ALERT' && by?.event?.alertKey === event.alertKey && by !== undefined && by.id !== eventId;
    return isFine ? [] : [`${eventId} was dropped for no reason: ${note}`];
  });
}

/** A message whose deletion was lost holds up those behind it in its group for a visibility timeout, and may do so again. */
const heldUpSeconds = 150;

/**
 * Whoever waits does so until the end of its wait, and no longer than until the tick after it. Of calls that take many
 * seconds each nobody promises that.
 */
function checkWaits(run: RunRecord): string[] {
  const isQuiet = quietTimes(run);
  const isSlow = (at: Instant) => run.plan.slowness > 0 && at < calmFrom(run);
  const skew = { seconds: toleratedSkew(run.plan) };
  const waits = new Map<string, { until: Instant; over: Instant }>();
  return run.writes.flatMap(({ at, old, new: item }: Written) => {
    if (item?.type !== 'EVENT') return [];
    const event = eventOf(item);
    const waited = waits.get(event.id);
    if (event.wait !== undefined) {
      const { until } = event.wait;
      // What joins an event that is about to go on has missed its tick, and goes on with the next.
      const over = event.note?.includes('; joins the event ') && until < at ? at : until;
      if (waited?.until !== until) waits.set(event.id, { until, over });
      return [];
    }
    if (waited === undefined || old === undefined || event.outcome === 'DROPPED_BY_FLOW') return [];
    const { until, over } = waited;
    if (at < minus(until, skew) && event.flow?.heldUntil !== undefined)
      return [`${event.id} waited until ${at}, not ${until}`];
    const late = plus(over, { seconds: latestSeconds + (run.plan.disorder > 0 ? heldUpSeconds : 0) });
    return at > late && isQuiet(over) && !isSlow(over)
      ? [`${event.id} waited until ${at}, though its wait was over at ${until}`]
      : [];
  });
}

/**
 * An alert is not open at the end whose recovery was sent once its event was accepted, and was taken after it. Requests that are
 * under way at once have no order, and one that was never answered may be under way for long; and what lay in the dead-letter
 * queue meanwhile may come behind its recovery.
 */
function checkRecoveries({ plan, items, writes, acceptedAt }: RunRecord, events: readonly EventRecord[]): string[] {
  const open = new Map(
    alertsIn(items)
      .filter(({ status }) => status !== 'RESOLVED')
      .map((alert) => [alert.id, alert]),
  );
  const firstWrite = new Map<string, number>();
  for (const [index, { key, old }] of writes.entries())
    if (key.SK === 'EVENT' && old === undefined) firstWrite.set(key.PK.slice('EVENT#'.length), index);
  const writtenAt = (id: string): number => firstWrite.get(id) ?? 0;
  const recoveries = events.filter(({ event }) => event?.eventType === 'RESOLVE');
  return events.flatMap(({ id, outcome, alertId = 0, event }) => {
    const accepted = acceptedAt.get(id);
    if (outcome !== 'CREATED' || !open.has(alertId) || accepted === undefined) return [];
    const known = plus(accepted, clockError(plan));
    const recovery = recoveries.find(
      (one) => one.event?.alertKey === event?.alertKey && one.receivedAt > known && writtenAt(one.id) > writtenAt(id),
    );
    return recovery === undefined
      ? []
      : [`alert ${alertId} of ${id} is open, though ${recovery.id} (${recovery.outcome}) came after it`];
  });
}
