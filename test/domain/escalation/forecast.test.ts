import { describe, expect, it } from 'vitest';
import type { Alert, EscalationStep } from '../../../functions/domain/alert/alert.ts';
import { accept } from '../../../functions/domain/alert/transitions.ts';
import { type Forecast, forecast } from '../../../functions/domain/escalation/forecast.ts';
import { planStep } from '../../../functions/domain/escalation/plan-step.ts';
import { sendingOf } from '../../../functions/domain/escalation/sending.ts';
import type { EscalationPolicy } from '../../../functions/domain/escalation-policy/escalation-policy.ts';
import type { Channel } from '../../../functions/domain/notification/notification.ts';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { anAlert, anEscalation, aPolicy, aUser, tenOClock } from '../../support/factories.ts';

interface World {
  readonly policy: EscalationPolicy | undefined;
  readonly users?: readonly User[];
  readonly alert?: Alert;
  readonly steps?: readonly EscalationStep[];
  readonly now?: Instant;
  readonly onCall?: (id: number, at: Instant) => readonly number[];
}

const people = [aUser(1), aUser(2), aUser(3)];

const foresee = ({ policy, users = people, alert = anAlert(), steps = [], now = tenOClock, onCall }: World): Forecast =>
  forecast({
    alert,
    policy,
    steps,
    now,
    usersById: new Map(users.map((user) => [user.id, user])),
    whoIsOnCallAt: ({ kind, id }, at) => (kind === 'user' ? [id] : (onCall?.(id, at) ?? [])),
  });

/** `10:05 1/0 SMS 2` is level 1 of the first pass, which texts user 2. */
const told = ({ levels }: Forecast): string[] =>
  levels.map(({ at, level, pass, skipped, people: told }) => {
    const what = told.flatMap(({ userId, notifications, left }) => [
      ...notifications.map(
        ({ method, at: time }) => `${method} ${userId}${time === at ? '' : ` ${time.slice(11, 16)}`}`,
      ),
      ...left.map(({ reason }) => `${reason} ${userId}`),
    ]);
    return `${at.slice(11, 16)} ${level}/${pass} ${[skipped, ...what].filter(Boolean).join(' ')}`;
  });

const withRule = (user: User, facts: Partial<User['preferences']['alerts'][number]>): User => ({
  ...user,
  preferences: { ...user.preferences, alerts: user.preferences.alerts.map((rule) => ({ ...rule, ...facts })) },
});

describe('what is foreseen of an escalation', () => {
  it('is each level at its time, and when nobody is left', () => {
    const seen = foresee({ policy: aPolicy([[1], [2], [3]]) });
    expect(told(seen)).toEqual(['10:00 0/0 SMS 1', '10:05 1/0 SMS 2', '10:10 2/0 SMS 3']);
    expect(seen).toMatchObject({ pending: [], endsAt: plus(tenOClock, { minutes: 15 }) });
  });

  it('goes through the levels as often as the policy says', () => {
    const seen = foresee({ policy: aPolicy([[1], [2]], { repeating: true, frequency: 2 }) });
    expect(told(seen).map((line) => line.slice(0, 9))).toEqual([
      '10:00 0/0',
      '10:05 1/0',
      '10:10 0/1',
      '10:15 1/1',
      '10:20 0/2',
      '10:25 1/2',
    ]);
  });

  it('tells who is on call at the time of a level, not now', () => {
    const policy = aPolicy([[1]], {
      levels: [1, 2].map(() => ({ escalationTimeout: 30, targets: [{ kind: 'schedule' as const, id: 500 }] })),
    });
    const onCall = (_id: number, at: Instant) => [at < plus(tenOClock, { minutes: 20 }) ? 1 : 2];
    expect(told(foresee({ policy, onCall }))).toEqual(['10:00 0/0 SMS 1', '10:30 1/0 SMS 2']);
  });

  it('says why somebody is passed over, and goes on at once where that is everybody', () => {
    const muted = { ...aUser(1), mutedUntil: plus(tenOClock, { hours: 1 }) };
    const ruleless = { ...aUser(2), preferences: { ...aUser(2).preferences, alerts: [] } };
    const seen = foresee({ policy: aPolicy([[1], [2], [3, 1]]), users: [muted, ruleless, aUser(3)] });
    expect(told(seen)).toEqual([
      '10:00 0/0 NOBODY_REACHABLE MUTED 1',
      '10:00 1/0 NOBODY_REACHABLE NO_RULE 2',
      '10:00 2/0 SMS 3 MUTED 1',
    ]);
  });

  it('says of whom all is on its way, and of nobody whom nothing would reach', () => {
    const muted = { ...aUser(2), mutedUntil: plus(tenOClock, { hours: 1 }) };
    const policy = aPolicy(
      [
        [1, 2],
        [1, 2],
      ],
      { minutes: 0 },
    );
    const { levels } = foresee({ policy, users: [withRule(aUser(1), { delayMin: 3 }), muted] });
    expect(levels.map(({ people: named }) => named.map(({ isRepeat }) => isRepeat))).toEqual([
      [false, false],
      [true, false],
    ]);
  });

  it('is of fixed responders alone, where an alert has some', () => {
    const alert = anAlert({ escalation: anEscalation({ responders: [3, 2] }) });
    expect(told(foresee({ policy: aPolicy([[1]]), alert }))).toEqual(['10:00 0/0 SMS 3 SMS 2']);
  });

  it('is of nobody who is not there, and of no level without a policy', () => {
    expect(told(foresee({ policy: aPolicy([[9, 1]]) }))).toEqual(['10:00 0/0 SMS 1']);
    expect(told(foresee({ policy: undefined }))).toEqual(['10:00 0/0 POLICY_DELETED']);
    const onCall = aPolicy([[1]], { repeating: true });
    expect(told(foresee({ policy: onCall }))).toEqual(['10:00 0/0 SMS 1', '10:05 0/1 SMS 1']);
  });

  it('says so when a level has nobody', () => {
    const policy = aPolicy([[1]], { levels: [{ escalationTimeout: 5, targets: [{ kind: 'schedule', id: 500 }] }] });
    const seen = foresee({ policy });
    expect(told(seen)).toEqual(['10:00 0/0 NOBODY_ON_CALL']);
    expect(seen.endsAt).toBe(tenOClock);
  });

  it('has delayed rules at their minute, also beyond the last level', () => {
    const late = withRule(aUser(1), { delayMin: 20 });
    const seen = foresee({ policy: aPolicy([[1], [2]]), users: [late, aUser(2)] });
    expect(told(seen)).toEqual(['10:00 0/0 SMS 1 10:20', '10:05 1/0 SMS 2']);
    expect(seen.endsAt).toBe(plus(tenOClock, { minutes: 20 }));
  });

  it('stops after one level of a low-priority alert', () => {
    const quiet = withRule(aUser(1), { type: 'LOW_PRIORITY' });
    const seen = foresee({
      policy: aPolicy([[1], [2]]),
      users: [quiet, aUser(2)],
      alert: anAlert({ priority: 'LOW' }),
    });
    expect(told(seen)).toEqual(['10:00 0/0 SMS 1']);
  });

  it('is bounded, and does not claim to know the end then', () => {
    const policy = aPolicy([[1], [2]], {
      levels: Array.from({ length: 3 }, () => ({
        escalationTimeout: 60 * 24 * 5,
        targets: [{ kind: 'user' as const, id: 1 }],
      })),
    });
    const seen = foresee({ policy });
    expect(told(seen)).toHaveLength(2);
    expect(seen.endsAt).toBeUndefined();
    const many = aPolicy([[1]], {
      levels: Array.from({ length: 30 }, () => ({ escalationTimeout: 1, targets: [{ kind: 'user' as const, id: 1 }] })),
      repeating: true,
      frequency: 9,
    });
    expect(foresee({ policy: many }).levels.length).toBe(100);
  });

  it('is looked at for seven days, the last moment included', () => {
    const levels = [1, 2].map((id) => ({ escalationTimeout: 60 * 24 * 7, targets: [{ kind: 'user' as const, id }] }));
    const seen = foresee({ policy: aPolicy([], { levels }) });
    expect(seen.levels.map(({ at }) => at)).toEqual([tenOClock, plus(tenOClock, { days: 7 })]);
    const later = levels.map((level) => ({ ...level, escalationTimeout: 60 * 24 * 7 + 1 }));
    expect(foresee({ policy: aPolicy([], { levels: later }) }).levels.map(({ at }) => at)).toEqual([tenOClock]);
  });

  it('is looked at for a thousand turns', () => {
    const endOf = (rules: number) => {
      const delays = Array.from({ length: rules }, (_, index) => ({ method: 'SMS' as const, delayMin: index }));
      return foresee({ policy: aPolicy([[1]]), users: [aUser(1, {}, delays)] }).endsAt;
    };
    expect([endOf(500), endOf(501)]).toEqual([plus(tenOClock, { minutes: 499 }), undefined]);
  });

  it('has what this run had planned and is not taken yet, in the order of its times', () => {
    const later = (minutes: number) => plus(tenOClock, { minutes });
    const planned = (run: number, ...minutes: readonly number[]): EscalationStep => ({
      alertId: 700,
      stepId: run,
      run,
      pass: 0,
      level: 0,
      claimedAt: tenOClock,
      responders: [1],
      notifications: minutes.map((minute, index) => ({
        userId: 1,
        contactId: 12,
        ruleId: index,
        method: 'SMS',
        target: '+49',
        language: 'en',
        at: later(minute),
      })),
    });
    const alert = anAlert({ escalation: anEscalation({ run: 2, takenUntil: later(1) }) });
    const { pending } = foresee({
      policy: undefined,
      alert,
      steps: [planned(1, 8), planned(2, 9, 1, 3), planned(2, 2, 3)],
    });
    expect(pending.map(({ at, ruleId }) => [at, ruleId])).toEqual([
      [later(2), 0],
      [later(3), 2],
      [later(3), 1],
      [later(9), 0],
    ]);
  });

  it('goes on from where an alert stands: what was planned is pending, and levels that were are not told again', () => {
    const late = withRule(aUser(1), { delayMin: 7 });
    const policy = aPolicy([[1], [2]]);
    const users = [late, aUser(2)];
    const decision = planStep({
      alert: anAlert(),
      policy,
      steps: [],
      now: tenOClock,
      usersById: new Map(users.map((user) => [user.id, user])),
      whoIsOnCall: ({ id }) => [id],
    });
    if (decision.kind !== 'claim' || decision.step === undefined) expect.fail('no step');
    const now = plus(tenOClock, { minutes: 2 });
    const world = { policy, users, alert: decision.alert, steps: [decision.step], now };
    const seen = foresee(world);
    expect(seen.pending.map(({ at, userId }) => [at, userId])).toEqual([[plus(tenOClock, { minutes: 7 }), 1]]);
    expect(told(seen)).toEqual(['10:05 1/0 SMS 2']);

    const by = { actor: { kind: 'system', name: 'Tocsin', via: 'SYSTEM' }, person: aUser(2) } as const;
    const accepted = accept(decision.alert, by, now)?.alert ?? expect.fail('not accepted');
    expect(foresee({ ...world, alert: accepted })).toEqual({ pending: [], levels: [] });
  });

  it('is nothing of an alert that is over, and of one that everybody was tried for only when that was', () => {
    expect(foresee({ policy: aPolicy([[1]]), alert: anAlert({ status: 'RESOLVED' }) })).toStrictEqual({
      pending: [],
      levels: [],
    });
    const { nextAt: _next, nextLevelAt: _level, ...escalation } = anAlert().escalation;
    const tried = anAlert({ escalation: { ...escalation, endedAt: tenOClock } });
    expect(foresee({ policy: aPolicy([[1]]), alert: tried, now: plus(tenOClock, { hours: 1 }) })).toEqual({
      pending: [],
      levels: [],
      endsAt: tenOClock,
    });
  });

  it('begins again when a snooze is over', () => {
    const until = plus(tenOClock, { hours: 2 });
    const asleep = anAlert({
      status: 'ACCEPTED',
      snoozedUntil: until,
      escalation: { ...anAlert().escalation, nextAt: until, nextLevelAt: until },
    });
    expect(told(foresee({ policy: aPolicy([[1], [2]]), alert: asleep }))).toEqual([
      '12:00 0/0 SMS 1',
      '12:05 1/0 SMS 2',
    ]);
  });

  it('is the same as what becomes of it, whatever the policy', () => {
    const policy = aPolicy([[1, 2], [3], [2]], { repeating: true, frequency: 1 });
    const users = [
      withRule(aUser(1), { delayMin: 3 }),
      { ...aUser(2), mutedUntil: plus(tenOClock, { minutes: 8 }) },
      aUser(3),
    ];
    const seen = foresee({ policy, users });
    const pages = seen.levels.flatMap(({ people: named }) => named.flatMap(({ notifications }) => notifications));
    const steps: EscalationStep[] = [];
    let [alert, now] = [anAlert(), tenOClock];
    for (let turn = 0; turn < 100; turn++) {
      const usersById = new Map(users.map((user) => [user.id, user]));
      const decision = planStep({ alert, policy, steps, now, usersById, whoIsOnCall: ({ id }) => [id] });
      if (decision.kind === 'end') break;
      if (decision.kind === 'wait') now = decision.until;
      else {
        if (decision.step) steps.push(decision.step);
        alert = decision.alert;
      }
    }
    expect(pages.toSorted((a, b) => (a.at < b.at ? -1 : 1))).toEqual(
      steps.flatMap(({ notifications }) => notifications).toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    );
    expect(seen.endsAt).toBe(alert.escalation.endedAt);
  });
});

describe('by what a page goes out', () => {
  const means = (...channels: Channel[]) => ({
    channels: new Set(channels),
    pushesToApps: !channels.includes('SMS'),
    unreachableNumbers: new Set(['+4900000000']),
    refusedNumbers: new Set(['+88100000000']),
  });
  const number = '+4915123450001';
  it.each([
    ['a text', 'SMS', number, means('SMS'), {}],
    ['a call', 'VOICE', number, means('SMS', 'VOICE'), {}],
    ['a call where nobody can call', 'VOICE', number, means('SMS'), { sentAs: 'SMS' }],
    ['a call where nobody can text either', 'VOICE', number, means('EMAIL'), { problem: 'CHANNEL_NOT_AVAILABLE' }],
    ['a mail without mail', 'EMAIL', 'a@example.com', means('SMS'), { problem: 'CHANNEL_NOT_AVAILABLE' }],
    ['a push to an app', 'PUSH', 'app', means('PUSH'), {}],
    [
      'a push to an app, where only browsers get some',
      'PUSH',
      'app',
      means('PUSH', 'SMS'),
      { problem: 'CHANNEL_NOT_AVAILABLE' },
    ],
    ['a push to a browser', 'PUSH', 'https://push.example.com/1#a.b', means('PUSH', 'SMS'), {}],
    ['a way that there is not', 'WHATSAPP', number, means('SMS'), { problem: 'CHANNEL_NOT_AVAILABLE' }],
    ['a number that cannot be', 'SMS', '+4900000000', means('SMS'), { problem: 'INVALID_NUMBER' }],
    ['a country that is not texted', 'SMS', '+88100000000', means('SMS'), { problem: 'COUNTRY_NOT_ALLOWED' }],
  ])('%s', (_what, method, target, has, expected) => expect(sendingOf({ method, target }, has)).toEqual(expected));
});
