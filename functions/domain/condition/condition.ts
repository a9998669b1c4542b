import type { Pattern } from '../pattern.ts';
import type { Counter } from './counter.ts';

/** What a condition sees, each plain JSON; a root that is absent is nil. */
export interface Roots {
  readonly event?: unknown;
  readonly alert?: unknown;
  readonly context?: unknown;
}
export type RootName = keyof Roots;
export const rootNames: readonly RootName[] = ['event', 'alert', 'context'];

/** A value as it stands in a condition: whole numbers beyond 2^53 are kept exactly. */
export type Literal =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Literal[]
  | { readonly [member: string]: Literal };

/** What stands on a side of an operator; `position` is where it begins. */
export type Operand = { readonly position: number } & (
  | { readonly kind: 'literal'; readonly value: Literal }
  | {
      readonly kind: 'path';
      readonly root: RootName;
      readonly steps: readonly (string | number)[];
      readonly text: string;
    }
  | { readonly kind: 'now' }
  | { readonly kind: 'counter'; readonly counter: Counter }
);

/** Whose hours or shifts a time may be in. */
export interface Membership {
  readonly type: 'SUPPORT_HOUR' | 'ON_CALL_SCHEDULE';
  readonly id: number;
}

export const textOperators = ['contains', 'starts_with', 'ends_with', 'exact_matches', 'exact_contains'] as const;
export const listOperators = ['contains_any', 'starts_with_any', 'ends_with_any'] as const;
export const orderOperators = ['>', '>=', '<', '<='] as const;

export type TextOperator = (typeof textOperators)[number];
export type ListOperator = (typeof listOperators)[number];
export type OrderOperator = (typeof orderOperators)[number];

/** A comparison; `position` is where its operator stands, or the `not` before it. */
export type Comparison = { readonly position: number; readonly isNegated: boolean; readonly left: Operand } & (
  | { readonly operator: '==' | 'in' | TextOperator | ListOperator | OrderOperator; readonly right: Operand }
  /** `pattern`: of a literal, read already. */
  | { readonly operator: 'regex'; readonly right: Operand; readonly pattern?: Pattern }
  | { readonly operator: 'is_in'; readonly membership: Membership; readonly right: Operand }
);

export type Operator = Comparison['operator'];

/** A condition as a tree. */
export type Condition =
  | { readonly kind: 'or' | 'and'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'comparison'; readonly comparison: Comparison }
  /** True only where it is the boolean true. */
  | { readonly kind: 'value'; readonly operand: Operand };

/** All comparisons and values of a condition, from left to right. */
export function* leavesOf(
  condition: Condition,
): Generator<Extract<Condition, { readonly kind: 'comparison' | 'value' }>> {
  switch (condition.kind) {
    case 'or':
    case 'and':
      for (const part of condition.parts) yield* leavesOf(part);
      return;
    case 'not':
      return yield* leavesOf(condition.part);
    case 'comparison':
    case 'value':
      yield condition;
  }
}

/** The values that a comparison or a value alone is about. */
export const operandsOf = (leaf: Extract<Condition, { readonly kind: 'comparison' | 'value' }>): readonly Operand[] =>
  leaf.kind === 'value' ? [leaf.operand] : [leaf.comparison.left, leaf.comparison.right];
