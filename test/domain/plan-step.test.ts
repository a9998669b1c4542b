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
});
