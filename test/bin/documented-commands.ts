import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** README and the pages of docs. */
export const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** What stands for a value that the reader puts in. */
const values: readonly (readonly [RegExp, string])[] = [
  [/\$STAGE\b|\bSTAGE\b|<stage>/g, 'prod'],
  [/\$T\b/g, '2026-11-21T20:30:00Z'],
];

/** Every command line in the text: the lines of shell blocks without comments, and what stands in backticks. */
export function commandsIn(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  const blocks = [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].map(([, block = '']) => block);
  const prose = text.replace(/^ *```[\s\S]*?^ *```/gm, '');
  const inline = [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' '));
  const lines = blocks.flatMap((block) => block.replaceAll(/\\\n\s*/g, '').split('\n'));
  return [...lines.map((line) => line.replace(/\s+#.*$/, '').trim()), ...inline]
    .flatMap((line) => line.split(' && '))
    .map((line) => values.reduce((filled, [name, value]) => filled.replaceAll(name, value), line))
    .filter((line) => line !== '');
}
