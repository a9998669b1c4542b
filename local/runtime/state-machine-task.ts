import type { InvokeFunction } from '../aws/step-functions/types.ts';
import type { Deployment } from '../deployment.ts';
import type { Functions } from './functions.ts';

/** Runs a function for a state machine's task, with errors named as Step Functions names them. */
export function invokeTask({ functions: deployed }: Deployment, functions: Functions): InvokeFunction {
  return async (functionArn, payload) => {
    const target = deployed.find(({ arn }) => functionArn === arn || functionArn.startsWith(`${arn}:`));
    if (!target) return { error: 'Lambda.ResourceNotFoundException', cause: `Function not found: ${functionArn}` };
    const result = await functions.invoke(target.name, payload);
    if (result.ok) return { payload: JSON.parse(result.payload) };
    const { errorType } = result.error;
    const error = errorType === 'TooManyRequestsException' ? `Lambda.${errorType}` : errorType;
    return { error, cause: JSON.stringify(result.error) };
  };
}
