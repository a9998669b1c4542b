/**
 * `npm run simulate -- [--seeds N] [--seed S] [--minutes M] [--workers W]`: runs N seeds (100) from S (1) on, no longer
 * than M minutes, over W threads (one a core); one seed alone is told as a story. `--plan FILE` runs a shortened plan
 * again. Ends with status 1 when a promise was broken.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleSimulation, loadSimulation } from './bundle.ts';
import { type Campaign, runCampaign } from './campaign.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { seeds: text, seed: text, minutes: text, workers: text, plan: text } });
const folder = join(import.meta.dirname, '../../dist/simulation');
/** How often the way is told: to somebody who watches, and to a file. */
const every = { milliseconds: 5_000, seeds: 500 };

const failed = values.plan === undefined ? await campaign() : await replay(values.plan);
process.exitCode = failed ? 1 : 0;

async function campaign(): Promise<boolean> {
  const startedAt = Date.now();
  const seeds = Number(values.seeds ?? (values.seed === undefined ? 100 : 1));
  let toldAt = startedAt;
  const seconds = () => (Date.now() - startedAt) / 1000;
  const told = (ran: Campaign) =>
    `${ran.seeds} of ${seeds} seeds, ${ran.failed.length} failed, ${(ran.seeds / seconds()).toFixed(1)} a second`;
  const ran = await runCampaign({
    first: Number(values.seed ?? 1),
    seeds,
    until: values.minutes === undefined ? Number.POSITIVE_INFINITY : startedAt + Number(values.minutes) * 60_000,
    workers: Number(values.workers ?? Math.min(availableParallelism(), seeds)),
    bundle: await bundleSimulation(),
    onResult: ({ seed, broken }, soFar) => {
      if (broken.length > 0) console.log([`Seed ${seed}:`, ...broken.slice(0, 5)].join('\n  '));
      const isTime = process.stdout.isTTY ? Date.now() - toldAt >= every.milliseconds : soFar.seeds % every.seeds === 0;
      if (!isTime) return;
      toldAt = Date.now();
      console.log(told(soFar));
    },
    onShortened: ({ plan, story }) => {
      mkdirSync(folder, { recursive: true });
      const file = join('dist/simulation', `seed-${plan.seed}.json`);
      writeFileSync(join(folder, `seed-${plan.seed}.json`), JSON.stringify(plan));
      console.log(`${story}\nAgain: npm run simulate -- --plan ${file}`);
    },
  });
  console.log(`${told(ran)}, ${Math.round(seconds())} s.`);
  for (const [name, count] of Object.entries(ran.totals).sort()) console.log(`${`${count}`.padStart(10)} ${name}`);
  console.log(ran.failed.length === 0 ? 'Every promise was kept.' : `Broken by: ${ran.failed.join(', ')}`);
  return ran.failed.length > 0;
}

async function replay(file: string): Promise<boolean> {
  const { brokenPromises, runPlan, storyOf } = await loadSimulation();
  const run = await runPlan(JSON.parse(readFileSync(file, 'utf8')));
  const broken = brokenPromises(run);
  console.log(storyOf(run, broken));
  return broken.length > 0;
}
