import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { stepFunctionsExecutions } from '../../functions/platform/executions.ts';
import { at } from '../support/factories.ts';

const machine = 'arn:aws:states:eu-central-1:111122223333:stateMachine:tocsin-test-escalation';
const client = new SFNClient({ region: 'eu-central-1' });
const sdk = mockClient(client);
const executions = stepFunctionsExecutions(machine, client);
beforeEach(() => sdk.reset());

const listed = (name: string, startDate: string) => ({
  name,
  startDate: new Date(startDate),
  executionArn: name,
  stateMachineArn: machine,
  status: 'RUNNING' as const,
});

describe('what Step Functions remembers', () => {
  it('is read page by page, newest first, until the first execution that is older', async () => {
    sdk
      .on(ListExecutionsCommand)
      .resolvesOnce({
        executions: [listed('alert-12-g3', '2026-11-21T12:00:00Z'), listed('by-hand', '2026-11-21T11:30:00Z')],
        nextToken: 'more',
      })
      .resolvesOnce({
        executions: [listed('alert-11-g1', '2026-11-21T11:00:00Z'), listed('alert-10-g1', '2026-11-21T09:59:59Z')],
        nextToken: 'much more',
      });
    expect(await executions.startedSince(at('2026-11-21T10:00:00Z'))).toEqual([
      { alertId: 12, generation: 3 },
      { alertId: 11, generation: 1 },
    ]);
    expect(sdk.commandCalls(ListExecutionsCommand)).toHaveLength(2);
  });

  it('tells how an execution was stopped, and by whom, in one call', async () => {
    sdk.on(DescribeExecutionCommand).resolves({
      status: 'ABORTED',
      error: 'Accepted',
      cause: 'Accepted by Ada by SMS',
      startDate: new Date('2026-11-21T10:00:00Z'),
      stopDate: new Date('2026-11-21T10:05:00Z'),
      input: '{"v":1,"alertId":12,"generation":1,"sourceId":800}',
    });
    expect(await executions.read({ alertId: 12, generation: 1 })).toEqual({
      alertId: 12,
      generation: 1,
      status: 'ABORTED',
      error: 'Accepted',
      cause: 'Accepted by Ada by SMS',
      startedAt: at('2026-11-21T10:00:00Z'),
      stoppedAt: at('2026-11-21T10:05:00Z'),
      sourceId: 800,
    });
    expect(sdk.commandCalls(GetExecutionHistoryCommand)).toHaveLength(0);
    expect(sdk.commandCalls(DescribeExecutionCommand)[0]?.args[0].input.executionArn).toBe(
      'arn:aws:states:eu-central-1:111122223333:execution:tocsin-test-escalation:alert-12-g1',
    );
  });

  it('tells how far a running one has come, from the newest event that carries an answer', async () => {
    sdk.on(DescribeExecutionCommand).resolves({ status: 'RUNNING', startDate: new Date('2026-11-21T10:00:00Z') });
    const data = (level: number) => JSON.stringify({ step: { answer: { outcome: 'WAIT', level } } });
    sdk.on(GetExecutionHistoryCommand).resolves({
      events: [
        { id: 9, type: 'TaskFailed', timestamp: new Date() },
        {
          id: 8,
          type: 'TaskStateEntered',
          timestamp: new Date(),
          stateEnteredEventDetails: { name: 'x', input: data(2) },
        },
        {
          id: 4,
          type: 'TaskStateExited',
          timestamp: new Date(),
          stateExitedEventDetails: { name: 'x', output: data(1) },
        },
      ],
    });
    const found = await executions.read({ alertId: 12, generation: 1 });
    expect(found).toMatchObject({ status: 'RUNNING', answer: { outcome: 'WAIT', level: 2 } });
  });

  it.each([
    ['SUCCEEDED', 'SUCCEEDED'],
    ['TIMED_OUT', 'FAILED'],
    ['PENDING_REDRIVE', 'FAILED'],
  ] as const)('takes %s as %s', async (status, known) => {
    const output = '{"step":{"answer":{"outcome":"EXHAUSTED","level":2}}}';
    sdk.on(DescribeExecutionCommand).resolves({ status, output, startDate: new Date('2026-11-21T10:00:00Z') });
    const found = await executions.read({ alertId: 12, generation: 1 });
    expect(found).toMatchObject({ status: known, answer: { outcome: 'EXHAUSTED', level: 2 } });
  });

  it('is nothing for an execution that never was, or is long forgotten', async () => {
    sdk.on(DescribeExecutionCommand).rejects(new ExecutionDoesNotExist({ message: 'gone', $metadata: {} }));
    expect(await executions.read({ alertId: 12, generation: 1 })).toBeUndefined();
  });
});
