import * as z from 'zod';
import { Image, Link, LogExcerpt, Priority } from '../event/event.ts';
import { GroupMemory } from '../event/group.ts';
import { Instant } from '../time.ts';
import { AutoResolution } from './auto-resolution.ts';

export const AlertStatus = z.enum(['PENDING', 'ACCEPTED', 'RESOLVED']);
export type AlertStatus = z.infer<typeof AlertStatus>;

/**
 * Where an alert's escalation stands (design.md §2).
 *
 * `run` is raised by reassign, raise, manual escalation and snooze and cancels what older runs still had planned.
 * `generation` names the execution `alert-<id>-g<generation>`; raised with `run` and by every restart.
 * `stepId` is raised by every claim. `level` is the index of the level started last in pass `pass` (both from 0);
 * -1 before the first. `nextLevelAt` is when the next level starts, absent once none is left. `nextAt` is the whole
 * second at which the next thing is due, whatever it is; absent when nothing is left to do. Planned notifications up
 * to `takenUntil` were handed over. `turns` counts claims of this generation.
 */
export const Escalation = z.object({
  run: z.number(),
  generation: z.number(),
  stepId: z.number(),
  pass: z.number(),
  level: z.number(),
  nextLevelAt: Instant.optional(),
  nextAt: Instant.optional(),
  takenUntil: Instant,
  turns: z.number(),
  endedAt: Instant.optional(),
  /** The people this run notifies instead of the policy's levels: assigned to a user, or a manual alert's responders. */
  responders: z.array(z.number()).optional(),
  /** The watchdog's memory: how often step `stepId` had to be restarted, and not before when again. */
  restarts: z.object({ stepId: z.number(), count: z.number(), notBefore: Instant }).optional(),
});
export type Escalation = z.infer<typeof Escalation>;

/**
 * What became new to an alert after somebody had accepted it, and when its responders are told: members of its group, or
 * that it is urgent now. `names` are the first ones, `count` is all.
 */
export const AlertNews = z.object({
  at: Instant,
  names: z.array(z.string()),
  count: z.number(),
  isRaised: z.boolean().optional(),
});
export type AlertNews = z.infer<typeof AlertNews>;

const Person = z.object({ kind: z.enum(['user', 'source', 'system']), id: z.number().optional(), name: z.string() });

export const Alert = z.object({
  id: z.number(),
  version: z.number(),
  summary: z.string(),
  details: z.string().optional(),
  reportTime: Instant,
  status: AlertStatus,
  priority: Priority,
  severity: z.number().optional(),
  alertKey: z.string().optional(),
  source: z.object({ id: z.number(), name: z.string(), integrationType: z.string() }),
  policy: z.object({ id: z.number(), name: z.string() }).optional(),
  /** The teams that own its source or its policy: whose business it is. Absent when there are none. */
  teams: z.array(z.number()).optional(),
  /** Services that it is about. */
  services: z.array(z.number()).optional(),
  /** The incident that somebody has opened because of it. */
  linkedIncidentId: z.number().optional(),
  /** What it had come to when its automation was last asked for; absent: its source had no rules when it came. */
  automation: AlertStatus.optional(),
  /** Its source had actions when it came: what becomes of it is looked at. */
  hasActions: z.boolean().optional(),
  escalation: Escalation,
  acceptedAt: Instant.optional(),
  acceptedBy: Person.optional(),
  /** Set while an accepted alert sleeps: then it is PENDING again and starts at level 1. */
  snoozedUntil: Instant.optional(),
  resolvedAt: Instant.optional(),
  resolvedBy: Person.optional(),
  /** As its source said when it was made; when it is really due is beside it. */
  autoResolution: AutoResolution.optional(),
  /** Nobody has resolved it: its time was over. */
  isAutoResolved: z.boolean().optional(),
  images: z.array(Image).optional(),
  links: z.array(Link).optional(),
  logs: z.array(LogExcerpt).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  customDetails: z.record(z.string(), z.unknown()).optional(),
  /** The latest few; a message that belongs to one says what it says here. */
  latestNews: z.array(AlertNews).optional(),
  /** When one of its responders answered news. */
  newsSeenAt: Instant.optional(),
  /** Not shown in lists and counts: the canary's alerts. */
  hidden: z.boolean().optional(),
  /** The restore of the table that reconciled it last (`usecases/restore`): the moment whose data the table got. */
  restoredTo: Instant.optional(),
});
export type Alert = z.infer<typeof Alert>;

export const Responder = z.object({
  alertId: z.number(),
  userId: z.number(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  status: z.enum(['PENDING', 'ACCEPTED']),
  addedAt: Instant,
  acceptedAt: Instant.optional(),
  /** When they answered news of an alert that they had accepted before. */
  seenAt: Instant.optional(),
});
export type Responder = z.infer<typeof Responder>;

const ofLock = {
  alertId: z.number(),
  /** When the key began to fire; of a member, in this alert. */
  reportTime: Instant,
  priority: Priority.optional(),
  group: GroupMemory.optional(),
  /** The alert has other keys, too, so that it is not over with this one. */
  hasMembers: z.boolean().optional(),
  /** The source has said that this key is over, while others of the alert still fire. */
  overAt: Instant.optional(),
};

/**
 * The lock of (source, key). OPEN names the open alert that the key has opened; a tombstone says when the last one was
 * resolved, so that a message older than that does not open it again. MEMBER names an alert of another key that events with
 * this key were grouped into; whether that is open is asked of the alert (`domain/alert/key-lock.ts`). What repeats are
 * compared with stands here, too, so that one that brings nothing new costs no look at the alert.
 */
export const KeyLock = z.union([
  z.object({ state: z.literal('OPEN'), ...ofLock }),
  z.object({ state: z.literal('MEMBER'), ...ofLock }),
  z.object({ state: z.literal('RESOLVED'), alertId: z.number(), resolvedAt: Instant }),
]);
export type KeyLock = z.infer<typeof KeyLock>;
export type Tombstone = Extract<KeyLock, { state: 'RESOLVED' }>;
/** A lock whose alert is open: that of the alert's own key, or, as `isMember` says, of another one in it. */
export type OpenKeyLock = Extract<KeyLock, { state: 'OPEN' }> & { readonly isMember?: boolean };

/** One due notification of a step: which user, on which contact, by which of their rules, when. */
export const PlannedNotification = z.object({
  userId: z.number(),
  contactId: z.number().optional(),
  ruleId: z.number(),
  method: z.string(),
  target: z.string(),
  language: z.enum(['en', 'de']),
  at: Instant,
});
export type PlannedNotification = z.infer<typeof PlannedNotification>;

/**
 * What one claim decided: everybody it notifies and when. It stays in the due index until every notification item it
 * names is written (`expandedAt`).
 */
export const EscalationStep = z.object({
  alertId: z.number(),
  stepId: z.number(),
  run: z.number(),
  pass: z.number(),
  level: z.number(),
  claimedAt: Instant,
  responders: z.array(z.number()),
  notifications: z.array(PlannedNotification),
  expandedAt: Instant.optional(),
});
export type EscalationStep = z.infer<typeof EscalationStep>;

export const isOpen = (alert: Pick<Alert, 'status'>): boolean => alert.status !== 'RESOLVED';
