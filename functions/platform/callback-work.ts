import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { CallbackMessage, CallbackWork } from '../ports/callback-work.ts';

/** A chat waits ten seconds for an answer, and shows an error then. */
const patience = { connectionTimeout: 1_000, requestTimeout: 9_000, throwOnRequestTimeout: true };

/** Invokes the function that does what other tools call for: a queue of its own that costs nothing while it is idle. */
export function lambdaCallbackWork(
  functionName: string,
  client = new LambdaClient({ requestHandler: patience, maxAttempts: 2 }),
): CallbackWork {
  const invoke = (type: 'Event' | 'RequestResponse', message: CallbackMessage) =>
    client.send(
      new InvokeCommand({ FunctionName: functionName, InvocationType: type, Payload: JSON.stringify(message) }),
    );
  return {
    async hand(part, work) {
      await invoke('Event', { v: 1, part, work });
    },
    async ask(part, work) {
      const { FunctionError, Payload } = await invoke('RequestResponse', { v: 1, part, work });
      if (FunctionError !== undefined) throw new Error(`${functionName} failed: ${FunctionError}`);
      return JSON.parse(Payload?.transformToString() ?? 'null');
    },
  };
}
