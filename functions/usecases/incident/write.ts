import { createHash } from 'node:crypto';
import { authorizeSomewhere } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { ForbiddenError, InvalidInputError, PreconditionError } from '../../domain/errors.ts';
import { affectServices } from '../../domain/incident/affect.ts';
import type { Affected, Incident, IncidentUpdate } from '../../domain/incident/incident.ts';
import { begin, say } from '../../domain/incident/write.ts';
import type { Service } from '../../domain/service/service.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { IncidentBesides } from '../../ports/incident-store.ts';
import type { ServiceWrite } from '../../ports/service-store.ts';
import { recordOf } from '../configuration/record.ts';
import { retryOnConflict } from '../retry.ts';
import { type IncidentChangeInput, type IncidentInput, mostAffected } from './inputs.ts';
import { incidentKind } from './kind.ts';
import { linkAlert, originOf } from './origin.ts';
import { incidentFor, type SeenIncident } from './view.ts';

type WriteContext = Context<'store' | 'actor'>;

/** With those that are taken out, so many services fit into the transaction of their incident. */
const mostWritten = 90;

/** Opens an incident: from then on its services are in what it says of them. */
export async function createIncident(ctx: WriteContext, input: IncidentInput): Promise<SeenIncident> {
  authorizeSomewhere(ctx.actor, 'incident:create');
  return retryOnConflict(async () => {
    const now = ctx.clock.now();
    const services = await servicesFrom(ctx, input.affectedServices, { services: [], seen: [] });
    const affected = affectedFrom(input.affectedServices);
    const { said, origin, alert } = await originOf(ctx, input, services);
    const saying = { ...sayingOf(ctx), id: ctx.ids.next(), ...timesFrom(input, now) };
    const begun = begin({ ...said, affected }, saying);
    const incident = { ...begun.incident, ...origin };
    const changes = affectServices(services, { next: incident }, now);
    await storeBegun(ctx, { incident, update: begun.update }, { services: changes });
    if (alert !== undefined) await linkAlert(ctx, alert.id, incident);
    const ordered = inOrder(incident.affected, services, changes);
    return { incident, services: ordered, seen: ordered };
  });
}

/**
 * Says something else of an incident. Services that the input does not mention stay when it mentions none, or when the actor
 * may not know of them; others are released. Throws PreconditionError for one that is not as it was read.
 */
export const changeIncident = (
  ctx: WriteContext,
  id: number,
  read: () => IncidentChangeInput,
  isAsRead: (edition: string) => boolean = () => true,
): Promise<SeenIncident> =>
  retryOnConflict(async () => {
    const found = await incidentFor(ctx, id, 'incident:write');
    const { incident: current, seen } = found;
    const input = read();
    if (!isAsRead(editionOfIncident(found)))
      throw new PreconditionError(`incident ${id} is not as it was read: read it again`);
    const unseen = current.affected.filter(({ serviceId }) => !seen.some((service) => service.id === serviceId));
    const sent = input.affectedServices ?? undefined;
    const affected = sent === undefined ? current.affected : [...affectedFrom(sent), ...unseen];
    if (affected.length > mostAffected)
      throw new InvalidInputError('affectedServices', `must be at most ${mostAffected}`);
    const services = await servicesFrom(ctx, sent ?? [], found);
    const now = ctx.clock.now();
    const { incident, update } = say(current, { ...saidIn(input), affected }, sayingOf(ctx));
    const changes = affectServices(services, { next: incident, previous: current }, now);
    if (changes.length > mostWritten)
      throw new InvalidInputError('affectedServices', 'too many come and go at once: take some out first');
    const saved = await storeSaid(ctx, { incident, update }, current, { services: changes });
    const named = inOrder(saved.affected, services, changes);
    const isSeen = ({ teams }: Service) => can(ctx.actor, 'incident:read', { teams });
    return { incident: saved, services: named, seen: named.filter(isSeen) };
  });

/** What is said of an incident, and the incident after that. */
export interface Said {
  readonly incident: Incident;
  readonly update: IncidentUpdate;
}
/** What goes with that in one transaction, besides the audit log. */
type SaidBesides = Pick<IncidentBesides, 'services' | 'automation'>;

/** Stores an incident that was begun, whoever began it. */
export const storeBegun = (ctx: WriteContext, { incident, update }: Said, besides: SaidBesides): Promise<Incident> =>
  ctx.store.incidents.create(incident, {
    ...besides,
    update,
    audit: recordOf(ctx, incidentKind, { what: 'create', after: incident }),
  });

/** Stores what was said of an incident, whoever said it, over what was read. */
export const storeSaid = (
  ctx: WriteContext,
  { incident, update }: Said,
  before: Incident,
  besides: SaidBesides,
): Promise<Incident> =>
  ctx.store.incidents.save(incident, before, {
    ...besides,
    update,
    audit: recordOf(ctx, incidentKind, { what: 'update', before, after: incident }),
  });

/** Deletes an incident with its history; its services are released. */
export const deleteIncident = (ctx: WriteContext, id: number): Promise<void> =>
  retryOnConflict(async () => {
    const { incident, services } = await incidentFor(ctx, id, 'incident:delete');
    await ctx.store.incidents.delete(incident, {
      services: affectServices(services, { previous: incident }, ctx.clock.now()),
      audit: recordOf(ctx, incidentKind, { what: 'delete', before: incident }),
    });
  });

type Sent = IncidentInput['affectedServices'];

const affectedFrom = (sent: Sent): Affected[] => sent.map(({ impact, service }) => ({ serviceId: service.id, impact }));

/** The services of an incident in its order, as they are after the change. */
const inOrder = (
  affected: readonly Affected[],
  services: readonly Service[],
  changes: readonly ServiceWrite[],
): Service[] => {
  const byId = new Map([...services, ...changes.map(({ service }) => service)].map((service) => [service.id, service]));
  return affected.flatMap(({ serviceId }) => byId.get(serviceId) ?? []);
};

/**
 * The services that are sent and those that are there already, each once. Throws InvalidInputError for one that is not there,
 * that the actor may not know of or that is named twice, ForbiddenError for one of which they may say nothing.
 */
async function servicesFrom(
  ctx: WriteContext,
  sent: Sent,
  { services, seen }: Pick<SeenIncident, 'services' | 'seen'>,
): Promise<readonly Service[]> {
  const ids = sent.map(({ service }) => service.id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) throw new InvalidInputError(`affectedServices[${twice}].service.id`, 'is named twice');
  const known = new Map(seen.map((service) => [service.id, service]));
  const added = await ctx.store.services.getMany(ids.filter((id) => !known.has(id)));
  for (const service of added) if (can(ctx.actor, 'incident:read', service)) known.set(service.id, service);
  const unknown = ids.findIndex((id) => !known.has(id));
  if (unknown >= 0)
    throw new InvalidInputError(`affectedServices[${unknown}].service.id`, `there is no service ${ids[unknown]}`);
  const refused = added.find(({ teams }) => !can(ctx.actor, 'incident:write', { teams }));
  if (refused !== undefined) throw new ForbiddenError(`${ctx.actor.name} may say nothing of service ${refused.id}`);
  return [...services.filter(({ id }) => !known.has(id)), ...known.values()];
}

const saidIn = ({ summary, status, message, sendNotification }: IncidentChangeInput) => ({
  summary,
  status,
  ...(message !== null && message !== undefined && { message }),
  sendNotification: sendNotification ?? false,
});

function sayingOf({ actor, clock, ids }: WriteContext) {
  const by = actor.kind === 'user' ? { by: actor.userId } : {};
  return { now: clock.now(), updateId: ids.ulid(), ...by };
}

/** When it was, of an incident that is written down later. */
function timesFrom({ createdAt, updatedAt }: IncidentInput, now: Instant) {
  const begun = createdAt || undefined;
  const said = updatedAt || undefined;
  if (begun !== undefined && begun > now) throw new InvalidInputError('createdAt', 'must not be in the future');
  if (said !== undefined && said > now) throw new InvalidInputError('updatedAt', 'must not be in the future');
  if (begun !== undefined && said !== undefined && said < begun)
    throw new InvalidInputError('updatedAt', 'must not be before createdAt');
  return { createdAt: begun, updatedAt: said };
}

/** What tells whether an incident and its services are as they were. */
export function editionOfIncident({ incident, services }: Pick<SeenIncident, 'incident' | 'services'>): string {
  const { id, summary, status, message, sendNotification, affected, updatedAt } = incident;
  const about = services.map(({ id: serviceId, name, status: set, holds, alertHolds }) => [
    serviceId,
    name,
    set,
    holds,
    alertHolds,
  ]);
  const content = JSON.stringify([id, summary, status, message, sendNotification, affected, updatedAt, about]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 27);
}

/** Changes of an incident that are nothing said of it: who follows it. */
export const changeFollowers = (
  ctx: WriteContext,
  id: number,
  decide: (found: SeenIncident) => Promise<Incident['subscribers']>,
): Promise<Incident> =>
  retryOnConflict(async () => {
    const found = await incidentFor(ctx, id, 'incident:subscribe');
    const { incident } = found;
    const next = { ...incident, subscribers: await decide(found) };
    const audit = recordOf(ctx, incidentKind, { what: 'update', before: incident, after: next });
    return ctx.store.incidents.save(next, incident, { audit });
  });
