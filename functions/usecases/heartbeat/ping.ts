import { DomainError, NotFoundError } from '../../domain/errors.ts';
import { recoveredEvent } from '../../domain/heartbeat/events.ts';
import { readHeartbeatKey } from '../../domain/heartbeat/ping.ts';
import type { Context } from '../../ports/context.ts';
import type { HeartbeatPings } from '../../ports/heartbeat-store.ts';
import type { RateLimit } from '../event/receive-limit.ts';

export interface PingContext extends Omit<Context<'events'>, 'ids'> {
  readonly pings: HeartbeatPings;
  readonly allowsPing: RateLimit;
}

/**
 * Notes the ping of a monitor: with one write while it is healthy. The first one after it was overdue queues the RESOLVE;
 * should that fail, the monitor stays due and the tick does it. Throws NotFoundError for an unknown key, and
 * RATE_LIMITED, although it was counted, when there are too many.
 */
export async function receivePing(ctx: PingContext, keyText: string): Promise<void> {
  const key = readHeartbeatKey(keyText);
  const now = ctx.clock.now();
  const outcome = key && (await ctx.pings.note(key, now));
  if (key === undefined || outcome === undefined) throw new NotFoundError('the key of a heartbeat monitor', '…');
  const { owed } = outcome;
  if (owed !== undefined) {
    try {
      await ctx.events.send([{ message: recoveredEvent(key.monitorId, owed, now), groupId: owed.groupId }]);
      await ctx.pings.settle(key, now);
    } catch (error) {
      ctx.log.error('the RESOLVE of a heartbeat is left to the tick', { monitorId: key.monitorId, error });
    }
  }
  if (!ctx.allowsPing(key.monitorId, now)) throw new DomainError('RATE_LIMITED', 'too many pings in this minute');
}
