import { readFileSync } from 'node:fs';
import type { Mutant } from './mutants.ts';
import { type Node, walk } from './syntax.ts';

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function functionsIn(source: string, file: string): readonly Node[] {
  const found: Node[] = [];
  walk(source, file, (way) => {
    const node = way.at(-1)?.node;
    if (node && functions.has(node.type)) found.push(node);
  });
  return found;
}

/** The ids of the mutants that are outside of any function: they are come through once, whenever their file is loaded. */
export function loadedOnce(
  mutants: readonly Mutant[],
  sourceOf: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): ReadonlySet<number> {
  const outside = new Set<number>();
  for (const [file, own] of Map.groupBy(mutants, (mutant) => mutant.file)) {
    const inside = functionsIn(sourceOf(file), file);
    for (const { id, start, end } of own)
      if (!inside.some((one) => one.start <= start && end <= one.end)) outside.add(id);
  }
  return outside;
}
