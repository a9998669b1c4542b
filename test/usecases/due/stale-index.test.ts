import { expect, it, vi } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import type { DueReference } from '../../../functions/ports/due-store.ts';
import { runDueWork } from '../../../functions/usecases/due/run-due-work.ts';
import { aWorld } from '../../support/world.ts';

it('what somebody else has leased is not done, not counted as done, and not looked for again in this tick', async () => {
  const { ctx, store, clock } = await aWorld();
  const due = Array.from(
    { length: 100 },
    (_, index): DueReference => ({ kind: 'step', alertId: index, stepId: 1, dueAt: clock.now() }),
  );
  const asked: string[] = [];
  const list: typeof store.due.list = async (kind) => {
    asked.push(kind);
    return (kind === 'step' ? due : []) as never;
  };
  const stale = { ...store, due: { ...store.due, list, lease: async () => undefined } };
  const step = vi.fn(store.alerts.step);
  const alerts = { ...store.alerts, step };
  const done = await runDueWork(
    { ...ctx, store: { ...stale, alerts } },
    { deadline: plus(clock.now(), { seconds: 45 }) },
  );
  expect(done).toBe(0);
  expect(step).not.toHaveBeenCalled();
  expect(asked.filter((kind) => kind === 'step')).toHaveLength(1);
});
