import { accountWith, filters } from './many-alerts.ts';
import { figure, type Section } from './report.ts';

const sizes = [1_000, 10_000, 100_000] as const;
const page = { offset: 0, limit: 50 };

/** What a page of alerts and an exact count cost, by every filter, as the alerts become ten and a hundred times as many. */
export async function lists(): Promise<Section> {
  const pages = new Map<string, string[]>(filters.map(([name]) => [name, [name]]));
  const counts = new Map<string, string[]>(filters.map(([name]) => [name, [name]]));
  for (const size of sizes) {
    const { store, measure } = await accountWith(size);
    for (const [name, filter] of filters) {
      const listed = await measure(() => store.alerts.list(filter, page));
      pages
        .get(name)
        ?.push(`${figure(listed.cost.calls)} / ${figure(listed.cost.items)} / ${figure(listed.cost.units)}`);
      const counted = await measure(() => store.alerts.count(filter));
      counts
        .get(name)
        ?.push(
          figure(counted.result),
          `${figure(counted.cost.calls)} / ${figure(counted.cost.items)} / ${figure(counted.cost.units)}`,
        );
    }
  }
  return {
    tables: [
      { title: 'A page of 50', head: ['filter', ...sizes.map(figure)], rows: [...pages.values()] },
      { title: 'A count', head: ['filter', ...sizes.flatMap((s) => ['n', figure(s)])], rows: [...counts.values()] },
    ],
    violations: [],
  };
}
if (import.meta.main) {
  const t = performance.now();
  for (const table of (await lists()).tables) {
    console.log(table.title, table.head.join(' | '));
    for (const r of table.rows) console.log(r.join(' | '));
  }
  console.log(performance.now() - t);
}
