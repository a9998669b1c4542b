import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leftOver, madeFiles } from '../../bin/docs.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

it('what is made from the code is as the code is: options, tools and the page of each (npm run docs)', async () => {
  const made = await madeFiles();
  expect(made.size).toBeGreaterThan(100);
  const outdated = [...made].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
  expect(outdated.map(([file]) => relative(root, file))).toEqual([]);
  expect(leftOver(made).map((file) => relative(root, file))).toEqual([]);
});

describe('README', () => {
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
