import { describe, expect, it } from 'vitest';
import { CoverageRequest } from '../../functions/domain/coverage/coverage-request.ts';
import { tenOClock as ten } from '../support/factories.ts';

describe('a coverage request', () => {
  const shift = { scheduleId: 1, start: ten, end: ten };
  const request = {
    id: 1,
    version: 1,
    requesterId: 2,
    colleagueId: 3,
    shifts: [shift],
    state: 'PENDING',
    createdAt: ten,
    updatedAt: ten,
  };
  it.each([
    [{}, true],
    [{ state: 'ACCEPTED' }, true],
    [{ state: 'DECLINED' }, true],
    [{ state: 'CANCELLED' }, true],
    [{ state: 'FORGOTTEN' }, false],
    [{ shifts: [] }, false],
    [{ shifts: [shift, shift], message: 'Please' }, true],
  ])('with %j is one: %s', (more, isOne) => {
    expect(CoverageRequest.safeParse({ ...request, ...more }).success).toBe(isOne);
  });
});
