import type { Capability } from './capability.ts';
import { someKey, sometimes } from './choices.ts';

export interface EscalateOperation {
  readonly at: number;
  readonly kind: 'escalate';
  readonly key: string;
  readonly level?: number;
}

export const escalate: Capability<EscalateOperation> = {
  kind: 'escalate',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.25, [1, 2], () => ({
      at: random.next() * until,
      kind: 'escalate',
      key: someKey(random, configuration),
      ...(random.chance(0.4) && { level: random.between(0, 3) }),
    })),
  perform: (people, { key, level }) =>
    people.onAlert(key, 'PUT', level === undefined ? 'escalate' : `escalate?level=${level}`),
};
