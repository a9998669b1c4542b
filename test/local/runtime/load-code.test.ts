import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPackagesCompiled, loadCode } from '../../../local/runtime/load-code.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tocsin-code-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function written(name: string, code: string) {
  const file = path.join(directory, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, code);
  return { url: pathToFileURL(file).href, kept: `${file}.compiled` };
}

const handler = "const os = require('node:os'); let n = 0; exports.handler = () => [++n, typeof os.EOL, __filename];";
type Loaded = Awaited<ReturnType<typeof loadCode>>;
const handlerOf = async (code: Loaded) => (await code.run()).handler as () => readonly unknown[];

describe('the code of a function', () => {
  it('is a module of its own each time it is loaded, whoever compiled it', async () => {
    const { url, kept } = written('index.cjs', handler);
    const first = await loadCode(url);
    const call = await handlerOf(first);
    call();
    expect(call()).toEqual([2, 'string', path.join(directory, 'index.cjs')]);
    expect(existsSync(kept)).toBe(false);
    first.keepCompiled();
    const compiled = readFileSync(kept);

    const second = await loadCode(url);
    expect((await handlerOf(second))()).toEqual([1, 'string', path.join(directory, 'index.cjs')]);
    second.keepCompiled();
    expect(readFileSync(kept)).toEqual(compiled);
  });

  it('can be run once more in the same thread, without what it has kept', async () => {
    const code = await loadCode(written('index.cjs', handler).url);
    const [first, second] = [await handlerOf(code), await handlerOf(code)];
    expect([first()[0], first()[0], second()[0], first()[0]]).toEqual([1, 2, 1, 3]);
  });

  it('has its packages from the file above its folder, one and the same for all functions and each time', async () => {
    const packages = `let made = 0; module.exports = (name) => name === 'counter' ? { made: ++made, counted: 0 } : undefined;`;
    const { kept } = written('packages.cjs', packages);
    const counting = `const { EOL } = require('node:os'); const counter = require('counter');
      exports.handler = () => [counter.made, ++counter.counted, typeof EOL];`;
    const one = await loadCode(written('one/index.cjs', counting).url);
    const other = await loadCode(written('other/index.cjs', counting).url);
    const told = [(await handlerOf(one))(), (await handlerOf(other))(), (await handlerOf(one))()];
    expect(told).toEqual([
      [1, 1, 'string'],
      [1, 2, 'string'],
      [1, 3, 'string'],
    ]);
    one.keepCompiled();
    expect(existsSync(kept)).toBe(false);
    keepPackagesCompiled();
    expect(existsSync(kept)).toBe(true);
  });

  it('is compiled anew, and kept anew, when what was kept is of another engine or broken', async () => {
    const { url, kept } = written('index.cjs', handler);
    writeFileSync(kept, 'not compiled by anybody');
    const code = await loadCode(url);
    expect((await handlerOf(code))()).toEqual([1, 'string', path.join(directory, 'index.cjs')]);
    code.keepCompiled();
    expect(readFileSync(kept).byteLength).toBeGreaterThan(100);
  });

  it('can be a module of ECMAScript, of which nothing is kept', async () => {
    const { url, kept } = written('index.mjs', 'export const handler = () => import.meta.url;');
    const code = await loadCode(url);
    expect((await handlerOf(code))()).toBe(url);
    code.keepCompiled();
    expect(existsSync(kept)).toBe(false);
  });

  it('is refused as it is wrong', async () => {
    await expect(loadCode(written('broken.cjs', 'exports.handler = (').url)).rejects.toThrow(SyntaxError);
    const lost = await loadCode(written('lost.cjs', "require('./not-there.cjs');").url);
    await expect(lost.run()).rejects.toThrow('not-there');
  });
});
