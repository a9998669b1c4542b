import { describe, expect, it } from 'vitest';
import {
  firingAgain,
  firingMembersHeld,
  firstMembers,
  isOver,
  joinedBy,
  keyMemberId,
  withoutFiring,
} from '../../../../functions/domain/event/grouping/alert-members.ts';
import type { Grouping } from '../../../../functions/domain/event/grouping/grouping.ts';
import {
  candidatesOf,
  Head,
  headOf,
  headsAmong,
  headsKept,
  noHeads,
  takesIn,
  withHead,
} from '../../../../functions/domain/event/grouping/heads.ts';
import { reasonTold, reasonVars } from '../../../../functions/domain/event/grouping/reason.ts';
import { likenessTo, signatureOf } from '../../../../functions/domain/event/grouping/similarity.ts';
import { memberId } from '../../../../functions/domain/event/members.ts';
import { type Instant, plus } from '../../../../functions/domain/time.ts';
import { anAlert, tenOClock as ten } from '../../../support/factories.ts';

const later = (minutes: number): Instant => plus(ten, { minutes });
const open: Grouping = { by: 'OPEN' };
const head = (alertId: number, minutes = 0): Head => ({ alertId, startedAt: later(minutes) });
const event = { summary: 'Disk full' };

describe('the members of an alert', () => {
  it('are its key, or its subject where it has none', () => {
    expect(firstMembers({ alertKey: ' A ', summary: 'x' })).toEqual({
      firing: [keyMemberId('a')],
      total: 1,
      keyless: [],
    });
    const keyless = firstMembers({ summary: 'Disk  FULL' });
    expect(keyless).toMatchObject({ firing: [], total: 0 });
    expect(keyless).toEqual(firstMembers({ summary: ' disk full' }));
    expect(firstMembers({ summary: '' }).keyless).toEqual(['']);
    expect(keyMemberId(' ')).toBe(memberId(''));
  });

  it('take in keys and events without one, each once', () => {
    const first = firstMembers({ alertKey: 'a', summary: 'x' });
    const second = joinedBy(first, { alertKey: 'b', summary: 'x' });
    expect(second).toEqual({
      kind: 'new',
      isChange: true,
      members: { firing: [keyMemberId('a'), keyMemberId('b')], total: 2, keyless: [] },
    });
    expect(joinedBy(first, { alertKey: 'A ', summary: 'other' })).toEqual({
      kind: 'known',
      members: first,
      isChange: false,
    });
    const without = joinedBy(first, { summary: 'x' });
    expect(without).toMatchObject({ kind: 'new', isChange: true, members: { firing: first.firing, total: 1 } });
    if (without.kind === 'full') throw new Error('it is full');
    const both = joinedBy(without.members, { summary: 'y' });
    if (both.kind === 'full') throw new Error('it is full');
    expect(both.members.keyless).toHaveLength(2);
    expect(both.members.keyless[1]).toBe(without.members.keyless[0]);
    expect(joinedBy(both.members, { summary: 'X' })).toEqual({ kind: 'known', members: both.members, isChange: false });
  });

  it('are a hundred keys that fire at most, and fifty subjects are known', () => {
    const keys = (count: number) => Array.from({ length: count }, (_, index) => `k${index}`);
    const members = (count: number) => ({ firing: keys(count), total: count, keyless: keys(50) });
    expect(joinedBy(members(firingMembersHeld - 1), { alertKey: 'x', summary: '' }).kind).toBe('new');
    expect(joinedBy(members(firingMembersHeld), { alertKey: 'x', summary: '' })).toEqual({ kind: 'full' });
    const one = joinedBy(members(firingMembersHeld), { summary: 'x' });
    if (one.kind === 'full') throw new Error('it is full');
    expect(one.members.keyless).toHaveLength(50);
    expect(one.members.keyless.slice(1)).toEqual(keys(49));
  });

  it('fire again, and are over when nothing of them is left', () => {
    const both = { firing: [keyMemberId('a'), keyMemberId('b')], total: 2, keyless: [] };
    const left = withoutFiring(both, 'A');
    expect(left).toEqual({ ...both, firing: [keyMemberId('b')] });
    expect(firingAgain(left, 'a')).toEqual({ ...both, firing: [keyMemberId('b'), keyMemberId('a')] });
    expect(firingAgain(left, 'b')).toBe(left);
    expect([isOver(left), isOver(withoutFiring(left, 'b'))]).toEqual([false, true]);
    expect(isOver({ firing: [], total: 2, keyless: ['x'] })).toBe(false);
  });
});

describe('why an event went to an alert', () => {
  it('is how the source groups', () => {
    const reasonOf = (grouping: Grouping, heads: Head[]) =>
      candidatesOf(heads, grouping, { event, at: ten })[0]?.reason;
    expect(reasonOf({ by: 'PENDING' }, [head(1)])).toEqual({ by: 'PENDING' });
    expect(reasonOf(open, [head(1)])).toEqual({ by: 'OPEN' });
    const subject = headOf(anAlert({ id: 1, reportTime: ten, summary: 'disk full' }), { by: 'SUBJECT' });
    expect(reasonOf({ by: 'SUBJECT' }, [subject])).toEqual({ by: 'SUBJECT' });
    expect(reasonOf({ by: 'WINDOW', minutes: 15 }, [head(1)])).toEqual({ by: 'WINDOW', minutes: 15 });
    const similar: Grouping = { by: 'SIMILARITY', minutes: 15, threshold: 1 };
    const alike = headOf(anAlert({ id: 1, reportTime: ten, summary: 'Disk full', details: undefined }), similar);
    expect(reasonOf(similar, [alike])).toEqual({ by: 'SIMILARITY', percent: 100, words: ['disk', 'full'] });
  });

  it.each([
    [30, '30 minutes'],
    [59, '59 minutes'],
    [60, 'an hour'],
    [720, '12 hours'],
  ])('is told with its window of %i minutes', (minutes, span) => {
    expect(reasonTold({ by: 'WINDOW', minutes }, 5)).toBe(`within ${span} of alert 5`);
    expect(reasonVars({ by: 'WINDOW', minutes })).toEqual({ groupedBy: 'WINDOW', minutes });
  });

  it('is told in words, of which there are only so many', () => {
    expect(reasonTold({ by: 'SUBJECT' }, 5)).toBe('the same subject as alert 5');
    expect(reasonTold({ by: 'PENDING' }, 5)).toBe('alert 5 is pending');
    expect(reasonTold({ by: 'OPEN' }, 5)).toBe('alert 5 is open');
    const words = ['x'.repeat(200), 'y'.repeat(200)];
    const similar = { by: 'SIMILARITY', percent: 72, words } as const;
    expect(reasonTold(similar, 5)).toBe(`72 % like alert 5, because both say ${'x'.repeat(150)}`);
    expect(reasonVars(similar)).toEqual({
      groupedBy: 'SIMILARITY',
      percent: 72,
      words: `${'x'.repeat(200)}, ${'y'.repeat(98)}`,
    });
    expect(reasonVars({ by: 'OPEN' })).toEqual({ groupedBy: 'OPEN' });
  });
});

describe('the list of alerts that may take in more', () => {
  it('is read as it was kept', () => {
    const [whole, least] = [{ ...head(1), subject: 'a', signature: ['ab', ''] }, head(2)];
    expect([whole, least].map((one) => Head.parse(one))).toEqual([whole, least]);
    for (const signature of [['a'], ['a', 1], ['a', 'b', 'c']])
      expect(Head.safeParse({ ...least, signature }).success).toBe(false);
  });

  const facts = { grouping: open, sourceVersion: 3, over: new Set<number>() };

  it('has the newest first, each once, without those that are over', () => {
    const before = { version: 4, heads: [head(3, 3), head(2, 2), head(1, 1)] };
    expect(withHead(before, head(4, 2.5), { ...facts, over: new Set([2]) })).toEqual({
      version: 5,
      sourceVersion: 3,
      heads: [head(3, 3), head(4, 2.5), head(1, 1)],
    });
    expect(withHead(before, head(3, 5), facts).heads).toEqual([head(3, 5), head(2, 2), head(1, 1)]);
    expect(withHead(noHeads, head(1), facts)).toEqual({ version: 1, sourceVersion: 3, heads: [head(1)] });
  });

  it('has of one moment the alert first that was opened or found last', () => {
    const before = { version: 4, heads: [head(3), head(2), head(1, -1)] };
    expect(withHead(before, head(4), facts).heads.map(({ alertId }) => alertId)).toEqual([4, 3, 2, 1]);
    const found = [anAlert({ id: 9, reportTime: ten }), anAlert({ id: 8, reportTime: ten })];
    const among = headsAmong(before, found, { grouping: open, sourceVersion: 3, isPart: false });
    expect(among.heads.map(({ alertId }) => alertId)).toEqual([9, 8, 3, 2, 1]);
  });

  it('keeps an alert an hour beyond its window', () => {
    const grouping: Grouping = { by: 'WINDOW', minutes: 15 };
    const kept = (minutes: number) =>
      withHead({ version: 1, heads: [head(1)] }, head(2, minutes), { ...facts, grouping }).heads.length;
    expect([kept(74.9), kept(75)]).toEqual([2, 1]);
  });

  it('keeps fifty, and says that there were more', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => head(index + 1, -index));
    expect(withHead({ version: 1, heads: many(headsKept - 1) }, head(99, 1), facts)).not.toHaveProperty('isPart');
    const full = withHead({ version: 1, heads: many(headsKept) }, head(99, 1), facts);
    expect(full).toMatchObject({ isPart: true });
    expect(full.heads).toHaveLength(50);
    expect(withHead({ version: 1, heads: [], isPart: true }, head(1), facts)).toMatchObject({ isPart: true });
    const alerts = many(60).map(({ alertId, startedAt }) => anAlert({ id: alertId, reportTime: startedAt }));
    const among = headsAmong({ version: 1, heads: [] }, alerts, { grouping: open, sourceVersion: 3, isPart: false });
    expect(among).not.toHaveProperty('isPart');
    expect(among.heads).toHaveLength(50);
  });

  it('is made of what is found and what it had, the newest first', () => {
    const found = [1, 5].map((id) => anAlert({ id, reportTime: later(id) }));
    const made = headsAmong({ version: 4, heads: [head(5, 9), head(3, 3), head(7, 7)] }, found, {
      grouping: open,
      sourceVersion: 3,
      isPart: true,
    });
    expect(made).toEqual({
      version: 4,
      sourceVersion: 3,
      heads: [head(7, 7), head(5, 5), head(3, 3), head(1, 1)],
      isPart: true,
    });
  });

  it('leads to alerts that decide themselves', () => {
    const takes = (grouping: Grouping) =>
      (['PENDING', 'ACCEPTED', 'RESOLVED'] as const).map((status) => takesIn(grouping, { status }));
    expect(takes({ by: 'PENDING' })).toEqual([true, false, false]);
    expect(takes(open)).toEqual([true, true, false]);
    expect(takesIn(open, { status: 'PENDING', hidden: true })).toBe(false);
  });

  it('has the likeliest first, of equal ones the newest, from the threshold on', () => {
    const similar: Grouping = { by: 'SIMILARITY', minutes: 60, threshold: 0.5 };
    const heads = ['disk full', 'disk full', 'disk broken', 'cpu slow'].map((summary, index) =>
      headOf(anAlert({ id: index + 1, reportTime: ten, summary, details: undefined }), similar),
    );
    expect(candidatesOf(heads, similar, { event, at: ten }).map(({ alertId }) => alertId)).toEqual([2, 1, 3]);
  });
});

describe('how alike two texts are', () => {
  const score = (one: string, other: string) => likenessTo({ summary: one })(signatureOf({ summary: other })).score;
  it.each([
    ['pods by all but the hash and the end of their names', 'api-7d9f8b6c5d-x2x9q down', 'api-5c4b8d7f9-bbbbb down', 1],
    ['addresses by all of them', 'ping 10.0.0.1', 'ping 10.0.0.2', 1 / 3 + 1 / 3],
    ['several things by one of them', 'disks full', 'disk full', 1],
    ['short words as they are', 'bus full', 'bu full', 0.5],
    ['words that end with two of them', 'address full', 'addres full', 0.5],
    ['ids that machines drew', 'job a1b2 stuck', 'job c3d4 stuck', 1],
    ['what has fewer of both', 'job a1b stuck', 'job c3d stuck', 0.8],
    ['numbers not at all', 'queue 17 long', 'queue 99999 long', 1],
    ['nothing', '', 'disk', 0],
    ['nothing', 'disk', '', 0],
    ['words that say nothing', 'critical error', 'critical error', 0],
    ['single letters not at all', 'x disk', 'y disk', 1],
    ['two letters', 'io disk', 'vm disk', 0.5],
    ['words with an s inside as they are', 'desk full', 'des full', 0.5],
    ['four letters of several things by one of them', 'jobs full', 'job full', 1],
    ['words that say nothing, though they end like several', 'this disk', 'status disk', 1],
    ['several of what says nothing', 'warnings disk', 'disk', 1],
    ['words from their first letter on', 'risk full', 'disk full', 0.5],
    ['words that begin with a number, for half', '2factor login', '3factor login', 2 / 3],
    ['words that begin with a year, for half', '8080http full', '9090http full', 2 / 3],
    ['words that only end like an id, for half', 'zabcdef1 full', 'zabcdef2 full', 2 / 3],
    ['words that only begin like an id, for half', 'deadbeef1x full', 'deadbeef2x full', 2 / 3],
    ['what is longer than the end of a pod, for half', 'a-20261128-worker up', 'a-20261128-server up', 2 / 3],
    ['addresses behind an id without it', 'i-a9578170db2d87fab.10.0.0.1', 'i-0f3c6170db2d11aa2.10.0.0.1', 1],
    ['numbers before an id not at all', '10.0.0.1-a9578170db2d87fab', '10.0.0.1-a9578170db2d87fab', 0],
    ['numbers between signs not at all', 'queue 10/20 long', 'queue 30/40 long', 1],
  ])('is told of %s', (_what, one, other, expected) => expect(score(one, other)).toBeCloseTo(expected, 5));

  it('is told of sixteen words of a summary and 24 of details, four characters each', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      String.fromCharCode(97 + (index % 26)).repeat(2 + index / 26),
    );
    const words = many.join(' ');
    const first = (count: number) => many.slice(0, count).join(' ');
    const signature = signatureOf({ summary: words, details: words });
    expect(signature.map((hashes) => hashes.length)).toEqual([64, 96]);
    expect(signature).toEqual(signatureOf({ summary: first(16), details: first(24) }));
  });

  it('is told of 300 characters of a summary and 2000 of details', () => {
    const cut = (length: number, from: number) => `${' '.repeat(length - 3)}disks`.slice(from);
    expect(signatureOf({ summary: cut(300, 0), details: cut(2000, 0) })).toEqual(
      signatureOf({ summary: 'dis', details: 'dis' }),
    );
    expect(signatureOf({ summary: cut(300, 2), details: cut(2000, 2) })).toEqual(
      signatureOf({ summary: 'disks', details: 'disks' }),
    );
  });

  it('is what the summaries say where either has no details', () => {
    const [with_, without] = [{ summary: 'disk full', details: 'rack seven' }, { summary: 'disk full' }];
    expect(likenessTo(without)(signatureOf(with_)).score).toBe(1);
  });

  it('is three quarters by the summary, where both have details', () => {
    const ours = likenessTo({ summary: 'disk full', details: 'rack seven' });
    expect(ours(signatureOf({ summary: 'disk full', details: 'rack eight' })).score).toBeCloseTo(0.875, 5);
    expect(ours(signatureOf({ summary: 'disk full' })).score).toBe(1);
    expect(ours(signatureOf({ summary: 'disk full', details: 'rack seven' })).words).toEqual([
      'disk',
      'full',
      'rack',
      'seven',
    ]);
  });
});
