import type { Instant } from './time.ts';

/** The minute of the clock in which something happens, such as `2026-11-21T10:00`. */
export const minuteOf = (instant: Instant): string => instant.slice(0, 16);
