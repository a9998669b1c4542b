import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import { stopped } from '../../../functions/domain/escalation/escalation.ts';
import type { ExecutionRecord } from '../../../functions/domain/restore/execution.ts';
import { fateOf } from '../../../functions/domain/restore/fate.ts';
import { reconcile } from '../../../functions/domain/restore/reconcile.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { anAlert, anEscalation, tenOClock } from '../../support/factories.ts';

/** Restored to ten o'clock, two hours later. */
const now = plus(tenOClock, { hours: 2 });
const restore = { restoredTo: tenOClock, now };
const later = plus(tenOClock, { minutes: 30 });

const anExecution = (facts: Partial<ExecutionRecord> = {}): ExecutionRecord => ({
  alertId: 700,
  generation: 1,
  status: 'RUNNING',
  startedAt: minus(tenOClock, { minutes: 5 }),
  ...facts,
});
const ended = (facts: Partial<ExecutionRecord>) => anExecution({ status: 'ABORTED', stoppedAt: later, ...facts });
const succeeded = (outcome: string, level = 3) => ended({ status: 'SUCCEEDED', answer: { outcome, level } });

/** Level 1 was notified before ten, level 2 was to follow at five past. */
const atLevelOne: Alert = anAlert({
  reportTime: minus(tenOClock, { minutes: 1 }),
  escalation: anEscalation({
    stepId: 1,
    level: 0,
    nextLevelAt: plus(tenOClock, { minutes: 5 }),
    nextAt: plus(tenOClock, { minutes: 5 }),
  }),
});
const accepted: Alert = {
  ...atLevelOne,
  status: 'ACCEPTED',
  acceptedAt: tenOClock,
  escalation: stopped(atLevelOne.escalation, tenOClock),
};
const sleeping: Alert = {
  ...accepted,
  snoozedUntil: plus(now, { hours: 1 }),
  escalation: anEscalation({
    run: 2,
    generation: 2,
    nextAt: plus(now, { hours: 1 }),
    nextLevelAt: plus(now, { hours: 1 }),
  }),
};

describe('what executions tell of an alert', () => {
  it.each<[string, ExecutionRecord[], object | undefined]>([
    ['none: nothing', [], undefined],
    ['it runs: open', [anExecution({ answer: { outcome: 'WAIT', level: 2 } })], { kind: 'OPEN', level: 2 }],
    [
      'it was stopped by an accept: accepted, by whom the cause says',
      [ended({ error: 'Accepted', cause: 'Accepted by Ada by SMS' })],
      { kind: 'ACCEPTED', at: later, cause: 'Accepted by Ada by SMS' },
    ],
    ['it ended by itself after an accept', [succeeded('ACCEPTED')], { kind: 'ACCEPTED', at: later, cause: 'Accepted' }],
    ['it was stopped by a resolve', [ended({ error: 'Resolved' })], { kind: 'RESOLVED', at: later, cause: 'Resolved' }],
    ['everybody was tried', [succeeded('EXHAUSTED')], { kind: 'EXHAUSTED', at: later, level: 3 }],
    ['it failed: open', [ended({ status: 'FAILED', error: 'EscalationFailed' })], { kind: 'OPEN' }],
    ['its successor never came: open', [ended({ error: 'Reassigned' })], { kind: 'OPEN' }],
    [
      'accepted, then escalated again by hand: open',
      [anExecution({ generation: 2, answer: { outcome: 'WAIT', level: 1 } }), ended({ error: 'Accepted' })],
      { kind: 'OPEN', level: 1 },
    ],
    [
      'accepted and snoozed: sleeps as long as the execution waits',
      [
        ended({ error: 'Snoozed' }),
        anExecution({ generation: 2, answer: { outcome: 'WAIT', level: 0, waitUntil: now } }),
      ],
      { kind: 'SNOOZED', until: now },
    ],
  ])('%s', (_case, executions, fate) => {
    expect(fateOf(executions)).toEqual(fate);
  });
});

describe('an alert of a restored table', () => {
  it.each<[string, Alert, ExecutionRecord[], string, Alert['status']]>([
    ['resolved long ago', { ...accepted, status: 'RESOLVED' }, [], 'untouched', 'RESOLVED'],
    ['accepted, and nothing since', accepted, [], 'untouched', 'ACCEPTED'],
    ['accepted meanwhile', atLevelOne, [ended({ error: 'Accepted' })], 'accepted', 'ACCEPTED'],
    ['resolved meanwhile', atLevelOne, [ended({ error: 'Resolved' })], 'resolved', 'RESOLVED'],
    [
      'accepted, and resolved by its execution',
      sleeping,
      [ended({ generation: 2, error: 'Resolved' })],
      'resolved',
      'RESOLVED',
    ],
    ['tried to the end meanwhile', atLevelOne, [succeeded('EXHAUSTED')], 'exhausted', 'PENDING'],
    ['still escalating', atLevelOne, [anExecution()], 'restarted', 'PENDING'],
    ['without any execution', atLevelOne, [], 'restarted', 'PENDING'],
    ['accepted, and escalated by hand since', accepted, [anExecution({ generation: 2 })], 'restarted', 'PENDING'],
    ['asleep', sleeping, [anExecution({ generation: 2 })], 'snoozed', 'ACCEPTED'],
    ['asleep without an execution', sleeping, [], 'snoozed', 'ACCEPTED'],
    [
      'asleep, and awake since',
      { ...sleeping, snoozedUntil: plus(tenOClock, { hours: 1 }) },
      [anExecution({ generation: 2, answer: { outcome: 'WAIT', level: 1 } })],
      'restarted',
      'PENDING',
    ],
  ])('%s', (_case, alert, executions, verdict, status) => {
    const decision = reconcile(alert, executions, restore);
    expect([decision.verdict, (decision.alert ?? alert).status]).toEqual([verdict, status]);
    expect(decision.alert?.restoredTo).toBe(verdict === 'untouched' ? undefined : tenOClock);
    expect(decision.log.length > 0).toBe(verdict !== 'untouched');
  });

  it('goes on at the level it had reached, by a generation that never was and a run that voids what was planned', () => {
    const executions = [
      ended({ error: 'Unreached' }),
      anExecution({ generation: 4, answer: { outcome: 'WAIT', level: 3 } }),
    ];
    const { alert } = reconcile(atLevelOne, executions, restore);
    expect(alert?.escalation).toMatchObject({ generation: 5, run: 2, level: 1, nextLevelAt: now, nextAt: now });
  });

  it('keeps its time when nobody has been told yet', () => {
    const waiting = anEscalation({ nextLevelAt: plus(now, { minutes: 9 }), nextAt: plus(now, { minutes: 9 }) });
    const { alert } = reconcile(anAlert({ escalation: waiting }), [], restore);
    expect(alert?.escalation).toMatchObject({ generation: 2, level: -1, nextAt: plus(now, { minutes: 9 }) });
  });

  it('sleeps on until the time the table or its execution says', () => {
    const until = plus(now, { minutes: 20 });
    const executions = [
      ended({ error: 'Snoozed' }),
      anExecution({ generation: 2, answer: { outcome: 'WAIT', level: 0, waitUntil: until } }),
    ];
    const { alert } = reconcile(atLevelOne, executions, restore);
    expect(alert).toMatchObject({ status: 'ACCEPTED', snoozedUntil: until });
    expect(alert?.escalation).toMatchObject({ generation: 3, level: -1, nextAt: until });

    const { escalation } = reconcile(sleeping, [anExecution({ generation: 2 })], restore).alert ?? sleeping;
    expect(escalation).toMatchObject({ run: 2, generation: 3, nextAt: sleeping.snoozedUntil });
  });

  it('is answered at the time its execution ended, and its timeline says how that is known', () => {
    const executions = [ended({ error: 'Resolved', cause: 'Resolved by Ada over the API' })];
    const { alert, log, why } = reconcile(atLevelOne, executions, restore);
    expect(alert).toMatchObject({ resolvedAt: later, escalation: { endedAt: later } });
    expect(alert?.escalation.nextAt).toBeUndefined();
    expect(log).toHaveLength(1);
    expect(log[0]?.vars.comment).toMatch(/Resolved by Ada over the API$/);
    expect(why).toBe('Resolved by Ada over the API');
  });
});
