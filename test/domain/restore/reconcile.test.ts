import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import { stopped } from '../../../functions/domain/escalation/escalation.ts';
import type { ExecutionRecord } from '../../../functions/domain/restore/execution.ts';
import { fateOf, highestGeneration } from '../../../functions/domain/restore/fate.ts';
import { reconcile, told } from '../../../functions/domain/restore/reconcile.ts';
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
    ['it ended by itself after a resolve', [succeeded('RESOLVED')], { kind: 'RESOLVED', at: later, cause: 'Resolved' }],
    ['it was superseded, and its successor never came: open', [succeeded('SUPERSEDED', 1)], { kind: 'OPEN', level: 1 }],
    [
      'it was stopped by a resolve, without words: the error says so',
      [ended({ error: 'Resolved', cause: '' })],
      { kind: 'RESOLVED', at: later, cause: 'Resolved' },
    ],
    [
      'it was stopped, and nobody noted when: as of its start',
      [ended({ error: 'Accepted', stoppedAt: undefined })],
      { kind: 'ACCEPTED', at: minus(tenOClock, { minutes: 5 }), cause: 'Accepted' },
    ],
    ['it failed, whatever it says: open', [ended({ status: 'FAILED', error: 'Accepted' })], { kind: 'OPEN' }],
    [
      'it failed, whatever it answered: open',
      [ended({ status: 'FAILED', answer: { outcome: 'EXHAUSTED', level: 2 } })],
      { kind: 'OPEN', level: 2 },
    ],
    [
      'snoozed, and nobody knows until when: open',
      [ended({ error: 'Snoozed' }), anExecution({ generation: 2, answer: { outcome: 'WAIT', level: 0 } })],
      { kind: 'OPEN', level: 0 },
    ],
    [
      'it runs, and waits for the first level, though nobody snoozed it: open',
      [
        ended({ error: 'Escalated' }),
        anExecution({ generation: 2, answer: { outcome: 'WAIT', level: 0, waitUntil: now } }),
      ],
      { kind: 'OPEN', level: 0 },
    ],
    [
      'snoozed, and awake since: open',
      [
        ended({ error: 'Snoozed' }),
        anExecution({ generation: 2, answer: { outcome: 'WAIT', level: 1, waitUntil: now } }),
      ],
      { kind: 'OPEN', level: 1 },
    ],
    [
      'snoozed, and the execution has not answered yet: open',
      [ended({ error: 'Snoozed' }), anExecution({ generation: 2 })],
      { kind: 'OPEN' },
    ],
    [
      'snoozed, and ended since: not asleep',
      [
        ended({ error: 'Snoozed' }),
        ended({ generation: 2, status: 'FAILED', answer: { outcome: 'WAIT', level: 0, waitUntil: now } }),
      ],
      { kind: 'OPEN', level: 0 },
    ],
    [
      'the newest generation counts, in whatever order they are listed',
      [
        anExecution({ generation: 3, answer: { outcome: 'WAIT', level: 2 } }),
        ended({ error: 'Resolved' }),
        ended({ generation: 2, error: 'Accepted' }),
      ],
      { kind: 'OPEN', level: 2 },
    ],
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

it('the highest generation that ever was is that of the newest execution', () => {
  expect(highestGeneration([])).toBe(0);
  expect(highestGeneration([{ generation: 2 }, { generation: 5 }, { generation: 3 }])).toBe(5);
});

describe('an alert of a restored table', () => {
  it('without any level told starts over now, and says that nobody had been told', () => {
    const waiting = anEscalation({
      nextLevelAt: plus(tenOClock, { minutes: 9 }),
      nextAt: plus(tenOClock, { minutes: 9 }),
    });
    const { alert, why } = reconcile(anAlert({ escalation: waiting }), [], restore);
    expect(alert?.escalation).toMatchObject({ level: -1, nextLevelAt: now });
    expect(why).toBe('nobody had been told yet');
  });

  it('that had told a level tells it again now, though the next one would be later', () => {
    const next = plus(now, { minutes: 9 });
    const escalation = anEscalation({ level: 1, pass: 1, nextLevelAt: next, nextAt: next, takenUntil: tenOClock });
    const { alert, why, log } = reconcile(anAlert({ escalation }), [], restore);
    expect(alert?.escalation).toMatchObject({ level: 0, pass: 1, nextLevelAt: now, takenUntil: tenOClock });
    expect(why).toBe('level 2 had been told');
    expect(log.map(({ type, vars }) => [type, vars.generation])).toEqual([
      ['AlertCommentAddedBySystemLogEntry', undefined],
      ['EscalationRestartedLogEntry', 2],
    ]);
  });

  it('of chosen people tells them again, and nobody else', () => {
    const escalation = anEscalation({ level: 0, responders: [3, 2] });
    expect(reconcile(anAlert({ escalation }), [], restore).alert?.escalation).toMatchObject({
      level: -1,
      responders: [3, 2],
      nextLevelAt: now,
    });
  });

  it('of chosen people begins with them, whatever level their executions had come to', () => {
    const escalation = anEscalation({ level: 0, responders: [3, 2] });
    const executions = [anExecution({ answer: { outcome: 'WAIT', level: 3 } })];
    expect(reconcile(anAlert({ escalation }), executions, restore).alert?.escalation).toMatchObject({
      level: -1,
      responders: [3, 2],
    });
  });

  it('that nobody was told of keeps its time, unless that is over', () => {
    const none = [anExecution({ answer: { outcome: 'WAIT', level: 0 } })];
    const startOf = (nextLevelAt: typeof now) =>
      reconcile(anAlert({ escalation: anEscalation({ nextLevelAt, nextAt: nextLevelAt }) }), none, restore).alert
        ?.escalation.nextLevelAt;
    const soon = plus(now, { minutes: 1 });
    expect([startOf(soon), startOf(tenOClock)]).toEqual([soon, now]);
  });

  it('that woke up since is pending, and nobody has accepted it any more', () => {
    const by = { kind: 'user' as const, id: 1, name: 'Ada' };
    const executions = [anExecution({ generation: 3, answer: { outcome: 'WAIT', level: 1 } })];
    const { alert } = reconcile({ ...sleeping, acceptedBy: by }, executions, restore);
    expect(alert).toMatchObject({ status: 'PENDING', escalation: { generation: 4 } });
    expect(alert?.snoozedUntil).toBeUndefined();
    expect(alert?.acceptedBy).toBeUndefined();
  });

  it('that was to wake up before now starts over', () => {
    const { verdict, alert } = reconcile({ ...sleeping, snoozedUntil: now }, [], restore);
    expect([verdict, alert?.status, alert?.escalation.level]).toEqual(['restarted', 'PENDING', -1]);
    expect(alert?.escalation.nextLevelAt).toBe(sleeping.escalation.nextLevelAt);
  });

  it('that sleeps keeps what was taken, and is the same run where the table knew of it', () => {
    const known = reconcile(sleeping, [], restore).alert;
    expect(known?.escalation).toMatchObject({ run: 2, generation: 3 });
    const until = plus(now, { hours: 2 });
    const again = anExecution({ generation: 3, answer: { outcome: 'WAIT', level: 0, waitUntil: until } });
    const other = reconcile(sleeping, [ended({ generation: 2, error: 'Snoozed' }), again], restore);
    expect(other.alert?.escalation).toMatchObject({ run: 3, nextAt: plus(now, { hours: 2 }), level: -1 });
    expect(other.alert?.escalation.takenUntil).toBe(sleeping.escalation.takenUntil);
    expect(other.why).toBe(`it sleeps until ${plus(now, { hours: 2 })}`);
  });

  it('that was tried to the end is pending, with nothing to come, at the level it had reached', () => {
    const { alert, log, why } = reconcile(
      sleeping,
      [succeeded('EXHAUSTED', 3), { ...succeeded('EXHAUSTED', 3), generation: 3 }],
      restore,
    );
    expect(alert).toMatchObject({ status: 'PENDING', escalation: { level: 2, endedAt: later } });
    for (const gone of ['snoozedUntil', 'acceptedBy']) expect(alert).not.toHaveProperty(gone);
    expect(alert?.escalation.nextAt).toBeUndefined();
    expect(log.map(({ type }) => type)).toEqual(['EscalationEndedLogEntry']);
    expect(why).toBe('everybody had been tried');
    const unknown = { ...succeeded('EXHAUSTED'), answer: { outcome: 'EXHAUSTED' } };
    expect(reconcile(atLevelOne, [unknown], restore).alert?.escalation.level).toBe(0);
  });

  it.each([
    [{ ...accepted, status: 'RESOLVED' as const }, [], 'it was resolved'],
    [{ ...accepted, status: 'RESOLVED' as const }, [ended({ generation: 9, error: 'Resolved' })], 'it was resolved'],
    [accepted, [], 'it was accepted'],
    [accepted, [ended({ error: 'Accepted' })], 'it was accepted'],
    [{ ...accepted, status: 'PENDING' as const }, [], 'it had ended'],
    [accepted, [ended({ generation: 2, error: 'Accepted' })], 'it was accepted'],
  ])('that is left alone is left alone for a reason', (alert, executions, why) => {
    expect(reconcile(alert, executions, restore)).toEqual({ verdict: 'untouched', log: [], why });
  });

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

it('what is said of a restored alert is said by Tocsin', () => {
  expect(told('restored')).toEqual({
    type: 'AlertCommentAddedBySystemLogEntry',
    vars: { user: 'Tocsin', comment: 'restored' },
  });
});
