import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { loadedOnce } from './loaded-once.ts';
import type { Mutant } from './mutants.ts';
import type { RecordedFile, RecordedTest } from './session.ts';
import type { Asked } from './sessions.ts';
import { dependencies, testFiles } from './sources.ts';

/** The tests of one file that come through a mutant. */
export interface Reach {
  readonly file: string;
  readonly testIds: readonly string[];
  /** Whether the mutant is come through outside of any test, too: then it is tried with all tests of the file. */
  readonly isLoaded: boolean;
  /** What it takes to load the file, to run these tests, and the longest of them. */
  readonly loading: number;
  readonly running: number;
  readonly longest: number;
}

/** A recorded file as it is kept: places are counted within their source file, so that other files may change. */
export interface Kept {
  /** Which mutants there were then. */
  readonly operators: string;
  /** What it hung on then. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly passed: boolean;
  readonly milliseconds: number;
  readonly loaded: Readonly<Record<string, readonly number[]>>;
  readonly tests: readonly (Omit<RecordedTest, 'reached'> & {
    readonly reached: Readonly<Record<string, readonly number[]>>;
  })[];
}

/** The mutants of a source are others when what makes them is. */
export const operators = Object.values(dependencies()('test/mutation/mutants.ts')).join(' ');

const keptIn = 'node_modules/.cache/mutation/reach.json';

/** So many files are kept at a time: a run that is stopped goes on with the next ones. */
const askedAtOnce = 20;

function read(): Record<string, Kept> {
  try {
    return JSON.parse(readFileSync(keptIn, 'utf8'));
  } catch {
    return {};
  }
}

function byFile(ids: readonly number[], mutants: readonly Mutant[], first: ReadonlyMap<string, number>) {
  const indexes: Record<string, number[]> = {};
  for (const id of ids) {
    const file = mutants[id]?.file ?? '';
    indexes[file] ??= [];
    indexes[file].push(id - (first.get(file) ?? 0));
  }
  return indexes;
}

/** The sources of which a test file has come through anything, loading it included. */
const cameThrough = ({ loaded, tests }: Pick<Kept, 'loaded' | 'tests'>): ReadonlySet<string> =>
  new Set([loaded, ...tests.map(({ reached }) => reached)].flatMap((reached) => Object.keys(reached)));

/**
 * Whether what is known of a test file still holds: the tests themselves are the same, and so are the sources that are asked about, as far
 * as it came through them. Whoever never came through a source does not because that has changed.
 */
export function holds(
  kept: Kept | undefined,
  now: Readonly<Record<string, string>>,
  sources: ReadonlySet<string>,
): boolean {
  if (kept?.passed !== true || kept.operators !== operators) return false;
  const through = cameThrough(kept);
  const matters = (file: string) =>
    file.startsWith('test/') || (sources.has(file) && (through.has(file) || kept.hashes[file] === undefined));
  return Object.entries(now).every(([file, hash]) => kept.hashes[file] === hash || !matters(file));
}

/**
 * Says which tests come through which mutant. A test file is run once for that, and again only when it or a source that is
 * asked about has changed. A file that fails as it stands can say nothing about mutants: it is named, and left out.
 */
export async function reachOf(
  mutants: readonly Mutant[],
  { sources, tests }: { readonly sources: ReadonlySet<string>; readonly tests: readonly string[] },
  ask: Asked,
): Promise<ReadonlyMap<number, readonly Reach[]>> {
  const first = new Map<string, number>();
  for (const { file, id } of mutants) if (!first.has(file)) first.set(file, id);
  const kept = read();
  const hashesOf = dependencies();
  const files = testFiles(tests);
  const unknown = files.filter((file) => !holds(kept[file], hashesOf(file), sources));
  if (unknown.length > 0) {
    console.log(`${unknown.length} of ${files.length} test files are run to see what they come through …`);
    mkdirSync(dirname(keptIn), { recursive: true });
    for (let at = 0; at < unknown.length; at += askedAtOnce) {
      const files = await ask(unknown.slice(at, at + askedAtOnce));
      const found = Object.fromEntries(files.map((file) => [file.file, keep(file)]));
      // Another run may have kept what it has found meanwhile.
      writeFileSync(keptIn, JSON.stringify({ ...read(), ...found }));
      Object.assign(kept, found);
    }
  }

  function keep({ file, passed, milliseconds, loaded, tests }: RecordedFile): Kept {
    return {
      operators,
      hashes: hashesOf(file),
      passed,
      milliseconds,
      loaded: byFile(loaded, mutants, first),
      tests: tests.map((test) => ({ ...test, reached: byFile(test.reached, mutants, first) })),
    };
  }

  const recorded: RecordedFile[] = [];
  for (const file of files) {
    const known = kept[file];
    if (known?.passed) recorded.push(unkeep(file, known));
    else console.log(`${file} fails without any mutant, and is left out`);
  }
  return reachIn(recorded, loadedOnce(mutants.filter(({ file }) => sources.has(file))));

  function unkeep(file: string, known: Kept): RecordedFile {
    const ids = (indexes: Readonly<Record<string, readonly number[]>>) =>
      Object.entries(indexes).flatMap(([source, places]) => places.map((place) => (first.get(source) ?? 0) + place));
    const tests = known.tests.map((test) => ({ ...test, reached: ids(test.reached) }));
    return { file, passed: true, milliseconds: known.milliseconds, loaded: ids(known.loaded), tests };
  }
}

function append<T>(lists: Map<number, T[]>, id: number, value: T): void {
  const list = lists.get(id);
  if (list) list.push(value);
  else lists.set(id, [value]);
}

/**
 * Turns round what was recorded: for each mutant, the files that come through it; what is `loadedOnce` with all tests of such a file,
 * also when the source was loaded as late as by one of them.
 */
export function reachIn(
  files: readonly RecordedFile[],
  ofFiles: ReadonlySet<number> = new Set(),
): ReadonlyMap<number, readonly Reach[]> {
  const reach = new Map<number, Reach[]>();
  for (const { file, milliseconds, loaded, tests } of files) {
    const testsOf = new Map<number, RecordedTest[]>();
    for (const test of tests) for (const id of test.reached) append(testsOf, id, test);
    const outside = new Set([...loaded, ...[...testsOf.keys()].filter((id) => ofFiles.has(id))]);
    for (const id of outside) testsOf.set(id, [...tests]);
    for (const [id, own] of testsOf) {
      const times = own.map((test) => test.milliseconds);
      const each = {
        file,
        testIds: own.map((test) => test.id),
        isLoaded: outside.has(id),
        loading: milliseconds,
        running: times.reduce((sum, time) => sum + time, 0),
        longest: Math.max(0, ...times),
      };
      append(reach, id, each);
    }
  }
  return reach;
}
