import * as z from 'zod';

/**
 * A point in time as UTC text of one fixed width: `2026-11-21T20:30:00.000Z`. Instants of this form compare and sort
 * as text, in code as in keys and indexes, and read well in items, logs and tests.
 */
export type Instant = string & z.$brand<'Instant'>;

const canonical = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Accepts only the canonical form; use it for what we stored ourselves. Input of others goes through `parseInstant`. */
export const Instant = z.string().regex(canonical, 'not an instant').brand<'Instant'>();

/** Instants are reckoned with in a file of their own, which needs no schema: functions that must load fast import that. */
export * from './instants.ts';
