import type { Alert } from '../../domain/alert/alert.ts';
import { type AutomationRun, linkedIncident } from '../../domain/automation/run.ts';
import type { Context } from '../../ports/context.ts';
import { knownTo, type NamedOnWire } from '../known.ts';

/** What an alert is about and led to, as far as the reader may know of it. */
export interface AlertLinks {
  readonly services: readonly NamedOnWire[];
  readonly linkedIncidentId?: number;
}

const none: AlertLinks = { services: [] };

/**
 * Services that alerts are about, by their source or by automation, and the incidents they are linked to. Nothing is read for alerts
 * that have neither.
 */
export async function linksOf(
  ctx: Context<'store' | 'actor'>,
  alerts: readonly Alert[],
): Promise<(alert: Alert) => AlertLinks> {
  const automated = alerts.filter(({ automation }) => automation !== undefined).map(({ id }) => id);
  const found = automated.length === 0 ? [] : await ctx.store.automationRuns.getMany(automated);
  const runs = new Map(found.map((run) => [run.alertId, run]));
  const servicesOf = ({ id, services = [] }: Alert) => [...new Set([...services, ...servicesIn(runs.get(id))])];
  const incidentOf = ({ id, linkedIncidentId }: Alert) => {
    const run = runs.get(id);
    return linkedIncidentId ?? (run && linkedIncident(run));
  };
  const [known, incidents] = await Promise.all([
    knownTo(ctx, 'service', alerts.flatMap(servicesOf)),
    incidentsSeen(
      ctx,
      alerts.flatMap((alert) => incidentOf(alert) ?? []),
    ),
  ]);
  return (alert) => {
    const incident = incidentOf(alert);
    const services = servicesOf(alert).flatMap((id) => known.get(id) ?? []);
    if (services.length === 0 && incident === undefined) return none;
    return {
      services: services.map(({ id, name }) => ({ id, name })),
      ...(incident !== undefined && incidents.has(incident) && { linkedIncidentId: incident }),
    };
  };
}

const servicesIn = (run: AutomationRun | undefined): number[] =>
  run?.applied.flatMap(({ serviceIds }) => serviceIds) ?? [];

async function incidentsSeen(ctx: Context<'store' | 'actor'>, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const { seenIncidents } = await import('../incident/view.ts');
  const incidents = await ctx.store.incidents.getMany([...new Set(ids)]);
  return new Set((await seenIncidents(ctx, incidents)).map(({ incident }) => incident.id));
}
