import { describe, expect, it } from 'vitest';
import { handOff, type Rotation, turnAt } from '../../../functions/domain/schedule/rotation.ts';
import { zoneOf } from '../../../functions/domain/zone.ts';

const hour = 3_600_000;
const rotationOf = (start: string, hours: number): Rotation => {
  const zone = zoneOf('Europe/Berlin');
  const instant = Date.parse(start);
  return {
    zone,
    start: instant,
    wallStart: zone.wallTimeAt(instant),
    length: { clock: 'wall', milliseconds: hours * hour },
  };
};

describe('the turn that an instant falls in', () => {
  it.each([
    ['forward', '2026-03-28T00:00:00+01:00', 1],
    ['back', '2026-10-24T00:00:00+02:00', 1],
    ['forward, in turns of half a day', '2026-03-28T02:30:00+01:00', 12],
    ['back, in turns of half a day', '2026-10-24T02:30:00+02:00', 12],
  ])('is the one whose hand-off was last, while the clock is set %s', (_way, start, hours) => {
    const rotation = rotationOf(start, hours);
    for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 10) {
      const instant = rotation.start + minutes * 60_000;
      const turn = turnAt(rotation, instant);
      expect(handOff(rotation, turn)).toBeLessThanOrEqual(instant);
      expect(handOff(rotation, turn + 1)).toBeGreaterThan(instant);
    }
  });
});
