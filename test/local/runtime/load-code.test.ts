import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCode } from '../../../local/runtime/load-code.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tocsin-code-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function written(name: string, code: string) {
  const file = path.join(directory, name);
  writeFileSync(file, code);
  return { url: pathToFileURL(file).href, kept: `${file}.compiled` };
}

const handler = "const os = require('node:os'); let n = 0; exports.handler = () => [++n, typeof os.EOL, __filename];";
const call = ({ exports }: Awaited<ReturnType<typeof loadCode>>) => (exports.handler as () => unknown)();

describe('the code of a function', () => {
  it('is a module of its own each time it is loaded, whoever compiled it', async () => {
    const { url, kept } = written('index.cjs', handler);
    const first = await loadCode(url);
    call(first);
    expect(call(first)).toEqual([2, 'string', path.join(directory, 'index.cjs')]);
    expect(existsSync(kept)).toBe(false);
    first.keepCompiled();
    const compiled = readFileSync(kept);

    const second = await loadCode(url);
    expect(call(second)).toEqual([1, 'string', path.join(directory, 'index.cjs')]);
    second.keepCompiled();
    expect(readFileSync(kept)).toEqual(compiled);
  });

  it('can be had once more in the same thread, without what it has kept', async () => {
    const code = await loadCode(written('index.cjs', handler).url);
    const countOf = (answer: unknown) => (answer as readonly unknown[])[0];
    expect([countOf(call(code)), countOf(call(code))]).toEqual([1, 2]);
    const again = code.anew?.() ?? {};
    expect(countOf((again.handler as () => unknown)())).toBe(1);
    expect(countOf(call(code))).toBe(3);
    expect(await loadCode(written('index.mjs', 'export const n = 1;').url)).not.toHaveProperty('anew');
  });

  it('is compiled anew, and kept anew, when what was kept is of another engine or broken', async () => {
    const { url, kept } = written('index.cjs', handler);
    writeFileSync(kept, 'not compiled by anybody');
    const code = await loadCode(url);
    expect(call(code)).toEqual([1, 'string', path.join(directory, 'index.cjs')]);
    code.keepCompiled();
    expect(readFileSync(kept).byteLength).toBeGreaterThan(100);
  });

  it('can be a module of ECMAScript, of which nothing is kept', async () => {
    const { url, kept } = written('index.mjs', 'export const handler = () => import.meta.url;');
    const code = await loadCode(url);
    expect(call(code)).toBe(url);
    code.keepCompiled();
    expect(existsSync(kept)).toBe(false);
  });

  it('is refused as it is wrong', async () => {
    await expect(loadCode(written('broken.cjs', 'exports.handler = (').url)).rejects.toThrow(SyntaxError);
    await expect(loadCode(written('lost.cjs', "require('./not-there.cjs');").url)).rejects.toThrow('not-there');
  });
});
