import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../functions/domain/zone.ts';
import { agendaOf, shiftsOf } from '../../../web/screens/on-call/agenda.ts';
import { type Bar, finalBars, gapsAmong, lanesOf } from '../../../web/screens/on-call/lanes.ts';
import { byPolicy } from '../../../web/screens/on-call/now.ts';
import { planOf } from '../../../web/screens/on-call/plan.ts';
import { instantText } from '../../../web/screens/on-call/times.ts';
import { ada, aLayer, alan, anOverride, aPlan, at, grace } from './plans.ts';

const window = { start: at('2026-06-02T00:00Z'), end: at('2026-06-05T00:00Z') };
const told = (bars: readonly Bar[]) =>
  bars.map(({ userId, start, end }) => [userId, instantText(start).slice(8, 16), instantText(end).slice(8, 16)]);

const nights = aLayer({
  name: 'Nights',
  users: [alan],
  rotation: 'P1W',
  restrictions: [{ from: { dayOfWeek: 'TUESDAY', time: '22:00' }, to: { dayOfWeek: 'WEDNESDAY', time: '06:00' } }],
});

describe('the lanes of a schedule', () => {
  const plan = aPlan({
    layers: [aLayer(), nights],
    overrides: [
      anOverride(7, grace, '2026-06-03T12:00Z', '2026-06-03T18:00Z'),
      anOverride(8, alan, '2026-06-03T16:00Z', '2026-06-03T20:00Z'),
    ],
  });
  const lanes = lanesOf(plan, window);

  it('are who is on call, who stands in, and the layers, the one that wins first', () => {
    expect(lanes.map(({ kind, number, name }) => [kind, number, name])).toEqual([
      ['final', undefined, undefined],
      ['overrides', undefined, undefined],
      ['layer', 2, 'Nights'],
      ['layer', 1, undefined],
    ]);
  });

  it('show whole shifts, overrides as they are seen, and layers as they are planned', () => {
    expect(told(lanes[0]?.bars ?? [])).toEqual([
      [ada, '01T09:00', '02T09:00'],
      [grace, '02T09:00', '02T22:00'],
      [alan, '02T22:00', '03T06:00'],
      [grace, '03T06:00', '03T09:00'],
      [ada, '03T09:00', '03T12:00'],
      [grace, '03T12:00', '03T16:00'],
      [alan, '03T16:00', '03T20:00'],
      [ada, '03T20:00', '04T09:00'],
      [grace, '04T09:00', '05T09:00'],
    ]);
    expect(told(lanes[1]?.bars ?? [])).toEqual([
      [grace, '03T12:00', '03T16:00'],
      [alan, '03T16:00', '03T20:00'],
    ]);
    expect(told(lanes[2]?.bars ?? [])).toEqual([[alan, '02T22:00', '03T06:00']]);
    expect(told(lanes[3]?.bars ?? [])).toEqual([
      [ada, '02T00:00', '02T09:00'],
      [grace, '02T09:00', '03T09:00'],
      [ada, '03T09:00', '04T09:00'],
      [grace, '04T09:00', '05T00:00'],
    ]);
  });

  it('know by which override somebody is on call', () => {
    const by = (lanes[0]?.bars ?? []).map(({ override }) => override?.id);
    expect(by).toEqual([undefined, undefined, undefined, undefined, undefined, 7, 8, undefined, undefined]);
  });

  it('show time without anybody', () => {
    const bars = finalBars(aPlan({ layers: [nights] }), window);
    expect(told(bars)).toEqual([
      [undefined, '02T00:00', '02T22:00'],
      [alan, '02T22:00', '03T06:00'],
      [undefined, '03T06:00', '05T00:00'],
    ]);
    expect(gapsAmong(bars)).toHaveLength(2);
    expect(finalBars(planOf({ id: 1, name: 'x', timezone: 'UTC', type: 'STATIC' }), window)).toEqual([]);
  });

  it('of shifts entered by hand are as they were entered', () => {
    const shift = { userId: ada, start: '2026-06-02T09:00', end: '2026-06-03T09:00' };
    const lane = lanesOf(aPlan({ type: 'STATIC', shifts: [shift] }), window)[2];
    expect(lane?.kind).toBe('shifts');
    expect(told(lane?.bars ?? [])).toEqual([[ada, '02T09:00', '03T09:00']]);
  });

  it('show of the past what was planned then', () => {
    const before = aPlan({ layers: [aLayer({ users: [alan] })] }).editions[0];
    const after = { ...aPlan({ layers: [aLayer()] }).editions[0], from: instantText(at('2026-06-03T12:00Z')) };
    const edited = { ...aPlan(), editions: [before, after] as never };
    const layer = lanesOf(edited, window).at(-1);
    expect(told(layer?.bars ?? []).map(([userId]) => userId)).toEqual([alan, alan, alan, ada, grace]);
  });

  it('of a year of five layers are computed in no time', () => {
    const hours = aLayer({ rotation: 'PT8H' });
    const big = aPlan({ layers: [hours, hours, hours, hours, nights] });
    const year = { start: at('2026-06-01T00:00Z'), end: at('2027-06-01T00:00Z') };
    const begin = performance.now();
    const found = lanesOf(big, year);
    // A frame is 16 ms; slow machines with other work are given some.
    expect(performance.now() - begin).toBeLessThan(1000);
    expect(found.map(({ bars }) => bars.length)).toEqual([1147, 0, 52, 1094, 1094, 1094, 1094]);
  });
});

describe('day by day', () => {
  const plans = [aPlan({ layers: [aLayer()] }), aPlan({ id: 2, layers: [nights] })];
  const days = agendaOf(plans, { start: at('2026-06-02T00:00Z'), end: at('2026-06-04T00:00Z') }, zoneOf('UTC'));

  it('each schedule says who is on call, cut to the day', () => {
    expect(days.map(({ day }) => day.date)).toEqual(['2026-06-02', '2026-06-03']);
    expect(
      days[0]?.entries.map(({ plan, bar, isContinued, goesOn }) => [plan.id, bar.userId, isContinued, goesOn]),
    ).toEqual([
      [1, ada, true, false],
      [1, grace, false, true],
      [2, undefined, false, false],
      [2, alan, false, true],
    ]);
  });

  it('one person finds their own shifts of all schedules, in order', () => {
    const own = shiftsOf(plans, alan, { start: at('2026-06-01T00:00Z'), end: at('2026-06-20T00:00Z') });
    expect(own.map(({ plan, bar }) => [plan.id, instantText(bar.start).slice(0, 13)])).toEqual([
      [2, '2026-06-02T22'],
      [2, '2026-06-09T22'],
      [2, '2026-06-16T22'],
    ]);
  });
});

it('who is on call now is told by policies and their levels', () => {
  const entry = (policy: number, name: string, escalationLevel: number, id: number) => ({
    user: { id },
    escalationPolicy: { id: policy, name },
    escalationLevel,
    start: null,
    end: null,
  });
  const all = [entry(2, 'B', 2, ada), entry(1, 'A', 1, ada), entry(2, 'B', 1, grace), entry(2, 'B', 1, alan)];
  expect(
    byPolicy(all).map(({ name, levels }) => [name, levels.map(({ level, entries }) => [level, entries.length])]),
  ).toEqual([
    ['A', [[1, 1]]],
    [
      'B',
      [
        [1, 2],
        [2, 1],
      ],
    ],
  ]);
});
