import { can } from '../../domain/access/can.ts';
import type { Heartbeat, HeartbeatMonitor } from '../../domain/heartbeat/heartbeat-monitor.ts';
import { overdueAt } from '../../domain/heartbeat/ping.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { namesOf } from '../known.ts';
import { ownersPresenter } from '../owners.ts';

/** Heartbeat monitors on the wire, with their state as of now; keys only for those who may change the monitor. */
export async function presentHeartbeatMonitors(
  ctx: Context<'store' | 'settings' | 'actor'>,
  monitors: readonly HeartbeatMonitor[],
  { include }: { readonly include: ReadonlySet<string> },
): Promise<object[]> {
  const [owners, beats, source] = await Promise.all([
    ownersPresenter(ctx, monitors),
    ctx.store.heartbeats.beats(monitors.map(({ id }) => id)),
    namesOf(
      ctx,
      'source',
      monitors.flatMap(({ sourceId }) => sourceId ?? []),
    ),
  ]);
  const beatOf = new Map(beats.map((beat) => [beat.monitorId, beat]));
  return monitors.map((monitor) => {
    const { id, name, intervalSec, alertSummary, sourceId, integrationKey, teams, createdAt, updatedAt } = monitor;
    const isEditor = can(ctx.actor, 'monitor:write', monitor);
    const beat = beatOf.get(id);
    return {
      id,
      name,
      state: stateOf(beat, ctx.clock.now()),
      intervalSec,
      alertSummary,
      alertSource: sourceId === undefined ? undefined : source(sourceId),
      integrationKey: isEditor ? integrationKey : null,
      ...(include.has('integrationUrl') && {
        integrationUrl: isEditor ? `${ctx.settings.publicUrl}/api/heartbeats/${integrationKey}` : null,
      }),
      lastPingAt: beat?.lastPingAt,
      teams: owners(teams),
      createdAt,
      updatedAt,
    };
  });
}

/** A healthy monitor whose ping is late is overdue, also before the tick has seen it. */
function stateOf(beat: Heartbeat | undefined, now: Instant): 'UNKNOWN' | 'HEALTHY' | 'OVERDUE' {
  if (beat?.lastPingAt === undefined || beat.state === 'UNKNOWN') return 'UNKNOWN';
  return beat.state === 'OVERDUE' || now >= overdueAt(beat.lastPingAt, beat.intervalSec) ? 'OVERDUE' : 'HEALTHY';
}
