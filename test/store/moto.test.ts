import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { endProgram } from '../support/end-program.ts';
import { storeContract } from './contract.ts';
import { dynamoEngine } from './dynamo-engine.ts';

/** moto is a Python program, an opinion on DynamoDB that is not ours. Skipped where it is not installed. */
const isInstalled = spawnSync('moto_server', ['--help'], { timeout: 30_000 }).status === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function untilAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const answered = await fetch(`${url}/moto-api/`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await sleep(100);
  }
  throw new Error('moto_server did not start');
}

describe.skipIf(!isInstalled)('moto', () => {
  vi.setConfig({ testTimeout: 120_000 });
  let moto: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    moto = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    await untilAnswers(url);
  });
  afterAll(async () => {
    await endProgram(moto);
  });

  storeContract(
    'the SDK and moto',
    dynamoEngine(() => url, { connections: 1 }), // its transactions are not isolated from other requests
    { isSlow: true },
  );
});
