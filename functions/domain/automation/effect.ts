import * as z from 'zod';
import { AlertFilter } from '../alert-action/alert-filter.ts';
import { ServiceStatus } from '../service/status.ts';
import { Instant } from '../time.ts';
import { wireIdOf } from '../wire-id.ts';
import { type AutomationRule, AutomationTrigger } from './automation-rule.ts';

/** What is done when an alert comes to something: of a rule, or of whatever else asks for the same. */
export const Effect = z.object({
  /** Whose effect it is: what one alert asks for is done once for each key. */
  key: z.string(),
  on: AutomationTrigger,
  /** Alerts that were there before are none of its business. */
  since: Instant,
  serviceIds: z.array(z.number()),
  serviceStatus: ServiceStatus.optional(),
  templateId: z.number().optional(),
  /** Absent: as the template has it. */
  sendNotification: z.boolean().optional(),
  resolveIncident: z.boolean(),
  resolveService: z.boolean(),
  /** For which alerts it is, where not for all of its sources: alert actions say so. */
  conditions: z.string().optional(),
  alertFilter: AlertFilter.optional(),
});
export type Effect = z.infer<typeof Effect>;

/** What a rule asks for. */
export const effectOf = (rule: AutomationRule): Effect => ({
  key: wireIdOf(rule.id),
  on: rule.alertType,
  since: rule.createdAt,
  serviceIds: [rule.serviceId],
  ...(rule.serviceStatus !== undefined && { serviceStatus: rule.serviceStatus }),
  ...(rule.templateId !== undefined && { templateId: rule.templateId }),
  ...(rule.sendNotification !== undefined && { sendNotification: rule.sendNotification }),
  resolveIncident: rule.resolveIncident,
  resolveService: rule.resolveService,
});
