import { assumptions } from './assumptions.ts';
import { billOf, listTotal, platformOf, totalAfterFree } from './bill.ts';
import type { Counted } from './counts.ts';
import { idleBill, usageOfMany } from './month.ts';
import { pricePages } from './price-pages.ts';
import { type PriceName, priceOf, prices, region } from './prices.ts';
import type { Variation } from './usage.ts';
import { dollars, quantity, table } from './words.ts';
import { anAlertAccepted } from './workloads.ts';

const thousand = 1000;
const million = 1e6;

/** The section on what is counted and what assumed, and what the bill becomes when that is wrong. */
export function doubtsSection(counted: Counted): string {
  const factors = [0.5, 1, 2, 5];
  const rows: readonly (readonly [string, (variation: Variation) => number])[] = [
    ['an idle month, after free quantities', (variation) => totalAfterFree(idleBill(counted, variation))],
    ['an idle month, none free', (variation) => listTotal(idleBill(counted, variation))],
    [
      '1,000 alerts, the platform',
      (variation) => listTotal(platformOf(billOf(usageOfMany(counted, anAlertAccepted, thousand, variation)))),
    ],
    [
      '1 M repeats in a storm',
      (variation) => listTotal(billOf(usageOfMany(counted, { 'repeat within a minute': 1 }, million, variation))),
    ],
  ];
  const named = Object.entries(assumptions).map(([name, value]) => [
    `\`${name}\``,
    typeof value === 'object'
      ? Object.entries(value)
          .map(([of, each]) => `${of} ${each}`)
          .join(', ')
      : String(value),
  ]);
  return `## How sure this is

**Counted** on the local cloud, which runs the same handlers, state machine and templates: calls, invocations, transitions,
write and read units from the sizes of the items (rounded up, doubled in transactions, each index entry that changes once),
what stays stored, log lines, own metrics, alarms' metrics. Not counted: transfer out of AWS (100 GB a month are free), blobs of
events over 200 KB, retries.

**Assumed**, in \`test/cost/assumptions.ts\`:

${table(['Name', 'Value'], named)}

How long functions run is assumed, from what they call. If it is wrong by a factor:

${table(
  ['USD', ...factors.map((factor) => `>× ${factor}`)],
  rows.map(([what, total]) => [what, ...factors.map((slowness) => dollars(total({ slowness })))]),
)}

AWS polls an idle standard queue with as few as two pollers, and promises no more than five: all queues with five would add
${dollars(worstPolling(counted))} a month.`;
}

function worstPolling({ resources }: Counted): number {
  const { standard } = resources.polledQueues;
  const { five, two } = { five: assumptions.pollers.limited, two: assumptions.pollers.standard };
  const more = standard * (five - two) * assumptions.pollsPerPollerAndMonth;
  return listTotal(billOf({ 'SQS, standard': more }));
}

/** The price table as a section. */
export function priceSection(): string {
  const rows = (Object.keys(prices) as PriceName[]).map((name) => {
    const { usd, per, unit, asOf, source, free } = priceOf(name);
    const amount = per === 1 ? String(usd) : `${usd} per ${quantity(per)}`;
    const allowance =
      free && `${quantity(free.quantity)}${free.allowance === undefined ? '' : `, together (${free.allowance})`}`;
    return [name, amount, unit, allowance ?? '', asOf, `${source}; [page](${pricePages[name]})`];
  });
  return `## Prices

${region}; other Regions usually cost up to a quarter more. "General knowledge" means the list price as commonly known:
look it up, on the page that is named, before you promise it to anybody.

${table(['Item', '>USD', 'Unit', '>Free a month', 'As of', 'Source'], rows)}
`;
}
