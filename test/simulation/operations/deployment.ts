import { instantOf, millisecondsOf } from '../../../functions/domain/time.ts';
import { receiveDeployment } from '../../../functions/usecases/deployment/receive.ts';
import { checkDeployments } from '../check-deployments.ts';
import { keyOfPipeline } from '../deployment-plan.ts';
import type { People } from '../people.ts';
import type { Capability } from './capability.ts';
import { several } from './choices.ts';

/** Something was deployed some time ago, and is reported until that is answered 202, and perhaps once more. */
export interface DeploymentOperation {
  readonly at: number;
  readonly kind: 'deployment';
  readonly pipelineId: number;
  readonly name: string;
  readonly secondsAgo: number;
  readonly copies: number;
}

const tries = 4;

function post(people: People, operation: DeploymentOperation, timestamp: string, attempt = 1): void {
  const { cloud } = people;
  const { pipelineId, name } = operation;
  const body = Buffer.from(JSON.stringify({ summary: name, timestamp }));
  const request = { key: keyOfPipeline(pipelineId), headers: { 'idempotency-key': name }, body };
  void cloud
    .ingest((ctx) => receiveDeployment(ctx, request))
    .then(({ ok }) => {
      if (ok) people.deployed.add(name);
      else if (attempt < tries) cloud.scheduler.after(2_000, () => post(people, operation, timestamp, attempt + 1));
    });
}

export const deployment: Capability<DeploymentOperation> = {
  kind: 'deployment',
  generate: (random, { configuration: { pipelines = [] }, until }) =>
    pipelines.flatMap(({ id: pipelineId }) =>
      several(random, [2, 8], (index) => ({
        at: random.next() * until,
        kind: 'deployment' as const,
        pipelineId,
        name: `${pipelineId} release ${index}`,
        // Most are reported at once; some long after, around the end of their hour, or a little before they are.
        secondsAgo: random.pick([0, 0, 0, 1, 30, 300, 1500, 3500, 3600, 3700, -60]),
        copies: random.chance(0.3) ? 2 : 1,
      })),
    ),
  perform: (people, operation) => {
    const { clock } = people.cloud.scheduler;
    const timestamp = instantOf(millisecondsOf(clock.now()) - operation.secondsAgo * 1000);
    for (let copy = 0; copy < operation.copies; copy += 1) post(people, operation, timestamp);
  },
  check: checkDeployments,
};
