import * as z from 'zod';
import { Subscriber } from '../service/service.ts';
import { ServiceStatus } from '../service/status.ts';
import { Instant } from '../time.ts';

export const IncidentStatus = z.enum(['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED']);
export type IncidentStatus = z.infer<typeof IncidentStatus>;

/** What an incident does to a service while it is open. */
export const Affected = z.object({ serviceId: z.number(), impact: ServiceStatus });
export type Affected = z.infer<typeof Affected>;

/** What is told about something that is wrong. What was said before stands in updates. */
export const Incident = z.object({
  id: z.number(),
  version: z.number(),
  summary: z.string(),
  status: IncidentStatus,
  /** Markdown. */
  message: z.string().optional(),
  /** Whether the last update was to be told to subscribers. */
  sendNotification: z.boolean(),
  affected: z.array(Affected),
  /** Alerts that it comes from, the first hundred. */
  alerts: z.array(z.number()),
  /** How many of all of them are open, as far as automation has linked them. */
  openAlerts: z.number().optional(),
  /** Nobody has opened it: it may be over with the last of its alerts. */
  isAutomatic: z.boolean().optional(),
  subscribers: z.array(Subscriber),
  /** May lie before it was written down. */
  createdAt: Instant,
  updatedAt: Instant,
  resolvedAt: Instant.optional(),
  /** Its owner. */
  createdBy: z.number().optional(),
  templateId: z.number().optional(),
  /** When it was opened, last, in fact. */
  openedAt: Instant,
  /** When its owner is reminded of it; absent once that was done, and while it is resolved. */
  dueAt: Instant.optional(),
});
export type Incident = z.infer<typeof Incident>;

/** One thing that was said of an incident. */
export const IncidentUpdate = z.object({
  id: z.string(),
  incidentId: z.number(),
  status: IncidentStatus,
  content: z.string(),
  affected: z.array(Affected),
  sendNotification: z.boolean(),
  createdBy: z.number().optional(),
  createdAt: Instant,
});
export type IncidentUpdate = z.infer<typeof IncidentUpdate>;

export const isOpenIncident = ({ status }: Pick<Incident, 'status'>): boolean => status !== 'RESOLVED';
