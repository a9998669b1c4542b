import { describe, expect, it } from 'vitest';
import type { FlowBranch, FlowNode, NodeType } from '../../../functions/domain/event-flow/event-flow.ts';
import { identified, type SentNode } from '../../../functions/domain/event-flow/identify.ts';
import { needsOf } from '../../../functions/domain/event-flow/needs.ts';

type Sketch = { readonly id?: number; readonly type?: NodeType; readonly to?: readonly Way[] };
type Way = readonly [id: number | undefined, target?: Sketch];
const sent = ({ id, type = 'PLAIN', to = [] }: Sketch): SentNode => ({
  ...(id !== undefined && { id }),
  nodeType: type,
  branches: to.map(([branch, target]) => ({
    ...(branch !== undefined && { id: branch }),
    branchType: 'BRANCH',
    ...(target && { target: sent(target) }),
  })),
});
const idsOf = ({ id, branches }: FlowNode): unknown[] => [
  id,
  ...branches.map(({ id: branch, target }: FlowBranch) => (target ? [branch, ...idsOf(target)] : [branch])),
];
/** Nodes and branches in brackets behind the node they come from; new ids begin with 100. */
const identify = (sketch: Sketch, current?: Sketch) => {
  let last = 99;
  const before = current && (sent(current) as FlowNode);
  return idsOf(identified(sent(sketch), before, () => ++last));
};

describe('the ids of a graph that is sent', () => {
  const current: Sketch = { id: 1, type: 'ROOT', to: [[2, { id: 3, to: [[4, { id: 5 }], [6]] }]] };

  it('are new where nothing was there', () => {
    expect(identify({ type: 'ROOT', to: [[undefined, {}], [7]] })).toEqual([100, [101, 102], [103]]);
    expect(identify({ id: 1, to: [[2, { id: 3 }]] })).toEqual([100, [101, 102]]);
  });

  it('are those that are sent, wherever those stand now', () => {
    expect(identify(current, current)).toEqual([1, [2, 3, [4, 5], [6]]]);
    expect(identify({ id: 1, type: 'ROOT', to: [[6, { id: 5 }], [2], [4, { id: 3 }]] }, current)).toEqual([
      1,
      [6, 5],
      [2],
      [4, 3],
    ]);
  });

  it('are those of what stood at the same place, unless somebody else has them', () => {
    const unnamed: Sketch = { type: 'ROOT', to: [[undefined, { to: [[undefined, {}], [undefined]] }]] };
    expect(identify(unnamed, current)).toEqual([1, [2, 3, [4, 5], [6]]]);
    expect(
      identify(
        {
          type: 'ROOT',
          to: [
            [undefined, { to: [[undefined, {}]] }],
            [2, { id: 3 }],
          ],
        },
        current,
      ),
    ).toEqual([1, [100, 101, [102, 103]], [2, 3]]);
    expect(identify({ type: 'ROOT', to: [[undefined, { type: 'WAIT', to: [[undefined]] }]] }, current)).toEqual([
      1,
      [2, 100, [101]],
    ]);
  });

  it('are those of a node though only its branch stands where it stood', () => {
    expect(
      identify(
        {
          type: 'ROOT',
          to: [
            [2, {}],
            [undefined, { id: 3 }],
          ],
        },
        current,
      ),
    ).toEqual([1, [2, 100], [101, 3]]);
    expect(identify({ type: 'ROOT', to: [[undefined], [2]] }, current)).toEqual([1, [100], [2]]);
  });

  it('are each there once, though they are sent twice or nobody knows them', () => {
    expect(
      identify(
        {
          id: 1,
          type: 'ROOT',
          to: [
            [2, { id: 3 }],
            [2, { id: 3 }],
          ],
        },
        current,
      ),
    ).toEqual([1, [2, 3], [100, 101]]);
    expect(identify({ id: 77, type: 'ROOT', to: [[88, { id: 99 }]] }, current)).toEqual([1, [2, 3]]);
    expect(identify({ id: 2, type: 'ROOT', to: [[1]] }, current)).toEqual([1, [2]]);
  });

  it('go with all else that is sent of nodes and branches', () => {
    const node = { ...sent({ to: [[undefined]] }), name: 'Night', metadata: { a: 1 } };
    expect(identified(node, undefined, () => 9)).toEqual({
      id: 9,
      name: 'Night',
      nodeType: 'PLAIN',
      metadata: { a: 1 },
      branches: [{ id: 9, branchType: 'BRANCH' }],
    });
  });
});

describe('what nodes of a flow name', () => {
  const node = (nodeType: NodeType, metadata: object, ...targets: readonly FlowNode[]): FlowNode => ({
    id: 1,
    nodeType,
    metadata: { ...metadata },
    branches: targets.map((target) => ({ id: 1, branchType: 'BRANCH', target })),
  });

  it('is every id once, of the nodes that read it', () => {
    const all = {
      supportHoursId: 1,
      waitStartSupportHoursId: 2,
      waitEndSupportHoursId: 3,
      alertSourceId: 4,
      escalationPolicyId: 5,
    };
    const needs = (...nodes: readonly FlowNode[]) => needsOf({ root: node('ROOT', all, ...nodes) });
    const none = { supportHours: [], sources: [], policies: [] };
    expect(needs()).toEqual(none);
    expect(needs(node('PLAIN', all), node('TRANSFORM', all))).toEqual(none);
    expect(needs(node('SUPPORT_HOURS', all), node('SUPPORT_HOURS', all))).toEqual({ ...none, supportHours: [1] });
    expect(needs(node('WAIT', all), node('WAIT', { waitEndSupportHoursId: 7 }))).toEqual({
      ...none,
      supportHours: [2, 3, 7],
    });
    expect(needs(node('WAIT', {}), node('ROUTE_EVENT', {}), node('SUPPORT_HOURS', {}))).toEqual(none);
    const other = node('ROUTE_EVENT', { alertSourceId: 6 });
    expect(needs(node('ROUTE_EVENT', all, other), node('ROUTE_EVENT', all))).toEqual({
      ...none,
      sources: [4, 6],
      policies: [5],
    });
  });
});
