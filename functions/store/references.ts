import { InvalidInputError } from '../domain/errors.ts';
import { ifEquals, ifPresent } from './conditions.ts';
import { type ConfigurationKind, keys, referrerPrefix } from './keys.ts';
import { entriesOf } from './pages.ts';
import type { Item, Key, Table } from './table.ts';
import type { Step } from './writes.ts';

/** What configuration may refer to. */
export type TargetKind = 'user' | 'policy' | 'schedule' | 'team' | 'source' | 'support-hours' | 'service';

/** One entity's mention of another; `field` is the member that names it, as clients write it. */
export interface Reference {
  readonly kind: TargetKind;
  readonly id: number;
  readonly field: string;
}

/** A reference with the key of what it mentions. */
export interface CheckedReference extends Reference {
  readonly target: Key;
}

const itemKinds: Record<TargetKind, ConfigurationKind> = {
  user: 'USER',
  policy: 'POLICY',
  schedule: 'SCHEDULE',
  team: 'TEAM',
  source: 'SOURCE',
  'support-hours': 'SUPPORT_HOURS',
  service: 'SERVICE',
};
const labels: Record<TargetKind, string> = {
  user: 'user',
  policy: 'escalation policy',
  schedule: 'schedule',
  team: 'team',
  source: 'alert source',
  'support-hours': 'support hours',
  service: 'service',
};

const maximumReferences = 60;

/** The distinct targets among the references; throws InvalidInputError at the first one beyond 60. */
export function distinctReferences(references: readonly Reference[]): CheckedReference[] {
  const byTarget = new Map<string, CheckedReference>();
  for (const reference of references) {
    const target = keys.configuration(itemKinds[reference.kind], reference.id);
    if (!byTarget.has(target.PK)) byTarget.set(target.PK, { ...reference, target });
    if (byTarget.size > maximumReferences)
      throw new InvalidInputError(reference.field, `more than ${maximumReferences} different references`);
  }
  return [...byTarget.values()];
}

/** The reference does not lead anywhere. */
export const missingTarget = ({ kind, id, field }: Reference): InvalidInputError =>
  new InvalidInputError(field, `${labels[kind]} ${id} was not found`);

/**
 * Notes in the target's partition who refers to it, and touches the target, which must be there: its `writer` changes,
 * so a deletion that looked before this write fails.
 */
export function referenceSteps(reference: CheckedReference, kind: ConfigurationKind, id: number): Step[] {
  const item: Item = { ...keys.referrer(reference.target, kind, id), type: 'REFERRER', kind, id };
  const refused = () => missingTarget(reference);
  return [
    { operation: { update: reference.target, condition: ifPresent }, refused },
    { operation: { put: item }, refused },
  ];
}

/**
 * The item of one that refers to the target. Notes of writes that never finished are removed on the way, unless the
 * write they belong to is just finishing: it touches them.
 */
export async function findReferrer(table: Table, target: Key): Promise<Item | undefined> {
  const notes = entriesOf(table, { partition: target.PK, sort: { beginsWith: referrerPrefix } });
  for await (const note of notes) {
    const key = keys.configuration(note.kind as ConfigurationKind, Number(note.id));
    const referrer = await table.get(key, { consistent: true });
    if (Array.isArray(referrer?.refersTo) && referrer.refersTo.includes(target.PK)) return referrer;
    const isStale = ifEquals('writer', String(note.writer));
    const refusals = await table.write([{ delete: { PK: note.PK, SK: note.SK }, condition: isStale }]);
    if (refusals.length > 0) return table.get(key, { consistent: true });
  }
  return undefined;
}
