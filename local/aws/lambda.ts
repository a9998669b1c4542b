import type { DeployedFunction, Deployment } from '../deployment.ts';
import type { InvocationResult } from '../runtime/functions.ts';
import { AwsError } from './aws-error.ts';
import type { AwsRequest, AwsService } from './service.ts';

interface Dependencies {
  readonly deployment: Deployment;
  /** Runs the function without anybody waiting for it. */
  readonly invoke: (functionName: string, event: unknown) => void;
  /** Runs the function for whoever waits for its answer. */
  readonly run: (functionName: string, event: unknown) => Promise<InvocationResult>;
}

const json = { 'content-type': 'application/json' };

/** Lambda: Invoke as an `Event`, which is answered before the function runs, and as a `RequestResponse`. */
export function createLambda({ deployment, invoke, run }: Dependencies): AwsService {
  function functionOf({ path }: AwsRequest): DeployedFunction {
    const named = decodeURIComponent(path.split('/')[3] ?? '');
    const found = deployment.functions.find(({ functionName, arn }) => functionName === named || arn === named);
    if (found === undefined) throw new AwsError('ResourceNotFoundException', `Function not found: ${named}`, 404);
    return found;
  }

  return {
    service: 'lambda',
    permissions: (request) => [{ action: 'lambda:InvokeFunction', resource: functionOf(request).arn }],
    async handle(request) {
      const { name } = functionOf(request);
      const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
      if (request.action !== 'Invoke' || (type !== 'Event' && type !== 'RequestResponse'))
        throw new AwsError('UnknownOperationException', `lambda:${request.action} is not served locally`, 404);
      const event: unknown = request.body.length === 0 ? {} : JSON.parse(request.body.toString('utf8'));
      if (type === 'RequestResponse') return answered(await run(name, event));
      invoke(name, event);
      return { status: 202, headers: json, body: '' };
    },
    reset: async () => {},
    close: async () => {},
  };
}

/** An error of the function is an answer like any other, with a header that says so. */
const answered = (result: InvocationResult) =>
  result.ok
    ? { status: 200, headers: json, body: result.payload }
    : {
        status: 200,
        headers: { ...json, 'x-amz-function-error': 'Unhandled' },
        body: JSON.stringify(result.error),
      };
