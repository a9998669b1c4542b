import type { MissedPing } from '../domain/heartbeat/heartbeat-monitor.ts';
import type { HeartbeatKey } from '../domain/heartbeat/ping.ts';
import { plus } from '../domain/instants.ts';
import type { Instant } from '../domain/time.ts';
import type { HeartbeatPings } from '../ports/heartbeat-store.ts';
import { allOf, type Condition, ifEquals, ifOneOf } from './conditions.ts';
import { healthy, keyHash } from './heartbeat-items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Attributes, Item, Table } from './table.ts';

/** How often a ping tries again because the tick moved the monitor in between. */
const attempts = 5;

/** A tick that has decided to send the ALERT is done with it, or dead, after this. */
const tickIsOver = { minutes: 2 };

interface Recovery {
  readonly set: Attributes;
  readonly asRead: readonly Condition[];
  readonly owed?: MissedPing;
}

/** What a ping changes when it does not find the monitor healthy, and whether a RESOLVE can be sent at once. */
function recovery(old: Item, { intervalSec }: HeartbeatKey, at: Instant): Recovery {
  const missed = old.missed as MissedPing | undefined;
  if (old.state === 'RECOVERED') return { set: {}, asRead: [] };
  if (missed === undefined) return { set: healthy(at, intervalSec), asRead: [] };
  const isQueued = old.alertQueued === true;
  const dueAt = isQueued ? at : plus(at, tickIsOver);
  return {
    set: { state: 'RECOVERED', ...indexKeys.due('heartbeat', dueAt) },
    asRead: [ifEquals('alertQueued', isQueued)],
    ...(isQueued && { owed: missed }),
  };
}

/** Pings without the monitor's schema: `ingest` loads fast because of it. */
export function createHeartbeatPings(table: Pick<Table, 'write'>): HeartbeatPings {
  /** The item it met when the condition did not hold. */
  async function write(
    key: HeartbeatKey,
    set: Attributes,
    conditions: readonly Condition[],
  ): Promise<{ readonly old: Item | undefined } | undefined> {
    const condition = allOf(ifEquals('keyHash', keyHash(key.text)), ...conditions);
    const [refusal] = await table.write([
      { update: keys.heartbeat(key.monitorId), set, remove: ['leases'], condition },
    ]);
    return refusal && { old: refusal.old };
  }

  return {
    async note(key, at) {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const alive = { lastPingAt: at, ...healthy(at, key.intervalSec) };
        const met = await write(key, alive, [ifOneOf('state', ['UNKNOWN', 'HEALTHY'])]);
        if (met === undefined) return {};
        if (met.old?.keyHash !== keyHash(key.text)) return undefined;
        const { set, asRead, owed } = recovery(met.old, key, at);
        const asMet = ifEquals('state', String(met.old.state));
        if ((await write(key, { lastPingAt: at, ...set }, [asMet, ...asRead])) === undefined)
          return owed === undefined ? {} : { owed };
      }
      throw new Error(`the ping of heartbeat monitor ${key.monitorId} met a change every time`);
    },

    async settle(key, pingAt) {
      await table.write([
        {
          update: keys.heartbeat(key.monitorId),
          set: healthy(pingAt, key.intervalSec),
          remove: ['missed', 'alertQueued', 'leases'],
          condition: ifEquals('state', 'RECOVERED'),
        },
      ]);
    },
  };
}
