/** What waiting between attempts needs; tests put in their own. */
export interface Patience {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
}

const firstPause = 20;
const longestPause = 500;

/** Attempts in all, of what may pass by itself. */
export const attempts = 8;

/** Waits before attempt `attempt` (from 1): a random part of a pause that doubles up to half a second. */
export const pause = (attempt: number, { sleep, random }: Patience): Promise<void> =>
  sleep(random() * Math.min(firstPause * 2 ** attempt, longestPause));
