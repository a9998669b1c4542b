import type { Instant } from '../time.ts';
import { type Condition, leavesOf, type Membership, type Operand, operandsOf } from './condition.ts';
import { type Counter, nameOfCounter } from './counter.ts';
import { asNumber, foundAt, type Surroundings, timeIn } from './values.ts';

/** A question of membership that an evaluation may put. */
export interface AskedMembership {
  readonly membership: Membership;
  readonly at: Instant;
}

const nameOf = ({ type, id }: Membership): string => `${type} ${id}`;

const isIn = (condition: Condition) =>
  [...leavesOf(condition)].flatMap((leaf) =>
    leaf.kind === 'comparison' && leaf.comparison.operator === 'is_in' ? [leaf.comparison] : [],
  );

/** Which hours and schedules a condition names, each once: deleting them is refused while it does. */
export function referencesOf(condition: Condition): readonly (Membership & { readonly position: number })[] {
  const found = isIn(condition).map(({ membership, right }) => ({ ...membership, position: right.position }));
  return found.filter((one, index) => found.findIndex((other) => nameOf(other) === nameOf(one)) === index);
}

/** The questions of membership that an evaluation may put, each once, so that they can be answered before it. */
export function membershipsAsked(condition: Condition, surroundings: Surroundings): readonly AskedMembership[] {
  const asked = isIn(condition).flatMap(({ membership, left }) => {
    const at = timeIn(foundAt(left, surroundings));
    return at === undefined ? [] : [{ membership, at }];
  });
  return [...new Map(asked.map((one) => [`${nameOf(one.membership)} ${one.at}`, one] as const)).values()];
}

/** Answers for `evaluate`, made of what was found out; what nobody asked about is not in it. */
export function answersOf(
  known: readonly (AskedMembership & { readonly isIn: boolean })[],
): (membership: Membership, at: Instant) => boolean {
  const within = new Set(known.filter((one) => one.isIn).map(({ membership, at }) => `${nameOf(membership)} ${at}`));
  return (membership, at) => within.has(`${nameOf(membership)} ${at}`);
}

/** A counter that a condition asks for; a resetting one with the count after which it starts anew. */
export interface AskedCounter extends Counter {
  readonly limit?: number;
}

/**
 * The counters that a condition asks for, each once: they count every evaluation, whichever part decides. The limit of a
 * resetting one is the first count for which its comparison calls it reached; of several the lowest.
 */
export function countersOf(condition: Condition, surroundings: Surroundings): readonly AskedCounter[] {
  const asked = new Map<string, AskedCounter>();
  for (const leaf of leavesOf(condition))
    for (const operand of operandsOf(leaf)) {
      if (operand.kind !== 'counter') continue;
      const { counter } = operand;
      const name = nameOfCounter(counter);
      const limit =
        counter.isResetting && leaf.kind === 'comparison' ? limitIn(leaf.comparison, operand, surroundings) : undefined;
      const limits = [limit, asked.get(name)?.limit].filter((one) => one !== undefined);
      asked.set(name, { ...counter, ...(limits.length > 0 && { limit: Math.min(...limits) }) });
    }
  return [...asked.values()];
}

type ComparisonOf = Extract<Condition, { readonly kind: 'comparison' }>['comparison'];

/** `> 3` and `<= 3` tell 4 from 3; every other comparison with 3 tells 3 from 2. */
function limitIn(
  { operator, left, right }: ComparisonOf,
  counter: Operand,
  surroundings: Surroundings,
): number | undefined {
  const isMirrored = counter === right;
  const said = Number(asNumber(foundAt(isMirrored ? left : right, surroundings)));
  const isBeyond = (isMirrored ? ['<', '>='] : ['>', '<=']).includes(operator);
  const limit = isBeyond ? Math.floor(said) + 1 : Math.ceil(said);
  return Number.isFinite(limit) ? Math.max(1, limit) : undefined;
}
