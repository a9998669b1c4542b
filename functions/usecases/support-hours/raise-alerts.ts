import { system } from '../../domain/access/actor.ts';
import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { type Hours, raisesAlerts } from '../../domain/alert-source/support.ts';
import { ConflictError } from '../../domain/errors.ts';
import { inSupportHours, nextSupportChange } from '../../domain/support-hours/in-support-hours.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { raiseAlert } from '../alert/raise.ts';
import { eachAtOnce } from '../each-at-once.ts';
import { supportHoursOf } from './of-source.ts';

const pageSize = 100;
const atOnce = 10;
/** More than these are raised by the next tick: a source may have as many as it likes. */
const mostPages = 5;

/**
 * Raises the pending low-priority alerts of a source that were there when its support hours began, or, where low
 * priority is for support hours, ended. Looks at the time since it last looked, and comes back at the next such time.
 */
export async function raiseBySupportHours(
  ctx: Context<'store' | 'workflow'>,
  { id }: { readonly id: number },
): Promise<void> {
  const timer = await ctx.store.timers.get('support', id);
  const source = await ctx.store.sources.get(id);
  if (timer === undefined) return;
  if (source === undefined || !raisesAlerts(source)) return ctx.store.timers.delete('support', id);

  const now = ctx.clock.now();
  const since = timer.since ?? source.updatedAt;
  const hours = await supportHoursOf(ctx, source);
  const turned = hours && lastTurn(hours, source, since, now);
  const isDone = turned === undefined || (await raisePending(ctx, id, turned));
  const next = hours && nextTurn(hours, source, now);
  const remembered = isDone ? { since: now, ...(next && { dueAt: next }) } : { since, dueAt: now };
  await ctx.store.timers.save('support', id, remembered, timer);
}

/** Whether low priority ends where support hours begin. */
const raisesInside = ({ alertPriorityRule }: AlertSource): boolean => alertPriorityRule === 'HIGH_DURING_SUPPORT_HOURS';

/** The next time after `after` at which what was low becomes high. */
function nextTurn(hours: Hours, source: AlertSource, after: Instant): Instant | undefined {
  let at = nextSupportChange(hours, after);
  while (at !== undefined && inSupportHours(hours, at) !== raisesInside(source)) at = nextSupportChange(hours, at);
  return at;
}

function lastTurn(hours: Hours, source: AlertSource, since: Instant, until: Instant): Instant | undefined {
  let last: Instant | undefined;
  for (let at = nextTurn(hours, source, since); at !== undefined && at <= until; at = nextTurn(hours, source, at))
    last = at;
  return last;
}

/** False when some are left for another time. */
async function raisePending(
  ctx: Context<'store' | 'workflow'>,
  sourceId: number,
  createdBefore: Instant,
): Promise<boolean> {
  let raised = 0;
  for (let offset = 0; raised < mostPages * pageSize; offset += pageSize) {
    const filter = { sources: [sourceId], states: ['PENDING'] as const, until: createdBefore };
    const page = await ctx.store.alerts.list(filter, { offset, limit: pageSize });
    const low = page.filter(({ priority }) => priority === 'LOW');
    await eachAtOnce(low, atOnce, ({ id }) => raiseUnlessResolved(ctx, id));
    raised += low.length;
    if (page.length < pageSize) return true;
  }
  return false;
}

async function raiseUnlessResolved(ctx: Context<'store' | 'workflow'>, alertId: number): Promise<void> {
  try {
    await raiseAlert({ ...ctx, actor: system }, { alertId });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
