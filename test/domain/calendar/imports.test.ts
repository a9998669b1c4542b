import { describe, expect, it } from 'vitest';
import { calendarToShifts, importWindow } from '../../../functions/domain/schedule/calendar-import.ts';
import { calendarToExceptions } from '../../../functions/domain/support-hours/calendar-import.ts';
import { at } from '../../support/factories.ts';

const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'].join('\r\n');

const people = new Map([
  ['ada@example.org', 1],
  ['grace@example.org', 2],
  ['Ada Lovelace', 1],
  ['Grace Hopper', 2],
]);
const march = { timezone: 'Europe/Berlin', from: at('2026-03-01T00:00Z'), until: at('2026-04-01T00:00Z') };
const read = (text: string, window = march) => {
  const imported = calendarToShifts(text, { ...window, userOf: (name) => people.get(name) });
  if (imported.kind === 'refused') throw new Error(imported.reason);
  return imported;
};
const told = (text: string) =>
  read(text).shifts.map(({ userId, start, end }) => `${userId} ${start.slice(5, 16)} ${end.slice(5, 16)}`);

describe('the times of an imported calendar', () => {
  it.each([
    ['in UTC', ['DTSTART:20260310T090000Z', 'DTEND:20260310T170000Z'], ['1 03-10T09:00 03-10T17:00']],
    [
      'in a zone by name',
      ['DTSTART;TZID=America/New_York:20260310T090000', 'DTEND;TZID=America/New_York:20260310T170000'],
      ['1 03-10T13:00 03-10T21:00'],
    ],
    [
      'in a zone at the end of a path',
      ['DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20260310T090000', 'DURATION:PT8H'],
      ['1 03-10T08:00 03-10T16:00'],
    ],
    [
      'without a zone: that of the schedule',
      ['DTSTART:20260310T090000', 'DTEND:20260310T170000'],
      ['1 03-10T08:00 03-10T16:00'],
    ],
    [
      'whole days, the end exclusive',
      ['DTSTART;VALUE=DATE:20260328', 'DTEND;VALUE=DATE:20260330'],
      ['1 03-27T23:00 03-29T22:00'],
    ],
    ['one whole day', ['DTSTART;VALUE=DATE:20260310'], ['1 03-09T23:00 03-10T23:00']],
    ['no time at all: no shift', ['DTSTART:20260310T090000Z'], []],
    ['outside the window: no shift', ['DTSTART:20260410T090000Z', 'DTEND:20260410T170000Z'], []],
    ['cancelled: no shift', ['DTSTART:20260310T090000Z', 'DTEND:20260310T170000Z', 'STATUS:CANCELLED'], []],
    [
      'every week, at the same wall time over the change',
      [
        'DTSTART;TZID=Europe/Berlin:20260101T090000',
        'DTEND;TZID=Europe/Berlin:20260101T170000',
        'RRULE:FREQ=WEEKLY;BYDAY=SU',
      ],
      [
        '1 03-01T08:00 03-01T16:00',
        '1 03-08T08:00 03-08T16:00',
        '1 03-15T08:00 03-15T16:00',
        '1 03-22T08:00 03-22T16:00',
        '1 03-29T07:00 03-29T15:00',
      ],
    ],
    [
      'every week but once, and once more',
      [
        'DTSTART;TZID=Europe/Berlin:20260303T090000',
        'DTEND;TZID=Europe/Berlin:20260303T100000',
        'RRULE:FREQ=WEEKLY;UNTIL=20260318T000000Z',
        'EXDATE;TZID=Europe/Berlin:20260310T090000',
        'RDATE;TZID=Europe/Berlin:20260320T090000',
      ],
      ['1 03-03T08:00 03-03T09:00', '1 03-17T08:00 03-17T09:00', '1 03-20T08:00 03-20T09:00'],
    ],
    [
      'every day but one, which is told as a date',
      ['DTSTART:20260303T090000', 'DTEND:20260303T100000', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20260304'],
      ['1 03-03T08:00 03-03T09:00', '1 03-05T08:00 03-05T09:00'],
    ],
  ])('%s', (_case, lines, expected) => {
    expect(told(calendar(event(...lines, 'SUMMARY:Ada Lovelace')))).toEqual(expected);
  });

  it('follow the VTIMEZONE of a name that only its sender knows', () => {
    const outlook = [
      'BEGIN:VTIMEZONE',
      'TZID:W. Europe Standard Time',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\r\n');
    const daily = event(
      'DTSTART;TZID=W. Europe Standard Time:20260328T090000',
      'DTEND;TZID=W. Europe Standard Time:20260328T170000',
      'RRULE:FREQ=DAILY;COUNT=2',
      'SUMMARY:Ada Lovelace',
    );
    const expected = ['1 03-28T08:00 03-28T16:00', '1 03-29T07:00 03-29T15:00'];
    expect(told(calendar(outlook, daily))).toEqual(expected);
    const kolkata = read(calendar(outlook, daily), { ...march, timezone: 'Asia/Kolkata' });
    expect(kolkata.shifts.map(({ start }) => start.slice(5, 16))).toEqual(['03-28T08:00', '03-29T07:00']);
  });

  it.each(['FREQ=SECONDLY', 'FREQ=YEARLY;BYDAY=MO,TU,WE;BYMONTH=1', 'FREQ=YEARLY;BYDAY=SU'])(
    'are not guessed where a VTIMEZONE would change its clock by %s: the event is left out and told',
    (rule) => {
      const odd = [
        'BEGIN:VTIMEZONE',
        'TZID:Odd',
        'BEGIN:STANDARD',
        'DTSTART:16010101T000000',
        'TZOFFSETFROM:+0500',
        'TZOFFSETTO:+0600',
        `RRULE:${rule}`,
        'END:STANDARD',
        'END:VTIMEZONE',
      ].join('\r\n');
      const one = event('DTSTART;TZID=Odd:20260310T090000', 'DTEND;TZID=Odd:20260310T170000', 'SUMMARY:Ada Lovelace');
      const good = event('DTSTART:20260311T090000Z', 'DTEND:20260311T100000Z', 'SUMMARY:Ada Lovelace');
      expect(read(calendar(odd, one, good))).toMatchObject({
        shifts: [{ start: '2026-03-11T09:00:00.000Z' }],
        unreadable: 1,
        problems: [{ line: 12, event: 'Ada Lovelace', message: expect.stringContaining('time zone Odd is not known') }],
      });
    },
  );

  it('take an occurrence that was moved from where it was, and one that was cancelled away', () => {
    const series = event(
      'DTSTART;TZID=Europe/Berlin:20260302T090000',
      'DTEND;TZID=Europe/Berlin:20260302T100000',
      'RRULE:FREQ=DAILY;COUNT=4',
      'SUMMARY:Ada Lovelace',
    );
    const moved = event(
      'RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000',
      'DTSTART;TZID=Europe/Berlin:20260303T150000',
      'DTEND;TZID=Europe/Berlin:20260303T160000',
      'SUMMARY:Grace Hopper',
    );
    const cancelled = event(
      'RECURRENCE-ID:20260304T080000Z',
      'DTSTART:20260304T080000Z',
      'DTEND:20260304T090000Z',
      'STATUS:CANCELLED',
    );
    expect(told(calendar(series, moved, cancelled))).toEqual([
      '1 03-02T08:00 03-02T09:00',
      '2 03-03T14:00 03-03T15:00',
      '1 03-05T08:00 03-05T09:00',
    ]);
  });
});

describe('the person of an imported shift', () => {
  const times = ['DTSTART:20260310T090000Z', 'DTEND:20260310T170000Z'];

  it.each([
    ['is who is invited', ['ATTENDEE;CN=Ada:MAILTO:Ada@Example.org', 'SUMMARY:Grace Hopper'], 1],
    [
      'is not who declined',
      ['ATTENDEE;PARTSTAT=DECLINED:mailto:ada@example.org', 'ATTENDEE:mailto:grace@example.org', 'SUMMARY:x'],
      2,
    ],
    ['is whom the summary names', ['SUMMARY:Grace Hopper', 'ORGANIZER:mailto:ada@example.org'], 2],
    ['is whom a part of it names', ['SUMMARY:On call - Grace Hopper (Database)'], 2],
    ['is the organizer when nothing else is known', ['SUMMARY:On call', 'ORGANIZER:mailto:ada@example.org'], 1],
  ])('%s', (_case, lines, userId) => {
    expect(read(calendar(event(...times, ...lines))).shifts.map((shift) => shift.userId)).toEqual([userId]);
  });

  it('is told when nobody is known by that name', () => {
    expect(read(calendar(event(...times, 'SUMMARY:Alan'), event(...times, 'SUMMARY:Alan')))).toEqual({
      kind: 'read',
      shifts: [],
      unknown: ['Alan'],
      unreadable: 0,
      problems: [],
    });
  });
});

describe('a calendar that is none, or too much', () => {
  const good = event('DTSTART:20260310T090000Z', 'DTEND:20260310T170000Z', 'SUMMARY:Ada Lovelace');

  it.each([
    ['an error page', '<html>\n<body>Sign in</body>\n</html>'],
    ['nothing', ''],
    ['an address card', 'BEGIN:VCARD\r\nEND:VCARD\r\n'],
    ['half a calendar', calendar(good).slice(0, 80)],
    ['a rule that is none', calendar(event('RRULE:FREQ=NEVER'))],
    ['two million characters', calendar(`X-FILL:${'x'.repeat(2_000_000)}`)],
    [
      'an event an hour for years',
      calendar(...Array.from({ length: 4 }, () => good.replace('SUMMARY', 'RRULE:FREQ=HOURLY\r\nSUMMARY'))),
    ],
    ['a thousand recurring events', calendar(...Array.from({ length: 1000 }, () => event('RRULE:FREQ=DAILY')))],
  ])('is refused: %s', (_case, text) => {
    expect(calendarToShifts(text, { ...march, userOf: () => 1 }).kind).toBe('refused');
  });

  it('is read but for the events that cannot be', () => {
    const broken = [
      event('DTSTART:garbage', 'SUMMARY:x'),
      event('SUMMARY:no time'),
      event('DTSTART:20260310T090000Z', 'DTEND:20260310T100000Z', 'RRULE:FREQ=SECONDLY', 'SUMMARY:x'),
    ];
    const imported = read(calendar(...broken, good));
    expect(imported.shifts).toHaveLength(1);
    expect(imported.unreadable).toBe(3);
  });
});

describe('the time that is imported', () => {
  it('is this month and the twelve after it, the same all the month long', () => {
    const expected = { from: at('2026-11-01T00:00Z'), until: at('2027-12-01T00:00Z') };
    expect(importWindow(at('2026-11-01T00:00Z'))).toEqual(expected);
    expect(importWindow(at('2026-11-30T23:59:59Z'))).toEqual(expected);
  });
});

describe('a holiday calendar', () => {
  it('becomes exceptions: whole days as dates, the last included, times as instants', () => {
    const holidays = calendar(
      event('DTSTART;VALUE=DATE:20241225', 'DTEND;VALUE=DATE:20241227', 'RRULE:FREQ=YEARLY', 'SUMMARY:Christmas'),
      event('DTSTART;TZID=Europe/Berlin:20261224T130000', 'DTEND;TZID=Europe/Berlin:20261224T180000', 'SUMMARY:Party'),
    );
    const window = { timezone: 'Europe/Berlin', from: at('2026-12-01T00:00Z'), until: at('2028-01-01T00:00Z') };
    expect(calendarToExceptions(holidays, window)).toEqual({
      kind: 'read',
      unreadable: 0,
      problems: [],
      exceptions: [
        { name: 'Party', start: '2026-12-24T12:00:00.000Z', end: '2026-12-24T17:00:00.000Z', supportStatus: 'OUTSIDE' },
        { name: 'Christmas', start: '2026-12-25', end: '2026-12-26', supportStatus: 'OUTSIDE' },
        { name: 'Christmas', start: '2027-12-25', end: '2027-12-26', supportStatus: 'OUTSIDE' },
      ],
    });
  });
});

describe('whom an event names', () => {
  const userOf = (name: string) =>
    new Map([
      ['Lovelace, Ada', 1],
      ['Hopper - Grace', 2],
      ['Ada', 3],
      ['grace@example.org', 4],
    ]).get(name);
  const named = (...lines: string[]) => {
    const times = ['DTSTART:20260310T090000Z', 'DTEND:20260310T170000Z'];
    const imported = calendarToShifts(calendar(event(...times, ...lines)), { ...march, userOf });
    return imported.kind === 'read' ? imported.shifts.map(({ userId }) => userId) : [];
  };

  it.each([
    ['a whole summary, though it has a comma', ['SUMMARY:Lovelace\\, Ada'], [1]],
    ['a whole summary, though it has a dash, with spaces around', ['SUMMARY:  Hopper - Grace '], [2]],
    ['a part of a summary', ['SUMMARY:On call: Ada'], [3]],
    ['a part in brackets', ['SUMMARY:Primary (Ada)'], [3]],
    ['whoever is invited before the summary', ['SUMMARY:Ada', 'ATTENDEE:mailto:Grace@example.org'], [4]],
    ['its organizer, where nobody else is known', ['SUMMARY:Duty', 'ORGANIZER:mailto:grace@example.org'], [4]],
    ['the summary before its organizer', ['SUMMARY:Ada', 'ORGANIZER:mailto:grace@example.org'], [3]],
    ['nobody', ['SUMMARY:Duty'], []],
  ])('%s', (_case, lines, expected) => {
    expect(named(...lines)).toEqual(expected);
  });
});
