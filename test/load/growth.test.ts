import { describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import { createTokens } from '../../functions/platform/tokens.ts';
import { dueKinds } from '../../functions/ports/due-store.ts';
import type { TableCall } from '../../functions/store/memory/table.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { runDueWork } from '../../functions/usecases/due/run-due-work.ts';
import { takeDueSteps } from '../../functions/usecases/escalation/take-due-steps.ts';
import { processEvent } from '../../functions/usecases/event/process.ts';
import { sendNotification } from '../../functions/usecases/notification/send.ts';
import { aTick } from '../bench/heartbeats.ts';
import { anEventMessage, aPolicy } from '../support/factories.ts';
import { aWorld, type WorldSketch } from '../support/world.ts';
import { longestChain } from './hand-over.ts';
import { duration, figure, markdownOf, percentile, replaceSection } from './report.ts';

/** A world whose calls to the table are counted. */
async function countedWorld(sketch: WorldSketch = {}) {
  const names: TableCall['name'][] = [];
  const world = await aWorld({ ...sketch, beforeCall: ({ name }) => void names.push(name) });
  return {
    ...world,
    /** The calls that the work makes, in order. */
    async callsOf(work: () => Promise<unknown>): Promise<readonly TableCall['name'][]> {
      names.splice(0);
      await work();
      return [...names];
    },
  };
}

const event = (index: number, alertKey: string) => anEventMessage({ alertKey }, { eventId: `event-${index}` });

describe('the way to a text message', () => {
  it('takes two reads and a write to the hand-over, then a read, a write and a last look at the alert', async () => {
    const { ctx, callsOf, sent } = await countedWorld();
    const message = { ...event(0, 'one'), policyId: 900 };
    expect(await callsOf(() => processEvent(ctx, message))).toEqual(['batchGet', 'batchGet', 'write']);
    const order: string[] = [];
    const driver = {
      name: 'sms',
      send: async () => {
        order.push('sent');
        return { outcome: 'sent', providerId: 'p' } as const;
      },
    };
    const tokens = createTokens('a secret', ctx.clock);
    const channels = { SMS: [driver], VOICE: [], EMAIL: [], PUSH: [], NULL: [] };
    const [{ channel: _channel, ...first } = expect.fail('nothing was queued')] = sent;
    const calls = await callsOf(() => sendNotification({ ...ctx, tokens, channels }, first));
    expect(calls.slice(0, 3)).toEqual(['batchGet', 'write', 'get']);
    expect(order).toEqual(['sent']);
  });
});

describe('a storm of one key', () => {
  it('costs a read and a write a repeat, the last as the first, and leaves the alert as it was', async () => {
    const { ctx, store, callsOf } = await countedWorld();
    await processEvent(ctx, event(0, 'storm'));
    const [before] = await store.alerts.list({}, { offset: 0, limit: 10 });
    for (let index = 1; index <= 200; index += 1)
      expect(await callsOf(() => processEvent(ctx, event(index, 'storm')))).toEqual(['batchGet', 'write']);
    expect(await store.alerts.list({}, { offset: 0, limit: 10 })).toEqual([before]);
    expect(await store.alerts.log(before?.id ?? 0, { offset: 150, limit: 100 })).toHaveLength(52);
  });

  it('does not hold up who accepts the alert in the middle of it', async () => {
    const { ctx, as, store, callsOf, sent } = await countedWorld();
    await processEvent(ctx, event(0, 'storm'));
    const [alert] = await store.alerts.list({}, { offset: 0, limit: 1 });
    const alertId = alert?.id ?? expect.fail('no alert');
    await takeDueSteps(ctx, { alertId });
    const repeats = Promise.all(
      Array.from({ length: 200 }, (_, index) => processEvent(ctx, event(index + 1, 'storm'))),
    );
    const accept = callsOf(() => acceptAlert(as(1), { alertId }));
    await Promise.all([repeats, accept]);
    expect(await store.alerts.get(alertId)).toMatchObject({ status: 'ACCEPTED' });
    await takeDueSteps(ctx, { alertId });
    expect(sent).toHaveLength(1);
  });
});

describe('open alerts', () => {
  async function withOpen(count: number) {
    const world = await countedWorld({ policy: aPolicy([[1]], { delayMin: 15 }) });
    for (let index = 0; index < count; index += 1) await processEvent(world.ctx, event(index, `key-${index}`));
    const tick = () => runDueWork(world.ctx, { deadline: plus(world.clock.now(), { seconds: 45 }) });
    return { ...world, tick };
  }

  it.each([10, 500])(
    '%i of them cost a tick one question for each kind of work while nothing is due',
    async (count) => {
      const { callsOf, tick, clock } = await withOpen(count);
      clock.advance({ minutes: 10 });
      expect(await callsOf(tick)).toEqual(dueKinds.map(() => 'query'));
    },
  );

  it.each([10, 500])('one of %i is accepted in two reads and a write', async (count) => {
    const { callsOf, as, store } = await withOpen(count);
    const [alert] = await store.alerts.list({}, { offset: 0, limit: 1 });
    const calls = await callsOf(() => acceptAlert(as(1), { alertId: alert?.id ?? 0 }));
    expect(calls).toEqual(['get', 'query', 'write']);
  });
});

describe('heartbeats', () => {
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((total, one) => total + one, 0);

  it('cost a tick nothing while they are healthy', async () => {
    const [few, many] = [await aTick(10, 0), await aTick(500, 0)];
    expect(sum(many.counts)).toBe(sum(few.counts));
  });

  it('cost a little over two calls each when they are overdue', async () => {
    const { counts, messages } = await aTick(500, 500);
    expect(messages).toBe(500);
    expect(sum(counts)).toBeLessThan(500 * 2.3);
  });
});

describe('the report', () => {
  it('counts the calls that waited for each other', () => {
    const call = (began: number, ended: number) => ({ began, ended });
    expect(longestChain([])).toBe(0);
    expect(longestChain([call(0, 10), call(1, 11), call(12, 20), call(20, 30), call(13, 29)])).toBe(3);
  });

  it('replaces what stands between the markers of a part, and only that', () => {
    const text = 'a\n<!-- load:lists -->\nold\n<!-- /load:lists -->\nb\n<!-- load:storm -->\n<!-- /load:storm -->';
    expect(replaceSection(text, 'lists', 'new')).toBe(text.replace('old', 'new'));
    expect(() => replaceSection(text, 'events', 'new')).toThrow('no markers');
  });

  it('writes figures as people read them', () => {
    expect([0.5, 2, 1234.4, 12.34, 123.4].map(figure)).toEqual(['0.50', '2', '1,234', '12.3', '123']);
    expect([12, 12_345].map(duration)).toEqual(['12 ms', '12.3 s']);
    expect([0.5, 0.95, 0.99].map((share) => percentile([5, 1, 4, 2, 3], share))).toEqual([3, 5, 5]);
    expect(markdownOf({ title: 'T', head: ['a', 'b'], rows: [['1', '2']] })).toBe(
      '**T**\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |',
    );
  });
});
