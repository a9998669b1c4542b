import { describe, expect, it } from 'vitest';
import { type AlertPlan, coming } from '../../../web/screens/alerts/next.ts';
import { type LogEntry, type Notification, story } from '../../../web/screens/alerts/story.ts';
import { isLong, safeImage, safeLink, shortened, withLinks } from '../../../web/screens/alerts/text.ts';

let last = 0;
const time = (clock: string) => `2026-11-29T${clock}.000Z`;
const entry = (clock: string, logEntryType: string, text: string, vars: Record<string, unknown> = {}): LogEntry => {
  last += 1;
  return { id: last, timestamp: time(clock), logEntryType, text, alertId: 1, filterTypes: [], vars };
};
const ada = { id: 7, firstname: 'Ada', lastname: 'Lovelace' };
const message = (clock: string, method: string, status: Notification['status'], more = {}): Notification => {
  last += 1;
  return {
    id: last,
    method,
    target: '+49',
    subject: 'Disk',
    alertId: 1,
    user: ada,
    notificationTime: time(clock),
    status,
    ...more,
  };
};
const now = Date.parse(time('10:30:00'));

describe('the story of an alert', () => {
  const received = entry('10:00:00', 'AlertReceivedLogEntry', 'Shop reported');
  const first = entry('10:00:01', 'AlertEscalatedToLevelLogEntry', 'Level 1 notifies Ada', { level: 1, pass: 1 });
  const sms = entry('10:00:03', 'NotificationLogEntry', 'SMS was delivered', {
    channel: 'SMS',
    userId: 7,
    status: 'DELIVERED',
  });
  const slack = entry('10:00:04', 'NotificationLogEntry', 'posted', { channel: 'SLACK', status: 'SENT' });
  const second = entry('10:05:01', 'AlertEscalatedToLevelLogEntry', 'Level 2 notifies Grace', { level: 2, pass: 1 });
  const comment = entry('10:06:00', 'AlertCommentAddedLogEntry', 'commented', { comment: 'hm' });

  it('has a chapter for each level, with who was told how and with what outcome', () => {
    const chapters = story(
      [received, first, sms, slack, second, comment],
      [
        // Planned a moment before the entry of its level was written.
        message('10:00:00', 'SMS', 'SUCCESS'),
        message('10:03:00', 'VOICE', 'ERROR', { errorMessage: 'NOT_ANSWERED' }),
        message('10:04:00', 'EMAIL', 'ERROR', { errorMessage: 'CANCELLED' }),
        message('10:05:02', 'PUSH', 'SCHEDULED'),
        message('10:45:00', 'VOICE', 'SCHEDULED'),
      ],
      now,
    );
    expect(
      chapters.map(({ level, told, lines }) => [
        level,
        told.map(({ name, tries }) => [name, ...tries.map(({ method, outcome }) => `${method} ${outcome}`)]),
        lines.map(({ text }) => text),
      ]),
    ).toEqual([
      [undefined, [], ['Shop reported']],
      [1, [['Ada Lovelace', 'SMS delivered', 'VOICE failed', 'EMAIL calledOff']], ['posted']],
      [2, [['Ada Lovelace', 'PUSH underWay']], ['commented']],
    ]);
  });

  it('tells events that came again and again once, with their number', () => {
    const again = (clock: string) => entry(clock, 'AlertReceivedLogEntry', 'Shop reported again');
    const [chapter] = story([received, again('10:01:00'), again('10:02:00'), again('10:03:00')], [], now);
    expect(chapter?.lines.map(({ text, count, lastAt }) => [text, count, lastAt])).toEqual([
      ['Shop reported', 1, undefined],
      ['Shop reported again', 3, time('10:03:00')],
    ]);
  });

  it('shows addresses where the person may not be known, and is empty without anything', () => {
    const [chapter] = story([], [message('10:00:00', 'SMS', 'SUCCESS', { user: undefined })], now);
    expect([chapter?.at, chapter?.told.map(({ name }) => name)]).toEqual([time('10:00:00'), ['+49']]);
    expect(story([], [], now)).toEqual([]);
  });
});

describe('what comes next', () => {
  it('is in the order of time: what is on its way, then levels, with ways and with reasons', () => {
    const user = { id: 7, firstName: 'Ada', lastName: 'Lovelace' };
    const page = (clock: string, method: string) => ({ at: time(clock), afterMin: 0, method });
    const plan = {
      status: 'PENDING',
      from: time('10:30:00'),
      pending: [{ ...page('10:33:00', 'VOICE'), user }],
      levels: [
        { level: 2, pass: 1, at: time('10:40:00'), afterMin: 10, skipped: 'NOBODY_ON_CALL', people: [] },
        {
          level: 1,
          pass: 0,
          at: time('10:35:00'),
          afterMin: 5,
          people: [
            { user, notifications: [page('10:35:00', 'SMS'), page('10:38:00', 'VOICE')], left: [] },
            { user: { id: 8 }, notifications: [], left: [{ reason: 'MUTED' }, { reason: 'MUTED' }] },
          ],
        },
      ],
    } satisfies AlertPlan;
    expect(
      coming(plan).map(({ kind, level, skipped, people }) => [
        kind,
        level,
        skipped,
        people.map(({ user: { id }, pages, left }) => [id, pages.map(({ method }) => method), left]),
      ]),
    ).toEqual([
      ['page', undefined, undefined, [[7, ['VOICE'], []]]],
      [
        'level',
        2,
        undefined,
        [
          [7, ['SMS', 'VOICE'], []],
          [8, [], ['MUTED']],
        ],
      ],
      ['level', 3, 'NOBODY_ON_CALL', []],
    ]);
  });
});

describe('text that others have written', () => {
  it.each([
    ['https://example.com/a', 'https://example.com/a'],
    ['mailto:a@example.com', 'mailto:a@example.com'],
    ['javascript:alert(1)', undefined],
    [' java\nscript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['/relative', undefined],
    ['', undefined],
  ])('leads to %j only if that is safe', (address, expected) => {
    expect(safeLink(address)).toBe(expected);
  });

  it('shows pictures only by https', () => {
    expect(['https://e.com/x.png', 'http://e.com/x.png', 'data:image/png;base64,x'].map(safeImage)).toEqual([
      'https://e.com/x.png',
      undefined,
      undefined,
    ]);
  });

  it('is followed where it names web addresses, without the full stop behind them', () => {
    expect(withLinks('See https://e.com/a?b=1. Or (http://e.com) <b>')).toEqual([
      { text: 'See ' },
      { text: 'https://e.com/a?b=1', href: 'https://e.com/a?b=1' },
      { text: '. Or (' },
      { text: 'http://e.com', href: 'http://e.com/' },
      { text: ') <b>' },
    ]);
    expect(withLinks('')).toEqual([]);
  });

  it('is folded when it is long, and cut without halves of signs', () => {
    expect([isLong('a'.repeat(701)), isLong('a\n'.repeat(13)), isLong('a')]).toEqual([true, true, false]);
    expect([shortened('abc', 3), shortened('abcd', 3), shortened('ab😀d', 3)]).toEqual(['abc', 'abc…', 'ab…']);
  });
});
