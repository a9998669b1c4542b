import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import type { ExecutionId, ExecutionRecord } from '../domain/restore/execution.ts';
import { TaskAnswer } from '../domain/restore/execution.ts';
import { instantOf } from '../domain/time.ts';
import type { Executions } from '../ports/executions.ts';
import { boundedClient } from './aws-client.ts';
import { executionArn, executionName } from './workflow.ts';

/** Reading is slow on purpose: AWS gives these calls a few a second, and whoever is refused waits and asks again. */
const patientClient = { ...boundedClient, maxAttempts: 12, retryMode: 'adaptive' };

/** Among so many of the newest events is what the last task answered, even when its successor failed again and again. */
const eventsLookedAt = 100;

/** The executions of the escalation state machine, by its ARN. */
export function stepFunctionsExecutions(
  stateMachineArn: string,
  client: SFNClient = new SFNClient(patientClient),
): Executions {
  return {
    async startedSince(from) {
      const found: ExecutionId[] = [];
      // Newest first, so that the first older one ends the reading.
      for await (const page of paginateListExecutions({ client, pageSize: 1000 }, { stateMachineArn })) {
        for (const { name, startDate } of page.executions ?? []) {
          if (startDate !== undefined && startDate.toISOString() < from) return found;
          const id = idOf(name ?? '');
          if (id !== undefined) found.push(id);
        }
      }
      return found;
    },

    async read(id) {
      const arn = executionArn(stateMachineArn, executionName(id.alertId, id.generation));
      try {
        const described = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
        const answer = answerIn(described.output) ?? (await lastAnswer(client, arn, described));
        return recordOf(id, described, answer);
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return undefined;
        throw error;
      }
    },
  };
}

function idOf(name: string): ExecutionId | undefined {
  const [, alertId, generation] = /^alert-(\d+)-g(\d+)$/.exec(name) ?? [];
  return alertId === undefined ? undefined : { alertId: Number(alertId), generation: Number(generation) };
}

function recordOf(
  id: ExecutionId,
  { status, startDate, stopDate, error, cause, input }: DescribeExecutionOutput,
  answer: TaskAnswer | undefined,
): ExecutionRecord {
  const known = status === 'RUNNING' || status === 'SUCCEEDED' || status === 'ABORTED' ? status : 'FAILED';
  const { sourceId } = (parse(input) ?? {}) as { sourceId?: unknown };
  return {
    ...id,
    status: known,
    startedAt: instantOf(startDate?.getTime() ?? 0),
    ...(stopDate && { stoppedAt: instantOf(stopDate.getTime()) }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(answer && { answer }),
    ...(typeof sourceId === 'number' && { sourceId }),
  };
}

/** Only what was not answered leaves open how far it came; for the rest, one call less. */
async function lastAnswer(client: SFNClient, arn: string, { status, error }: DescribeExecutionOutput) {
  if (status === 'SUCCEEDED' || error === 'Accepted' || error === 'Resolved') return undefined;
  const history = new GetExecutionHistoryCommand({
    executionArn: arn,
    reverseOrder: true,
    maxResults: eventsLookedAt,
    includeExecutionData: true,
  });
  const { events = [] } = await client.send(history);
  return events.map(answerOf).find((answer) => answer !== undefined);
}

const answerOf = ({ stateExitedEventDetails, stateEnteredEventDetails }: HistoryEvent): TaskAnswer | undefined =>
  answerIn(stateExitedEventDetails?.output) ?? answerIn(stateEnteredEventDetails?.input);

/** The answer of the last task in the data that goes from state to state (`$.step.answer`). */
function answerIn(text: string | undefined): TaskAnswer | undefined {
  const { step } = (parse(text) ?? {}) as { step?: { answer?: unknown } };
  const parsed = TaskAnswer.safeParse(step?.answer);
  return parsed.success ? parsed.data : undefined;
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
