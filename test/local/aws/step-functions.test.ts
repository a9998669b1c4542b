import { readFileSync } from 'node:fs';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import fakeTimers, { type Clock } from '@sinonjs/fake-timers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Front, startFront } from '../../../local/aws/front.ts';
import { startStepFunctions } from '../../../local/aws/step-functions/service.ts';
import type { StepFunctions, TaskResult } from '../../../local/aws/step-functions/types.ts';

const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:escalation';
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:advance-escalation';
const file = new URL('../../../statemachines/escalation.asl.json', import.meta.url);
const definition = readFileSync(file, 'utf8').replace(/\$\{AdvanceEscalation\}/g, functionArn);
const deployment = {
  stateMachines: [{ name: 'escalation', arn: stateMachineArn, definition, roleArn: 'arn:aws:iam::1:role/machine' }],
};
const MINUTE = 60_000;

describe('the local Step Functions', () => {
  let clock: Clock;
  let sfn: StepFunctions;
  let front: Front;
  let client: SFNClient;
  let invoked: { payload: unknown; at: number }[];
  let answers: (() => TaskResult)[];
  let isAllowed: boolean;

  beforeEach(async () => {
    clock = fakeTimers.install({
      now: 0,
      toFake: ['Date', 'setTimeout', 'clearTimeout'],
      shouldClearNativeTimers: true,
    });
    invoked = [];
    answers = [];
    isAllowed = true;
    sfn = startStepFunctions({
      deployment,
      roles: { check: async (_role, action) => isAllowed && action === 'lambda:InvokeFunction' },
      invoke: async (_arn, payload) => {
        invoked.push({ payload, at: Date.now() });
        return answers.shift()?.() ?? { payload: { outcome: 'EXHAUSTED' } };
      },
    });
    front = await startFront({ services: [sfn] });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'secret' };
    client = new SFNClient({ endpoint: front.url, region: 'us-east-1', credentials, maxAttempts: 1 });
  });

  afterEach(async () => {
    client.destroy();
    await front.close();
    await sfn.close();
    clock.uninstall();
  });

  const waitFor = (minutes: number) => () => ({
    payload: { outcome: 'WAIT', waitUntil: new Date(Date.now() + minutes * MINUTE).toISOString() },
  });
  const input = (alertId: number) => JSON.stringify({ v: 1, alertId, generation: 1 });
  const start = (alertId: number) =>
    client.send(new StartExecutionCommand({ stateMachineArn, name: `alert-${alertId}-g1`, input: input(alertId) }));
  const settle = async () => {
    for (let i = 0; i < 20; i += 1) await new Promise(setImmediate);
  };
  const advance = async (minutes: number) => {
    clock.tick(minutes * MINUTE);
    await settle();
  };

  it('takes steps at their times until nobody is left, and shows every state', async () => {
    answers.push(waitFor(5), waitFor(10));
    await start(7);
    await settle();
    await advance(5);
    await advance(10);
    expect(invoked).toEqual(
      [0, 5, 15].map((at) => ({ payload: { v: 1, alertId: 7, generation: 1 }, at: at * MINUTE })),
    );
    const [view] = sfn.list({ alertId: 7 });
    expect(view).toMatchObject({ name: 'alert-7-g1', status: 'SUCCEEDED', stoppedAt: '1970-01-01T00:15:00.000Z' });
    const step = ['Take due steps', 'What next?'];
    expect(view?.states.map(({ name }) => name)).toEqual([
      ...[...step, 'Wait until next step', ...step, 'Wait until next step', ...step, 'Nobody left to notify'],
    ]);
    expect(view?.states[2]).toEqual({
      name: 'Wait until next step',
      enteredAt: '1970-01-01T00:00:00.000Z',
      exitedAt: '1970-01-01T00:05:00.000Z',
    });
    expect(sfn.busy()).toBe(0);
  });

  it('stops with an error and a cause, and never wakes again', async () => {
    answers.push(waitFor(5));
    const { executionArn } = await start(8);
    await settle();
    const cause = 'Ada Lovelace by SMS';
    await client.send(new StopExecutionCommand({ executionArn, error: 'Accepted', cause }));
    await advance(10);
    expect(invoked).toHaveLength(1);
    expect(sfn.list()[0]).toMatchObject({ status: 'ABORTED', error: 'Accepted', cause });
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'ABORTED',
      error: 'Accepted',
      cause,
      input: input(8),
      stopDate: new Date(0),
    });
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.map(({ type }) => type)).toContain('WaitStateEntered');
    expect(events.at(-1)).toMatchObject({
      type: 'ExecutionAborted',
      executionAbortedEventDetails: { error: 'Accepted', cause },
    });
  });

  it('starts a name once: again while it runs with the same input is the same execution, all else is refused', async () => {
    answers.push(waitFor(5));
    const first = await start(9);
    expect((await start(9)).executionArn).toBe(first.executionArn);
    const other = new StartExecutionCommand({ stateMachineArn, name: 'alert-9-g1', input: input(10) });
    await expect(client.send(other)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await settle();
    await advance(5);
    expect(sfn.list()[0]?.status).toBe('SUCCEEDED');
    await expect(start(9)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(invoked).toHaveLength(2);
  });

  it('tries again as the file says when Lambda is busy, and fails when it stays so', async () => {
    const busy = () => ({ error: 'Lambda.TooManyRequestsException', cause: 'Rate exceeded' });
    answers.push(busy, busy);
    await start(1);
    await settle();
    for (let i = 0; i < 30; i += 1) await advance(1 / 60);
    expect(invoked).toHaveLength(3);
    expect(sfn.list({ alertId: 1 })[0]?.status).toBe('SUCCEEDED');

    answers.push(...Array.from({ length: 20 }, () => () => ({ error: 'TypeError', cause: 'x is undefined' })));
    await start(2);
    await settle();
    for (let i = 0; i < 120; i += 1) await advance(1 / 60);
    expect(invoked).toHaveLength(3 + 5);
    expect(sfn.list({ alertId: 2 })[0]).toMatchObject({ status: 'FAILED', error: 'EscalationFailed' });
  });

  it('does not invoke a function that the machine may not invoke', async () => {
    isAllowed = false;
    await start(3);
    await settle();
    for (let i = 0; i < 120; i += 1) await advance(1 / 60);
    expect(invoked).toEqual([]);
    expect(sfn.list()[0]).toMatchObject({ status: 'FAILED', error: 'EscalationFailed' });
  });

  it('names what does not exist', async () => {
    const executionArn = `${stateMachineArn.replace('stateMachine', 'execution')}:none`;
    const stop = client.send(new StopExecutionCommand({ executionArn }));
    await expect(stop).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    const unknown = client.send(new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}-other` }));
    await expect(unknown).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    const named = client.send(new StartExecutionCommand({ stateMachineArn, name: 'not a name' }));
    await expect(named).rejects.toMatchObject({ name: 'InvalidName' });
  });

  it('keeps thousands of executions waiting, lists them, and drops them on reset', async () => {
    answers.push(...Array.from({ length: 3_000 }, () => waitFor(60)));
    for (let id = 1; id <= 3_000; id += 1) {
      const body = Buffer.from(JSON.stringify({ stateMachineArn, name: `alert-${id}-g1`, input: input(id) }));
      await sfn.handle({ action: 'StartExecution', body } as Parameters<StepFunctions['handle']>[0]);
    }
    await settle();
    expect(sfn.list().filter(({ states }) => states.at(-1)?.name === 'Wait until next step')).toHaveLength(3_000);
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }));
    expect(executions).toHaveLength(100);
    await sfn.reset();
    expect(clock.countTimers()).toBe(0);
    expect(sfn.list()).toEqual([]);
  });
});
