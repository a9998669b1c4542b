import { describe, expect, it } from 'vitest';
import { type CoverageNews, coverageText } from '../../functions/render/coverage-texts.ts';
import { at } from '../support/factories.ts';

const shifts = [{ schedule: 'Nights\r\nBcc: all', start: at('2026-03-28T20:00:00Z'), end: at('2026-03-29T07:00:00Z') }];
const berlin = { language: 'de', timezone: 'Europe/Berlin' } as const;
const newYork = { language: 'en', timezone: 'America/New_York' } as const;

describe('news of a coverage request', () => {
  it.each<[CoverageNews, string, string]>([
    ['ASKED', 'Ada asks you to take shifts', 'Ada bittet Sie um Übernahme von Bereitschaften'],
    ['ACCEPTED', 'Ada takes your shifts', 'Ada übernimmt Ihre Bereitschaften'],
    ['DECLINED', 'Ada does not take your shifts', 'Ada übernimmt Ihre Bereitschaften nicht'],
    ['CANCELLED', 'Ada no longer asks you to take shifts', 'Ada bittet Sie nicht mehr um Übernahme von Bereitschaften'],
  ])('%s reads well in both languages', (news, english, german) => {
    expect(coverageText(news, { who: 'Ada', shifts }, newYork).subject).toBe(english);
    expect(coverageText(news, { who: 'Ada', shifts }, berlin).subject).toBe(german);
  });

  it('tells times on the clock of the reader, also over a change of clocks', () => {
    expect(coverageText('ASKED', { who: 'Ada', shifts }, berlin).text).toMatch(/21:00 – .*09:00$/);
    expect(coverageText('ASKED', { who: 'Ada', shifts }, newYork).text).toMatch(/16:00 – .*03:00$/);
  });

  it('keeps names and messages on their lines', () => {
    const { subject, text } = coverageText('ASKED', { who: 'Ada\nX', shifts, message: 'Please\n\nhelp' }, newYork);
    expect(subject).toBe('Ada X asks you to take shifts');
    expect(text.split('\n')).toHaveLength(4);
    expect(text).toContain('Nights Bcc: all: ');
    expect(text.endsWith('\n\nPlease help')).toBe(true);
  });
});
