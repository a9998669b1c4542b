import { describe, expect, it } from 'vitest';
import type { AlertNews } from '../../../functions/domain/alert/alert.ts';
import { hasUnseenNews, withNews } from '../../../functions/domain/alert/news.ts';
import { anAlert, at } from '../../support/factories.ts';

const ten = at('2026-11-21T10:00:00Z');
const eleven = at('2026-11-21T11:00:00Z');
const noon = at('2026-11-21T12:00:00Z');
const toldAt = (instant: AlertNews['at']): AlertNews => ({ at: instant, names: [], count: 1 });
const member = (id: string) => ({ id, text: id });

describe('whether somebody has not seen the news', () => {
  it.each([
    ['nothing is new', [], ten, noon, false],
    ['it was told after the answer', [toldAt(eleven)], ten, noon, true],
    ['it was told before the answer', [toldAt(ten)], eleven, noon, false],
    ['it was told as the answer came', [toldAt(eleven)], eleven, noon, false],
    ['it is told at this very moment', [toldAt(eleven)], ten, eleven, true],
    ['it is still to be told', [toldAt(noon)], ten, eleven, false],
    ['there never was an answer', [toldAt(eleven)], undefined, noon, true],
    ['only the older news came before the answer', [toldAt(ten), toldAt(noon)], eleven, noon, true],
  ])('is right when %s', (_when, latestNews, answeredAt, now, isUnseen) => {
    expect(hasUnseenNews({ latestNews }, answeredAt, now)).toBe(isUnseen);
  });
});

describe('what is new to an alert', () => {
  it('is told at once when nothing was told yet', () => {
    const { alert, news } = withNews(
      anAlert(),
      { members: [member('db-1')], unnamed: 2 },
      { isRaised: false, now: ten },
    );
    expect(news).toEqual({ at: ten, names: ['db-1'], count: 3 });
    expect(alert.latestNews).toEqual([news]);
  });

  it('joins what is still to be told, which stays the news of a higher priority', () => {
    const open: AlertNews = { at: noon, names: ['db-1'], count: 1, isRaised: true };
    const before = anAlert({ latestNews: [toldAt(ten), open] });
    const { alert, news } = withNews(
      before,
      { members: [member('db-2')], unnamed: 0 },
      { isRaised: false, now: eleven },
    );
    expect(news).toEqual({ at: noon, names: ['db-1', 'db-2'], count: 2, isRaised: true });
    expect(alert.latestNews).toEqual([toldAt(ten), news]);
  });

  it('says that the priority rose, and leaves what was told as it was', () => {
    const before = anAlert({ latestNews: [toldAt(ten)] });
    const { alert, news } = withNews(before, { members: [], unnamed: 0 }, { isRaised: true, now: noon });
    expect(news).toEqual({ at: noon, names: [], count: 0, isRaised: true });
    expect(alert.latestNews).toEqual([toldAt(ten), news]);
  });
});
