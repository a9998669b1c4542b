import { describe, expect, it } from 'vitest';
import {
  type ActionDelivery,
  afterAttempt,
  begun,
  endedWithout,
  isInDoubt,
  type Outcome,
  postponed,
  queued,
  unfinished,
  waitingFor,
} from '../../../functions/domain/action-delivery/delivery.ts';
import type { DueAction } from '../../../functions/domain/action-delivery/happening.ts';
import { dueActionsOf, happeningsOf, setsInMotion } from '../../../functions/domain/action-delivery/happening.ts';
import type { TimelineEntry } from '../../../functions/domain/alert/log-entry.ts';
import { Instant, minus, plus } from '../../../functions/domain/time.ts';

const now = Instant.parse('2026-11-29T03:00:00.000Z');
const due = (facts: Partial<DueAction> = {}, happening: Partial<DueAction['happening']> = {}): DueAction => ({
  actionId: 5,
  at: now,
  happening: { trigger: 'alert-created', occasion: '9', at: now, ...happening },
  ...facts,
});
const fresh = queued(1, due(), now);
const sending = begun(fresh, now) as ActionDelivery;

describe('a delivery that is to be made', () => {
  it('has all that its happening says, and nothing that it does not say', () => {
    const { id, ...rest } = queued(1, due({ isUpdate: true }, { by: 'Ada', comment: 'Mine' }), now);
    expect(rest).toEqual({
      alertId: 1,
      version: 0,
      actionId: 5,
      trigger: 'alert-created',
      occasion: '9',
      by: 'Ada',
      comment: 'Mine',
      isUpdate: true,
      status: 'QUEUED',
      firstAt: now,
      at: now,
      createdAt: now,
      dueAt: plus(now, { seconds: 30 }),
      attempts: 0,
    });
    expect(id).toBe(fresh.id);
    expect(Object.keys(fresh)).not.toEqual(expect.arrayContaining(['by']));
    expect(fresh).not.toHaveProperty('comment');
    expect(fresh).not.toHaveProperty('isUpdate');
  });

  it('is another for another action, trigger or alert', () => {
    const others = [
      queued(1, due({ actionId: 6 }), now),
      queued(1, due({}, { trigger: 'alert-resolved' }), now),
      queued(2, due(), now),
    ];
    expect(new Set([fresh, ...others].map(({ id }) => id)).size).toBe(4);
  });

  it('waits for its delay, and for no clock that is ahead', () => {
    const later = plus(now, { minutes: 5 });
    expect(queued(1, due({ at: later }), now)).toMatchObject({ at: later, dueAt: later, firstAt: later });
    expect(queued(1, due({ at: later }, { at: later }), now)).toMatchObject({
      at: now,
      dueAt: plus(now, { seconds: 30 }),
      firstAt: later,
    });
    const earlier = minus(now, { minutes: 5 });
    expect(queued(1, due({ at: earlier }, { at: earlier }), now)).toMatchObject({
      at: earlier,
      dueAt: plus(now, { seconds: 30 }),
    });
    // A delay that is over is found as soon as any other.
    expect(queued(1, due({ at: now }, { at: earlier }), now).dueAt).toBe(plus(now, { seconds: 30 }));
  });
});

describe('an attempt', () => {
  it('is noted as it begins, and found when it must be over', () => {
    expect(sending).toEqual({
      ...fresh,
      status: 'SENDING',
      attempts: 1,
      sendingSince: now,
      dueAt: plus(now, { seconds: 140 }),
    });
    const again = plus(now, { seconds: 140 });
    expect(begun(sending, again)).toEqual({
      ...sending,
      attempts: 2,
      sendingSince: again,
      dueAt: plus(again, { seconds: 140 }),
      isUncertain: true,
    });
  });

  it.each<[Outcome, object]>([
    [
      { kind: 'done', said: 'HTTP 200' },
      { status: 'DONE', endedAt: now, said: 'HTTP 200' },
    ],
    [
      { kind: 'nothing', why: 'not asked' },
      { status: 'DONE', endedAt: now, said: 'not asked' },
    ],
    [
      { kind: 'refused', why: 'HTTP 404' },
      { status: 'FAILED', endedAt: now, said: 'HTTP 404' },
    ],
    [
      { kind: 'later', why: 'HTTP 503', isUncertain: false },
      { status: 'QUEUED', at: plus(now, { seconds: 30 }), dueAt: plus(now, { seconds: 30 }), said: 'HTTP 503' },
    ],
    [
      { kind: 'later', why: 'HTTP 503', after: 86_400, isUncertain: true },
      {
        status: 'QUEUED',
        at: plus(now, { days: 1 }),
        dueAt: plus(now, { days: 1 }),
        said: 'HTTP 503',
        isUncertain: true,
      },
    ],
    [
      { kind: 'later', why: 'HTTP 503', after: 86_401, isUncertain: false },
      { status: 'FAILED', endedAt: now, said: 'HTTP 503' },
    ],
  ])('ends with %o', (outcome, facts) => {
    const { dueAt: _due, sendingSince: _since, ...rest } = sending;
    expect(afterAttempt(sending, outcome, now)).toEqual({ ...rest, ...facts });
  });

  it('is followed by none for an hour at most, however many there were', () => {
    const pauseAfter = (attempts: number) => {
      const { at } = afterAttempt({ ...sending, attempts }, { kind: 'later', why: 'x', isUncertain: false }, now);
      return (Date.parse(at) - Date.parse(now)) / 1000;
    };
    expect([1, 2, 3, 7, 8, 100, 5000].map(pauseAfter)).toEqual([30, 60, 120, 1920, 3600, 3600, 3600]);
  });

  it('that began leaves doubt when nothing more is asked, one that was told does not', () => {
    expect(endedWithout(fresh, 'gone', now)).toMatchObject({ status: 'DONE', said: 'gone', endedAt: now });
    expect(endedWithout(fresh, 'gone', now)).not.toHaveProperty('isUncertain');
    expect(endedWithout(sending, 'gone', now)).toMatchObject({ isUncertain: true });
    expect(endedWithout({ ...fresh, isUncertain: true }, 'gone', now)).toMatchObject({ isUncertain: true });
  });

  it('of the same action leaves doubt for others of its alert', () => {
    const doubtful = { ...queued(1, due({}, { occasion: '10' }), now), isUncertain: true };
    expect(isInDoubt(fresh, [fresh, doubtful])).toBe(true);
    expect(isInDoubt(doubtful, [fresh, doubtful])).toBe(false);
    expect(isInDoubt(fresh, [{ ...doubtful, actionId: 6 }])).toBe(false);
  });
});

describe('what one action does for one alert', () => {
  const made = (id: number, facts: Partial<ActionDelivery> = {}): ActionDelivery => ({ ...fresh, id, ...facts });

  it('is done in the order in which it was due, then found, then by id, and what is over is not done', () => {
    const later = plus(now, { seconds: 1 });
    const all = [
      made(1, { firstAt: later }),
      made(2, { createdAt: later }),
      made(4),
      made(3),
      made(5, { status: 'DONE' }),
      made(6, { status: 'FAILED' }),
      made(7, { actionId: 6 }),
    ];
    expect(unfinished(all, 5).map(({ id }) => id)).toEqual([3, 4, 2, 1]);
    expect(unfinished(all.toReversed(), 5).map(({ id }) => id)).toEqual([3, 4, 2, 1]);
  });

  it('waits for what comes before it, and is found after that', () => {
    const second = made(2);
    expect(waitingFor(second, sending, now).dueAt).toBe(plus(now, { seconds: 170 }));
    const { dueAt: _due, ...over } = sending;
    expect(waitingFor(second, over, now)).toEqual({ ...second, dueAt: plus(now, { seconds: 30 }) });
    expect(waitingFor(second, { ...sending, dueAt: minus(now, { minutes: 5 }) }, now).dueAt).toBe(
      plus(now, { seconds: 30 }),
    );
    expect(postponed(second, plus(now, { seconds: 9 }))).toEqual({ ...second, dueAt: plus(now, { seconds: 39 }) });
  });
});

describe('the timeline', () => {
  const entry = (type: string, vars: TimelineEntry['vars'] = {}, at = now): TimelineEntry => ({
    id: 77,
    alertId: 1,
    timestamp: at,
    type,
    vars,
  });
  const action = {
    id: 5,
    connectorType: 'slack',
    triggerMode: 'AUTOMATIC',
    triggerTypes: ['alert-created', 'alert-comment-added'],
    createdAt: now,
    isConditional: false,
  } as Parameters<typeof dueActionsOf>[1][number];
  const since = { done: new Set<number>(), createdAt: now };

  it('sets channels in motion, and tells comments of systems', () => {
    const triggersOf = (type: string) => happeningsOf(entry(type)).map(({ trigger, occasion }) => [trigger, occasion]);
    expect(triggersOf('AlertChannelAttachedByUserLogEntry')).toEqual([['alert-channel-attached', '77']]);
    expect(triggersOf('AlertChannelDetachedByUserLogEntry')).toEqual([['alert-channel-detached', '77']]);
    expect(triggersOf('AlertCommentAddedBySystemLogEntry')).toEqual([['alert-comment-added', '77']]);
    expect(triggersOf('AlertAssignedBySystemLogEntry')).toEqual([['alert-assigned', '77']]);
    expect(setsInMotion(entry('AlertReceivedLogEntry'))).toBe(false);
    expect(setsInMotion(entry('AlertRaisedByUserLogEntry'))).toBe(true);
    expect(setsInMotion(entry('NotificationLogEntry'))).toBe(false);
  });

  it('says nothing of somebody who has no name', () => {
    const [one] = happeningsOf(entry('AlertRaisedByUserLogEntry', { user: '', source: 7, tool: 'Jira', comment: '' }));
    expect(one).toEqual({ trigger: 'alert-raised', occasion: '77', at: now });
    const [other] = happeningsOf(entry('AlertRaisedByUserLogEntry', { user: '', source: 'Prometheus' }));
    expect(other).toMatchObject({ by: 'Prometheus' });
    for (const via of ['TICKET', 'SLACK', 'TEAMS'])
      expect(happeningsOf(entry('AlertRaisedByUserLogEntry', { via, actionId: 'a' }))[0]).toMatchObject({
        toldBy: 'a',
      });
    expect(happeningsOf(entry('AlertRaisedByUserLogEntry', { via: 'API', actionId: 'a' }))[0]).not.toHaveProperty(
      'toldBy',
    );
  });

  it('tells of a creation once, and of each comment', () => {
    const entries = [
      entry('AlertReceivedLogEntry'),
      entry('AlertReceivedLogEntry'),
      entry('AlertCommentAddedLogEntry', { comment: 'a' }),
      { ...entry('AlertCommentAddedLogEntry', { comment: 'b' }), id: 78 },
    ];
    expect(dueActionsOf(entries, [action], since).map(({ happening }) => happening.trigger)).toEqual([
      'alert-created',
      'alert-comment-added',
      'alert-comment-added',
    ]);
  });

  it('brings what was made up to date with what changes its looks, and with nothing else', () => {
    const entries = [
      entry('UserResponseLogEntry', { response: 'ACCEPTED' }),
      entry('AlertCommentAddedLogEntry', { comment: 'a' }),
      entry('AlertChannelAttachedByUserLogEntry'),
    ];
    const shown = { ...action, triggerTypes: ['alert-created'] as never };
    expect(dueActionsOf(entries, [shown], { ...since, done: new Set([5]) })).toEqual([
      {
        actionId: 5,
        at: now,
        isUpdate: true,
        happening: { trigger: 'alert-acknowledged', occasion: '77', at: now },
      },
    ]);
    expect(dueActionsOf(entries, [shown], since)).toEqual([]);
    expect(dueActionsOf(entries, [{ ...shown, connectorType: 'webhook' }], { ...since, done: new Set([5]) })).toEqual(
      [],
    );
  });
});
