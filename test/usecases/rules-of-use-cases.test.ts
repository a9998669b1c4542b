import { describe, expect, it } from 'vitest';
import { IdCollisionError, VersionConflictError } from '../../functions/domain/errors.ts';
import { withinBudget } from '../../functions/usecases/alert/within-budget.ts';
import { rateLimit } from '../../functions/usecases/event/receive-limit.ts';
import { retryOnConflict } from '../../functions/usecases/retry.ts';
import { everything, visiblePage } from '../../functions/usecases/visible-page.ts';
import { at } from '../support/factories.ts';

describe('a write that somebody else was quicker with', () => {
  const failing = (times: number, error: Error) => {
    let calls = 0;
    const attempt = async () => {
      calls += 1;
      if (calls <= times) throw error;
      return calls;
    };
    return { attempt, calls: () => calls };
  };

  it.each([
    ['a newer version', new VersionConflictError('alert 7')],
    ['a number drawn twice', new IdCollisionError('alert 7')],
  ])('is tried again after %s, so that 25 may write side by side', async (_case, error) => {
    expect(await retryOnConflict(failing(24, error).attempt)).toBe(25);
    await expect(retryOnConflict(failing(25, error).attempt)).rejects.toBe(error);
    const twice = failing(9, error);
    await expect(retryOnConflict(twice.attempt, 2)).rejects.toBe(error);
    expect(twice.calls()).toBe(2);
  });

  it('is not tried again after anything else', async () => {
    const broken = failing(1, new Error('the table does not answer'));
    await expect(retryOnConflict(broken.attempt)).rejects.toThrow('does not answer');
    expect(broken.calls()).toBe(1);
  });
});

describe('a page of what somebody may see', () => {
  const all = Array.from({ length: 230 }, (_, index) => index);
  const reads: number[] = [];
  const read = async ({ offset, limit }: { offset: number; limit: number }) => {
    reads.push(offset);
    return all.slice(offset, offset + limit);
  };
  const even = (entries: readonly number[]) => entries.filter((entry) => entry % 2 === 0);
  const rare = (entries: readonly number[]) => entries.filter((entry) => entry % 50 === 49);

  it.each([
    [0, 3, [0, 2, 4]],
    [2, 3, [4, 6, 8]],
    [113, 5, [226, 228]],
    [115, 5, []],
  ])('from %i, %i long, is full wherever there is more', async (offset, limit, expected) => {
    expect(await visiblePage(read, even, { offset, limit })).toEqual(expected);
  });

  it('is found however much lies between, and no more is read than it takes', async () => {
    expect(await visiblePage(read, rare, { offset: 1, limit: 2 })).toEqual([99, 149]);
    reads.length = 0;
    await visiblePage(read, even, { offset: 0, limit: 25 });
    expect(reads).toEqual([0]);
  });

  it('of everything is everything', async () => {
    expect(await everything(read)).toEqual(all);
    expect(await everything(async ({ offset, limit }) => all.slice(0, 100).slice(offset, offset + limit))).toHaveLength(
      100,
    );
  });
});

describe('a page of alerts', () => {
  const alert = (id: number, bytes: number) => ({
    id,
    summary: 'Disk full',
    details: 'x'.repeat(bytes),
    links: [],
    logs: [],
  });

  it('is whole while it fits into one answer', () => {
    const alerts = [alert(1, 2_000_000), alert(2, 2_000_000)];
    expect(withinBudget(alerts)).toEqual(alerts);
  });

  it('goes on without what makes alerts big, once it is full', () => {
    const [first, second, third] = withinBudget([alert(1, 2_000_000), alert(2, 3_000_000), alert(3, 1)]);
    expect(first).toHaveProperty('details');
    expect([second, third]).toEqual([
      { id: 2, summary: 'Disk full' },
      { id: 3, summary: 'Disk full' },
    ]);
  });
});

describe('a rate limit', () => {
  it('counts each source by the minute of the clock', () => {
    const allows = rateLimit(2);
    const ask = (sourceId: number, time: string) => allows(sourceId, at(`2026-11-21T${time}Z`));
    expect([ask(1, '10:00:00'), ask(1, '10:00:01'), ask(1, '10:00:59.999')]).toEqual([true, true, false]);
    expect(ask(2, '10:00:59.999')).toBe(true);
    expect([ask(1, '10:01:00'), ask(1, '10:01:00'), ask(1, '10:01:00')]).toEqual([true, true, false]);
  });

  it('of one lets one through', () => {
    const allows = rateLimit(1);
    expect([allows(1, at('2026-11-21T10:00Z')), allows(1, at('2026-11-21T10:00Z'))]).toEqual([true, false]);
  });

  it.each([0, -1])('of %i is none', (perMinute) => {
    const allows = rateLimit(perMinute);
    expect(Array.from({ length: 50 }, () => allows(1, at('2026-11-21T10:00Z'))).every(Boolean)).toBe(true);
  });
});
