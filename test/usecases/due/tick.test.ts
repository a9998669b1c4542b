import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import { type DueKind, dueKinds } from '../../../functions/ports/due-store.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { type Work, works } from '../../../functions/usecases/due/works.ts';
import { fixedClock } from '../../support/clock.ts';
import { tenOClock } from '../../support/factories.ts';

afterEach(() => void vi.restoreAllMocks());

/** A tick that finds so many pieces of one kind due, and what it has done of them. */
function aTick(kind: DueKind, count: number, { failures = 0 as number | null, done = async () => {} } = {}) {
  const clock = fixedClock(tenOClock);
  let left = Array.from({ length: count }, (_none, id) => ({ kind, id }));
  const limits = new Map<DueKind, number>();
  const givenUp: unknown[] = [];
  const errors: string[] = [];
  const counted: string[] = [];
  const due = {
    list: async (asked: DueKind, _until: Instant, limit: number) => {
      limits.set(asked, limit);
      if (asked !== kind) return [];
      const [page, rest] = [left.slice(0, limit), left.slice(limit)];
      left = rest;
      return page;
    },
    lease: async () => failures ?? undefined,
    giveUp: async (one: unknown) => void givenUp.push(one),
  };
  const ctx = {
    store: { due },
    clock,
    log: { error: (what: string) => void errors.push(what) },
    metrics: { count: (what: string) => void counted.push(what) },
  } as never;
  const one = vi.spyOn(works[kind], 'one').mockImplementation(done);
  const run = (deadline = plus(tenOClock, { seconds: 45 })) => runDueWork(ctx, { deadline });
  return { run, one, clock, limits, givenUp, errors, counted };
}

describe('the tick', () => {
  it('reads a hundred pieces of a kind at a time, a thousand of what is quick, ten of what asks others', async () => {
    const { run, limits } = aTick('step', 0);
    await run();
    const others = dueKinds.filter((kind) => !['heartbeat', 'page', 'pull'].includes(kind));
    expect(limits).toEqual(
      new Map([...others.map((kind) => [kind, 100] as const), ['heartbeat', 1000], ['page', 1000], ['pull', 10]]),
    );
  });

  it('does what is done singly without a word about it', async () => {
    const { run, one, errors, counted } = aTick('step', 25);
    expect(await run()).toBe(25);
    expect(one.mock.calls.map(([, reference]) => reference)).toEqual(
      Array.from({ length: 25 }, (_none, id) => ({ kind: 'step', id })),
    );
    expect([errors, counted]).toEqual([[], []]);
  });

  it('counts what is done together', async () => {
    const { run, one } = aTick('page', 250);
    const { page } = works as { readonly page: Required<Work<'page'>> };
    const together = vi.spyOn(page, 'together').mockImplementation(async (_ctx, references) => references.length);
    expect(await run()).toBe(250);
    expect(together).toHaveBeenCalledTimes(3);
    expect(one).not.toHaveBeenCalled();
  });

  it('leaves what somebody else has leased', async () => {
    const { run, one, errors } = aTick('step', 3, { failures: null });
    expect(await run()).toBe(0);
    expect(one).not.toHaveBeenCalled();
    expect(errors).toEqual([]);
  });

  it.each<[DueKind, number, number]>([
    ['step', 50, 0],
    ['step', 51, 1],
    ['maintenance', 51, 0],
    ['calendar', 1_000, 0],
  ])('deals with %s that has failed %i times: given up are %i', async (kind, failures, expected) => {
    const { run, one, givenUp, counted } = aTick(kind, 1, { failures });
    expect(await run()).toBe(1);
    expect(givenUp).toHaveLength(expected);
    expect(counted).toHaveLength(expected);
    expect(one).toHaveBeenCalledTimes(1 - expected);
  });

  it.each([
    [12_999, 0],
    [13_000, 1],
  ])(
    'with %i milliseconds left begins to ask others for metrics %i times: they take thirteen seconds',
    async (milliseconds, times) => {
      const { run, one } = aTick('pull', 1);
      expect(await run(plus(tenOClock, { milliseconds }))).toBe(times);
      expect(one).toHaveBeenCalledTimes(times);
    },
  );

  it('begins nothing at the moment at which its time is over', async () => {
    const { run, one, clock } = aTick('step', 150, {
      done: async () => void clock.set(plus(tenOClock, { seconds: 45 })),
    });
    expect(await run()).toBe(100);
    expect(one).toHaveBeenCalledTimes(100);
  });
});
