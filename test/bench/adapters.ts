import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBody } from '../../functions/integrations/body.ts';
import { boundedEvent } from '../../functions/integrations/bounds.ts';
import { allIntegrations } from '../../functions/integrations/catalogue.ts';
import { printTable } from './table.ts';

/** What one processor must read a second by the slowest adapter: far above what a source may send, so that none is the limit. */
const budget = 2_000;
const rounds = 3;
const millisecondsEach = 12;
const folder = join(import.meta.dirname, '../fixtures/payloads');

/** The bodies that the tool sends, as it sends them: those of its folder, else the sample it shows. */
function bodiesOf(slug: string, sample: unknown): readonly string[] {
  const files = readdirSync(folder).includes(slug) ? readdirSync(join(folder, slug)) : [];
  const bodies = files
    .filter((file) => file.endsWith('.json') && file !== 'expected.json')
    .map((file) => JSON.stringify(JSON.parse(readFileSync(join(folder, slug, file), 'utf8'))));
  return bodies.length === 0 ? [JSON.stringify(sample)] : bodies;
}

/** Prints how many events a second one processor makes of raw bodies, by adapter. Resolves with those over budget. */
export async function benchAdapters(): Promise<string[]> {
  const speeds: { slug: string; perSecond: number; bytes: number }[] = [];
  for (const { slug, sample, read } of await allIntegrations()) {
    const bodies = bodiesOf(slug, sample);
    const readAll = () => {
      for (const raw of bodies) {
        const parsed = parseBody(raw);
        const body = 'value' in parsed ? parsed.value : '';
        read({ headers: {}, query: {}, body, requestId: 'request', isLenient: true }).events.map(boundedEvent);
      }
    };
    readAll();
    let best = 0;
    for (let round = 0; round < rounds; round++) {
      const start = process.cpuUsage();
      let count = 0;
      let spent = 0;
      while (spent < millisecondsEach * 1000) {
        readAll();
        count += bodies.length;
        const { user, system } = process.cpuUsage(start);
        spent = user + system;
      }
      best = Math.max(best, count / (spent / 1e6));
    }
    speeds.push({ slug, perSecond: best, bytes: bodies.reduce((sum, raw) => sum + raw.length, 0) / bodies.length });
  }
  const sorted = speeds.sort((one, other) => one.perSecond - other.perSecond);
  printTable(
    'Events normalised a second by one processor, by adapter (raw body to bounded event), the slowest first',
    ['adapter', 'a second', 'budget', 'bytes of a body', ''],
    sorted.map(({ slug, perSecond, bytes }) => [
      slug,
      perSecond.toFixed(0),
      String(budget),
      bytes.toFixed(0),
      perSecond >= budget ? 'ok' : 'OVER',
    ]),
  );
  return sorted.filter(({ perSecond }) => perSecond < budget).map(({ slug }) => `adapter ${slug}`);
}
