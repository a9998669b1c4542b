import type { Duration } from '../instants.ts';

/** How long a warning about a source is kept after it was seen last: two weeks, and two days that it sent too much. */
export const warningKeptFor = (kind: string): Duration => (kind === 'RATE_LIMITED' ? { days: 2 } : { days: 14 });
