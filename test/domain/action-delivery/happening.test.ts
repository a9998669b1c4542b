import { describe, expect, it } from 'vitest';
import { queued, unfinished } from '../../../functions/domain/action-delivery/delivery.ts';
import { dueActionsOf, happeningsOf, isPast } from '../../../functions/domain/action-delivery/happening.ts';
import type { TimelineEntry } from '../../../functions/domain/alert/log-entry.ts';
import type { ActionOfSource, TriggerType } from '../../../functions/domain/alert-action/alert-action.ts';
import { Instant, minus, plus } from '../../../functions/domain/time.ts';
import { wireIdOf } from '../../../functions/domain/wire-id.ts';

const now = Instant.parse('2026-11-29T03:00:00.000Z');
let ids = 0;
const entry = (type: string, vars: TimelineEntry['vars'] = {}): TimelineEntry => ({
  id: ++ids,
  alertId: 1,
  timestamp: now,
  type,
  vars,
});

const action = (changes: Partial<ActionOfSource> = {}): ActionOfSource => ({
  id: 5,
  connectorType: 'webhook',
  triggerMode: 'AUTOMATIC',
  triggerTypes: ['alert-created', 'alert-resolved'],
  createdAt: plus(now, { days: -1 }),
  isConditional: false,
  ...changes,
});

describe('what an entry of the timeline sets in motion', () => {
  const table: [string, TimelineEntry['vars'], TriggerType[]][] = [
    ['AlertReceivedLogEntry', { source: 'Prometheus' }, ['alert-created', 'v-alert-not-resolved']],
    ['AlertCreatedByUserLogEntry', { user: 'Ada' }, ['alert-created', 'v-alert-not-resolved']],
    ['AlertAssignedByUserLogEntry', {}, ['alert-assigned']],
    ['AlertAssignedToPolicyLogEntry', {}, ['alert-assigned']],
    ['AlertAssignedToScheduleLogEntry', {}, ['alert-assigned']],
    ['AlertEscalatedToLevelLogEntry', { level: 1, pass: 1 }, []],
    ['AlertEscalatedToLevelLogEntry', { level: 2, pass: 1 }, ['alert-auto-escalated']],
    ['AlertEscalatedToLevelLogEntry', { level: 1, pass: 2 }, ['alert-auto-escalated']],
    ['UserResponseLogEntry', { response: 'ACCEPTED' }, ['alert-acknowledged']],
    ['UserResponseLogEntry', { response: 'RESOLVED' }, ['alert-resolved']],
    ['UserResponseLogEntry', { response: 'ESCALATED' }, []],
    ['AlertSourceResponseLogEntry', { response: 'RESOLVED' }, ['alert-resolved']],
    ['AlertAutoResolvedLogEntry', {}, ['alert-auto-resolved']],
    ['AlertRaisedByUserLogEntry', {}, ['alert-raised']],
    ['AlertRaisedBySystemLogEntry', {}, ['alert-raised']],
    ['AlertCommentAddedLogEntry', { comment: 'x' }, ['alert-comment-added']],
    ['EscalationEndedLogEntry', {}, ['alert-escalation-ended']],
    ['ResponderAddedLogEntry', {}, ['alert-responder-added']],
    ['ResponderRemovedLogEntry', {}, ['alert-responder-removed']],
    ['NotificationLogEntry', {}, []],
    ['OfANewerVersionLogEntry', {}, []],
  ];
  it.each(table)('%s %o', (type, vars, triggers) => {
    expect(happeningsOf(entry(type, vars)).map(({ trigger }) => trigger)).toEqual(triggers);
  });

  it('says who did it, and what they said', () => {
    expect(happeningsOf(entry('AlertCommentAddedLogEntry', { user: 'Ada', comment: 'It is the log' }))).toMatchObject([
      { by: 'Ada', comment: 'It is the log', at: now },
    ]);
  });

  it('knows a creation again, whatever tells of it', () => {
    const [first, second] = ['AlertReceivedLogEntry', 'AlertReceivedLogEntry'].map((type) => happeningsOf(entry(type)));
    expect(first?.[0]?.occasion).toBe(second?.[0]?.occasion);
    const comments = [1, 2].flatMap(() => happeningsOf(entry('AlertCommentAddedLogEntry')));
    expect(new Set(comments.map(({ occasion }) => occasion)).size).toBe(2);
  });
});

const sinceNow = { done: new Set<number>(), createdAt: now };

describe('what actions make of it', () => {
  const entries = [entry('AlertReceivedLogEntry'), entry('UserResponseLogEntry', { response: 'RESOLVED' })];
  const due = (changes: Partial<ActionOfSource>) =>
    dueActionsOf(entries, [action(changes)], sinceNow).map(({ happening, at }) => [happening.trigger, at]);

  it('does an action for each of its triggers', () => {
    expect(due({})).toEqual([
      ['alert-created', now],
      ['alert-resolved', now],
    ]);
  });

  it('takes repeats for no creation, neither for the first time nor again', () => {
    const repeat = { ...entry('AlertReceivedLogEntry'), timestamp: plus(now, { minutes: 3 }) };
    const triggers = ['alert-created'] as const;
    const all = [...entries, repeat];
    expect(dueActionsOf(all, [action({ triggerTypes: [...triggers] })], sinceNow).map(({ at }) => at)).toEqual([now]);
    const younger = action({ triggerTypes: [...triggers], createdAt: plus(now, { minutes: 1 }) });
    expect(dueActionsOf(all, [younger], sinceNow)).toEqual([]);
  });

  it('has nothing of an alert before its creation, though the clock of who resolved it was behind', () => {
    const creation = entry('AlertReceivedLogEntry');
    const resolution = {
      ...entry('AlertSourceResponseLogEntry', { response: 'RESOLVED' }),
      timestamp: minus(now, { seconds: 1 }),
    };
    const due = dueActionsOf([resolution, creation], [action()], { done: new Set(), createdAt: now });
    const deliveries = due.map((one) => queued(1, one, now));
    expect(unfinished(deliveries, 5).map(({ trigger, firstAt }) => [trigger, firstAt])).toEqual([
      ['alert-created', now],
      ['alert-resolved', now],
    ]);
    const again = deliveries.map((one) => ({ ...one, id: -one.id }));
    expect(unfinished(again, 5).map(({ trigger }) => trigger)).toEqual(['alert-created', 'alert-resolved']);
  });

  it('waits for the delay of a delayed trigger, and for no other', () => {
    expect(due({ triggerTypes: ['v-alert-not-resolved', 'alert-created'], notResolvedDelaySec: 300 })).toEqual([
      ['alert-created', now],
      ['v-alert-not-resolved', plus(now, { minutes: 5 })],
    ]);
  });

  it('tells the tool of an action nothing that it has told itself', () => {
    const told = { user: 'Grace', tool: 'Jira', via: 'TICKET', actionId: wireIdOf(5) };
    const news = [
      entry('UserResponseLogEntry', { response: 'RESOLVED', ...told }),
      entry('AlertCommentAddedBySystemLogEntry', { comment: 'a', ...told }),
    ];
    const triggerTypes: TriggerType[] = ['alert-resolved', 'alert-comment-added'];
    const heard = (id: number) => dueActionsOf(news, [action({ id, triggerTypes })], sinceNow);
    expect(heard(5)).toEqual([]);
    expect(heard(6).map(({ happening }) => [happening.trigger, happening.by])).toEqual([
      ['alert-resolved', 'Grace (Jira)'],
      ['alert-comment-added', 'Grace (Jira)'],
    ]);
    // What an attempt of an action has come to names the action as well, and is said by nobody.
    const own = [entry('UserResponseLogEntry', { response: 'RESOLVED', user: 'Ada', actionId: wireIdOf(5) })];
    expect(dueActionsOf(own, [action({ triggerTypes })], sinceNow)).toHaveLength(1);
  });

  it('leaves alone what people start, what automation does, and what is older than the action', () => {
    expect(due({ triggerMode: 'MANUAL' })).toEqual([]);
    expect(due({ connectorType: 'automation_rule' })).toEqual([]);
    expect(due({ createdAt: plus(now, { seconds: 1 }) })).toEqual([]);
  });
});

it('has nothing to say of what did not stay so', () => {
  expect(isPast('v-alert-not-resolved', 'ACCEPTED')).toBe(false);
  expect(isPast('v-alert-not-resolved', 'RESOLVED')).toBe(true);
  expect(isPast('alert-escalation-ended', 'PENDING')).toBe(false);
  expect(isPast('alert-escalation-ended', 'ACCEPTED')).toBe(true);
  expect(isPast('alert-created', 'RESOLVED')).toBe(false);
});
