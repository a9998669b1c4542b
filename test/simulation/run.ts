import { millisecondsOf } from '../../functions/domain/time.ts';
import { createStore } from '../../functions/store/store.ts';
import { untoldStore } from '../support/untold.ts';
import { Cloud } from './cloud.ts';
import { People } from './people.ts';
import type { Plan } from './plan.ts';
import type { RunRecord } from './record.ts';
import type { Sabotage } from './sabotage.ts';
import { RunawayError } from './scheduler.ts';
import { plainCipher, setUp } from './set-up.ts';
import { watchOver } from './watch.ts';

/** How long after the last trouble everything must have come to its end: the longest escalations take two hours. */
const patienceMinutes = 300;

/** What broke just before the calm has been found again after this: a lease of two minutes, a tick, a retry. */
export const recoveryMinutes = 6;

/** Runs a plan from its first to its last event, or until more has happened than ever could. */
export async function runPlan(plan: Plan, sabotage?: Sabotage): Promise<RunRecord> {
  const cloud = new Cloud(plan, sabotage);
  const { scheduler } = cloud;
  const startedAt = scheduler.clock.now();
  await setUp(untoldStore(createStore(cloud.tables.main, { clock: scheduler.clock, cipher: plainCipher })), plan);
  await scheduler.runUntil(scheduler.now + 1000);

  const people = new People(cloud, plan.operations);
  const watch = watchOver(cloud, people, plan);
  let isAtRest = false;
  try {
    await trouble(cloud, watch, millisecondsOf(startedAt) + plan.calmAfter * 1000);
    isAtRest = await comeToRest(cloud, watch, leastMinutes(plan));
  } catch (error) {
    if (!(error instanceof RunawayError)) throw error;
    watch.sightings.push(`did not come to rest: ${error.message} by ${scheduler.clock.now()}`);
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
    acceptedAt: people.acceptedAt,
    confirmed: people.confirmed,
    refused: people.refused,
    forged: people.forged,
    deployed: people.deployed,
    comments: people.comments,
    letIn: people.letIn,
    blobs: cloud.blobs,
    executions: [...cloud.executions.byName.values()],
    counts: cloud.counts,
    shown: cloud.shown,
    targets: cloud.targets,
    pushServices: cloud.pushServices,
    lostCallbacks: cloud.callbacks.dead,
    sightings: watch.sightings,
    events: scheduler.events,
    brokenCalls: cloud.invocations.brokenCalls,
  };
}

/** What was lost of pages is found by the time when they have to be right. */
const leastMinutes = ({ configuration }: Plan): number => (configuration.pages === undefined ? 3 : recoveryMinutes + 3);

type Watch = ReturnType<typeof watchOver>;

/** The time in which things happen and break. */
async function trouble(cloud: Cloud, watch: Watch, calmAt: number): Promise<void> {
  const { scheduler } = cloud;
  cloud.startTicking();
  while (scheduler.now < calmAt) {
    await scheduler.runUntil(Math.min(calmAt, scheduler.now + 61_000));
    watch.lookAtExecutions();
  }
  cloud.repair();
  await scheduler.runUntil(scheduler.now + 60_000);
  for (const dead of cloud.events.dead.splice(0)) cloud.events.send(dead, dead.groupId);
}

/** Waits until nothing goes on any more; false when patience runs out. */
async function comeToRest({ scheduler, isIdle }: Cloud, watch: Watch, least: number): Promise<boolean> {
  for (let minute = 1; minute < patienceMinutes; minute++) {
    // Not whole minutes: a tick may be under way at every one of them.
    await scheduler.runUntil(scheduler.now + 61_000);
    watch.lookAtExecutions();
    if (minute >= recoveryMinutes) watch.lookAtDueWork();
    if (minute >= least && isIdle() && !watch.isAnythingDue()) return true;
  }
  return false;
}
