import { nextWholeSecond, type VirtualClock } from '../clock.ts';
import type { Activity } from './activity.ts';

export interface TimeTravel {
  /** Resolves when nothing is going on and nothing could go on now. */
  settle(): Promise<void>;
  /** Does what becomes due in that time, one instant after the other, and ends that much later. Time stands still then. */
  advance(seconds: number): Promise<void>;
  /** Makes it another time, at which time stands still; for an account in which nothing is under way. */
  jump(to: number): Promise<void>;
  /** Lets time pass by itself from now on. */
  run(): Promise<void>;
}

/** Moves the clock from one due timer to the next; everything that becomes due has one. */
export function timeTravel(clock: VirtualClock, activity: Activity): TimeTravel {
  let turn: Promise<unknown> = Promise.resolve();
  /** One traveller at a time. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work, work);
    turn = result.catch(() => undefined);
    return result;
  };

  return {
    run: () => alone(async () => clock.pass()),
    jump: (to) =>
      alone(async () => {
        clock.standStill();
        clock.set(to);
      }),
    settle: () => alone(() => activity.settled()),
    advance: (seconds) =>
      alone(async () => {
        const wasPassing = clock.standStill();
        const from = wasPassing ? nextWholeSecond(clock.now()) : clock.now();
        const target = from + Math.round(seconds * 1000);
        await activity.settled();
        for (;;) {
          const due = clock.nextDueAt();
          if (due === undefined || due > target) break;
          clock.moveTo(due);
          await activity.settled();
        }
        clock.moveTo(target);
        await activity.settled();
      }),
  };
}
