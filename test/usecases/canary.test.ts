import { describe, expect, it } from 'vitest';
import { canaryKey, canaryPolicyId, canarySourceId, canaryUserId } from '../../functions/usecases/canary/cast.ts';
import { type CanaryWorld, followCanary } from '../../functions/usecases/canary/follow.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { anEventMessage } from '../support/factories.ts';
import { aWorld } from '../support/world.ts';

type Posted = Parameters<CanaryWorld['post']>[0];

/** The outside of a canary: what it posts is processed unless lost, and each pause lets the message be sent. */
async function aCanary({
  status = 202,
  loses = [] as readonly (Posted['eventType'] | 'message')[],
  patience = 7.15,
} = {}) {
  const world = await aWorld();
  const { ctx, store, clock } = world;
  const posted: Posted[] = [];
  const pauses: number[] = [];
  const outside: CanaryWorld = {
    patience,
    async post(event) {
      posted.push(event);
      if (!loses.includes(event.eventType))
        await processEvent(ctx, anEventMessage(event, { eventId: `canary-${posted.length}`, receivedAt: clock.now() }));
      clock.advance({ seconds: 1 });
      return status;
    },
    async pause(milliseconds) {
      pauses.push(milliseconds);
      const [alert] = await store.alerts.list({}, { offset: 0, limit: 1 });
      if (alert === undefined || loses.includes('message')) return;
      for (const message of await store.notifications.list(`ALERT#${alert.id}`))
        if (message.status === 'QUEUED') await store.notifications.move({ ...message, status: 'SENT' }, message);
    },
  };
  const follow = () => followCanary(ctx, outside, { sourceId: 800, startedAt: clock.now() });
  return { ...world, follow, posted, pauses };
}

it('the canary is stored under the same ids, and posts with the same key, in each version', () => {
  expect([canaryUserId, canaryPolicyId, canarySourceId]).toEqual([2, 3, 4]);
  expect(canaryKey('a master secret')).toBe('il1apiSN64cH6XiSs-YRI7W7dAAFE2G-nTZ8zm');
});

describe('the canary', () => {
  it('posts an alert of its own, sees it handed over, and resolves it', async () => {
    const { follow, posted, pauses, store, clock } = await aCanary();
    const alertKey = `canary-${clock.now()}`.toLowerCase();
    await follow();
    expect(posted).toEqual([
      { eventType: 'ALERT', alertKey, summary: 'Canary' },
      { eventType: 'RESOLVE', alertKey, summary: 'Canary' },
    ]);
    expect(pauses).toEqual([50]);
    const [alert] = await store.alerts.list({}, { offset: 0, limit: 1 });
    expect(alert?.status).toBe('RESOLVED');
  });

  it.each([
    ['the public URL answered 503 to an event', { status: 503 }, 1],
    ['the event did not become an alert', { loses: ['ALERT'] }, 1],
    ['the alert was not handed over', { loses: ['message'] }, 1],
    ['the alert was not resolved', { loses: ['RESOLVE'] }, 2],
  ] as const)('names the first station that it does not reach: %s', async (failure, world, events) => {
    const { follow, posted } = await aCanary(world);
    await expect(follow()).rejects.toThrow(failure);
    expect(posted).toHaveLength(events);
  });

  it('looks less and less often, until its patience is over', async () => {
    const { follow, pauses } = await aCanary({ loses: ['ALERT'] });
    await expect(follow()).rejects.toThrow('the event did not become an alert');
    expect(pauses).toEqual([50, 100, 200, 400, 800, 1600, 2000, 2000]);
    const longer = await aCanary({ loses: ['ALERT'], patience: 7.151 });
    await expect(longer.follow()).rejects.toThrow('the event did not become an alert');
    expect(longer.pauses).toEqual([...pauses, 2000]);
  });
});
