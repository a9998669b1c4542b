import { receivePing } from '../../../functions/usecases/heartbeat/ping.ts';
import type { RunRecord } from '../record.ts';
import { monitorKeyOf } from '../set-up.ts';
import { eventsIn } from '../stored.ts';
import type { Capability } from './capability.ts';
import { several } from './choices.ts';

/** A monitored job reports every `everySec` seconds, `count` times, and then is silent. */
export interface PingsOperation {
  readonly at: number;
  readonly kind: 'pings';
  readonly monitorId: number;
  readonly intervalSec: number;
  readonly everySec: number;
  readonly count: number;
}

/** At the end every monitor is silent: it never pinged, or its last ping was missed and its source was told of that. */
function check({ items, plan }: RunRecord): string[] {
  const events = new Set(eventsIn(items).map(({ id }) => id));
  return items.flatMap((beat) => {
    if (beat.type !== 'BEAT' || beat.state === 'UNKNOWN') return [];
    const { monitorId, state, lastPingAt, missed } = beat;
    const { sourceId } = plan.configuration.heartbeats.find(({ id }) => id === monitorId) ?? {};
    if (state !== 'OVERDUE') return [`heartbeat ${monitorId} is ${state} for ever, since ${lastPingAt}`];
    if (sourceId === undefined) return [];
    const isTold = missed !== undefined && events.has(`heartbeat-${monitorId}-${lastPingAt}-alert`);
    return isTold ? [] : [`nobody was told of the ping that heartbeat ${monitorId} missed after ${lastPingAt}`];
  });
}

export const pings: Capability<PingsOperation> = {
  kind: 'pings',
  generate: (random, { configuration: { heartbeats }, until }) =>
    heartbeats.flatMap(({ id, intervalSec }) =>
      several(random, [0, 3], () => ({
        at: random.next() * until,
        kind: 'pings',
        monitorId: id,
        intervalSec,
        everySec: intervalSec * random.pick([0.5, 0.9, 0.99]),
        count: random.pick([1, 2, 5, 15]),
      })),
    ),
  perform: ({ cloud }, { monitorId, intervalSec, everySec, count }) => {
    const key = monitorKeyOf({ id: monitorId, intervalSec });
    for (let index = 0; index < count; index++)
      cloud.scheduler.after(index * everySec * 1000, () => void cloud.ingest((ctx) => receivePing(ctx, key)));
  },
  check,
};
