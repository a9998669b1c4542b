import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../web/screens/alerts/model.ts';
import {
  nextPage,
  noPages,
  type Pages,
  withChanged,
  withNewest,
  withOlder,
} from '../../../web/screens/alerts/pages.ts';

/** Alerts by their numbers, the highest first, one each second. */
const alerts = (newest: number, oldest: number): Alert[] =>
  Array.from({ length: newest - oldest + 1 }, (_, index) => {
    const id = newest - index;
    return { id, reportTime: new Date(Date.UTC(2026, 10, 29) + id * 1000).toISOString() } as Alert;
  });

const alert = (id: number): Alert => alerts(id, id)[0] as Alert;
const ids = (some: readonly Alert[]): number[] => some.map(({ id }) => id);
const shown = ({ head, tail }: Pages): number[] => ids([...head, ...tail]);
const without = (gone: readonly number[], some: readonly Alert[]) => some.filter(({ id }) => !gone.includes(id));

/** Two hundred were read, and there are more. */
const two = withOlder(withNewest(noPages, alerts(1000, 901)), alerts(900, 801), alert(901));

describe('pages of alerts', () => {
  it('follow each other', () => {
    expect(shown(two)).toEqual(ids(alerts(1000, 801)));
    expect(two).toMatchObject({ isAll: false, tail: [] });
  });

  it('end with one that is not full', () => {
    expect(withOlder(two, alerts(800, 790), alert(801))).toMatchObject({ isAll: true });
    expect(withNewest(two, alerts(1000, 950))).toMatchObject({ isAll: true, head: alerts(1000, 950), tail: [] });
  });

  it('are asked for by time, past those of the same moment that are there', () => {
    expect(nextPage(two)).toEqual({
      until: new Date(Date.parse(alert(801).reportTime) + 1).toISOString(),
      'start-index': 1,
    });
    const twins = [...alerts(1000, 900), { ...alert(900), id: 5 }];
    expect(nextPage({ ...noPages, head: twins })).toMatchObject({ 'start-index': 2 });
    expect(nextPage(noPages)).toBeUndefined();
  });

  it('keep what new ones have pushed out of the newest page', () => {
    expect(shown(withNewest(two, alerts(1010, 911)))).toEqual(ids(alerts(1010, 801)));
  });

  it('lose what has left the newest page because it left the list', () => {
    const newest = without([950, 951], alerts(1000, 899));
    expect(shown(withNewest(two, newest))).toEqual(ids(without([950, 951], alerts(1000, 801))));
  });

  it('keep those of the same moment as the last one of the newest page', () => {
    const twin = { ...alert(901), id: 5 };
    const pages = { ...noPages, head: [...alerts(1000, 901), twin, ...alerts(900, 801)] };
    expect(shown(withNewest(pages, alerts(1000, 901)))).toEqual([
      ...ids(alerts(1000, 901)),
      5,
      ...ids(alerts(900, 801)),
    ]);
  });

  it('are the same when the same page is read again', () => {
    expect(withNewest(two, alerts(1000, 901))).toEqual(two);
  });

  it('have one as it is now', () => {
    const changed = { ...alert(850), status: 'ACCEPTED' } as Alert;
    expect(withChanged(two, changed).head.find(({ id }) => id === 850)).toBe(changed);
    const torn = withNewest(two, alerts(1200, 1101));
    expect(withChanged(torn, changed).tail.find(({ id }) => id === 850)).toBe(changed);
  });
});

describe('a burst that pushes away all that was read', () => {
  const torn = withNewest({ ...two, isAll: true }, alerts(1250, 1151));

  it('leaves a hole that the next pages fill', () => {
    expect(torn).toMatchObject({ head: alerts(1250, 1151), tail: alerts(1000, 801), isAll: true });
    const first = withOlder(torn, alerts(1150, 1051), alert(1151));
    expect(first).toMatchObject({ head: alerts(1250, 1051), tail: alerts(1000, 801) });
    const second = withOlder(first, alerts(1050, 951), alert(1051));
    expect(second).toEqual({ head: alerts(1250, 801), tail: [], isAll: true, between: 0 });
  });

  it('that is filled by the last page has no tail', () => {
    expect(withOlder(torn, alerts(1150, 1100), alert(1151))).toEqual({
      ...noPages,
      head: alerts(1250, 1100),
      isAll: true,
    });
  });

  it('goes on while the hole is filled', () => {
    const first = withOlder(torn, alerts(1150, 1051), alert(1151));
    expect(withNewest(first, alerts(1260, 1161))).toMatchObject({ head: alerts(1260, 1051), tail: alerts(1000, 801) });
  });

  it('may come while the next page is on its way, which belongs to the tail', () => {
    const late = withOlder(withNewest(two, alerts(1250, 1151)), alerts(800, 701), alert(801));
    expect(late).toMatchObject({ head: alerts(1250, 1151), tail: alerts(1000, 701), isAll: false });
    expect(withOlder(torn, alerts(600, 501), alert(601))).toBe(torn);
  });

  it('makes the list begin anew when there is too much between', () => {
    let pages: Pages = withNewest(two, alerts(5000, 4901));
    for (let oldest = 4901; pages.tail.length > 0; oldest -= 100)
      pages = withOlder(pages, alerts(oldest - 1, oldest - 100), alert(oldest));
    expect(pages).toEqual({ ...noPages, head: alerts(5000, 4401) });
  });

  it('followed by another keeps what is next to the newest', () => {
    const again = withNewest(torn, alerts(1500, 1401));
    expect(again).toMatchObject({ head: alerts(1500, 1401), tail: alerts(1250, 1151), isAll: false });
  });

  it('whose alerts are resolved again leaves what was there', () => {
    expect(withNewest(torn, alerts(1000, 901))).toMatchObject({ head: alerts(1000, 801), tail: [], isAll: true });
  });
});
