import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { SubscriberWorkers } from '../ports/queues.ts';
import { boundedClient } from './aws-client.ts';

/** Invokes the function that tells subscribers, and does not wait for it: a queue of its own that costs nothing while it is idle. */
export function lambdaSubscriberWork(
  functionName: string,
  client = new LambdaClient(boundedClient),
): SubscriberWorkers {
  return {
    async wake() {
      await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: '{"v":1}' }));
    },
  };
}
