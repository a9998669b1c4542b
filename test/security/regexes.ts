import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { parseAst } from 'vitest/node';

const folder = join(import.meta.dirname, '../../functions');

/** A regular expression as the source writes it, and the files that do. */
export interface Found {
  readonly pattern: string;
  readonly flags: string;
  readonly files: readonly string[];
}

/** Every regular expression in the functions' source, and the files that make one at run time. */
export function regexesOfSource(): { readonly found: readonly Found[]; readonly dynamic: readonly string[] } {
  const found = new Map<string, { pattern: string; flags: string; files: string[] }>();
  const dynamic = new Set<string>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  for (const file of files.sort()) {
    const loader = file.endsWith('x') ? 'tsx' : 'ts';
    const { code } = transformSync(readFileSync(join(folder, file), 'utf8'), { loader, jsx: 'automatic' });
    visit(parseAst(code), (node) => {
      if (isCallOfRegExp(node)) dynamic.add(file);
      const { regex } = node as { regex?: { pattern: string; flags: string } };
      if (regex === undefined) return;
      const known = found.get(keyOf(regex)) ?? { ...regex, files: [] };
      if (!known.files.includes(file)) known.files.push(file);
      found.set(keyOf(regex), known);
    });
  }
  return { found: [...found.values()], dynamic: [...dynamic] };
}

/** `/pattern/flags`. */
export const keyOf = ({ pattern, flags }: Pick<Found, 'pattern' | 'flags'>): string => `/${pattern}/${flags}`;

const isCallOfRegExp = (node: object): boolean => {
  const { type, callee } = node as { type?: string; callee?: { name?: string } };
  return (type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp';
};

function visit(node: unknown, see: (node: object) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) see(node);
  for (const child of Object.values(node)) visit(child, see);
}
