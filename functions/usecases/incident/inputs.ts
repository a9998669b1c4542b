import * as z from 'zod';
import { IncidentStatus } from '../../domain/incident/incident.ts';
import { ServiceStatus } from '../../domain/service/status.ts';
import { DateTime, line, Name, Reference, Teams, text } from '../inputs.ts';

/** An incident and its services are written in one transaction. */
export const mostAffected = 60;

const Affected = z.object({ impact: ServiceStatus, service: Reference });

const fields = {
  summary: line(500),
  status: IncidentStatus,
  message: text(20_000).nullish(),
  sendNotification: z.boolean().nullish(),
  /** When it began and when this was said, where it is written down later; only of a new one. */
  createdAt: DateTime.or(z.literal('')).nullish(),
  updatedAt: DateTime.or(z.literal('')).nullish(),
};
const AffectedServices = z
  .array(Affected)
  .min(1, 'must name a service at least')
  .max(mostAffected, `must be at most ${mostAffected}`);

/** A template, or an alert, that an incident comes from; 0 is a filler. */
const Origin = z.number().int().min(0).nullish();

/** What a client may write of a new incident (wire-api §13). What it leaves out is as a template has it. */
export const IncidentInput = z.object({
  ...fields,
  summary: fields.summary.or(z.literal('')).nullish(),
  status: IncidentStatus.or(z.literal('')).nullish(),
  affectedServices: AffectedServices,
  templateId: Origin,
  alertId: Origin,
});
export type IncidentInput = z.infer<typeof IncidentInput>;

/** Of one that is there: services that are not mentioned stay, and its times are its own. */
export const IncidentChangeInput = z.object({
  summary: fields.summary,
  status: fields.status,
  message: fields.message,
  sendNotification: fields.sendNotification,
  affectedServices: AffectedServices.nullish(),
});
export type IncidentChangeInput = z.infer<typeof IncidentChangeInput>;

/** Of one whose publication is asked about; with its id those who follow it count too. */
export const PublishInfoInput = z.object({
  id: z.number().int().min(0).nullish(),
  affectedServices: AffectedServices,
});
export type PublishInfoInput = z.infer<typeof PublishInfoInput>;

/** What a client may write of an incident template (wire-api §13.1). */
export const IncidentTemplateInput = z.object({
  name: Name,
  summary: text(500).nullish(),
  status: IncidentStatus.or(z.literal('')).nullish(),
  message: text(20_000).nullish(),
  sendNotification: z.boolean().nullish(),
  teams: Teams,
});
export type IncidentTemplateInput = z.infer<typeof IncidentTemplateInput>;
