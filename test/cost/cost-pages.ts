import { assumptions } from './assumptions.ts';
import { billOf, listTotal, messagesOf, platformOf } from './bill.ts';
import type { Counted } from './counts.ts';
import { usageOfMany } from './month.ts';
import type { Workload } from './usage.ts';
import { dollars, largest, table } from './words.ts';
import { pageSizes } from './workloads.ts';

const minutesPerMonth = 60 * assumptions.hoursPerMonth;

/** The section on status pages: what they cost that nobody visits, and what is done costs. */
export function pagesSection(counted: Counted): string {
  const rows: readonly (readonly [string, Workload, number])[] = [
    [
      `a page of ${pageSizes.services} services, looked at every ten minutes, a month`,
      { 'look at a page': minutesPerMonth / 10 },
      1,
    ],
    [
      `a page of ${pageSizes.services} services and ${pageSizes.metrics} metrics that move each minute, a month`,
      { 'minute of a page with metrics': minutesPerMonth },
      1,
    ],
    ['a metric whose point comes every 30 seconds, a month', { 'point of a metric': 2 * minutesPerMonth }, 1],
    [
      'the same, ten points at once',
      { 'points of a metric, ten at once': (2 * minutesPerMonth) / pageSizes.pointsAtOnce },
      1,
    ],
    ['a metric that is pulled each minute, a month', { 'minute of a pulled metric': minutesPerMonth }, 1],
    ['1,000 changes of a status, each on one page', { 'change of a status on a page': 1 }, 1000],
    ['1,000 updates of incidents, each on one page', { 'update of an incident on a page': 1 }, 1000],
    ['1,000 people told of an update by e-mail', { 'update told to 100 by e-mail': 1 }, 1000 / pageSizes.subscribers],
  ];
  return `## Status pages

Without free quantities, and without what visitors fetch: CloudFront's first terabyte and ten million requests a month are free. Nothing while there is no page.

${table(
  ['What', '>platform', '>messages', 'most of it'],
  rows.map(([what, workload, times]) => {
    const lines = billOf(usageOfMany(counted, workload, times));
    return [what, dollars(listTotal(platformOf(lines))), dollars(listTotal(messagesOf(lines))), largest(lines)];
  }),
)}

A page that shows metrics is made anew each minute, and what has changed of it is written; one without changes by itself is looked at every ten
minutes. Points cost by the request: a collector that sends ten at once pays a tenth.`;
}
