import { describe, expect, it } from 'vitest';
import { clockTime, countdown, dayAndTime, fullTime, relativeTime } from '../../web/time/format.ts';

const at = '2026-03-29T01:30:00Z';
const now = Date.parse('2026-03-29T01:00:00Z');

describe('times', () => {
  it('are those of the zone, also on the day the clocks change', () => {
    expect(clockTime('2026-03-29T00:59:00Z', { language: 'en', timezone: 'Europe/Berlin' })).toBe('01:59');
    expect(clockTime('2026-03-29T01:00:00Z', { language: 'de', timezone: 'Europe/Berlin' })).toBe('03:00');
    expect(fullTime(at, { language: 'en', timezone: 'Europe/Berlin' })).toBe('Sunday, 29 March 2026 at 03:30:00 CEST');
    expect(dayAndTime(at, { language: 'de', timezone: 'America/New_York' })).toBe('28. März 2026, 21:30');
  });

  it.each([
    ['2026-03-29T01:00:20Z', 'en', 'now'],
    ['2026-03-29T00:55:00Z', 'en', '5 minutes ago'],
    ['2026-03-29T03:00:00Z', 'en', 'in 2 hours'],
    ['2026-03-27T23:00:00Z', 'de', 'gestern'],
    ['2026-03-29T00:00:01Z', 'de', 'vor 59 Minuten'],
  ] as const)('%s is told as %s: %s', (moment, language, text) => {
    expect(relativeTime(moment, now, { language })).toBe(text);
  });

  it.each([
    ['2026-03-29T01:04:59Z', '4:59'],
    ['2026-03-29T02:02:03Z', '1:02:03'],
    ['2026-03-29T01:00:00.200Z', '0:01'],
    ['2026-03-29T00:00:00Z', '0:00'],
  ])('until %s it is %s', (moment, left) => {
    expect(countdown(moment, now)).toBe(left);
  });
});
