import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarToShifts } from '../../functions/domain/schedule/calendar-import.ts';
import { shifts } from '../../functions/domain/schedule/shifts.ts';
import { shiftsToCalendar } from '../../functions/render/calendar.ts';
import { ada, aLayer, aSchedule, grace } from '../domain/schedule/factories.ts';
import { at } from '../support/factories.ts';

const nameOf = (userId: number) => (userId === ada ? 'Ada Lovelace' : 'Grace Hopper');
const schedule = aSchedule({ layers: [aLayer({ startsOn: '2026-03-27T02:30' })] });
const window = { from: at('2026-03-27T00:00Z'), until: at('2026-04-02T00:00Z') };

const feedOf = (of: typeof schedule, more: { of?: 'schedule' | 'user'; language?: 'en' | 'de'; name?: string } = {}) =>
  shiftsToCalendar({
    name: 'Primary',
    of: 'schedule',
    host: 'tocsin.example',
    now: at('2026-03-27T12:00Z'),
    shifts: shifts(of, [], window.from, window.until).map((shift) => ({
      ...shift,
      scheduleId: of.id,
      scheduleName: of.name,
      userName: nameOf(shift.userId),
    })),
    ...more,
  });

const parsed = (text: string) => new ICAL.Component(ICAL.parse(text));
const eventsOf = (text: string) =>
  parsed(text)
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component));

describe('the feed of a schedule', () => {
  it('shows a calendar client the same shifts as the API, over a change of the clock', () => {
    const shown = eventsOf(feedOf(schedule)).map(({ summary, startDate, endDate }) => ({
      summary,
      start: startDate.toJSDate().toISOString(),
      end: endDate.toJSDate().toISOString(),
    }));
    expect(shown).toEqual(
      shifts(schedule, [], window.from, window.until).map(({ userId, start, end }) => ({
        summary: `${nameOf(userId)} (On call: Primary)`,
        start,
        end,
      })),
    );
    expect(shown[1]?.end).toBe('2026-03-29T01:00:00.000Z');
    expect(shown[2]?.end).toBe('2026-03-30T00:30:00.000Z');
  });

  it('tells its times in UTC, which need no VTIMEZONE', () => {
    const text = feedOf(schedule);
    expect(text).toContain('DTSTART:20260329T010000Z');
    expect(text).not.toContain('TZID');
  });

  it('keeps the UID of a shift whose end moves, and has no UID twice', () => {
    const shorter = aSchedule({ layers: [aLayer({ startsOn: '2026-03-27T02:30', endsOn: '2026-03-31T12:00' })] });
    const uids = eventsOf(feedOf(schedule)).map(({ uid }) => uid);
    expect(eventsOf(feedOf(shorter)).map(({ uid }) => uid)).toEqual(uids.slice(0, 5));
    expect(new Set(uids).size).toBe(uids.length);
    expect(uids[0]).toBe('shift-1-1-20260327T013000000Z@tocsin.example');
  });

  it('does not make anybody busy', () => {
    expect(
      eventsOf(feedOf(schedule)).every(({ component }) => component.getFirstPropertyValue('transp') === 'TRANSPARENT'),
    ).toBe(true);
  });

  it('is a calendar with nothing in it when there are no shifts', () => {
    expect(eventsOf(feedOf(aSchedule({ layers: [] })))).toEqual([]);
  });

  it.each(['Nächte, "Team A"; ☎', 'two\r\nBEGIN:VEVENT\r\nlines', 'x'.repeat(300), 'back\\slash'])(
    'reads whatever its name is: %j',
    (name) => {
      const named = feedOf({ ...schedule, name }, { name });
      const plain = name.replace(/[\r\n]+/g, ' ');
      // The parser leaves the escapes of a property that no standard has to whoever reads it.
      const calendarName = String(parsed(named).getFirstPropertyValue('x-wr-calname'));
      expect(calendarName.replace(/\\(.)/g, '$1')).toBe(plain);
      expect(eventsOf(named)[0]?.summary).toBe(`Ada Lovelace (On call: ${plain})`);
      expect(eventsOf(named)).toHaveLength(eventsOf(feedOf(schedule)).length);
      expect(named.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    },
  );

  it('comes back as the same shifts when it is imported', () => {
    const imported = calendarToShifts(feedOf(schedule), {
      timezone: 'Europe/Berlin',
      ...window,
      userOf: (name) =>
        new Map([
          ['Ada Lovelace', ada],
          ['Grace Hopper', grace],
        ]).get(name),
    });
    expect(imported).toEqual({
      kind: 'read',
      shifts: shifts(schedule, [], window.from, window.until),
      unknown: [],
      unreadable: 0,
      problems: [],
    });
  });
});

describe('the feed of a person', () => {
  it('says what for, in their language', () => {
    expect(eventsOf(feedOf(schedule, { of: 'user' }))[0]?.summary).toBe('On call: Primary');
    expect(eventsOf(feedOf(schedule, { of: 'user', language: 'de' }))[0]?.summary).toBe('Rufbereitschaft: Primary');
  });
});
