import type { Alert } from '../../functions/domain/alert/alert.ts';
import type { Effect } from '../../functions/domain/automation/effect.ts';
import type { AutomationRun } from '../../functions/domain/automation/run.ts';
import { Incident, isOpenIncident } from '../../functions/domain/incident/incident.ts';
import { ownStatus, Service } from '../../functions/domain/service/service.ts';
import { worst } from '../../functions/domain/service/status.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import { effectsIn, runOf } from '../../functions/store/automation-items.ts';
import type { Item } from '../../functions/store/table.ts';
import type { RunRecord } from './record.ts';

const serviceOf = ({ labels: _labels, links: _links, ...item }: Item): Service => Service.parse(item);

/**
 * Once all is at rest, each open alert says of services what the rules of its source ask for, once; what resolved alerts said is taken
 * back; incidents that nobody opened are open as long as one of their alerts is; and a service that has one alone never had two.
 */
export function checkAutomation(record: RunRecord): string[] {
  const { items } = record;
  const ofType = (type: string) => items.filter((item) => item.type === type);
  const runs = ofType('AUTOMATION_RUN').map(runOf);
  if (runs.length === 0) return [];
  const alerts = new Map(ofType('ALERT').map((item) => [Number(item.id), alertOf(item)]));
  const incidents = ofType('INCIDENT').map((item) => Incident.parse(item));
  const services = ofType('SERVICE').map(serviceOf);
  const effects = new Map(ofType('SOURCE_AUTOMATION').map((item) => [Number(item.PK.split('#')[1]), effectsIn(item)]));
  return [
    ...runs.flatMap((run) => checkRun(run, alerts.get(run.alertId), effects.get(run.sourceId) ?? [])),
    ...services.flatMap((service) => checkService(service, runs)),
    ...incidents.flatMap((incident) => checkIncident(incident, runs)),
    ...checkOneOpen(record),
  ];
}

function checkRun(run: AutomationRun, alert: Alert | undefined, effects: readonly Effect[]): string[] {
  const name = `the automation of alert ${run.alertId}`;
  if (alert === undefined) return [`${name} has no alert`];
  const found: string[] = [];
  if (run.dueAt !== undefined) found.push(`${name} is not done`);
  if (alert.status === 'RESOLVED')
    return run.applied.every(({ isReleased }) => isReleased)
      ? found
      : [...found, `${name} did not take back all it did`];
  const asked = effects.filter(({ on, since }) => since <= alert.reportTime && (on === 'CREATED' || alert.acceptedAt));
  for (const { key, serviceIds } of asked)
    for (const id of serviceIds) {
      const times = run.applied.filter((one) => one.key === key && one.serviceIds.includes(id)).length;
      if (times === 0) found.push(`${name} has not done ${key} for service ${id}`);
      if (times > 1) found.push(`${name} has done ${key} for service ${id} ${times} times`);
    }
  return found;
}

/** What counts of what alerts have said, added up anew. */
function checkService(service: Service, runs: readonly AutomationRun[]): string[] {
  const said = runs
    .flatMap(({ applied }) => applied.filter(({ isReleased }) => !isReleased))
    .flatMap((one) => one.said)
    .filter((one) => one.serviceId === service.id && one.overruled === (service.overruled ?? 0));
  const counts = Object.fromEntries(
    Object.entries(Object.groupBy(said, ({ status }) => status)).map(([status, all]) => [status, all?.length]),
  );
  const stored = Object.fromEntries((service.alertHolds ?? []).map(({ status, alerts }) => [status, alerts]));
  const sorted = (one: object) => JSON.stringify(Object.entries(one).sort());
  const found: string[] = [];
  if (sorted(counts) !== sorted(stored))
    found.push(`alerts say ${sorted(counts)} of service ${service.id}, and it counts ${sorted(stored)}`);
  const last = service.changes.at(-1)?.status ?? 'OPERATIONAL';
  const now = worst([ownStatus(service)]);
  if (last !== now) found.push(`service ${service.id} is ${now}, and its history ends with ${last}`);
  return found;
}

function checkIncident(incident: Incident, runs: readonly AutomationRun[]): string[] {
  const { id, openAlerts = 0, isAutomatic } = incident;
  const linked = runs.flatMap((run) => run.applied.filter(({ incidentId }) => incidentId === id));
  const open = linked.filter(({ isReleased }) => !isReleased).length;
  const found: string[] = [];
  if (open !== openAlerts) found.push(`incident ${id} counts ${openAlerts} open alerts of ${open}`);
  if (isAutomatic && linked.length === 0) found.push(`incident ${id} was opened by no alert that knows of it`);
  if (isAutomatic && openAlerts === 0 && isOpenIncident(incident))
    found.push(`incident ${id} is open after its last alert`);
  return found;
}

/** A service that has one open incident alone never gets a second one by itself. */
function checkOneOpen({ writes, plan }: RunRecord): string[] {
  const alone = (plan.configuration.services ?? []).filter((one) => one.oneOpenIncidentOnly).map(({ id }) => id);
  const open = new Map<number, Incident>();
  const found = new Set<string>();
  for (const { key, new: item, old } of writes) {
    if ((item ?? old)?.type !== 'INCIDENT' || key.SK !== 'INCIDENT') continue;
    const incident = item && Incident.parse(item);
    const id = Number((item ?? old)?.id);
    if (incident === undefined || !isOpenIncident(incident)) open.delete(id);
    else open.set(id, incident);
    const isNew = old === undefined && incident?.isAutomatic === true;
    for (const service of isNew ? alone : []) {
      const about = [...open.values()].filter(({ affected }) =>
        affected.some(({ serviceId }) => serviceId === service),
      );
      if (about.length > 1 && about.some((one) => one.id === id))
        found.add(`service ${service} has one open incident alone, and got incident ${id} besides`);
    }
  }
  return [...found];
}
