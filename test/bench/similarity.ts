import { candidatesOf, type Head, headOf, headsKept } from '../../functions/domain/event/grouping/heads.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { printTable } from './table.ts';

const now = '2026-11-28T12:00:00.000Z' as Instant;
const grouping = { by: 'SIMILARITY', minutes: 60, threshold: 0.7 } as const;
/** So many events a second at least are compared with all the open alerts that a source may have. */
const budgetPerSecond = 200;
const measuredMs = 400;

const details = 'volume data of the shop in region frankfurt was written too fast; see runbook of team storage '.repeat(
  30,
);
const texts: readonly (readonly [name: string, event: { summary: string; details?: string }])[] = [
  ['a summary', { summary: 'Disk /data on db-01 is 95% full' }],
  ['a summary and long details', { summary: 'Disk /data on db-01 is 95% full', details }],
  ['200 KB of one word', { summary: 'x'.repeat(200_000), details: 'a1'.repeat(100_000) }],
];

/** How many events a second are compared with fifty alerts. Returns what is over its budget. */
export function benchSimilarity(): string[] {
  const over: string[] = [];
  const rows = texts.map(([name, event]) => {
    const heads: Head[] = Array.from({ length: headsKept }, (_, id) =>
      headOf({ id, reportTime: now, summary: `${id} ${event.summary}`, ...(event.details && { details }) }, grouping),
    );
    const started = performance.now();
    let times = 0;
    for (; performance.now() - started < measuredMs; times++) candidatesOf(heads, grouping, { event, at: now });
    const perSecond = Math.round((times * 1000) / (performance.now() - started));
    if (perSecond < budgetPerSecond) over.push(`likeness of ${name}`);
    return [name, String(perSecond), String(budgetPerSecond)];
  });
  printTable('Events compared with fifty open alerts, a second', ['event', 'compared', 'at least'], rows);
  return over;
}

if (import.meta.main) console.log(benchSimilarity());
