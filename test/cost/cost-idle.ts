import { billOf, type Line, listTotal, totalAfterFree } from './bill.ts';
import { billTable } from './bill-table.ts';
import type { Counted } from './counts.ts';
import { idleBill } from './month.ts';
import type { PriceName } from './prices.ts';
import { addUsage, type Usage, usageOfMonth, usageOfResources } from './usage.ts';
import { dollars, table } from './words.ts';
import { idle, idleWith } from './workloads.ts';

/** The section on a month in which nothing happens. */
export function idleSection(counted: Counted): string {
  const { resources } = counted;
  const lines = idleBill(counted);
  const parts: readonly (readonly [string, Usage])[] = [
    [
      `alarms (${resources.alarms} that read ${resources.alarmMetrics} metrics)`,
      { 'CloudWatch alarms': resources.alarmMetrics },
    ],
    ['the canary, every ten minutes', usageOfMonth(counted, { canary: idle.canary ?? 0 })],
    ['the tick, every minute', usageOfMonth(counted, { tick: idle.tick ?? 0 })],
    ['secrets', { 'Secrets Manager': resources.secrets }],
    ['polling of queues', pollingOf(resources)],
  ];
  return `## An idle month

Nothing happens; what runs all the same:

${table(
  ['What', '>USD, no free quantities'],
  parts.map(([what, usage]) => [what, dollars(listTotal(billOf(usage)))]),
)}

The same by item, after a year of such months (what belongs to the canary's alerts goes after a week):

${billTable(lines)}

${aimOf(lines)}

What one may choose is how often the canary goes through everything (\`canaryMinutes\`), against how soon one
hears that it no longer can:

${canaryTable(counted)}`;
}

const aim = 3;

/** How far the month is from what it should cost, and what would have to go. */
function aimOf(lines: readonly Line[]): string {
  const total = totalAfterFree(lines);
  const of = (name: PriceName) => dollars(lines.find((line) => line.name === name)?.afterFree ?? 0);
  if (total <= aim) return `The aim of ${aim} dollars a month after free quantities is met.`;
  return `The aim of ${aim} dollars a month after free quantities is missed by ${dollars(total - aim)}. Alarms (${of('CloudWatch alarms')}), secrets
(${of('Secrets Manager')}) and the canary's state transitions (${of('Step Functions')}) make most of it; each of them would take something away
that somebody relies on.`;
}

/** What an idle month costs at each pace of the canary, with calls and without. */
function canaryTable(counted: Counted): string {
  const totalOf = (resources: Counted['resources'], minutes: number) =>
    dollars(totalAfterFree(billOf(addUsage(usageOfResources(resources), usageOfMonth(counted, idleWith(minutes))))));
  const rows = [5, 10, 15, 30, 60].map((minutes) => [
    String(minutes),
    `${2 * minutes} minutes`,
    totalOf(counted.resources, minutes),
    totalOf(counted.withoutCalls, minutes),
  ]);
  return table(
    [
      '>`canaryMinutes`',
      '>`canary-silent` rings after',
      '>idle month, after free quantities',
      '>the same, `voice=off`',
    ],
    rows,
  );
}

function pollingOf(resources: Counted['resources']): Usage {
  const { 'SQS, FIFO': fifo = 0, 'SQS, standard': standard = 0 } = usageOfResources(resources);
  return { 'SQS, FIFO': fifo, 'SQS, standard': standard };
}
