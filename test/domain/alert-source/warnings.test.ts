import { describe, expect, it } from 'vitest';
import { type SourceWarning, seenAgain, warningText } from '../../../functions/domain/alert-source/warnings.ts';
import { at } from '../../support/factories.ts';

const ten = at('2026-11-21T10:00:00Z');
const eleven = at('2026-11-21T11:00:00Z');
const noon = at('2026-11-21T12:00:00Z');
const earlier: SourceWarning = {
  kind: 'UNKNOWN_TOOL',
  subject: 'grafan',
  firstSeenAt: ten,
  lastSeenAt: eleven,
  count: 3,
};
const note = { kind: 'UNKNOWN_TOOL', subject: 'grafana2' } as const;

describe('a warning', () => {
  it('that is seen for the first time was seen first and last then', () => {
    expect(seenAgain(undefined, note, ten, 2)).toEqual({ ...note, firstSeenAt: ten, lastSeenAt: ten, count: 2 });
  });

  it.each([
    ['later', noon, noon],
    ['at the same time', eleven, eleven],
    ['by an event that was late', ten, eleven],
  ])('that is seen again %s keeps the latest sighting', (_when, seenAt, lastSeenAt) => {
    expect(seenAgain(earlier, note, seenAt, 1)).toEqual({ ...note, firstSeenAt: ten, lastSeenAt, count: 4 });
  });

  it.each([
    ['of 200 characters is kept whole', 200, 200],
    ['that is longer is cut there', 201, 200],
    ['that is very long is cut there', 5000, 200],
  ])('with a subject %s', (_what, length, kept) => {
    expect(seenAgain(undefined, { ...note, subject: 'x'.repeat(length) }, ten, 1).subject).toBe('x'.repeat(kept));
  });

  it('about nothing named has no subject', () => {
    expect(seenAgain(undefined, { kind: 'RATE_LIMITED' }, ten, 1)).not.toHaveProperty('subject');
  });

  it.each([
    ['UNKNOWN_TOOL', /\/events\/grafan\/…, and there is no tool of that name; .* of type API,/],
    ['OTHER_TOOL', /\/events\/grafan\/…, and are not that tool's; .* of type API,/],
    ['RATE_LIMITED', /^More came in one minute than is taken/],
    ['EMPTY_GROUP_KEY', /^Notifications of everything arrive as one group/],
  ] as const)('%s says %s', (kind, words) => {
    expect(warningText({ kind, subject: 'grafan' }, 'API')).toMatch(words);
  });
});
