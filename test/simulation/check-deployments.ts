import type { Alert } from '../../functions/domain/alert/alert.ts';
import { millisecondsOf } from '../../functions/domain/time.ts';
import type { Item } from '../../functions/store/table.ts';
import type { DeploymentOperation } from './operations/deployment.ts';
import type { RunRecord } from './record.ts';
import { alertsIn, timelinesIn } from './stored.ts';

const hour = 3_600_000;

/**
 * Each deployment that was accepted is stored once, however often it was reported, and each that is stored is attached to exactly the
 * alerts that began within the hour after it and are its pipeline's business, with one entry in the timeline of each.
 */
export function checkDeployments(run: RunRecord): string[] {
  const { pipelines } = run.plan.configuration;
  if (pipelines === undefined) return [];
  const stored = run.items.filter(({ type }) => type === 'DEPLOYMENT');
  return [...checkStored(run, stored), ...checkAttached(run, stored)];
}

function checkStored({ plan, deployed }: RunRecord, stored: readonly Item[]): string[] {
  const bySummary = Map.groupBy(stored, ({ summary }) => String(summary));
  const names = plan.operations
    .filter((operation): operation is DeploymentOperation => operation.kind === 'deployment')
    .map(({ name }) => name);
  return names.flatMap((name) => {
    const count = bySummary.get(name)?.length ?? 0;
    if (deployed.has(name) && count === 0) return [`deployment ${name} was accepted and is lost`];
    return count > 1 ? [`deployment ${name} is stored ${count} times`] : [];
  });
}

function checkAttached({ plan, items }: RunRecord, stored: readonly Item[]): string[] {
  const { pipelines = [], ownedSources = [] } = plan.configuration;
  const timelines = Map.groupBy(
    timelinesIn(items).filter(({ type }) => type === 'DeploymentAttachedLogEntry'),
    ({ alertId, vars }) => `${alertId} ${vars.deploymentId}`,
  );
  const attached = new Set(
    items.filter(({ type }) => type === 'ALERT_DEPLOYMENT').map(({ alertId, id }) => `${alertId} ${id}`),
  );
  /** Worked out a second time: the team's own, where it has the alert's source and any pipeline. */
  const counts = ({ source }: Alert, pipelineId: number): boolean => {
    const isOwned = ownedSources.includes(source.id) && pipelines.some((one) => one.isOwned);
    return !isOwned || pipelines.some((one) => one.id === pipelineId && one.isOwned);
  };
  return alertsIn(items).flatMap((alert) =>
    stored.flatMap(({ id, at, summary, pipeline }) => {
      const name = `${alert.id} ${id}`;
      const before = millisecondsOf(alert.reportTime) - Date.parse(String(at));
      const isMeant = before >= 0 && before <= hour && counts(alert, (pipeline as { readonly id: number }).id);
      if (isMeant !== attached.has(name))
        return [`deployment ${summary} ${isMeant ? 'is missing at' : 'does not belong to'} alert ${alert.id}`];
      const told = timelines.get(name)?.length ?? 0;
      return told === (isMeant ? 1 : 0) ? [] : [`deployment ${summary} is told ${told} times at alert ${alert.id}`];
    }),
  );
}
