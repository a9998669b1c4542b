import { postRequest } from '../senders.ts';
import type { Capability } from './capability.ts';
import { keysOf, several } from './choices.ts';

/** A source tells of one thing, in our own format. */
export interface EventOperation {
  readonly at: number;
  readonly kind: 'event';
  readonly sourceId: number;
  readonly key: string;
  readonly type: 'ALERT' | 'ACCEPT' | 'RESOLVE';
  /** The same event id on the queue so often. */
  readonly copies: number;
}

export const event: Capability<EventOperation> = {
  kind: 'event',
  generate: (random, { configuration, until }) => {
    const keys = keysOf(configuration);
    const start: EventOperation = { at: 1, kind: 'event', ...random.pick(keys), type: 'ALERT', copies: 1 };
    const more = several(random, [0, 12], (): EventOperation[] => {
      const one: EventOperation = {
        at: random.next() * until,
        kind: 'event',
        ...random.pick(keys),
        type: random.pick(['ALERT', 'ALERT', 'ALERT', 'RESOLVE', 'ACCEPT']),
        copies: random.chance(0.15) ? 2 : 1,
      };
      if (!random.chance(0.3)) return [one];
      const closely = random.pick(['ALERT', 'RESOLVE', 'ACCEPT'] as const);
      return [one, { ...one, at: one.at + random.next() * 2, type: closely }];
    });
    return [start, ...more.flat()];
  },
  perform: (people, { sourceId, key, type, copies }) => {
    const body = { eventType: type, summary: `Trouble at ${key}`, alertKey: key };
    postRequest(people, { sourceId, body: JSON.stringify(body), copies });
  },
};
