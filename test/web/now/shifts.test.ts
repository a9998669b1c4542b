import { describe, expect, it } from 'vitest';
import { companions, standing } from '../../../web/screens/now/shifts.ts';

const person = (id: number) => ({ id, firstName: 'P', lastName: String(id) });
const entry = (user: number, escalationLevel: number, start: string | null = null, end: string | null = null) => ({
  user: person(user),
  escalationPolicy: { id: 5, name: 'Shop' },
  escalationLevel,
  start,
  end,
});
const now = Date.parse('2026-11-29T12:00:00+01:00');

describe('how somebody stands', () => {
  it('is what they are on call for now, by level, and what begins next', () => {
    const { now: current, next } = standing(
      [
        entry(7, 2, '2026-12-05T08:00:00+01:00', '2026-12-06T08:00:00+01:00'),
        entry(7, 2, '2026-11-29T08:00:00+01:00', '2026-11-30T08:00:00+01:00'),
        entry(7, 1),
        entry(7, 3, '2026-11-28T12:00:00+01:00', '2026-11-29T12:00:00+01:00'),
        entry(7, 1, '2026-11-30T08:00:00+01:00', '2026-12-01T08:00:00+01:00'),
      ],
      now,
    );
    expect(current.map(({ level, until }) => [level, until])).toEqual([
      [1, null],
      [2, '2026-11-30T08:00:00+01:00'],
    ]);
    expect(next).toMatchObject({ level: 1, start: '2026-11-30T08:00:00+01:00' });
    expect(standing([], now)).toEqual({ now: [] });
  });

  it('is beside those on call for the same policies, each once, at their first level', () => {
    const all = [entry(8, 2), entry(8, 1), entry(9, 3), entry(7, 1)];
    const elsewhere = { ...entry(10, 1), escalationPolicy: { id: 6, name: 'Other' } };
    const mine = standing([entry(7, 1)], now).now;
    const others = companions([...all, elsewhere], mine, 7);
    expect(others.map(({ user, level }) => [user.id, level])).toEqual([
      [8, 1],
      [9, 3],
    ]);
    expect(companions(all, [], 7)).toEqual([]);
  });
});
