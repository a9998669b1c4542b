import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { DeliveryStatus } from '../domain/action-delivery/delivery.ts';
import type { ActionWork } from '../ports/action-work.ts';
import { boundedClient } from './aws-client.ts';

const End = z.object({ status: DeliveryStatus, said: z.string().optional() });

/** Somebody waits for the end of an attempt, behind a gateway that gives up after 29 seconds; asked again, it would be another one. */
const patientClient = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 24_000, throwOnRequestTimeout: true },
};

/** Invokes the function that carries alert actions out. */
export function lambdaActionWork(
  functionName: string,
  client = new LambdaClient(boundedClient),
  patient = new LambdaClient(patientClient),
): ActionWork {
  return {
    async wake(alertIds) {
      const Payload = JSON.stringify({ v: 1, ...(alertIds && { alertIds }) });
      await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }));
    },

    async perform({ alertId, id }) {
      const Payload = JSON.stringify({ v: 1, perform: { alertId, id } });
      const command = new InvokeCommand({ FunctionName: functionName, InvocationType: 'RequestResponse', Payload });
      const { Payload: answer, FunctionError } = await patient.send(command);
      if (FunctionError !== undefined || answer === undefined) return undefined;
      return End.safeParse(JSON.parse(new TextDecoder().decode(answer))).data;
    },
  };
}
