import { afterEach, describe, expect, it } from 'vitest';
import { startClock, type VirtualClock } from '../../../local/clock.ts';
import { trackActivity } from '../../../local/runtime/activity.ts';
import { realDelay } from '../../../local/runtime/native-timers.ts';
import { timeTravel } from '../../../local/runtime/time-travel.ts';

const startAt = Date.parse('2026-01-01T00:00:00.000Z');

describe('the virtual clock', () => {
  let clock: VirtualClock | undefined;
  afterEach(() => clock?.close());

  it('follows real time from where it starts', async () => {
    clock = startClock({ startAt });
    await realDelay(100);
    expect(Date.now() - startAt).toBeGreaterThan(50);
    expect(Date.now() - startAt).toBeLessThan(5_000);
  });

  it('stands still when told so, for worker threads too', async () => {
    clock = startClock({ startAt, still: true });
    await realDelay(50);
    expect(Date.now()).toBe(startAt);
    clock.moveTo(startAt + 5);
    expect(Number(new BigInt64Array(clock.shared)[0])).toBe(startAt + 5);
  });

  it('passes again from where it stands when told so', async () => {
    clock = startClock({ startAt, still: true });
    await realDelay(100);
    clock.pass();
    await realDelay(60);
    expect(clock.isPassing()).toBe(true);
    expect(Date.now() - startAt).toBeGreaterThan(20);
    expect(Date.now() - startAt).toBeLessThan(5_000);
    clock.standStill();
    expect(clock.isPassing()).toBe(false);
  });

  it('never goes back', () => {
    clock = startClock({ startAt, still: true });
    clock.moveTo(startAt - 1_000);
    expect(Date.now()).toBe(startAt);
  });

  it('gives back the machine’s own clock and timers', () => {
    const own = globalThis.setTimeout;
    clock = startClock({ startAt, still: true });
    clock.close();
    expect(globalThis.setTimeout).toBe(own);
    expect(Date.now()).toBeGreaterThan(startAt);
    clock = undefined;
  });
});

describe('advancing time', () => {
  let clock: VirtualClock;
  afterEach(() => clock.close());

  it('ends on a whole second when time had been passing, and is exact when it stood still', async () => {
    clock = startClock({ startAt: startAt + 1 });
    await realDelay(30);
    const travel = timeTravel(clock, trackActivity());
    await travel.advance(60);
    const first = Date.now();
    expect(first % 1000).toBe(0);
    expect(first).toBeGreaterThanOrEqual(startAt + 61_000);
    await travel.advance(0.25);
    expect(Date.now()).toBe(first + 250);
  });

  it('does each thing at its instant, what it leads to before the next one', async () => {
    clock = startClock({ startAt, still: true });
    const activity = trackActivity();
    const seen: string[] = [];
    const note = (what: string) => seen.push(`${(Date.now() - startAt) / 1000} ${what}`);
    setTimeout(() => {
      note('first');
      void activity.during(realDelay(20)).then(() => {
        note('its work');
        setTimeout(() => note('what it planned'), 3_000);
      });
    }, 10_000);
    setTimeout(() => note('second'), 20_000);
    setTimeout(() => note('too late'), 60_001);

    await timeTravel(clock, activity).advance(60);
    expect(seen).toEqual(['10 first', '10 its work', '13 what it planned', '20 second']);
    expect(Date.now()).toBe(startAt + 60_000);
  });

  it('ends the passing of real time', async () => {
    clock = startClock({ startAt });
    await timeTravel(clock, trackActivity()).advance(1);
    const then = Date.now();
    await realDelay(50);
    expect(Date.now()).toBe(then);
  });

  it('waits for what is watched, and lets one traveller go at a time', async () => {
    clock = startClock({ startAt, still: true });
    const activity = trackActivity();
    let busyFor = 3;
    activity.watch(() => busyFor-- > 0);
    const travel = timeTravel(clock, activity);
    await Promise.all([travel.advance(5), travel.settle(), travel.advance(7)]);
    expect(busyFor).toBeLessThan(0);
    expect(Date.now()).toBe(startAt + 12_000);
  });
});
