import { basename, dirname } from 'node:path';
import type { Mutant } from './mutants.ts';
import type { Reach } from './reach.ts';
import type { Finding } from './tries.ts';

/** Mutants that one run of a test file tries. `alone`: one mutant, in a thread that no other mutant was in. */
export interface Job {
  readonly file: string;
  readonly way: 'together' | 'apart' | 'alone';
  readonly mutants: readonly Mutant[];
}

interface Pair {
  readonly reach: Reach;
  readonly way: Job['way'];
}

/** How often a test file was asked about a source, and how often it noticed something. */
interface Record {
  asked: number;
  noticed: number;
}

const longest = { together: 20_000, apart: 20_000, alone: 0 };
/** What it takes to start the thread, besides loading the file. */
const starting = 300;
/**
 * How often a file that was asked `tries` times is thought to have noticed something before it was asked at all: what is named as the
 * source is more likely to look at what the source does than what only comes through it.
 */
const guess = { tries: 3, namedAlike: 0.5, other: 0.12 };

/** Whether a test file and a source are about the same, by their names. */
const isNamedAlike = (test: string, source: string): boolean =>
  [basename(source, '.ts'), basename(dirname(source))].some((name) => test.split(/[/.]/).includes(name));

/** A file whose loads are spoilt that often, for so few findings, is loaded anew for each mutant. */
const spoilt = { often: 3, findings: 8 };

/**
 * Deals out which mutants are tried with which test file: where most is noticed for the time it takes. A mutant is
 * noticed once a file notices it, and has survived when no file that comes through it is left.
 */
export class Jobs {
  readonly #open = new Map<Mutant, Map<string, Pair>>();
  readonly #held = new Set<Mutant>();
  readonly #records = new Map<string, Record>();
  readonly #files = new Map<string, { spoilt: number; findings: number }>();
  readonly #settled: (mutant: Mutant, verdict: 'noticed' | 'survived') => void;

  constructor(settled: (mutant: Mutant, verdict: 'noticed' | 'survived') => void) {
    this.#settled = settled;
  }

  /** How many mutants have no verdict yet. */
  get open(): number {
    return this.#open.size;
  }

  add(mutant: Mutant, reach: readonly Reach[]): void {
    this.#open.set(
      mutant,
      new Map(reach.map((each) => [each.file, { reach: each, way: each.isLoaded ? 'apart' : 'together' }])),
    );
    this.#conclude(mutant);
  }

  /** The next job; nothing while all that is open is being tried. Its mutants are in no other job until `take` is told. */
  next(): Job | undefined {
    const lots = new Map<string, { file: string; way: Job['way']; mutants: Mutant[]; hope: number; cost: number }>();
    for (const [mutant, pairs] of this.#open) {
      if (this.#held.has(mutant)) continue;
      const alone = [...pairs.values()].find(({ way }) => way === 'alone');
      for (const { reach, way: first } of alone ? [alone] : pairs.values()) {
        const way = first === 'together' && this.#isFragile(reach.file) ? 'apart' : first;
        const key = way === 'alone' ? `${way} ${reach.file} ${mutant.id}` : `${way} ${reach.file}`;
        const start = starting + reach.loading;
        const lot = lots.get(key) ?? { file: reach.file, way, mutants: [], hope: 0, cost: start };
        if (lot.mutants.length > 0 && lot.cost > longest[way]) continue;
        lot.mutants.push(mutant);
        lot.hope += this.#hope(reach.file, mutant, way);
        lot.cost += reach.running + (way === 'together' ? 0 : reach.loading);
        lots.set(key, lot);
      }
    }
    let best: (Job & { hope: number; cost: number }) | undefined;
    for (const lot of lots.values()) if (!best || lot.hope / lot.cost > best.hope / best.cost) best = lot;
    for (const mutant of best?.mutants ?? []) this.#held.add(mutant);
    return best && { file: best.file, way: best.way, mutants: best.mutants };
  }

  /** What is known of how a mutant of a job is tried. */
  reachOf(mutant: Mutant, file: string): Reach | undefined {
    return this.#open.get(mutant)?.get(file)?.reach;
  }

  /** Takes what a job found. Mutants without a finding are tried again. */
  take(job: Job, findings: ReadonlyMap<number, Finding>): void {
    const file = this.#files.get(job.file) ?? { spoilt: 0, findings: 0 };
    this.#files.set(job.file, file);
    if (job.way === 'together') {
      file.findings += findings.size;
      if (findings.size < job.mutants.length) file.spoilt++;
    }
    for (const mutant of job.mutants) {
      this.#held.delete(mutant);
      const finding = findings.get(mutant.id);
      const pairs = this.#open.get(mutant);
      const pair = pairs?.get(job.file);
      if (finding === undefined || !pairs || !pair) continue;
      if (finding === 'doubtful' || finding === 'unseen') {
        pairs.set(job.file, { ...pair, way: finding === 'unseen' ? 'apart' : 'alone' });
        continue;
      }
      const record = this.#record(job.file, mutant);
      record.asked++;
      if (finding === 'noticed') {
        record.noticed++;
        this.#open.delete(mutant);
        this.#settled(mutant, 'noticed');
      } else {
        pairs.delete(job.file);
        this.#conclude(mutant);
      }
    }
  }

  #conclude(mutant: Mutant): void {
    if (this.#open.get(mutant)?.size !== 0) return;
    this.#open.delete(mutant);
    this.#settled(mutant, 'survived');
  }

  #record(file: string, mutant: Mutant): Record {
    const key = `${file} ${mutant.file}`;
    const record = this.#records.get(key) ?? { asked: 0, noticed: 0 };
    this.#records.set(key, record);
    return record;
  }

  #hope(file: string, mutant: Mutant, way: Job['way']): number {
    if (way === 'alone') return 0.8;
    const { asked, noticed } = this.#record(file, mutant);
    const expected = isNamedAlike(file, mutant.file) ? guess.namedAlike : guess.other;
    return (noticed + expected * guess.tries) / (asked + guess.tries);
  }

  #isFragile(file: string): boolean {
    const known = this.#files.get(file);
    return known !== undefined && known.spoilt >= spoilt.often && known.findings < spoilt.findings * known.spoilt;
  }
}
