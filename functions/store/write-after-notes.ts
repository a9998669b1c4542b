import { randomUUID } from 'node:crypto';
import { VersionConflictError } from '../domain/errors.ts';
import { ifEquals, ifPresent } from './conditions.ts';
import { type ConfigurationKind, keys } from './keys.ts';
import { type CheckedReference, missingTarget, referenceSteps } from './references.ts';
import { maximumOperations, type Table } from './table.ts';
import { type Step, writeSteps } from './writes.ts';

/** Each reference takes two operations: its note, and its target. */
const notesAtOnce = maximumOperations / 2;

interface Entity {
  readonly kind: ConfigurationKind;
  readonly id: number;
}

/**
 * Writes the notes of new references first and the entity after them, where both do not fit into one transaction. A deletion of
 * a target that comes between finds the note and nothing that refers: it removes the note, and the last transaction sees that:
 * it touches each note where they fit into it, and otherwise the item that says that this write is under way, which goes with
 * the first such note. Notes of dropped references stay: a deletion of their target finds them stale.
 */
export async function writeAfterNotes(
  table: Table,
  always: readonly Step[],
  references: readonly CheckedReference[],
  entity: Entity,
): Promise<void> {
  const doFit = always.length + references.length <= maximumOperations;
  const last = doFit ? references.map((reference) => stillNoted(reference, entity)) : [await underWay(table, entity)];
  for (let start = 0; start < references.length; start += notesAtOnce) {
    const part = references.slice(start, start + notesAtOnce);
    await writeSteps(
      table,
      part.flatMap((reference) => referenceSteps(reference, entity.kind, entity.id)),
    );
  }
  await writeSteps(table, [...always, ...last]);
}

const stillNoted = (reference: CheckedReference, { kind, id }: Entity): Step => ({
  operation: { update: keys.referrer(reference.target, kind, id), condition: ifPresent },
  refused: () => missingTarget(reference),
});

/** Notes that this write is under way, and only this one; the step promises that it still is. */
async function underWay(table: Table, { kind, id }: Entity): Promise<Step> {
  const key = keys.writing(keys.configuration(kind, id));
  const token = randomUUID();
  await table.write([{ put: { ...key, type: 'WRITING', token } }]);
  return {
    operation: { update: key, condition: ifEquals('token', token) },
    refused: () => new VersionConflictError(`what ${kind} ${id} refers to`),
  };
}
