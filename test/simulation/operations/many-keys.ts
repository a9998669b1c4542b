import { postRequest } from '../senders.ts';
import type { Capability } from './capability.ts';
import { several, sometimes, someUser } from './choices.ts';

/** One of many things that a source tells at about the same time: of a key, or of none. */
interface Part {
  readonly after: number;
  readonly type: 'ALERT' | 'RESOLVE';
  readonly key?: string;
  readonly priority?: 'HIGH' | 'LOW';
  readonly copies: number;
}

/** A source that groups beyond the key tells of several keys, in words that are alike or not, and of what is over again. */
export interface ManyKeysOperation {
  readonly at: number;
  readonly kind: 'many-keys';
  readonly sourceId: number;
  readonly parts: readonly Part[];
  /** Somebody accepts the alert of one of the keys meanwhile. */
  readonly accepted?: { readonly after: number; readonly key: string; readonly userId: number };
}

/** The first two are also told of by other operations. */
const keyOf = (sourceId: number, index: number): string => `${sourceId}/${'abcdef'[index]}`;

export const manyKeys: Capability<ManyKeysOperation> = {
  kind: 'many-keys',
  generate: (random, { configuration, until }) => {
    const grouping = configuration.sources.filter((source) => source.grouping !== undefined);
    if (grouping.length === 0) return [];
    return sometimes(random, 0.9, [1, 4], () => {
      const sourceId = random.pick(grouping).id;
      const someKey = () => keyOf(sourceId, random.between(0, 5));
      const isKeyless = random.chance(0.25);
      return {
        at: random.next() * until,
        kind: 'many-keys',
        sourceId,
        parts: several(random, [2, 10], () => ({
          after: random.pick([0, 0, 1, 20, 90, 150]) + random.next(),
          type: random.pick(['ALERT', 'ALERT', 'RESOLVE'] as const),
          ...(!(isKeyless && random.chance(0.4)) && { key: someKey() }),
          ...(random.chance(0.3) && { priority: random.pick(['HIGH', 'LOW'] as const) }),
          copies: random.chance(0.15) ? 2 : 1,
        })),
        ...(random.chance(0.6) && {
          accepted: {
            after: random.pick([1, 10, 60, 120]),
            key: someKey(),
            userId: someUser(random, configuration),
          },
        }),
      };
    });
  },
  perform: (people, { sourceId, parts, accepted }) => {
    const { scheduler } = people.cloud;
    for (const { after, type, key, priority, copies } of parts) {
      const alertKey = key === undefined ? {} : { alertKey: key };
      const summary = key === undefined ? 'Trouble at an unknown place' : `Trouble at ${key}`;
      const body = {
        eventType: key === undefined ? 'ALERT' : type,
        summary,
        ...alertKey,
        ...(priority && { priority }),
      };
      scheduler.after(after * 1000, () => postRequest(people, { sourceId, body: JSON.stringify(body), copies }));
    }
    if (accepted)
      scheduler.after(accepted.after * 1000, () =>
        people.onAlert(accepted.key, 'PUT', 'accept', { userId: accepted.userId }),
      );
  },
};
