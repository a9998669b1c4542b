import type { DeploymentPipeline } from '../../domain/deployment/pipeline.ts';
import type { Context } from '../../ports/context.ts';
import { changeConfigured } from '../configuration/change.ts';
import { newPipelineKey } from './from-input.ts';
import { deploymentPipelineKind } from './kind.ts';

/** Gives a pipeline another key; the former one is nobody's from then on. */
export const rotatePipelineKey = (ctx: Context<'store' | 'actor'>, id: number): Promise<DeploymentPipeline> =>
  changeConfigured(ctx, deploymentPipelineKind, 'deployment-pipeline:write', { id }, (current) => ({
    ...current,
    integrationKey: newPipelineKey(ctx, current.integrationType),
    updatedAt: ctx.clock.now(),
  }));
