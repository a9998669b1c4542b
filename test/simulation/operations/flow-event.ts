import { checkFlows } from '../check-flows.ts';
import { postRequest } from '../senders.ts';
import type { Capability } from './capability.ts';
import { several } from './choices.ts';

/** Something is told to a flow, in our own format, by the key of the flow's integration. */
export interface FlowEventOperation {
  readonly at: number;
  readonly kind: 'flow-event';
  readonly integrationId: number;
  readonly key: string;
  readonly type: 'ALERT' | 'ACCEPT' | 'RESOLVE';
  readonly priority: 'HIGH' | 'LOW';
  readonly copies: number;
}

export const flowEvent: Capability<FlowEventOperation> = {
  kind: 'flow-event',
  generate: (random, { configuration: { flows = [] }, until }) =>
    flows.flatMap(({ id, integrationId, waits }) =>
      several(random, [3, 14], (): FlowEventOperation[] => {
        const one: FlowEventOperation = {
          at: random.next() * until,
          kind: 'flow-event',
          integrationId,
          key: `flow ${id}/${random.pick(['a', 'b'])}`,
          type: random.pick(['ALERT', 'ALERT', 'ALERT', 'RESOLVE', 'ACCEPT']),
          priority: random.chance(0.15) ? 'HIGH' : 'LOW',
          copies: random.chance(0.15) ? 2 : 1,
        };
        if (!random.chance(0.5)) return [one];
        // What follows comes while it waits, or about when its wait ends and the tick after that hands it on.
        const wait = waits.reduce((sum, seconds) => sum + seconds, 0);
        const after = random.chance(0.3) ? random.next() * wait : wait + random.next() * 75;
        return [one, { ...one, at: one.at + after, type: random.pick(['RESOLVE', 'RESOLVE', 'ACCEPT', 'ALERT']) }];
      }).flat(),
    ),
  perform: (people, { integrationId, key, type, priority, copies }) => {
    const body = { eventType: type, summary: `Trouble at ${key}`, alertKey: key, priority };
    postRequest(people, { sourceId: integrationId, body: JSON.stringify(body), copies });
  },
  check: checkFlows,
};
