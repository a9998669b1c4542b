import type { Counts } from './counts.ts';

type Numbers = number | { readonly [name: string]: Numbers };

const nothing: Counts = {
  http: 0,
  invocations: {},
  calls: {},
  tableCalls: {},
  table: {},
  logs: {},
  transitions: 0,
  metrics: [],
  messages: {},
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Applies the operation to numbers that stand in the same place; a missing one is 0. What becomes 0 is left out. */
function combine(a: Numbers | undefined, b: Numbers | undefined, operate: (a: number, b: number) => number): Numbers {
  const isNumber = (value: Numbers | undefined) => value === undefined || typeof value === 'number';
  if (isNumber(a) && isNumber(b)) return rounded(operate(Number(a ?? 0), Number(b ?? 0)));
  const [left, right] = [a ?? {}, b ?? {}] as Record<string, Numbers>[];
  const names = [...new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])].sort();
  const entries = names.map((name) => [name, combine(left?.[name], right?.[name], operate)] as const);
  return Object.fromEntries(entries.filter(([, value]) => !isNothing(value)));
}

const isNothing = (value: Numbers): boolean =>
  typeof value === 'number' ? value === 0 : Object.values(value).every(isNothing);

function combineCounts(a: Counts, b: Counts, operate: (a: number, b: number) => number): Counts {
  const { metrics: _left, ...left } = a;
  const { metrics: _right, ...right } = b;
  const asNumbers = (counts: object) => counts as unknown as Numbers;
  const combined = combine(asNumbers(left), asNumbers(right), operate) as unknown as Partial<Counts>;
  return { ...nothing, ...combined, metrics: [...new Set([...a.metrics, ...b.metrics])].sort() };
}

/** All of it together; a metric that both write is one. */
export const sumOfCounts = (all: readonly Counts[]): Counts =>
  all.reduce((sum, counts) => combineCounts(sum, counts, (a, b) => a + b), nothing);

/** So many times of it. */
export const times = (counts: Counts, factor: number): Counts => combineCounts(counts, nothing, (a) => a * factor);

/** One of so many equal pieces. */
export const dividedBy = (counts: Counts, pieces: number): Counts => times(counts, 1 / pieces);

/** What the larger one used up beyond the smaller one. */
export function differenceOf(larger: Counts, smaller: Counts): Counts {
  const metrics = larger.metrics.filter((metric) => !smaller.metrics.includes(metric));
  return { ...combineCounts(larger, smaller, (a, b) => a - b), metrics };
}

function split(counts: Counts, isMeant: (name: string) => boolean): Counts {
  const those = <Value>(tally: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(tally).filter(([name]) => isMeant(name)));
  const { invocations, calls, tableCalls, table, logs } = counts;
  return {
    ...counts,
    invocations: those(invocations),
    calls: those(calls),
    tableCalls: those(tableCalls),
    table: those(table),
    logs: those(logs),
  };
}

/** What these functions did by themselves: no HTTP, executions, messages; and the metrics that are named after them. */
export const onlyOf = (counts: Counts, functions: readonly string[], metrics: readonly string[]): Counts => ({
  ...split(counts, (name) => functions.includes(name)),
  http: 0,
  transitions: 0,
  messages: {},
  metrics: counts.metrics.filter((metric) => metrics.includes(metric)),
});

/** Everything but what these functions did, and but these metrics. */
export const withoutThoseOf = (counts: Counts, functions: readonly string[], metrics: readonly string[]): Counts => ({
  ...split(counts, (name) => !functions.includes(name)),
  metrics: counts.metrics.filter((metric) => !metrics.includes(metric)),
});
