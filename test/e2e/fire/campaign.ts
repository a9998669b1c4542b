import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LocalCloud, startLocalCloud } from '../../support/local-cloud.ts';
import { tenOClock } from '../stage.ts';
import { type Ashes, burn } from './burn.ts';
import { brokenPromises } from './check.ts';
import { planOf } from './plan.ts';

export interface FireResult {
  readonly seed: number;
  readonly ashes: Ashes;
  readonly broken: readonly string[];
}

/** Lets one fire after the other burn in one local cloud, and reports each; ends when `goesOn` says so. */
export async function burnSeeds(
  firstSeed: number,
  goesOn: (done: number) => boolean,
  report: (result: FireResult) => void = () => undefined,
): Promise<FireResult[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tocsin-fire-'));
  let cloud: LocalCloud = await startLocalCloud({ dataDir, now: tenOClock, clock: 'still' });
  const burning = {
    cloud: () => cloud,
    async restart() {
      await cloud.kill();
      cloud = await startLocalCloud({ dataDir, clock: 'still' });
    },
    async repeatedSends() {
      // Nobody has written before the first line.
      const log = await readFile(path.join(dataDir, 'functions.log'), 'utf8').catch(() => '');
      return log.match(/"RepeatedSends":1\b/g)?.length ?? 0;
    },
  };
  const results: FireResult[] = [];
  try {
    for (let seed = firstSeed; goesOn(results.length); seed++) {
      const ashes = await burn(burning, planOf(seed));
      const result = { seed, ashes, broken: await brokenPromises(cloud, ashes) };
      results.push(result);
      report(result);
    }
    return results;
  } finally {
    await cloud.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What was in a number of fires, as one line. */
export function summaryOf(results: readonly FireResult[]): string {
  const stages = results.flatMap(({ ashes }) => ashes.stages);
  const posts = stages.flatMap((stage) => stage.posts);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const accepted = sum(posts.map((post) => post.accepted));
  const answers = sum(stages.map(({ given }) => given.length));
  const deadLetters = sum(results.flatMap(({ ashes }) => Object.values(ashes.deadLetters)));
  const repeats = sum(results.map(({ ashes }) => ashes.repeats));
  const bad = results.filter(({ broken }) => broken.length > 0).length;
  return `${results.length} fires, ${stages.length} stories, ${accepted} of ${posts.length} events accepted, ${answers} answers, ${deadLetters} dead letters put back, ${repeats} sends repeated, ${bad} fires with broken promises`;
}
