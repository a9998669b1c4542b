import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDynamoDb } from '../../../local/aws/dynamodb/service.ts';
import type { AwsService } from '../../../local/aws/service.ts';
import { startSqsAndS3 } from '../../../local/aws/sqs-s3/start.ts';
import { deployment, queueArn } from './crash-deployment.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'crash-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Runs a process that writes pairs of items in transactions, and messages, until it is killed; how many it reported. */
async function writeUntilKilled(): Promise<number> {
  const script = new URL('./crash-writer.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  let done = 0;
  for await (const chunk of child.stdout) {
    done = Number(String(chunk).trim().split('\n').at(-1));
    if (done >= 200) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return done;
}

it('a killed process loses nothing it answered for, and leaves no half of a transaction', async () => {
  const done = await writeUntilKilled();

  const dynamoDb = await startDynamoDb({ deployment, dataDir });
  const call = async (action: string, parameters: object) => {
    const body = Buffer.from(JSON.stringify(parameters));
    const { body: answer } = await dynamoDb.handle({ action, body } as Parameters<AwsService['handle']>[0]);
    return JSON.parse(String(answer));
  };
  const { Items } = await call('Scan', { TableName: 'things' });
  const halves = (half: string) =>
    Items.filter((item: { SK: { S: string } }) => item.SK.S === half)
      .map((item: { PK: { S: string } }) => Number(item.PK.S))
      .sort((a: number, b: number) => a - b);
  expect(halves('left')).toEqual(halves('right'));
  expect(halves('left').length).toBeGreaterThanOrEqual(done);
  expect(dynamoDb.feed.read('things', '', 100_000)).toHaveLength(Items.length);
  await dynamoDb.close();

  const { sqs, s3 } = await startSqsAndS3({ deployment, dataDir });
  expect(sqs.depth(queueArn).visible).toBeGreaterThanOrEqual(done);
  await sqs.close();
  await s3.close();
});
