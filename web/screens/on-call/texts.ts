import { clockTime, shortDay, type Zoned } from '../../time/format.ts';
import { legible } from '../../ui/legible.ts';
import type { Window } from './times.ts';

/** `Sun 29 Nov 14:05` */
export const momentText = (at: number, zoned: Zoned): string => `${shortDay(at, zoned)}, ${clockTime(at, zoned)}`;

/** `Mon 30 Nov, 09:00 – 17:00`, or both days where it ends on another. */
export function windowText({ start, end }: Window, zoned: Zoned): string {
  const isSameDay = shortDay(start, zoned) === shortDay(end - 1, zoned);
  if (!isSameDay) return `${momentText(start, zoned)} – ${momentText(end, zoned)}`;
  const until = clockTime(end, zoned) === '00:00' ? '24:00' : clockTime(end, zoned);
  return `${momentText(start, zoned)} – ${until}`;
}

/** A name within a sentence, which it cannot turn around, whatever is written in it. */
export const isolated = (name: string): string => `\u2068${legible(name)}\u2069`;

/** `Europe/Berlin`, as people write it. */
export const zoneName = (name: string): string => name.replaceAll('_', ' ');
