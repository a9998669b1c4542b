import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

/** Runs a function at a fixed pace for ever, unless it is paused. */
export function runEvery(pace: Duration, worker: HouseFunction, { paused = false } = {}): void {
  const rule = new Rule(worker, 'Pace', {
    description: worker.shortName,
    schedule: Schedule.rate(pace),
    enabled: !paused,
    targets: [new LambdaFunction(worker, { retryAttempts: 0 })],
  });
  acknowledge(rule, 'Serverless-EventBusDLQ', 'The next run does the same work; an alarm rings when runs stop.');
}
