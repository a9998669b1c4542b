import type { Problem } from '../problem.ts';

/** What is wrong with a flow; of a text in one of the languages also where. */
export interface FlowProblem extends Problem {
  readonly position?: number | undefined;
}

/** How a flow names something else. */
export interface FlowReference {
  readonly kind: 'source' | 'policy' | 'support-hours' | 'schedule';
  readonly id: number;
  readonly field: string;
  readonly position?: number | undefined;
}

/** What a look at a flow finds. */
export interface FlowFindings {
  readonly problems: readonly FlowProblem[];
  readonly references: readonly FlowReference[];
}

/** A look that is under way. */
export interface Findings extends FlowFindings {
  readonly problems: FlowProblem[];
  readonly references: FlowReference[];
  nodes: number;
  rules: number;
}

export function wrong(found: Findings, field: string, message: string, position?: number): void {
  found.problems.push({ field, message, ...(position !== undefined && { position }) });
}

/** The list that a member holds; empty, and told, when it is none, or too long. */
export function listIn(found: Findings, value: unknown, field: string, most: number): readonly unknown[] {
  if (isMissing(value)) return [];
  if (!Array.isArray(value)) wrong(found, field, 'must be a list');
  else if (value.length > most) wrong(found, field, `must have at most ${most} entries`);
  else return value;
  return [];
}

export const isMissing = (value: unknown): boolean => value === undefined || value === null;
