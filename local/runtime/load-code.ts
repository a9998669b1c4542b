import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

/** A function's module, and what keeps the work of compiling it for the threads that load it later. */
export interface LoadedCode {
  readonly exports: Readonly<Record<string, unknown>>;
  /** The same module once more, with nothing of what it has kept since. Nothing when it cannot be had twice in a thread. */
  readonly anew?: () => Readonly<Record<string, unknown>>;
  /** Writes what is compiled by now beside the file, unless it was there when the module was loaded. */
  keepCompiled(): void;
}

/**
 * Loads a function's file, given by its URL. A bundle of CommonJS is one script, which a thread need not compile when
 * another one has left what it compiled: half of what starting a function costs. Modules are imported as they are.
 */
export async function loadCode(url: string): Promise<LoadedCode> {
  const file = fileURLToPath(url);
  if (!canBeLoadedAgain(file)) return { exports: await import(url), keepCompiled: () => undefined };

  const kept = `${file}.compiled`;
  const cachedData = existsSync(kept) ? readFileSync(kept) : undefined;
  // esbuild writes nothing but ASCII, of which each character is one byte of memory.
  const script = new vm.Script(wrapped(readFileSync(file, 'latin1')), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const anew = () => {
    const module = { exports: {} };
    script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
    return module.exports;
  };
  const isKept = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    exports: anew(),
    anew,
    keepCompiled() {
      if (!isKept) replace(kept, script.createCachedData());
    },
  };
}

/** A thread keeps the modules that it has imported; a bundle of CommonJS is a script, which can be run as often as one likes. */
export const canBeLoadedAgain = (file: string): boolean => file.endsWith('.cjs');

const wrapped = (source: string) => `(function (exports, require, module, __filename, __dirname) {${source}\n})`;

/** Other threads and processes may read it or write it at the same time. */
function replace(file: string, content: Buffer) {
  const unfinished = `${file}.${process.pid}.${process.hrtime.bigint()}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, file);
}
