import { parse } from 'acorn';
import { expect, it } from 'vitest';
import { importsOf } from '../../../local/runtime/bundles.ts';

const imports = (source: string) =>
  importsOf(parse(source, { ecmaVersion: 'latest', sourceType: 'module' })).map(([name, imported]) => [
    name,
    imported === 'all' ? imported : [...imported],
  ]);

it.each<[string, ...[string, 'all' | string[]][]]>([
  ["import { a, b as c } from 'some'", ['some', ['a', 'b']]],
  ["import a, { b } from 'some/part'", ['some/part', ['default', 'b']]],
  ["import * as z from 'zod'", ['zod', 'all']],
  ["import 'some'", ['some', []]],
  ["export { a, b as c } from 'some'", ['some', ['a', 'b']]],
  ["export * from 'some'", ['some', 'all']],
  ["export * as some from 'some'", ['some', 'all']],
  ["const { a, b: c } = await import('some')", ['some?whole', ['a', 'b']]],
  ["const { a, ...rest } = await import('some')", ['some?whole', 'all']],
  ["const some = await import('some')", ['some?whole', 'all']],
  ["const { a } = import('some').then((some) => some)", ['some?whole', 'all']],
  ["import { a } from './own.ts'; import fs from 'node:fs'; await import('../own.ts'); export const own = a"],
])('%s', (source, ...expected) => {
  expect(imports(source)).toEqual(expected);
});
