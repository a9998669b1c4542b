import { alertKeyOf } from '../../functions/domain/event/event.ts';
import { Instant, instantOf, latest, secondsBetween } from '../../functions/domain/time.ts';
import type { Change } from '../../functions/store/memory/table.ts';
import type { Item } from '../../functions/store/table.ts';
import type { Cloud } from './cloud.ts';
import type { Execution } from './executions.ts';
import type { People } from './people.ts';
import type { Plan } from './plan.ts';

/** Due work may lie in its index no longer than this: a tick, the watchdog's half minute, and the tick's own time. */
const overdueSeconds = 95;

/** Work that comes back for as long as what it belongs to exists. */
const endless = ['maintenance', 'support', 'notice', 'calendar', 'announcement'].map((kind) => `DUE#${kind}`);
/** And such of which some is due with nearly every tick. */
const everlasting = ['page', 'pull'].map((kind) => `DUE#${kind}`);

/** Whether the item waits for a time that has come, or that will come only once. */
export function isUnfinished({ type, duePK, dueAt }: Item, now: Instant, { configuration }: Plan): boolean {
  if (duePK === undefined || everlasting.includes(String(duePK))) return false;
  // Who does not confirm is reminded for days; and pages that are made anew for hours take long to run.
  const isLate = type === 'PAGE_SUBSCRIBER' || (type === 'INCIDENT' && configuration.pages !== undefined);
  const mayWait = isLate || endless.includes(String(duePK));
  return !mayWait || String(dueAt) <= now;
}

/** Whoever renews planned work asks for its announcements to be looked at, as of when it was last written by hand. */
const dueSince = ({ duePK, dueAt }: Item, writtenAt: Instant): Instant =>
  duePK === 'DUE#announcement' ? latest(Instant.parse(dueAt), writtenAt) : (dueAt as Instant);

const nameOf = ({ name }: Execution): string => name;

/** Follows the table while the run goes on. */
export function watchOver(cloud: Cloud, people: People, plan: Plan) {
  const due = new Map<string, { readonly item: Item; readonly since: Instant }>();
  const openByKey = new Map<string, number>();
  const sightings: string[] = [];
  let together = new Set<string>();
  const see = ({ key, new: item }: Change) => {
    const name = `${key.PK} ${key.SK}`;
    if (item?.duePK === undefined) due.delete(name);
    else due.set(name, { item, since: dueSince(item, instantOf(cloud.scheduler.now)) });
    if (item?.type !== 'ALERT') return;
    const alertKey = alertKeyOf({ alertKey: String(item.alertKey ?? '') });
    // Of those without a key any number may be open.
    if (alertKey === undefined) return;
    const open = openByKey.get(alertKey);
    if (item.version === 1) people.alertMade(Number(item.id), alertKey);
    if (item.status === 'RESOLVED') {
      if (open === item.id) openByKey.delete(alertKey);
    } else if (open !== undefined && open !== item.id) {
      sightings.push(`two open alerts of ${alertKey}: ${open} and ${item.id}`);
    } else openByKey.set(alertKey, Number(item.id));
  };
  for (const change of cloud.writes) see(change);
  cloud.onChange = see;
  return {
    sightings,
    isAnythingDue: (): boolean =>
      [...due.values()].some(({ item }) => isUnfinished(item, cloud.scheduler.clock.now(), plan)),
    /**
     * One execution an alert, but for the moments of a change: seen together twice, a minute apart, they are one too many.
     * Stopping is best effort, so that this holds only where no call breaks.
     */
    lookAtExecutions(): void {
      if (cloud.invocations.brokenCalls.length > 0) return;
      const byAlert = Map.groupBy(cloud.executions.running(), ({ alertId }) => alertId);
      const pairs = [...byAlert.values()]
        .filter(({ length }) => length > 1)
        .map((several) => several.map(nameOf).join(' and '));
      for (const pair of pairs) if (together.has(pair)) sightings.push(`${pair} run at once`);
      together = new Set(pairs);
    },
    lookAtDueWork(): void {
      const now = instantOf(cloud.scheduler.now);
      for (const { item, since } of due.values())
        if (secondsBetween(since, now) > overdueSeconds)
          sightings.push(`${item.PK} ${item.SK} is due since ${since} at ${now}`);
    },
  };
}
