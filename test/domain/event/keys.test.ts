import { describe, expect, it } from 'vitest';
import { alertKeyOf } from '../../../functions/domain/event/alert-key.ts';
import { remembered } from '../../../functions/domain/event/group.ts';
import { memberId, membersKnown } from '../../../functions/domain/event/members.ts';
import { tenOClock } from '../../support/factories.ts';

describe('the key of an alert', () => {
  it.each([
    [' DB-1/Disk ', 'db-1/disk'],
    ['  ', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('"%s" is compared as %s', (alertKey, expected) => {
    expect(alertKeyOf({ alertKey })).toBe(expected);
  });
});

describe('the members of a group', () => {
  it('have the ids that former versions gave them: another would be a new problem', () => {
    expect(memberId('db-1')).toMatch(/^[\w-]{11}$/);
    expect(memberId('db-1')).toBe('aBUM_EW9Yqe');
  });

  it('are remembered up to five hundred, the latest first; how many there were is known of more', () => {
    const firing = Array.from({ length: 3 }, (_, index) => ({ id: `new-${index}` }));
    const ids = Array.from({ length: membersKnown }, (_, index) => `old-${index}`);
    const times = { receivedAt: tenOClock, now: tenOClock };
    const memory = remembered({ group: { firing, total: 3 } }, { ids, total: 10 }, times);
    expect(membersKnown).toBe(500);
    expect(memory.ids).toEqual([...firing.map(({ id }) => id), ...ids.slice(0, 497)]);
    expect(memory.total).toBe(503);
    expect(remembered({ group: { firing: [], total: 0 } }, undefined, times).total).toBe(0);
  });
});
