import { expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import { plus } from '../../../functions/domain/time.ts';
import { skipLevel } from '../../../functions/usecases/escalation/skip-level.ts';
import { takeDueSteps } from '../../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** An alert whose first level was told; it is skipped because nobody of it could be reached. */
async function aToldLevel(levels: readonly (readonly number[])[]) {
  const world = await aWorld({ policy: aPolicy(levels.map((users) => [...users])) });
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = alert?.id ?? expect.fail('no alert');
  await takeDueSteps(world.ctx, { alertId });
  const current = async () => (await world.store.alerts.get(alertId)) ?? expect.fail('no alert');
  const skip = async (facts: Partial<Pick<Alert['escalation'], 'run' | 'stepId'>> = {}) => {
    const { run, stepId } = (await current()).escalation;
    await skipLevel(world.ctx, { alertId, run, stepId, reason: 'NOBODY_REACHED', ...facts });
  };
  return { ...world, current, skip };
}

it('a level of which nobody could be reached is followed by the next at once', async () => {
  const { current, skip, clock } = await aToldLevel([[1], [2]]);
  const before = await current();
  await skip();
  expect((await current()).escalation).toMatchObject({
    generation: before.escalation.generation + 1,
    nextLevelAt: clock.now(),
  });
});

it('the last level is followed by none, whoever could be reached', async () => {
  const { current, skip, clock, ctx } = await aToldLevel([[1]]);
  clock.advance({ minutes: 6 });
  await takeDueSteps(ctx, { alertId: (await current()).id });
  const before = await current();
  expect(before.escalation.nextLevelAt).toBeUndefined();
  await skip();
  expect(await current()).toEqual(before);
});

it.each([
  ['an earlier run', { run: 0 }],
  ['an earlier step', { stepId: 0 }],
])('what could not be reached of %s skips nothing', async (_what, facts) => {
  const { current, skip } = await aToldLevel([[1], [2]]);
  const before = await current();
  await skip(facts);
  expect(await current()).toEqual(before);
});

it('a level that is about to begin by itself is not skipped to', async () => {
  const { current, skip, clock } = await aToldLevel([[1], [2]]);
  const before = await current();
  clock.set(plus(before.escalation.nextLevelAt ?? expect.fail('there is a next level'), { seconds: -1 }));
  await skip();
  expect(await current()).toEqual(before);
});
