import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Jobs } from './jobs.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { type Reach, reachIn } from './reach.ts';
import { session } from './sessions.ts';
import { readLog, run } from './trial.ts';
import { type Finding, type Outcome, Tries } from './tries.ts';
import { tryAll } from './try-all.ts';
import type { Verdict } from './verdicts.ts';

const passes: Outcome = { failed: false, stopped: false, goesOn: false, reached: true };
const fails: Outcome = { ...passes, failed: true };

describe('the tries of one load', () => {
  /** Runs each test as often as asked; `outcome` says how it goes with which mutant (-1: none). */
  function tried(
    candidates: readonly { id: number; testIds: readonly string[] }[],
    outcome: (testId: string, id: number) => Outcome,
  ) {
    const findings = new Map<number, Finding>();
    const order: string[] = [];
    const tries = new Tries(candidates, (id, finding) => findings.set(id, finding));
    for (const testId of new Set(candidates.flatMap(({ testIds }) => testIds))) {
      for (let id = tries.next(testId); id !== undefined; id = tries.next(testId)) {
        order.push(`${testId} ${id}`);
        tries.note(testId, outcome(testId, id));
      }
    }
    return { findings: Object.fromEntries(findings), order, isSpoilt: tries.isSpoilt };
  }

  it('notices what fails, while the test as it stands passes, and fails again; later tests are spared it', () => {
    const both = [
      { id: 1, testIds: ['a', 'b'] },
      { id: 2, testIds: ['a', 'b'] },
    ];
    expect(tried(both, (_test, id) => (id === 1 ? fails : passes))).toEqual({
      findings: { 1: 'noticed', 2: 'passed' },
      order: ['a 1', 'a -1', 'a 1', 'a 2', 'b 2'],
      isSpoilt: false,
    });
  });

  it('a mutant that leaves something behind makes no other look noticed', () => {
    let isSpoilt = false;
    const three = [1, 2, 3].map((id) => ({ id, testIds: ['a'] }));
    const outcome = (_test: string, id: number) => {
      isSpoilt ||= id === 1;
      return isSpoilt ? fails : passes;
    };
    expect(tried(three, outcome)).toMatchObject({ findings: { 1: 'doubtful' }, isSpoilt: true });
  });

  it('nor one that leaves behind what its own test does not see', () => {
    let isSpoilt = false;
    const outcome = (testId: string, id: number) => {
      isSpoilt ||= id === 1;
      return isSpoilt && testId === 'b' ? fails : passes;
    };
    const two = [
      { id: 1, testIds: ['a'] },
      { id: 2, testIds: ['b'] },
    ];
    expect(tried(two, outcome)).toMatchObject({ findings: { 1: 'passed', 2: 'doubtful' }, isSpoilt: true });
  });

  it('nor one that disturbs only the next try', () => {
    let left = 1;
    const outcome = (_test: string, id: number) => (id === 2 && left-- > 0 ? fails : passes);
    expect(tried([{ id: 2, testIds: ['a'] }], outcome).findings).toEqual({ 2: 'doubtful' });
  });

  it.each([
    ['is not reached this time', { ...passes, reached: false }, 'unseen', false],
    ['goes on after its test', { ...fails, goesOn: true }, 'doubtful', true],
  ])('is in doubt when it %s', (_case, outcome, finding, isSpoilt) => {
    expect(tried([{ id: 1, testIds: ['a'] }], () => outcome)).toMatchObject({ findings: { 1: finding }, isSpoilt });
  });

  it('is stopped once, and noticed when the test as it stands passes', () => {
    const outcome = (_test: string, id: number) => (id === 1 ? { ...fails, stopped: true } : passes);
    expect(tried([{ id: 1, testIds: ['a'] }], outcome)).toEqual({
      findings: { 1: 'noticed' },
      order: ['a 1', 'a -1'],
      isSpoilt: false,
    });
  });
});

describe('the jobs', () => {
  const mutant = (id: number) => ({ id, file: 'a.ts' }) as Mutant;
  const reach = (file: string, running: number, isLoaded = false): Reach => ({
    file,
    testIds: [file],
    isLoaded,
    loading: 100,
    running,
    longest: running,
  });

  /** Does all jobs; `find` says what a file finds of a mutant. */
  function done(reaches: readonly Reach[], find: (file: string, way: string) => Finding | undefined) {
    const verdicts: string[] = [];
    const asked: string[] = [];
    const jobs = new Jobs((_mutant, verdict) => verdicts.push(verdict));
    jobs.add(mutant(1), reaches);
    for (let job = jobs.next(); job; job = jobs.next()) {
      expect(jobs.next()).toBeUndefined();
      asked.push(`${job.way} ${job.file}`);
      const finding = find(job.file, job.way);
      jobs.take(job, new Map(finding && [[1, finding]]));
    }
    return { verdicts, asked };
  }

  it('go on with the next file until one notices', () => {
    const files = [reach('slow', 900), reach('quick', 1), reach('between', 50)];
    expect(done(files, (file) => (file === 'between' ? 'noticed' : 'passed'))).toEqual({
      verdicts: ['noticed'],
      asked: ['together quick', 'together between'],
    });
  });

  it('a mutant that no file notices, or that none comes through, has survived', () => {
    expect(done([reach('a', 1), reach('b', 2)], () => 'passed').verdicts).toEqual(['survived']);
    expect(done([], () => 'passed').verdicts).toEqual(['survived']);
  });

  it('what is in doubt is asked again, alone, and before any other file', () => {
    expect(
      done([reach('a', 1), reach('b', 2)], (_file, way) => (way === 'alone' ? 'noticed' : 'doubtful')).asked,
    ).toEqual(['together a', 'alone a']);
  });

  it('what is reached while the file is loaded has a load of its own', () => {
    expect(done([reach('a', 1, true)], () => 'noticed').asked).toEqual(['apart a']);
    expect(done([reach('a', 1)], (_file, way) => (way === 'apart' ? 'noticed' : 'unseen')).asked).toEqual([
      'together a',
      'apart a',
    ]);
  });

  it('a file in which nothing can be found together is loaded anew for each mutant', () => {
    const { verdicts, asked } = done([reach('a', 1)], (_file, way) => (way === 'apart' ? 'passed' : undefined));
    expect(asked).toEqual(['together a', 'together a', 'together a', 'apart a']);
    expect(verdicts).toEqual(['survived']);
  });
});

it('a log tells what was found, and what was tried when it breaks off', () => {
  expect(readLog('tried 4\nnoticed 4\ntried -1\ntried 7\n')).toEqual({
    findings: new Map([[4, 'noticed']]),
    tried: 7,
    end: undefined,
  });
});

describe('a small project', { timeout: 240_000 }, () => {
  const root = fileURLToPath(new URL('fixtures', import.meta.url));
  const source = 'functions/shop.ts';
  const mutants = mutantsOf(source, readFileSync(join(root, source), 'utf8'));
  const logs = mkdtempSync(join(tmpdir(), 'mutation-test-'));
  const own = session([source], root);
  let reach: ReadonlyMap<number, readonly Reach[]>;
  const together = new Map<Mutant, Verdict>();

  beforeAll(async () => {
    const answer = await own.ask({ kind: 'record', files: ['early.check.ts', 'later.check.ts'] }, 120_000);
    reach = reachIn(answer !== 'no answer' && answer.kind === 'recorded' ? answer.files : []);
    await tryAll(mutants, reach, { workers: 1, root }, (mutant, verdict) => together.set(mutant, verdict));
  });

  afterAll(() => {
    own.end();
    rmSync(logs, { recursive: true });
  });

  it('has the survivors that it has', () => {
    const survivors = [...together].filter(([, verdict]) => verdict === 'survived').map(([mutant]) => mutant);
    expect(survivors.sort((a, b) => a.id - b.id).map(({ original, mutant }) => `${original} → ${mutant}`)).toEqual([
      'forGood → false',
      'isClosed = true → undefined',
      'true → false',
      'isClosed → false',
      '1000 → 2000',
      '1000 → 500',
      '0 → 1',
      'count > 1 → true',
      'count > 1 → count >= 1',
      '1 → 0',
      '1 → 0',
      '2 → 3',
      '3 → 4',
      '3 → 2',
      'first ??= count + 7 → first = count + 7',
    ]);
    expect(together.size).toBe(mutants.length);
  });

  it('has noticed what is noticed when it is tried alone', async () => {
    for (const [mutant] of [...together].filter(([, verdict]) => verdict === 'noticed')) {
      let isNoticed = false;
      for (const each of reach.get(mutant.id) ?? []) {
        const job = { file: each.file, way: 'alone', mutants: [mutant] } as const;
        isNoticed ||= (await run(job, () => each, own, join(logs, 'log'))).get(mutant.id) === 'noticed';
        if (isNoticed) break;
      }
      expect(isNoticed, `${mutant.original} → ${mutant.mutant}`).toBe(true);
    }
  });
});
