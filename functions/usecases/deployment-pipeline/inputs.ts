import * as z from 'zod';
import { closest } from '../../domain/closest.ts';
import { pipelineTypes } from '../../domain/deployment/pipeline-type.ts';
import { line, Name, Teams, text } from '../inputs.ts';

const mostFilters = 50;
const filters = z.array(line(255)).max(mostFilters).nullish();

/** Params of a pipeline whose tool sends webhooks; what else a client writes there is not read. */
const Params = z.object({
  branchFilters: filters,
  eventFilters: filters,
  signingSecret: text(255).nullish(),
});

function unknownType(input: unknown): string {
  const meant = typeof input === 'string' ? closest(input, pipelineTypes) : undefined;
  return meant === undefined ? `must be one of ${pipelineTypes.join(', ')}` : `is no pipeline: did you mean ${meant}?`;
}

/** What a client may write of a deployment pipeline (wire-api §21); key and address are ours, and tolerated. */
export const DeploymentPipelineInput = z.object({
  name: Name,
  integrationType: z.enum(pipelineTypes, {
    error: ({ input }) => (input === undefined ? 'is required' : unknownType(input)),
  }),
  params: Params.nullish(),
  teams: Teams,
});
export type DeploymentPipelineInput = z.infer<typeof DeploymentPipelineInput>;
