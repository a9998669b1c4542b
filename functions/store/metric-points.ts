import { instantOf, millisecondsOf } from '../domain/instants.ts';
import {
  dayOf,
  daySeconds,
  halfHours,
  hourOf,
  hourSeconds,
  pointAt,
  readingAt,
  slotInHour,
  withoutHours,
} from '../domain/metric/layout.ts';
import { keptSeconds, type Part, type Point, partOf } from '../domain/metric/series.ts';
import type { Instant } from '../domain/time.ts';
import type { MetricKeys, MetricPointStore } from '../ports/metric-store.ts';
import { anyOf, ifAbsent, ifEquals } from './conditions.ts';
import { keys, metricPartition, pointsPrefix, sumsPrefix } from './keys.ts';
import { allOf } from './pages.ts';
import type { Item, Table, WriteOperation } from './table.ts';
import { writeInTurn } from './writes.ts';

/** Beyond the time for which points are kept, so that the first bucket of a graph keeps all of its own. */
const longer = daySeconds;
const writesAtOnce = 20;

const instantAt = (seconds: number): Instant => instantOf(seconds * 1000);
const secondsOf = (SK: string): number => Date.parse(SK.slice(SK.indexOf('#') + 1)) / 1000;

const slotName = (slot: number): string => `p${slot}`;
const slotForm = /^p(\d{1,3})$/;

/** The points in the item of an hour. Values are text: they may be larger and smaller than DynamoDB's numbers. */
function pointsIn(item: Item): Point[] {
  const hour = secondsOf(item.SK);
  return Object.entries(item).flatMap(([name, value]) => {
    const slot = slotForm.exec(name)?.[1];
    return slot === undefined ? [] : [pointAt(hour, Number(slot), Number(value))];
  });
}

/** Sums as JSON text, a list for each half hour: when, count, sum, least, greatest, time and value of the last. */
const textOf = (parts: readonly Part[]): string =>
  JSON.stringify(
    parts.map(({ at, sum: { count, sum, min, max, last } }) => [at, count, sum, min, max, last.at, last.value]),
  );

const partsIn = (text: string): Part[] =>
  (JSON.parse(text) as [number, number, number, number, number, number, number][]).map(
    ([at, count, sum, min, max, lastAt, last]) => ({
      at,
      sum: { count, sum, min, max, last: { at: lastAt, value: last } },
    }),
  );

/** That a day's points are not what they were: sums of them that somebody is about to write are refused. */
const forgetSums = (metricId: number, day: number): WriteOperation => ({
  update: keys.metricSums(metricId, instantAt(day)),
  set: { type: 'METRIC_SUMS', expiresAt: day + daySeconds + keptSeconds + longer },
  remove: ['sums'],
  add: { revision: 1 },
});

async function inTurn<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += writesAtOnce)
    await Promise.all(all.slice(start, start + writesAtOnce).map(work));
}

/**
 * Points of metrics: an item for each hour, an attribute for each slot, so that a point is one update whoever else writes; and an item for
 * each day that is past, with sums, which the first reader after the day makes and which a late point takes away.
 */
export function createMetricPointStore(table: Pick<Table, 'query' | 'write' | 'batchGet'>): MetricPointStore {
  const query = (metricId: number, from: string, until: string, isRelaxed: boolean) =>
    allOf(table as Table, {
      partition: metricPartition(metricId),
      sort: { between: [from, until] },
      ...(isRelaxed && { isRelaxed }),
    });
  const hoursBetween = (metricId: number, from: number, until?: number) => {
    const end = until === undefined ? '~' : instantAt(until - 1);
    return query(metricId, `${pointsPrefix}${instantAt(from)}`, `${pointsPrefix}${end}`, until === undefined);
  };

  /** Sums of a day of which there are none yet; kept, unless a point came meanwhile. */
  async function sumUp(metricId: number, day: number, known: Item | undefined): Promise<Part[]> {
    const points = (await hoursBetween(metricId, day, day + daySeconds)).flatMap(pointsIn);
    const sums = halfHours(points);
    const key = keys.metricSums(metricId, instantAt(day));
    const revision = Number(known?.revision ?? 0);
    await table.write([
      {
        put: {
          ...key,
          type: 'METRIC_SUMS',
          sums: textOf(sums),
          revision,
          expiresAt: day + daySeconds + keptSeconds + longer,
        },
        condition: known === undefined ? ifAbsent : anyOf(ifAbsent, ifEquals('revision', revision)),
      },
    ]);
    return sums;
  }

  async function pastParts(metricId: number, days: readonly number[]): Promise<Part[]> {
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return [];
    const range = [first, last].map((day) => `${sumsPrefix}${instantAt(day)}`);
    const items = await query(metricId, range[0] ?? '', range[1] ?? '', true);
    const byDay = new Map(items.map((item) => [secondsOf(item.SK), item]));
    const found = await Promise.all(
      days.map((day) => {
        const item = byDay.get(day);
        return item?.sums === undefined ? sumUp(metricId, day, item) : partsIn(String(item.sums));
      }),
    );
    return found.flat();
  }

  return {
    async put(metricId, points, now) {
      const byHour = Map.groupBy(points, ({ at }) => hourOf(at));
      await inTurn([...byHour], ([hour, ofHour]) =>
        table.write([
          {
            update: keys.metricPoints(metricId, instantAt(hour)),
            set: {
              type: 'METRIC_POINTS',
              expiresAt: hour + hourSeconds + keptSeconds + longer,
              ...Object.fromEntries(ofHour.map(({ at, value }) => [slotName(slotInHour(at)), String(value)])),
            },
          },
        ]),
      );
      const today = dayOf(millisecondsOf(now) / 1000);
      const late = [...new Set([...byHour.keys()].map(dayOf))].filter((day) => day < today);
      await inTurn(late, (day) => table.write([forgetSums(metricId, day)]));
    },

    async parts(metricId, now) {
      const { pointsFrom, days, edges } = readingAt(now);
      const [recent, past, atEdges] = await Promise.all([
        hoursBetween(metricId, pointsFrom),
        pastParts(metricId, days),
        table.batchGet([...new Set(edges)].map((hour) => keys.metricPoints(metricId, instantAt(hour)))),
      ]);
      const points = [...recent, ...atEdges].flatMap(pointsIn);
      return [...withoutHours(past, edges), ...points.map(partOf)];
    },

    async clear(metricId, now) {
      const hours = await allOf(table as Table, {
        partition: metricPartition(metricId),
        sort: { beginsWith: pointsPrefix },
      });
      await writeInTurn(
        table as Table,
        hours.map(({ PK, SK }) => ({ delete: { PK, SK } })),
      );
      await inTurn(readingAt(now).days, (day) => table.write([forgetSums(metricId, day)]));
    },
  };
}

/** Finds a metric by its key without the metric's schema: `ingest` loads fast because of it. */
export const createMetricKeys = (table: Pick<Table, 'get'>): MetricKeys => ({
  async metricOf(key) {
    const lock = await table.get(keys.unique('METRIC_KEY', key), { consistent: true });
    return lock && Number(lock.ownerId);
  },
});
