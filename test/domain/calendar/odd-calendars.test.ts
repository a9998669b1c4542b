import { describe, expect, it } from 'vitest';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { readCalendar } from '../../../functions/domain/calendar/read-calendar.ts';
import { isTimeZone } from '../../../functions/domain/zone.ts';
import { at } from '../../support/factories.ts';

/*
 * Calendars as Exchange, Outlook, Google and people write them: what is meant is read, and what cannot be known is told.
 */

const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'].join('\r\n');
const year = { timezone: 'Europe/Berlin', from: at('2026-01-01T00:00Z'), until: at('2027-12-31T00:00Z') };

function read(text: string, window = year) {
  const answer = readCalendar(text, window);
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return answer;
}
const instantText = (time: number) => new Date(time).toISOString().slice(0, 16);
const times = (text: string) => read(text).events.map(({ start, end }) => `${instantText(start)} ${instantText(end)}`);
const good = event('DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z', 'SUMMARY:Good');

describe('the zone of a time', () => {
  it.each([
    ['Windows', 'Eastern Standard Time', '2026-12-07T14:00'],
    ['Windows, quoted', '"Eastern Standard Time"', '2026-12-07T14:00'],
    ['Windows, in small letters', 'w. europe standard time', '2026-12-07T08:00'],
    ['Windows, no hour of its own', 'India Standard Time', '2026-12-07T03:30'],
    ['Windows, a distance', 'UTC-11', '2026-12-07T20:00'],
    ['Exchange, UTC', 'tzone://Microsoft/Utc', '2026-12-07T09:00'],
    ['IANA, quoted', '"America/New_York"', '2026-12-07T14:00'],
    ['IANA, a space for the underscore', 'America/New York', '2026-12-07T14:00'],
    ['IANA, at the end of a path', '/freeassociation.sourceforge.net/Tzfile/Europe/London', '2026-12-07T09:00'],
    ['a distance from UTC', '"UTC+05:45"', '2026-12-07T03:15'],
    ['a distance from UTC, unquoted', 'GMT-03:00', '2026-12-07T12:00'],
  ])('may be named in the way of %s: %s', (_case, tzid, expected) => {
    const text = calendar(event(`DTSTART;TZID=${tzid}:20261207T090000`, 'DURATION:PT1H'));
    expect(read(text).problems).toEqual([]);
    expect(times(text)).toEqual([`${expected} ${instantText(Date.parse(`${expected}Z`) + 3_600_000)}`]);
  });

  it('is one of IANA for every name that Windows has', () => {
    const names = new Set(WINDOWS_TO_IANA_MAP.map(({ windowsName }) => windowsName));
    expect(names.size).toBeGreaterThan(130);
    const events = [...names].map((name) => event(`DTSTART;TZID=${name}:20261207T090000`, 'DURATION:PT1H'));
    expect(read(calendar(...events))).toMatchObject({ unreadable: 0, problems: [] });
    expect(WINDOWS_TO_IANA_MAP.filter(({ iana }) => !isTimeZone(iana[0] ?? ''))).toEqual([]);
  });

  it.each([
    'Customized Time Zone',
    'Mitteleuropäische Zeit',
    'Berlin',
    '"(UTC+01:00) Amsterdam, Berlin, Bern"',
    'UTC+25',
    'constructor',
  ])('is never guessed: %s costs the event, and is told', (tzid) => {
    const odd = event(`DTSTART;TZID=${tzid}:20261207T090000`, 'DURATION:PT1H', 'SUMMARY:Odd');
    const answer = read(calendar(odd, good));
    expect(answer.events.map(({ summary }) => summary)).toEqual(['Good']);
    expect(answer.unreadable).toBe(1);
    expect(answer.problems).toEqual([
      {
        line: 3,
        event: 'Odd',
        message: `the event is left out: the time zone ${tzid.replaceAll('"', '')} is not known`,
      },
    ]);
  });

  it('of an exclusion is as important as that of the event', () => {
    const series = ['DTSTART:20260105T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'];
    const answer = read(calendar(event(...series, 'EXDATE;TZID=Nowhere:20260106T090000'), good));
    expect(answer).toMatchObject({ events: [{ summary: 'Good' }], unreadable: 1 });
  });

  it('is that of the calendar where a time names none, and never for whole days', () => {
    const texts = ['X-WR-TIMEZONE:America/New_York', event('DTSTART:20261207T090000', 'DTEND:20261207T100000')];
    expect(times(calendar(...texts))).toEqual(['2026-12-07T14:00 2026-12-07T15:00']);
    const unknown = ['X-WR-TIMEZONE:Nowhere', texts[1] as string];
    expect(times(calendar(...unknown))).toEqual(['2026-12-07T08:00 2026-12-07T09:00']);
    const day = calendar('X-WR-TIMEZONE:America/New_York', event('DTSTART;VALUE=DATE:20261207'));
    expect(times(day)).toEqual(['2026-12-06T23:00 2026-12-07T23:00']);
  });
});

describe('a VTIMEZONE of the calendar', () => {
  const observance = (kind: string, from: string, to: string, rule: string) =>
    [`BEGIN:${kind}`, 'DTSTART:16010101T020000', `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, rule, `END:${kind}`].join(
      '\r\n',
    );
  const described = (tzid: string, standard: string, daylight: string) =>
    [
      'BEGIN:VTIMEZONE',
      `TZID:${tzid}`,
      observance('STANDARD', '-0400', '-0500', standard),
      observance('DAYLIGHT', '-0500', '-0400', daylight),
      'END:VTIMEZONE',
    ].join('\r\n');
  const usual = ['RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11', 'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3'] as const;
  const amongDays = [
    'RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=SU',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU',
  ] as const;

  it.each([
    ['the first Sunday', usual],
    ['the Sunday among some days', amongDays],
  ])('is followed to the second at both changes: %s', (_case, rules) => {
    const each = ['20260308T015959', '20260308T030000', '20261101T005959', '20261101T020000'];
    const events = each.map((time) => event(`DTSTART;TZID=Ours:${time}`, 'DURATION:PT1S'));
    const starts = read(calendar(described('Ours', rules[0], rules[1]), ...events)).events.map(({ start }) => start);
    const expected = ['2026-03-08T06:59:59Z', '2026-03-08T07:00:00Z', '2026-11-01T04:59:59Z', '2026-11-01T07:00:00Z'];
    expect(starts).toEqual(expected.map((text) => Date.parse(text)));
  });

  it.each([
    ['escaped', '(UTC-05:00) Eastern\\, Ours', '"(UTC-05:00) Eastern, Ours"'],
    ['unquoted', '(UTC-05:00) Eastern\\, Ours', '(UTC-05:00) Eastern, Ours'],
    ['unquoted, behind a blank', '(UTC-05:00) Eastern\\, Ours', ' (UTC-05:00) Eastern, Ours'],
    ['quoted', 'Customized Time Zone', '"Customized Time Zone"'],
    ['in quotation marks itself', '"Ours"', 'Ours'],
    ['with a stray quotation mark', 'Ours', '"Ours'],
  ])('is found when its name is %s', (_case, defined, used) => {
    const text = calendar(described(defined, ...usual), event(`DTSTART;TZID=${used}:20260701T090000`, 'DURATION:PT1H'));
    expect(times(text)).toEqual(['2026-07-01T13:00 2026-07-01T14:00']);
  });

  it('counts before the name that Windows gives, and may also end', () => {
    const odd = described('W. Europe Standard Time', ...usual);
    const one = event('DTSTART;TZID=W. Europe Standard Time:20260701T090000', 'DURATION:PT1H');
    expect(times(calendar(odd, one))).toEqual(['2026-07-01T13:00 2026-07-01T14:00']);
    const ended = described('Ours', `${usual[0]};UNTIL=20251231T000000Z`, `${usual[1]};UNTIL=20251231T000000Z`);
    const summer = event('DTSTART;TZID=Ours:20260701T090000', 'DURATION:PT1H');
    expect(times(calendar(ended, summer))).toEqual(['2026-07-01T14:00 2026-07-01T15:00']);
  });

  it.each([
    ['without an observance', 'BEGIN:VTIMEZONE\r\nTZID:Ours\r\nEND:VTIMEZONE'],
    ['that does not end', described('Ours', ...usual).replace('END:STANDARD', '')],
    ['without an offset', described('Ours', ...usual).replaceAll('TZOFFSETTO', 'X-TO')],
  ])('is not used %s', (_case, broken) => {
    const one = event('DTSTART;TZID=Ours:20260701T090000', 'DURATION:PT1H');
    expect(read(calendar(broken, one, good))).toMatchObject({ events: [{ summary: 'Good' }], unreadable: 1 });
  });
});

describe('how long an event lasts', () => {
  const berlin = 'DTSTART;TZID=Europe/Berlin';

  it.each([
    [
      'hours are hours in spring',
      [`${berlin}:20260328T220000`, 'DURATION:PT8H'],
      ['2026-03-28T21:00 2026-03-29T05:00'],
    ],
    [
      'hours are hours in autumn',
      [`${berlin}:20261024T220000`, 'DURATION:PT8H'],
      ['2026-10-24T20:00 2026-10-25T04:00'],
    ],
    ['24 hours are no day', [`${berlin}:20261024T220000`, 'DURATION:PT24H'], ['2026-10-24T20:00 2026-10-25T20:00']],
    [
      'a day is a day of the wall',
      [`${berlin}:20261024T220000`, 'DURATION:P1D'],
      ['2026-10-24T20:00 2026-10-25T21:00'],
    ],
    ['a week is seven of them', [`${berlin}:20261019T090000`, 'DURATION:P1W'], ['2026-10-19T07:00 2026-10-26T08:00']],
    [
      'first the days, then the hours',
      [`${berlin}:20261024T020000`, 'DURATION:P1DT2H'],
      ['2026-10-24T00:00 2026-10-25T02:00'],
    ],
    [
      'until an end of its own zone',
      [`${berlin}:20261024T220000`, 'DTEND;TZID=Europe/London:20261025T060000'],
      ['2026-10-24T20:00 2026-10-25T06:00'],
    ],
    [
      'in each of a series',
      [`${berlin}:20261024T220000`, 'DURATION:PT8H', 'RRULE:FREQ=DAILY;COUNT=2'],
      ['2026-10-24T20:00 2026-10-25T04:00', '2026-10-25T21:00 2026-10-26T05:00'],
    ],
    [
      'until the same time of the wall in each of a series that has an end: hand-offs leave no gap',
      [`${berlin}:20261018T090000`, 'DTEND;TZID=Europe/Berlin:20261025T090000', 'RRULE:FREQ=WEEKLY;COUNT=2'],
      ['2026-10-18T07:00 2026-10-25T08:00', '2026-10-25T08:00 2026-11-01T08:00'],
    ],
    [
      'a day that ends when it begins is that day',
      ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261225'],
      ['2026-12-24T23:00 2026-12-25T23:00'],
    ],
    [
      'hours of whole days are hours, too',
      ['DTSTART;VALUE=DATE:20261225', 'DURATION:PT36H'],
      ['2026-12-24T23:00 2026-12-26T11:00'],
    ],
    ['midnight is no day, though it ends on one', ['DTSTART:20261225T000000', 'DTEND;VALUE=DATE:20261225'], []],
    ['a day is none that ends at its midnight', ['DTSTART;VALUE=DATE:20261225', 'DTEND:20261225T000000'], []],
    ['a date need not be called one', ['DTSTART:20261225', 'DTEND:20261226'], ['2026-12-24T23:00 2026-12-25T23:00']],
    [
      'as an additional period says',
      [
        'DTSTART:20260105T090000Z',
        'DURATION:PT1H',
        'RDATE;VALUE=PERIOD:20260106T090000Z/PT3H,20260107T090000Z/20260107T110000Z',
      ],
      ['2026-01-05T09:00 2026-01-05T10:00', '2026-01-06T09:00 2026-01-06T12:00', '2026-01-07T09:00 2026-01-07T11:00'],
    ],
  ])('%s', (_case, lines, expected) => {
    expect(times(calendar(event(...lines)))).toEqual(expected);
  });

  it.each([
    ['it ends before it begins', ['DTSTART:20260105T090000Z', 'DTEND:20260105T080000Z'], 'it ends before it begins'],
    ['it lasts less than nothing', ['DTSTART:20260105T090000Z', 'DURATION:-PT1H'], 'it ends before it begins'],
    ['its duration is none', ['DTSTART:20260105T090000Z', 'DURATION:soon'], 'its DURATION is none'],
    ['there is no such day', ['DTSTART:20260230T090000Z', 'DURATION:PT1H'], 'DTSTART is not a real time'],
    ['its time is written otherwise', ['DTSTART:2026-01-05T09:00:00Z', 'DURATION:PT1H'], 'DTSTART is not a real time'],
    ['its end is none', ['DTSTART:20260105T090000Z', 'DTEND:later'], 'DTEND is not a real time'],
    ['its rule is none', ['DTSTART:20260105T090000Z', 'RRULE:FREQ=NEVER'], 'line 7 cannot be read'],
    ['its rule has no colon', ['DTSTART:20260105T090000Z', 'RRULE;FREQ=DAILY'], 'line 7 cannot be read'],
    [
      'it has two rules',
      ['DTSTART:20260105T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY'],
      'it has several rules',
    ],
    [
      'an old kind of exclusion',
      ['DTSTART:20260105T090000Z', 'DURATION:PT1H', 'EXRULE:FREQ=DAILY'],
      'EXRULE is not read',
    ],
  ])('is told when nobody knows: %s', (_case, lines, reason) => {
    const answer = read(calendar(event('SUMMARY:Odd', ...lines), good));
    expect(answer.events.map(({ summary }) => summary)).toEqual(['Good']);
    expect(answer.unreadable).toBe(1);
    expect(answer.problems[0]).toEqual({ line: 3, event: 'Odd', message: `the event is left out: ${reason}` });
  });

  it('is told when it is no time at all', () => {
    const moment = event('DTSTART:20260105T090000Z', 'SUMMARY:Moment');
    expect(read(calendar(moment))).toMatchObject({ events: [], unreadable: 0 });
    expect(read(calendar(moment)).problems).toEqual([{ line: 3, event: 'Moment', message: 'the event lasts no time' }]);
  });
});

describe('a text that is not quite a calendar', () => {
  it.each([
    ['a byte order mark', `\uFEFF${calendar(good)}`],
    ['line feeds alone', calendar(good).replaceAll('\r', '')],
    ['carriage returns alone', calendar(good).replaceAll('\n', '')],
    ['empty lines', calendar(good).replaceAll('\r\n', '\r\n\r\n')],
    ['small letters', calendar(good).replace('BEGIN:VEVENT', 'begin:vevent').replace('END:VEVENT', 'End:vEvent')],
    ['blanks behind its lines', calendar(good).replace('BEGIN:VEVENT', 'BEGIN:VEVENT  ')],
    ['folded lines', calendar(good).replace('DTSTART', 'DTS\r\n TART')],
    ['text before and after it', `Your calendar:\r\n${calendar(good)}-- \r\nSent from my phone`],
    ['another calendar behind it', calendar() + calendar(good)],
    ['tasks and notes in it', calendar('BEGIN:VTODO\r\nUID:t\r\nDUE:never\r\nEND:VTODO', good)],
  ])('is read in spite of %s', (_case, text) => {
    expect(read(text)).toMatchObject({ events: [{ summary: 'Good' }], unreadable: 0, problems: [] });
  });

  it.each([
    ['text that was not folded', 'and then\r\nthis; and: that', 2],
    ['what looks like an end', 'End: 5 pm\r\nEND:OF WORDS\r\nEND:VALARM', 0],
  ])('costs no event but %s', (_case, more, told) => {
    const wordy = event(
      'DTSTART:20260106T090000Z',
      'DTEND:20260106T100000Z',
      'SUMMARY:Wordy',
      `DESCRIPTION:a\r\n${more}`,
    );
    const answer = read(calendar(wordy, good));
    expect(answer.events.map(({ summary }) => summary)).toEqual(['Good', 'Wordy']);
    expect(answer.unreadable).toBe(0);
    expect(answer.problems.slice(0, told)).toHaveLength(told);
    for (const problem of answer.problems) expect(problem).toMatchObject({ event: 'Wordy', line: expect.any(Number) });
  });

  it.each([
    ['the next one begins', (text: string) => text.replace('END:VEVENT\r\n', '')],
    ['its alarm does not', (text: string) => text.replace('END:VEVENT', 'BEGIN:VALARM\r\nEND:VEVENT')],
  ])('costs an event that does not end: %s', (_case, broken) => {
    const cut = event('DTSTART:20260106T090000Z', 'DTEND:20260106T100000Z', 'SUMMARY:Cut');
    const answer = read(broken(calendar(cut, good)));
    expect(answer.events.map(({ summary }) => summary)).toEqual(['Good']);
    expect(answer.unreadable).toBe(1);
    expect(answer.problems[0]?.message).toContain('does not end');
  });

  it.each([
    ['nothing in it can be read', calendar(event('DTSTART:soon')), /no event that can be read. Line 3: .*DTSTART/],
    ['its end is missing', calendar(good).replace('END:VCALENDAR\r\n', ''), /cut off/],
    ['it ends within an event', calendar(good).slice(0, 90), /cut off/],
  ])('is refused as a whole when %s', (_case, text, reason) => {
    expect(readCalendar(text, year)).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
  });

  it('is told by its first problems when it has many', () => {
    const broken = Array.from({ length: 50 }, (_, index) => event('DTSTART:soon', `SUMMARY:${index}`));
    const answer = read(calendar(...broken, good));
    expect(answer.unreadable).toBe(50);
    expect(answer.problems.map((problem) => problem.event)).toEqual(
      Array.from({ length: 20 }, (_, index) => `${index}`),
    );
  });
});

describe('an occurrence told in an entry of its own', () => {
  const series = event('DTSTART;TZID=Europe/Berlin:20260302T090000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3');

  it('stays where it was when that entry cannot be read, and this is told', () => {
    const moved = event(
      'RECURRENCE-ID;TZID=Europe/Berlin:20260303T090000',
      'DTSTART;TZID=Nowhere:20260303T150000',
      'DURATION:PT1H',
    );
    const answer = read(calendar(series, moved));
    expect(answer.events).toHaveLength(3);
    expect(answer.unreadable).toBe(1);
  });

  it('is cancelled whatever else its entry says', () => {
    const cancelled = event(
      'RECURRENCE-ID:20260303T080000Z',
      'STATUS:Cancelled',
      'DTSTART;TZID=Nowhere:20260303T090000',
    );
    expect(read(calendar(series, cancelled))).toMatchObject({ events: { length: 2 }, unreadable: 0, problems: [] });
  });

  it('is read for itself where all later ones are meant, which is told', () => {
    const later = event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T080000Z',
      'DTSTART:20260303T140000Z',
      'DURATION:PT1H',
    );
    const answer = read(calendar(series, later));
    expect(answer.events.map(({ start }) => instantText(start).slice(8))).toEqual(['02T08:00', '03T14:00', '04T08:00']);
    expect(answer.problems[0]?.message).toContain('THISANDFUTURE');
  });
});
