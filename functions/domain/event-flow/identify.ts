import { type FlowBranch, type FlowNode, nodesOf } from './event-flow.ts';

/** A node as a client sends it. */
export interface SentNode extends Omit<FlowNode, 'id' | 'branches'> {
  readonly id?: number | undefined;
  readonly branches: readonly SentBranch[];
}

export interface SentBranch extends Omit<FlowBranch, 'id' | 'target'> {
  readonly id?: number | undefined;
  readonly target?: SentNode | undefined;
}

/** Ids that are there to be kept, each once. */
interface Ids {
  readonly nodes: Set<number>;
  readonly branches: Set<number>;
  readonly fresh: () => number;
}

/**
 * The graph with an id for every node and branch: the one that is sent where the flow has it, else that of what stood at the same
 * place, else a new one. So counters of what stays go on counting.
 */
export function identified(sent: SentNode, current: FlowNode | undefined, fresh: () => number): FlowNode {
  const nodes = current === undefined ? [] : [...nodesOf(current)];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const branchesById = new Map(nodes.flatMap(({ branches }) => branches.map((branch) => [branch.id, branch] as const)));
  const claimed = claimedBy(sent, { nodes: new Set(byId.keys()), branches: new Set(branchesById.keys()), fresh });
  const left: Ids = {
    nodes: new Set([...byId.keys()].filter((id) => !claimed.nodes.has(id))),
    branches: new Set([...branchesById.keys()].filter((id) => !claimed.branches.has(id))),
    fresh,
  };

  const idOf = (
    kind: 'nodes' | 'branches',
    id: number | undefined,
    stood: { readonly id: number } | undefined,
  ): number => {
    if (id !== undefined && claimed[kind].delete(id)) return id;
    return stood !== undefined && left[kind].delete(stood.id) ? stood.id : fresh();
  };
  const nodeWith = (node: SentNode, stood: FlowNode | undefined): FlowNode => {
    const isSame = stood?.nodeType === node.nodeType;
    const id = idOf('nodes', node.id, isSame ? stood : undefined);
    const before = byId.get(id);
    const branches = node.branches.map((branch, index) => branchWith(branch, before?.branches[index]));
    return { ...node, id, branches };
  };
  const branchWith = (branch: SentBranch, stood: FlowBranch | undefined): FlowBranch => {
    const { target, ...rest } = branch;
    const id = idOf('branches', branch.id, stood);
    const before = branchesById.get(id)?.target;
    return { ...rest, id, ...(target !== undefined && { target: nodeWith(target, before) }) };
  };
  return nodeWith(sent, current);
}

/** Which of the known ids are sent. */
function claimedBy(sent: SentNode, known: Ids): Pick<Ids, 'nodes' | 'branches'> {
  const claimed = { nodes: new Set<number>(), branches: new Set<number>() };
  const visit = (node: SentNode): void => {
    if (node.id !== undefined && known.nodes.has(node.id)) claimed.nodes.add(node.id);
    for (const { id, target } of node.branches) {
      if (id !== undefined && known.branches.has(id)) claimed.branches.add(id);
      if (target !== undefined) visit(target);
    }
  };
  visit(sent);
  return claimed;
}
