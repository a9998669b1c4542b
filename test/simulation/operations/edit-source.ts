import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

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
};
