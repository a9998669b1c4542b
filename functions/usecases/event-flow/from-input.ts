import { InvalidInputError } from '../../domain/errors.ts';
import type { EventFlow } from '../../domain/event-flow/event-flow.ts';
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
  const root = nodeFrom(input.root);
  const { problems, references } = examineFlow(root);
  refuse(problems[0]);
  await newlyNamed(
    ctx,
    references.map(({ position, ...named }) => ({ ...named, ...(position !== undefined && { position }) })),
    current?.named,
  );
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
