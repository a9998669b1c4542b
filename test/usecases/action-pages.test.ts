import { describe, expect, it, vi } from 'vitest';
import { type Instant, plus } from '../../functions/domain/time.ts';
import type { DueReference } from '../../functions/ports/due-store.ts';
import { findDeliveries } from '../../functions/usecases/action-delivery/find.ts';
import { runActionWork } from '../../functions/usecases/action-delivery/run.ts';
import { anAction } from '../support/factories.ts';
import { watchedStore } from '../support/watched-store.ts';
import { automated } from './automation/automation-world.ts';

const ok = { kind: 'http', status: 200, headers: {}, body: 'ok' } as const;

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
  const lease = async (reference: DueReference, until: Instant) => {
    expect(until).toBe(plus(clock.now(), { minutes: 3 }));
    const [, leased = 0] = pages[lists - 1] ?? [];
    return 'id' in reference && Number(reference.id) < leased ? 0 : undefined;
  };
  const due = { ...store.due, list, lease };
  const ask = () => expect.fail('nothing is there to be asked for');
  const deadline = plus(clock.now(), { seconds: 45 });
  await runActionWork({ ...ctx, store: { ...store, due } as unknown as typeof store }, ask, { deadline });
  expect(world.counted.filter(([name]) => name === 'DueWorkFailed')).toEqual([]);
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

/** How many of ten alerts a target is asked for, one after the other, which answers the questions with these numbers. */
async function askedInTurn(answered: readonly number[]) {
  const world = await automated([]);
  const { clock, ctx, store } = world;
  await store.alertActions.create(anAction({ id: 1, alertSourceIds: [800] }));
  const pieces: { readonly alertId: number; readonly id: number }[] = [];
  for (let count = 0; count < 10; count += 1) pieces.push(...(await findDeliveries(ctx, await world.alert())));
  clock.advance({ minutes: 2 });
  let isOver = 0;
  const begun = new Set<number>();
  const turns: Pick<typeof store.actionDeliveries, 'ofAlert' | 'save'> = {
    ofAlert: async (alertId) => {
      const turn = pieces.findIndex((one) => one.alertId === alertId);
      if (!begun.has(alertId)) await vi.waitUntil(() => isOver >= turn, { interval: 1 });
      begun.add(alertId);
      return store.actionDeliveries.ofAlert(alertId);
    },
    save: async (delivery, besides) => {
      const saved = await store.actionDeliveries.save(delivery, besides);
      if (saved.status !== 'SENDING') isOver += 1;
      return saved;
    },
  };
  const actionDeliveries: typeof store.actionDeliveries = Object.assign(Object.create(store.actionDeliveries), turns);
  const list = async () => pieces.map(({ alertId, id }) => ({ kind: 'action', alertId, id, dueAt: clock.now() }));
  const due = { ...store.due, list, lease: async () => 0 } as unknown as typeof store.due;
  let questions = 0;
  const ask = async () => {
    questions += 1;
    return answered.includes(questions) ? ok : ({ kind: 'unanswered', why: 'no answer' } as const);
  };
  const deadline = plus(clock.now(), { seconds: 45 });
  await runActionWork({ ...ctx, store: { ...store, due, actionDeliveries } }, ask, { deadline });
  return questions;
}

describe('a target', () => {
  it.each([
    ['that never answers is asked three times', [], 3],
    ['that answers in between is asked three times more', [2], 5],
    ['that answers now and then is asked for all', [3, 6, 9], 10],
  ] as const)('%s in a run', async (_when, answered, times) => {
    expect(await askedInTurn(answered)).toBe(times);
  });
});

it('what is due later is not taken up before', async () => {
  const world = await automated([]);
  const delay = { triggerTypes: ['v-alert-not-resolved'], notResolvedDelaySec: 600 } as const;
  await world.store.alertActions.create(
    anAction({ id: 1, alertSourceIds: [800], ...delay, triggerTypes: [...delay.triggerTypes] }),
  );
  const alertId = await world.alert();
  const { store, calls } = watchedStore(world.store, ['actionDeliveries']);
  const deadline = plus(world.clock.now(), { seconds: 45 });
  await runActionWork({ ...world.ctx, store }, () => expect.fail('nobody is asked'), { alertIds: [alertId], deadline });
  expect(calls('actionDeliveries.add')).toHaveLength(1);
  // To see what is known already.
  expect(calls('actionDeliveries.ofAlert')).toHaveLength(1);
});
