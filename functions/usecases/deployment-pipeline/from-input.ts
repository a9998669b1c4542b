import type { DeploymentPipeline } from '../../domain/deployment/pipeline.ts';
import { hasFilters, kindOfPipeline, type PipelineType } from '../../domain/deployment/pipeline-type.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Context } from '../../ports/context.ts';
import { withSecretsKept } from '../connector/params.ts';
import { ownersFrom } from '../owners.ts';
import type { DeploymentPipelineInput } from './inputs.ts';

type PipelineContext = Context<'store' | 'actor'>;

/**
 * The pipeline that the input describes; of a current one id, type, key and history stay, and its signing secret where it is not
 * mentioned. Owners that are not mentioned go (wire-api §1.6).
 */
export async function deploymentPipelineFrom(
  ctx: PipelineContext,
  { name, integrationType, params, teams }: DeploymentPipelineInput,
  current?: DeploymentPipeline,
): Promise<DeploymentPipeline> {
  if (current !== undefined && integrationType !== current.integrationType)
    throw new InvalidInputError('integrationType', `cannot be changed from ${current.integrationType}`);
  const now = ctx.clock.now();
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name,
    integrationType,
    integrationKey: current?.integrationKey ?? newPipelineKey(ctx, integrationType),
    ...secretFrom(params, current),
    ...filtersFrom(integrationType, params),
    teams: await ownersFrom(ctx, teams ?? [], current?.teams),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

/** A key that nobody has. */
export const newPipelineKey = ({ ids }: Context, type: PipelineType): string =>
  `${kindOfPipeline(type).keyPrefix}${ids.secret()}`;

type Params = DeploymentPipelineInput['params'];

function filtersFrom(type: PipelineType, params: Params): Pick<DeploymentPipeline, 'branchFilters' | 'eventFilters'> {
  const { branchFilters, eventFilters } = { branchFilters: params?.branchFilters, eventFilters: params?.eventFilters };
  if (!hasFilters(type)) {
    if (branchFilters?.length) throw new InvalidInputError('params.branchFilters', `is not for ${type}`);
    if (eventFilters?.length) throw new InvalidInputError('params.eventFilters', `is not for ${type}`);
    return {};
  }
  const { events } = kindOfPipeline(type);
  const unknown = (eventFilters ?? []).findIndex((event) => !events.includes(event));
  if (unknown >= 0)
    throw new InvalidInputError(`params.eventFilters[${unknown}]`, `must be one of ${events.join(', ')}`);
  return { branchFilters: branchFilters ?? [], eventFilters: eventFilters ?? [] };
}

function secretFrom(params: Params, current: DeploymentPipeline | undefined): { readonly signingSecret?: string } {
  const sent = { signingSecret: params?.signingSecret };
  const { signingSecret } = withSecretsKept(sent, { signingSecret: current?.signingSecret });
  return typeof signingSecret === 'string' && signingSecret.trim() !== '' ? { signingSecret } : {};
}
