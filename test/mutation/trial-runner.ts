import { appendFileSync } from 'node:fs';
import { inject, type RunnerTestCase, type RunnerTestFile, TestRunner, type TestRunnerConfig, vi } from 'vitest';
import { type Candidate, type Finding, none, Tries } from './tries.ts';

/** Which mutants a file tries: `together` in one load, or `apart`, each with a load of its own. */
export interface Trial {
  readonly way: 'together' | 'apart';
  readonly candidates: readonly Candidate[];
  /** The file that is told what was found, line by line, so that it is known even when a mutant never ends. */
  readonly log: string;
  /** What takes longer does not end: a test that waits, and one that goes round in circles (in time of the processor). */
  readonly waiting: number;
  readonly running: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The mutants that are tried; none when it is only noted which places the tests come through. */
    trial: Trial | null;
  }
}

/** A mutant that runs through its own place that often goes round in circles. */
const endless = 3_000_000;

/** The milliseconds that this thread has had of a processor: other work on the machine does not count. */
const spent = () => process.threadCpuUsage().user / 1000;

// Tests may put another clock in its place.
const { setImmediate } = globalThis;

const timedOut = /^(Test|Hook) timed out in /;

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Runs tests with mutants. Vitest makes one for each file that is asked about. */
export default class TrialRunner extends TestRunner {
  readonly #trial: Trial;
  readonly #tries: Tries;
  #tried = none;
  #times = 0;
  #calls = 0;
  #since = 0;
  #stopped = false;
  /** Whether something failed outside of a test, so that it is uncertain which mutant it was. */
  #failedOutside = false;
  #hasFailed = false;
  #loads = 0;

  constructor(config: TestRunnerConfig) {
    super(config);
    this.#trial = inject('trial') as Trial;
    this.#tries = new Tries(this.#trial.candidates, (id, finding) => this.#tell(finding, id));
    globalThis.mutated = (id) => this.#isTried(id);
    for (const event of ['unhandledRejection', 'uncaughtException']) {
      process.on(event, () => {
        this.#failedOutside = true;
      });
    }
  }

  #isTried(id: number): boolean {
    if (++this.#calls % 4096 === 0 && spent() - this.#since > this.#trial.running) this.#stop();
    if (id !== this.#tried) return false;
    if (++this.#times > endless) this.#stop();
    return true;
  }

  #stop(): never {
    this.#stopped = true;
    throw new Error(`mutant ${this.#tried} does not end`);
  }

  #tell(finding: Finding | 'tried' | 'clean' | 'spoilt', id: number): void {
    appendFileSync(this.#trial.log, `${finding} ${id}\n`);
  }

  #try(id: number): void {
    this.#tried = id;
    this.#begin();
    this.#failedOutside = false;
    this.#tell('tried', id);
  }

  #begin(): void {
    this.#times = 0;
    this.#since = spent();
    this.#stopped = false;
  }

  // Together: each test again and again. What Vitest takes for a failure that is tried again is the next mutant.

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    await super.onBeforeRunTask(test);
    if (this.#trial.way === 'apart') {
      const testIds = this.#candidate?.testIds ?? this.#trial.candidates.flatMap((candidate) => candidate.testIds);
      if (this.#hasFailed || !testIds.includes(test.id)) test.mode = 'skip';
    } else if (this.#tries.next(test.id) === undefined) {
      test.mode = 'skip';
    } else {
      test.retry = Number.MAX_SAFE_INTEGER;
    }
  }

  override onBeforeTryTask(test: RunnerTestCase, options: { retry: number; repeats: number }): void {
    super.onBeforeTryTask(test, options);
    if (this.#trial.way === 'together') this.#try(this.#tries.next(test.id) ?? none);
    this.#begin();
  }

  override async onAfterRetryTask(test: RunnerTestCase, options: { retry: number; repeats: number }): Promise<void> {
    await super.onAfterRetryTask(test, options);
    const { result } = test;
    if (this.#trial.way === 'apart' || !result) return;
    await soon();
    this.#tries.note(test.id, {
      failed: result.state === 'fail',
      stopped: this.#stopped,
      goesOn: this.#failedOutside || (result.errors?.some(({ message }) => timedOut.test(message)) ?? false),
      reached: this.#times > 0,
    });
    this.#tried = none;
    const goesOn = this.#tries.next(test.id) !== undefined;
    result.state = goesOn ? 'fail' : 'pass';
    result.errors = goesOn ? [{ name: 'Error', message: 'the next mutant' }] : undefined;
    Object.assign(result, { attempts: [] });
  }

  // Apart: the file again and again, each time loaded anew. The last time is without any mutant.

  get #candidate(): Candidate | undefined {
    return this.#trial.candidates[this.#loads - 1];
  }

  onBeforeCollect(): void {
    if (this.#trial.way === 'together') return;
    if (this.#loads > 0) vi.resetModules();
    this.#loads++;
    this.#hasFailed = false;
    this.#try(this.#candidate?.id ?? none);
  }

  onCollected([file]: RunnerTestFile[]): void {
    if (file?.result?.state === 'fail') this.#hasFailed = true;
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    if (test.result?.state === 'fail') this.#hasFailed = true;
  }

  override async onAfterRunSuite(suite: Parameters<TestRunner['onAfterRunSuite']>[0]): Promise<void> {
    await super.onAfterRunSuite(suite);
    if (suite.result?.errors?.length) this.#hasFailed = true;
  }

  // Vitest waits for it, though its type does not say so.
  override async onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    super.onAfterRunFiles(files);
    await soon();
    const failed = this.#hasFailed || this.#failedOutside;
    const { way, candidates } = this.#trial;
    const id = this.#candidate?.id;
    if (way === 'together') this.#tell(this.#tries.isSpoilt || failed ? 'spoilt' : 'clean', none);
    else if (id === undefined) this.#tell(failed ? 'spoilt' : 'clean', none);
    else if (this.#failedOutside && candidates.length > 1) this.#tell('doubtful', id);
    else this.#tell(failed ? 'noticed' : 'passed', id);
    this.#tried = none;
  }
}
