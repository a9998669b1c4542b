import type { DeployedFunction, Deployment } from '../deployment.ts';
import { AwsError } from './aws-error.ts';
import type { AwsRequest, AwsService } from './service.ts';

interface Dependencies {
  readonly deployment: Deployment;
  /** Runs the function without anybody waiting for it. */
  readonly invoke: (functionName: string, event: unknown) => void;
}

/** Lambda: Invoke as an `Event`, which is answered before the function runs. */
export function createLambda({ deployment, invoke }: Dependencies): AwsService {
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
      if (request.action !== 'Invoke' || request.headers['x-amz-invocation-type'] !== 'Event')
        throw new AwsError('UnknownOperationException', `lambda:${request.action} is not served locally`, 404);
      invoke(name, request.body.length === 0 ? {} : JSON.parse(request.body.toString('utf8')));
      return { status: 202, headers: { 'content-type': 'application/json' }, body: '' };
    },
    reset: async () => {},
    close: async () => {},
  };
}
