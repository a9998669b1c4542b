import { postRequest } from '../senders.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** Very many things break at once, and all executions about them may be gone before they have done anything. */
export interface FloodOperation {
  readonly at: number;
  readonly kind: 'flood';
  readonly sourceId: number;
  readonly alerts: number;
  readonly vanishAfter?: number;
}

export const flood: Capability<FloodOperation> = {
  kind: 'flood',
  generate: (random, { configuration: { sources }, until, isCalm }) =>
    sometimes(random, 0.02, [1, 1], () => ({
      at: random.next() * until,
      kind: 'flood',
      sourceId: random.pick(sources).id,
      alerts: random.pick([20, 130]),
      ...(!isCalm && random.chance(0.7) && { vanishAfter: random.between(0, 10) }),
    })),
  perform: (people, { sourceId, alerts, vanishAfter }) => {
    const keys = Array.from({ length: alerts }, (_nothing, index) => `${sourceId}/flood-${index}`);
    for (const key of keys) {
      const body = { eventType: 'ALERT', summary: `Trouble at ${key}`, alertKey: key };
      postRequest(people, { sourceId, body: JSON.stringify(body), copies: 1 });
    }
    if (vanishAfter === undefined) return;
    people.cloud.scheduler.after(vanishAfter * 1000, () => {
      for (const key of keys) people.cloud.executions.vanish(people.alertOf(key) ?? 0);
    });
  },
};
