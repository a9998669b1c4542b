import * as z from 'zod';
import { Instant } from '../../domain/time.ts';

/** What people were last told of a schedule: its duties up to `until`. Kept with the schedule's timer. */
const Told = z.object({
  until: Instant,
  duties: z.array(z.object({ userId: z.number(), start: Instant, end: Instant })),
});
export type Told = z.infer<typeof Told>;

/** An item holds 400 KB; of a schedule that changes hands more often than this in two weeks the first are kept. */
const mostDuties = 2000;

/** What the timer remembers; undefined before the first time. */
export const readTold = (state: string | undefined): Told | undefined =>
  state === undefined ? undefined : Told.parse(JSON.parse(state));

/** The form the timer remembers it in. */
export function writeTold({ until, duties }: Told): string {
  const kept = duties.slice(0, mostDuties);
  return JSON.stringify({ until: kept.length < duties.length ? (kept.at(-1)?.end ?? until) : until, duties: kept });
}
