import { expect, it } from 'vitest';
import { nextFiring } from '../../../local/runtime/schedule-expression.ts';

it.each([
  ['rate(1 minute)', '2026-01-01T00:00:10Z', '2026-01-01T00:01:00Z'],
  ['rate(1 minute)', '2026-01-01T00:01:00Z', '2026-01-01T00:02:00Z'],
  ['rate(5 minutes)', '2026-01-01T00:04:59Z', '2026-01-01T00:05:00Z'],
  ['rate(1 hour)', '2026-01-01T00:04:59Z', '2026-01-01T01:00:00Z'],
  ['rate(1 day)', '2026-01-01T00:04:59Z', '2026-01-02T00:00:00Z'],
])('%s after %s', (expression, now, expected) => {
  expect(new Date(nextFiring(expression, Date.parse(now)))).toEqual(new Date(expected));
});

it('refuses what it does not know', () => {
  expect(() => nextFiring('cron(0 12 * * ? *)', 0)).toThrow('does not know');
});
