import { type Action, can } from '../../domain/access/can.ts';
import { ForbiddenError, NotFoundError } from '../../domain/errors.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Service } from '../../domain/service/service.ts';
import type { Context } from '../../ports/context.ts';
import { isSubscribed } from '../service/subscribers.ts';

/** An incident with its services that are there, and those of them that the actor may know of. */
export interface SeenIncident {
  readonly incident: Incident;
  /** All there are, in the incident's order. */
  readonly services: readonly Service[];
  readonly seen: readonly Service[];
}

type ViewContext = Context<'store' | 'actor'>;

/**
 * The incidents that the actor may see: those with one service at least that they may see, those they were subscribed to,
 * and, of no service that is still there, those that belong to nobody. Only services that they may see are named; to who was
 * subscribed also others, but none of a private team of others.
 */
export async function seenIncidents(ctx: ViewContext, incidents: readonly Incident[]): Promise<SeenIncident[]> {
  const ids = [...new Set(incidents.flatMap(({ affected }) => affected.map(({ serviceId }) => serviceId)))];
  const found = await ctx.store.services.getMany(ids);
  const byId = new Map(found.map((service) => [service.id, service]));
  return incidents.flatMap((incident) => {
    const services = incident.affected.flatMap(({ serviceId }) => byId.get(serviceId) ?? []);
    const isFollowed = isSubscribed(ctx.actor, incident.subscribers) && can(ctx.actor, 'incident:follow');
    const right = isFollowed ? 'incident:follow' : 'incident:read';
    const seen = services.filter((service) => can(ctx.actor, right, { teams: service.teams }));
    const isSeen = isFollowed || seen.length > 0 || (services.length === 0 && can(ctx.actor, 'incident:read', {}));
    return isSeen ? [{ incident, services, seen }] : [];
  });
}

/** The incident, if the actor may do this with all of its services that they see. Throws NotFoundError, ForbiddenError. */
export async function incidentFor(ctx: ViewContext, id: number, right: Action): Promise<SeenIncident> {
  const incident = await ctx.store.incidents.get(id);
  const [found] = incident === undefined ? [] : await seenIncidents(ctx, [incident]);
  if (found === undefined) throw new NotFoundError('incident', id);
  const owned = found.seen.length === 0 ? [{}] : found.seen.map(({ teams }) => ({ teams }));
  if (!owned.every((one) => can(ctx.actor, right, one)))
    throw new ForbiddenError(`${ctx.actor.name} may not change incident ${id}`);
  return found;
}
