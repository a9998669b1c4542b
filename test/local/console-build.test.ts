import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { typeOf } from '../../functions/domain/console/published.ts';
import { type EdgeRequest, loadEdgeFunction } from '../../local/edge/edge-function.ts';
import { buildConsole } from '../../local/synth.ts';
import { filesOf, firstLoad } from '../support/console-weight.ts';

/** Gzipped, of all that is loaded before the first screen stands. */
const most = 120 * 1024;

describe('the console as it is built', () => {
  let folder: string;
  let files: string[];
  beforeAll(async () => {
    folder = await buildConsole();
    files = await filesOf(folder);
  }, 120_000);

  it('is on a phone with its first screen in 120 KB', async () => {
    const { bytes, files } = await firstLoad(folder);
    expect(bytes, files.join(' ')).toBeLessThanOrEqual(most);
    expect(files.length).toBeLessThanOrEqual(20);
  });

  it('has nothing in its page that its policy would refuse', async () => {
    const html = await readFile(path.join(folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/i);
    expect(html).not.toMatch(/(?:src|href)="(?!\/[^/])/);
  });

  it('has files that are published, and that the way leads to', async () => {
    const source = await readFile(new URL('../../functions/edge/console-request.js', import.meta.url), 'utf8');
    const edge = loadEdgeFunction(source, { get: async () => '' });
    const lost: string[] = [];
    for (const file of files.filter((one) => one !== 'index.html')) {
      typeOf(file);
      const request = { method: 'GET', uri: `/${file}`, querystring: {}, headers: {}, cookies: {} };
      const context = { eventType: 'viewer-request' } as const;
      const { uri } = (await edge({ version: '1.0', context, viewer: { ip: '192.0.2.1' }, request })) as EdgeRequest;
      if (uri !== `/${file}`) lost.push(file);
    }
    expect(lost).toEqual([]);
  });

  it('names by its content what is kept for a year', () => {
    const kept = files.filter((file) => file.startsWith('assets/'));
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.filter((file) => !/-[\w-]{8}\.\w+$/.test(file))).toEqual([]);
  });
});
