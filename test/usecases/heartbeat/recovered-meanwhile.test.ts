import { expect, it } from 'vitest';
import { checkHeartbeats } from '../../../functions/usecases/heartbeat/check.ts';
import { aHeartbeatWorld, aMonitor } from './heartbeat-world.ts';

it('two that look at a late monitor at once send its ALERT, and nothing else until it pings', async () => {
  const world = await aHeartbeatWorld([aMonitor()]);
  await world.ping();
  world.clock.advance({ seconds: 90 });
  const events: typeof world.ctx.events = {
    ...world.ctx.events,
    async send(messages) {
      await world.ctx.events.send(messages);
      await checkHeartbeats(world.ctx, [500]);
    },
  };
  await checkHeartbeats({ ...world.ctx, events }, [500]);
  const alert = { eventType: 'ALERT', alertKey: 'heartbeat-500' };
  expect(world.queued.map(({ message }) => message.event)).toMatchObject([alert, alert]);
  expect(new Set(world.queued.map(({ message }) => message.eventId)).size).toBe(1);
  expect(await world.stateOf()).toBe('OVERDUE');
});

it('a ping that comes while the ALERT is queued gets its RESOLVE from the same tick, after the ALERT', async () => {
  const world = await aHeartbeatWorld([aMonitor(), aMonitor({ id: 501 })]);
  await world.ping(500);
  await world.ping(501);
  world.clock.advance({ seconds: 90 });
  let isFirst = true;
  const events: typeof world.ctx.events = {
    ...world.ctx.events,
    async send(messages) {
      await world.ctx.events.send(messages);
      if (isFirst) {
        isFirst = false;
        await world.ping(500);
      }
    },
  };
  await checkHeartbeats({ ...world.ctx, events }, [500, 501]);
  expect(world.queued.map(({ message }) => `${message.event?.eventType} ${message.event?.alertKey}`)).toEqual([
    'ALERT heartbeat-500',
    'ALERT heartbeat-501',
    'RESOLVE heartbeat-500',
  ]);
  expect([await world.stateOf(500), await world.stateOf(501)]).toEqual(['HEALTHY', 'OVERDUE']);
  const [pinged] = await world.store.heartbeats.beats([500]);
  expect(pinged).not.toHaveProperty('missed');
});
