import * as z from 'zod';
import { Instant } from '../time.ts';
import { IncidentStatus } from './incident.ts';

/** What an incident may begin with. */
export const IncidentTemplate = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  summary: z.string().optional(),
  status: IncidentStatus.optional(),
  message: z.string().optional(),
  sendNotification: z.boolean(),
  teams: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type IncidentTemplate = z.infer<typeof IncidentTemplate>;

/** What a template may name when an incident is made from an alert. */
export const templateVariables = [
  'serviceId',
  'serviceName',
  'serviceDescription',
  'serviceStatus',
  'serviceStatusOld',
  'teamNames',
  'alertId',
  'alertDetails',
  'alertSummary',
  'alertStatus',
  'alertPriority',
  'alertSourceId',
  'alertSourceName',
  'escalationPolicyId',
  'escalationPolicyName',
] as const;
export type TemplateVariables = Partial<Readonly<Record<(typeof templateVariables)[number], string | number>>>;

/**
 * The text with what its `{{variables}}` stand for; one of which nothing is known is empty, and what is no variable stays as
 * written. What is filled in is not read again.
 */
export const fillTemplate = (text: string, variables: TemplateVariables): string =>
  text.replace(/\{\{\s*(\w{1,40})\s*\}\}/g, (written, name: string) => {
    const known = templateVariables.find((variable) => variable === name);
    return known === undefined ? written : String(variables[known] ?? '');
  });
