import { describe, expect, it } from 'vitest';
import { beyondMost, endOfGrant, type Grant, isFresh } from '../../../functions/domain/oauth/grant.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';

const aGrant = (id: string, facts: Partial<Grant> = {}): Grant => ({
  id,
  appId: 1,
  userId: 1,
  scopes: [],
  createdAt: tenOClock,
  validUntil: tenOClock,
  serial: 0,
  refreshHash: 'hash',
  ...facts,
});

describe('the grants that have to go so that another one fits', () => {
  const ids = ['C', 'A', 'L', 'B', 'K', 'D', 'J', 'E', 'I', 'F', 'H', 'G'];

  it('are the oldest beyond ten, whatever their order', () => {
    expect(beyondMost(ids.map((id) => aGrant(id))).map(({ id }) => id)).toEqual(['A', 'B']);
    expect(beyondMost(ids.toReversed().map((id) => aGrant(id))).map(({ id }) => id)).toEqual(['A', 'B']);
    expect(beyondMost(ids.slice(0, 11).map((id) => aGrant(id))).map(({ id }) => id)).toEqual(['A']);
  });

  it('are none of up to ten, and those without a refresh token do not count', () => {
    expect(beyondMost(ids.slice(0, 10).map((id) => aGrant(id)))).toEqual([]);
    const some = ids.map((id) => (id < 'C' ? aGrant(id, { refreshHash: undefined }) : aGrant(id)));
    expect(beyondMost(some)).toEqual([]);
  });
});

describe('a code', () => {
  it('is good for less than two minutes', () => {
    expect(isFresh({ createdAt: minus(tenOClock, { minutes: 2 }) }, tenOClock)).toBe(false);
    expect(isFresh({ createdAt: plus(minus(tenOClock, { minutes: 2 }), { milliseconds: 1 }) }, tenOClock)).toBe(true);
  });
});

describe('a grant', () => {
  it('lasts an hour, or, with a refresh token, a year', () => {
    expect(endOfGrant(false, tenOClock)).toBe(plus(tenOClock, { hours: 1 }));
    expect(endOfGrant(true, tenOClock)).toBe(plus(tenOClock, { days: 365 }));
  });
});
