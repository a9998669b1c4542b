import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Job } from './jobs.ts';
import type { Reach } from './reach.ts';
import type { Session } from './sessions.ts';
import { type Finding, none } from './tries.ts';

/** The findings that are in a log, and how it ended. */
export function readLog(text: string) {
  const findings = new Map<number, Finding>();
  let tried = none;
  let end: 'clean' | 'spoilt' | undefined;
  for (const line of text.split('\n')) {
    const [word, number] = line.split(' ');
    const id = Number(number);
    if (word === 'tried') tried = id;
    else if (word === 'clean' || word === 'spoilt') end = word;
    else if (word) findings.set(id, word as Finding);
  }
  return { findings, tried, end };
}

/** The machine may have other work; what is not over then does not end. Where it is only doubtful, it is decided alone. */
const patience = { together: 3_000, apart: 20_000, alone: 20_000 };
/** The same for what goes round in circles, in time of the processor, so that other work does not matter. */
const circles = 700;

/** Runs a job, and says what was found; a mutant is missing when nothing was learnt about it. */
export async function run(
  job: Job,
  reachOf: (index: number) => Reach | undefined,
  session: Session,
  log: string,
): Promise<ReadonlyMap<number, Finding>> {
  const reach = job.mutants.map((_mutant, index) => reachOf(index));
  const most = (of: (reach: Reach) => number) => Math.max(0, ...reach.map((each) => (each ? of(each) : 0)));
  const longest = most((each) => each.longest);
  const candidates = job.mutants.map(({ id }, index) => ({ id, testIds: reach[index]?.testIds ?? [] }));
  writeFileSync(log, '');
  const answer = await session.ask(
    {
      kind: 'try',
      file: job.file,
      trial: {
        way: job.way === 'together' ? 'together' : 'apart',
        candidates,
        log,
        waiting: patience[job.way] + 5 * longest,
        running: circles + 4 * longest,
      },
    },
    // A test that does not end is ended by the thread itself, unless it is past that.
    60_000 + 10 * most(({ loading, running }) => loading + running),
  );
  const { findings, tried, end } = readLog(readFileSync(log, 'utf8'));
  rmSync(log);
  const [alone] = job.mutants;
  if (job.way === 'alone' && alone) {
    const passed = answer !== 'no answer' && answer.kind === 'tried' && !answer.failed;
    return new Map([[alone.id, passed && findings.get(alone.id) === 'passed' ? 'passed' : 'noticed']]);
  }
  if (answer === 'no answer' && tried !== none) findings.set(tried, 'doubtful');
  const isOneLoad = job.way === 'apart' && job.mutants.length === 1;
  if (job.way === 'apart' && !isOneLoad && end !== 'clean') {
    for (const [id, finding] of findings) if (finding === 'noticed') findings.set(id, 'doubtful');
  }
  if (job.way === 'apart' && findings.size === 0) for (const { id } of job.mutants) findings.set(id, 'doubtful');
  return findings;
}
