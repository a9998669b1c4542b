/** A mutant, and the tests of a file that come through it. */
export interface Candidate {
  readonly id: number;
  readonly testIds: readonly string[];
}

/**
 * What came of a mutant in a file: `unseen` when its test came by another way this time (something was kept since the
 * first), `doubtful` when only a run of its own can tell.
 */
export type Finding = 'noticed' | 'passed' | 'unseen' | 'doubtful';

/** How a test went. */
export interface Outcome {
  readonly failed: boolean;
  /** It was stopped, since it went round in circles. */
  readonly stopped: boolean;
  /** Something goes on after it: it was not waited for any longer, or something failed outside of it. */
  readonly goesOn: boolean;
  /** Whether the test came through the place of the mutant. */
  readonly reached: boolean;
}

/** No mutant is tried: the test as it stands. */
export const none = -1;

type Step = 'first' | 'clean' | 'clean after a stop' | 'again';

/**
 * The tries of a file that is loaded once: each test is run once for each of its mutants that is not noticed yet. A mutant
 * is noticed when the test fails with it, passes without any, and fails with it again (once is enough where it does not end). A test that fails without a mutant
 * has found what an earlier one left behind: nothing more is learnt from this load, and the last mutant is doubtful.
 */
export class Tries {
  readonly #waiting: Map<string, number[]>;
  readonly #testsLeft: Map<number, number>;
  readonly #report: (id: number, finding: Finding) => void;
  #step: Step = 'first';
  #isSpoilt = false;

  constructor(candidates: readonly Candidate[], report: (id: number, finding: Finding) => void) {
    this.#waiting = new Map();
    for (const { id, testIds } of candidates) {
      for (const testId of testIds) this.#waiting.set(testId, [...(this.#waiting.get(testId) ?? []), id]);
    }
    this.#testsLeft = new Map(candidates.map(({ id, testIds }) => [id, testIds.length]));
    this.#report = report;
  }

  get isSpoilt(): boolean {
    return this.#isSpoilt;
  }

  /** The mutant to try next with this test, `none` for the test as it stands, nothing when it has seen all. */
  next(testId: string): number | undefined {
    if (this.#isSpoilt) return undefined;
    const waiting = this.#waiting.get(testId) ?? [];
    while (waiting[0] !== undefined && !this.#testsLeft.has(waiting[0])) waiting.shift();
    return this.#step.startsWith('clean') ? none : waiting[0];
  }

  /** Takes note of how the test went with what `next` said. */
  note(testId: string, { failed, stopped, goesOn, reached }: Outcome): void {
    const id = this.#waiting.get(testId)?.[0];
    if (id === undefined) return;
    if (goesOn) {
      this.#settle(id, 'doubtful');
      this.#isSpoilt = true;
    } else if (this.#step.startsWith('clean')) {
      const isEnough = this.#step === 'clean after a stop';
      if (failed || isEnough) this.#settle(id, failed ? 'doubtful' : 'noticed');
      this.#isSpoilt = failed;
      this.#step = isEnough ? 'first' : 'again';
    } else if (this.#step === 'again') {
      this.#settle(id, failed ? 'noticed' : 'doubtful');
      this.#step = 'first';
    } else if (failed) {
      this.#step = stopped ? 'clean after a stop' : 'clean';
    } else if (reached) {
      this.#passed(testId, id);
    } else {
      this.#settle(id, 'unseen');
    }
  }

  #passed(testId: string, id: number): void {
    this.#waiting.get(testId)?.shift();
    const left = (this.#testsLeft.get(id) ?? 0) - 1;
    if (left === 0) this.#settle(id, 'passed');
    else this.#testsLeft.set(id, left);
  }

  #settle(id: number, finding: Finding): void {
    this.#testsLeft.delete(id);
    this.#report(id, finding);
  }
}
