import { describe, expect, it } from 'vitest';
import { ownedBy } from '../../../functions/domain/alert/owners.ts';

describe('the teams whose business an alert is', () => {
  it('are all of its source and its policies, each once, in one order', () => {
    expect(ownedBy([10, 3], [3, 200])).toEqual({ teams: [3, 10, 200] });
    expect(ownedBy([200, 10, 3], [])).toEqual({ teams: [3, 10, 200] });
  });

  it('are not said where there are none', () => {
    expect(ownedBy([], [])).toEqual({});
    expect(ownedBy()).toEqual({});
  });
});
