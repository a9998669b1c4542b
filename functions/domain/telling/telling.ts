import * as z from 'zod';
import { Affected, IncidentStatus } from '../incident/incident.ts';
import { Instant } from '../time.ts';
import { Language } from '../user/user.ts';

/** When subscribers hear of planned work. */
export const WindowMoment = z.enum(['CREATED', 'DAY_BEFORE', 'HOUR_BEFORE', 'STARTED', 'ENDED']);
export type WindowMoment = z.infer<typeof WindowMoment>;

/** What is told: one thing that was said of an incident, or one moment of planned work, as it was when it was to be told. */
export const Told = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('INCIDENT'),
    incidentId: z.number(),
    updateId: z.string(),
    summary: z.string(),
    status: IncidentStatus,
    /** Markdown. */
    message: z.string(),
    affected: z.array(Affected),
  }),
  z.object({
    kind: z.literal('MAINTENANCE'),
    windowId: z.number(),
    moment: WindowMoment,
    start: Instant,
    end: Instant,
    summary: z.string(),
    /** Markdown. */
    description: z.string(),
    services: z.array(z.number()),
  }),
]);
export type Told = z.infer<typeof Told>;

/** How many were to be told, and what became of it. */
export const TellingCounts = z.object({ recipients: z.number(), sent: z.number(), failed: z.number() });
export type TellingCounts = z.infer<typeof TellingCounts>;

/**
 * That subscribers are to be told something: written with what they are told of. Who they are is found out once, and kept in parts, so
 * that each is told once however often the work is taken up again.
 */
export const Telling = z.object({
  /** What it belongs to, `INCIDENT#<id>` or `MAINTENANCE#<id>`, and what of that is told. */
  scope: z.string(),
  id: z.string(),
  version: z.number(),
  told: Told,
  at: Instant,
  /** How many parts its recipients are in; absent until that is known. */
  parts: z.number().optional(),
  /** How often those who could not be told were tried again. */
  round: z.number(),
  /** Once it is over. */
  counts: TellingCounts.optional(),
  endedAt: Instant.optional(),
  /** While it is not over. */
  dueAt: Instant.optional(),
});
export type Telling = z.infer<typeof Telling>;

/** Somebody who is told, once, however many subscriptions lead to them. */
export const Recipient = z.object({
  channel: z.enum(['EMAIL', 'SMS', 'PUSH', 'WEBHOOK']),
  target: z.string(),
  language: Language,
  /** The page that tells them; absent where none shows what they hear of. */
  pageId: z.number().optional(),
  /** From outside. */
  subscriberId: z.number().optional(),
  /** From inside. */
  userId: z.number().optional(),
  /** Of which services they may hear. */
  services: z.array(z.number()),
  /** Absent while it is not known to have gone out, and not given up. */
  state: z.enum(['SENT', 'FAILED']).optional(),
  error: z.string().optional(),
});
export type Recipient = z.infer<typeof Recipient>;

/** Some of those who are told: what is marked `startedAt` may have gone out, whatever its recipients say. */
export const TellingPart = z.object({
  scope: z.string(),
  id: z.string(),
  part: z.number(),
  recipients: z.array(Recipient),
  plannedAt: Instant,
  startedAt: Instant.optional(),
});
export type TellingPart = z.infer<typeof TellingPart>;

/** So many are told between two marks: what dies in between tells at most so many twice. */
export const recipientsOfPart = 25;

/** The services that something is told of. */
export const servicesTold = (told: Told): number[] =>
  told.kind === 'INCIDENT' ? told.affected.map(({ serviceId }) => serviceId) : told.services;

export const incidentScope = (id: number): string => `INCIDENT#${id}`;
export const maintenanceScope = (id: number): string => `MAINTENANCE#${id}`;

/** Something to be told from now on. */
export const newTelling = (scope: string, id: string, told: Told, now: Instant): Telling => ({
  scope,
  id,
  version: 0,
  told,
  at: now,
  round: 0,
  dueAt: now,
});

/** What has become of those who were to be told. */
export const countsOf = (recipients: readonly Recipient[]): TellingCounts => ({
  recipients: recipients.length,
  sent: recipients.filter(({ state }) => state === 'SENT').length,
  failed: recipients.filter(({ state }) => state === 'FAILED').length,
});
