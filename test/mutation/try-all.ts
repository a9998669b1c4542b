import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jobs } from './jobs.ts';
import type { Mutant } from './mutants.ts';
import type { Reach } from './reach.ts';
import { session } from './sessions.ts';
import { run } from './trial.ts';
import type { Verdict } from './verdicts.ts';

/** How many mutants are open at a time. Many share the loading of files; few are soon done, when the time is short. */
const openAtOnce = { all: 3000, sample: 150 };

/** Tries each mutant, in the given order as far as it goes, and tells each verdict as soon as it is known. */
export async function tryAll(
  mutants: readonly Mutant[],
  reach: ReadonlyMap<number, readonly Reach[]>,
  { workers, minutes, root }: { readonly workers: number; readonly minutes?: number; readonly root?: string },
  tell: (mutant: Mutant, verdict: Verdict) => void,
): Promise<void> {
  const until = minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + minutes * 60_000;
  const logs = mkdtempSync(join(tmpdir(), 'mutation-'));
  const removeLogs = () => rmSync(logs, { recursive: true, force: true });
  process.once('exit', removeLogs);
  const targets = [...new Set(mutants.map(({ file }) => file))];
  const waiting = [...mutants];
  const jobs = new Jobs(tell);
  const admit = () => {
    // A sample is even when all that was begun is ended: what is noticed is known sooner than what survives.
    if (minutes !== undefined && (jobs.open > 0 || Date.now() > until)) return;
    const most = minutes === undefined ? openAtOnce.all : openAtOnce.sample;
    while (jobs.open < most) {
      const mutant = waiting.shift();
      if (!mutant) return;
      jobs.add(mutant, reach.get(mutant.id) ?? []);
    }
  };
  let wake = Promise.withResolvers<void>();
  const work = async (_worker: unknown, index: number) => {
    const own = session(targets, root);
    try {
      for (admit(); jobs.open > 0; admit()) {
        const job = jobs.next();
        if (!job) {
          await wake.promise;
          continue;
        }
        const reachOf = (at: number) => jobs.reachOf(job.mutants[at] as Mutant, job.file);
        jobs.take(job, await run(job, reachOf, own, join(logs, `${index}.log`)));
        wake.resolve();
        wake = Promise.withResolvers();
      }
    } finally {
      own.end();
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    removeLogs();
    process.off('exit', removeLogs);
  }
}
