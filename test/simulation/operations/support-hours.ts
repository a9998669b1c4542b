import { type Instant, instantOf, millisecondsOf, minus, plus } from '../../../functions/domain/time.ts';
import { alertOf } from '../../../functions/store/alert-items.ts';
import type { Item } from '../../../functions/store/table.ts';
import { someSupportHours } from '../configure.ts';
import { latestWallTime } from '../on-call.ts';
import type { SupportHoursSketch } from '../plan.ts';
import { clockError, latestSeconds, quietTimes } from '../quiet.ts';
import type { RunRecord } from '../record.ts';
import { supportHoursInput } from '../set-up.ts';
import { eventsIn } from '../stored.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';
import { versionsOf, wasWithin } from './versions.ts';

/** Support is there at other times from now on. */
export interface SupportHoursOperation {
  readonly at: number;
  readonly kind: 'support-hours';
  readonly hours: SupportHoursSketch;
}

interface Hours {
  readonly timezone: string;
  readonly supportDays: Readonly<Record<string, { readonly start: string; readonly end: string }>>;
}

/** All days are alike, and hours may last over midnight. What the clock shows twice, it has passed the first time. */
function isInside({ timezone, supportDays }: Hours, at: Instant): boolean {
  const time = new Date(latestWallTime(millisecondsOf(at), timezone)).toISOString().slice(11, 16);
  const { start = '', end = '' } = supportDays.MONDAY ?? {};
  return start < end ? start <= time && time < end : start <= time || time < end;
}

/** Whether a rule makes alerts of low priority inside the hours; undefined when it does not ask. */
const lowInside = (rule: unknown): boolean | undefined =>
  rule === 'LOW_DURING_SUPPORT_HOURS' ? true : rule === 'HIGH_DURING_SUPPORT_HOURS' ? false : undefined;

const supportHoursIdOf = (source: Item): unknown => JSON.parse(String(source.extras)).supportHours?.id;

function check(run: RunRecord): string[] {
  return run.plan.configuration.supportHours.length === 0 ? [] : [...checkPriorities(run), ...checkRaises(run)];
}

/**
 * A new alert is as urgent as its source's rule says, by the hours as they were while the event was on its way. It may be
 * too urgent when calls break: hours that cannot be read count as if they were not asked for.
 */
function checkPriorities(run: RunRecord): string[] {
  const isQuiet = quietTimes(run);
  const sources = versionsOf(run, 'SOURCE');
  const hours = versionsOf(run, 'SUPPORT_HOURS');
  // A source whose rule is HIGH listens to what its events say.
  const opened = new Map(
    eventsIn(run.items).flatMap((event) => (event.outcome === 'CREATED' ? [[event.alertId, event] as const] : [])),
  );
  const saidBy = (alertId: number) => opened.get(alertId)?.event?.priority;
  return run.writes.flatMap(({ at, old, new: item }) => {
    if (item?.type !== 'ALERT' || old !== undefined) return [];
    const { id, source, reportTime, priority } = alertOf(item);
    const arrivedAt = opened.get(id)?.flow?.heldUntil ?? reportTime;
    // The clock of whoever took it may be ahead.
    const sentAt = minus(arrivedAt, clockError(run.plan));
    const possible = sources
      .filter((version) => version.item.id === source.id && wasWithin(version, sentAt, at))
      .flatMap(({ item: { alertPriorityRule, ...rest } }) => {
        const isLowInside = lowInside(alertPriorityRule);
        if (isLowInside === undefined) return [(alertPriorityRule === 'HIGH' && saidBy(id)) || alertPriorityRule];
        return hours
          .filter((version) => version.item.id === supportHoursIdOf(rest) && wasWithin(version, sentAt, at))
          .map((version) => (isInside(hoursOf(version.item), arrivedAt) === isLowInside ? 'LOW' : 'HIGH'));
      });
    const isFine = possible.includes(priority) || (priority === 'HIGH' && !isQuiet(at));
    return isFine ? [] : [`alert ${id} is ${priority}, and not ${possible.join(' or ')}`];
  });
}

const hoursOf = (item: Item): Hours => item as unknown as Hours;

/** Where nobody edits sources and hours: what waits with low priority does so no longer once hours have turned. */
function checkRaises(run: RunRecord): string[] {
  const { plan, startedAt, endedAt } = run;
  if (plan.operations.some(({ kind }) => kind === 'edit-source' || kind === 'support-hours')) return [];
  const isQuiet = quietTimes(run);
  const [hours] = versionsOf(run, 'SUPPORT_HOURS').map(({ item }) => hoursOf(item));
  if (hours === undefined) return [];
  return plan.configuration.sources.flatMap((source) => {
    const isLowInside = lowInside(source.priority);
    if (!source.raises || isLowInside === undefined) return [];
    const turns = turnsOf(hours, !isLowInside, startedAt, endedAt).filter((turn) => isQuiet(turn));
    return turns.flatMap((turn) => {
      const late = plus(turn, { seconds: latestSeconds });
      if (late > endedAt) return [];
      const left = waitingAt(run, source.id, late);
      return waitingAt(run, source.id, turn)
        .filter((id) => left.includes(id))
        .map((id) => `alert ${id} is still LOW at ${late}, though hours turned at ${turn}`);
    });
  });
}

/** The alerts of a source that wait with low priority. */
function waitingAt({ writes }: RunRecord, sourceId: number, moment: Instant): number[] {
  const alerts = new Map<unknown, Item>();
  for (const { new: item, at } of writes) if (item?.type === 'ALERT' && at <= moment) alerts.set(item.id, item);
  return [...alerts.values()]
    .map(alertOf)
    .filter(({ source, priority, status }) => source.id === sourceId && priority === 'LOW' && status === 'PENDING')
    .map(({ id }) => id);
}

const minute = 60_000;

/** The minutes at which hours begin, or end. */
function turnsOf(hours: Hours, toInside: boolean, from: Instant, until: Instant): Instant[] {
  const turns: Instant[] = [];
  for (let at = Math.ceil(millisecondsOf(from) / minute) * minute; at < millisecondsOf(until); at += minute)
    if (isInside(hours, instantOf(at)) === toInside && isInside(hours, instantOf(at - minute)) !== toInside)
      turns.push(instantOf(at));
  return turns;
}

export const supportHours: Capability<SupportHoursOperation> = {
  kind: 'support-hours',
  generate: (random, { configuration, until, ...season }) =>
    sometimes(random, configuration.supportHours.length > 0 ? 0.3 : 0, [1, 2], () => ({
      at: random.next() * until,
      kind: 'support-hours',
      hours: someSupportHours(random, season),
    })),
  perform: (people, { hours }) =>
    void people.callApi('PUT', `/api/support-hours/${hours.id}`, { body: supportHoursInput(hours) }),
  check,
};
