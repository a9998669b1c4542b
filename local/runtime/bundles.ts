import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AnyNode, Program } from 'acorn';
import { parse } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import { build, type Plugin, transform } from 'esbuild';
import { handlerNames, reading, sourceOf } from '../../lib/bundle.ts';

/** What is imported of a package: some names, or all of it. */
type Imported = Set<string> | 'all';

/** What a function's file asks for when it imports a package lazily: as a namespace, of which any member may be used. */
const asWhole = '?whole';

/**
 * Bundles every handler into one file of CommonJS, `<outdir>/<name>/index.cjs`, which has our own code only, and what they use of
 * packages into `<outdir>/packages.cjs`: it exports a function that answers a package by its name. A thread that works for
 * one function after the other loads and warms the packages once.
 */
export async function bundleTogether(outdir: string): Promise<void> {
  const names = await handlerNames();
  const packages = new Map<string, Imported>();
  await build({
    ...reading,
    ...script,
    entryPoints: names.map((name) => ({ in: sourceOf(name), out: `${name}/index` })),
    outdir,
    outExtension: { '.js': '.cjs' },
    plugins: [withoutPackages(packages)],
  });
  await Promise.all(names.map((name) => asTheyAreExported(path.join(outdir, name, 'index.cjs'))));
  await build({
    ...reading,
    ...script,
    stdin: { contents: answering([...packages.keys()]), resolveDir: reading.absWorkingDir },
    outfile: path.join(outdir, 'packages.cjs'),
    plugins: [onlyWhatIsImported(packages)],
  });
}

/** A script that was compiled before cannot import; it requires. */
const script = { format: 'cjs', supported: { 'dynamic-import': false } } as const;

/** Quickly said of most modules: they import nothing but modules of our own. */
const mayImportPackages = /\b(?:from|import)\s*\(?\s*['"`](?!\.|node:)/;

/** Leaves packages where they are, and notes what is imported of them. */
const withoutPackages = (packages: Map<string, Imported>): Plugin => ({
  name: 'without packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^.]/ }, ({ path: name, kind }) => {
      if (kind === 'entry-point' || name.startsWith('node:')) return undefined;
      return { path: kind === 'dynamic-import' ? `${name}${asWhole}` : name, external: true };
    });
    onLoad({ filter: /\.tsx?$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      if (!mayImportPackages.test(text)) return undefined;
      const { code } = await transform(text, {
        loader: file.endsWith('x') ? 'tsx' : 'ts',
        target: reading.target,
        jsx: reading.jsx,
        jsxImportSource: reading.jsxImportSource,
        tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
      });
      for (const [name, imported] of importsOf(parse(code, { ecmaVersion: 'latest', sourceType: 'module' })))
        packages.set(name, both(packages.get(name), imported));
      return { contents: code, loader: 'js' };
    });
  },
});

const both = (one: Imported | undefined, other: Imported): Imported =>
  one === 'all' || other === 'all' ? 'all' : new Set([...(one ?? []), ...other]);

/** The packages that a module imports, with what it imports of them. */
export function importsOf(program: Program): [name: string, imported: Imported][] {
  const found: [string, Imported][] = [];
  fullAncestor(program, (node: AnyNode, _state, ancestors) => {
    if (!('source' in node) || node.source?.type !== 'Literal') return;
    const name = String(node.source.value);
    if (/^(?:\.|node:)/.test(name)) return;
    if (node.type === 'ImportExpression') found.push([`${name}${asWhole}`, takenOf(ancestors as readonly AnyNode[])]);
    else if ('specifiers' in node) found.push([name, namesOf(node.specifiers)]);
    else found.push([name, 'all']);
  });
  return found;
}

type Specifier = Extract<AnyNode, { readonly type: `${string}Specifier` }>;

function namesOf(specifiers: readonly Specifier[]): Imported {
  const names = specifiers.map((specifier) => {
    if (specifier.type === 'ImportDefaultSpecifier') return 'default';
    if (specifier.type === 'ImportSpecifier') return identifier(specifier.imported);
    return specifier.type === 'ExportSpecifier' ? identifier(specifier.local) : undefined;
  });
  return allOrNames(names);
}

/** What `const { a, b } = await import('…')` takes. */
function takenOf(ancestors: readonly AnyNode[]): Imported {
  const [declarator, awaiting] = ancestors.slice(-3);
  if (declarator?.type !== 'VariableDeclarator' || awaiting?.type !== 'AwaitExpression') return 'all';
  if (declarator.id.type !== 'ObjectPattern') return 'all';
  const taken = declarator.id.properties.map((each) => (each.type === 'Property' ? identifier(each.key) : undefined));
  return allOrNames(taken);
}

const identifier = (node: AnyNode): string | undefined => (node.type === 'Identifier' ? node.name : undefined);

const allOrNames = (names: readonly (string | undefined)[]): Imported =>
  names.every((name) => name !== undefined) ? new Set(names) : 'all';

/** esbuild wraps what a package exports, once more in each of our modules; these come from modules, and need no wrapping. */
async function asTheyAreExported(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replaceAll(/__toESM\((require\("(?!node:)[^"]+"\)), 1\)/g, '$1'));
}

const answering = (names: readonly string[]): string =>
  `const packages = {
    ${names.map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(`imported:${name}`)})`).join(',\n')}
  };
  module.exports = (name) => packages[name]?.();`;

/** Modules that export of a package what is imported of it: `imported:zod`. */
const onlyWhatIsImported = (packages: ReadonlyMap<string, Imported>): Plugin => ({
  name: 'only what is imported',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^imported:/ }, ({ path: name }) => ({
      path: name.slice('imported:'.length),
      namespace: 'imported',
    }));
    onLoad({ filter: /.*/, namespace: 'imported' }, ({ path: name }) => {
      const imported = packages.get(name) ?? 'all';
      const names = imported === 'all' ? '*' : `{ ${[...imported].join(', ')} }`;
      const from = JSON.stringify(name.replace(asWhole, ''));
      return { contents: `export ${names} from ${from};`, loader: 'js', resolveDir: reading.absWorkingDir };
    });
  },
});
