import type { Effect } from '../../domain/automation/effect.ts';
import { type Applied, type Deed, saidOf, withApplied, withoutSaying } from '../../domain/automation/run.ts';
import { affectServices } from '../../domain/incident/affect.ts';
import { type Affected, type Incident, isOpenIncident } from '../../domain/incident/incident.ts';
import type { IncidentTemplate } from '../../domain/incident/incident-template.ts';
import { isSameEffect, withAlert, withImpactOf, withImpacts } from '../../domain/incident/links.ts';
import { begin, say } from '../../domain/incident/write.ts';
import { saidByAlert, withAlertSaying } from '../../domain/service/alert-holds.ts';
import type { Service } from '../../domain/service/service.ts';
import type { Context } from '../../ports/context.ts';
import { untold } from '../configuration/record.ts';
import { mostAffected } from '../incident/inputs.ts';
import { wordsFrom } from '../incident/words.ts';
import { type Said, storeBegun, storeSaid } from '../incident/write.ts';
import { noteOf } from './note.ts';
import type { Situation } from './run.ts';

type ApplyContext = Context<'store' | 'actor'>;
type Applying = Extract<Deed, { readonly kind: 'apply' }>;

/** So many incidents hold a service at most: then further alerts join one of them. */
const mostOpenIncidents = 50;

/**
 * Does an effect for an alert, for as many of the services as one transaction is about; those that are gone are left out. Returns
 * whether nothing is left to do.
 */
export async function applyEffect(
  ctx: ApplyContext,
  situation: Situation,
  { effect, serviceIds }: Applying,
): Promise<boolean> {
  const { templateId } = effect;
  const [services, template] = await Promise.all([
    ctx.store.services.getMany(serviceIds),
    templateId === undefined ? undefined : ctx.store.incidentTemplates.get(templateId),
  ]);
  const gone = serviceIds.filter((id) => !services.some((service) => service.id === id));
  const applied = {
    key: effect.key,
    said: [],
    sendNotification: effect.sendNotification ?? template?.sendNotification ?? false,
    resolveIncident: effect.resolveIncident,
    resolveService: effect.resolveService,
  };
  const todo: Todo = { effect, applied, gone };
  if (services.length === 0) return saySo(ctx, situation, todo, []);
  if (template === undefined) {
    const own = await ownIncident(ctx, situation, services);
    return own === undefined ? saySo(ctx, situation, todo, services) : changeImpact(ctx, situation, todo, own);
  }
  const open = await openIncident(ctx, services);
  return open === undefined ? openNew(ctx, situation, todo, services, template) : join(ctx, situation, todo, open);
}

interface Todo {
  readonly effect: Effect;
  readonly applied: Omit<Applied, 'serviceIds' | 'incidentId'>;
  /** Services that are there no more. */
  readonly gone: readonly number[];
}

const idsOf = (services: readonly Service[]): number[] => services.map(({ id }) => id);

/** Lets the alert say of services what they are in, in place of what it has said of them before. */
async function saySo(
  ctx: ApplyContext,
  situation: Situation,
  todo: Todo,
  services: readonly Service[],
): Promise<boolean> {
  const { serviceStatus } = todo.effect;
  const now = ctx.clock.now();
  const { run } = situation;
  const changes = services.map((previous) => ({
    service: withAlertSaying(previous, { next: serviceStatus, before: saidOf(run, previous.id) }, now),
    previous,
  }));
  const said =
    serviceStatus === undefined
      ? []
      : services.map((service) => ({ serviceId: service.id, ...saidByAlert(service, serviceStatus) }));
  const serviceIds = [...idsOf(services), ...todo.gone];
  const after = withApplied(withoutSaying(run, serviceIds), { ...todo.applied, serviceIds, said });
  const { isLast, ...automation } = noteOf(ctx, situation, after, { services: changes });
  await ctx.store.automationRuns.save(automation, { services: changes, audit: untold });
  return isLast;
}

interface OpenIncident {
  readonly incident: Incident;
  /** Those of the services that it is about. */
  readonly services: readonly Service[];
}

/** The newest open incident that this alert was linked to and that speaks of one of the services already. */
async function ownIncident(
  ctx: ApplyContext,
  { run }: Situation,
  services: readonly Service[],
): Promise<OpenIncident | undefined> {
  const ids = run.applied.flatMap(({ incidentId }) => incidentId ?? []);
  if (ids.length === 0) return undefined;
  const open = (await ctx.store.incidents.getMany([...new Set(ids)])).filter(isOpenIncident);
  return open
    .filter(({ isAutomatic }) => isAutomatic === true)
    .map((incident) => aboutThese(incident, services))
    .findLast((about) => about !== undefined);
}

function aboutThese(incident: Incident | undefined, services: readonly Service[]): OpenIncident | undefined {
  if (incident === undefined) return undefined;
  const named = services.filter(({ id }) => incident.affected.some(({ serviceId }) => serviceId === id));
  return named.length === 0 ? undefined : { incident, services: named };
}

/** The open incident that an alert joins: of services that have one alone, or have too many already. */
async function openIncident(ctx: ApplyContext, services: readonly Service[]): Promise<OpenIncident | undefined> {
  const joining = services.filter(
    ({ oneOpenIncidentOnly, holds }) => holds.length >= (oneOpenIncidentOnly ? 1 : mostOpenIncidents),
  );
  const [first] = joining;
  if (first === undefined) return undefined;
  const found = await ctx.store.incidents.getMany(first.holds.map(({ incidentId }) => incidentId));
  const open = found.filter(isOpenIncident).sort((a, b) => a.id - b.id);
  const incident = open.findLast(({ isAutomatic }) => isAutomatic === true) ?? open.at(-1);
  return aboutThese(incident, joining);
}

const impactsOf = (services: readonly Service[], { serviceStatus = 'OPERATIONAL' }: Effect): Affected[] =>
  services.map(({ id }) => ({ serviceId: id, impact: serviceStatus }));

/** In place of what the alert has said of a service, from now on an incident speaks. */
const silenced =
  (ctx: ApplyContext, { run }: Situation) =>
  (service: Service): Service =>
    withAlertSaying(service, { before: saidOf(run, service.id) }, ctx.clock.now());

/** Opens an incident from the template, about all those of the services that join none. */
async function openNew(
  ctx: ApplyContext,
  situation: Situation,
  todo: Todo,
  all: readonly Service[],
  template: IncidentTemplate,
): Promise<boolean> {
  const services = all.slice(0, mostAffected);
  const { alert } = situation;
  const now = ctx.clock.now();
  const { serviceStatus } = todo.effect;
  const words = await wordsFrom(ctx, template, { services, status: serviceStatus, alert });
  // What is opened is open, whatever the template says.
  const status = template.status === undefined || template.status === 'RESOLVED' ? 'INVESTIGATING' : template.status;
  const { sendNotification } = todo.applied;
  const affected = impactsOf(services, todo.effect);
  const saying = { now, id: ctx.ids.next(), updateId: ctx.ids.ulid() };
  const begun = begin({ ...words, status, sendNotification, affected }, saying);
  const incident = withAlert({ ...begun.incident, isAutomatic: true, templateId: template.id }, alert.id);
  const changes = affectServices(services, { next: incident }, now, silenced(ctx, situation));
  const { isLast, ...automation } = linkedNote(ctx, situation, todo, { incident, services }, changes, true);
  await storeBegun(ctx, { incident, update: begun.update }, { services: changes, automation });
  return isLast;
}

/** Links the alert to an open incident, of which something is said only when the alert makes it worse. */
async function join(
  ctx: ApplyContext,
  situation: Situation,
  todo: Todo,
  { incident: before, services }: OpenIncident,
): Promise<boolean> {
  const now = ctx.clock.now();
  const affected = withImpacts(before.affected, impactsOf(services, todo.effect));
  const linked = withAlert(before, situation.alert.id);
  const isWorse = !isSameEffect(affected, before.affected);
  const said = isWorse ? saidOnly(ctx, linked, affected, todo.applied.sendNotification) : undefined;
  const incident = said?.incident ?? linked;
  const changes = affectServices(services, { next: incident, previous: before }, now, silenced(ctx, situation));
  const { isLast, ...automation } = linkedNote(ctx, situation, todo, { incident, services }, changes, false);
  const besides = { services: changes, automation };
  if (said === undefined) await ctx.store.incidents.save(incident, before, { ...besides, audit: untold });
  else await storeSaid(ctx, said, before, besides);
  return isLast;
}

/** Says of services that the alert's own incident is about what they are in from now on. */
async function changeImpact(
  ctx: ApplyContext,
  situation: Situation,
  todo: Todo,
  { incident: before, services }: OpenIncident,
): Promise<boolean> {
  const { serviceStatus = 'OPERATIONAL' } = todo.effect;
  const affected = withImpactOf(before.affected, idsOf(services), serviceStatus);
  const said = saidOnly(ctx, before, affected, todo.applied.sendNotification);
  const changes = affectServices(services, { next: said.incident, previous: before }, ctx.clock.now());
  const after = withApplied(situation.run, { ...todo.applied, serviceIds: [...idsOf(services), ...todo.gone] });
  const { isLast, ...automation } = noteOf(ctx, situation, after, { services: changes });
  await storeSaid(ctx, said, before, { services: changes, automation });
  return isLast;
}

/** The same words once more, of what else the incident does. */
const saidOnly = (
  ctx: ApplyContext,
  incident: Incident,
  affected: readonly Affected[],
  sendNotification: boolean,
): Said =>
  say(
    incident,
    {
      summary: incident.summary,
      status: incident.status,
      ...(incident.message !== undefined && { message: incident.message }),
      sendNotification,
      affected,
    },
    { now: ctx.clock.now(), updateId: ctx.ids.ulid() },
  );

/** What is noted of an alert that was linked to an incident, which speaks of the services in its place. */
function linkedNote(
  ctx: ApplyContext,
  situation: Situation,
  todo: Todo,
  { incident, services }: OpenIncident,
  changes: ReturnType<typeof affectServices>,
  isNew: boolean,
) {
  const serviceIds = [...idsOf(services), ...todo.gone];
  const after = withApplied(withoutSaying(situation.run, serviceIds), {
    ...todo.applied,
    serviceIds,
    incidentId: incident.id,
  });
  const type = isNew ? 'InComIncidentCreatedLogEntry' : 'InComLinkedLogEntry';
  return noteOf(ctx, situation, after, {
    services: changes,
    log: [{ type, vars: { incident: incident.id, summary: incident.summary } }],
  });
}
