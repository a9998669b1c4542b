import { beforeEach, describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { tell } from '../../../functions/usecases/coverage/tell.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

let world: Awaited<ReturnType<typeof aWorld>>;
beforeEach(async () => {
  world = await aWorld({ users: [aUser(1), aUser(2), aUser(3)] });
  await world.store.schedules.create(aSchedule([1, 2]));
});

const shift = { scheduleId: 500, start: tenOClock, end: plus(tenOClock, { hours: 2 }) };
/** What was sent: to whom, and the words. */
const sent = async () => {
  const found = await Promise.all(world.sent.map(({ scope, id }) => world.store.notifications.get(scope, id)));
  return found.map((one) => ({ to: one?.userId, channel: one?.channel, text: one?.text }));
};

describe('who is told of a request', () => {
  /** What is told when these people and schedules are gone by then, and what is logged. */
  async function told(people: readonly number[], schedules: readonly number[] = []) {
    const { ctx } = world;
    const warned: string[] = [];
    const { users, schedules: kept } = ctx.store;
    const store = {
      ...ctx.store,
      users: {
        ...users,
        getMany: async (ids: readonly number[]) => users.getMany(ids.filter((id) => !people.includes(id))),
      },
      schedules: {
        ...kept,
        getMany: async (ids: readonly number[]) => kept.getMany(ids.filter((id) => !schedules.includes(id))),
      },
    };
    const request = { requesterId: 2, colleagueId: 1, shifts: [shift] };
    const facts = { id: 9, version: 0, state: 'PENDING' as const, createdAt: tenOClock, updatedAt: tenOClock };
    const log = { ...ctx.log, warn: (message: string) => void warned.push(message) };
    await tell({ ...ctx, store, log }, 'ASKED', { ...request, ...facts });
    return { news: await sent(), warned };
  }

  it('is nobody where they are gone, which is no failure', async () => {
    expect(await told([1])).toEqual({ news: [], warned: [] });
    const user = (await world.store.users.get(1)) ?? expect.fail('there is a user 1');
    await world.store.users.save({ ...user, emails: [], phones: [] }, user);
    expect(await told([])).toEqual({ news: [], warned: [] });
  });

  it('hears of somebody where the other side is gone, and of a shift whose schedule is', async () => {
    const { news, warned } = await told([2], [500]);
    expect(warned).toEqual([]);
    expect(news).toEqual([{ to: 1, channel: 'EMAIL', text: expect.stringMatching(/^Somebody asks you[^\n]*\n: /) }]);
  });

  it('is told later, and it is logged, where nothing can be queued', async () => {
    world.queue.failing = true;
    expect((await told([])).warned).toEqual(['news of a coverage request not sent']);
  });
});
