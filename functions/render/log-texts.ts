import { isKnownLogEntryType, type TimelineEntry } from '../domain/alert/log-entry.ts';
import type { Language } from '../domain/user/user.ts';
import { logWords, ofNewerVersion } from './log-words.ts';
import { oneLine } from './plain.ts';

/*
 * The vars of each type of entry; those in brackets may be absent. `user` is a name, `via` an actor's way in
 * (SMS, VOICE, EMAIL, PUSH, LINK, API, TICKET), `level` counts from 1.
 *
 *  AlertReceivedLogEntry               source, [summary], [eventType], [eventId], [newMembers], [names], [ungrouped];
 *                                      grouped: groupedBy, [key], [minutes], [percent], [words]; fires again: again;
 *                                      of a key that is over: over, firing, members
 *  AlertRoutedSuccessfulLogEntry       key, policy
 *  AlertNotRoutedLogEntry              key
 *  AlertSourceResponseLogEntry         source, response (ACCEPTED, RESOLVED)
 *  AlertAutoResolvedLogEntry           source, timeout (PT90M, PT2H …)
 *  AlertCreatedByUserLogEntry          user, via, source, summary
 *  UserResponseLogEntry                user, via, response (ACCEPTED, RESOLVED, ESCALATED), [level], [tool]
 *  AlertAssignedByUserLogEntry         user, via, assignee
 *  AlertAssignedBySystemLogEntry       assignee, or reason (NOBODY_TOLD, NOBODY_LEFT)
 *  AlertAssignedToPolicyLogEntry       user, via, policy
 *  AlertAssignedToScheduleLogEntry     user, via, schedule, [assignee]
 *  ResponderAddedLogEntry              user, via, responder
 *  ResponderRemovedLogEntry            user, via, responder
 *  AlertEscalatedToLevelLogEntry       level, pass, users, [more], [policy]
 *  LevelSkippedLogEntry                level, reason
 *  NobodyOnCallLogEntry                none
 *  EscalationEndedLogEntry             none
 *  EscalationRestartedLogEntry         generation
 *  AlertRaisedBySystemLogEntry         [user], [via] (SOURCE)
 *  AlertRaisedByUserLogEntry           user, via
 *  AlertSnoozedLogEntry                user, via, until; or ended
 *  AlertCommentAddedLogEntry           user, via, comment
 *  AlertCommentAddedBySystemLogEntry   comment, [user], [via], [tool]
 *  DeploymentAttachedLogEntry          pipeline, minutes, summary, [user]
 *  AlertChannelAttachedByUserLogEntry  user, via, channel
 *  AlertChannelDetachedByUserLogEntry  user, via, channel
 *  NotificationLogEntry                status, channel, [kind], [user], [target], [reason], [change], [driver], [userId],
 *                                      [more]
 *  ReplyRefusedLogEntry                via, from, reason
 *  AlertActionSuccessLogEntry          action, actionId, kind, trigger, attempt, said, [user], [userId]
 *  AlertActionFailLogEntry             the same, [nextAt]
 *  InComIncidentCreatedLogEntry        incident, summary
 *  InComLinkedLogEntry                 incident, summary
 *  InComIncidentResolvedLogEntry       incident, summary
 *  InComServiceTransitionLogEntry      service, status
 */

/** The sentence of a timeline entry in the reader's language, made from its vars; never more than one line. Of an unknown kind it names the kind. */
export function logText(entry: Pick<TimelineEntry, 'type' | 'vars'>, language: Language): string {
  if (!isKnownLogEntryType(entry.type)) return ofNewerVersion[language](oneLine(entry.type, 100));
  const text = (name: string): string => {
    const value = entry.vars[name];
    return value === undefined ? '' : oneLine(String(value), 500);
  };
  const sentence: (text: Vars) => string = logWords[language][entry.type];
  return sentence(text).replace(/ {2,}/g, ' ').trim();
}

/** The value of a var as one line of clean text; empty when the entry does not have it. */
export type Vars = (name: string) => string;
