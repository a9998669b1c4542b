import * as z from 'zod';
import { Instant } from '../time.ts';

export const LogFilterType = z.enum([
  'NOTIFICATIONS',
  'ALERT_SOURCE_EVENTS',
  'CALL_ROUTING_EVENTS',
  'ALERT_UPDATES',
  'CONNECTOR_EVENTS',
  'INCIDENT_COMMUNICATIONS',
]);
export type LogFilterType = z.infer<typeof LogFilterType>;

/** Each kind of timeline entry with the list filters it belongs to. Names are ilert's where it has one (wire-api.md §3.2). */
export const logEntryTypes = {
  AlertReceivedLogEntry: ['ALERT_SOURCE_EVENTS'], // an event created the alert or was appended to it
  AlertRoutedSuccessfulLogEntry: ['ALERT_SOURCE_EVENTS'], // a routing key of the event chose the policy
  AlertNotRoutedLogEntry: ['ALERT_SOURCE_EVENTS'], // no policy has a routing key of the event
  AlertSourceResponseLogEntry: ['ALERT_SOURCE_EVENTS', 'ALERT_UPDATES'], // accepted or resolved by its source
  AlertAutoResolvedLogEntry: ['ALERT_UPDATES'], // its source's time for alerts was over
  AlertCreatedByUserLogEntry: ['ALERT_UPDATES'],
  UserResponseLogEntry: ['ALERT_UPDATES'], // accepted, resolved or escalated by a person, on a channel
  AlertAssignedByUserLogEntry: ['ALERT_UPDATES'],
  AlertAssignedBySystemLogEntry: ['ALERT_UPDATES'],
  AlertAssignedToPolicyLogEntry: ['ALERT_UPDATES'],
  AlertAssignedToScheduleLogEntry: ['ALERT_UPDATES'],
  ResponderAddedLogEntry: ['ALERT_UPDATES'],
  ResponderRemovedLogEntry: ['ALERT_UPDATES'],
  AlertEscalatedToLevelLogEntry: ['ALERT_UPDATES'],
  LevelSkippedLogEntry: ['ALERT_UPDATES'], // nobody on it could be notified; `reason` says why
  NobodyOnCallLogEntry: ['ALERT_UPDATES'],
  EscalationEndedLogEntry: ['ALERT_UPDATES'], // nobody left to notify
  EscalationRestartedLogEntry: ['ALERT_UPDATES'], // by the watchdog
  AlertRaisedBySystemLogEntry: ['ALERT_UPDATES'],
  AlertRaisedByUserLogEntry: ['ALERT_UPDATES'],
  AlertSnoozedLogEntry: ['ALERT_UPDATES'],
  AlertCommentAddedLogEntry: ['ALERT_UPDATES'],
  AlertCommentAddedBySystemLogEntry: ['ALERT_UPDATES', 'ALERT_SOURCE_EVENTS'],
  DeploymentAttachedLogEntry: ['ALERT_UPDATES'], // something was deployed shortly before the alert began
  AlertChannelAttachedByUserLogEntry: ['ALERT_UPDATES'], // a channel of a chat for this alert alone
  AlertChannelDetachedByUserLogEntry: ['ALERT_UPDATES'], // archived with the end of the alert
  NotificationLogEntry: ['NOTIFICATIONS'], // one notification, in whatever state it ended
  ReplyRefusedLogEntry: ['NOTIFICATIONS'],
  AlertActionSuccessLogEntry: ['CONNECTOR_EVENTS'], // an attempt of an alert action, and what the target said
  AlertActionFailLogEntry: ['CONNECTOR_EVENTS'], // the same; `nextAt` says when it is tried again, if it is
  InComIncidentCreatedLogEntry: ['INCIDENT_COMMUNICATIONS'], // by automation
  InComLinkedLogEntry: ['INCIDENT_COMMUNICATIONS'], // to an incident that was open
  InComIncidentResolvedLogEntry: ['INCIDENT_COMMUNICATIONS'], // with its last alert
  InComServiceTransitionLogEntry: ['INCIDENT_COMMUNICATIONS'], // a service is in something else by it
} as const satisfies Record<string, readonly LogFilterType[]>;

export type LogEntryType = keyof typeof logEntryTypes;

/**
 * One entry of an alert's timeline. The text is made from `type` and `vars` in the reader's language when it is read
 * (`render/log-texts.ts` lists the vars of each type).
 */
export const LogEntry = z.object({
  id: z.number(),
  alertId: z.number(),
  timestamp: Instant,
  type: z.enum(Object.keys(logEntryTypes) as [LogEntryType, ...LogEntryType[]]),
  vars: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type LogEntry = z.infer<typeof LogEntry>;

/** An entry as it is read: a newer version may have written it, of a kind that this one does not know, or with other facts. */
export const TimelineEntry = LogEntry.extend({ type: z.string(), vars: z.record(z.string(), z.unknown()) });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Whether this version knows the kind of an entry. */
export const isKnownLogEntryType = (type: string): type is LogEntryType => Object.hasOwn(logEntryTypes, type);

/** The list filters that an entry belongs to: none where its kind is not known. */
export const filterTypesOf = (type: string): readonly LogFilterType[] =>
  isKnownLogEntryType(type) ? logEntryTypes[type] : [];
