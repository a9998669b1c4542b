import * as z from 'zod';
import { Instant } from '../time.ts';

/** Whom a level notifies. Schedules and teams resolve to people at each step (`WhoIsOnCall`). */
export const Target = z.union([
  z.object({ kind: z.literal('user'), id: z.number() }),
  z.object({ kind: z.literal('schedule'), id: z.number() }),
  z.object({ kind: z.literal('team'), id: z.number() }),
]);
export type Target = z.infer<typeof Target>;

/** One level: its targets in order, and the minutes until the next one starts. On the wire: an escalation rule. */
export const EscalationLevel = z.object({
  escalationTimeout: z.number().int().min(0).max(525_600),
  targets: z.array(Target),
});
export type EscalationLevel = z.infer<typeof EscalationLevel>;

export const EscalationPolicy = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  levels: z.array(EscalationLevel),
  repeating: z.boolean(),
  /** Passes after the first, when repeating. */
  frequency: z.number().int().min(1).max(9),
  delayMin: z.number().int().min(0).max(15),
  routingKey: z.string().optional(),
  teams: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
  hidden: z.boolean().optional(),
});
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;
