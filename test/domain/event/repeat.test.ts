import { describe, expect, it } from 'vitest';
import type { OpenKeyLock } from '../../../functions/domain/alert/alert.ts';
import type { NormalisedEvent } from '../../../functions/domain/event/event.ts';
import { isOutdated, newsOf, remembered, toldAt } from '../../../functions/domain/event/group.ts';
import { memberId, membersKnown } from '../../../functions/domain/event/members.ts';
import { decideRepeat } from '../../../functions/domain/event/repeat.ts';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import { at, tenOClock as ten } from '../../support/factories.ts';

const later = (milliseconds: number) => plus(ten, { milliseconds });
const member = (id: string) => ({ id, text: id });
const grouped = (ids: readonly string[], more: object = {}, texts: object = {}): NormalisedEvent => ({
  eventType: 'ALERT',
  summary: 'Down',
  group: { firing: ids.map(member), total: ids.length, ...more },
  ...texts,
});
const memoryOf = (event: NormalisedEvent, receivedAt: Instant = ten, now: Instant = receivedAt) => {
  if (event.group === undefined) throw new Error('the event has no group');
  return remembered({ ...event, group: event.group }, undefined, { receivedAt, now });
};
const lockOf = (facts: object = {}) =>
  ({ state: 'OPEN', alertId: 7, reportTime: ten, priority: 'LOW', ...facts }) as unknown as OpenKeyLock;
const facts = { saysHigh: false, isQuiet: false, receivedAt: later(5000), now: later(5000) };
const append = { kind: 'append' };
const nothing = { members: [], unnamed: 0 };

describe('an event with the key of an open alert', () => {
  const plain: NormalisedEvent = { eventType: 'ALERT', summary: 'Down' };
  it('goes into its timeline, and raises it where it is more urgent', () => {
    const high = { ...facts, saysHigh: true };
    const raised = { kind: 'change', retells: false, news: nothing, raises: true };
    expect(decideRepeat(plain, lockOf(), facts)).toEqual(append);
    expect(decideRepeat(plain, lockOf(), high)).toEqual(raised);
    expect(decideRepeat(plain, lockOf({ priority: 'HIGH' }), high)).toEqual(append);
    expect(decideRepeat(plain, lockOf(), { ...high, isQuiet: true })).toEqual(append);
    expect(decideRepeat(plain, lockOf(), { ...high, receivedAt: ten })).toEqual(raised);
    expect(decideRepeat(plain, lockOf({ reportTime: later(5001) }), high)).toEqual(append);
  });

  const known = grouped(['a', 'b']);
  const lock = lockOf({ group: memoryOf(known) });

  it('brings members that the alert never had', () => {
    const event = grouped(['b', 'c']);
    expect(decideRepeat(event, lock, facts)).toEqual({
      kind: 'change',
      retells: true,
      news: { members: [member('c')], unnamed: 0 },
      raises: false,
      group: { ids: ['b', 'c', 'a'], total: 3, at: later(5000), digest: memberId('Down\n'), updatedAt: later(5000) },
    });
    expect(decideRepeat(event, { ...lock, isMember: true }, facts)).toMatchObject({ kind: 'change', retells: false });
  });

  it('brings nothing that is known, or older than what was heard last', () => {
    expect(decideRepeat(grouped(['a']), lock, facts)).toEqual(append);
    const young = lockOf({ group: memoryOf(known, later(5000)) });
    expect(decideRepeat(grouped(['c']), young, facts)).toMatchObject({ kind: 'change' });
    expect(decideRepeat(grouped(['c']), lockOf({ group: memoryOf(known, later(5001)) }), facts)).toEqual(append);
    expect(decideRepeat(grouped(['a', 'b'], { isPart: true, total: 5 }), lock, facts)).toMatchObject({
      news: { members: [], unnamed: 3 },
    });
  });

  it('says something else, at most once in a second, and never of one that is grouped', () => {
    const other = grouped(['a'], {}, { summary: 'Down in two zones' });
    expect(decideRepeat(other, lock, facts)).toMatchObject({ kind: 'change', retells: true, news: nothing });
    expect(decideRepeat(other, { ...lock, isMember: true }, facts)).toEqual(append);
    const soon = lockOf({ group: memoryOf(known, ten, later(4001)) });
    expect(decideRepeat(other, soon, facts)).toEqual(append);
    expect(decideRepeat(other, lockOf({ group: memoryOf(known, ten, later(4000)) }), facts)).toMatchObject({
      kind: 'change',
    });
    expect(decideRepeat(grouped(['a']), lock, { ...facts, saysHigh: true })).toMatchObject({
      kind: 'change',
      raises: true,
      news: nothing,
    });
  });

  it('has a group that is taken as known where none was remembered', () => {
    expect(decideRepeat(known, lockOf(), facts)).toEqual({
      kind: 'change',
      retells: true,
      news: nothing,
      raises: false,
      group: memoryOf(known, later(5000)),
    });
  });

  it('fires again when its key was over: told are only members that are new', () => {
    const over = { overAt: later(1000), priority: 'HIGH' };
    const again = { kind: 'change', retells: false, raises: false, news: nothing, firesAgain: true };
    expect(decideRepeat(plain, lockOf(over), facts)).toEqual(again);
    expect(decideRepeat(plain, lockOf({ ...over, priority: 'LOW' }), { ...facts, saysHigh: true })).toEqual({
      ...again,
      raises: true,
    });
    expect(decideRepeat(plain, lockOf(over), { ...facts, saysHigh: true })).toEqual(again);
    expect(decideRepeat(plain, lockOf({ ...over, group: memoryOf(known) }), facts)).toEqual(again);
    const group = { ...memoryOf(grouped(['c']), later(5000)) };
    expect(decideRepeat(grouped(['c']), lockOf(over), facts)).toEqual({ ...again, group });
    expect(decideRepeat(grouped(['c']), lockOf({ ...over, group: memoryOf(known) }), facts)).toEqual({
      ...again,
      news: { members: [member('c')], unnamed: 0 },
      group: { ...group, ids: ['c', 'a', 'b'], total: 3 },
    });
  });
});

describe('what a key remembers of its group', () => {
  it.each([
    [{ isPart: true, total: 9 }, { ids: ['a'], total: 5 }, 3],
    [{ isPart: true, total: 5 }, { ids: ['a'], total: 5 }, 0],
    [{ isPart: true, total: 6 }, { ids: ['a', 'b'], total: 5 }, 1],
    [{ total: 9 }, { ids: ['a'], total: 5 }, 0],
  ])('tells of %j beside %j %s that nobody named', (more, known, unnamed) => {
    const { group } = grouped(['a', 'b'], more);
    expect(group && newsOf(group, known).unnamed).toBe(unnamed);
  });

  it('is all firing members, and of earlier ones as many as there is room for', () => {
    const many = Array.from({ length: membersKnown }, (_, index) => `m${index}`);
    const event = grouped(['new']);
    if (event.group === undefined) throw new Error('the event has no group');
    const kept = remembered({ ...event, group: event.group }, { ids: many, total: 3 }, { receivedAt: ten, now: ten });
    expect(kept.ids).toEqual(['new', ...many.slice(0, 499)]);
    expect(kept.total).toBe(501);
    const most = { ids: ['a'], total: 700 };
    expect(remembered({ group: event.group }, most, { receivedAt: ten, now: ten }).total).toBe(700);
    expect(remembered({ group: { ...event.group, total: 800 } }, most, { receivedAt: ten, now: ten }).total).toBe(800);
  });

  it('tells by its texts whether they are others', () => {
    const memory = memoryOf(grouped(['a'], {}, { summary: 's', details: 'd' }));
    const now = later(1000);
    expect(isOutdated({ summary: 's', details: 'd' }, memory, now)).toBe(false);
    expect(isOutdated({ summary: 's' }, memory, now)).toBe(true);
    expect(isOutdated({ details: 'd' }, memory, now)).toBe(true);
    expect(isOutdated({ details: 'd' }, memory, later(999))).toBe(false);
    expect(memberId('a')).toMatch(/^[\w-]{11}$/);
  });

  it.each([
    ['for the first time', undefined, ten],
    ['long ago', at('2026-11-21T09:58:59Z'), ten],
    ['a minute ago', at('2026-11-21T09:59:00Z'), ten],
    ['just before', at('2026-11-21T09:59:01Z'), later(1000)],
    ['in so short a time that it may be on its way', later(10_000), later(70_000)],
    ['later', later(10_001), later(10_001)],
  ])('is told at once, or with what follows within a minute: %s', (_name, lastAt, told) => {
    expect(toldAt(lastAt, ten)).toBe(told);
  });
});
