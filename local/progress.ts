import { native } from './runtime/native-timers.ts';

/** Says what is going on while somebody waits. */
export interface Progress {
  /** Names the work when it begins, and tells how long it took when it was not done at once. */
  during<T>(words: string, work: Promise<T>): Promise<T>;
}

/** For those who watch by other means. */
export const noProgress: Progress = { during: (_words, work) => work };

/** Only work that takes longer than this many milliseconds is worth a line. */
const patience = 300;
/** How often a long work says that it still goes on. */
const reminder = 5_000;

const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(0)} s`;

/** Writes a line for each work that takes long, and another every few seconds until it is done. */
export function showProgress(write: (line: string) => void): Progress {
  return {
    async during(words, work) {
      const began = performance.now();
      let said = false;
      const say = () => {
        write(said ? `  ${words}: still at it after ${seconds(began)}` : `  ${words} …`);
        said = true;
      };
      let timer = native.setTimeout(function again() {
        say();
        timer = native.setTimeout(again, reminder);
      }, patience);
      try {
        return await work;
      } finally {
        native.clearTimeout(timer);
        if (said) write(`  ${words}: ${seconds(began)}`);
      }
    },
  };
}
