import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Log } from '../ports/log.ts';
import type { Workflow } from '../ports/workflow.ts';

/** The name of an escalation's execution: unique per alert and generation, so that starting it twice is harmless. */
export const executionName = (alertId: number, generation: number): string => `alert-${alertId}-g${generation}`;

/** The escalation state machine behind `ports/workflow.ts`, by its ARN. */
export function stepFunctionsWorkflow(client: SFNClient, stateMachineArn: string, log: Log): Workflow {
  const executionArn = (name: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return {
    async start({ alertId, generation }) {
      const input = JSON.stringify({ v: 1, alertId, generation });
      try {
        await client.send(
          new StartExecutionCommand({ stateMachineArn, name: executionName(alertId, generation), input }),
        );
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
    async stop({ alertId, generation, error, cause }) {
      try {
        await client.send(
          new StopExecutionCommand({ executionArn: executionArn(executionName(alertId, generation)), error, cause }),
        );
      } catch (failure) {
        // An execution that was not stopped finds the alert answered and ends by itself.
        if (failure instanceof ExecutionDoesNotExist) return;
        log.warn('execution not stopped', { alertId, generation, error: failure });
      }
    },
  };
}
