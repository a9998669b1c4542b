import type { EventFlow, FlowBranch, FlowNode } from '../../functions/domain/event-flow/event-flow.ts';
import { tenOClock } from './factories.ts';

type Sketch = Omit<FlowNode, 'id' | 'branches'> & { readonly branches?: readonly Omit<FlowBranch, 'id'>[] };

/** Ids as the server draws them. */
let ids = 1000;
const node = ({ branches = [], ...rest }: Sketch): FlowNode => ({
  id: ++ids,
  ...rest,
  branches: branches.map((branch) => ({ id: ++ids, ...branch })),
});

export const routeTo = (alertSourceId: number, metadata: Readonly<Record<string, unknown>> = {}): FlowNode =>
  node({ nodeType: 'ROUTE_EVENT', name: `To ${alertSourceId}`, metadata: { alertSourceId, ...metadata } });

export const waiting = (metadata: Readonly<Record<string, unknown>>, target?: FlowNode): FlowNode =>
  node({ nodeType: 'WAIT', metadata, branches: target ? [{ branchType: 'CATCH_ALL', target }] : [] });

export const transforming = (rules: readonly object[], target: FlowNode): FlowNode =>
  node({ nodeType: 'TRANSFORM', metadata: { rules }, branches: [{ branchType: 'CATCH_ALL', target }] });

/** The first branch whose condition is true, else `otherwise`. */
export const branching = (
  branches: readonly (readonly [condition: string, target: FlowNode])[],
  otherwise?: FlowNode,
) =>
  node({
    nodeType: 'DEFINE_BRANCHES',
    metadata: {},
    branches: [
      ...branches.map(([condition, target]) => ({ branchType: 'BRANCH' as const, condition, target })),
      ...(otherwise ? [{ branchType: 'CATCH_ALL' as const, target: otherwise }] : []),
    ],
  });

export const aFlow = (target: FlowNode | undefined, facts: Partial<EventFlow> = {}): EventFlow => ({
  id: 60,
  version: 1,
  name: 'Night',
  teams: [],
  root: node({ nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', ...(target && { target }) }] }),
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});
