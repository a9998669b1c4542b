import { type Clock, install } from '@sinonjs/fake-timers';
import { native } from './runtime/native-timers.ts';

/** How often virtual time follows the machine's while it runs. */
const followEvery = 10;
/** After the machine slept, time catches up in pieces of this many milliseconds, so that what is due happens in its order. */
const largestStep = 5_000;

export interface VirtualClock {
  /** Milliseconds since 1970, as everything in the local cloud sees them. */
  now(): number;
  /** The same number for worker threads: one 64-bit integer. */
  readonly shared: SharedArrayBuffer;
  /** Whether it follows the machine's time. */
  isPassing(): boolean;
  /** Ends the passing of time but for `moveTo`. True when it had been passing. */
  standStill(): boolean;
  /** Lets time pass from where it stands, as fast as the machine's. */
  pass(): void;
  /** When the earliest timer is due, if there is one. */
  nextDueAt(): number | undefined;
  /** Makes it another time without anything having happened meanwhile: timers keep what they have left. May go back. */
  set(instant: number): void;
  /** Runs the timers that are due until then, in order, each at its instant. Never goes back. */
  moveTo(instant: number): void;
  /** Gives the process its own clock and timers back. */
  close(): void;
}

export interface ClockOptions {
  /** Where virtual time starts, in milliseconds; the machine's time when left out. */
  readonly startAt?: number;
  readonly still?: boolean;
}

/** A still clock shows whole seconds, so that what is due in a minute is due after advancing sixty seconds. */
export const nextWholeSecond = (instant: number): number => Math.ceil(instant / 1000) * 1000;

/** Makes `Date` and the timers of this thread virtual: they follow real time until told to stand still. */
export function startClock({ startAt, still = false }: ClockOptions = {}): VirtualClock {
  const fake: Clock = install({
    now: startAt ?? Date.now(),
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
    shouldClearNativeTimers: true,
    loopLimit: 100_000,
  });
  const shared = new SharedArrayBuffer(8);
  const published = new BigInt64Array(shared);
  const publish = () => void Atomics.store(published, 0, BigInt(fake.now));
  publish();

  let followedAt = 0;
  const follow = () => {
    const elapsed = Math.floor(performance.now() - followedAt);
    if (elapsed < 1) return;
    const step = Math.min(elapsed, largestStep);
    followedAt += step;
    fake.tick(step);
    publish();
  };
  let following: NodeJS.Timeout | undefined;
  const pass = () => {
    if (following) return;
    followedAt = performance.now();
    following = native.setInterval(follow, followEvery);
  };
  if (!still) pass();

  const standStill = () => {
    if (!following) return false;
    native.clearInterval(following);
    following = undefined;
    return true;
  };

  return {
    now: () => fake.now,
    shared,
    isPassing: () => following !== undefined,
    standStill,
    pass,
    nextDueAt: () => earliestTimer(fake),
    set(instant) {
      fake.setSystemTime(instant);
      publish();
    },
    moveTo(instant) {
      fake.tick(Math.max(0, instant - fake.now));
      publish();
    },
    close() {
      standStill();
      fake.uninstall();
    },
  };
}

/** fake-timers (pinned) keeps its timers in a heap, earliest first, and has no other way to ask for it. */
function earliestTimer(fake: Clock): number | undefined {
  return fake.timerHeap?.timers[0]?.callAt;
}
