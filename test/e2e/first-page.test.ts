import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';

const page = readFileSync(new URL('../../docs/first-page.md', import.meta.url), 'utf8');
const [start = '', ...blocks] = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);

let cloud: LocalCloud;
const folder = mkdtempSync(path.join(tmpdir(), 'first-page-'));
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'none', clock: 'still' });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await cloud?.stop();
});

const separator = '-- next block --';

/** Runs the commands of the page as they stand there, against this cloud; what each block printed. */
async function run(commands: readonly string[]): Promise<string[]> {
  const script = ['set -eu', ...commands.map((block) => `${block}\necho; echo '${separator}'`)].join('\n');
  const here = script.replaceAll('http://127.0.0.1:4010', cloud.url);
  const { stdout } = await promisify(execFile)('bash', ['-c', here], { cwd: folder, timeout: 90_000 });
  return stdout.split(separator).map((text) => text.trim());
}

describe('docs/first-page.md', () => {
  it('starts the local cloud as it can be started', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(start.trim().split('\n')).toEqual(['npm ci', 'npm start -- --seed none --ephemeral']);
    expect(scripts.start).toContain('local/start');
  });

  it('leads from a fresh account to a page that is answered, command by command', async () => {
    const printed = await run(blocks);
    expect(printed).toHaveLength(blocks.length + 1);
    const printedBy = (command: string) => printed[blocks.findIndex((block) => block.includes(command))] ?? '';
    expect(printedBy('/health')).toContain('"UP"');
    expect(printedBy('$PHONE/test')).toContain('+4915123450001');
    expect(printedBy('echo "$INTEGRATION_URL"')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1\/events\/api\/\S+$/);
    expect(printedBy('/api/on-calls/reachability')).toContain('NO_VERIFIED_PHONE');
    expect(printedBy('TEXT=$(')).toContain('Disk almost full on db-1');
    expect(printedBy('"text": "A"')).toMatch(/ACCEPTED$/);
    expect(printedBy('log-entries')).toMatch(/Accepted by Ada Lovelace/);
    expect(printedBy('"RESOLVE"')).toMatch(/RESOLVED$/);

    const text = (await cloud.outbox()).findLast(({ channel, alertId }) => channel === 'SMS' && alertId !== null);
    expect(text).toMatchObject({ to: '+4915123450001' });
    await cloud.advance(30 * 60);
    const calls = (await cloud.outbox()).filter(({ channel }) => channel === 'VOICE');
    expect(calls).toEqual([]);
  });
});
