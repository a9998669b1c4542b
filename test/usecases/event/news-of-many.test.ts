import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const people = [1, 2, 3, 4, 5, 6, 7, 8];
const all = 8 * 15;

/** An accepted alert whose eight responders want to be told of news more often than fits into a transaction. */
async function anAcceptedAlert() {
  let writesLeft = Number.POSITIVE_INFINITY;
  const rules = Array.from({ length: 15 }, (_, delayMin) => ({ method: 'SMS' as const, delayMin }));
  const world = await aWorld({
    users: people.map((id) => aUser(id, {}, rules)),
    policy: aPolicy([people]),
    beforeCall: ({ name }) => {
      if (name === 'write' && writesLeft-- <= 0) throw new Error('the function ran out of time');
      return undefined;
    },
  });
  let events = 0;
  const news = (ids: string): EventMessage => {
    world.clock.advance({ minutes: 2 });
    const firing = ids.split(' ').map((id) => ({ id, text: id }));
    return anEventMessage(
      { group: { firing, total: firing.length } },
      { eventId: `e-${++events}`, receivedAt: world.clock.now() },
    );
  };
  await processEvent(world.ctx, news('a'));
  const [alert = expect.fail()] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const { id: alertId } = alert;
  await world.run(alertId, { seconds: 1 });
  await acceptAlert(world.as(1), { alertId });
  return {
    ...world,
    alertId,
    news,
    /** Takes in an event of a member more, and dies behind the transaction. */
    async brokenOff() {
      const message = news('a b');
      writesLeft = 1;
      await expect(processEvent(world.ctx, message)).rejects.toThrow('ran out of time');
      writesLeft = Number.POSITIVE_INFINITY;
      world.sent.splice(0);
      return message;
    },
    planned: async () => {
      const items = await world.store.notifications.list(`ALERT#${alertId}`);
      return items.filter((one) => one.news !== undefined).length;
    },
  };
}

describe('news for more than a transaction holds, of which some was not written', () => {
  it('is written when its event comes again, and queued as far as it was missing', async () => {
    const { ctx, brokenOff, planned, told } = await anAcceptedAlert();
    const message = await brokenOff();
    const before = await planned();
    expect(before).toBeGreaterThan(80);
    expect(await processEvent(ctx, message)).toBe('APPENDED');
    expect(await planned()).toBe(all);
    expect(await told()).toHaveLength(all - before);
    expect(await processEvent(ctx, message)).toBe('APPENDED');
    expect(await told()).toEqual([]);
  });

  it('is not told any more once the alert is over', async () => {
    const { ctx, as, alertId, brokenOff, planned } = await anAcceptedAlert();
    const message = await brokenOff();
    const before = await planned();
    await resolveAlert(as(1), { alertId });
    expect(await processEvent(ctx, message)).toBe('APPENDED');
    expect(await planned()).toBe(before);
  });

  it('is not told any more once the alert has had four pieces of news since', async () => {
    const { ctx, news, alertId, store, brokenOff, planned } = await anAcceptedAlert();
    const message = await brokenOff();
    const [{ at } = expect.fail()] = (await store.alerts.get(alertId))?.latestNews ?? [];
    for (const ids of ['a b c', 'a b c d', 'a b c d e', 'a b c d e f']) await processEvent(ctx, news(ids));
    const before = await planned();
    expect((await store.alerts.get(alertId))?.latestNews?.map((one) => one.at)).not.toContain(at);
    expect(await processEvent(ctx, message)).toBe('APPENDED');
    expect(await planned()).toBe(before);
  });
});
