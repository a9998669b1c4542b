import * as z from 'zod';
import { ServiceStatus } from '../service/status.ts';
import { Instant } from '../time.ts';

/** What an alert has to come to, so that a rule acts. */
export const AutomationTrigger = z.enum(['CREATED', 'ACCEPTED']);
export type AutomationTrigger = z.infer<typeof AutomationTrigger>;

/** What alerts of a source say of a service, without anybody's hand. */
export const AutomationRule = z.object({
  id: z.number(),
  version: z.number(),
  alertType: AutomationTrigger,
  sourceId: z.number(),
  serviceId: z.number(),
  /** What the service is in from then on; absent: the incident alone is news. */
  serviceStatus: ServiceStatus.optional(),
  /** From which an incident is opened. */
  templateId: z.number().optional(),
  /** Absent: as the template has it. */
  sendNotification: z.boolean().optional(),
  resolveIncident: z.boolean(),
  resolveService: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type AutomationRule = z.infer<typeof AutomationRule>;
