import { can } from '../../domain/access/can.ts';
import type { DeploymentPipeline } from '../../domain/deployment/pipeline.ts';
import { hasFilters, kindOfPipeline } from '../../domain/deployment/pipeline-type.ts';
import type { Context } from '../../ports/context.ts';
import { ownersPresenter } from '../owners.ts';

interface Asked {
  /** Where deployments are sent to. */
  readonly withUrl: boolean;
  /** How much its filters have left out. */
  readonly withLeftOut: boolean;
}

/** Deployment pipelines on the wire (wire-api §21); what lets somebody report deployments is told to those alone who may change them. */
export async function presentDeploymentPipelines(
  ctx: Context<'store' | 'settings' | 'actor'>,
  pipelines: readonly DeploymentPipeline[],
  { withUrl, withLeftOut }: Asked,
): Promise<object[]> {
  const [owners, leftOut] = await Promise.all([
    ownersPresenter(ctx, pipelines),
    Promise.all(pipelines.map(({ id }) => (withLeftOut ? ctx.store.deploymentPipelines.leftOut(id) : undefined))),
  ]);
  return pipelines.map((pipeline, index) => {
    const isEditor = can(ctx.actor, 'deployment-pipeline:write', pipeline);
    return {
      id: pipeline.id,
      name: pipeline.name,
      integrationType: pipeline.integrationType,
      integrationKey: isEditor ? pipeline.integrationKey : null,
      ...(withUrl && { integrationUrl: isEditor ? addressOf(ctx, pipeline) : null }),
      ...paramsOf(pipeline, isEditor),
      ...(withLeftOut && { filteredEvents: leftOut[index] ?? { count: 0 } }),
      teams: owners(pipeline.teams),
      createdAt: pipeline.createdAt,
      updatedAt: pipeline.updatedAt,
    };
  });
}

const addressOf = (
  { settings }: Context<'settings'>,
  { integrationType, integrationKey }: DeploymentPipeline,
): string =>
  `${settings.publicUrl}/api/deployment-events/${kindOfPipeline(integrationType).slug}/${encodeURIComponent(integrationKey)}`;

/** Clients of a type with filters read them, whatever is in them; a type without has params only where there are some. */
function paramsOf(
  { integrationType, branchFilters, eventFilters, signingSecret }: DeploymentPipeline,
  isEditor: boolean,
): { readonly params?: object } {
  const secret = isEditor ? { signingSecret } : {};
  if (!hasFilters(integrationType)) return signingSecret === undefined ? {} : { params: secret };
  return { params: { branchFilters: branchFilters ?? [], eventFilters: eventFilters ?? [], ...secret } };
}
