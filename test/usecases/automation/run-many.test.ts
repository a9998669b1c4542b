import { expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { runAutomations } from '../../../functions/usecases/automation/run-many.ts';
import { aRule, automated } from './automation-world.ts';

const soon = { seconds: 30 };

/** A world of alerts that degrade a service, and what was run of them, in order. */
async function alerts(count: number) {
  const world = await automated([aRule(1)]);
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1) ids.push(await world.alert());
  const began: number[] = [];
  let running = 0;
  let most = 0;
  const failing = new Set<number>();
  const { automationRuns } = world.store;
  const watched = new Proxy(automationRuns, {
    get: (runs, name) =>
      name === 'get'
        ? async (alertId: number) => {
            began.push(alertId);
            running += 1;
            most = Math.max(most, running);
            await new Promise((resolve) => setImmediate(resolve));
            running -= 1;
            if (failing.has(alertId)) throw new Error('throttled');
            return runs.get(alertId);
          }
        : Reflect.get(runs, name),
  });
  const warned: unknown[] = [];
  const ctx = {
    ...world.ctx,
    store: { ...world.store, automationRuns: watched },
    log: { ...world.ctx.log, warn: (_message: string, fields?: object) => void warned.push(fields) },
  };
  const run = (asked: readonly { alertId: number; sourceId: number }[], deadline = plus(world.clock.now(), soon)) =>
    runAutomations(ctx, asked, { deadline });
  return { ...world, ids, began, failing, warned, run, most: () => most };
}
const first = (began: readonly number[]) => [...new Set(began)];

it('alerts of one source are automated one after the other, each once, in their order', async () => {
  const { ids, began, run, most } = await alerts(4);
  await run([...ids, ...ids].map((alertId) => ({ alertId, sourceId: 800 })));
  expect(first(began)).toEqual(ids);
  expect(most()).toBe(1);
});

it('of several sources side by side, of all of them, four at once', async () => {
  const { ids, began, run, most } = await alerts(6);
  await run(ids.map((alertId, index) => ({ alertId, sourceId: 800 + index })));
  expect(new Set(began)).toEqual(new Set(ids));
  expect(most()).toBe(4);
});

it('what fails keeps nothing else from being done, and is told', async () => {
  const { ids, began, failing, warned, run } = await alerts(3);
  failing.add(ids[1] ?? 0);
  await run(ids.map((alertId) => ({ alertId, sourceId: 800 })));
  expect(first(began)).toEqual(ids);
  expect(warned).toMatchObject([{ alertId: ids[1] }]);
});

it('nothing is begun once the time is over', async () => {
  const { ids, began, run, clock } = await alerts(2);
  await run(
    ids.map((alertId) => ({ alertId, sourceId: 800 })),
    clock.now(),
  );
  expect(began).toEqual([]);
});
