import { can } from '../../domain/access/can.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { Context } from '../../ports/context.ts';
import type { AlertFilter, Page } from '../../ports/store.ts';
import { userByUsername } from '../user/by-username.ts';

/** What to list; responders by id or by name. */
export interface AlertQuery extends Omit<AlertFilter, 'responders'> {
  readonly responders: readonly string[];
}

/** The alerts that match and that the actor may see, newest first. */
export async function listAlerts(ctx: Context<'store' | 'actor'>, query: AlertQuery, page: Page): Promise<Alert[]> {
  const filter = await filterOf(ctx, query);
  const alerts = filter === undefined ? [] : await ctx.store.alerts.list(filter, page);
  return alerts.filter((alert) => can(ctx.actor, 'alert:read', alert));
}

/** How many there are of them. */
export async function countAlerts(ctx: Context<'store' | 'actor'>, query: AlertQuery): Promise<number> {
  const filter = await filterOf(ctx, query);
  return filter === undefined ? 0 : ctx.store.alerts.count(filter);
}

/** Undefined when nothing can match: no right to see alerts, or only unknown responders asked for. */
async function filterOf(ctx: Context<'store' | 'actor'>, query: AlertQuery): Promise<AlertFilter | undefined> {
  if (!can(ctx.actor, 'alert:read')) return undefined;
  const { responders: names, ...filter } = query;
  if (names.length === 0) return filter;
  const responders = (await Promise.all(names.map((name) => responderId(ctx, name)))).filter((id) => id !== undefined);
  return responders.length === 0 ? undefined : { ...filter, responders };
}

async function responderId(ctx: Context<'store'>, name: string): Promise<number | undefined> {
  return /^\d{1,15}$/.test(name) ? Number(name) : (await userByUsername(ctx, name))?.id;
}
