import * as z from 'zod';
import { pipelineTypes } from '../../../domain/deployment/pipeline-type.ts';
import { history, Id, Moment, Owners, Person } from './shapes.ts';

/* What the API answers of deployments. */

const integrationType = z.enum(pipelineTypes);

export const DeploymentPipeline = z.object({
  id: Id,
  name: z.string(),
  integrationType,
  integrationKey: z.string().nullable(),
  integrationUrl: z.string().nullable().optional(),
  params: z
    .object({
      branchFilters: z.array(z.string()).optional(),
      eventFilters: z.array(z.string()).optional(),
      signingSecret: z.string().optional(),
    })
    .optional(),
  filteredEvents: z
    .object({ count: z.number(), lastAt: Moment.optional(), lastReason: z.string().optional() })
    .optional(),
  teams: Owners,
  ...history,
});

export const Deployment = z.object({
  id: Id,
  summary: z.string(),
  timestamp: Moment,
  receivedAt: Moment,
  deploymentPipeline: z.object({ id: Id, name: z.string(), integrationType }),
  event: z.string().optional(),
  branch: z.string().optional(),
  revision: z.string().optional(),
  user: Person.optional(),
  userEmail: z.string().optional(),
  userName: z.string().optional(),
  links: z.array(z.object({ href: z.string(), text: z.string().optional() })),
  customDetails: z.record(z.string(), z.unknown()).optional(),
});
