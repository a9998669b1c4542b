import type { Service } from '../../domain/service/service.ts';
import type { Context } from '../../ports/context.ts';
import { visibleAlerts } from '../alert/read.ts';
import { ownersPresenter } from '../owners.ts';
import { isSubscribed } from '../service/subscribers.ts';
import { peopleOf } from '../user/people.ts';
import type { SeenIncident } from './view.ts';

/** Incidents on the wire (wire-api §13), naming only services that the reader may see; the rest only where it is asked for. */
export async function presentIncidents(
  ctx: Context<'store' | 'actor'>,
  found: readonly SeenIncident[],
  include: ReadonlySet<string> = new Set(),
): Promise<object[]> {
  const [owners, histories, alerts] = await Promise.all([
    include.has('affectedTeams')
      ? ownersPresenter(
          ctx,
          found.flatMap(({ seen }) => seen),
        )
      : undefined,
    include.has('history') ? historiesOf(ctx, found) : undefined,
    include.has('alerts') ? alertsOf(ctx, found) : undefined,
  ]);
  return found.map(({ incident, seen }) => {
    const byId = new Map(seen.map((service) => [service.id, service]));
    return {
      id: incident.id,
      summary: incident.summary,
      status: incident.status,
      message: incident.message,
      sendNotification: incident.sendNotification,
      createdAt: incident.createdAt,
      updatedAt: incident.updatedAt,
      resolvedOn: incident.resolvedAt,
      affectedServices: incident.affected.flatMap(({ serviceId, impact }) => {
        const service = byId.get(serviceId);
        return service === undefined ? [] : [{ impact, service: { id: serviceId, name: service.name } }];
      }),
      ...(include.has('subscribed') && { subscribed: isSubscribed(ctx.actor, incident.subscribers) }),
      ...(owners && { affectedTeams: owners(teamsOf(seen)) }),
      ...(histories && { history: histories.get(incident.id) }),
      ...(alerts && { alerts: incident.alerts.flatMap((id) => alerts.get(id) ?? []) }),
    };
  });
}

/** The alerts that incidents come from, those that the reader may see. */
async function alertsOf(
  ctx: Context<'store' | 'actor'>,
  found: readonly SeenIncident[],
): Promise<ReadonlyMap<number, object>> {
  const ids = [...new Set(found.flatMap(({ incident }) => incident.alerts))];
  const alerts = await visibleAlerts(ctx, await ctx.store.alerts.getMany(ids));
  return new Map(alerts.map(({ id, summary, status }) => [id, { id, summary, status }]));
}

const teamsOf = (services: readonly Service[]): number[] => [...new Set(services.flatMap(({ teams }) => teams))];

async function historiesOf(
  ctx: Context<'store' | 'actor'>,
  found: readonly SeenIncident[],
): Promise<ReadonlyMap<number, object[]>> {
  const histories = await Promise.all(
    found.map(async ({ incident: { id } }) => ({ id, updates: await ctx.store.incidents.updates(id) })),
  );
  const person = await peopleOf(
    ctx,
    histories.flatMap(({ updates }) => updates).flatMap(({ createdBy }) => createdBy ?? []),
  );
  return new Map(
    histories.map(({ id: incidentId, updates }) => [
      incidentId,
      updates.map(({ id, content, createdBy, status, sendNotification, createdAt }) => ({
        id,
        content,
        creator: createdBy === undefined ? undefined : person(createdBy),
        incidentStatus: status,
        sendNotification,
        createdAt,
      })),
    ]),
  );
}
