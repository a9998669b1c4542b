import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluated, problemOf } from '../domain/condition/read.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/conditions.md'), 'utf8');
const event: unknown = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '');

const stated = [...page.matchAll(/^\| `(.+)` \| (true|false) \|$/gm)].map(
  ([, text = '', is]) => [text, is === 'true'] as const,
);
/** In the table of operators the last column is an example that is true. */
const examples = [...page.matchAll(/^\| `.*\| `([^|`]+)` \|$/gm)].map(([, text = '']) => text);

it.each(stated)('%s is %s', (text, is) => {
  expect(evaluated(text, event).result).toBe(is);
});

it.each(examples)('%s is true', (text) => {
  expect(evaluated(text, event).result).toBe(true);
});

it('shows what it promises', () => {
  expect(stated.length).toBeGreaterThan(13);
  expect(examples).toHaveLength(9);
  expect(problemOf('event.a = 1').position).toBe(8);
});
