import * as z from 'zod';
import { Instant } from '../time.ts';

export const AlertPriorityRule = z.enum(['HIGH', 'LOW', 'HIGH_DURING_SUPPORT_HOURS', 'LOW_DURING_SUPPORT_HOURS']);

export const AlertSource = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  integrationType: z.string(),
  policyId: z.number(),
  /** Readable, because clients must get it back; encrypted by the store. */
  integrationKey: z.string(),
  alertCreation: z.string(),
  alertPriorityRule: AlertPriorityRule,
  severity: z.number().int().min(1).max(5).optional(),
  active: z.boolean(),
  teams: z.array(z.number()),
  /** Every other writable member of the wire form, kept and echoed as sent until its feature is built. */
  extras: z.record(z.string(), z.unknown()),
  /** What its filters name, and which of them; so that whoever stores it need not read conditions. */
  named: z
    .array(z.object({ kind: z.enum(['support-hours', 'schedule']), id: z.number(), field: z.string() }))
    .optional(),
  /** `requireSignature`, `signingSecret` and `oneEventPerAlert` among them; see integrations. */
  metadata: z.record(z.string(), z.unknown()).optional(),
  createdAt: Instant,
  updatedAt: Instant,
  hidden: z.boolean().optional(),
});
export type AlertSource = z.infer<typeof AlertSource>;

export const AlertSourceStatus = z.enum(['PENDING', 'ALL_ACCEPTED', 'ALL_RESOLVED', 'IN_MAINTENANCE', 'DISABLED']);
export type AlertSourceStatus = z.infer<typeof AlertSourceStatus>;
