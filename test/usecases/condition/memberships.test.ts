import { expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { answerMemberships } from '../../../functions/usecases/condition/memberships.ts';
import { tenOClock } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { watchedStore } from '../../support/watched-store.ts';
import { aWorld } from '../../support/world.ts';

const noon = plus(tenOClock, { hours: 2 });
const hours = (id: number) => ({ type: 'SUPPORT_HOUR' as const, id });
const schedule = (id: number) => ({ type: 'ON_CALL_SCHEDULE' as const, id });

it('a time is within support hours, or on somebody’s duty, as those are then; what is gone nothing is within', async () => {
  const { ctx, store } = await aWorld();
  const created = { version: 1, teams: [], createdAt: tenOClock, updatedAt: tenOClock };
  await store.supportHours.create({
    id: 70,
    ...created,
    name: 'In the morning',
    timezone: 'UTC',
    supportDays: { SATURDAY: { start: '09:00', end: '12:00' } },
    exceptions: [],
  });
  const shift = { userId: 1, start: tenOClock, end: noon };
  const editions = [{ from: tenOClock, layers: [], shifts: [shift] }];
  await store.schedules.create(aSchedule([], { id: 80, type: 'STATIC', editions }));
  const asked = [hours(70), hours(71), schedule(80), schedule(81)].flatMap((membership) =>
    [tenOClock, noon].map((at) => ({ membership, at })),
  );
  const isIn = await answerMemberships(ctx, asked);
  expect(asked.map(({ membership, at }) => isIn(membership, at))).toEqual([
    true,
    false,
    false,
    false,
    true,
    false,
    false,
    false,
  ]);
  // Ids are of one thing each; which thing is what the condition says.
  const [other, same] = [schedule(70), hours(80)];
  const isNone = await answerMemberships(ctx, [
    { membership: other, at: tenOClock },
    { membership: same, at: tenOClock },
  ]);
  expect([isNone(other, tenOClock), isNone(same, tenOClock)]).toEqual([false, false]);
  const partly = await answerMemberships(ctx, [{ membership: schedule(80), at: tenOClock }]);
  expect([partly(schedule(80), tenOClock), partly(hours(70), tenOClock)]).toEqual([true, false]);
});

it('nothing is read where nothing is asked', async () => {
  const world = await aWorld();
  const { store, calls } = watchedStore(world.store, ['supportHours', 'schedules']);
  const isIn = await answerMemberships({ ...world.ctx, store }, []);
  expect(isIn(hours(70), tenOClock)).toBe(false);
  expect([calls('supportHours.getMany'), calls('schedules.getMany')]).toEqual([[], []]);
});
