import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readmeWithOptions } from '../../lib/options-table.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('README', () => {
  it('lists every option as the schema has it (npm run docs)', () => {
    expect(readme).toBe(readmeWithOptions());
  });

  it.each(['OwnerKey', 'PublicUrl', 'InboundTopic'])('names the output %s, which a deploy prints', (output) => {
    const lib = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const text = lib.map((file) => readFileSync(join(root, 'lib', file), 'utf8')).join('\n');
    expect(readme).toContain(output);
    expect(text).toMatch(new RegExp(`(CfnOutput\\(this, |overrideLogicalId\\()'${output}'`));
  });

  it('links only to what exists', () => {
    const targets = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? '');
    expect(targets.length).toBeGreaterThan(5);
    const missing = targets.filter((target) => {
      try {
        readFileSync(join(root, target));
        return false;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code !== 'EISDIR';
      }
    });
    expect(missing).toEqual([]);
  });
});
