import middy from '@middy/core';
import type { Context as LambdaContext } from 'aws-lambda';
import { jsonLog } from '../../platform/log.ts';

const loggedFailures: middy.MiddlewareObj = {
  onError: ({ error, context }) => jsonLog.error('function failed', { error, requestId: context?.awsRequestId }),
};

/** The shell of every function: what it throws is logged once, with the id of the invocation, and thrown on. */
export const lambda = <Event, Result>(handle: (event: Event) => Promise<Result>) =>
  middy({ timeoutEarlyInMillis: 0 })
    .use(loggedFailures)
    .handler(handle as never) as unknown as (event: Event, context?: LambdaContext) => Promise<Result>;
