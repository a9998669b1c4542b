import { describe, expect, it } from 'vitest';
import { checkHeartbeats } from '../../../functions/usecases/heartbeat/check.ts';
import { aHeartbeatWorld, type Crash } from './heartbeat-world.ts';

/*
 * The power fails at one call of the tick or of a ping, before or after the call had its effect. Whatever the call:
 * an overdue monitor is one alert, and once it pings again the alert is resolved.
 */

type World = Awaited<ReturnType<typeof aHeartbeatWorld>>;

const survive = async (work: () => Promise<unknown>) => {
  try {
    await work();
  } catch {
    // The function died; what it was about to do is found by the next one.
  }
};

/** Ticks until everything that is owed has been done; leases last two minutes. */
async function settle(world: World, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 60) {
    world.clock.advance({ seconds: 60 });
    await survive(() => world.ping());
    await survive(() => world.tick());
  }
}

/** Healthy, then late; `crash` hits the tick that finds it. Recovered by a ping, which `second` hits. */
async function tell(first: Crash | undefined, second: Crash | undefined) {
  const world = await aHeartbeatWorld();
  await world.ping();
  world.clock.advance({ seconds: 90 });
  world.crashAt(first);
  await survive(() => world.tick());
  const ofTick = world.calls;
  world.crashAt(undefined);
  for (let tick = 0; tick < 4; tick++) {
    world.clock.advance({ seconds: 60 });
    await world.tick();
  }
  const missed = await world.deliver();

  world.crashAt(second);
  await survive(() => world.ping());
  const ofPing = world.calls;
  world.crashAt(undefined);
  await settle(world, 300);
  const recovered = await world.deliver();
  return { world, ofTick, ofPing, missed, recovered };
}

const everyCrash = (calls: number): Crash[] =>
  Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) => [
    { call, when: 'before' as const },
    { call, when: 'after' as const },
  ]);

const { ofTick, ofPing } = await tell(undefined, undefined);

describe('a tick that dies', () => {
  it.each(everyCrash(ofTick))('$when call $call: the overdue monitor is one alert', async (crash) => {
    const { world, missed, recovered } = await tell(crash, undefined);
    expect(missed[0]).toBe('CREATED');
    expect(new Set(missed)).toEqual(new Set(['CREATED']));
    expect(recovered[0]).toBe('RESOLVED');
    expect(await world.alerts()).toMatchObject([{ status: 'RESOLVED' }]);
    expect(await world.stateOf()).toBe('HEALTHY');
  });
});

describe('a ping that dies', () => {
  it.each(everyCrash(ofPing))('$when call $call: the alert is resolved all the same', async (crash) => {
    const { world, recovered } = await tell(undefined, crash);
    expect(recovered[0]).toBe('RESOLVED');
    expect(await world.alerts()).toMatchObject([{ status: 'RESOLVED' }]);
    expect(await world.stateOf()).toBe('HEALTHY');
  });
});

describe('a ping that comes while the tick finds the monitor overdue', () => {
  it.each(Array.from({ length: ofTick }, (_, index) => index + 1))(
    'during call %i leaves no alert open',
    async (call) => {
      const world = await aHeartbeatWorld();
      await world.ping();
      world.clock.advance({ seconds: 90 });
      // The tick stands still at this call; the ping comes; the tick goes on.
      let count = 0;
      const { heartbeats } = world.ctx.store;
      const meanwhile = async <T>(work: () => Promise<T>): Promise<T> => {
        count += 1;
        if (count === call) await world.ping();
        return work();
      };
      const ctx = {
        ...world.ctx,
        store: {
          ...world.ctx.store,
          heartbeats: {
            ...heartbeats,
            move: (...args: Parameters<typeof heartbeats.move>) => meanwhile(() => heartbeats.move(...args)),
            beats: (...args: Parameters<typeof heartbeats.beats>) => meanwhile(() => heartbeats.beats(...args)),
            getMany: (...args: Parameters<typeof heartbeats.getMany>) => meanwhile(() => heartbeats.getMany(...args)),
          },
        },
        events: {
          send: (...args: Parameters<typeof world.ctx.events.send>) => meanwhile(() => world.ctx.events.send(...args)),
        },
      };
      await checkHeartbeats(ctx, [500]);
      await settle(world, 300);
      await world.deliver();
      const open = (await world.alerts()).filter(({ status }) => status !== 'RESOLVED');
      expect(open).toEqual([]);
      expect(await world.stateOf()).toBe('HEALTHY');
    },
  );
});
