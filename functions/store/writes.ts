import { ifAbsent } from './conditions.ts';
import { type Item, maximumOperations, type Refusal, type Table, type WriteOperation } from './table.ts';

/** An operation with what its refusal means to the caller. */
export interface Step {
  readonly operation: WriteOperation;
  readonly refused: (old: Item | undefined) => Error;
}

/** Writes all steps or throws what the first refused one means. */
export async function writeSteps(table: Table, steps: readonly Step[]): Promise<void> {
  const [refusal] = await table.write(steps.map((step) => step.operation));
  const step = refusal && steps[refusal.index];
  if (step !== undefined) throw step.refused(refusal?.old);
}

/**
 * Writes all required operations or none, and with them the optional ones whose conditions hold. Returns the required
 * ones that were refused and the optional ones that were written. One call when nothing is refused.
 */
export async function writeWithOptional<O extends WriteOperation>(
  table: Table,
  required: readonly WriteOperation[],
  optional: readonly O[],
): Promise<{ readonly refusals: readonly Refusal[]; readonly written: readonly O[] }> {
  let remaining = optional;
  while (required.length + remaining.length > 0) {
    const refusals = await table.write([...required, ...remaining]);
    if (refusals.length === 0) return { refusals, written: remaining };
    const refusedRequired = refusals.filter(({ index }) => index < required.length);
    if (refusedRequired.length > 0) return { refusals: refusedRequired, written: [] };
    const refused = new Set(refusals.map(({ index }) => index - required.length));
    remaining = remaining.filter((_operation, index) => !refused.has(index));
  }
  return { refusals: [], written: [] };
}

/** Writes operations of which each may be refused alone, at most 100 a transaction; repeating it does what is missing. */
export async function writeInTurn(table: Table, operations: readonly WriteOperation[]): Promise<void> {
  for (let start = 0; start < operations.length; start += maximumOperations)
    await writeWithOptional(table, [], operations.slice(start, start + maximumOperations));
}

/**
 * Puts the items that are not there yet, at most 100 a transaction, and does `last` with the final ones. Returns those
 * it wrote and what was refused of `last`.
 */
export async function addMissing(
  table: Table,
  items: readonly Item[],
  last: readonly WriteOperation[] = [],
): Promise<{ readonly added: Item[]; readonly refusals: readonly Refusal[] }> {
  const puts = [...new Map(items.map((item) => [`${item.PK} ${item.SK}`, item])).values()].map((item) => ({
    put: item,
    condition: ifAbsent,
  }));
  const added: Item[] = [];
  while (puts.length + last.length > maximumOperations) {
    const { written } = await writeWithOptional(table, [], puts.splice(0, maximumOperations));
    added.push(...written.map(({ put }) => put));
  }
  const { refusals, written } = await writeWithOptional(table, last, puts);
  added.push(...written.map(({ put }) => put));
  return { added, refusals };
}
