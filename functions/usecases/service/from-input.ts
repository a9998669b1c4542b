import { StillUsedError } from '../../domain/errors.ts';
import { newService, type Service, statusNow, withStatus } from '../../domain/service/service.ts';
import type { ServiceStatus } from '../../domain/service/status.ts';
import type { Context } from '../../ports/context.ts';
import { ownersFrom } from '../owners.ts';
import type { ServiceInput } from './inputs.ts';
import { plannedNow } from './past.ts';

/**
 * The service that the input describes; of a current one id, owners and labels that are not mentioned, incidents and history
 * stay. A status that is what the service is in already, by whatever cause, was read and sent back: nobody has set it.
 */
export async function serviceFrom(
  ctx: Context<'store' | 'actor'>,
  input: ServiceInput,
  current?: Service,
): Promise<Service> {
  const { name, alias, description, iconUrl, links } = input;
  const now = ctx.clock.now();
  const labels = input.labels ?? current?.labels;
  const before = current ?? newService({ id: ctx.ids.next(), name, teams: [] }, now);
  const { alias: _alias, description: _description, iconUrl: _icon, links: _links, labels: _labels, ...kept } = before;
  const described: Service = {
    ...kept,
    name,
    ...(isSaid(alias) && { alias }),
    ...(isSaid(description) && { description }),
    ...(isSaid(iconUrl) && { iconUrl }),
    ...(isSaid(links) && { links }),
    ...(labels !== undefined && Object.keys(labels).length > 0 && { labels }),
    oneOpenIncidentOnly: input.oneOpenIncidentOnly ?? false,
    showUptimeHistory: input.showUptimeHistory ?? true,
    teams: await ownersFrom(ctx, input.teams, current?.teams),
    updatedAt: now,
  };
  const status = input.status || 'OPERATIONAL';
  const isReadBack = current !== undefined && status === (await shownStatus(ctx, current));
  return isReadBack ? described : withStatus(described, status, now);
}

const isSaid = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

async function shownStatus(ctx: Context<'store'>, service: Service): Promise<ServiceStatus> {
  const planned = await plannedNow(ctx, [service.id]);
  return statusNow(service, planned.get(service.id) ?? [], ctx.clock.now());
}

const named = 5;

/**
 * Promises that no open incident and no planned work that is on or still comes is about the service. Throws StillUsedError
 * naming them; what else refers to a service is noted beside it, and looked for as it is deleted.
 */
export async function refuseUsedService(ctx: Context<'store'>, service: Service): Promise<void> {
  const incidents = await ctx.store.incidents.getMany(service.holds.map(({ incidentId }) => incidentId));
  const now = ctx.clock.now();
  const times = (await ctx.store.maintenance.ofServices([service.id])).get(service.id) ?? [];
  const windows = (await ctx.store.maintenance.getMany(times.map(({ id }) => id))).filter(({ upcoming }) =>
    upcoming.some(({ end }) => end > now),
  );
  const places = [
    ...incidents.map(({ id, summary }) => ({ kind: 'incident', id, name: summary })),
    ...windows.map(({ id, summary }) => ({ kind: 'maintenance', id, name: summary })),
  ];
  if (places.length === 0) return;
  const words = places
    .slice(0, named)
    .map(({ kind, id, name }) => `${kind === 'incident' ? kind : 'maintenance window'} ${id} "${name.slice(0, 60)}"`);
  const more = places.length > named ? ` and ${places.length - named} more` : '';
  throw new StillUsedError(`service ${service.id} is used by ${words.join(', ')}${more}`, places);
}
