import { describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { closeWindow } from '../../functions/usecases/notification/close-window.ts';
import { handleReceipt } from '../../functions/usecases/reply/handle-receipt.ts';
import { aPolicy, aUser, tenOClock } from '../support/factories.ts';
import { aSendingWorld } from './sending-world.ts';

const one = (rules: Parameters<typeof aUser>[2] = [{ method: 'SMS' }]) => ({
  users: [aUser(1, {}, rules)],
  policy: aPolicy([[1]], { minutes: 60 }),
});

describe('a storm of alerts from one source', () => {
  it('gives three texts, then one that names what was held back, with its codes', async () => {
    const world = await aSendingWorld(one());
    const ids = [];
    for (const summary of ['One', 'Two', 'Three', 'Four', 'Five']) {
      ids.push(await world.arrive(summary));
      await world.advance({ seconds: 5 });
    }
    expect(world.told()).toHaveLength(3);
    expect(await world.notified(ids[3] ?? 0)).toEqual(['SMS AGGREGATED WINDOW']);
    await world.advance({ minutes: 4 });
    expect(world.told()).toEqual([
      'SMS 1: 2 more alerts: 4 Four, 5 Five. A4 accept, R4 resolve, E4 escalate, A all accept all 2',
    ]);
    await world.advance({ minutes: 10 });
    expect(world.told()).toEqual([]);
  });

  it('gives no summary when all that was held back is accepted by then', async () => {
    const world = await aSendingWorld(one());
    for (const summary of ['One', 'Two', 'Three']) await world.arrive(summary);
    const alertId = await world.arrive('Four');
    await world.advance({ seconds: 5 });
    await acceptAlert(world.as(1), { alertId });
    await world.advance({ minutes: 10 });
    expect(world.told()).toHaveLength(3);
  });

  it('names only what is still unanswered when a summary goes out late, and nothing when all is answered', async () => {
    const world = await aSendingWorld(one());
    const ids: number[] = [];
    for (const summary of ['One', 'Two', 'Three', 'Four', 'Five']) ids.push(await world.arrive(summary));
    await world.advance({ seconds: 5 });
    world.told();
    world.behave('sms.eum', () => ({ outcome: 'postponed', error: 'throttled' }));
    await world.advance({ minutes: 4 });
    await acceptAlert(world.as(1), { alertId: ids[3] ?? 0 });
    world.behave('sms.eum', undefined);
    await world.advance({ minutes: 5 });
    expect(world.told()).toEqual([expect.stringMatching(/^SMS 1: 1 more alert: \d Five/)]);

    for (const summary of ['Six', 'Seven', 'Eight', 'Nine']) ids.push(await world.arrive(summary));
    await world.advance({ seconds: 5 });
    world.told();
    world.behave('sms.eum', () => ({ outcome: 'postponed', error: 'throttled' }));
    await world.advance({ minutes: 4 });
    await acceptAlert(world.as(1), { alertId: ids[8] ?? 0 });
    world.behave('sms.eum', undefined);
    await world.advance({ minutes: 5 });
    expect(world.told()).toEqual([]);
  });

  it('gives one call that names them, once the line is free', async () => {
    const world = await aSendingWorld(one([{ method: 'VOICE' }]));
    for (const summary of ['One', 'Two', 'Three', 'Four']) await world.arrive(summary);
    await world.advance({ minutes: 20 });
    const calls = world.received.map(({ text, at }) => [at, text.includes('1 more') || text.includes('one more')]);
    expect(calls.map(([, isSummary]) => isSummary)).toEqual([false, false, false, true]);
    const times = world.received.map(({ at }) => at);
    for (const [index, at] of times.slice(1).entries()) {
      expect(at >= plus(times[index] ?? tenOClock, { minutes: 3 })).toBe(true);
    }
  });

  it('gives e-mails of the same pattern, and their summary has a link for each', async () => {
    const world = await aSendingWorld(one([{ method: 'EMAIL' }]));
    for (const summary of ['One', 'Two', 'Three', 'Four', 'Five']) await world.arrive(summary);
    await world.advance({ minutes: 5 });
    const summary = world.received.at(-1);
    expect(world.received).toHaveLength(4);
    expect(summary?.subject).toBe('2 more alerts');
    expect(summary?.text.match(/Accept: https:/g)).toHaveLength(2);
  });

  it('drops a push with the same words, and what exceeds twenty a minute', async () => {
    const world = await aSendingWorld(one([{ method: 'PUSH' }]));
    const first = await world.arrive('Same', 'a');
    const second = await world.arrive('Same', 'b');
    for (let index = 0; index < 21; index++) await world.arrive(`Other ${index}`);
    await world.advance({ seconds: 5 });
    expect(world.received).toHaveLength(20);
    expect([...(await world.notified(first)), ...(await world.notified(second))].sort()).toEqual([
      'PUSH SENT',
      'PUSH SUPPRESSED DUPLICATE',
    ]);
  });

  it('closes a window that is over before it opens the next, without waiting for the tick', async () => {
    const world = await aSendingWorld(one());
    for (const summary of ['One', 'Two', 'Three', 'Four']) await world.arrive(summary);
    await world.advance({ seconds: 5 });
    world.told();
    world.clock.advance({ seconds: 180 });
    await world.arrive('Five');
    await world.advance({ seconds: 1 });
    expect(world.told().sort()).toEqual([
      expect.stringMatching(/^SMS 1: 1 more alert: \d Four/),
      expect.stringMatching(/^SMS 1: ALERT: Prometheus: Five/),
    ]);
  });

  it('summarises once, however often the window is closed', async () => {
    const world = await aSendingWorld(one());
    for (const summary of ['One', 'Two', 'Three', 'Four']) await world.arrive(summary);
    await world.advance({ seconds: 200 });
    const id = 'SMS#+49151000001#800';
    for (let repeat = 0; repeat < 3; repeat++) await closeWindow(world.ctx, { id });
    await world.advance({ minutes: 5 });
    expect(world.told().filter((line) => line.includes('more alert'))).toHaveLength(1);
  });
});

describe('two calls to one number', () => {
  it('do not overlap; the second starts when the first is reported to have ended', async () => {
    const world = await aSendingWorld(one([{ method: 'VOICE' }]));
    world.channels.VOICE = [world.driver('voice.eum')];
    await world.arrive('One');
    await world.arrive('Two');
    await world.advance({ seconds: 20 });
    expect(world.received).toHaveLength(1);
    const reference = world.received[0]?.data?.notification;
    await handleReceipt(world.ctx, {
      driver: 'voice.eum',
      providerId: 'x',
      reference,
      outcome: 'DELIVERED',
      reason: '',
    });
    await world.advance({ seconds: 15 });
    expect(world.received).toHaveLength(2);
  });
});
