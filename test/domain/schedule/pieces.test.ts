import { describe, expect, it } from 'vitest';
import { calendarToShifts } from '../../../functions/domain/schedule/calendar-import.ts';
import { dutiesOf } from '../../../functions/domain/schedule/duty.ts';
import { layerPieces, staticPiece } from '../../../functions/domain/schedule/turns.ts';
import { zoneOf } from '../../../functions/domain/zone.ts';
import { at } from '../../support/factories.ts';

const berlin = zoneOf('Europe/Berlin');
const within = { start: Date.parse('2026-03-01T00:00Z'), end: Date.parse('2026-04-01T00:00Z') };

describe('a shift entered by hand', () => {
  it('is cut to a span, and keeps its own times as its turn', () => {
    const [start, end] = [Date.parse('2026-02-27T23:00Z'), Date.parse('2026-03-02T23:00Z')];
    expect(staticPiece({ userId: 1, start: '2026-02-28', end: '2026-03-03' }, berlin, within)).toEqual({
      turn: { userId: 1, start, end },
      start: within.start,
      end,
    });
  });

  it.each([
    ['2026-03-02', 'soon'],
    ['soon', '2026-03-02'],
    ['2026-04-02', '2026-04-03'],
    ['2026-02-01', '2026-02-02'],
  ])('is none from %s to %s', (start, end) => {
    expect(staticPiece({ userId: 1, start, end }, berlin, within)).toBeUndefined();
  });
});

it('a turn that ends where a restriction begins has no part in it, nor the one before the restriction ends', () => {
  const day = (date: string) => Date.parse(`2026-03-${date}T00:00Z`);
  const restrictions = [
    { from: { dayOfWeek: 'MONDAY' as const, time: '00:00' }, to: { dayOfWeek: 'TUESDAY' as const, time: '00:00' } },
    { from: { dayOfWeek: 'WEDNESDAY' as const, time: '00:00' }, to: { dayOfWeek: 'THURSDAY' as const, time: '00:00' } },
  ];
  const layer = { startsOn: '2026-03-01T00:00', rotation: 'P1D', users: [1, 2, 3], restrictions };
  const turn = (userId: number, from: string, until: string) => ({ userId, start: day(from), end: day(until) });
  const monday = turn(2, '02', '03');
  const wednesday = turn(1, '04', '05');
  expect(layerPieces(layer, zoneOf('UTC'), { start: day('01'), end: day('08') })).toEqual([
    { turn: monday, start: monday.start, end: monday.end },
    { turn: wednesday, start: wednesday.start, end: wednesday.end },
  ]);
});

describe('the duties of a plan', () => {
  const shift = (userId: number, from: number, until: number) => ({
    userId,
    start: at(`2026-03-0${from}T00:00Z`),
    end: at(`2026-03-0${until}T00:00Z`),
  });

  it('are shifts of one person that meet', () => {
    expect(dutiesOf([shift(1, 1, 2), shift(2, 2, 3), shift(2, 3, 4), shift(1, 4, 5), shift(1, 6, 7)] as never)).toEqual(
      [shift(1, 1, 2), shift(2, 2, 4), shift(1, 4, 5), shift(1, 6, 7)],
    );
    expect(dutiesOf([])).toEqual([]);
  });
});

describe('the people of a calendar', () => {
  const asked: string[] = [];
  const read = (...lines: string[]) => {
    asked.length = 0;
    const event = ['BEGIN:VEVENT', 'UID:1', 'DTSTART:20260310T090000Z', 'DURATION:PT1H', ...lines, 'END:VEVENT'];
    const imported = calendarToShifts(['BEGIN:VCALENDAR', ...event, 'END:VCALENDAR'].join('\r\n'), {
      timezone: 'UTC',
      from: at('2026-03-01T00:00Z'),
      until: at('2026-04-01T00:00Z'),
      userOf: (name) => {
        asked.push(name);
        return name === 'Ada' ? 1 : undefined;
      },
    });
    if (imported.kind === 'refused') throw new Error(imported.reason);
    return imported;
  };

  it('are those who are invited, then those of its summary, then its organizer, and never nobody', () => {
    const nobody = read('SUMMARY:On call: (night)', 'ATTENDEE:mailto:a@example.com', 'ORGANIZER:mailto:o@example.com');
    expect(asked).toEqual(['a@example.com', 'On call: (night)', 'On call', 'night', 'o@example.com']);
    expect(nobody).toMatchObject({ shifts: [], unknown: ['On call: (night)'] });
    expect(read('SUMMARY:')).toMatchObject({ shifts: [] });
    expect(asked).toEqual([]);
    expect(read('SUMMARY:On-call - Ada')).toMatchObject({ shifts: [{ userId: 1 }], unknown: [] });
  });
});
