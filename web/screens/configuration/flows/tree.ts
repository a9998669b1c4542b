import type { Api } from '../../../client/api.ts';

type WireNode = Api<'FlowNode'>;
export type NodeType = WireNode['nodeType'];
export type BranchType = WireNode['branches'][number]['branchType'];
export type Metadata = Readonly<Record<string, unknown>>;

/** A node while it is edited; the key stays with it wherever it goes. */
export interface Node {
  readonly key: number;
  readonly id?: number;
  readonly name?: string;
  readonly nodeType: NodeType;
  readonly metadata?: Metadata;
  readonly branches: readonly Branch[];
}

export interface Branch {
  readonly key: number;
  readonly id?: number;
  readonly branchType: BranchType;
  readonly condition?: string;
  readonly target?: Node;
}

/** A graph of the API as a tree with keys. */
export function treeOf(root: WireNode): Node {
  let key = 0;
  const node = ({ id, name, nodeType, metadata, branches }: WireNode): Node => ({
    key: key++,
    id,
    nodeType,
    ...(name !== undefined && { name }),
    ...(metadata !== undefined && { metadata }),
    branches: branches.map(({ target, ...branch }) => ({
      key: key++,
      id: branch.id,
      branchType: branch.branchType,
      ...(branch.condition !== undefined && { condition: branch.condition }),
      ...(target !== undefined && { target: node(target) }),
    })),
  });
  return node(root);
}

export type SentNode = Api<'FlowNodeInput'>;

/** The tree as the API takes it: ids that are known are kept, so that counters go on. */
export const sentOf = ({ id, name, nodeType, metadata, branches }: Node): SentNode => ({
  ...(id !== undefined && { id }),
  ...(name && { name }),
  nodeType,
  ...(metadata && { metadata: { ...metadata } }),
  branches: branches.map((branch) => ({
    ...(branch.id !== undefined && { id: branch.id }),
    branchType: branch.branchType,
    ...(branch.condition && { condition: branch.condition }),
    ...(branch.target && { target: sentOf(branch.target) }),
  })),
});

/** The tree to be tried as it is: its ids tell again which node or branch is meant (see `keysOf`); 0 is none to the API. */
export const triedOf = ({ key, branches, ...node }: Node): SentNode => ({
  ...sentOf({ key, branches: [], ...node }),
  id: key + 1,
  branches: branches.map(({ key: branchKey, target, ...branch }) => ({
    id: branchKey + 1,
    branchType: branch.branchType,
    ...(branch.condition && { condition: branch.condition }),
    ...(target && { target: triedOf(target) }),
  })),
});

interface Step {
  readonly nodeId: number;
  readonly branch: { readonly id: number } | null;
}

/** The nodes and branches of a tried tree that an event went through, by their keys. */
export const keysOf = (path: readonly Step[]): ReadonlySet<number> =>
  new Set(path.flatMap(({ nodeId, branch }) => (branch === null ? [nodeId - 1] : [nodeId - 1, branch.id - 1])));

/** What a new flow begins with. */
export const emptyFlow: Node = {
  key: 0,
  nodeType: 'ROOT',
  branches: [{ key: 1, branchType: 'ACCEPTED' }],
};

export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const { target } of node.branches) if (target !== undefined) yield* nodesOf(target);
}

/** A key that neither a node nor a branch has. */
export function nextKey(root: Node): number {
  let highest = -1;
  for (const node of nodesOf(root)) highest = Math.max(highest, node.key, ...node.branches.map(({ key }) => key));
  return highest + 1;
}

/** How the branches of a new node begin. */
const usualBranches: Readonly<Record<NodeType, readonly Omit<Branch, 'key'>[]>> = {
  ROOT: [{ branchType: 'ACCEPTED' }],
  DEFINE_BRANCHES: [{ branchType: 'CATCH_ALL' }],
  SUPPORT_HOURS: [{ branchType: 'BRANCH', condition: 'DURING' }, { branchType: 'CATCH_ALL' }],
  WAIT: [{ branchType: 'CATCH_ALL' }],
  TRANSFORM: [{ branchType: 'CATCH_ALL' }],
  PLAIN: [{ branchType: 'CATCH_ALL' }],
  ROUTE_EVENT: [],
};

/** A node of a type, with keys from `key` on. */
export const newNode = (nodeType: NodeType, key: number): Node => ({
  key,
  nodeType,
  metadata: {},
  branches: usualBranches[nodeType].map((branch, index) => ({ ...branch, key: key + 1 + index })),
});

/** The tree with a node changed. */
export const withNode = (root: Node, key: number, change: (node: Node) => Node): Node => {
  const changed = root.key === key ? change(root) : root;
  return {
    ...changed,
    branches: changed.branches.map((branch) =>
      branch.target === undefined ? branch : { ...branch, target: withNode(branch.target, key, change) },
    ),
  };
};

/** The tree with a branch changed. */
export const withBranch = (root: Node, key: number, change: (branch: Branch) => Branch): Node => ({
  ...root,
  branches: root.branches.map((branch) => {
    const changed = branch.key === key ? change(branch) : branch;
    return changed.target === undefined ? changed : { ...changed, target: withBranch(changed.target, key, change) };
  }),
});

const withoutTarget = ({ target: _gone, ...branch }: Branch): Branch => branch;
const leadingTo = (branch: Branch, target: Node | undefined): Branch =>
  target === undefined ? withoutTarget(branch) : { ...branch, target };

/** A node put into a branch: what stood there follows behind it, on its last branch, which is the one for all the rest. */
export const inserted = (root: Node, branchKey: number, node: Node): Node =>
  withBranch(root, branchKey, (branch) => {
    const { target } = branch;
    const last = node.branches.length - 1;
    if (target === undefined || last < 0) return { ...branch, target: node };
    const branches = node.branches.map((one, index) => (index === last ? { ...one, target } : one));
    return { ...branch, target: { ...node, branches } };
  });

/** What follows a node whichever way is taken, if that is one thing. */
export const followerOf = ({ branches }: Node): Node | undefined => {
  const targets = branches.flatMap(({ target }) => (target === undefined ? [] : [target]));
  return targets.length === 1 ? targets[0] : undefined;
};

const replaced = (root: Node, key: number, by: Node | undefined): Node => ({
  ...root,
  branches: root.branches.map((branch) => {
    const { target } = branch;
    if (target === undefined) return branch;
    return leadingTo(branch, target.key === key ? by : replaced(target, key, by));
  }),
});

/** The tree without a node; with `keepsRest` what follows it takes its place, else that goes with it. */
export const removed = (root: Node, node: Node, keepsRest: boolean): Node =>
  replaced(root, node.key, keepsRest ? followerOf(node) : undefined);

export const find = (root: Node, key: number): Node | undefined => [...nodesOf(root)].find((node) => node.key === key);

/** Whether a branch lies behind a node: a node is not moved into itself. */
export const isBehind = (node: Node, branchKey: number): boolean =>
  [...nodesOf(node)].some(({ branches }) => branches.some(({ key }) => key === branchKey));

/** A node, with all behind it, at the end of another branch. */
export function movedTo(root: Node, key: number, branchKey: number): Node {
  const node = find(root, key);
  if (node === undefined || isBehind(node, branchKey)) return root;
  return inserted(removed(root, node, false), branchKey, node);
}

export interface Definition {
  readonly branchName: string;
  readonly conditions: string;
  /** What it was called before it was edited; undefined of a new one. */
  readonly was?: string;
}

const unquoted = (text: string): string => /^'([^'\\]*)'$/.exec(text.trim())?.[1] ?? text.trim();

/** The ways that a node tells apart. */
export const definitionsOf = ({ metadata }: Node): Definition[] =>
  (Array.isArray(metadata?.definitions) ? (metadata.definitions as Partial<Definition>[]) : []).map(
    ({ branchName = '', conditions = '' }) => ({ branchName, conditions, was: branchName }),
  );

/** The branch that a definition is for. */
export const branchOf = ({ branches }: Node, name: string | undefined): Branch | undefined =>
  branches.find(({ branchType, condition }) => branchType === 'BRANCH' && unquoted(condition ?? '') === name);

/** A node that tells these ways apart: each has its branch, renamed ones keep theirs, and what is left of the others stays behind. */
export function withDefinitions(node: Node, definitions: readonly Definition[], key: number): Node {
  let next = key;
  const own = definitions.map(({ branchName, was }): Branch => {
    const branch = was === undefined ? undefined : branchOf(node, was.trim());
    return branch === undefined
      ? { key: next++, branchType: 'BRANCH', condition: branchName.trim() }
      : { ...branch, condition: branchName.trim() };
  });
  const keys = new Set(own.map((branch) => branch.key));
  const before = new Set(definitionsOf(node).map(({ branchName }) => branchName.trim()));
  const others = node.branches.filter(
    (branch) =>
      !keys.has(branch.key) && !(branch.branchType === 'BRANCH' && before.has(unquoted(branch.condition ?? ''))),
  );
  return {
    ...node,
    metadata: {
      ...node.metadata,
      definitions: definitions.map(({ branchName, conditions }) => ({ branchName: branchName.trim(), conditions })),
    },
    branches: [...own, ...others],
  };
}

/** What may stand in the place of a condition at the branches of a node. */
export function namesAt(node: Node): readonly string[] {
  if (node.nodeType === 'SUPPORT_HOURS') return ['DURING', 'OUTSIDE'];
  return definitionsOf(node).flatMap(({ branchName }) => [branchName, `'${branchName}'`]);
}

export interface PlacedProblem {
  readonly message: string;
  readonly position?: number | undefined;
  /** The node, or the branch, that it is about. */
  readonly key: number;
  /** What of it: `metadata.alertSourceId`, `condition`. */
  readonly member: string;
}

/** A problem by its path in the body, `root.branches[0].target.metadata.rules[1].value`, at its place in the tree. */
export function placed(
  root: Node,
  { field, message, position }: { field: string; message: string; position?: number | undefined },
): PlacedProblem {
  let node = root;
  let rest = field.replace(/^root\.?/, '');
  for (;;) {
    const [whole, index, what] = /^branches\[(\d+)\]\.?(target\.?)?/.exec(rest) ?? [];
    const branch = index === undefined ? undefined : node.branches[Number(index)];
    if (whole === undefined || branch === undefined) return { key: node.key, member: rest, message, position };
    rest = rest.slice(whole.length);
    if (what === undefined || branch.target === undefined) return { key: branch.key, member: rest, message, position };
    node = branch.target;
  }
}
