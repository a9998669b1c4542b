import { describe, expect, it } from 'vitest';
import { calendarsIn } from '../../../functions/domain/calendar/components.ts';
import { readCalendar } from '../../../functions/domain/calendar/read-calendar.ts';
import { at } from '../../support/factories.ts';

const day = { timezone: 'Europe/Berlin', from: at('2026-06-10T00:00Z'), until: at('2026-06-11T00:00Z') };
const year = { timezone: 'Europe/Berlin', from: at('2026-01-01T00:00Z'), until: at('2027-01-01T00:00Z') };
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT'].join('\r\n');

function read(text: string, window = year) {
  const answer = readCalendar(text, window);
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return answer;
}
const utc = (time: number) => new Date(time).toISOString().slice(0, 16);
const times = (text: string, window = year) =>
  read(text, window).events.map(({ start, end }) => [utc(start), utc(end)]);
const june = (hour: string, length: string, ...more: string[]) =>
  event(`DTSTART:202606${hour}0000Z`, `DURATION:${length}`, ...more);

describe('an event', () => {
  it.each([
    ['that ends when the time looked at begins', june('09T23', 'PT1H'), 0],
    ['that ends just after it', june('09T23', 'PT61M'), 1],
    ['that begins when it ends', june('11T00', 'PT1H'), 0],
    ['that begins just before', event('DTSTART:20260610T235959Z', 'DURATION:PT1H'), 1],
    ['that lasts all of it', june('01T00', 'P30D'), 1],
    [
      'that recurs each week and lasts five days',
      event('DTSTART:20260508T120000Z', 'DURATION:P5D', 'RRULE:FREQ=WEEKLY'),
      1,
    ],
  ])('%s is there: %i', (_what, text, count) => {
    expect(read(calendar(text), day).events).toHaveLength(count);
  });

  it.each<[string, string[], string[][]]>([
    [
      'that does not say how long lasts a day where it is one',
      ['DTSTART;VALUE=DATE:20260610'],
      [['2026-06-09T22:00', '2026-06-10T22:00']],
    ],
    [
      'of a day that ends when it begins is that day',
      ['DTSTART;VALUE=DATE:20260610', 'DTEND;VALUE=DATE:20260610'],
      [['2026-06-09T22:00', '2026-06-10T22:00']],
    ],
    [
      'of two days',
      ['DTSTART;VALUE=DATE:20260610', 'DTEND;VALUE=DATE:20260612'],
      [['2026-06-09T22:00', '2026-06-11T22:00']],
    ],
    ['of days and hours', ['DTSTART:20260610T000000Z', 'DURATION:P1DT2H'], [['2026-06-10T00:00', '2026-06-11T02:00']]],
  ])('%s', (_what, lines, expected) => {
    expect(times(calendar(event(...lines)))).toEqual(expected);
  });

  it('of whole days says which', () => {
    const days = (...lines: string[]) => read(calendar(event(...lines))).events[0]?.days;
    expect(days('DTSTART;VALUE=DATE:20260610', 'DURATION:P2D')).toEqual({
      first: Date.UTC(2026, 5, 10),
      end: Date.UTC(2026, 5, 12),
    });
    expect(days('DTSTART;VALUE=DATE:20260610', 'DURATION:PT24H')).toEqual({
      first: Date.UTC(2026, 5, 10),
      end: Date.UTC(2026, 5, 11),
    });
    expect(days('DTSTART;VALUE=DATE:20260610', 'DURATION:PT36H')).toBeUndefined();
    expect(days('DTSTART:20260610T000000Z', 'DURATION:P2D')).toBeUndefined();
  });

  it.each<[string, string[], string]>([
    ['has no start', ['DURATION:PT1H'], 'it has no DTSTART'],
    ['ends before it begins', ['DTSTART:20260610T100000Z', 'DTEND:20260610T090000Z'], 'it ends before it begins'],
    [
      'has several rules',
      ['DTSTART:20260610T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY'],
      'it has several rules',
    ],
    [
      'has a rule that ends before it begins',
      ['DTSTART:20260610T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;UNTIL=20260609'],
      'its RRULE ends before it begins',
    ],
    [
      'has rules of exceptions',
      ['DTSTART:20260610T100000Z', 'DURATION:PT1H', 'EXRULE:FREQ=DAILY'],
      'EXRULE is not read',
    ],
  ])('that %s is left out, and that is told with its line and its summary', (_what, lines, message) => {
    const answer = read(calendar(june('01T00', 'PT1H'), event('SUMMARY:Odd', ...lines)));
    expect(answer).toMatchObject({
      unreadable: 1,
      problems: [{ line: 7, event: 'Odd', message: `the event is left out: ${message}` }],
    });
    expect(answer.events).toHaveLength(1);
  });

  it('without a summary is told without one, and one of a long summary with a hundred letters of it', () => {
    const odd = (...lines: string[]) =>
      read(calendar(june('01T00', 'PT1H'), event('DURATION:PT1H', ...lines))).problems[0];
    expect(odd()).not.toHaveProperty('event');
    expect(odd(`SUMMARY:${'x'.repeat(101)}`)?.event).toHaveLength(100);
  });

  it('keeps five hundred letters of its summary, and none where there is none', () => {
    const summary = (...lines: string[]) => read(calendar(june('01T00', 'PT1H', ...lines))).events[0]?.summary;
    expect(summary(`SUMMARY:${'x'.repeat(501)}`)).toBe('x'.repeat(500));
    expect(summary()).toBe('');
  });

  it('that lasts no time is told, and takes place never', () => {
    const answer = read(calendar(june('01T00', 'PT1H'), june('02T00', 'PT0S')));
    expect(answer.events).toHaveLength(1);
    expect(answer).toMatchObject({ unreadable: 0, problems: [{ message: 'the event lasts no time' }] });
    expect(read(calendar(june('01T00', 'PT1H'), june('02T00', 'PT0S', 'STATUS:CANCELLED'))).problems).toEqual([]);
  });

  it('has the people who have not declined, by address', () => {
    const people = [
      'ATTENDEE:MAILTO:Ada@example.com',
      'ATTENDEE;PARTSTAT=DECLINED:mailto:b@example.com',
      'ATTENDEE:xmailto:c@example.com',
      'ORGANIZER:mailto:Boss@example.com',
    ];
    expect(read(calendar(june('01T00', 'PT1H', ...people))).events[0]).toMatchObject({
      attendees: ['ada@example.com', 'xmailto:c@example.com'],
      organizer: 'boss@example.com',
    });
    expect(read(calendar(june('01T00', 'PT1H'))).events[0]?.organizer).toBeUndefined();
  });
});

describe('events', () => {
  it('stand in order of their start, then of their end', () => {
    const text = calendar(june('03T00', 'PT1H'), june('02T00', 'PT2H'), june('02T00', 'PT1H'), june('01T00', 'PT9H'));
    expect(times(text)).toEqual([
      ['2026-06-01T00:00', '2026-06-01T09:00'],
      ['2026-06-02T00:00', '2026-06-02T01:00'],
      ['2026-06-02T00:00', '2026-06-02T02:00'],
      ['2026-06-03T00:00', '2026-06-03T01:00'],
    ]);
    expect(times(calendar(june('02T10', 'PT1H'), june('02T09', 'PT9H')))).toEqual([
      ['2026-06-02T09:00', '2026-06-02T18:00'],
      ['2026-06-02T10:00', '2026-06-02T11:00'],
    ]);
  });

  it('are one each, however many are beside them, and the last of them too has to end', () => {
    const [one, two] = [june('01T00', 'PT1H'), june('02T00', 'PT1H')];
    expect(calendarsIn(calendar(one, two)).map(({ parts }) => parts.map(({ name }) => name))).toEqual([
      ['VEVENT', 'VEVENT'],
    ]);
    const cut = read(calendar(one, two.replace('\r\nEND:VEVENT', '')));
    expect(cut.events).toHaveLength(1);
    expect(cut).toMatchObject({ unreadable: 1, problems: [{ message: expect.stringContaining('it does not end') }] });
  });

  it('that cannot be read are told by the first line that cannot', () => {
    const odd = event('DTSTART:20260608T080000Z', 'RRULE;FREQ=DAILY', 'EXDATE;soon');
    const { problems } = read(calendar(june('01T00', 'PT1H'), odd));
    expect(problems.map(({ message }) => message)).toContain('the event is left out: line 10 cannot be read');
  });

  it('that replace an occurrence stand for it, whatever else their entry says', () => {
    const series = event(
      'DTSTART:20260608T080000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE:20260608T080000Z',
    );
    const moved = event(
      'RECURRENCE-ID:20260609T080000Z',
      'DTSTART:20260609T120000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY',
      'RDATE:20260615T080000Z',
      'EXDATE:20260609T120000Z',
      'EXDATE;TZID=Nowhere:20260609T120000',
      'RDATE;TZID=Nowhere:20260615T080000',
    );
    expect(times(calendar(series, moved))).toEqual([
      ['2026-06-09T12:00', '2026-06-09T13:00'],
      ['2026-06-10T08:00', '2026-06-10T09:00'],
    ]);
  });

  it('are left out on a day that is named, but not those of whole days by a time', () => {
    const timed = event(
      'DTSTART:20260608T080000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=2',
      'EXDATE;VALUE=DATE:20260608',
    );
    expect(times(calendar(timed))).toEqual([['2026-06-09T08:00', '2026-06-09T09:00']]);
    const days = event('DTSTART;VALUE=DATE:20260608', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;VALUE=DATE:20260609');
    expect(times(calendar(days))).toEqual([['2026-06-07T22:00', '2026-06-08T22:00']]);
  });

  it('are named in order of line, twenty problems at most', () => {
    const odd = Array.from({ length: 22 }, () => june('02T00', 'PT0S'));
    const { problems } = read(calendar(june('01T00', 'PT1H'), ...odd));
    expect(problems).toHaveLength(20);
    expect(problems.map(({ line }) => line)).toEqual(problems.map(({ line }) => line).toSorted((a, b) => a - b));
    const several = read(calendar(june('01T00', 'PT1H'), june('02T00', 'PT0S', 'odd'))).problems;
    expect(several.map(({ message }) => message)).toEqual(['the event lasts no time', 'cannot be read: odd']);
  });
});

describe('a calendar', () => {
  const reason = (text: string) => {
    const answer = readCalendar(text, year);
    return answer.kind === 'refused' ? answer.reason : 'read';
  };
  const many = (count: number, ...more: string[]) =>
    calendar(...Array.from({ length: count }, () => june('01T00', 'PT1H', ...more)));

  it('is refused when it is too much, and read just below', () => {
    expect(reason(many(500, 'RRULE:FREQ=YEARLY'))).toBe('read');
    expect(reason(many(501, 'RRULE:FREQ=YEARLY'))).toBe('has more than 500 recurring events');
    expect(reason(many(2000))).toBe('read');
    expect(reason(many(2001))).toBe('has more than 2000 events in the time asked for');
    const text = calendar(june('01T00', 'PT1H'));
    expect(reason(`${text}${'\n'.repeat(2_000_000 - text.length)}`)).toBe('read');
    expect(reason(`${text}${'\n'.repeat(2_000_001 - text.length)}`)).toBe('is longer than 2000000 characters');
  });

  it('is refused when none of its events can be read, not when it has none, and when any part is cut off', () => {
    expect(reason(calendar(event('DURATION:PT1H')))).toContain(
      'has no event that can be read. Line 2: the event is left out',
    );
    expect(reason(calendar())).toBe('read');
    expect(reason('Hello')).toBe('is not an iCalendar text');
    expect(reason(`${calendar()}BEGIN:VCALENDAR\r\n`)).toContain('is cut off');
  });
});

it('a time that is left out at midnight leaves the rest of the day as it is; a day leaves out all of it', () => {
  const daily = ['DTSTART:20260610T120000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3'];
  const startsWithout = (exdate: string) =>
    times(calendar(event(...daily, exdate))).map(([start]) => start?.slice(8, 10));
  expect(startsWithout('EXDATE:20260611T000000Z')).toEqual(['10', '11', '12']);
  expect(startsWithout('EXDATE:20260611T120000Z')).toEqual(['10', '12']);
  expect(startsWithout('EXDATE;VALUE=DATE:20260611')).toEqual(['10', '12']);
});
