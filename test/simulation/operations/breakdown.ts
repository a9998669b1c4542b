import { type FunctionName, functionNames } from '../plan.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

/** A function fails whenever it is called: a bad deploy, a missing right. Records of the stream are lost for good. */
export interface BreakdownOperation {
  readonly at: number;
  readonly kind: 'breakdown';
  readonly function: FunctionName;
  readonly seconds: number;
}

export const breakdown: Capability<BreakdownOperation> = {
  kind: 'breakdown',
  generate: (random, { until, isCalm }) =>
    sometimes(random, isCalm ? 0 : 0.2, [1, 2], () => ({
      at: random.next() * until,
      kind: 'breakdown',
      function: random.pick(functionNames),
      seconds: random.pick([10, 60, 240]),
    })),
  perform: ({ cloud }, { function: name, seconds }) => cloud.invocations.breakDown(name, seconds * 1000),
};
