import * as z from 'zod';
import { history, Id, Moment, Owners, Reference } from './shapes.ts';

/* What the API answers of event flows. */

const nodeType = z.enum(['ROOT', 'PLAIN', 'SUPPORT_HOURS', 'ROUTE_EVENT', 'DEFINE_BRANCHES', 'WAIT', 'TRANSFORM']);
const branchType = z.enum(['BRANCH', 'CATCH_ALL', 'ACCEPTED']);

const FlowNode = z
  .object({
    id: Id,
    name: z.string().optional(),
    nodeType,
    metadata: z.record(z.string(), z.unknown()).optional(),
    get branches() {
      return z.array(FlowBranch);
    },
  })
  .meta({ id: 'FlowNode' });

const FlowBranch = z
  .object({
    id: Id,
    branchType,
    condition: z.string().optional(),
    get target(): z.ZodOptional<typeof FlowNode> {
      return FlowNode.optional();
    },
  })
  .meta({ id: 'FlowBranch' });

export const EventFlow = z.object({
  id: Id,
  name: z.string(),
  teams: Owners,
  /** Lists leave these out. */
  root: FlowNode.optional(),
  createdAt: Moment.optional(),
  updatedAt: Moment.optional(),
});

export const FlowIntegration = z.object({
  id: Id,
  eventFlowId: Id,
  integrationType: z.string(),
  integrationKey: z.string().nullable(),
  integrationUrl: z.string().nullable(),
  catalogue: z.object({ name: z.string(), integrationType: z.string(), integrationPath: z.string() }),
  ...history,
});

export const DryRun = z.object({
  outcome: z.enum(['ROUTED', 'DROPPED', 'WAITING']),
  alertSource: Reference.nullable(),
  escalationPolicy: Reference.optional(),
  event: z.looseObject({ eventType: z.string() }),
  waitUntil: Moment.optional(),
  path: z.array(
    z.object({
      nodeId: Id,
      nodeType,
      name: z.string().nullable(),
      branch: z.object({ id: Id, branchType, condition: z.string().nullable() }).nullable(),
      why: z.string(),
    }),
  ),
});
