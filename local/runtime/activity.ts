import { nextTurn, realDelay } from './native-timers.ts';

/** How many turns in a row nothing may stir before the local cloud counts as settled. */
const quietTurns = 4;

/** Knows what is going on, so that time moves only when nothing is. */
export interface Activity {
  /** Counts the work as going on until it ends either way, and hands it through. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Adds a question that is asked in each turn: is something of yours going on or ready to go on? */
  watch(isBusy: () => boolean): void;
  /** Resolves when nothing has been going on for some turns. */
  settled(): Promise<void>;
}

/** Starts with nothing going on. */
export function trackActivity(): Activity {
  let running = 0;
  const watched: (() => boolean)[] = [];
  const isBusy = () => running > 0 || watched.some((busy) => busy());

  return {
    async during(work) {
      running += 1;
      try {
        return await work;
      } finally {
        running -= 1;
      }
    },
    watch(busy) {
      watched.push(busy);
    },
    async settled() {
      let quiet = 0;
      while (quiet < quietTurns) {
        await nextTurn();
        if (!isBusy()) {
          quiet += 1;
          continue;
        }
        quiet = 0;
        await realDelay(1);
      }
    },
  };
}
