import { minus, plus } from '../instants.ts';
import type { Instant } from '../time.ts';
import { attachedFor } from './bounds.ts';

/** What of a pipeline decides for which alerts its deployments count. */
export interface PipelineScope {
  readonly id: number;
  readonly teams: readonly number[];
  /** Those of its teams that are private. */
  readonly privateTeams: readonly number[];
}

/** What of an alert decides which deployments are attached to it. */
export interface Correlated {
  readonly reportTime: Instant;
  /** The teams of its source and its policy. */
  readonly teams?: readonly number[] | undefined;
}

/**
 * The pipelines whose deployments count for an alert: those that share a team with its source or policy; where none does, all of
 * them. What a private team owns is told nobody else: it counts only where one of its private teams has the alert, too.
 */
export function pipelinesFor<P extends PipelineScope>(
  { teams = [] }: Correlated,
  pipelines: readonly P[],
): readonly P[] {
  const isShared = (owners: readonly number[]) => owners.some((id) => teams.includes(id));
  const tellable = pipelines.filter(({ privateTeams }) => privateTeams.length === 0 || isShared(privateTeams));
  const shared = tellable.filter((pipeline) => isShared(pipeline.teams));
  return shared.length > 0 ? shared : tellable;
}

/** When a deployment must have been to be attached to an alert; both ends count. */
export const deploymentsOf = ({ reportTime }: Correlated): { readonly from: Instant; readonly to: Instant } => ({
  from: minus(reportTime, attachedFor),
  to: reportTime,
});

/** When an alert must have begun for a deployment to be attached to it; both ends count. */
export const alertsAfter = (at: Instant): { readonly from: Instant; readonly to: Instant } => ({
  from: at,
  to: plus(at, attachedFor),
});
