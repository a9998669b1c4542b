import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runAfterRestore } from '../../bin/after-restore.ts';
import { UsageError } from '../../bin/usage.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-stages-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(path.join(folder, 'prod.json'), '{ "account": "111122223333", "region": "eu-west-1" }');

const lambda = mockClient(LambdaClient);
const sts = mockClient(STSClient);
beforeEach(() => {
  lambda.reset();
  sts.reset();
  sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/ada' });
});

const restoredTo = '2026-11-21T20:30:00Z';
const nothing = {
  restarted: [],
  snoozed: [],
  accepted: [],
  resolved: [],
  exhausted: [],
  recreated: [],
  lostAndOver: [],
};
const report = (more: { finished: boolean; dryRun?: boolean; failed?: object[] }) => ({
  restoredTo,
  dryRun: false,
  ...more,
  alerts: { ...nothing, failed: more.failed ?? [], untouched: 3 },
  notifications: { suppressed: 2 },
  windows: { dropped: 0 },
  heartbeats: { rearmed: 1 },
  autoResolutions: { rearmed: 4 },
});
/** An answer as the client gives it: bytes that know how to become text. */
const payload = (value: object) =>
  Object.assign(Buffer.from(''), { transformToString: () => JSON.stringify(value) }) as never;

async function afterRestore(...args: string[]) {
  const said: string[] = [];
  const answer = await runAfterRestore(args, { folder, say: (text) => said.push(text) }).catch((error: Error) => error);
  const events = lambda.commandCalls(InvokeCommand).map(({ args: [{ input }] }) => input);
  return { answer, said: said.join('\n'), events };
}

const answers = (...values: object[]) => {
  const behaviour = lambda.on(InvokeCommand);
  for (const value of values) behaviour.resolvesOnce({ Payload: payload(value) });
};

describe('npx tocsin after-restore', () => {
  it('calls the function of the stage that is named until it has finished', async () => {
    answers(report({ finished: false }), report({ finished: true }));
    const { answer, said, events } = await afterRestore('prod', '--restored-to', restoredTo);
    expect(answer).toBe(0);
    expect(events.map(({ FunctionName }) => FunctionName)).toEqual(Array(2).fill('tocsin-prod-after-restore'));
    expect(JSON.parse(String(events[0]?.Payload))).toEqual({ restoredTo, overdueMinutes: 10, dryRun: false });
    expect(said).toContain('3 open alerts need nothing.');
  });

  it('looks once in a dry run', async () => {
    answers(report({ finished: false, dryRun: true }));
    const { answer, said, events } = await afterRestore('prod', '--restored-to', restoredTo, '--dry-run');
    expect([answer, events.length]).toEqual([0, 1]);
    expect(said).toMatch(/^Nothing was changed[\s\S]*more than fits into one call/);
  });

  it('ends with 1 when an alert could not be reconciled', async () => {
    answers(report({ finished: true, failed: [{ alertId: 7, summary: 'Disk', why: 'busy' }] }));
    const { answer, said } = await afterRestore('prod', '--restored-to', restoredTo);
    expect(answer).toBe(1);
    expect(said).toContain('COULD NOT BE RECONCILED:\n  7  Disk  (busy)');
  });

  it('tells what the function failed by', async () => {
    lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload: payload({ errorMessage: 'oops' }) });
    expect(String((await afterRestore('prod', '--restored-to', restoredTo)).answer)).toContain('oops');
  });

  it.each([
    ['without a stage', ['--restored-to', restoredTo], UsageError],
    ['without the moment', ['prod'], UsageError],
    ['for a stage without a file', ['dev', '--restored-to', restoredTo], Error],
  ])('touches nothing %s', async (_case, args, kind) => {
    const { answer, events } = await afterRestore(...args);
    expect(answer).toBeInstanceOf(kind);
    expect(events).toEqual([]);
  });

  it('touches nothing in another account than the file says', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '999988887777', Arn: 'arn:aws:iam::999988887777:user/eve' });
    const { answer, events } = await afterRestore('prod', '--restored-to', restoredTo);
    expect(String(answer)).toContain('your credentials are for 999988887777');
    expect(events).toEqual([]);
  });
});
