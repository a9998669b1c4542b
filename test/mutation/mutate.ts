import { chosen } from './choose.ts';
import { isEquivalent } from './equivalent.ts';
import type { Mutant } from './mutants.ts';
import { type Options, optionsOf } from './options.ts';
import { type Reach, reachOf } from './reach.ts';
import { folders, scoreLine, survivorLines } from './report.ts';
import { type Session, session } from './sessions.ts';
import { allMutants } from './sources.ts';
import { keepVerdicts, keyOf, lastVerdicts, type Verdict } from './verdicts.ts';

/** Tests that have noticed something in a file are asked first about its next mutant, then the quickest. */
function inOrder(reach: readonly Reach[], noticedBy: ReadonlyMap<string, number>): readonly Reach[] {
  const noticed = ({ file }: Reach) => noticedBy.get(file) ?? 0;
  const weight = (each: Reach) => (each.milliseconds + 200) / (1 + noticed(each));
  return [...reach].sort((a, b) => weight(a) - weight(b));
}

async function judge(
  mutant: Mutant,
  reach: readonly Reach[],
  session: Session,
  noticedBy: Map<string, number>,
): Promise<Verdict> {
  for (const { file, testIds, milliseconds } of inOrder(reach, noticedBy)) {
    const answer = await session.ask(
      { kind: 'try', mutant: mutant.id, file, testIds },
      30_000 + 10 * milliseconds, // the machine may have other work; what takes longer does not end
    );
    if (answer !== 'no answer' && answer.kind === 'tried' && !answer.noticed) continue;
    noticedBy.set(file, (noticedBy.get(file) ?? 0) + 1);
    return 'noticed';
  }
  return 'survived';
}

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

async function tryAll(mutants: readonly Mutant[], reach: ReadonlyMap<number, readonly Reach[]>, options: Options) {
  const until = options.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + options.minutes * 60_000;
  const noticedBy = new Map<string, Map<string, number>>();
  const verdicts = new Map<Mutant, Verdict>();
  const waiting = [...mutants];
  const work = async () => {
    const own = session([...new Set(mutants.map(({ file }) => file))]);
    for (let mutant = waiting.shift(); mutant && Date.now() < until; mutant = waiting.shift()) {
      const before = noticedBy.get(mutant.file) ?? new Map<string, number>();
      noticedBy.set(mutant.file, before);
      const verdict = await judge(mutant, reach.get(mutant.id) ?? [], own, before);
      verdicts.set(mutant, verdict);
      if (verdict === 'survived') for (const line of survivorLines(mutant, reach)) console.log(line);
      if (verdicts.size % 100 === 0) console.log(`${verdicts.size} of ${mutants.length} …`);
    }
    own.end();
  };
  await Promise.all(Array.from({ length: options.workers }, work));
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
  const reach = toTry.length > 0 ? await record(mutants, toTry, options.tests) : new Map<number, readonly Reach[]>();
  const verdicts = await tryAll(toTry, reach, options);
  keepVerdicts(Object.fromEntries([...verdicts].map(([mutant, verdict]) => [keyOf(mutant), verdict])));
  for (const line of folders(verdicts)) console.log(line);
  const files = new Set(toTry.map(({ file }) => file));
  const listed = mutants.filter((mutant) => files.has(mutant.file) && isEquivalent(mutant)).length;
  const noticed = [...verdicts.values()].filter((verdict) => verdict === 'noticed').length;
  console.log(
    `${verdicts.size} of ${toTry.length} tried with seed ${options.seed}; ${listed} more are listed as equivalent`,
  );
  console.log(scoreLine(noticed, verdicts.size));
  if (options.atLeast !== undefined && 100 * noticed < options.atLeast * verdicts.size) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
