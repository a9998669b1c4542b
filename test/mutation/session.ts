import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { createVitest, type TestModule, type Vitest } from 'vitest/node';
import { instrument, type Mutant } from './mutants.ts';
import { allMutants } from './sources.ts';

/** What a session is asked for: note what the tests of these files reach, or run some of their tests with a mutant. */
export type Question =
  | { readonly kind: 'record'; readonly files: readonly string[] }
  | { readonly kind: 'try'; readonly mutant: number; readonly file: string; readonly testIds: readonly string[] };

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
  | { readonly kind: 'tried'; readonly noticed: boolean };

/** The sources these mutants are of, by absolute path, as they are loaded: with a choice at every place. */
function instrumented(mutants: readonly Mutant[]): ReadonlyMap<string, string> {
  const byFile = Map.groupBy(mutants, ({ file }) => file);
  return new Map([...byFile].map(([file, own]) => [resolve(file), instrument(readFileSync(file, 'utf8'), own)]));
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
      setupFiles: [resolve('test/mutation/setup.ts')],
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

/** Within one run files share what they loaded, unless each is isolated; each run starts anew. */
async function answer(vitest: Vitest, question: Question): Promise<Answer> {
  const project = vitest.getRootProject();
  if (question.kind === 'record') {
    vitest.provide('mutant', -1);
    project.config.isolate = true;
    const specifications = question.files.map((file) => project.createSpecification(resolve(file)));
    const { testModules } = await vitest.runTestSpecifications(specifications);
    return { kind: 'recorded', files: testModules.map(recorded) };
  }
  vitest.provide('mutant', question.mutant);
  project.config.isolate = false;
  vitest.config.bail = 1;
  project.config.bail = 1;
  vitest.state.filesMap.clear();
  vitest.state.errorsSet.clear();
  const specification = project.createSpecification(resolve(question.file), { testIds: [...question.testIds] });
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
  return { kind: 'tried', noticed: unhandledErrors.length > 0 || !testModules.every((module) => module.ok()) };
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
process.send?.('ready');
