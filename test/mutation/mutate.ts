import { chosen } from './choose.ts';
import { isEquivalent } from './equivalent.ts';
import type { Mutant } from './mutants.ts';
import { type Options, optionsOf } from './options.ts';
import { type Reach, reachOf } from './reach.ts';
import { folders, progressLine, scoreLine, survivorLines } from './report.ts';
import { session } from './sessions.ts';
import { allMutants } from './sources.ts';
import { tryAll } from './try-all.ts';
import { keepVerdict, lastVerdicts, placeOf, type Verdict } from './verdicts.ts';

async function record(
  mutants: readonly Mutant[],
  toTry: readonly Mutant[],
  tests: readonly string[],
): Promise<ReadonlyMap<number, readonly Reach[]>> {
  const recording = session([]);
  try {
    return await reachOf(mutants, { sources: new Set(toTry.map(({ file }) => file)), tests }, async (files) => {
      const answer = await recording.ask({ kind: 'record', files }, 30 * 60_000);
      if (answer === 'no answer' || answer.kind !== 'recorded') throw new Error('the tests could not be run');
      return answer.files;
    });
  } finally {
    recording.end();
  }
}

/** What is known already when a run that was stopped is gone on with. */
function resumed(toTry: readonly Mutant[], { resume }: Options): Map<Mutant, Verdict> {
  const verdicts = new Map<Mutant, Verdict>();
  if (!resume) return verdicts;
  const { byPlace } = lastVerdicts();
  for (const mutant of toTry) {
    const verdict = byPlace.get(placeOf(mutant));
    if (verdict) verdicts.set(mutant, verdict);
  }
  return verdicts;
}

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  const mutants = allMutants();
  const toTry = chosen(mutants, options, lastVerdicts());
  if (options.list) {
    for (const { file, line, original, mutant } of toTry) console.log(`${file}:${line}  ${original}  →  ${mutant}`);
    return;
  }
  const verdicts = resumed(toTry, options);
  const report = ({ isStopped = false } = {}) => {
    for (const line of folders(verdicts)) console.log(line);
    const files = new Set(toTry.map(({ file }) => file));
    const listed = mutants.filter((mutant) => files.has(mutant.file) && isEquivalent(mutant)).length;
    console.log(
      `${verdicts.size} of ${toTry.length} tried with seed ${options.seed}; ${listed} more are listed as equivalent`,
    );
    if (isStopped)
      console.log('Stopped before its end: what is noticed is known sooner, so the score says more than is true.');
    console.log(scoreLine(verdicts));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      report({ isStopped: true });
      process.exit(130);
    });
  }
  const left = toTry.filter((mutant) => !verdicts.has(mutant));
  const reach = left.length > 0 ? await record(mutants, left, options.tests) : new Map<number, readonly Reach[]>();
  for (const [mutant, verdict] of verdicts) {
    if (verdict === 'survived') for (const line of survivorLines(mutant)) console.log(line);
  }
  const began = Date.now();
  const before = verdicts.size;
  await tryAll(left, reach, options, (mutant, verdict) => {
    verdicts.set(mutant, verdict);
    keepVerdict(mutant, verdict);
    if (verdict === 'survived') for (const line of survivorLines(mutant, reach)) console.log(line);
    if (verdicts.size % 200 === 0) console.log(progressLine(verdicts, toTry.length, before, Date.now() - began));
  });
  report();
  const noticed = [...verdicts.values()].filter((verdict) => verdict === 'noticed').length;
  if (options.atLeast !== undefined && 100 * noticed < options.atLeast * verdicts.size) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
