import { InvalidInputError } from '../../domain/errors.ts';
import type { EventFlow, FlowNode } from '../../domain/event-flow/event-flow.ts';
import type { FlowProblem } from '../../domain/event-flow/findings.ts';
import { identified, type SentBranch, type SentNode } from '../../domain/event-flow/identify.ts';
import { examineFlow } from '../../domain/event-flow/problems.ts';
import type { Context } from '../../ports/context.ts';
import { newlyNamed } from '../known.ts';
import { ownersFrom } from '../owners.ts';
import type { EventFlowInput, FlowBranchInput, FlowNodeInput } from './inputs.ts';

/**
 * The flow that the input describes; of a current one id, owners that are not mentioned and history stay, and the ids of nodes
 * and branches that still are there. Throws InvalidInputError for the first thing that is wrong with the graph, or that it
 * names and is not there.
 */
export async function eventFlowFrom(
  ctx: Context<'store' | 'actor'>,
  input: EventFlowInput,
  current?: EventFlow,
): Promise<EventFlow> {
  const { root, references } = await graphFrom(ctx, input.root, current);
  const now = ctx.clock.now();
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name: input.name,
    // Of a flow, null clears what only what is left out keeps.
    teams: await ownersFrom(ctx, input.teams === null ? [] : input.teams, current?.teams),
    root: identified(root, current?.root, () => ctx.ids.next()),
    named: references.map(({ kind, id, field }) => ({ kind, id, field })),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

/** The graph that is sent, sound and with nothing new that is not there; its ids are as they were sent. */
async function graphFrom(ctx: Context<'store' | 'actor'>, sent: FlowNodeInput, current?: EventFlow) {
  const root = nodeFrom(sent);
  const { problems, references } = examineFlow(root);
  refuse(problems[0]);
  await newlyNamed(
    ctx,
    references.map(({ position, ...named }) => ({ ...named, ...(position !== undefined && { position }) })),
    current?.named,
  );
  return { root, references };
}

/** A flow as somebody edits it, to be tried: by the ids that they gave to its nodes and branches they know these again. */
export async function editedFlow(
  ctx: Context<'store' | 'actor'>,
  sent: FlowNodeInput,
  current: EventFlow,
): Promise<Pick<EventFlow, 'id' | 'root'>> {
  const { root } = await graphFrom(ctx, sent, current);
  return { id: current.id, root: withIds(root, () => ctx.ids.next()) };
}

const withIds = ({ id, branches, ...node }: SentNode, fresh: () => number): FlowNode => ({
  ...node,
  id: id ?? fresh(),
  branches: branches.map(({ id: branchId, target, ...branch }) => ({
    ...branch,
    id: branchId ?? fresh(),
    ...(target !== undefined && { target: withIds(target, fresh) }),
  })),
});

function refuse(problem: FlowProblem | undefined): void {
  if (problem === undefined) return;
  const { field, message, position } = problem;
  throw new InvalidInputError(field, message, position === undefined ? {} : { position });
}

const idFrom = (id: number | null | undefined) => (typeof id === 'number' && id > 0 ? { id } : {});

const nodeFrom = ({ id, name, nodeType, metadata, branches }: FlowNodeInput): SentNode => ({
  ...idFrom(id),
  ...(typeof name === 'string' && { name }),
  nodeType,
  ...(metadata && { metadata }),
  branches: (branches ?? []).map(branchFrom),
});

const branchFrom = ({ id, branchType, condition, target }: FlowBranchInput): SentBranch => ({
  ...idFrom(id),
  branchType,
  ...(typeof condition === 'string' && { condition }),
  ...(target && { target: nodeFrom(target) }),
});
