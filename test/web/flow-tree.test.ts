import { describe, expect, it } from 'vitest';
import { isoSpan, secondsIn } from '../../web/screens/configuration/flows/span.ts';
import {
  branchOf,
  definitionsOf,
  find,
  followerOf,
  inserted,
  isBehind,
  keysOf,
  movedTo,
  type Node,
  newNode,
  nextKey,
  nodesOf,
  placed,
  removed,
  sentOf,
  treeOf,
  triedOf,
  withDefinitions,
} from '../../web/screens/configuration/flows/tree.ts';

const root = treeOf({
  id: 1,
  nodeType: 'ROOT',
  branches: [
    {
      id: 2,
      branchType: 'ACCEPTED',
      target: {
        id: 3,
        name: 'Which team',
        nodeType: 'DEFINE_BRANCHES',
        metadata: { definitions: [{ branchName: 'db', conditions: "event.labels.team == 'db'" }] },
        branches: [
          {
            id: 4,
            branchType: 'BRANCH',
            condition: "'db'",
            target: { id: 5, nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: 10 }, branches: [] },
          },
          { id: 6, branchType: 'CATCH_ALL' },
        ],
      },
    },
  ],
});

const outline = (node: Node): string =>
  `${node.nodeType}${node.branches.length > 0 ? `(${node.branches.map(({ target }) => (target ? outline(target) : '-')).join(',')})` : ''}`;
const byId = (id: number): Node => {
  const node = [...nodesOf(root)].find((one) => one.id === id);
  if (node === undefined) throw new Error(`no node ${id}`);
  return node;
};
const branchKey = (id: number): number => {
  const branch = [...nodesOf(root)].flatMap(({ branches }) => branches).find((one) => one.id === id);
  if (branch === undefined) throw new Error(`no branch ${id}`);
  return branch.key;
};

describe('a flow as a tree', () => {
  it('is sent as it was read, ids and all', () => {
    expect(sentOf(root)).toEqual({
      id: 1,
      nodeType: 'ROOT',
      branches: [
        {
          id: 2,
          branchType: 'ACCEPTED',
          target: {
            id: 3,
            name: 'Which team',
            nodeType: 'DEFINE_BRANCHES',
            metadata: { definitions: [{ branchName: 'db', conditions: "event.labels.team == 'db'" }] },
            branches: [
              {
                id: 4,
                branchType: 'BRANCH',
                condition: "'db'",
                target: { id: 5, nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: 10 }, branches: [] },
              },
              { id: 6, branchType: 'CATCH_ALL' },
            ],
          },
        },
      ],
    });
  });

  it('takes in a node before what stands there, which goes on behind it', () => {
    const wait = newNode('WAIT', nextKey(root));
    expect(outline(inserted(root, branchKey(2), wait))).toBe('ROOT(WAIT(DEFINE_BRANCHES(ROUTE_EVENT,-)))');
    const route = newNode('ROUTE_EVENT', nextKey(root));
    expect(outline(inserted(root, branchKey(6), route))).toBe('ROOT(DEFINE_BRANCHES(ROUTE_EVENT,ROUTE_EVENT))');
  });

  it('gives every node and branch a key of its own', () => {
    const tree = inserted(root, branchKey(2), newNode('SUPPORT_HOURS', nextKey(root)));
    const keys = [...nodesOf(tree)].flatMap((node) => [node.key, ...node.branches.map(({ key }) => key)]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('loses a node alone, or with all behind it', () => {
    expect(outline(removed(root, byId(3), true))).toBe('ROOT(ROUTE_EVENT)');
    expect(outline(removed(root, byId(3), false))).toBe('ROOT(-)');
    expect(followerOf(byId(3))?.id).toBe(5);
  });

  it('moves a node with what follows, and never into itself', () => {
    expect(outline(movedTo(root, byId(5).key, branchKey(6)))).toBe('ROOT(DEFINE_BRANCHES(-,ROUTE_EVENT))');
    expect(isBehind(byId(3), branchKey(6))).toBe(true);
    expect(movedTo(root, byId(3).key, branchKey(6))).toBe(root);
  });
});

describe('branches that a node tells apart', () => {
  const node = byId(3);

  it('keep their branch when they are renamed', () => {
    const [db] = definitionsOf(node);
    if (db === undefined) throw new Error('there is one');
    const changed = withDefinitions(
      node,
      [
        { branchName: 'web', conditions: 'true' },
        { ...db, branchName: 'data' },
      ],
      50,
    );
    expect(changed.branches.map(({ key, id, branchType, condition }) => [id ?? key, branchType, condition])).toEqual([
      [50, 'BRANCH', 'web'],
      [4, 'BRANCH', 'data'],
      [6, 'CATCH_ALL', undefined],
    ]);
    expect(branchOf(changed, 'data')?.target?.id).toBe(5);
    expect(definitionsOf(changed).map(({ branchName }) => branchName)).toEqual(['web', 'data']);
  });

  it('take their branch with them', () => {
    expect(withDefinitions(node, [], 50).branches.map(({ id }) => id)).toEqual([6]);
  });
});

it('a problem is told at the node or branch that it is about', () => {
  const at = (field: string) => {
    const { key, member } = placed(root, { field, message: 'is required' });
    return [find(root, key)?.id ?? 'branch', member];
  };
  expect(at('root.branches[0].target.branches[0].target.metadata.alertSourceId')).toEqual([
    5,
    'metadata.alertSourceId',
  ]);
  expect(at('root.branches[0].target.branches[1].condition')).toEqual(['branch', 'condition']);
  expect(at('root')).toEqual([1, '']);
});

it('spans are written in their largest unit', () => {
  expect([300, 7200, 86_400, 90].map(isoSpan)).toEqual(['PT5M', 'PT2H', 'P1D', 'PT90S']);
  expect(secondsIn('PT1H30M')).toBe(5400);
  expect(secondsIn('soon')).toBeUndefined();
});

it('a tree that is tried as it is edited is known again by its keys, also where nothing of it was saved', () => {
  const root: Node = {
    key: 0,
    nodeType: 'ROOT',
    branches: [
      {
        key: 1,
        id: 77,
        branchType: 'ACCEPTED',
        target: { key: 5, id: 78, nodeType: 'PLAIN', branches: [{ key: 6, branchType: 'CATCH_ALL' }] },
      },
    ],
  };
  const sent = triedOf(root);
  const inner = sent.branches?.[0];
  expect([sent.id, inner?.id, inner?.target?.id, inner?.target?.branches?.[0]?.id]).toEqual([1, 2, 6, 7]);
  const path = [
    { nodeId: 1, branch: { id: 2 } },
    { nodeId: 6, branch: null },
  ];
  expect([...keysOf(path)]).toEqual([0, 1, 5]);
});
