import { keptFor } from '../../domain/deployment/bounds.ts';
import type { DeploymentPipeline } from '../../domain/deployment/pipeline.ts';
import { minus, plus } from '../../domain/time.ts';
import { presentDeployments, visibleDeployments } from '../../usecases/deployment/present.ts';
import { deploymentPipelineFrom } from '../../usecases/deployment-pipeline/from-input.ts';
import { DeploymentPipelineInput } from '../../usecases/deployment-pipeline/inputs.ts';
import { deploymentPipelineKind } from '../../usecases/deployment-pipeline/kind.ts';
import { presentDeploymentPipelines } from '../../usecases/deployment-pipeline/present.ts';
import { rotatePipelineKey } from '../../usecases/deployment-pipeline/rotate-key.ts';
import { visiblePage } from '../../usecases/visible-page.ts';
import { type PageLimits, pageParameters, readIds, readInstant, readPage } from './query.ts';
import { resource } from './resource.ts';
import { type Call, idIn, ok, type Route, route } from './route.ts';
import { readTeamContext } from './team-context.ts';

const pipelines = '/api/deployment-pipelines';
const page: PageLimits = { default: 50, max: 100 };
const [read, write] = ['deployment-pipeline:read', 'deployment-pipeline:write'] as const;

const crud = resource<DeploymentPipeline, DeploymentPipelineInput>({
  path: pipelines,
  kind: deploymentPipelineKind,
  rights: { read, create: write, update: write, delete: write },
  page,
  input: DeploymentPipelineInput,
  isNamed: true,
  create: deploymentPipelineFrom,
  update: (ctx, current, input) => deploymentPipelineFrom(ctx, input, current),
  present: (ctx, found, { include }) =>
    presentDeploymentPipelines(ctx, found, {
      withUrl: include.has('integrationUrl'),
      withLeftOut: include.has('filteredEvents'),
    }),
});

export const deploymentRoutes: readonly Route[] = [
  ...crud,
  route('POST', `${pipelines}/{id}/rotate-key`, write, rotateKey),
  route('GET', '/api/deployments', read, list, { query: [...pageParameters, 'from', 'until', 'pipelines'] }),
];

async function rotateKey({ ctx, ...call }: Call) {
  const pipeline = await rotatePipelineKey(ctx, idIn(call));
  return ok((await presentDeploymentPipelines(ctx, [pipeline], { withUrl: true, withLeftOut: false }))[0]);
}

async function list(call: Call) {
  const { ctx, query } = call;
  const range = readPage(query, page);
  const now = ctx.clock.now();
  const until = readInstant(query, 'until');
  const ids = readIds(query, 'pipelines');
  const filter = {
    from: readInstant(query, 'from') ?? minus(now, keptFor),
    // Deployments may have been reported a little before they were.
    to: until === undefined ? plus(now, { days: 1 }) : minus(until, { milliseconds: 1 }),
    ...(ids.length > 0 && { pipelines: ids }),
  };
  const isInTeams = await readTeamContext(call);
  const found = await visiblePage(
    (part) => ctx.store.deployments.list(filter, part),
    (deployments) => visibleDeployments(ctx, deployments, isInTeams),
    range,
  );
  return ok(await presentDeployments(ctx, found));
}
