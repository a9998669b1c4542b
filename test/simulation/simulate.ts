/**
 * `npm run simulate -- --seeds N [--seed S]`: runs N seeds from S on (1 unless said). Ends with status 1 when one of them
 * broke a promise. Bundled first, because Node itself does not read the e-mails' .tsx.
 */
import { parseArgs } from 'node:util';
import { loadSimulation } from './bundle.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string' }, seed: { type: 'string' } } });
const { runCampaign } = await loadSimulation();

const startedAt = performance.now();
const { seeds, failed, faults, messages, repeated } = await runCampaign(
  Number(values.seed ?? 1),
  Number(values.seeds ?? 100),
);
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(
  `${seeds} seeds in ${seconds} s: ${faults} broken calls, ${messages} messages, ${repeated} of them repeated unknowing.`,
);
console.log(failed.length === 0 ? 'Every promise was kept.' : `Broken by: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
