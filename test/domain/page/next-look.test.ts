import { describe, expect, it } from 'vitest';
import { mendedAfter, nextLookAt } from '../../../functions/domain/page/next-look.ts';
import type { PageView } from '../../../functions/domain/page/view.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { aGroup, aMaintenance, aMetric, aService, at, aView, fine, now, rough } from '../../render/page/view.ts';

const old = minus(now, { days: 200 });
const young = minus(now, { days: 3 });
const calm: PageView = {
  ...aView(),
  now,
  page: { ...aView().page, timezone: 'Europe/Berlin' },
  status: 'OPERATIONAL',
  elements: [aService(1, 'Shop', { history: fine, trackedSince: young })],
  maintenances: [],
  metrics: [],
};
const inTenMinutes = plus(now, { minutes: 10 });
/** So soon that the next tick finds it due, whenever that is. */
const withNextTick = plus(now, { seconds: 4 });

describe('the next look at a page', () => {
  it('comes after ten minutes where nothing moves', () => {
    expect(nextLookAt(calm)).toBe(inTenMinutes);
  });

  it.each([
    ['an outage lasts', { status: 'PARTIAL_OUTAGE' }],
    ['a young service had an outage', { elements: [aService(1, 'Shop', { history: rough, trackedSince: young })] }],
    [
      'one in a group had',
      { elements: [aGroup(9, 'All', [aService(1, 'Shop', { history: rough, trackedSince: young })])] },
    ],
    ['it shows a metric', { metrics: [aMetric(5, 'Requests')] }],
  ] satisfies [string, Partial<PageView>][])('comes with the next tick while %s', (_when, facts) => {
    expect(nextLookAt({ ...calm, ...facts })).toBe(withNextTick);
  });

  it('does not hurry for an outage of earlier days of a service that is known as long as is told', () => {
    const days = rough.days.with(-1, { ...rough.days[89], majorSec: 0, uptime: 100 } as (typeof rough.days)[number]);
    const elements = [aService(1, 'Shop', { history: { ...rough, days }, trackedSince: old })];
    expect(nextLookAt({ ...calm, elements })).toBe(inTenMinutes);
    const today = rough.days.with(-1, { ...rough.days[89], uptime: 99.5 } as (typeof rough.days)[number]);
    const stillToday = [aService(1, 'Shop', { history: { ...rough, days: today }, trackedSince: old })];
    expect(nextLookAt({ ...calm, elements: stillToday })).toBe(withNextTick);
    const untold = [aService(1, 'Shop', { history: { ...rough, days: [] }, trackedSince: old })];
    expect(nextLookAt({ ...calm, elements: untold })).toBe(inTenMinutes);
  });

  it('comes when planned work begins and when it ends', () => {
    const start = plus(now, { minutes: 4 });
    const end = plus(now, { minutes: 7 });
    const work = aMaintenance(3, 'Disks', { start, end });
    expect(nextLookAt({ ...calm, maintenances: [work] })).toBe(start);
    expect(nextLookAt({ ...calm, now: plus(now, { minutes: 5 }), maintenances: [work] })).toBe(end);
  });

  it('looks ahead at an edge of planned work, not at one that is there', () => {
    const work = aMaintenance(3, 'Disks', { start: now, end: plus(now, { hours: 2 }) });
    expect(nextLookAt({ ...calm, maintenances: [work] })).toBe(inTenMinutes);
  });

  it('hurries for one of several services, and for none that has been known for all the days told', () => {
    const shown = (trackedSince: typeof now) => aService(1, 'Shop', { history: rough, trackedSince });
    const quiet = aService(2, 'Till', { history: fine, trackedSince: young });
    const known = { ...rough, days: fine.days };
    expect(nextLookAt({ ...calm, elements: [shown(young), quiet] })).toBe(withNextTick);
    const on90th = aService(1, 'Shop', { history: known, trackedSince: minus(now, { days: 90 }) });
    expect(nextLookAt({ ...calm, elements: [on90th] })).toBe(inTenMinutes);
    const on89th = aService(1, 'Shop', { history: known, trackedSince: minus(now, { days: 90, seconds: -1 }) });
    expect(nextLookAt({ ...calm, elements: [on89th] })).toBe(withNextTick);
    const { history: _hidden, ...hidden } = shown(young);
    expect(nextLookAt({ ...calm, elements: [hidden] })).toBe(inTenMinutes);
  });

  it('comes with the next tick, and no sooner than that, for one that could not be made', () => {
    expect(mendedAfter).toEqual({ seconds: 20 });
  });

  it("comes with the page's own midnight, which is an hour longer away when the clocks go back", () => {
    const late = at('2026-11-28T22:55:00');
    expect(nextLookAt({ ...calm, now: late })).toBe(at('2026-11-28T23:00:00'));
    expect(nextLookAt({ ...calm, now: at('2026-10-25T21:55:00') })).toBe(at('2026-10-25T22:05:00'));
    expect(nextLookAt({ ...calm, now: at('2026-10-25T22:55:00') })).toBe(at('2026-10-25T23:00:00'));
  });
});
