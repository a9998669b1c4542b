import type { FlowBranch, FlowNode } from './event-flow.ts';
import { type Journey, shortened, type Taken, truthOf, type Walk } from './journey.ts';

export interface Chosen {
  readonly branch: FlowBranch | undefined;
  readonly why: string;
}

/** The first branch that is true of the event; CATCH_ALL, wherever it stands, when there is none. */
export function* branchOf(
  { branches }: FlowNode,
  { named, isUnsure }: Taken & { kind: 'on' },
  journey: Journey,
): Walk<Chosen> {
  const notes: string[] = [];
  for (const branch of branches) {
    if (branch.branchType === 'CATCH_ALL') continue;
    if (branch.branchType === 'ACCEPTED') return { branch, why: notes.join('; ') };
    const text = branch.condition?.trim() ?? '';
    const name = unquoted(text);
    if (named?.all.includes(name)) {
      if (name === named.is) return { branch, why: notes.join('; ') };
      continue;
    }
    const { isTrue, why } = yield* truthOf(text, `branch ${branch.id}`, journey);
    if (isTrue) return { branch, why: [...notes, `${shortened(text)} is true`].join('; ') };
    if (why !== undefined) notes.push(why);
  }
  const catchAll = branches.find(({ branchType }) => branchType === 'CATCH_ALL');
  if (catchAll !== undefined)
    return {
      branch: catchAll,
      why: [...notes, ...(branches.length > 1 ? ['no other branch is true'] : [])].join('; '),
    };
  const any = isUnsure ? branches.find(({ target }) => target !== undefined) : undefined;
  if (any !== undefined) return { branch: any, why: 'the first branch, so that the event is not lost' };
  return { branch: undefined, why: [...notes, 'no branch leads on'].join('; ') };
}

const unquoted = (text: string): string => /^'([^'\\]*)'$/.exec(text)?.[1] ?? text;
