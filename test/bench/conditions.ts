import jsonata from 'jsonata';
import { evaluate } from '../../functions/domain/condition/evaluate.ts';
import { parseCondition } from '../../functions/domain/condition/parse.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { printTable } from './table.ts';

const event = {
  eventType: 'ALERT',
  summary: '[FIRING:1] DiskFull (db1 critical)',
  severity: 3,
  labels: { team: 'shop' },
  customDetails: { location: 'CH', tags: ['prod', 'db'], alerts: [{ severity: 'critical' }] },
};
const now = '2026-11-28T12:00:00.000Z' as Instant;

/** The same condition in both languages. */
const conditions: readonly (readonly [name: string, ours: string, theirs: string])[] = [
  ['one comparison', 'event.severity > 2', 'event.severity > 2'],
  [
    'texts and a list',
    `event.summary not contains 'staging' and event.customDetails.location in ["DE", "CH", "AT"]`,
    '$not($contains($lowercase(event.summary), "staging")) and event.customDetails.location in ["DE", "CH", "AT"]',
  ],
  ['a pattern', "event.summary regex 'diskfull.*critical'", '$contains(event.summary, /diskfull.*critical/i)'],
  [
    'ten parts',
    Array.from({ length: 10 }, (_, index) => `event.customDetails.alerts[0].severity == 'no${index}'`).join(' or '),
    Array.from({ length: 10 }, (_, index) => `event.customDetails.alerts[0].severity = "no${index}"`).join(' or '),
  ],
];

/** Ours is also read anew for every event; so many a second at least. */
const budgetPerSecond = 2_000;
const measuredMs = 400;

async function perSecond(work: () => unknown): Promise<number> {
  for (let warmed = performance.now() + measuredMs / 4; performance.now() < warmed; ) await work();
  const started = performance.now();
  let times = 0;
  for (; performance.now() - started < measuredMs; times++) await work();
  return Math.round((times * 1_000) / (performance.now() - started));
}

function read(text: string) {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.condition;
}

/** Conditions a second on one core, beside a general-purpose library: read once, and read for each event. */
export async function benchConditions(): Promise<string[]> {
  const over: string[] = [];
  const rows: string[][] = [];
  const situation = { roots: { event }, now };
  for (const [name, ours, theirs] of conditions) {
    const condition = read(ours);
    const expression = jsonata(theirs);
    const result = await expression.evaluate({ event });
    if (evaluate(condition, situation).result !== result) throw new Error(`${name}: the two conditions differ`);
    const together = await perSecond(() => evaluate(read(ours), situation).result);
    if (together < budgetPerSecond) over.push(`condition ${name}`);
    const numbers = [
      await perSecond(() => evaluate(condition, situation).result),
      await perSecond(() => expression.evaluate({ event })),
      together,
      await perSecond(() => jsonata(theirs).evaluate({ event })),
    ];
    rows.push([name, ...numbers.map(String)]);
  }
  printTable(
    'Conditions a second, on one core',
    ['condition', 'ours', 'jsonata', 'ours, read each time', 'jsonata, read each time'],
    rows,
  );
  return over;
}

if (import.meta.main) console.log(await benchConditions());
