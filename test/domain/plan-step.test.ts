import { describe, expect, it } from 'vitest';
import type { Alert, EscalationStep } from '../../functions/domain/alert/alert.ts';
import { planStep, type StepDecision, turnsPerGeneration } from '../../functions/domain/escalation/plan-step.ts';
import type { EscalationPolicy } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import { type Instant, plus } from '../../functions/domain/time.ts';
import type { User } from '../../functions/domain/user/user.ts';
import { anAlert, anEscalation, aPolicy, at, aUser, tenOClock } from '../support/factories.ts';

interface World {
  readonly policy: EscalationPolicy | undefined;
  readonly users: readonly User[];
  readonly alert?: Alert;
}

const situation = ({ policy, users }: World, alert: Alert, steps: readonly EscalationStep[], now: Instant) => ({
  alert,
  policy,
  steps,
  now,
  usersById: new Map(users.map((user) => [user.id, user])),
  whoIsOnCall: (target: { id: number }) => [target.id],
});

type Claim = Extract<StepDecision, { kind: 'claim' }>;

/** What a decision notifies: `SMS 1` is an SMS to user 1. */
const told = (decision: Claim): string[] => [
  ...decision.due.map(({ notification: { method, userId } }) => `${method} ${userId}`),
  ...(decision.step?.notifications ?? [])
    .filter(({ at: time }) => time <= decision.alert.escalation.takenUntil)
    .map(({ method, userId }) => `${method} ${userId}`),
];

/** Plays an escalation to its end, taking each step at its time. One line for each: `10:05 SMS 2`. */
function play(world: World): string[] {
  const lines: string[] = [];
  const steps: EscalationStep[] = [];
  let alert = world.alert ?? anAlert();
  let now = tenOClock;
  for (let turn = 0; turn < 1000; turn++) {
    const decision = planStep(situation(world, alert, steps, now));
    if (decision.kind === 'end') return [...lines, `${now.slice(11, 16)} ${decision.outcome}`];
    if (decision.kind === 'wait') {
      now = decision.until;
      continue;
    }
    if (decision.step) steps.push(decision.step);
    alert = decision.alert;
    const reasons = decision.log
      .filter(({ type }) => type === 'LevelSkippedLogEntry' || type === 'NobodyOnCallLogEntry')
      .map(({ vars }) => (vars.reason === undefined ? 'nobody on call' : `skipped ${vars.level}: ${vars.reason}`));
    const what = [...reasons, ...told(decision)];
    if (what.length > 0) lines.push(`${now.slice(11, 16)} ${what.join(', ')}`);
  }
  throw new Error('the escalation does not end');
}

const threeUsers = [aUser(1), aUser(2), aUser(3)];

describe('planStep', () => {
  it('notifies each level at its time and then has nobody left to notify', () => {
    expect(play({ policy: aPolicy([[1], [2], [3]]), users: threeUsers })).toEqual([
      '10:00 SMS 1',
      '10:05 SMS 2',
      '10:10 SMS 3',
      '10:15 EXHAUSTED',
    ]);
  });

  it('runs the levels again as often as the policy repeats', () => {
    const policy = aPolicy([[1], [2]], { repeating: true, frequency: 2 });
    expect(play({ policy, users: threeUsers })).toEqual([
      '10:00 SMS 1',
      '10:05 SMS 2',
      '10:10 SMS 1',
      '10:15 SMS 2',
      '10:20 SMS 1',
      '10:25 SMS 2',
      '10:30 EXHAUSTED',
    ]);
  });

  it('passes a level over at once when nobody can be reached on it, and says why', () => {
    const users = [aUser(1, { mutedUntil: at('2026-11-21T12:00:00Z') }), aUser(2, {}, []), aUser(3)];
    expect(play({ policy: aPolicy([[1], [2], [3]]), users })).toEqual([
      '10:00 skipped 1: NOBODY_REACHABLE, skipped 2: NOBODY_REACHABLE, SMS 3',
      '10:05 EXHAUSTED',
    ]);
  });

  it('records that nobody is on call when no level reaches anybody, whatever the policy repeats', () => {
    const policy = aPolicy([[8], [9]], { repeating: true, frequency: 9 });
    expect(play({ policy, users: [] })).toEqual([
      '10:00 skipped 1: NOBODY_ON_CALL, skipped 2: NOBODY_ON_CALL, nobody on call',
      '10:00 EXHAUSTED',
    ]);
  });

  it('runs delayed rules on while the next level starts, and ends only after the last of them', () => {
    const users = [
      aUser(1, {}, [{ method: 'PUSH' }, { method: 'VOICE', delayMin: 7 }]),
      aUser(2, {}, [{ method: 'SMS' }, { method: 'VOICE', delayMin: 30 }]),
    ];
    expect(play({ policy: aPolicy([[1], [2]]), users })).toEqual([
      '10:00 PUSH 1',
      '10:05 SMS 2',
      '10:07 VOICE 1',
      '10:35 VOICE 2',
      '10:35 EXHAUSTED',
    ]);
  });

  it('counts a level with only a delayed rule as notified', () => {
    const users = [aUser(1, {}, [{ method: 'VOICE', delayMin: 2 }]), aUser(2)];
    expect(play({ policy: aPolicy([[1], [2]]), users })).toEqual(['10:02 VOICE 1', '10:05 SMS 2', '10:10 EXHAUSTED']);
  });

  it('sends what is due on one contact in the same minute once', () => {
    const users = [aUser(1, {}, [{ method: 'SMS' }, { method: 'SMS', delayMin: 5 }])];
    expect(play({ policy: aPolicy([[1], [1]]), users })).toEqual([
      '10:00 SMS 1',
      '10:05 SMS 1',
      '10:10 SMS 1',
      '10:10 EXHAUSTED',
    ]);
  });

  it('notifies somebody who is on a level twice once', () => {
    expect(play({ policy: aPolicy([[1, 1]]), users: threeUsers })).toEqual(['10:00 SMS 1', '10:05 EXHAUSTED']);
  });

  it('starts the next level at once after a level without a timeout', () => {
    expect(play({ policy: aPolicy([[1], [2]], { minutes: 0 }), users: threeUsers })).toEqual([
      '10:00 SMS 1',
      '10:00 SMS 2',
      '10:00 EXHAUSTED',
    ]);
  });

  it('notifies only the first level of a low-priority alert, by low-priority rules', () => {
    const low = aUser(1, {}, [{ method: 'SMS' }, { method: 'EMAIL', type: 'LOW_PRIORITY' }]);
    const alert = anAlert({ priority: 'LOW' });
    expect(play({ policy: aPolicy([[1], [2]], { repeating: true }), users: [low, aUser(2)], alert })).toEqual([
      '10:00 EMAIL 1',
      '10:00 EXHAUSTED',
    ]);
  });

  it('notifies fixed responders alone, whatever the policy says', () => {
    const alert = anAlert({ escalation: anEscalation({ responders: [3, 2] }) });
    expect(play({ policy: aPolicy([[1], [1]]), users: threeUsers, alert })).toEqual([
      '10:00 SMS 3, SMS 2',
      '10:00 EXHAUSTED',
    ]);
  });

  it('takes a deleted policy for the end, and says so', () => {
    expect(play({ policy: undefined, users: threeUsers })).toEqual([
      '10:00 skipped 1: POLICY_DELETED',
      '10:00 EXHAUSTED',
    ]);
  });

  it('waits for the first level while the policy delays it', () => {
    const startsAt = plus(tenOClock, { minutes: 3 });
    const alert = anAlert({ escalation: anEscalation({ nextLevelAt: startsAt, nextAt: startsAt }) });
    expect(play({ policy: aPolicy([[1]]), users: threeUsers, alert })).toEqual(['10:03 SMS 1', '10:08 EXHAUSTED']);
  });

  it.each(['ACCEPTED', 'RESOLVED'] as const)('ends when the alert is %s', (status) => {
    const decision = planStep(
      situation({ policy: aPolicy([[1]]), users: threeUsers }, anAlert({ status }), [], tenOClock),
    );
    expect(decision).toEqual({ kind: 'end', outcome: status });
  });

  it.each([
    ['two seconds early', '2026-11-21T09:59:58.000Z', 'wait'],
    ['within the second before', '2026-11-21T09:59:59.000Z', 'claim'],
    ['on time', '2026-11-21T10:00:00.000Z', 'claim'],
  ])('takes a step %s: %s', (_case, now, kind) => {
    const decision = planStep(situation({ policy: aPolicy([[1]]), users: threeUsers }, anAlert(), [], at(now)));
    expect(decision.kind).toBe(kind);
  });

  it.each([
    ['keeps the distance of levels when a timer rings late', 20, '2026-11-21T10:05:00.000Z'],
    ['gives a level its full time when its start was really late', 90, '2026-11-21T10:06:30.000Z'],
  ])('%s', (_case, secondsLate, nextLevelAt) => {
    const now = plus(tenOClock, { seconds: secondsLate });
    const decision = planStep(
      situation({ policy: aPolicy([[1], [2]]), users: threeUsers }, anAlert(), [], now),
    ) as Claim;
    expect(decision.alert.escalation.nextLevelAt).toBe(nextLevelAt);
  });

  it('pages no other rule for what an older run had planned', () => {
    const voiceLater = [aUser(1, {}, [{ method: 'SMS' }, { method: 'VOICE', delayMin: 3 }]), aUser(2)];
    const world = { policy: aPolicy([[1], [2]]), users: voiceLater };
    const first = planStep(situation(world, anAlert(), [], tenOClock)) as Claim;
    const escalation = {
      ...first.alert.escalation,
      run: 2,
      level: 0,
      nextLevelAt: plus(tenOClock, { minutes: 3 }),
      nextAt: plus(tenOClock, { minutes: 3 }),
    };
    const second = planStep(
      situation(world, { ...first.alert, escalation }, first.step ? [first.step] : [], plus(tenOClock, { minutes: 3 })),
    ) as Claim;
    expect(told(second)).toEqual(['SMS 2']);
  });

  it('wakes a snoozed alert at its time, pending again from level 1', () => {
    const until = plus(tenOClock, { hours: 1 });
    const alert = anAlert({
      status: 'ACCEPTED',
      snoozedUntil: until,
      escalation: anEscalation({ run: 2, nextLevelAt: until, nextAt: until }),
    });
    expect(planStep(situation({ policy: aPolicy([[1]]), users: threeUsers }, alert, [], tenOClock))).toEqual({
      kind: 'wait',
      until,
    });
    const awake = planStep(situation({ policy: aPolicy([[1]]), users: threeUsers }, alert, [], until)) as Claim;
    expect(awake.alert).toMatchObject({ status: 'PENDING', escalation: { level: -1, nextAt: until } });
    expect(awake.alert.snoozedUntil).toBeUndefined();
  });

  it('asks for a new generation before an execution grows too long', () => {
    const alert = anAlert({ escalation: anEscalation({ turns: turnsPerGeneration - 1 }) });
    const decision = planStep(
      situation({ policy: aPolicy([[1], [2]]), users: threeUsers }, alert, [], tenOClock),
    ) as Claim;
    expect(decision.alert.escalation).toMatchObject({ generation: 2, turns: 0 });
  });

  const decide = (
    world: World,
    alert = world.alert ?? anAlert(),
    now = tenOClock,
    steps: readonly EscalationStep[] = [],
  ) => planStep(situation(world, alert, steps, now)) as Claim;
  const types = (decision: Claim) => decision.log.map(({ type }) => type.replace('LogEntry', ''));

  it('forgets how often a step was restarted once it is taken', () => {
    const restarts = { stepId: 0, count: 2, notBefore: tenOClock };
    const alert = anAlert({ escalation: anEscalation({ restarts }) });
    expect(decide({ policy: aPolicy([[1]]), users: threeUsers }, alert).alert.escalation.restarts).toBeUndefined();
  });

  it('raises step and turn with every claim, and remembers until when it has taken', () => {
    const alert = anAlert({ escalation: anEscalation({ stepId: 3, turns: 8 }) });
    const { escalation } = decide({ policy: aPolicy([[1]]), users: threeUsers }, alert).alert;
    expect(escalation).toMatchObject({ stepId: 4, turns: 9, takenUntil: plus(tenOClock, { seconds: 1 }) });
    const ahead = plus(tenOClock, { seconds: 30 });
    const taken = anAlert({ escalation: anEscalation({ takenUntil: ahead }) });
    expect(decide({ policy: aPolicy([[1]]), users: threeUsers }, taken).alert.escalation.takenUntil).toBe(ahead);
  });

  it('says which level of which pass was started, for whom, and by which policy', () => {
    const policy = aPolicy([[1, 2], [3]], { repeating: true, frequency: 2 });
    const second = anAlert({ escalation: anEscalation({ pass: 1, level: -1 }) });
    expect(decide({ policy, users: threeUsers }, second).log[0]?.vars).toEqual({
      level: 1,
      pass: 2,
      users: 'First1 Last1, First2 Last2',
      policy: 'Platform team',
    });
    const unnamed = anAlert({ policy: undefined });
    expect(decide({ policy, users: threeUsers }, unnamed).log[0]?.vars).not.toHaveProperty('policy');
    const fixed = anAlert({ escalation: anEscalation({ responders: [3] }) });
    expect(decide({ policy, users: threeUsers }, fixed).log[0]?.vars).toEqual({
      level: 1,
      pass: 1,
      users: 'First3 Last3',
    });
  });

  it('names fifty people of a large level and counts the others', () => {
    const users = Array.from({ length: 53 }, (_, index) => aUser(index + 1));
    const world = { policy: aPolicy([users.map(({ id }) => id)]), users };
    expect(decide(world).log[0]?.vars).toMatchObject({ more: 3 });
    expect(decide(world).step?.responders).toHaveLength(53);
  });

  it('starts the next level at a whole second, however odd the start was', () => {
    const late = plus(tenOClock, { seconds: 90, milliseconds: 250 });
    const { escalation } = decide({ policy: aPolicy([[1], [2]]), users: threeUsers }, anAlert(), late).alert;
    expect(escalation.nextLevelAt).toBe('2026-11-21T10:06:31.000Z');
  });

  it.each([
    [30, '2026-11-21T10:05:00.000Z'],
    [31, '2026-11-21T10:05:31.000Z'],
  ])('a level %i seconds late has the next one at %s', (seconds, nextLevelAt) => {
    const now = plus(tenOClock, { seconds });
    const { escalation } = decide({ policy: aPolicy([[1], [2]]), users: threeUsers }, anAlert(), now).alert;
    expect(escalation.nextLevelAt).toBe(nextLevelAt);
  });

  it('gives the first level of a later pass its time', () => {
    const policy = aPolicy([[1], [2]], { repeating: true, minutes: 7 });
    const alert = anAlert({ escalation: anEscalation({ level: 1 }) });
    expect(decide({ policy, users: threeUsers }, alert).alert.escalation).toMatchObject({
      pass: 1,
      level: 0,
      nextLevelAt: plus(tenOClock, { minutes: 7 }),
    });
  });

  it('says what was left out of a level, for each person and rule', () => {
    const users = [
      aUser(1, { devices: [] }, [{ method: 'SMS' }, { method: 'PUSH' }]),
      aUser(2, { mutedUntil: plus(tenOClock, { hours: 1 }) }),
    ];
    const decision = decide({ policy: aPolicy([[1, 2]]), users });
    expect(decision.log.filter(({ type }) => type === 'NotificationLogEntry').map(({ vars }) => vars)).toEqual([
      { status: 'SKIPPED', reason: 'NO_DEVICE', userId: 1, user: 'First1 Last1', channel: 'PUSH' },
      { status: 'SKIPPED', reason: 'MUTED', userId: 2, user: 'First2 Last2' },
    ]);
    expect(decision.step?.responders).toEqual([1, 2]);
  });

  it('says that nobody is on call only when nobody was told in this run', () => {
    const world = { policy: aPolicy([[1], [9]]), users: threeUsers };
    const first = decide(world);
    const now = plus(tenOClock, { minutes: 5 });
    const steps = first.step ? [first.step] : [];
    expect(types(decide(world, first.alert, now, steps))).toEqual(['LevelSkipped', 'EscalationEnded']);
    const other = { ...first.alert, escalation: { ...first.alert.escalation, run: 2 } };
    expect(types(decide(world, other, now, steps))).toEqual(['LevelSkipped', 'NobodyOnCall', 'EscalationEnded']);
  });

  it('says nothing of nobody on call at the plain end of the levels', () => {
    const alert = anAlert({ escalation: anEscalation({ level: 0 }) });
    const ended = decide({ policy: aPolicy([[1]]), users: threeUsers }, alert);
    expect(types(ended)).toEqual(['EscalationEnded']);
    expect(ended.alert.escalation).toMatchObject({ endedAt: tenOClock, level: 0 });
    expect(ended.alert.escalation.nextAt).toBeUndefined();
    expect(ended.step).toBeUndefined();
  });

  it('names the level that a deleted policy would have had next', () => {
    const alert = anAlert({ escalation: anEscalation({ level: 1 }) });
    expect(decide({ policy: undefined, users: [] }, alert).log[0]).toEqual({
      type: 'LevelSkippedLogEntry',
      vars: { level: 3, reason: 'POLICY_DELETED' },
    });
  });

  it('of a low-priority alert asks for nobody beyond the first level', () => {
    const alert = anAlert({ priority: 'LOW' });
    const low = aUser(2, {}, [{ method: 'SMS', type: 'LOW_PRIORITY' }]);
    const decision = decide({ policy: aPolicy([[9], [2]]), users: [low] }, alert);
    expect(types(decision)).toEqual(['LevelSkipped', 'NobodyOnCall', 'EscalationEnded']);
  });

  it('tells fixed responders once, though a time for a next level is set', () => {
    const alert = anAlert({ escalation: anEscalation({ responders: [3], level: 0 }) });
    const decision = decide({ policy: aPolicy([[1]]), users: threeUsers }, alert);
    expect(types(decision)).toEqual(['EscalationEnded']);
    expect(decision.step).toBeUndefined();
  });

  it('of fixed responders nobody of whom is there says so, and ends', () => {
    const alert = anAlert({ escalation: anEscalation({ responders: [8] }) });
    const decision = decide({ policy: aPolicy([[1]]), users: [] }, alert);
    expect(types(decision)).toEqual(['LevelSkipped', 'NobodyOnCall', 'EscalationEnded']);
    expect(decision.log[0]?.vars).toEqual({ level: 1, reason: 'NOBODY_ON_CALL' });
  });

  it('ends where a policy has no levels, though it repeats', () => {
    expect(types(decide({ policy: aPolicy([], { repeating: true, frequency: 3 }), users: [] }))).toEqual([
      'EscalationEnded',
    ]);
  });

  it('sends once what two rules of a person send to one contact in the same minute', () => {
    const users = [aUser(1, {}, [{ method: 'SMS' }, { method: 'SMS' }, { method: 'VOICE' }])];
    expect(decide({ policy: aPolicy([[1]]), users }).step?.notifications.map(({ method }) => method)).toEqual([
      'SMS',
      'VOICE',
    ]);
  });

  it('passes over each level once at most, also where a policy repeats', () => {
    const policy = aPolicy([[8], [9], [7]], { repeating: true, frequency: 9 });
    const alert = anAlert({ escalation: anEscalation({ level: 1 }) });
    expect(types(decide({ policy, users: [] }, alert)).filter((type) => type === 'LevelSkipped')).toHaveLength(3);
  });

  it('counts a level as told when all of it is on its way already', () => {
    const users = [aUser(1, {}, [{ method: 'SMS', delayMin: 5 }]), aUser(2)];
    const world = { policy: aPolicy([[1], [1], [2]], { minutes: 0 }), users };
    const first = decide(world);
    const second = decide(world, first.alert, tenOClock, first.step ? [first.step] : []);
    expect(types(second)).toEqual(['AlertEscalatedToLevel']);
    expect(second.step?.notifications).toEqual([]);
  });

  it('hands over what earlier steps had planned for now, and nothing twice', () => {
    const users = [
      aUser(1, {}, [{ method: 'SMS' }, { method: 'VOICE', delayMin: 2 }, { method: 'EMAIL', delayMin: 3 }]),
    ];
    const world = { policy: aPolicy([[1]], { minutes: 30 }), users };
    const first = decide(world);
    const steps = first.step ? [first.step] : [];
    expect(first.alert.escalation.nextAt).toBe(plus(tenOClock, { minutes: 2 }));
    const second = decide(world, first.alert, plus(tenOClock, { minutes: 2 }), steps);
    expect(second.due.map(({ stepId, notification }) => [stepId, notification.method])).toEqual([[1, 'VOICE']]);
    expect(second.step).toBeUndefined();
    const third = decide(world, second.alert, plus(tenOClock, { minutes: 3 }), steps);
    expect(third.due.map(({ notification }) => notification.method)).toEqual(['EMAIL']);
    expect(third.alert.escalation.nextAt).toBe(plus(tenOClock, { minutes: 30 }));
  });

  it('wakes what sleeps within a second of its time, as a step of its own, accepted by nobody', () => {
    const until = plus(tenOClock, { hours: 1 });
    const by = { kind: 'user' as const, id: 1, name: 'Ada' };
    const asleep = anAlert({
      status: 'ACCEPTED',
      acceptedBy: by,
      snoozedUntil: until,
      escalation: anEscalation({ stepId: 5 }),
    });
    const world = { policy: aPolicy([[1]]), users: threeUsers };
    expect(planStep(situation(world, asleep, [], plus(until, { seconds: -2 }))).kind).toBe('wait');
    const awake = decide(world, asleep, plus(until, { seconds: -1 }));
    expect(awake.alert.escalation.stepId).toBe(6);
    expect(awake.alert).not.toHaveProperty('acceptedBy');
    expect(awake.due).toEqual([]);
    expect(awake.log).toEqual([{ type: 'AlertSnoozedLogEntry', vars: { ended: true } }]);
  });

  it('asks for no new generation where nothing is left to do', () => {
    const alert = anAlert({ escalation: anEscalation({ level: 0, turns: turnsPerGeneration }) });
    expect(decide({ policy: aPolicy([[1]]), users: threeUsers }, alert).alert.escalation).toMatchObject({
      generation: 1,
    });
    const early = anAlert({ escalation: anEscalation({ turns: turnsPerGeneration - 2 }) });
    expect(decide({ policy: aPolicy([[1], [2]]), users: threeUsers }, early).alert.escalation.generation).toBe(1);
    expect(turnsPerGeneration).toBeLessThanOrEqual(500);
  });
});
