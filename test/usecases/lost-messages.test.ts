import { expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { anEventMessage } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

it.each([
  ['when the tick comes at the moment it was due', 0],
  ['when the tick comes just too early to take it up', 29],
  ['when the tick comes just late enough', 30],
  ['when the tick has just been', 59],
])('a message that the queue lost is queued again within 90 seconds: %s', async (_case, firstTick) => {
  const { ctx, store, clock, sent, told } = await aWorld();
  await processEvent(ctx, anEventMessage());
  const [alert] = await store.alerts.list({}, { offset: 0, limit: 1 });
  await takeDueSteps(ctx, { alertId: alert?.id ?? 0 });
  expect(await told()).toEqual(['SMS 1']);

  const due = clock.now();
  const foundAfter: number[] = [];
  for (let seconds = firstTick; seconds <= 120; seconds += 60) {
    clock.set(plus(due, { seconds }));
    await runDueWork(ctx, { deadline: plus(clock.now(), { seconds: 45 }) });
    if (sent.length > 0) foundAfter.push(seconds);
  }
  expect(foundAfter[0]).toBeLessThan(90);
  expect(await told()).toEqual(['SMS 1']);
});
