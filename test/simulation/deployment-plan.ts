import type { Instant } from '../../functions/domain/time.ts';
import { aPipeline } from '../support/deployments.ts';
import type { UntoldStore } from '../support/untold.ts';
import type { SourceSketch } from './plan.ts';
import type { Random } from './random.ts';

/** What delivers software, and whether the team owns it that owns some of the sources. */
export interface PipelineSketch {
  readonly id: number;
  readonly isOwned: boolean;
}

/** Deployment pipelines, and which sources share a team with those that are owned. */
export interface Deploying {
  readonly pipelines?: readonly PipelineSketch[];
  readonly ownedSources?: readonly number[];
}

const owner = 1490;

export const keyOfPipeline = (id: number): string => `ilapid-${id}`;

/** Pipelines, in some of the runs; drawn apart, so that the rest of a configuration stays as it is. */
export function someDeploying(random: Random, sources: readonly SourceSketch[]): Deploying {
  if (!random.chance(0.25)) return {};
  const pipelines = [1401, 1402, 1403].filter(() => random.chance(0.7));
  if (pipelines.length === 0) return {};
  return {
    pipelines: pipelines.map((id) => ({ id, isOwned: random.chance(0.4) })),
    ownedSources: sources.filter(() => random.chance(0.5)).map(({ id }) => id),
  };
}

/** Writes the pipelines that there are at the beginning, and gives their team its sources. */
export async function setUpDeploying(
  store: UntoldStore,
  { pipelines = [], ownedSources = [] }: Deploying,
  at: Instant,
): Promise<void> {
  if (pipelines.length === 0) return;
  const dates = { createdAt: at, updatedAt: at };
  await store.teams.create({ ...dates, id: owner, version: 1, name: 'Shop', visibility: 'PUBLIC', members: [] });
  for (const { id, isOwned } of pipelines)
    await store.deploymentPipelines.create(
      aPipeline({
        ...dates,
        id,
        name: `Pipeline ${id}`,
        integrationKey: keyOfPipeline(id),
        teams: isOwned ? [owner] : [],
      }),
    );
  for (const source of await store.sources.getMany(ownedSources))
    await store.sources.save({ ...source, teams: [owner] }, source);
}
