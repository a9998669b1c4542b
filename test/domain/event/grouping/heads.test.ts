import { describe, expect, it } from 'vitest';
import { lockInEffect } from '../../../../functions/domain/alert/key-lock.ts';
import {
  firingAgain,
  firstMembers,
  isOver,
  joinedBy,
  withoutFiring,
} from '../../../../functions/domain/event/grouping/alert-members.ts';
import { type Grouping, groupingOf, groupingWindows } from '../../../../functions/domain/event/grouping/grouping.ts';
import {
  candidatesOf,
  type Head,
  headOf,
  headsAmong,
  subjectOf,
  takesIn,
  withHead,
} from '../../../../functions/domain/event/grouping/heads.ts';
import { reasonTold } from '../../../../functions/domain/event/grouping/reason.ts';
import { Temporal } from '../../../../functions/domain/temporal.ts';
import { type Instant, minus, plus } from '../../../../functions/domain/time.ts';
import { anAlert, aSource, tenOClock as ten } from '../../../support/factories.ts';

const window: Grouping = { by: 'WINDOW', minutes: 15 };
const similar: Grouping = { by: 'SIMILARITY', minutes: 60, threshold: 0.6 };
const alertAt = (id: number, reportTime: Instant, summary = 'Disk full') => anAlert({ id, reportTime, summary });
const found = (heads: readonly Head[], grouping: Grouping, summary: string | undefined, at: Instant = ten) =>
  candidatesOf(heads, grouping, { event: { summary }, at }).map(({ alertId }) => alertId);

describe('what a source groups by', () => {
  const full = { alertGroupingWindow: 'PT12H', scoreThreshold: 0.5 };
  it.each<[string, Record<string, unknown>, Grouping | undefined]>([
    ['ONE_ALERT_PER_EMAIL', full, undefined],
    ['OPEN_RESOLVE_ON_EXTRACTION', full, undefined],
    ['ONE_ALERT_PER_EMAIL_SUBJECT', {}, { by: 'SUBJECT' }],
    ['ONE_PENDING_ALERT_ALLOWED', full, { by: 'PENDING' }],
    ['ONE_OPEN_ALERT_ALLOWED', {}, { by: 'OPEN' }],
    ['ONE_ALERT_GROUPED_PER_WINDOW', full, { by: 'WINDOW', minutes: 720 }],
    ['ONE_ALERT_GROUPED_PER_WINDOW', {}, undefined],
    ['ONE_ALERT_GROUPED_PER_WINDOW', { alertGroupingWindow: 'toString' }, undefined],
    ['INTELLIGENT_GROUPING', full, { by: 'SIMILARITY', minutes: 720, threshold: 0.5 }],
    ['INTELLIGENT_GROUPING', { alertGroupingWindow: 'PT1H' }, undefined],
    ['INTELLIGENT_GROUPING', { scoreThreshold: 0.5 }, undefined],
    ['SOMETHING_NEW', full, undefined],
  ])('%s with %j', (alertCreation, extras, grouping) => {
    expect(groupingOf(aSource({ alertCreation, extras }))).toEqual(grouping);
  });
});

it('a window is as many minutes as its name says', () => {
  const named = Object.keys(groupingWindows).map((window) => [window, Temporal.Duration.from(window).total('minutes')]);
  expect(groupingWindows).toEqual(Object.fromEntries(named));
});

describe('the alerts that an event may go to', () => {
  it.each<[string, Instant, boolean]>([
    ['at the begin of the window', ten, true],
    ['in its last moment', minus(plus(ten, { minutes: 15 }), { seconds: 0.001 }), true],
    ['at its end', plus(ten, { minutes: 15 }), false],
    ['before it', minus(ten, { seconds: 1 }), false],
  ])('%s', (_name, at, isIn) => {
    expect(found([headOf(alertAt(1, ten), window)], window, 'any', at)).toEqual(isIn ? [1] : []);
  });

  it('say the same in the subject, if there is one', () => {
    const heads = [
      headOf(alertAt(1, ten, ' disk  FULL '), { by: 'SUBJECT' }),
      headOf(alertAt(2, ten, 'x'), { by: 'SUBJECT' }),
    ];
    expect(found(heads, { by: 'SUBJECT' }, 'Disk full')).toEqual([1]);
    expect(found(heads, { by: 'SUBJECT' }, undefined)).toEqual([]);
    expect(subjectOf(' \n ')).toBeUndefined();
  });

  it('are the likeliest first, the younger of two alike, and within the window only', () => {
    const heads = [
      headOf(alertAt(1, ten, 'disk full'), similar),
      headOf(alertAt(2, ten, 'disk full quickly'), similar),
      headOf(alertAt(3, ten, 'disk full'), similar),
      headOf(alertAt(4, minus(ten, { minutes: 60 }), 'disk full'), similar),
      headOf(alertAt(5, ten, 'printer jam'), similar),
    ];
    expect(found(heads, similar, 'Disk full')).toEqual([3, 1, 2]);
    expect(found(heads, similar, undefined)).toEqual([]);
  });

  it('of another mode have no mark of this one', () => {
    const heads = [headOf(alertAt(1, ten), window)];
    expect(found(heads, similar, 'Disk full')).toEqual([]);
    expect(found(heads, { by: 'SUBJECT' }, 'Disk full')).toEqual([]);
    expect(found(heads, { by: 'SUBJECT' }, undefined)).toEqual([]);
  });

  it('are asked what they have come to', () => {
    const states = ['PENDING', 'ACCEPTED', 'RESOLVED'] as const;
    const taking = (grouping: Grouping) => states.filter((status) => takesIn(grouping, anAlert({ status })));
    expect(taking({ by: 'PENDING' })).toEqual(['PENDING']);
    for (const grouping of [{ by: 'OPEN' } as const, window, similar])
      expect(taking(grouping)).toEqual(states.slice(0, 2));
    expect(takesIn({ by: 'OPEN' }, anAlert({ hidden: true }))).toBe(false);
  });
});

describe('the list of a source', () => {
  const facts = { grouping: { by: 'OPEN' } as const, sourceVersion: 3, over: new Set<number>() };
  it('takes in what is opened, newest first, drops what is over, and keeps fifty', () => {
    const heads = Array.from({ length: 50 }, (_, id) =>
      headOf(alertAt(id, minus(ten, { seconds: id })), { by: 'OPEN' }),
    );
    const full = withHead({ version: 7, heads }, headOf(alertAt(99, ten), { by: 'OPEN' }), facts);
    expect(full).toMatchObject({ version: 8, sourceVersion: 3, isPart: true });
    expect(full.heads).toHaveLength(50);
    expect(full.heads.map(({ alertId }) => alertId)).not.toContain(49);
    const less = withHead({ version: 7, heads }, headOf(alertAt(99, ten), { by: 'OPEN' }), {
      ...facts,
      over: new Set([3]),
    });
    expect(less).not.toHaveProperty('isPart');
    expect(less.heads.map(({ alertId }) => alertId)).toEqual(expect.arrayContaining([99, 49]));
  });

  it('drops those whose window is over for an hour, because events are delivered again', () => {
    const old = headOf(alertAt(1, minus(ten, { minutes: 75 })), window);
    const young = headOf(alertAt(2, minus(ten, { minutes: 74 })), window);
    const list = withHead({ version: 1, heads: [old, young] }, headOf(alertAt(3, ten), window), {
      ...facts,
      grouping: window,
    });
    expect(list.heads.map(({ alertId }) => alertId)).toEqual([3, 2]);
  });

  it('learns what an index knows, and keeps what an index does not show yet', () => {
    const own = headOf(alertAt(1, ten), { by: 'OPEN' });
    const list = headsAmong({ version: 4, heads: [own] }, [alertAt(2, minus(ten, { minutes: 1 }))], {
      ...facts,
      isPart: false,
    });
    expect(list).toEqual({
      version: 4,
      sourceVersion: 3,
      heads: [own, { alertId: 2, startedAt: minus(ten, { minutes: 1 }) }],
    });
  });
});

describe('the members of an alert', () => {
  const event = (alertKey: string | undefined, summary = 'x') => ({ alertKey, summary });
  it('begin with its own key, and are over with the last', () => {
    const first = firstMembers(anAlert({ alertKey: 'A' }));
    const second = joinedBy(first, event(' b '));
    expect(second).toMatchObject({ kind: 'new', members: { total: 2 } });
    const members = second.kind === 'full' ? first : second.members;
    expect(joinedBy(members, event('B'))).toMatchObject({ kind: 'known', isChange: false });
    const one = withoutFiring(members, 'a');
    expect([isOver(one), isOver(withoutFiring(one, 'b'))]).toEqual([false, true]);
    expect(firingAgain(one, ' A')).toMatchObject({ total: 2, firing: expect.arrayContaining(first.firing) });
    expect(firingAgain(members, 'a')).toBe(members);
  });

  it('without a key are known by their subjects, and are never over', () => {
    const first = firstMembers(anAlert({ summary: 'Cable cut' }));
    expect(first).toMatchObject({ firing: [], total: 0, keyless: [expect.any(String)] });
    expect(joinedBy(first, event(undefined, 'cable  CUT'))).toMatchObject({ kind: 'known' });
    const more = joinedBy(first, event(undefined, 'Fan loud'));
    expect(more).toMatchObject({ kind: 'new', members: { firing: [], total: 0 } });
    expect(isOver(first)).toBe(false);
  });

  it('are a hundred that fire at most', () => {
    const firing = Array.from({ length: 100 }, (_, index) => String(index));
    expect(joinedBy({ firing, total: 100, keyless: [] }, event('one more'))).toEqual({ kind: 'full' });
    expect(joinedBy({ firing, total: 100, keyless: [] }, event(undefined))).toMatchObject({ kind: 'new' });
  });
});

describe('the lock of a member', () => {
  const lock = { state: 'MEMBER', alertId: 700, reportTime: ten } as const;
  const later = plus(ten, { minutes: 5 });
  it('means what its alert has come to', () => {
    expect(lockInEffect(lock, anAlert({ priority: 'LOW' }))).toMatchObject({
      state: 'OPEN',
      isMember: true,
      priority: 'LOW',
    });
    const over = { state: 'RESOLVED', alertId: 700, isMember: true };
    expect(lockInEffect(lock, anAlert({ status: 'RESOLVED', resolvedAt: later }))).toEqual({
      ...over,
      resolvedAt: later,
    });
    expect(lockInEffect({ ...lock, overAt: later }, anAlert({ status: 'RESOLVED', resolvedAt: ten }))).toEqual({
      ...over,
      resolvedAt: later,
    });
    expect(lockInEffect(lock, undefined)).toEqual({ ...over, resolvedAt: ten });
  });
});

it.each([
  [{ by: 'WINDOW', minutes: 2 } as const, 'within 2 minutes of alert 5'],
  [{ by: 'WINDOW', minutes: 60 } as const, 'within an hour of alert 5'],
  [{ by: 'WINDOW', minutes: 1440 } as const, 'within 24 hours of alert 5'],
  [{ by: 'SUBJECT' } as const, 'the same subject as alert 5'],
])('%j is told as %s', (reason, words) => expect(reasonTold(reason, 5)).toBe(words));
