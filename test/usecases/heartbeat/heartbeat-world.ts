import type { HeartbeatMonitor } from '../../../functions/domain/heartbeat/heartbeat-monitor.ts';
import { heartbeatKey } from '../../../functions/domain/heartbeat/ping.ts';
import { plus } from '../../../functions/domain/time.ts';
import { createHeartbeatPings } from '../../../functions/store/heartbeat-pings.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { type PingContext, receivePing } from '../../../functions/usecases/heartbeat/ping.ts';
import { tenOClock } from '../../support/factories.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

const everyMinute = 60;

export const aMonitor = (facts: Partial<HeartbeatMonitor> = {}): HeartbeatMonitor => {
  const { id = 500, intervalSec = everyMinute } = facts;
  return {
    id,
    version: 1,
    name: `Backup ${id}`,
    intervalSec,
    sourceId: 800,
    integrationKey: heartbeatKey(id, intervalSec, 'a-secret-of-20-characters'),
    teams: [],
    createdAt: tenOClock,
    updatedAt: tenOClock,
    ...facts,
  };
};

/** A call that breaks: the n-th of those that pings and the tick make, before or after it has had its effect. */
export interface Crash {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** A world with monitors that ping, a tick, and what is delivered from the event queue. */
export async function aHeartbeatWorld(monitors = [aMonitor()], sketch: WorldSketch = {}) {
  const world = await aWorld(sketch);
  for (const monitor of monitors) await world.store.heartbeats.create(monitor);
  let crash: Crash | undefined;
  let calls = 0;

  /** The same object, with calls that can break. */
  const fragile = <T extends object>(target: T, names: readonly (keyof T)[]): T => {
    const broken: Partial<T> = {};
    for (const name of names) {
      const call = target[name] as (...args: unknown[]) => Promise<unknown>;
      Object.assign(broken, {
        [name]: async (...args: unknown[]) => {
          calls += 1;
          const isIt = crash?.call === calls;
          if (isIt && crash?.when === 'before') throw new Error('the power failed');
          const result = await call.apply(target, args);
          if (isIt) throw new Error('the power failed');
          return result;
        },
      });
    }
    // What is loaded with the first question has no members of its own to copy.
    return Object.assign(Object.create(target), broken);
  };

  const store = { ...world.store, heartbeats: fragile(world.store.heartbeats, ['move', 'beats', 'getMany']) };
  const events = fragile(world.events, ['send']);
  const ctx = { ...world.ctx, store, events };
  const pings: PingContext = {
    ...ctx,
    pings: fragile(createHeartbeatPings(world.table), ['note', 'settle']),
    allowsPing: () => true,
  };
  const keyOf = new Map(monitors.map(({ id, integrationKey }) => [id, integrationKey]));

  return {
    ...world,
    ctx,
    pings,
    /** From now on the given call breaks, once. */
    crashAt(next: Crash | undefined) {
      crash = next;
      calls = 0;
    },
    get calls() {
      return calls;
    },
    ping: (id = 500) => receivePing(pings, keyOf.get(id) ?? ''),
    tick: () => runDueWork(ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) }),
    /** Delivers what was queued, in order; returns what became of it. */
    async deliver(): Promise<string[]> {
      const outcomes: string[] = [];
      for (const { message } of world.queued.splice(0)) outcomes.push(await processEvent(world.ctx, message));
      return outcomes;
    },
    async stateOf(id = 500) {
      return (await world.store.heartbeats.beats([id]))[0]?.state;
    },
    alerts: () => world.store.alerts.list({}, { offset: 0, limit: 100 }),
  };
}
