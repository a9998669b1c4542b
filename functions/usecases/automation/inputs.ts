import * as z from 'zod';
import { AutomationTrigger } from '../../domain/automation/automation-rule.ts';
import { ServiceStatus } from '../../domain/service/status.ts';
import { Reference } from '../inputs.ts';

/** A reference that may be a filler: id 0 names nothing. */
const OptionalReference = z.object({ id: z.number().int().min(0).nullish() }).nullish();

/** What a client may write of an automation rule (wire-api §22). */
export const AutomationRuleInput = z.object({
  alertType: AutomationTrigger.or(z.literal('')).nullish(),
  serviceStatus: ServiceStatus.or(z.literal('')).nullish(),
  resolveIncident: z.boolean().nullish(),
  resolveService: z.boolean().nullish(),
  sendNotification: z.boolean().nullish(),
  template: OptionalReference,
  service: Reference,
  alertSource: Reference,
});
export type AutomationRuleInput = z.infer<typeof AutomationRuleInput>;
