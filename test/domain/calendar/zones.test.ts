import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../../functions/domain/calendar/read-calendar.ts';
import { at } from '../../support/factories.ts';

const window = { timezone: 'Europe/Berlin', from: at('2026-01-01T00:00Z'), until: at('2027-01-01T00:00Z') };
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const timed = (tzid: string) => [
  'BEGIN:VEVENT',
  'UID:one',
  `DTSTART${tzid}:20260610T120000`,
  'DURATION:PT1H',
  'END:VEVENT',
];
const zone = (tzid: string, offset: string, ...more: string[]) => [
  'BEGIN:VTIMEZONE',
  `TZID:${tzid}`,
  ...more,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  `TZOFFSETFROM:${offset}`,
  `TZOFFSETTO:${offset}`,
  'END:STANDARD',
  'END:VTIMEZONE',
];
function read(...lines: string[]) {
  const answer = readCalendar(calendar(...lines), window);
  if (answer.kind === 'refused') return answer.reason;
  return answer.events.map(({ start }) => new Date(start).toISOString().slice(11, 16)).join() || 'nothing';
}

describe('the zone of a time', () => {
  it('is where it is named, whatever its description says of the clock', () => {
    expect(read(...zone('Ours', '+0500'), ...timed(';TZID=Ours'))).toBe('07:00');
    expect(read(...zone('Ours', '+0500', 'X-LIC-LOCATION:America/New_York'), ...timed(';TZID=Ours'))).toBe('16:00');
    expect(read(...zone('Ours', '+0500', 'X-LIC-LOCATION:Nowhere'), ...timed(';TZID=Ours'))).toBe('07:00');
  });

  it('is what its first description says, of those that end', () => {
    expect(read(...zone('Ours', '+0500'), ...zone('ours', '+0600'), ...timed(';TZID=OURS'))).toBe('07:00');
    const cut = zone('Ours', '+0500').filter((line) => line !== 'END:STANDARD');
    expect(read(...cut, ...zone('Ours', '+0600'), ...timed(';TZID=Ours'))).toBe('06:00');
  });

  it('is described among the first two hundred', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => zone(`Z${index}`, '+0500')).flat();
    expect(read(...many(200), ...timed(';TZID=Z199'))).toBe('07:00');
    expect(read(...many(201), ...timed(';TZID=Z200'))).toContain('the time zone Z200 is not known');
  });

  it('may stand at the end of a path of ten parts', () => {
    expect(read(...timed(';TZID=/b/c/d/e/f/g/h/Europe/Berlin'))).toBe('10:00');
    expect(read(...timed(';TZID=/b/c/d/e/f/g/h/i/Europe/Berlin'))).toContain('is not known');
    expect(read('X-WR-TIMEZONE:/mozilla.org/America/New_York', ...timed(''))).toBe('16:00');
    expect(read(`X-WR-TIMEZONE:/${'m'.repeat(80)}/America/New_York`, ...timed(''))).toBe('16:00');
    expect(read(`X-WR-TIMEZONE:/${'m'.repeat(140)}/America/New_York`, ...timed(''))).toBe('10:00');
  });

  it.each([
    ['UTC+14', '22:00'],
    ['GMT-5', '17:00'],
    ['utc+0130', '10:30'],
    ['GMT+01:30', '10:30'],
    ['UTC-00:30', '12:30'],
    ['W. Europe Standard Time', '10:00'],
    ['"Europe/Berlin"', '10:00'],
    ['America/New York', '16:00'],
  ])('is %s', (tzid, told) => expect(read(...timed(`;TZID=${tzid.includes('"') ? tzid : `"${tzid}"`}`))).toBe(told));

  it.each(['UTC+15', 'UTC+1:75', 'xUTC+1', 'UTC+1x', 'UTC'.repeat(60)])('is not known: %s', (tzid) => {
    expect(read(...timed(`;TZID="${tzid}"`))).toContain(`the time zone ${tzid.slice(0, 100)} is not known`);
  });
});

describe('a part of a calendar', () => {
  it('is whole with parts within parts', () => {
    const [begin, ...rest] = timed('');
    const inner = ['BEGIN:VALARM', 'BEGIN:X-INNER', 'X-A:1', 'END:X-INNER', 'TRIGGER:-PT5M', 'END:VALARM'];
    expect(read(begin as string, ...inner, ...rest)).toBe('10:00');
    expect(read(begin as string, ...inner.slice(0, -1), ...rest)).toContain('it does not end');
  });

  it('tells what it does not read with as much of it as helps', () => {
    const answer = readCalendar(
      calendar(
        'BEGIN:VEVENT',
        'UID:two',
        'DTSTART:20260610T120000Z',
        'DURATION:PT1H',
        `RECURRENCE-ID;RANGE=${'X'.repeat(31)}:20260610T120000Z`,
        'END:VEVENT',
        ...timed(''),
      ),
      window,
    );
    expect(answer).toMatchObject({
      problems: [{ line: 2, message: `only this occurrence is changed: RANGE=${'X'.repeat(30)} is not read` }],
    });
  });
});
