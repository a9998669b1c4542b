import { InvalidInputError, VersionConflictError } from '../domain/errors.ts';
import { wireIdOf } from '../domain/wire-id.ts';
import { ifAbsent, ifEquals, ifPresent } from './conditions.ts';
import { type ConfigurationKind, keys, referrerPrefix } from './keys.ts';
import { entriesOf } from './pages.ts';
import type { Item, Key, Table } from './table.ts';
import type { Step } from './writes.ts';

/** What configuration may refer to. */
export type TargetKind =
  | 'user'
  | 'policy'
  | 'schedule'
  | 'team'
  | 'source'
  | 'support-hours'
  | 'service'
  | 'metric'
  | 'metric-source'
  | 'incident-template'
  | 'connector'
  | 'event-flow';

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
  metric: 'METRIC',
  'metric-source': 'METRIC_SOURCE',
  'incident-template': 'INCIDENT_TEMPLATE',
  connector: 'CONNECTOR',
  'event-flow': 'EVENT_FLOW',
};
const labels: Record<TargetKind, string> = {
  user: 'user',
  policy: 'escalation policy',
  schedule: 'schedule',
  team: 'team',
  source: 'alert source',
  'support-hours': 'support hours',
  service: 'service',
  metric: 'metric',
  'metric-source': 'metric data source',
  'incident-template': 'incident template',
  connector: 'connector',
  'event-flow': 'event flow',
};

const usualMost = 60;

/** The distinct targets among the references; throws InvalidInputError at the first one beyond the most there may be. */
export function distinctReferences(references: readonly Reference[], most = usualMost): CheckedReference[] {
  const byTarget = new Map<string, CheckedReference>();
  for (const reference of references) {
    const target = keys.configuration(itemKinds[reference.kind], reference.id);
    if (!byTarget.has(target.PK)) byTarget.set(target.PK, { ...reference, target });
    if (byTarget.size > most) throw new InvalidInputError(reference.field, `more than ${most} different references`);
  }
  return [...byTarget.values()];
}

/** The reference does not lead anywhere. */
export const missingTarget = ({ kind, id, field }: Reference): InvalidInputError =>
  new InvalidInputError(field, `${labels[kind]} ${kind === 'connector' ? wireIdOf(id) : id} was not found`);

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
 * The item of one that refers to the target, other than those of a kind that does not count. Notes of writes that never
 * finished are removed on the way.
 */
export async function findReferrer(
  table: Table,
  target: Key,
  uncounted?: ConfigurationKind,
): Promise<Item | undefined> {
  const notes = entriesOf(table, { partition: target.PK, sort: { beginsWith: referrerPrefix } });
  for await (const note of notes) {
    if (note.kind === uncounted) continue;
    const referrer = await referrerBehind(table, note, target);
    if (referrer !== undefined) return referrer;
  }
  return undefined;
}

const refersTo = (item: Item | undefined, { PK }: Key): boolean =>
  Array.isArray(item?.refersTo) && item.refersTo.includes(PK);

const attempts = 5;

/**
 * The item that a note is about, if it refers to the target. Otherwise the note is removed, and with it the right to finish of
 * a write that has made it: in one transaction, for which the item must still be what was read.
 */
async function referrerBehind(
  table: Table,
  { PK, SK, kind, id, writer }: Item,
  target: Key,
): Promise<Item | undefined> {
  const key = keys.configuration(kind as ConfigurationKind, Number(id));
  let stamp = writer;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const referrer = await table.get(key, { consistent: true });
    if (refersTo(referrer, target)) return referrer;
    const refusals = await table.write([
      { delete: { PK, SK }, condition: ifEquals('writer', String(stamp)) },
      { delete: keys.writing(key) },
      { check: key, condition: referrer === undefined ? ifAbsent : ifEquals('writer', String(referrer.writer)) },
    ]);
    if (refusals.length === 0) return undefined;
    const note = await table.get({ PK, SK }, { consistent: true });
    if (note === undefined) return undefined;
    stamp = note.writer;
  }
  throw new VersionConflictError(`what refers to ${target.PK}`);
}
