import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inUse, own, refuseIfInUse } from '../../../local/runtime/owned-folder.ts';
import { listen } from '../../../local/runtime/public-server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tocsin-owned-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a folder whose owner lives and answers is refused: by whom, and what to do instead', async () => {
  const server = await listen(0);
  own(folder, server.url);
  await expect(refuseIfInUse(folder)).rejects.toThrow(
    `${folder} is in use by process ${process.pid}, which answers at ${server.url}/_local/`,
  );
  await expect(refuseIfInUse(folder)).rejects.toThrow(/--ephemeral.*--data/);
  await server.close();
});

it.each([
  ['is left', () => own(folder, 'http://127.0.0.1:1').leave()],
  ['was never used', () => undefined],
  ['has an owner that died', () => own(folder, 'http://127.0.0.1:1')],
  ['has an owner that died while writing', () => writeFileSync(path.join(folder, 'in-use.json'), '{"pid":')],
])('a folder that %s is free', async (_case, prepare) => {
  prepare();
  await expect(refuseIfInUse(folder)).resolves.toBeUndefined();
});

it('a folder that its database finds locked is refused, also by nobody known', () => {
  expect(inUse(folder).message).toContain('in use by another process');
});

it('a taken port is told with the option that chooses another', async () => {
  const server = await listen(0);
  const { port } = new URL(server.url);
  await expect(listen(Number(port))).rejects.toThrow(
    `Port ${port} is taken by another program. Choose another one: npm start -- --port ${Number(port) + 1}`,
  );
  await server.close();
});
