import { describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import type { DueReference } from '../../functions/ports/due-store.ts';
import { runActionWork } from '../../functions/usecases/action-delivery/run.ts';
import { automated } from './automation/automation-world.ts';

/** How often a run asks what is due, where each page has so many pieces, of which so many can be leased. */
async function asked(pages: readonly (readonly [due: number, leased: number])[]) {
  const world = await automated([]);
  const { clock, ctx, store } = world;
  let lists = 0;
  const list = async () => {
    const [due = 0] = pages[lists] ?? [];
    lists += 1;
    return Array.from({ length: due }, (_, id) => ({ kind: 'action', alertId: 12, id, dueAt: clock.now() }));
  };
  const lease = async (reference: DueReference) => {
    const [, leased = 0] = pages[lists - 1] ?? [];
    return 'id' in reference && Number(reference.id) < leased ? 0 : undefined;
  };
  const due = { ...store.due, list, lease };
  const ask = () => expect.fail('nothing is there to be asked for');
  const deadline = plus(clock.now(), { seconds: 45 });
  await runActionWork({ ...ctx, store: { ...store, due } as unknown as typeof store }, ask, { deadline });
  return lists;
}

describe('what is due', () => {
  it.each([
    ['once where it is less than a page', [[99, 99]], 1],
    ['once more after a full page', [[100, 100]], 2],
    [
      'once more where only one piece of a page is nobody else’s',
      [
        [100, 1],
        [100, 2],
        [3, 3],
      ],
      3,
    ],
    [
      'no more where all of a page is somebody else’s',
      [
        [100, 0],
        [100, 100],
      ],
      1,
    ],
  ] as const)('is asked for %s', async (_when, pages, times) => {
    expect(await asked(pages)).toBe(times);
  });
});
