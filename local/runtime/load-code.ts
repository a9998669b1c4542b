import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

/** A function's module, as this thread knows it. */
export interface LoadedCode {
  /** Runs the module and answers what it exports; once more, it knows nothing of what it has kept before. */
  run(): Promise<Readonly<Record<string, unknown>>>;
  /** Writes what is compiled by now beside the file, unless it was there when the file was loaded. */
  keepCompiled(): void;
}

/**
 * Loads a function's file, given by its URL. A bundle of CommonJS is one script, which a thread need not compile when
 * another one has left what it compiled; the packages that it requires are in `packages.cjs` in the folder above its own, and
 * one and the same for all functions of a thread. Modules are imported as they are, and run once in a thread.
 */
export async function loadCode(url: string): Promise<LoadedCode> {
  const file = fileURLToPath(url);
  if (!canBeRunAgain(file)) return { run: () => import(url), keepCompiled: () => undefined };

  const script = compile(file);
  const packages = packagesFor(file);
  const own = createRequire(file);
  const require = (name: string) => packages?.require(name) ?? own(name);
  return {
    run: async () => script.run(require),
    keepCompiled: script.keepCompiled,
  };
}

/** Writes what is compiled by now of the packages that this thread has loaded, unless it was there when they were. */
export function keepPackagesCompiled(): void {
  for (const { keepCompiled } of loadedPackages.values()) keepCompiled();
}

/** A thread keeps the modules that it has imported; a bundle of CommonJS is a script, which can be run as often as one likes. */
export const canBeRunAgain = (file: string): boolean => file.endsWith('.cjs');

interface Packages {
  /** The package's exports; nothing when it is not there, as what Node has itself. */
  require(name: string): unknown;
  keepCompiled(): void;
}

/** By their file: all functions of a deployment share them. */
const loadedPackages = new Map<string, Packages>();

function packagesFor(functionFile: string): Packages | undefined {
  const file = path.join(path.dirname(path.dirname(functionFile)), 'packages.cjs');
  const loaded = loadedPackages.get(file);
  if (loaded !== undefined || !existsSync(file)) return loaded;
  const { run, keepCompiled } = compile(file);
  const packageOf = run(createRequire(file)) as unknown as (name: string) => unknown;
  const known = new Map<string, unknown>();
  const packages: Packages = {
    require(name) {
      if (!known.has(name)) known.set(name, packageOf(name));
      return known.get(name);
    },
    keepCompiled,
  };
  loadedPackages.set(file, packages);
  return packages;
}

function compile(file: string) {
  const kept = `${file}.compiled`;
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined;
  // esbuild writes nothing but ASCII, of which each character is one byte of memory.
  const script = new vm.Script(wrapped(readFileSync(file, 'latin1')), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const isKept = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    run(require: (name: string) => unknown): Readonly<Record<string, unknown>> {
      const module = { exports: {} };
      script.runInThisContext()(module.exports, require, module, file, path.dirname(file));
      return module.exports;
    },
    keepCompiled() {
      if (!isKept) replace(kept, script.createCachedData());
    },
  };
}

const wrapped = (source: string) => `(function (exports, require, module, __filename, __dirname) {${source}\n})`;

/** Other threads and processes may read it or write it at the same time. */
function replace(file: string, content: Buffer) {
  const unfinished = `${file}.${process.pid}.${process.hrtime.bigint()}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}
