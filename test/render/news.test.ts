import { describe, expect, it } from 'vitest';
import type { AlertNews } from '../../functions/domain/alert/alert.ts';
import { Instant } from '../../functions/domain/time.ts';
import { newsWords } from '../../functions/render/news-texts.ts';
import { newsSms } from '../../functions/render/sms.ts';
import { newsCall } from '../../functions/render/voice.ts';
import { anAlert } from '../support/factories.ts';

const at = Instant.parse('2026-12-01T06:00:00.000Z');
const news = (facts: Partial<AlertNews>): AlertNews => ({ at, names: [], count: 0, ...facts });
const alert = anAlert({ summary: 'Disk full (2 firing)', status: 'ACCEPTED' });

describe('the words for news', () => {
  it.each([
    [
      news({ names: ['disk of db-2 is full.'], count: 1 }),
      'New in this alert: disk of db-2 is full',
      'Neu in diesem Alarm: disk of db-2 is full',
    ],
    [
      news({ names: ['a', 'b'], count: 5 }),
      'New in this alert: a, b and 3 more',
      'Neu in diesem Alarm: a, b und 3 weitere',
    ],
    [news({ count: 1 }), 'New in this alert: 1 more problem', 'Neu in diesem Alarm: 1 weiteres Problem'],
    [news({ isRaised: true }), 'Now high priority', 'Jetzt hohe Priorität'],
    [
      news({ names: ['a'], count: 1, isRaised: true }),
      'Now high priority. New in this alert: a',
      'Jetzt hohe Priorität. Neu in diesem Alarm: a',
    ],
  ])('name what is new, count the rest, and say what is urgent now', (told, en, de) => {
    expect(newsWords(told, 'en')).toBe(en);
    expect(newsWords(told, 'de')).toBe(de);
  });

  it('fit one text message, the new problem first, with the code that says it was seen', () => {
    const text = newsSms(alert, news({ names: ['disk of db-2 is full'], count: 1 }), { code: 7 }, 'en');
    expect(text).toMatch(/^New in this alert: disk of db-2 is full\. .*A7 accept/);
    const long = newsSms(alert, news({ names: ['x'.repeat(120), 'y'.repeat(120)], count: 2 }), { code: 7 }, 'de');
    expect(long.length).toBeLessThanOrEqual(160);
    expect(long).toContain('A7 annehmen');
  });

  it('are said twice in a call, without signs that a voice would spell out', () => {
    const call = newsCall(alert, news({ names: ['CPU > 90%'], count: 1 }), { keys: true }, 'en');
    expect(call.match(/New in this alert/g)).toHaveLength(2);
    expect(call).toContain('CPU above 90 percent');
    expect(call).toContain('Press 1 to accept');
  });
});
