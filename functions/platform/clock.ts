import { setTimeout as wait } from 'node:timers/promises';
import { instantOf } from '../domain/instants.ts';
import type { Clock } from '../ports/clock.ts';

/** The machine's clock: with `platform/ids.ts` the only place that asks what time it is. */
export const systemClock: Clock = { now: () => instantOf(Date.now()), wait };

/** How long this function has been alive: for pacing, which the calendar does not matter to. */
export const elapsedMilliseconds = (): number => performance.now();
