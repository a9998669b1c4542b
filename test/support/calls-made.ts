import type { LoggedRequest } from '../../local/aws/requests.ts';
import type { ExecutionView } from '../../local/aws/step-functions/types.ts';
import type { LocalCloud } from './local-cloud.ts';

/** The AWS calls made while `run` does its work, and by all that it sets going now. */
export async function callsDuring(cloud: LocalCloud, run: () => Promise<unknown>): Promise<readonly LoggedRequest[]> {
  const before = (await cloud.requests()).at(-1)?.seq ?? 0;
  await run();
  await cloud.settle();
  return cloud.requests(before);
}

/** State transitions as Step Functions counts them: the start, and each state that was entered. */
export const transitionsOf = (executions: readonly ExecutionView[]): number =>
  executions.reduce((sum, { states }) => sum + states.length + 1, 0);
