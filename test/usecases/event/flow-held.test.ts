import { describe, expect, it } from 'vitest';
import type { FlowNode } from '../../../functions/domain/event-flow/event-flow.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { DueReference, DueStore } from '../../../functions/ports/due-store.ts';
import { continueTogether, continueWaiting } from '../../../functions/usecases/event/flow-continue.ts';
import { processQueued } from '../../../functions/usecases/event/process-queued.ts';
import { tenOClock } from '../../support/factories.ts';
import { aFlow, branching, routeTo, transforming, waiting } from '../../support/flow-nodes.ts';
import { aFlowMessage, aFlowWorld } from '../../support/flows.ts';

const fiveMinutes = { waitForDuration: 'PT5M' };
const key = 'db-1/disk';
const soon = plus(tenOClock, { minutes: 1 });

const aWaitingWorld = (target: FlowNode = routeTo(800)) => aFlowWorld(aFlow(waiting(fiveMinutes, target)));

describe('what is kept of an event that waits', () => {
  it('is the event as the flow has made it, and of the flow what lies behind its node', async () => {
    const rules = [
      { name: 'key', target: 'context.event.alertKey', operator: 'SET', value: 'all disks' },
      { name: 'tier', target: 'context.tier', operator: 'SET', value: 'gold' },
    ];
    const node = waiting(fiveMinutes, routeTo(800));
    const { send, event, store } = await aFlowWorld(aFlow(transforming(rules, node)));
    const id = await send();
    const way = 'by flow Night: Transform (key; tier) → Wait (waits until 2026-11-21T10:05:00.000Z)';
    const record = await event(id);
    expect(record).toEqual({
      id,
      sourceId: 0,
      integration: 'api',
      receivedAt: tenOClock,
      flow: { id: 60, integrationId: 61 },
      event: { eventType: 'ALERT', summary: 'Disk full on db-1', alertKey: 'all disks' },
      outcome: 'WAITING',
      note: record?.wait?.way,
      wait: {
        nodeId: node.id,
        until: plus(tenOClock, { minutes: 5 }),
        flow: { id: 60, name: 'Night', root: node },
        context: { integrationType: 'API', tier: 'gold' },
        way: record?.wait?.way,
      },
    });
    expect(record?.note?.slice(0, 25)).toBe(way.slice(0, 25));
    const held = await store.flowEvents.held({ flowId: 60, key: 'all disks' });
    expect(held.eventIds).toEqual([id]);
  });

  it('is what nodes before its wait have set, for those behind it', async () => {
    const rules = [{ name: 'tier', target: 'context.tier', operator: 'SET', value: 'gold' }];
    const gold = branching([["context.tier == 'gold'", routeTo(800)]]);
    const { send, pass, outcomes } = await aFlowWorld(aFlow(transforming(rules, waiting(fiveMinutes, gold))));
    await send();
    await pass({ minutes: 5 });
    expect(outcomes).toEqual(['WAITING', 'ROUTED', 'CREATED']);
  });

  it('stands once among those of its key, also at its second wait', async () => {
    const { send, pass, event, store } = await aWaitingWorld(waiting({ waitForDuration: 'PT10M' }, routeTo(800)));
    const id = await send();
    await pass({ minutes: 5 });
    expect((await event(id))?.wait?.until).toBe(plus(tenOClock, { minutes: 15 }));
    expect((await store.flowEvents.held({ flowId: 60, key })).eventIds).toEqual([id]);
    expect((await event(id))?.note?.match(/joins/)).toBeNull();
  });

  it('does not join at a second wait what has come to it before', async () => {
    const { send, pass, event, clock } = await aWaitingWorld(waiting({ waitForDuration: 'PT10M' }, routeTo(800)));
    const first = await send();
    await pass({ minutes: 5 });
    const second = await send();
    expect(await event(second)).toMatchObject({ wait: { until: plus(clock.now(), { minutes: 5 }) } });
    await pass({ minutes: 5 });
    expect((await event(first))?.wait?.until).toBe(plus(tenOClock, { minutes: 15 }));
    expect((await event(second))?.wait?.until).toBe(plus(tenOClock, { minutes: 20 }));
  });

  it('joins the first of those that wait already, and is kept also where another one comes in between', async () => {
    const { send, event, process, ctx, store } = await aWaitingWorld();
    const first = await send();
    let isCrowded = true;
    const flowEvents = Object.assign(Object.create(store.flowEvents), {
      hold: async (...asked: Parameters<typeof store.flowEvents.hold>) => {
        if (isCrowded) await process(aFlowMessage({}, { eventId: 'second' }));
        isCrowded = false;
        return store.flowEvents.hold(...asked);
      },
    });
    const third = aFlowMessage({}, { eventId: 'third' });
    expect(await processQueued({ ...ctx, store: { ...store, flowEvents } }, third)).toBe('WAITING');
    expect((await store.flowEvents.held({ flowId: 60, key })).eventIds).toEqual([first, 'second', 'third']);
    for (const id of ['second', 'third']) {
      const { note, outcome, wait } = (await event(id)) ?? expect.fail('it is not kept');
      expect([outcome, wait?.until]).toEqual(['WAITING', plus(tenOClock, { minutes: 5 })]);
      expect(note).toContain(`; joins the event ${first}, which waits until ${wait?.until}`);
    }
  });

  it('are the five that came first but for the latest, in their order', async () => {
    const { send, store } = await aWaitingWorld();
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) ids.push(await send());
    const { eventIds } = await store.flowEvents.held({ flowId: 60, key });
    expect(eventIds).toEqual([...ids.slice(0, 4), ids[6]]);
  });

  it('is no longer than the explorer shows: of the way a thousand characters, and what became of it behind 600', async () => {
    const named = (index: number, target: FlowNode): FlowNode => ({
      ...transforming([], target),
      name: `${index}`.repeat(200),
    });
    let target = waiting(fiveMinutes, routeTo(800));
    for (let index = 0; index < 9; index += 1) target = named(index, target);
    const { send, event } = await aFlowWorld(aFlow(target));
    const waits = await send();
    const way = (await event(waits))?.wait?.way ?? '';
    expect(way).toHaveLength(1_000);
    expect((await event(waits))?.note).toBe(way);
    const answer = await send({ eventType: 'RESOLVE' });
    expect((await event(waits))?.note).toBe(
      `${way.slice(0, 600)}; dropped by RESOLVE ${answer}, which came while it waited`,
    );
  });
});

describe('an answer to what waits', () => {
  it('drops what came before it, and leaves the rest waiting for the next one', async () => {
    const { send, event, clock, store } = await aWaitingWorld();
    const first = await send();
    clock.advance({ minutes: 2 });
    const second = await send();
    await send({ eventType: 'RESOLVE' }, { eventId: 'early', receivedAt: soon });
    expect(await event(first)).toMatchObject({ outcome: 'DROPPED_BY_FLOW' });
    expect(await event(second)).toMatchObject({ outcome: 'WAITING' });
    expect((await store.flowEvents.held({ flowId: 60, key })).eventIds).toEqual([second]);
    const answer = await send({ eventType: 'RESOLVE' });
    expect((await event(answer))?.note).toMatch(new RegExp(`drops what waited: ${second}$`));
    expect((await store.flowEvents.held({ flowId: 60, key })).eventIds).toEqual([]);
  });

  it('says all that it has dropped, however often it is delivered', async () => {
    const { send, event, process, carry, queued, clock } = await aWaitingWorld();
    clock.set(soon);
    const answer = aFlowMessage({ eventType: 'RESOLVE' }, { eventId: 'answer', receivedAt: soon });
    const early = await send({}, { receivedAt: tenOClock });
    await process(answer);
    queued.splice(0);
    const late = await send({}, { receivedAt: minus(soon, { seconds: 1 }) });
    await process(answer);
    queued.splice(0);
    await process(answer);
    await carry();
    expect((await event('answer'))?.note).toMatch(new RegExp(`drops what waited: ${early}, ${late}$`));
  });

  it('that a flow makes of what has waited does not drop itself', async () => {
    const rules = [{ name: 'end', target: 'context.event.eventType', operator: 'SET', value: 'RESOLVE' }];
    const { send, event, pass, outcomes } = await aWaitingWorld(transforming(rules, routeTo(800)));
    const first = await send();
    const second = await send({ alertKey: 'other' });
    await pass({ minutes: 5 });
    expect(outcomes).toEqual(['WAITING', 'WAITING', 'ROUTED', 'ROUTED', 'NO_OPEN_ALERT', 'NO_OPEN_ALERT']);
    for (const id of [first, second]) {
      expect(await event(id)).toMatchObject({ sourceId: 800, outcome: 'NO_OPEN_ALERT' });
      expect((await event(id))?.note).not.toContain('drop');
    }
  });

  it.each([
    ['once where nothing else happens', false, 1],
    ['again where something else begins to wait between its look and its write', true, 2],
  ])('is decided %s, and drops all that came before it', async (_when, isCrowded, expected) => {
    const { send, process, event, ctx, store, clock } = await aWaitingWorld();
    const first = await send();
    let looks = 0;
    let isLate = isCrowded;
    // It is loaded with its first call: there is nothing to spread at runtime.
    const flowEvents: typeof store.flowEvents = {
      ...store.flowEvents,
      waiting: (ids) => store.flowEvents.waiting(ids),
      intake: (...asked) => {
        looks += 1;
        return store.flowEvents.intake(...asked);
      },
      drop: async (...asked) => {
        if (isLate) await process(aFlowMessage({}, { eventId: 'second' }));
        isLate = false;
        return store.flowEvents.drop(...asked);
      },
    };
    clock.set(soon);
    const answer = aFlowMessage({ eventType: 'RESOLVE' }, { eventId: 'answer', receivedAt: soon });
    await processQueued({ ...ctx, store: { ...store, flowEvents } }, answer);
    expect(looks).toBe(expected);
    for (const id of isCrowded ? [first, 'second'] : [first])
      expect(await event(id)).toMatchObject({ outcome: 'DROPPED_BY_FLOW' });
    expect((await store.flowEvents.held({ flowId: 60, key })).eventIds).toEqual([]);
  });
});

describe('the end of a wait', () => {
  const references = (ids: readonly string[]) =>
    ids.map((id) => ({ kind: 'waiting' as const, id, dueAt: plus(tenOClock, { minutes: 5 }) }));

  it('puts on the queue what still waits, with all that it came with, and nothing else', async () => {
    const { send, ctx, inFlows, event, waitsAt } = await aWaitingWorld();
    const waits = await send({ alertKey: 'a' }, { isOwnForm: true });
    const over = await send({ alertKey: 'b' });
    await send({ alertKey: 'b', eventType: 'RESOLVE' });
    expect(await event(over)).toMatchObject({ outcome: 'DROPPED_BY_FLOW' });
    await continueWaiting(ctx, references([waits, over, 'gone']));
    const from = await waitsAt(waits);
    expect(inFlows).toEqual([
      {
        message: {
          v: 2,
          eventId: waits,
          integration: 'api',
          receivedAt: tenOClock,
          event: { eventType: 'ALERT', summary: 'Disk full on db-1', alertKey: 'a' },
          flow: { id: 60, integrationId: 61 },
          integrationType: 'API',
          from,
        },
        groupId: expect.any(String),
        name: `${waits}:${from}`,
      },
    ]);
  });

  it('goes on with nothing that came by no flow', async () => {
    const { ctx, send, event, inFlows } = await aWaitingWorld();
    const id = await send({ alertKey: 'a' });
    const { flow: _none, ...record } = (await event(id)) ?? expect.fail('it was not kept');
    const events = { ...ctx.store.events, getMany: async () => [record] };
    await continueWaiting({ ...ctx, store: { ...ctx.store, events } }, references([id]));
    expect([record.wait === undefined, inFlows]).toEqual([false, []]);
  });

  it('asks nobody where nothing waits any more', async () => {
    const { ctx } = await aWaitingWorld();
    const sent: unknown[] = [];
    const events = { send: async (messages: readonly unknown[]) => void sent.push(messages) };
    const store = { ...ctx.store, events: { ...ctx.store.events, getMany: () => expect.fail('it was asked for') } };
    await continueWaiting({ ...ctx, events }, references(['gone']));
    await continueWaiting({ ...ctx, events, store }, []);
    expect(sent).toEqual([]);
  });

  it('is leased for two minutes, by ten at once, and only what waits and nobody else has', async () => {
    const { ctx, send, clock } = await aWaitingWorld();
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1) ids.push(await send({ alertKey: `${index}` }));
    clock.advance({ minutes: 5 });
    const batches: number[] = [];
    let underWay = 0;
    const lease: DueStore['lease'] = async (reference, until) => {
      expect(until).toBe(plus(clock.now(), { minutes: 2 }));
      underWay += 1;
      batches.push(underWay);
      const leased = await ctx.store.due.lease(reference, until);
      underWay = 0;
      return leased;
    };
    const store = { ...ctx.store, due: { ...ctx.store.due, lease } };
    const sent: string[] = [];
    const events = {
      send: async (messages: readonly { readonly message: { readonly eventId: string } }[]) =>
        void sent.push(...messages.map(({ message }) => message.eventId)),
    };
    const other: DueReference = { kind: 'step', alertId: 1, stepId: 1, dueAt: tenOClock };
    const [taken, ...rest] = references(ids);
    if (taken) await ctx.store.due.lease(taken, plus(clock.now(), { minutes: 1 }));
    expect(await continueTogether({ ...ctx, store, events }, [other, ...references(ids)])).toBe(rest.length);
    expect(batches).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2]);
    expect(sent.toSorted()).toEqual(ids.slice(1).toSorted());
  });
});
