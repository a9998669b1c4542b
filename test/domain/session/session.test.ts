import { describe, expect, it } from 'vitest';
import {
  endOfSession,
  isAlive,
  keptUserAgent,
  type Session,
  seenAgain,
} from '../../../functions/domain/session/session.ts';
import { at } from '../../support/factories.ts';

const session: Session = {
  id: '01SESSION',
  hash: 'hash',
  userId: 1,
  email: 'ada@example.com',
  method: 'LINK',
  userAgent: 'Firefox',
  createdAt: at('2026-11-01T10:00:00Z'),
  lastSeenAt: at('2026-11-01T10:00:00Z'),
};

describe('a session', () => {
  it.each([
    ['12 hours after it was last seen', '2026-11-02T08:00:00Z', '2026-11-02T20:00:00.000Z'],
    ['30 days after it began, however often it is seen', '2026-12-01T09:00:00Z', '2026-12-01T10:00:00.000Z'],
  ])('ends %s', (_when, lastSeen, end) => {
    expect(endOfSession({ ...session, lastSeenAt: at(lastSeen) })).toBe(end);
  });

  it.each([
    ['lives a moment before its end', '2026-11-01T21:59:59.999Z', true],
    ['is over at its end', '2026-11-01T22:00:00Z', false],
  ])('%s', (_case, now, expected) => {
    expect(isAlive(session, at(now))).toBe(expected);
  });

  it.each([
    ['within five minutes', '2026-11-01T10:04:59.999Z', undefined],
    ['after five minutes', '2026-11-01T10:05:00Z', '2026-11-01T10:05:00.000Z'],
  ])('that is seen again %s is noted accordingly', (_case, now, lastSeenAt) => {
    expect(seenAgain(session, at(now))?.lastSeenAt).toBe(lastSeenAt);
  });

  it('keeps of a browser name what is safe to keep', () => {
    expect(keptUserAgent(undefined)).toBe('');
    expect(keptUserAgent('x'.repeat(1000))).toHaveLength(300);
    expect(keptUserAgent('broken \ud800').isWellFormed()).toBe(true);
  });
});
