import { type EditionContent, withEdition } from '../../../functions/domain/schedule/edition.ts';
import { type Bar, finalBars } from './lanes.ts';
import type { Plan } from './plan.ts';
import { instantText, type Window } from './times.ts';

/** A stretch in which somebody else is on call than before; undefined is nobody. */
export interface Difference extends Window {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** What changes from one plan to another, in order; stretches that meet and say the same are one. Both fill the window. */
export function differencesOf(
  before: readonly Bar[],
  after: readonly Bar[],
  { start, end }: Window,
): readonly Difference[] {
  const found: Difference[] = [];
  let [i, j, at] = [0, 0, start];
  while (at < end) {
    while (before[i] !== undefined && (before[i] as Bar).end <= at) i += 1;
    while (after[j] !== undefined && (after[j] as Bar).end <= at) j += 1;
    const [old, next] = [stretchAt(before[i], at), stretchAt(after[j], at)];
    const until = Math.min(old.end, next.end, end);
    if (old.userId !== next.userId) {
      const last = found.at(-1);
      if (last?.end === at && last.before === old.userId && last.after === next.userId)
        found[found.length - 1] = { ...last, end: until };
      else found.push({ start: at, end: until, before: old.userId, after: next.userId });
    }
    at = until;
  }
  return found;
}

/** Who is on call at a moment, and until when that is so; before the next bar nobody is. */
function stretchAt(bar: Bar | undefined, at: number): { readonly userId: number | undefined; readonly end: number } {
  if (bar === undefined) return { userId: undefined, end: Number.POSITIVE_INFINITY };
  return bar.start > at ? { userId: undefined, end: bar.start } : { userId: bar.userId, end: bar.end };
}

/** The plan as it is once the content is saved: an edit counts from now on. */
export const edited = (plan: Plan, content: EditionContent, now: number): Plan =>
  withEdition(plan, content, instantText(now));

/** What saving the content changes in a window, overrides included. */
export const changesOf = (plan: Plan, content: EditionContent, now: number, window: Window): readonly Difference[] =>
  differencesOf(finalBars(plan, window), finalBars(edited(plan, content, now), window), window);
