import { alertKeyOf } from '../../functions/domain/event/event.ts';
import { instantOf, millisecondsOf, secondsBetween } from '../../functions/domain/time.ts';
import type { Change } from '../../functions/store/memory/table.ts';
import { createStore } from '../../functions/store/store.ts';
import type { Item } from '../../functions/store/table.ts';
import { Cloud, type Sabotage } from './cloud.ts';
import { People } from './people.ts';
import type { Plan } from './plan.ts';
import { randomOf } from './random.ts';
import type { RunRecord } from './record.ts';
import { plainCipher, setUp } from './set-up.ts';

/** How long after the last trouble everything must have come to its end: the longest escalations take two hours. */
const patienceMinutes = 300;

/** What broke just before the calm has been found again after this: a lease of two minutes, a tick, a retry. */
export const recoveryMinutes = 6;

/** Due work may lie in its index no longer than this: a tick, the watchdog's half minute, and the tick's own time. */
const overdueSeconds = 95;

/** Runs a plan from its first to its last event. */
export async function runPlan(plan: Plan, sabotage?: Sabotage): Promise<RunRecord> {
  const cloud = new Cloud(plan, sabotage);
  const { scheduler } = cloud;
  const startedAt = scheduler.clock.now();
  await setUp(createStore(cloud.tables.main, { clock: scheduler.clock, cipher: plainCipher }), plan.configuration);
  await scheduler.runUntil(scheduler.now + 1000);

  const people = new People(cloud, plan.operations);
  const watch = watchOver(cloud, people);
  cloud.startTicking(randomOf('tick', plan.seed).between(1, 59));
  const calmAt = millisecondsOf(startedAt) + plan.calmAfter * 1000;
  await scheduler.runUntil(calmAt);
  cloud.noTicksUntil = 0;
  cloud.outages.clear();
  await scheduler.runUntil(calmAt + 60_000);
  for (const dead of cloud.events.dead.splice(0)) cloud.events.send(dead, dead.groupId);

  let isAtRest = false;
  for (let minute = 1; minute < patienceMinutes && !isAtRest; minute++) {
    // Not whole minutes: a tick may be under way at every one of them.
    await scheduler.runUntil(scheduler.now + 61_000);
    if (minute >= recoveryMinutes) watch.look();
    isAtRest = minute >= 3 && cloud.isIdle() && watch.due.size === 0;
  }
  return {
    plan,
    startedAt,
    endedAt: scheduler.clock.now(),
    isAtRest,
    writes: cloud.writes,
    items: cloud.tables.main.items(),
    received: cloud.received,
    accepted: people.accepted,
    confirmed: people.confirmed,
    executions: [...cloud.executions.byName.values()],
    counts: cloud.counts,
    sightings: watch.sightings,
    faults: cloud.invocations.broken,
  };
}

/** Follows the table while the run goes on. */
function watchOver(cloud: Cloud, people: People) {
  const due = new Map<string, Item>();
  const openByKey = new Map<string, number>();
  const sightings: string[] = [];
  const see = ({ key, new: item }: Change) => {
    const name = `${key.PK} ${key.SK}`;
    if (item?.duePK === undefined) due.delete(name);
    else due.set(name, item);
    if (item?.type !== 'ALERT') return;
    const alertKey = alertKeyOf({ alertKey: String(item.alertKey) }) ?? '';
    const open = openByKey.get(alertKey);
    if (item.version === 1) people.alertMade(Number(item.id), alertKey);
    if (item.status === 'RESOLVED') {
      if (open === item.id) openByKey.delete(alertKey);
    } else if (open !== undefined && open !== item.id) {
      sightings.push(`two open alerts of ${alertKey}: ${open} and ${item.id}`);
    } else openByKey.set(alertKey, Number(item.id));
  };
  cloud.onChange = see;
  return {
    due,
    sightings,
    look(): void {
      const now = instantOf(cloud.scheduler.now);
      for (const { PK, SK, dueAt } of due.values())
        if (secondsBetween(String(dueAt) as never, now) > overdueSeconds)
          sightings.push(`${PK} ${SK} is due since ${dueAt} at ${now}`);
    },
  };
}
