import * as z from 'zod';
import { Instant } from '../time.ts';
import { pipelineTypes } from './pipeline-type.ts';

/** Where deployments come from: a tool that delivers software, or a script of somebody's own. */
export const DeploymentPipeline = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  /** Fixed once it was created. */
  integrationType: z.enum(pipelineTypes),
  /** Readable, because clients must get it back; encrypted by the store. */
  integrationKey: z.string(),
  /** What messages have to be signed with, or to bring; absent: the key in their address is enough. Encrypted. */
  signingSecret: z.string().optional(),
  /** Absent: its type has no filters. An empty list leaves nothing out. */
  branchFilters: z.array(z.string()).optional(),
  eventFilters: z.array(z.string()).optional(),
  teams: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type DeploymentPipeline = z.infer<typeof DeploymentPipeline>;
