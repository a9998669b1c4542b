import { accountWith, type Cost, filters, growing } from './many-alerts.ts';
import { figure, type Section } from './report.ts';

const sizes = [1_000, 10_000, 100_000] as const;
const page = { offset: 0, limit: 50 };
/** A page may need so many calls more where alerts lie closer together, and look at so many entries. */
const tolerated = { calls: 3, items: 1_000 };

/** What a page of alerts and an exact count cost, by every filter, for ten and a hundred times as many alerts. */
export async function lists(): Promise<Section> {
  const pages = new Map<string, Cost[]>(filters.map(([name]) => [name, []]));
  const counts = new Map<string, Cost[]>(filters.map(([name]) => [name, []]));
  for (const size of sizes) {
    const { store, measure } = await accountWith(size);
    for (const [name, filter] of filters) {
      pages.get(name)?.push((await measure(() => store.alerts.list(filter, page))).cost);
      counts.get(name)?.push((await measure(() => store.alerts.count(filter))).cost);
    }
  }
  return {
    tables: [
      { title: 'A page', head: ['filter', ...sizes.map((size) => `${figure(size)} alerts`)], rows: rowsOf(pages) },
      { title: 'A count', head: ['filter', ...sizes.map((size) => `${figure(size)} alerts`)], rows: rowsOf(counts) },
    ],
    violations: [...pages]
      .filter(([name, costs]) => !growing.includes(name) && grows(costs))
      .map(([name]) => `a page of ${name} grows`),
  };
}

const rowsOf = (costs: ReadonlyMap<string, readonly Cost[]>): string[][] =>
  [...costs].map(([name, bySize]) => [name, ...bySize.map(cellOf)]);

const cellOf = ({ calls, items, units }: Cost): string => `${figure(calls)} / ${figure(items)} / ${figure(units)}`;

function grows(costs: readonly Cost[]): boolean {
  const [before, last] = costs.slice(-2);
  if (before === undefined || last === undefined) return false;
  return last.calls > before.calls + tolerated.calls || last.items > tolerated.items;
}
