import { minus } from '../../../functions/domain/time.ts';
import { eventOf } from '../../../functions/store/events.ts';
import { clockError } from '../quiet.ts';
import type { RunRecord } from '../record.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';
import { versionsOf, wasWithin } from './versions.ts';

/** A source is given another policy or priority, or is switched off and, later, on again. */
export interface EditSourceOperation {
  readonly at: number;
  readonly kind: 'edit-source';
  readonly sourceId: number;
  readonly change:
    | { readonly escalationPolicy: { readonly id: number } }
    | { readonly alertPriorityRule: 'HIGH' | 'LOW' }
    | { readonly active: boolean };
}

/** An event is put aside only while its source is switched off. */
function check(run: RunRecord): string[] {
  const off = versionsOf(run, 'SOURCE').filter(({ item }) => item.active === false);
  return run.writes.flatMap(({ at, old, new: item }) => {
    if (item?.type !== 'EVENT' || old !== undefined || item.outcome !== 'SOURCE_DISABLED') return [];
    const { id, sourceId, receivedAt } = eventOf(item);
    const since = minus(receivedAt, clockError(run.plan));
    const isTrue = off.some((version) => version.item.id === sourceId && wasWithin(version, since, at));
    return isTrue ? [] : [`${id} was put aside, but its source ${sourceId} was on`];
  });
}

export const editSource: Capability<EditSourceOperation> = {
  kind: 'edit-source',
  generate: (random, { configuration: { sources, policies }, until }) =>
    sometimes(random, 0.2, [1, 3], () => ({
      at: random.next() * until,
      kind: 'edit-source',
      sourceId: random.pick(sources).id,
      change: random.pick([
        { escalationPolicy: { id: random.pick(policies).id } },
        { alertPriorityRule: random.pick(['HIGH', 'LOW'] as const) },
        { active: random.chance(0.6) },
      ]),
    })),
  perform: async (people, { sourceId, change }) => {
    const path = `/api/alert-sources/${sourceId}`;
    const source = await people.callApi('GET', path);
    if (source.ok) await people.callApi('PUT', path, { body: { ...(source.value.body as object), ...change } });
  },
  check,
};
