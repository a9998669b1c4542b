import { InvalidInputError } from '../../domain/errors.ts';
import type { HeartbeatMonitor } from '../../domain/heartbeat/heartbeat-monitor.ts';
import { heartbeatKey } from '../../domain/heartbeat/ping.ts';
import type { Context } from '../../ports/context.ts';
import { newlyNamed } from '../known.ts';
import { ownersFrom } from '../owners.ts';
import type { HeartbeatMonitorInput } from './inputs.ts';

/**
 * The monitor that the input describes; of a current one id, owners that are not mentioned and history stay, and the
 * key as long as the interval does, which it says.
 */
export async function heartbeatMonitorFrom(
  ctx: Context<'store' | 'actor'>,
  input: HeartbeatMonitorInput,
  current?: HeartbeatMonitor,
): Promise<HeartbeatMonitor> {
  const { name, intervalSec, alertSummary } = input;
  await checkName(ctx, name, current);
  const now = ctx.clock.now();
  const id = current?.id ?? ctx.ids.next();
  return {
    id,
    version: current?.version ?? 0,
    name,
    intervalSec,
    ...(alertSummary && { alertSummary }),
    ...(await sourceFrom(ctx, input, current)),
    integrationKey:
      current?.intervalSec === intervalSec ? current.integrationKey : heartbeatKey(id, intervalSec, ctx.ids.secret()),
    teams: await ownersFrom(ctx, input.teams, current?.teams),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

async function checkName(ctx: Context<'store'>, name: string, current: HeartbeatMonitor | undefined): Promise<void> {
  if (name === current?.name) return;
  const holder = await ctx.store.heartbeats.byName(name);
  if (holder !== undefined) throw new InvalidInputError('name', `heartbeat monitor ${holder.id} has this name`);
}

async function sourceFrom(
  ctx: Context<'store' | 'actor'>,
  { alertSource }: HeartbeatMonitorInput,
  current: HeartbeatMonitor | undefined,
): Promise<Pick<HeartbeatMonitor, 'sourceId'>> {
  if (!alertSource) return {};
  const before = current?.sourceId === undefined ? [] : [{ kind: 'source' as const, id: current.sourceId }];
  await newlyNamed(ctx, [{ kind: 'source', id: alertSource.id, field: 'alertSource.id' }], before);
  return { sourceId: alertSource.id };
}
