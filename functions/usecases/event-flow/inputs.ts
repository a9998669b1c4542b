import * as z from 'zod';
import { integrationTypes } from '../../domain/alert-source/integration-type.ts';
import { BranchType, NodeType } from '../../domain/event-flow/event-flow.ts';
import { DateTime, Id, Name, Teams, text } from '../inputs.ts';

/** Clients send 0 for what has no id yet. */
const OwnId = z.number().int().min(0).nullish();

/** A node on the wire; what its metadata must be is for `examineFlow` to say. */
export const FlowNodeInput = z
  .object({
    id: OwnId,
    name: text(255).nullish(),
    nodeType: NodeType,
    metadata: z.record(z.string(), z.unknown()).nullish(),
    get branches() {
      return z.array(FlowBranchInput).nullish();
    },
  })
  .meta({ id: 'FlowNodeInput' });
export type FlowNodeInput = z.infer<typeof FlowNodeInput>;

const FlowBranchInput = z
  .object({
    id: OwnId,
    branchType: BranchType,
    condition: z.string().nullish(),
    get target(): z.ZodOptional<z.ZodNullable<typeof FlowNodeInput>> {
      return FlowNodeInput.nullish();
    },
  })
  .meta({ id: 'FlowBranchInput' });
export type FlowBranchInput = z.infer<typeof FlowBranchInput>;

/** What a client may write of an event flow (wire-api §19). */
export const EventFlowInput = z.object({ name: Name, teams: Teams, root: FlowNodeInput });
export type EventFlowInput = z.infer<typeof EventFlowInput>;

/** An entry of a flow; its key and its address are ours. */
export const FlowIntegrationInput = z.object({ eventFlowId: Id, integrationType: z.enum(integrationTypes) });
export type FlowIntegrationInput = z.infer<typeof FlowIntegrationInput>;

/** An event, or the body of a tool, to try a flow on; with `root`, the flow as it is being edited. */
export const DryRunInput = z.object({
  root: FlowNodeInput.nullish(),
  event: z.record(z.string(), z.unknown()).nullish(),
  payload: z.unknown().optional(),
  integrationType: z.enum(integrationTypes).nullish(),
  now: DateTime.nullish(),
});
export type DryRunInput = z.infer<typeof DryRunInput>;
