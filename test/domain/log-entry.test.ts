import { describe, expect, it } from 'vitest';
import { logEntryTypes } from '../../functions/domain/alert/log-entry.ts';

/** What people who filter a timeline expect to find. */
const shown = {
  ALERT_SOURCE_EVENTS: [
    'AlertReceived',
    'AlertRoutedSuccessful',
    'AlertNotRouted',
    'AlertSourceResponse',
    'AlertCommentAddedBySystem',
  ],
  NOTIFICATIONS: ['Notification', 'ReplyRefused'],
  INCIDENT_COMMUNICATIONS: ['InComIncidentCreated', 'InComLinked', 'InComIncidentResolved', 'InComServiceTransition'],
  ALERT_UPDATES: [
    'AlertSourceResponse',
    'AlertAutoResolved',
    'AlertCreatedByUser',
    'UserResponse',
    'AlertAssignedByUser',
    'AlertAssignedBySystem',
    'AlertAssignedToPolicy',
    'AlertAssignedToSchedule',
    'ResponderAdded',
    'ResponderRemoved',
    'AlertEscalatedToLevel',
    'LevelSkipped',
    'NobodyOnCall',
    'EscalationEnded',
    'EscalationRestarted',
    'AlertRaisedBySystem',
    'AlertRaisedByUser',
    'AlertSnoozed',
    'AlertCommentAdded',
    'AlertCommentAddedBySystem',
    'DeploymentAttached',
    'AlertChannelAttachedByUser',
    'AlertChannelDetachedByUser',
  ],
  CONNECTOR_EVENTS: ['AlertActionSuccess', 'AlertActionFail'],
};

describe('a timeline filtered', () => {
  it.each(Object.entries(shown))('by %s shows what belongs there', (filter, types) => {
    const found = Object.entries(logEntryTypes).filter(([, filters]) =>
      (filters as readonly string[]).includes(filter),
    );
    expect(found.map(([type]) => type.replace('LogEntry', ''))).toEqual(types);
  });

  it('by one filter or another shows every kind of entry', () => {
    const all = new Set(Object.values(shown).flat());
    expect(Object.keys(logEntryTypes).filter((type) => !all.has(type.replace('LogEntry', '')))).toEqual([]);
  });
});
