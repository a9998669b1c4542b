import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../functions/domain/zone.ts';
import { readState } from '../../../web/screens/on-call/calendar-state.ts';
import { presets } from '../../../web/screens/on-call/presets.ts';
import {
  asked,
  asLocalText,
  daysIn,
  hour,
  hoursOf,
  instantOfLocal,
  instantText,
  localText,
  type Span,
  snapFor,
  snapped,
  stepFrom,
  windowAt,
} from '../../../web/screens/on-call/times.ts';
import { at } from './plans.ts';

const berlin = zoneOf('Europe/Berlin');
const utc = zoneOf('UTC');
const sunday = at('2026-11-29T14:00Z');
const text = ({ start, end }: { start: number; end: number }) => [localText(start, berlin), localText(end, berlin)];

describe('what a calendar shows', () => {
  it.each<[Span, string, string]>([
    ['day', '2026-11-29T00:00', '2026-11-30T00:00'],
    ['week', '2026-11-23T00:00', '2026-11-30T00:00'],
    ['fortnight', '2026-11-29T00:00', '2026-12-13T00:00'],
    ['month', '2026-11-01T00:00', '2026-12-01T00:00'],
    ['quarter', '2026-11-01T00:00', '2027-02-01T00:00'],
    ['year', '2026-11-01T00:00', '2027-11-01T00:00'],
  ])('of a %s are whole days of the zone', (span, start, end) => {
    expect(text(windowAt(sunday, span, berlin))).toEqual([start, end]);
    const next = stepFrom(sunday, span, berlin, 1);
    expect(windowAt(next, span, berlin).start).toBe(instantOfLocal(end, berlin));
    expect(windowAt(stepFrom(next, span, berlin, -1), span, berlin)).toEqual(windowAt(sunday, span, berlin));
  });

  it('asks for the months around it, the same for neighbours', () => {
    const query = asked(windowAt(sunday, 'week', berlin));
    expect(query).toEqual({ from: '2026-10-01T00:00:00.000Z', until: '2027-01-01T00:00:00.000Z' });
    expect(asked(windowAt(stepFrom(sunday, 'week', berlin, -1), 'week', berlin))).toEqual(query);
  });

  it('stands in its address, and what is wrong there is as usual', () => {
    const usual = { look: 'fortnight', zones: ['Europe/Berlin'], now: sunday } as const;
    const state = readState({ look: 'month', day: '2026-03-10', zones: 'America/New_York,UTC' }, usual);
    expect(state).toMatchObject({ look: 'month', zones: ['America/New_York', 'UTC'] });
    expect(instantText(state.window.start)).toBe('2026-03-01T05:00:00.000Z');
    const wrong = readState({ look: 'century', day: 'soon', zones: 'Mars/Base' }, usual);
    expect(wrong).toMatchObject({ look: 'fortnight', at: sunday, zones: ['UTC'] });
  });
});

describe('days', () => {
  const march = daysIn(windowAt(at('2026-03-25T12:00Z'), 'week', berlin), berlin);
  const october = daysIn(windowAt(at('2026-10-25T12:00Z'), 'week', berlin), berlin);

  it('have their real length where the clock is set', () => {
    expect(march.map(({ hours }) => hours)).toEqual([24, 24, 24, 24, 24, 24, 23]);
    expect(october.map(({ hours }) => hours)).toEqual([24, 24, 24, 24, 24, 24, 25]);
    expect(march.map(({ start }) => start).slice(1)).toEqual(march.map(({ end }) => end).slice(0, -1));
  });

  it('of another zone touch the window from outside', () => {
    const days = daysIn(windowAt(sunday, 'day', berlin), zoneOf('Asia/Kolkata'));
    expect(days.map(({ date }) => date)).toEqual(['2026-11-29', '2026-11-30']);
  });

  it('know weekends, Mondays and first days of months', () => {
    const found = daysIn(windowAt(at('2026-06-01T00:00Z'), 'week', utc), utc);
    expect(found.filter(({ isWeekend }) => isWeekend).map(({ date }) => date)).toEqual(['2026-06-06', '2026-06-07']);
    expect(found[0]).toMatchObject({ isMonday: true, isFirstOfMonth: true });
  });

  it('have their hours where these really are, and not the one that is skipped', () => {
    const hours = hoursOf(march[6] as (typeof march)[number], 1, berlin);
    expect(hours.map((one) => one.text)).not.toContain('02:00');
    expect(hours).toHaveLength(23);
    expect(hours[2]).toEqual({ at: at('2026-03-29T01:00Z'), text: '03:00' });
    expect(hoursOf(october[6] as (typeof march)[number], 1, berlin).filter((one) => one.text === '02:00')).toHaveLength(
      2,
    );
    expect(hoursOf(march[6] as (typeof march)[number], 6, berlin).map((one) => one.text)).toEqual([
      '00:00',
      '06:00',
      '12:00',
      '18:00',
    ]);
  });
});

describe('times that are entered', () => {
  it('mean a moment of the zone, and read back as they were', () => {
    const instant = instantOfLocal('2026-03-29T03:30', berlin);
    expect(instant).toBe(at('2026-03-29T01:30Z'));
    expect(localText(instant as number, berlin)).toBe('2026-03-29T03:30');
    expect(instantOfLocal('2026-03-', berlin)).toBeUndefined();
  });

  it('that were sent as instants show as the zone has them', () => {
    expect(asLocalText('2026-11-29T08:00:00Z', berlin)).toBe('2026-11-29T09:00');
    expect(asLocalText('2026-11-29T09:00:00', berlin)).toBe('2026-11-29T09:00');
    expect(asLocalText(undefined, berlin)).toBe('');
  });

  it('by drawing keep to full quarters, hours, or days, as close as one looks', () => {
    expect([snapFor(40), snapFor(10), snapFor(3), snapFor(0.2)]).toEqual([15, 60, 360, 1440]);
    expect(instantText(snapped(at('2026-11-29T14:22Z'), 15, berlin))).toBe('2026-11-29T14:15:00.000Z');
    expect(instantText(snapped(at('2026-11-29T14:22Z'), 1440, berlin))).toBe('2026-11-29T23:00:00.000Z');
  });

  it('have presets: a night is from six to eight, and one that has begun begins now', () => {
    expect(text(presets(sunday, berlin).tonight)).toEqual(['2026-11-29T18:00', '2026-11-30T08:00']);
    expect(text(presets(sunday, berlin).tomorrowNight)).toEqual(['2026-11-30T18:00', '2026-12-01T08:00']);
    expect(text(presets(sunday, berlin).weekend)).toEqual(['2026-12-05T00:00', '2026-12-07T00:00']);
    const late = at('2026-11-29T01:00Z');
    expect(text(presets(late, berlin).tonight)).toEqual(['2026-11-29T02:00', '2026-11-29T08:00']);
    expect(presets(sunday, berlin).nextDay.end - sunday).toBe(24 * hour);
  });
});
