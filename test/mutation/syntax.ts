import { parseAst } from 'vitest/node';

/** A node of the syntax tree; `start` and `end` are offsets in the source. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

/** A node on the way from the root to another, with the member of its parent it stands in. */
export interface Step {
  readonly node: Node;
  readonly member: string;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** TypeScript's nodes that hold an expression; all others hold types, and types are not there when the code runs. */
const transparent = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);

/** Visits every node that is there when the code runs, parents first, each with the way to it (the last step is itself). */
export function walk(source: string, file: string, visit: (way: readonly Step[]) => void): void {
  const program: unknown = parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file);
  const way: Step[] = [];
  const enter = (node: Node, member: string): void => {
    if (node.type.startsWith('TS') && !transparent.has(node.type)) return;
    way.push({ node, member });
    visit(way);
    for (const [name, value] of Object.entries(node)) {
      if (transparent.has(node.type) && name !== 'expression') continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) enter(child, name);
    }
    way.pop();
  };
  enter(program as Node, 'program');
}
