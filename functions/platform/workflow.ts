import type { Log } from '../ports/log.ts';
import type { Workflow } from '../ports/workflow.ts';
import { boundedClient } from './aws-client.ts';

/** The name of an escalation's execution: unique per alert and generation, so that starting it twice is harmless. */
export const executionName = (alertId: number, generation: number): string => `alert-${alertId}-g${generation}`;

/** The ARN of an execution of the machine. */
export const executionArn = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

/** The escalation state machine behind `ports/workflow.ts`, by its ARN. Its client is loaded by the first call. */
export function stepFunctionsWorkflow(stateMachineArn: string, log: Log): Workflow {
  let loading: ReturnType<typeof loadStepFunctions> | undefined;
  const stepFunctions = () => {
    loading ??= loadStepFunctions();
    return loading;
  };
  return {
    async start({ alertId, generation, sourceId }) {
      const input = JSON.stringify({ v: 1, alertId, generation, sourceId });
      const { client, sdk } = await stepFunctions();
      try {
        await client.send(
          new sdk.StartExecutionCommand({ stateMachineArn, name: executionName(alertId, generation), input }),
        );
      } catch (error) {
        if (!(error instanceof sdk.ExecutionAlreadyExists)) throw error;
      }
    },
    async stop({ alertId, generation, error, cause }) {
      try {
        const { client, sdk } = await stepFunctions();
        await client.send(
          new sdk.StopExecutionCommand({
            executionArn: executionArn(stateMachineArn, executionName(alertId, generation)),
            error,
            cause,
          }),
        );
      } catch (failure) {
        // An execution that was not stopped finds the alert answered and ends by itself.
        if (failure instanceof Error && failure.name === 'ExecutionDoesNotExist') return;
        log.warn('execution not stopped', { alertId, generation, error: failure });
      }
    },
  };
}

async function loadStepFunctions() {
  const sdk = await import('@aws-sdk/client-sfn');
  return { sdk, client: new sdk.SFNClient(boundedClient) };
}
