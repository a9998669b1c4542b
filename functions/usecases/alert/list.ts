import { canSomewhere, mayName, seesAll } from '../../domain/access/can.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import type { AlertFilter } from '../../ports/alert-store.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';
import { userByUsername } from '../user/by-username.ts';
import { visiblePage } from '../visible-page.ts';
import { visibleAlerts } from './read.ts';

/** What to list; responders by id or by name. */
export interface AlertQuery extends Omit<AlertFilter, 'responders'> {
  readonly responders: readonly string[];
}

/** Of all alerts those to list besides what the actor may see: those of the teams that a list is narrowed to. */
type IsWanted = (alert: Alert) => boolean;

/** The alerts that match and that the actor may see, newest first. */
export async function listAlerts(
  ctx: Context<'store' | 'actor'>,
  query: AlertQuery,
  page: Page,
  isWanted?: IsWanted,
): Promise<Alert[]> {
  const filter = await filterOf(ctx, query);
  if (filter === undefined) return [];
  if (isWanted === undefined && seesAll(ctx.actor)) return ctx.store.alerts.list(filter, page);
  return visiblePage((part) => ctx.store.alerts.list(filter, part), shown(ctx, isWanted), page);
}

/** How many there are of them; of those narrowed down or kept from the actor by looking at each. */
export async function countAlerts(
  ctx: Context<'store' | 'actor'>,
  query: AlertQuery,
  isWanted?: IsWanted,
): Promise<number> {
  const filter = await filterOf(ctx, query);
  if (filter === undefined) return 0;
  if (isWanted === undefined && seesAll(ctx.actor)) return ctx.store.alerts.count(filter);
  const all = { offset: 0, limit: Number.POSITIVE_INFINITY };
  return (await visiblePage((part) => ctx.store.alerts.list(filter, part), shown(ctx, isWanted), all)).length;
}

const shown =
  (ctx: Context<'store' | 'actor'>, isWanted: IsWanted = () => true) =>
  (alerts: readonly Alert[]) =>
    visibleAlerts(ctx, alerts.filter(isWanted));

/** Undefined when nothing can match: no right to see alerts, or only unknown responders asked for. */
async function filterOf(ctx: Context<'store' | 'actor'>, query: AlertQuery): Promise<AlertFilter | undefined> {
  if (!canSomewhere(ctx.actor, 'alert:read')) return undefined;
  const { responders: names, ...filter } = query;
  if (names.length === 0) return filter;
  const responders = (await Promise.all(names.map((name) => responderId(ctx, name)))).filter((id) => id !== undefined);
  return responders.length === 0 ? undefined : { ...filter, responders };
}

/** Somebody whom the actor may not know responds to nothing that they could ask for. */
async function responderId(ctx: Context<'store' | 'actor'>, name: string): Promise<number | undefined> {
  const id = /^\d{1,15}$/.test(name) ? Number(name) : (await userByUsername(ctx, name))?.id;
  return id !== undefined && mayName(ctx.actor, id) ? id : undefined;
}
