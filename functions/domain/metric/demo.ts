import { millisecondsOf } from '../instants.ts';
import type { Instant } from '../time.ts';
import type { Metric } from './metric.ts';
import { keptSeconds, type Point } from './series.ts';

const everySeconds = 300;
const daySeconds = 86_400;

type Drawn = Pick<Metric, 'id' | 'lockYAxisMin' | 'lockYAxisMax'>;

/**
 * Points that look like something, up to now and as far back as points are kept: a wave by day with some noise, between the ends of
 * the axis where it has some. The same for the same metric and time.
 */
export function demoPoints({ id, lockYAxisMin, lockYAxisMax }: Drawn, now: Instant): Point[] {
  const low = lockYAxisMin ?? Math.min(0, (lockYAxisMax ?? 100) - 100);
  const high = lockYAxisMax ?? low + 100;
  const end = Math.floor(millisecondsOf(now) / 1000 / everySeconds) * everySeconds;
  return Array.from({ length: keptSeconds / everySeconds - 1 }, (_none, index) => {
    const at = end - index * everySeconds;
    const wave = Math.sin(((at % daySeconds) / daySeconds) * 2 * Math.PI);
    const share = 0.5 + 0.3 * wave + 0.15 * (noise(id, at) - 0.5);
    return { at, value: Math.round((low + (high - low) * share) * 100) / 100 };
  });
}

/** Between 0 and 1, by the metric and the time alone. */
function noise(id: number, at: number): number {
  let state = Math.imul(id ^ (at / everySeconds), 0x9e3779b1) >>> 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b) >>> 0;
  return state / 2 ** 32;
}
