import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { type Case, replay } from './replay.ts';

const folder = new URL('../fixtures/cases/', import.meta.url);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort();

/**
 * Cases whose part of the product is not there yet: they are run and must fail. One that holds turns red until it is
 * taken off this list, which is empty at the end of a release.
 */
const awaited = new Set<string>([]);

/** Replays every `of`-th case, beginning with the `part`-th, in a cloud of its own: the parts run side by side. */
export function replayCases(part: number, of: number): void {
  describe(`What went wrong for others holds here, ${part} of ${of}`, () => {
    let cloud: LocalCloud;

    beforeAll(async () => {
      cloud = await startLocalCloud({ clock: 'still', now: '2026-12-01T06:00:00Z', canary: false });
    });

    beforeEach(() => cloud.reset());

    afterAll(() => cloud?.stop());

    it('finds the cases', () => {
      expect(files.length).toBeGreaterThan(30);
      expect([...awaited].filter((name) => !files.includes(`${name}.json`))).toEqual([]);
    });

    for (const file of files.filter((_file, index) => index % of === part - 1)) {
      const name = file.replace('.json', '');
      const story = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case;
      const run = awaited.has(name) ? it.fails : it;
      run(`${name}: ${story.title}`, () => replay(cloud, story));
    }
  });
}
