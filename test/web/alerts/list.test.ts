import { describe, expect, it } from 'vitest';
import { countOutcomes, doAll } from '../../../web/screens/alerts/bulk.ts';
import { matches, queryOf, readFilters, writeFilters } from '../../../web/screens/alerts/filters.ts';
import { commandFor, step } from '../../../web/screens/alerts/keys.ts';
import type { Alert } from '../../../web/screens/alerts/model.ts';
import { snoozeUntil, wallTime } from '../../../web/screens/alerts/snooze.ts';

describe('the filters of a list', () => {
  it.each([
    '',
    '?state=resolved',
    '?state=all&source=5&source=6&policy=7&responder=8&priority=high&from=2026-11-01&until=2026-11-29&q=disk+full',
  ])('stand in the address: %s', (address) => {
    expect(writeFilters(readFilters(address))).toBe(address);
  });

  it('are left out where they make no sense', () => {
    const written = '?state=nonsense&source=x&source=0&source=5,5&priority=huge&from=2026-13-99&until=yesterday&q=';
    expect(writeFilters(readFilters(written))).toBe('?source=5');
  });

  it('ask the API by statuses and by instants, whole days long', () => {
    const filters = readFilters('?state=accepted&source=5&from=2026-11-28&until=2026-11-30');
    expect(queryOf(filters, (day) => `${day}T00:00`)).toEqual({
      states: ['ACCEPTED'],
      sources: [5],
      from: '2026-11-28T00:00',
      until: '2026-12-01T00:00',
    });
    expect(queryOf(readFilters('?state=all'), String)).toEqual({});
  });

  const alert = {
    id: 117,
    summary: 'Größe der Platte',
    status: 'PENDING',
    priority: 'HIGH',
    alertSource: { id: 1, name: 'Shop' },
    labels: { env: 'prod' },
    services: [],
  } as unknown as Alert;

  it.each([
    ['', true],
    ['grosse', false],
    ['GROßE platte', true],
    ['shop env:prod', true],
    ['117', true],
    ['shop staging', false],
  ])('find words wherever they stand: %s', (text, expected) => {
    expect(matches(alert, { text })).toBe(expected);
  });

  it('know priorities', () => {
    expect([matches(alert, { text: '', priority: 'HIGH' }), matches(alert, { text: '', priority: 'LOW' })]).toEqual([
      true,
      false,
    ]);
  });
});

describe('a key', () => {
  const key = (name: string, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more });
  const page = { tagName: 'BODY' };

  it('means a command', () => {
    const commands = ['j', 'ArrowUp', 'a', 'r', 'e', 'x', '?', '/', 'q'].map((name) => commandFor(key(name), page));
    expect(commands).toEqual([
      'next',
      'previous',
      'accept',
      'resolve',
      'escalate',
      'select',
      'help',
      'search',
      undefined,
    ]);
  });

  it.each([
    ['while somebody types', key('a'), { tagName: 'INPUT', type: 'search' }],
    ['in a long text', key('a'), { tagName: 'TEXTAREA' }],
    ['in a choice', key('a'), { tagName: 'SELECT' }],
    ['in text of the page that can be written', key('a'), { tagName: 'DIV', isContentEditable: true }],
    ['in a dialog', key('a'), { tagName: 'BUTTON', isApart: true }],
    ['as a shortcut of the browser', key('a', { ctrlKey: true }), page],
    ['when it was used already', key('a', { defaultPrevented: true }), page],
  ])('means none %s', (_where, pressed, place) => {
    expect(commandFor(pressed, place)).toBeUndefined();
  });

  it('means one on a checkbox', () => {
    expect(commandFor(key('x'), { tagName: 'INPUT', type: 'checkbox' })).toBe('select');
  });

  it.each([
    [-1, 1, 3, 0],
    [-1, -1, 3, 2],
    [0, 1, 3, 1],
    [2, 1, 3, 2],
    [0, -1, 3, 0],
    [0, 1, 0, -1],
  ] as const)('goes from row %d by %d of %d to %d', (from, by, count, to) => {
    expect(step(from, by, count)).toBe(to);
  });
});

describe('doing something to many', () => {
  it('goes on where one fails, a few at a time, and tells of each', async () => {
    let running = 0;
    let most = 0;
    const seen: number[] = [];
    const outcomes = await doAll(
      [1, 2, 3, 4, 5],
      async (item) => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        if (item % 2 === 0) throw new Error(`not ${item}`);
      },
      { atOnce: 2, onDone: (done) => seen.push(done) },
    );
    expect(most).toBe(2);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    const { done, failed } = countOutcomes(outcomes);
    expect([done, failed.map(({ item, error }) => [item, error.message])]).toEqual([
      3,
      [
        [2, 'not 2'],
        [4, 'not 4'],
      ],
    ]);
  });

  it('does nothing to none', async () => {
    expect(await doAll([], async () => undefined)).toEqual([]);
  });
});

describe('putting off', () => {
  const at = (text: string) => new Date(text).getTime();

  it('is for minutes, or until the next morning where one is', () => {
    expect(snoozeUntil({ minutes: 15 }, at('2026-11-29T02:00:00Z'))).toBe('2026-11-29T02:15:00.000Z');
    expect(wallTime(at(snoozeUntil('tomorrow', at('2026-11-29T22:00:00'))))).toBe('2026-11-30T09:00');
    expect(wallTime(at(snoozeUntil('tomorrow', at('2026-11-29T03:30:00'))))).toBe('2026-11-29T09:00');
  });
});
