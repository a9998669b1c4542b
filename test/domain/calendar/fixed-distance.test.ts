import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../../functions/domain/calendar/read-calendar.ts';
import { at } from '../../support/factories.ts';

const event = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:one', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

function times(text: string, from: string, until: string) {
  const answer = readCalendar(text, { timezone: 'Europe/Berlin', from: at(from), until: at(until) });
  if (answer.kind === 'refused') throw new Error(answer.reason);
  return answer.events.map(({ start, end }) => [start, end].map((time) => new Date(time).toISOString().slice(5, 16)));
}

describe('an event at a fixed distance from UTC', () => {
  const daily = (tzid: string) => event(`DTSTART;TZID=${tzid}:20260101T090000`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY');

  it.each([
    [
      'UTC+14:00',
      [
        ['06-14T19:00', '06-14T20:00'],
        ['06-15T19:00', '06-15T20:00'],
      ],
    ],
    [
      'GMT-12',
      [
        ['06-14T21:00', '06-14T22:00'],
        ['06-15T21:00', '06-15T22:00'],
      ],
    ],
    [
      'utc+0530',
      [
        ['06-14T03:30', '06-14T04:30'],
        ['06-15T03:30', '06-15T04:30'],
      ],
    ],
  ])('that recurs in %s is found in any window of its days', (tzid, expected) => {
    expect(times(daily(tzid), '2026-06-14T00:00Z', '2026-06-16T00:00Z')).toEqual(expected);
  });

  it('leaves out the day that another clock names', () => {
    const text = event(
      'DTSTART;TZID=UTC+10:00:20260614T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE;TZID=Europe/Berlin:20260615T010000',
    );
    expect(times(text, '2026-06-01T00:00Z', '2026-06-30T00:00Z')).toEqual([
      ['06-13T23:00', '06-14T00:00'],
      ['06-15T23:00', '06-16T00:00'],
    ]);
  });

  it.each(['UTC+15:00', 'UTC+1:60', 'XUTC+1', 'UTC+1 and more'])('is not read out of %s', (tzid) => {
    const text = event(`DTSTART;TZID=${tzid}:20260614T090000`, 'DURATION:PT1H', 'SUMMARY:x');
    expect(() => times(text, '2026-06-01T00:00Z', '2026-06-30T00:00Z')).toThrow(`the time zone ${tzid} is not known`);
  });
});
