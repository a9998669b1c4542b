import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../../../functions/domain/event/event.ts';
import { type EventSearch, isOpen, isSaidIn, matchOf } from '../../../functions/domain/event/search.ts';
import { tenOClock } from '../../support/factories.ts';

const event: EventRecord = {
  id: 'request-0',
  sourceId: 800,
  integration: 'grafana',
  receivedAt: tenOClock,
  event: {
    eventType: 'ALERT',
    summary: 'Größe: disk full on "db-1"',
    alertKey: ' DB-1/disk ',
    customDetails: { labels: [{ Rack: 'r7' }, null], free: 0.25, path: 'C:\\data', deep: { isLast: true } },
  },
  note: 'dropped by the event filter',
  outcome: 'FILTERED',
  alertKey: 'db-1',
};

describe('an event is looked for', () => {
  it.each<[string, EventSearch, 'yes' | 'no' | 'body']>([
    ['by nothing', {}, 'yes'],
    ['by a word of its summary, without case', { text: 'DISK FULL' }, 'yes'],
    ['by a word with an umlaut, in capitals', { text: 'GRÖSSE' }, 'body'],
    ['by the same letter written as two', { text: 'gro\u0308ße' }, 'yes'],
    ['by a word between quotes, as people write it', { text: 'on "db-1"' }, 'yes'],
    ['by a path with a backslash', { text: 'c:\\DATA' }, 'yes'],
    ['by a value deep within', { text: 'R7' }, 'yes'],
    ['by a name deep within', { text: 'rack' }, 'yes'],
    ['by a number', { text: '0.25' }, 'yes'],
    ['by a flag', { text: 'true' }, 'yes'],
    ['by the note', { text: 'event filter' }, 'yes'],
    ['by what is a pattern elsewhere', { text: '.*' }, 'body'],
    ['by half a character', { text: '\ud83d' }, 'body'],
    ['by a NUL', { text: '\0' }, 'body'],
    ['by its key', { alertKey: 'db-1/DISK' }, 'yes'],
    ['by the key that a template made', { alertKey: ' DB-1' }, 'yes'],
    ['by part of its key', { alertKey: 'db' }, 'no'],
    ['by its outcome', { outcomes: ['CREATED', 'FILTERED'] }, 'yes'],
    ['by another outcome', { outcomes: ['CREATED'] }, 'no'],
    ['by a word and another key', { text: 'disk', alertKey: 'db-2' }, 'no'],
    ['by an unknown word and its key', { text: 'nothing', alertKey: 'db-1' }, 'body'],
  ])('%s', (_name, search, match) => {
    expect(matchOf(search, event)).toBe(match);
  });

  it('without a key, where it has none', () => {
    const { alertKey: _made, ...rest } = event;
    const keyless = { ...rest, event: { eventType: 'ALERT' as const } };
    expect(matchOf({ alertKey: 'db-1' }, keyless)).toBe('no');
    expect(matchOf({ alertKey: 'x' }, { ...keyless, event: undefined })).toBe('no');
  });

  it('in its body, as it was sent', () => {
    expect(isSaidIn({ text: 'DISK' }, '{"Disk":1}')).toBe(true);
    expect(isSaidIn({ text: 'cpu' }, '{"Disk":1}')).toBe(false);
    expect(isSaidIn({}, '')).toBe(true);
  });

  it('or every one is', () => {
    expect(isOpen({})).toBe(true);
    expect(isOpen({ text: undefined, alertKey: undefined, outcomes: undefined })).toBe(true);
    for (const search of [{ text: 'a' }, { alertKey: 'a' }, { outcomes: [] }]) expect(isOpen(search)).toBe(false);
  });
});
