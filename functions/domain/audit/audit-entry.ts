import * as z from 'zod';
import { Instant } from '../time.ts';

/** What of a thing was changed, without its secrets; names are those of the entity's members. */
export const Told = z.record(z.string(), z.unknown());
export type Told = z.infer<typeof Told>;

/**
 * One change of configuration: who did what to what, and how that got here. Written in the transaction of the change.
 * Kinds and actions are read as text, so that a version which does not know a kind yet can still show it.
 */
export const AuditEntry = z.object({
  /** Numeric and sorted by creation, like all ids of the wire. */
  id: z.number(),
  at: Instant,
  actor: z.object({ kind: z.enum(['user', 'source', 'system']), id: z.number().optional(), name: z.string() }),
  /** `API_KEY`, `SESSION`, the channel of an answer, or `SYSTEM`. */
  via: z.string(),
  keyId: z.number().optional(),
  sessionId: z.string().optional(),
  /** `<kind>:<what>`. */
  action: z.string(),
  entity: z.object({ kind: z.string(), id: z.union([z.number(), z.string()]), name: z.string() }),
  /** Of a change only the members that are not the same; absent for what was created. */
  before: Told.optional(),
  /** Absent for what was deleted. */
  after: Told.optional(),
  /** Members that were changed and are too large to be kept. */
  omitted: z.array(z.string()).optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** How long entries are kept where a deployment does not say otherwise. */
export const usualAuditDays = 400;
