import { newBudget } from '../template/render.ts';
import { branchOf, type Chosen } from './branch.ts';
import { type EventFlow, type FlowBranch, type FlowNode, nodesOf } from './event-flow.ts';
import type { FlowEntry, FlowFacts, FlowResult, FlowStep, Journey, Taken, Walk } from './journey.ts';
import { stepAt } from './nodes.ts';

/**
 * Takes an event through a flow until it is routed, dropped, or has to wait. Pure and total: conditions are asked about
 * (`yield`) because they may count, everything else is in the facts. Bounded: a flow is a tree, no node is met twice, and
 * conditions, templates and the event have bounds.
 */
export function* walkFlow(flow: Pick<EventFlow, 'id' | 'root'>, entry: FlowEntry, facts: FlowFacts): Walk<FlowResult> {
  const journey: Journey = {
    flowId: flow.id,
    at: entry.at,
    facts,
    budget: newBudget(),
    path: [],
    event: entry.event,
    context: entry.context,
    steps: 0,
  };
  const waited = [...nodesOf(flow.root)].find(({ id }) => id === entry.after);
  let node = waited ?? flow.root;
  while (true) {
    const taken: Taken = yield* stepAt(node, journey, node === waited);
    if (taken.kind !== 'on') return ended(taken, node, journey);
    const { branch, why }: Chosen = yield* branchOf(node, taken, journey);
    journey.path.push(stepOf(node, branch, [taken.why, why].filter((one) => one !== '').join('; ')));
    if (branch?.target === undefined)
      return dropped(branch === undefined ? 'no branch leads on' : 'nothing follows', journey);
    node = branch.target;
  }
}

function ended(taken: Exclude<Taken, { readonly kind: 'on' }>, node: FlowNode, journey: Journey): FlowResult {
  const { event, context, path } = journey;
  path.push(stepOf(node, undefined, taken.why));
  if (taken.kind === 'waiting') return { kind: 'waiting', nodeId: node.id, until: taken.until, event, context, path };
  const { kind, sourceId, priority, policyId } = taken;
  return {
    kind,
    sourceId,
    ...(priority !== undefined && { priority }),
    ...(policyId !== undefined && { policyId }),
    event,
    context,
    path,
  };
}

const dropped = (why: string, { event, context, path }: Journey): FlowResult => ({
  kind: 'dropped',
  why,
  event,
  context,
  path,
});

const stepOf = ({ id, nodeType, name }: FlowNode, branch: FlowBranch | undefined, why: string): FlowStep => ({
  nodeId: id,
  nodeType,
  name: name ?? null,
  branch:
    branch === undefined ? null : { id: branch.id, branchType: branch.branchType, condition: branch.condition ?? null },
  why,
});
