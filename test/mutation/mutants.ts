import { editsAt } from './operators.ts';
import { type Node, type Step, walk } from './syntax.ts';

/** One small bug: the expression from `start` to `end`, and what stands there instead. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  /** The line as it stands in the file. */
  readonly lineText: string;
  /** The expression in the place of which the choice between the right and the wrong one is put. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What is changed, and into what, in few words. */
  readonly original: string;
  readonly mutant: string;
}

const spine = new Set(['object', 'callee', 'expression']);

/**
 * Where the choice can stand: at the node, but for the links of `a?.b.c()`. What follows a missing `a` is skipped only as
 * long as the chain is in one piece, so that the choice is between two whole chains.
 */
function placeOf(way: readonly Step[]): Node {
  const node = way.at(-1)?.node as Node;
  for (let index = way.length - 1; index > 0; index--) {
    const parent = way[index - 1]?.node as Node;
    if (!spine.has(way[index]?.member ?? '') || /Statement$/.test(parent.type)) break;
    if (parent.type === 'ChainExpression') return parent;
  }
  return node;
}

const shown = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 97)}…` : line;
};

function importedNames(source: string, file: string): ReadonlySet<string> {
  const names = new Set<string>();
  walk(source, file, (way) => {
    const node = way.at(-1)?.node;
    if (node?.type === 'ImportSpecifier') names.add((node.local as Node).name as string);
  });
  return names;
}

/** The mutants of a source file, in the order of the text; `firstId` is the id of the first. */
export function mutantsOf(file: string, source: string, firstId = 0): readonly Mutant[] {
  const imported = importedNames(source, file);
  const mutants: Mutant[] = [];
  const lines = source.split('\n');
  walk(source, file, (way) => {
    if (way.some(({ node }) => node.type === 'ImportDeclaration')) return;
    const { start, end } = placeOf(way);
    const node = way.at(-1)?.node as Node;
    for (const edit of editsAt(way, source, imported)) {
      const text = source.slice(start, edit.start) + parenthesised(edit, node) + source.slice(edit.end, end);
      const line = source.slice(0, edit.start).split('\n').length;
      const original = shown(source.slice(edit.start, edit.end));
      const id = firstId + mutants.length;
      const lineText = (lines[line - 1] ?? '').trim();
      mutants.push({ id, file, line, lineText, start, end, text, original, mutant: shown(edit.text) || '(nothing)' });
    }
  });
  return mutants;
}

/** What replaces a whole expression keeps together inside a larger one; what is left out leaves nothing. */
function parenthesised(edit: { start: number; end: number; text: string }, node: Node): string {
  return edit.text !== '' && edit.start === node.start && edit.end === node.end ? `(${edit.text})` : edit.text;
}

/** The source with a choice at every place: `mutated(id)` says whether the mutant is the one that is tried. */
export function instrument(source: string, mutants: readonly Mutant[]): string {
  const places = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const key = `${mutant.start} ${mutant.end}`;
    places.set(key, [...(places.get(key) ?? []), mutant]);
  }
  const ordered = [...places.values()].sort(([a], [b]) => (a && b ? a.start - b.start || b.end - a.end : 0));
  let next = 0;
  const render = (start: number, end: number): string => {
    let text = '';
    let at = start;
    for (let place = ordered[next]; place?.[0] && place[0].end <= end; place = ordered[next]) {
      next++;
      const [first] = place;
      text += source.slice(at, first.start);
      const choices = place.map((mutant) => `mutated(${mutant.id})?(${mutant.text}):`).join('');
      text += `(${choices}(${render(first.start, first.end)}))`;
      at = first.end;
    }
    return text + source.slice(at, end);
  };
  return render(0, source.length);
}
