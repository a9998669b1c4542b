import * as z from 'zod';
import { Instant } from '../time.ts';

/** PLAIN is what older flows set variables with. */
export const NodeType = z.enum([
  'ROOT',
  'PLAIN',
  'SUPPORT_HOURS',
  'ROUTE_EVENT',
  'DEFINE_BRANCHES',
  'WAIT',
  'TRANSFORM',
]);
export type NodeType = z.infer<typeof NodeType>;

export const BranchType = z.enum(['BRANCH', 'CATCH_ALL', 'ACCEPTED']);
export type BranchType = z.infer<typeof BranchType>;

/** A place in a flow that an event comes to. What `metadata` says is kept as sent; `metadata.ts` reads it. */
export interface FlowNode {
  readonly id: number;
  readonly name?: string | undefined;
  readonly nodeType: NodeType;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly branches: readonly FlowBranch[];
}

/** A way on from a node; without a target it leads nowhere. */
export interface FlowBranch {
  readonly id: number;
  readonly branchType: BranchType;
  readonly condition?: string | undefined;
  readonly target?: FlowNode | undefined;
}

export const FlowNode: z.ZodType<FlowNode> = z.object({
  id: z.number(),
  name: z.string().optional(),
  nodeType: NodeType,
  metadata: z.record(z.string(), z.unknown()).optional(),
  get branches() {
    return z.array(FlowBranch);
  },
});

export const FlowBranch: z.ZodType<FlowBranch> = z.object({
  id: z.number(),
  branchType: BranchType,
  condition: z.string().optional(),
  get target() {
    return FlowNode.optional();
  },
});

/** The way that events go which come by one of its integrations, until a node hands them to an alert source. */
export const EventFlow = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  teams: z.array(z.number()),
  root: FlowNode,
  /** What its nodes name, and which members do; so that whoever stores it need not read conditions. */
  named: z
    .array(
      z.object({
        kind: z.enum(['source', 'policy', 'support-hours', 'schedule']),
        id: z.number(),
        field: z.string(),
      }),
    )
    .optional(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type EventFlow = z.infer<typeof EventFlow>;

/** An entry of a flow: its key stands in the place of a source's. */
export const FlowIntegration = z.object({
  id: z.number(),
  version: z.number(),
  eventFlowId: z.number(),
  integrationType: z.string(),
  /** Readable, because clients must get it back; encrypted by the store. */
  integrationKey: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type FlowIntegration = z.infer<typeof FlowIntegration>;

/** What conditions and templates of a flow see as `context`, but for the event: where it came by, and what nodes have set. */
export const FlowContext = z.looseObject({ integrationType: z.string() });
export type FlowContext = z.infer<typeof FlowContext>;

/** All nodes under a node and itself, each before those behind it. */
export function* nodesOf(node: FlowNode): Generator<FlowNode> {
  yield node;
  for (const { target } of node.branches) if (target !== undefined) yield* nodesOf(target);
}
