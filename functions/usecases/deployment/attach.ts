import type { Alert } from '../../domain/alert/alert.ts';
import type { PipelineScope } from '../../domain/deployment/correlate.ts';
import type { AttachedDeployment, Deployment } from '../../domain/deployment/deployment.ts';
import { secondsBetween } from '../../domain/instants.ts';
import type { Context } from '../../ports/context.ts';
import { everything } from '../visible-page.ts';

/** What of an alert is needed to attach something to it. */
export type AttachableAlert = Pick<Alert, 'id' | 'reportTime' | 'teams'>;

/** All pipelines there are, with what decides for which alerts their deployments count. */
export async function pipelineScopes(ctx: Context<'store'>): Promise<readonly PipelineScope[]> {
  const pipelines = await everything((page) => ctx.store.deploymentPipelines.list(page));
  const teamIds = [...new Set(pipelines.flatMap(({ teams }) => teams))];
  const teams = await ctx.store.teams.getMany(teamIds);
  const isPrivate = new Set(teams.filter(({ visibility }) => visibility === 'PRIVATE').map(({ id }) => id));
  return pipelines.map(({ id, teams: owners }) => ({
    id,
    teams: owners,
    privateTeams: owners.filter((team) => isPrivate.has(team)),
  }));
}

/** Attaches a deployment to an alert, with a word in its timeline; what is attached already stays as it is. */
export function attach(ctx: Context<'store'>, deployment: Deployment, alert: AttachableAlert): Promise<void> {
  const { customDetails: _large, ...told } = deployment;
  const attachedAt = ctx.clock.now();
  const attached: AttachedDeployment = { ...told, alertId: alert.id, attachedAt };
  const { pipeline, at, summary, userName, userEmail } = deployment;
  const user = userName ?? userEmail;
  return ctx.store.deployments.attach(attached, {
    id: ctx.ids.next(),
    alertId: alert.id,
    timestamp: attachedAt,
    type: 'DeploymentAttachedLogEntry',
    vars: {
      pipeline: pipeline.name,
      minutes: Math.floor(secondsBetween(at, alert.reportTime) / 60),
      summary,
      deploymentId: deployment.id,
      ...(user !== undefined && { user }),
    },
  });
}
