import { parseArgs } from 'node:util';
import { burnSeeds, summaryOf } from './campaign.ts';
import { planOf } from './plan.ts';

/* npm run fire -- --seeds 20, --minutes 30, or --first 17 --seeds 1 for a single one: random fires over the local cloud. */
const { values } = parseArgs({
  options: { seeds: { type: 'string' }, minutes: { type: 'string' }, first: { type: 'string', default: '1' } },
});
const seeds = Number(values.seeds ?? (values.minutes ? Number.POSITIVE_INFINITY : 10));
const endsAt = Date.now() + Number(values.minutes ?? Number.POSITIVE_INFINITY) * 60_000;

const results = await burnSeeds(
  Number(values.first),
  (done) => done < seeds && Date.now() < endsAt,
  (result) => {
    console.log(summaryOf([result]).replace('1 fires', `seed ${result.seed}`));
    if (result.broken.length === 0) return;
    const { faults, kills, powerCut } = planOf(result.seed);
    console.log(result.broken.map((broken) => `  ${broken}`).join('\n'));
    console.log(`  in ${JSON.stringify({ faults, kills, powerCut })}`);
    console.log(`  again: npm run fire -- --first ${result.seed} --seeds 1`);
  },
);
console.log(summaryOf(results));
process.exitCode = results.some(({ broken }) => broken.length > 0) ? 1 : 0;
