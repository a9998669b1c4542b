import * as z from 'zod';
import { Id, Moment, Owners, Person, Reference } from './shapes.ts';

/* What the API answers of services and incidents. */

const percentages = { p30: z.number(), p60: z.number(), p90: z.number() };

export const Outage = z.object({ status: z.string(), from: Moment, until: Moment });

export const OutageOverride = Outage.extend({ id: z.string(), service: Reference });

export const Dependency = z.object({
  id: Id,
  type: z.enum(['HARD', 'SOFT']),
  service: Reference,
  invalidAfter: Moment.nullable(),
});

export const Incident = z.object({
  id: Id,
  summary: z.string(),
  status: z.enum(['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED']),
  message: z.string().optional(),
  sendNotification: z.boolean(),
  createdAt: Moment,
  updatedAt: Moment,
  resolvedOn: Moment.optional(),
  affectedServices: z.array(z.object({ impact: z.string(), service: Reference })),
  subscribed: z.boolean().optional(),
  affectedTeams: Owners.optional(),
  alerts: z.array(z.object({ id: Id, summary: z.string(), status: z.string() })).optional(),
  history: z
    .array(
      z.object({
        id: z.string(),
        content: z.string(),
        creator: Person.optional(),
        incidentStatus: z.string(),
        sendNotification: z.boolean(),
        createdAt: Moment,
      }),
    )
    .optional(),
});

export const Service = z.object({
  id: Id,
  name: z.string(),
  alias: z.string().optional(),
  status: z.enum(['OPERATIONAL', 'UNDER_MAINTENANCE', 'DEGRADED', 'PARTIAL_OUTAGE', 'MAJOR_OUTAGE']),
  description: z.string().optional(),
  oneOpenIncidentOnly: z.boolean(),
  showUptimeHistory: z.boolean(),
  teams: Owners,
  labels: z.record(z.string(), z.string()).optional(),
  iconUrl: z.string().optional(),
  links: z.array(z.looseObject({})).optional(),
  subscribed: z.boolean().optional(),
  publicStatus: z.string().optional(),
  uptime: z
    .object({
      rangeStart: Moment,
      rangeEnd: Moment,
      outages: z.array(Outage),
      uptimePercentage: z.object({ ...percentages, uptimePercentage: z.object(percentages) }),
    })
    .optional(),
  incidents: z.array(Incident).optional(),
  dependencies: z.array(Dependency).optional(),
});

export const Subscriber = z.object({ id: Id, name: z.string(), type: z.enum(['USER', 'TEAM']) });

export const IncidentTemplate = z.object({
  id: Id,
  name: z.string(),
  summary: z.string().optional(),
  status: z.string().optional(),
  message: z.string().optional(),
  sendNotification: z.boolean(),
  teams: Owners,
});

export const AutomationRule = z.object({
  id: z.string(),
  alertType: z.enum(['CREATED', 'ACCEPTED']),
  resolveIncident: z.boolean(),
  resolveService: z.boolean(),
  serviceStatus: z.string().optional(),
  template: Reference.optional(),
  service: Reference,
  alertSource: Reference,
  sendNotification: z.boolean(),
});

export const PublishInfo = z.object({
  statusPagesInfo: z.array(z.object({ id: Id, label: z.string() })),
  privateStatusPages: z.number(),
  publicStatusPages: z.number(),
  privateSubscribers: z.number(),
  publicSubscribers: z.number(),
});
