import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../functions/domain/template/functions.ts';
import { rendered } from '../domain/template/read.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/templates.md'), 'utf8');
const body = JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? '');
const examples = [...page.matchAll(/^\| `(.*?)` \| `(.*?)`? ?\|$/gm)].map(
  ([, template = '', text = '']) => [template, text] as const,
);

describe('docs/templates.md', () => {
  it.each(examples)('%s', (template, text) => {
    expect(rendered(template, body)).toBe(text.replace(/^`$/, ''));
  });

  it('shows every kind of function', () => {
    expect(examples.length).toBeGreaterThan(25);
    const missing = functionNames.filter(
      (name) => !page.includes(name) && !/^(startsWith|equals|endsWith|contains)/.test(name),
    );
    expect(missing).toEqual([]);
  });
});
