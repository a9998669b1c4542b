import { describe, expect, it } from 'vitest';
import type { AlertNews } from '../../../functions/domain/alert/alert.ts';
import { hasUnseenNews, withNews } from '../../../functions/domain/alert/news.ts';
import { newsOf, remembered, toldAt } from '../../../functions/domain/event/group.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { anAlert, tenOClock as now } from '../../support/factories.ts';

const members = (...texts: (string | undefined)[]) =>
  texts.map((text, index) => ({ id: `${index}`, ...(text && { text }) }));
const news = (at: AlertNews['at'], facts: Partial<AlertNews> = {}): AlertNews => ({
  at,
  names: [],
  count: 1,
  ...facts,
});
const add = (
  latestNews: AlertNews[] | undefined,
  texts: (string | undefined)[],
  facts: { unnamed?: number; isRaised?: boolean } = {},
) =>
  withNews(
    anAlert({ ...(latestNews && { latestNews }) }),
    { members: members(...texts), unnamed: facts.unnamed ?? 0 },
    {
      isRaised: facts.isRaised ?? false,
      now,
    },
  );

describe('what is new to an alert', () => {
  it('is told at once the first time, with the names of those that have one', () => {
    expect(add(undefined, ['a', undefined, 'c'], { unnamed: 2 }).news).toEqual({
      at: now,
      names: ['a', 'c'],
      count: 5,
    });
    expect(add(undefined, [], { isRaised: true }).news).toEqual({ at: now, names: [], count: 0, isRaised: true });
  });

  it('is added to what is still to be told', () => {
    const open = news(plus(now, { seconds: 30 }), { names: ['a', 'b', 'c', 'd'], count: 4, isRaised: true });
    const { news: told, alert } = add([news(minus(now, { minutes: 5 })), open], ['e', 'f']);
    expect(told).toEqual({ at: open.at, names: ['a', 'b', 'c', 'd', 'e'], count: 6, isRaised: true });
    expect(alert.latestNews).toEqual([news(minus(now, { minutes: 5 })), told]);
  });

  it('is kept for the latest four messages', () => {
    const earlier = [4, 3, 2, 1].map((hours) => news(minus(now, { hours })));
    const { alert, news: told } = add(earlier, ['a']);
    expect(alert.latestNews).toEqual([...earlier.slice(1), told]);
  });
});

describe('when people are told of news', () => {
  it.each<[string, AlertNews['at'] | undefined, AlertNews['at']]>([
    ['the first time at once', undefined, now],
    ['long after the last at once', minus(now, { minutes: 5 }), now],
    ['a minute after the last at once', minus(now, { seconds: 60 }), now],
    ['less than a minute after the last at its end', minus(now, { seconds: 20 }), plus(now, { seconds: 40 })],
    ['with what waits for a while yet', plus(now, { seconds: 11 }), plus(now, { seconds: 11 })],
    ['after what goes out in ten seconds', plus(now, { seconds: 10 }), plus(now, { seconds: 70 })],
    ['after what goes out now', now, plus(now, { seconds: 60 })],
  ])('is %s', (_when, lastAt, expected) => {
    expect(toldAt(lastAt, now)).toBe(expected);
  });
});

describe('whoever answered', () => {
  const told = (...at: AlertNews['at'][]) => ({ latestNews: at.map((one) => news(one)) });
  it.each<[string, ReturnType<typeof told> | object, AlertNews['at'] | undefined, boolean]>([
    ['has seen all of no news', {}, undefined, false],
    ['has seen none of what was told since', told(now), minus(now, { seconds: 1 }), true],
    ['has seen what was told by then', told(now), now, false],
    ['has seen what is not told yet', told(plus(now, { seconds: 1 })), minus(now, { hours: 1 }), false],
    ['may never have answered', told(now), undefined, true],
    ['has to see the last only', told(minus(now, { hours: 2 }), now), minus(now, { hours: 1 }), true],
  ])('%s', (_what, alert, answeredAt, expected) => {
    expect(hasUnseenNews(alert, answeredAt, now)).toBe(expected);
  });
});

describe('the members of a group', () => {
  const group = (ids: string[], facts: { total?: number; isPart?: boolean } = {}) => ({
    firing: ids.map((id) => ({ id })),
    total: ids.length,
    ...facts,
  });

  it.each<[string, ReturnType<typeof group>, { ids: string[]; total: number }, string[], number]>([
    ['are new where they were never met', group(['a', 'b']), { ids: ['a'], total: 1 }, ['b'], 0],
    ['are known where they fire again', group(['a']), { ids: ['a', 'b'], total: 2 }, [], 0],
    ['are counted where they are left out', group(['a'], { total: 5, isPart: true }), { ids: ['a'], total: 2 }, [], 3],
    ['are counted once', group(['a', 'b'], { total: 5, isPart: true }), { ids: ['a'], total: 2 }, ['b'], 2],
    ['are not counted where all are shown', group(['a'], { total: 5 }), { ids: ['a'], total: 2 }, [], 0],
    ['are not fewer than none', group(['a'], { total: 1, isPart: true }), { ids: ['a'], total: 9 }, [], 0],
  ])('%s', (_what, seen, known, names, unnamed) => {
    const found = newsOf(seen, known);
    expect([found.members.map(({ id }) => id), found.unnamed]).toEqual([names, unnamed]);
  });

  it('are remembered, the latest first, with the most there ever were', () => {
    const later = plus(now, { seconds: 5 });
    const times = { receivedAt: now, now: later };
    const memory = remembered({ group: group(['b', 'c']), summary: 's' }, { ids: ['a', 'b'], total: 7 }, times);
    expect(memory).toMatchObject({ ids: ['b', 'c', 'a'], total: 7, at: now, updatedAt: later });
    expect(remembered({ group: group(['a'], { total: 9 }) }, undefined, times).total).toBe(9);
    expect(remembered({ group: group(['x', 'y', 'z']) }, { ids: ['a'], total: 1 }, times).total).toBe(4);
  });
});
