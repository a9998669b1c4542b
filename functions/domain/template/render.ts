import { readPath } from '../path.ts';
import { applied } from './functions.ts';
import type { Name, Part, Template } from './template.ts';
import { cut, isSomething, longestText, textOf } from './values.ts';

/** What the templates of one event may do together; a microsecond or less each. */
export interface Budget {
  steps: number;
}

const allSteps = 400_000;
/** What a pattern says of its cost, in steps. */
const stepsOfPattern = 250;
/** So many characters of a value are one step. */
const charactersOfStep = 64;
const stepsOfObject = 2_000;

export const newBudget = (): Budget => ({ steps: allSteps });

/** The items of the loops around a place, the innermost first. */
interface Items {
  readonly item: unknown;
  readonly outer: Items | undefined;
}

interface Work {
  /** Objects in whose members names are looked up, the first one that has the whole name counts. */
  readonly scopes: readonly unknown[];
  readonly budget: Budget;
  readonly written: string[];
  room: number;
}

/**
 * What a template says about values: those of the loop's item, else those of the first scope that has them. Total and
 * bounded: it ends where the budget or the longest text does. Values are put in as they are, and never rendered again.
 */
export function render(template: Template, scopes: readonly unknown[], budget: Budget = newBudget()): string {
  const work: Work = { scopes, budget, written: [], room: longestText };
  renderParts(template, undefined, work);
  return work.written.join('');
}

function renderParts(parts: readonly Part[], items: Items | undefined, work: Work): void {
  for (const part of parts) {
    if (!spend(work, 1)) return;
    if (part.kind === 'text') write(work, part.text);
    else if (part.kind === 'value') write(work, valueText(part, items, work));
    else renderSection(part, items, work);
  }
}

function renderSection(part: Part & { kind: 'section' }, items: Items | undefined, work: Work): void {
  const value = lookUp(part.name, items, work);
  if (isSomething(value) === part.isInverted) return;
  if (part.isInverted) {
    renderParts(part.parts, items, work);
    return;
  }
  for (const item of Array.isArray(value) ? value : [value]) {
    if (!spend(work, 1)) return;
    renderParts(part.parts, { item, outer: items }, work);
  }
}

/** Functions are applied to names outside of loops, whatever the loop's item has. */
function valueText({ name, calls }: Part & { kind: 'value' }, items: Items | undefined, work: Work): string {
  let value = lookUp(name, calls.length === 0 ? items : undefined, work);
  for (const call of calls) {
    const length = typeof value === 'string' ? value.length : 0;
    if (!spend(work, costOf(value) + stepsOfPattern * (call.pattern?.costOf(length || longestText) ?? 0))) return '';
    value = applied(call, value);
  }
  return spend(work, costOf(value)) ? textOf(value) : '';
}

/** Objects and lists are written out for it, however long they are. */
const costOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? stepsOfObject
    : typeof value === 'string'
      ? Math.ceil(value.length / charactersOfStep)
      : 1;

function lookUp(name: Name, items: Items | undefined, { scopes }: Work): unknown {
  if (name.length === 0) return items?.item;
  for (let around = items; around !== undefined; around = around.outer) {
    const value = readPath(around.item, name);
    if (value !== undefined) return value;
  }
  for (const scope of scopes) {
    const value = readPath(scope, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function write(work: Work, text: string): void {
  const kept = cut(text, work.room);
  work.written.push(kept);
  work.room -= kept.length;
  if (kept.length < text.length) work.room = 0;
}

/** Takes steps from the budget; false when there is none left, or no room to write to. */
function spend({ budget, room }: Work, steps: number): boolean {
  budget.steps -= steps;
  return budget.steps > 0 && room > 0;
}
