import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest, type TestModule, type Vitest } from 'vitest/node';
import { instrument, type Mutant } from './mutants.ts';
import { allMutants } from './sources.ts';
import type { Trial } from './trial-runner.ts';

/** What a session is asked for: note what the tests of these files reach, or run the tests of one with mutants. */
export type Question =
  | { readonly kind: 'record'; readonly files: readonly string[] }
  | { readonly kind: 'try'; readonly file: string; readonly trial: Trial };

export interface RecordedTest {
  readonly id: string;
  readonly milliseconds: number;
  readonly reached: readonly number[];
}

export interface RecordedFile {
  readonly file: string;
  readonly passed: boolean;
  /** What it takes to load the file, before any test. */
  readonly milliseconds: number;
  readonly loaded: readonly number[];
  readonly tests: readonly RecordedTest[];
}

export type Answer =
  | { readonly kind: 'recorded'; readonly files: readonly RecordedFile[] }
  | { readonly kind: 'tried'; readonly failed: boolean };

const beside = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** A parser that tries a choice as an arrow function first takes `<!--` in a regular expression there for a comment of HTML. */
const withoutComments = (source: string): string => source.replaceAll('<!--', '<!\\x2d-');

/** The sources these mutants are of, by absolute path, as they are loaded: with a choice at every place. */
function instrumented(mutants: readonly Mutant[]): ReadonlyMap<string, string> {
  const byFile = Map.groupBy(mutants, ({ file }) => file);
  return new Map(
    [...byFile].map(([file, own]) => [resolve(file), withoutComments(instrument(readFileSync(file, 'utf8'), own))]),
  );
}

async function open(isTarget: (file: string) => boolean): Promise<Vitest> {
  const sources = instrumented(allMutants().filter(({ file }) => isTarget(file)));
  return createVitest(
    'test',
    {
      watch: false,
      reporters: [{}],
      pool: 'threads',
      isolate: false,
      maxWorkers: 1,
      bail: 0,
      // What is loaded depends on all sources, as the numbers of mutants do, and not on the file alone.
      fsModuleCache: false,
      testTimeout: 10_000,
      hookTimeout: 10_000,
      setupFiles: [beside('./setup.ts')],
      onConsoleLog: () => false,
    },
    {
      plugins: [{ name: 'mutants', enforce: 'pre', load: (id: string) => sources.get(id.split('?')[0] ?? '') }],
      server: { watch: null },
    },
  );
}

function recorded(module: TestModule): RecordedFile {
  const tests = [...module.children.allTests()];
  const diagnostic = module.diagnostic();
  return {
    file: relative(process.cwd(), module.moduleId),
    passed: module.ok(),
    milliseconds: diagnostic.collectDuration + diagnostic.setupDuration,
    loaded: [...new Set(tests.flatMap((test) => test.meta().loaded ?? []))],
    tests: tests
      .filter((test) => test.result().state === 'passed')
      .map((test) => ({
        id: test.id,
        milliseconds: test.diagnostic()?.duration ?? 0,
        reached: test.meta().reached ?? [],
      })),
  };
}

/** Each run starts anew, in a thread of its own. */
async function answer(vitest: Vitest, question: Question): Promise<Answer> {
  const { config } = vitest.getRootProject();
  const specified = (file: string, testIds?: string[]) =>
    vitest.getRootProject().createSpecification(resolve(file), testIds && { testIds });
  vitest.state.filesMap.clear();
  vitest.state.errorsSet.clear();
  if (question.kind === 'record') {
    vitest.provide('trial', null);
    config.isolate = true;
    const { testModules } = await vitest.runTestSpecifications(question.files.map((file) => specified(file)));
    return { kind: 'recorded', files: testModules.map(recorded) };
  }
  const { file, trial } = question;
  vitest.provide('trial', trial);
  config.isolate = false;
  config.runner = beside('./trial-runner.ts');
  config.testTimeout = trial.waiting;
  config.hookTimeout = trial.waiting;
  const testIds = [...new Set(trial.candidates.flatMap((candidate) => candidate.testIds))];
  // The last load is without any mutant: it tells whether those before have left something behind.
  const loads = trial.way === 'together' || trial.candidates.length === 1 ? 1 : trial.candidates.length + 1;
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    Array.from({ length: loads }, () => specified(file, testIds)),
  );
  return { kind: 'tried', failed: unhandledErrors.length > 0 || !testModules.every((module) => module.ok()) };
}

/** A process of its own, so that a mutant that never ends can be ended: it is asked by messages, one after the other. */
const targets = new Set(process.argv.slice(2));
const vitest = await open((file) => targets.size === 0 || targets.has(file));
process.on('message', (question: Question) => {
  answer(vitest, question).then(
    (given) => process.send?.(given),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// Whoever asked is gone, so that nobody waits for an answer.
process.once('disconnect', () => process.exit());
process.send?.('ready');
