import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const handlers = path.join(root, 'functions/handlers');

/** Packages that still call `require` find one in every file esbuild writes. */
const requireBanner =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

export interface Bundle {
  /** The handler's file name without its ending, and the function's name. */
  readonly name: string;
  /** Holds `index.mjs`, its chunks and their source maps. */
  readonly directory: string;
  readonly metafile: Metafile;
}

export interface BundleOptions {
  /** Each function gets a folder of its name in here. */
  readonly outdir: string;
  /** Which handlers to bundle; all of them when left out. */
  readonly names?: readonly string[];
  readonly minify?: boolean;
}

/** The names of all functions: one per file directly in `functions/handlers`, in alphabetical order. */
export async function handlerNames(): Promise<string[]> {
  const entries = await readdir(handlers, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => entry.name.replace(/\.tsx?$/, ''))
    .sort();
}

/**
 * Bundles handlers, SDK included, into `<outdir>/<name>/index.mjs`; what they import lazily becomes a chunk of its own. One
 * after the other: each takes all processors, and all of them at once took twice as long.
 */
export async function bundleHandlers({ outdir, names, minify = false }: BundleOptions): Promise<Bundle[]> {
  const wanted = names ?? (await handlerNames());
  const bundles: Bundle[] = [];
  for (const name of wanted) bundles.push(await bundleHandler(name, path.resolve(outdir, name), minify));
  return bundles;
}

/** Bytes of a bundle's entry and of every chunk it imports statically; what it imports lazily is loaded when needed. */
export function bytesLoadedAtOnce({ outputs }: Metafile): number {
  const seen = new Set<string>();
  const visit = (file: string): number => {
    const output = outputs[file];
    if (output === undefined || seen.has(file)) return 0;
    seen.add(file);
    const imported = output.imports.filter(({ kind }) => kind === 'import-statement');
    return imported.reduce((bytes, { path: next }) => bytes + visit(next), output.bytes);
  };
  return visit(Object.keys(outputs).find((file) => file.endsWith('index.mjs')) ?? '');
}

async function bundleHandler(name: string, directory: string, minify: boolean): Promise<Bundle> {
  const { metafile } = await build({
    ...reading,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    format: 'esm',
    banner: { js: requireBanner },
    entryPoints: { index: sourceOf(name) },
    outdir: directory,
    sourcemap: 'linked',
    sourcesContent: false,
    minify,
    keepNames: minify,
    metafile: true,
  });
  return { name, directory, metafile };
}

/** The handler of a function, for esbuild. */
export const sourceOf = (name: string): string => `./functions/handlers/${name}`;

/** How sources and packages are read, whoever bundles them. */
export const reading = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  // Without `module` the SDK's core comes as CommonJS, of which nothing can be left out: 140 KB a function.
  conditions: ['module', 'node', 'import'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'silent',
} satisfies BuildOptions;
