import { randomBytes, randomInt } from 'node:crypto';
import { ulid } from 'ulid';
import type { Ids } from '../ports/ids.ts';

const epoch = Date.UTC(2026, 0, 1);
const perMillisecond = 4096;

/**
 * Numeric ids without coordination (design.md §4): milliseconds since 2026 × 4096 + 12 bits that start at random and
 * count up within a millisecond. They sort by creation within one process and stay below 2^53 until the year 2095.
 */
export function numericIds(nowMilliseconds: () => number, random: (below: number) => number): () => number {
  let lastId = 0;
  return () => {
    const base = (nowMilliseconds() - epoch) * perMillisecond;
    const isSameMillisecond = lastId >= base;
    lastId = isSameMillisecond ? lastId + 1 : base + random(perMillisecond);
    return lastId;
  };
}

/** The real time, also where the local cloud makes `Date` virtual: ids must not repeat when time is turned back. */
const realMilliseconds = () => Math.floor(performance.timeOrigin + performance.now());

/** Ids of the running machine. */
export const systemIds: Ids = {
  next: numericIds(realMilliseconds, randomInt),
  ulid: () => ulid(realMilliseconds()),
  secret: () => randomBytes(32).toString('base64url'),
  digits: (count) => String(randomInt(10 ** count)).padStart(count, '0'),
};
