import type { CloudFormationCustomResourceEvent, CloudFormationCustomResourceResponse } from 'aws-lambda';
import type { Log } from '../ports/log.ts';

/**
 * Does a deploy's work and answers CloudFormation how it went; without an answer a deploy hangs for minutes. Every
 * request gets its answer, also when the work fails.
 */
export async function answerDeploy(
  event: CloudFormationCustomResourceEvent,
  log: Log,
  work: () => Promise<void>,
): Promise<void> {
  const physicalId = 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.LogicalResourceId;
  const answer = { PhysicalResourceId: physicalId, ...idsOf(event) };
  let response: CloudFormationCustomResourceResponse;
  try {
    await work();
    response = { ...answer, Status: 'SUCCESS' };
  } catch (error) {
    log.error('deploy step failed', { resource: event.LogicalResourceId, error });
    response = { ...answer, Status: 'FAILED', Reason: error instanceof Error ? error.message : String(error) };
  }
  await send(event.ResponseURL, response);
}

const idsOf = ({ StackId, RequestId, LogicalResourceId }: CloudFormationCustomResourceEvent) => ({
  StackId,
  RequestId,
  LogicalResourceId,
});

/** The address is signed for exactly this request: no content type. */
async function send(url: string, response: CloudFormationCustomResourceResponse): Promise<void> {
  const { ok, status } = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: JSON.stringify(response),
  });
  if (!ok) throw new Error(`CloudFormation refused the answer: ${status}`);
}
