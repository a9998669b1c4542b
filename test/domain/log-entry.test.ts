import { describe, expect, it } from 'vitest';
import { LogEntry, logEntryTypes } from '../../functions/domain/alert/log-entry.ts';

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

it('an entry is kept with its facts: texts, numbers, and what holds or does not', () => {
  const timestamp = '2026-11-21T10:00:00.000Z';
  const entry = { id: 1, alertId: 2, timestamp, type: 'NotificationLogEntry', vars: { a: 'x', b: 1, c: false } };
  expect(LogEntry.parse(entry)).toEqual(entry);
  for (const vars of [{ a: null }, { a: {} }]) expect(LogEntry.safeParse({ ...entry, vars }).success).toBe(false);
  expect(LogEntry.safeParse({ ...entry, type: 'OtherLogEntry' }).success).toBe(false);
});

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
