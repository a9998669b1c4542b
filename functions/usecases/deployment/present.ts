import { can, mayName } from '../../domain/access/can.ts';
import type { AttachedDeployment, Deployment } from '../../domain/deployment/deployment.ts';
import type { DeploymentPipeline } from '../../domain/deployment/pipeline.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

type DeploymentContext = Context<'store' | 'actor'>;
type Shown = Deployment | AttachedDeployment;

/**
 * Those of the deployments whose pipelines the actor may read. Of a pipeline that was deleted its former owners count; where one of
 * these is gone, too, nobody can tell whether it was private.
 */
export async function visibleDeployments<D extends Shown>(
  ctx: DeploymentContext,
  deployments: readonly D[],
  isInTeams: (pipeline: Pick<DeploymentPipeline, 'teams'>) => boolean = () => true,
): Promise<D[]> {
  const ids = [...new Set(deployments.map(({ pipeline }) => pipeline.id))];
  const found = await ctx.store.deploymentPipelines.getMany(ids);
  const teamsById = new Map(found.map(({ id, teams }) => [id, teams]));
  const orphans = deployments.filter(({ pipeline }) => !teamsById.has(pipeline.id));
  const former = [...new Set(orphans.flatMap(({ teams = [] }) => teams))];
  const left = new Set((await ctx.store.teams.getMany(former)).map(({ id }) => id));
  return deployments.filter(({ pipeline, teams = [] }) => {
    const owners = teamsById.get(pipeline.id);
    if (owners === undefined && teams.some((id) => !left.has(id))) return false;
    const owned = { teams: owners ?? teams };
    return can(ctx.actor, 'deployment-pipeline:read', owned) && isInTeams(owned);
  });
}

/** Deployments on the wire, with who they are by: a user where the address is one's, and nobody whom the reader may not know. */
export async function presentDeployments(ctx: DeploymentContext, deployments: readonly Shown[]): Promise<object[]> {
  const users = await usersByAddress(
    ctx,
    deployments.flatMap(({ userEmail }) => userEmail ?? []),
  );
  return deployments.map((deployment) => ({
    id: deployment.id,
    summary: deployment.summary,
    timestamp: deployment.at,
    receivedAt: deployment.receivedAt,
    deploymentPipeline: { ...deployment.pipeline, integrationType: deployment.integrationType },
    event: deployment.event,
    branch: deployment.branch,
    revision: deployment.revision,
    ...personIn(ctx, deployment, users),
    links: deployment.links ?? [],
    ...('customDetails' in deployment && { customDetails: deployment.customDetails }),
  }));
}

type Users = ReadonlyMap<string | undefined, User | undefined>;

async function usersByAddress(ctx: DeploymentContext, addresses: readonly string[]): Promise<Users> {
  const distinct = [...new Set(addresses)];
  const found = await Promise.all(distinct.map((address) => ctx.store.users.byEmail(address)));
  return new Map(distinct.map((address, index) => [address, found[index]]));
}

function personIn(ctx: DeploymentContext, { userEmail, userName }: Shown, users: Users): object {
  const user = users.get(userEmail);
  if (user === undefined) return { userEmail, userName };
  if (!mayName(ctx.actor, user.id)) return { user: { id: user.id } };
  const { id, firstName, lastName } = user;
  return { user: { id, firstName, lastName }, userEmail, userName };
}
