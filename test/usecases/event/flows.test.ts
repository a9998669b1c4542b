import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { groupOf, groupOfFlow } from '../../../functions/usecases/event/group.ts';
import { removeEventFlow } from '../../../functions/usecases/event-flow/remove.ts';
import { anEventMessage, aPolicy, aSource, tenOClock } from '../../support/factories.ts';
import { aFlow, branching, routeTo, transforming, waiting } from '../../support/flow-nodes.ts';
import { aFlowMessage, aFlowWorld } from '../../support/flows.ts';

const fiveMinutes = { waitForDuration: 'PT5M' };

describe('an event that a flow routes', () => {
  it('is an event of its source, which opens an alert and says which way it came', async () => {
    const { send, alerts, event, outcomes } = await aFlowWorld(aFlow(routeTo(800)));
    const id = await send();
    expect(outcomes).toEqual(['ROUTED', 'CREATED']);
    expect(await alerts()).toMatchObject([{ alertKey: 'db-1/disk', source: { id: 800 } }]);
    expect(await event(id)).toMatchObject({
      outcome: 'CREATED',
      sourceId: 800,
      flow: { id: 60, integrationId: 61 },
      note: 'by flow Night: To 800 (goes to alert source 800)',
    });
  });

  it('costs two reads in its flow, and at its source what any event costs there', async () => {
    const calls: string[] = [];
    const world = await aFlowWorld(aFlow(routeTo(800)), { beforeCall: async ({ name }) => void calls.push(name) });
    calls.splice(0);
    await world.process(aFlowMessage());
    expect(calls.splice(0)).toEqual(['batchGet', 'get']);
    await world.carry();
    const ofFlow = calls.splice(0);
    await world.process(anEventMessage({ alertKey: 'other' }, { eventId: 'direct', policyId: 900 }));
    expect(ofFlow).toEqual(calls);
  });

  it('costs a transaction when it waits, and its end two reads, besides those of the tick', async () => {
    const calls: string[] = [];
    const flow = aFlow(waiting(fiveMinutes, routeTo(800)));
    const world = await aFlowWorld(flow, { beforeCall: async ({ name }) => void calls.push(name) });
    calls.splice(0);
    await world.process(aFlowMessage());
    expect(calls.splice(0)).toEqual(['batchGet', 'write']);
    world.clock.advance({ minutes: 5 });
    await world.due();
    calls.splice(0);
    for (const { message } of world.inFlows.splice(0)) await world.process(message);
    expect(calls).toEqual(['batchGet', 'get']);
  });

  it('waits on the queue behind the events that its source gets by its own key', async () => {
    const { process, queued } = await aFlowWorld(aFlow(routeTo(800)));
    await process(aFlowMessage());
    const event = aFlowMessage().event;
    expect(queued).toMatchObject([
      { groupId: groupOf(aSource(), event, 'any'), message: { sourceId: 800, policyId: 900 } },
    ]);
  });

  it('is one of all events of a source whose settings find the key later', async () => {
    const source = aSource({ extras: { alertKeyTemplate: { elements: [] } } });
    const { process, queued } = await aFlowWorld(aFlow(routeTo(800)), { source });
    await process(aFlowMessage());
    expect(queued[0]?.groupId).toBe(groupOf(source, undefined, 'any'));
  });

  it('does nothing a second time, whatever its delivery came to', async () => {
    const { process, carry, alerts, calls, inFlows } = await aFlowWorld(aFlow(routeTo(800)));
    await process(aFlowMessage());
    await process(aFlowMessage());
    await carry();
    expect(await process(aFlowMessage())).toBe('CREATED');
    expect(inFlows).toEqual([]);
    expect(await alerts()).toHaveLength(1);
    expect(new Set(calls.map(({ name }) => name)).size).toBe(1);
  });

  it('goes with what the flow made of it', async () => {
    const rules = [{ name: 'key', target: 'context.event.alertKey', operator: 'SET', value: 'all disks' }];
    const { send, alerts } = await aFlowWorld(aFlow(transforming(rules, routeTo(800))));
    await send();
    expect(await alerts()).toMatchObject([{ alertKey: 'all disks' }]);
  });

  it('is recorded by the flow when its source is gone', async () => {
    const { send, event } = await aFlowWorld(aFlow(routeTo(999)));
    expect(await event(await send())).toMatchObject({ outcome: 'SOURCE_DELETED', flow: { id: 60 } });
  });
});

describe('what a flow decides in place of the source', () => {
  const low = aSource({ alertPriorityRule: 'LOW' });

  it.each([
    ['HIGH', low, 'LOW', 'HIGH'],
    ['LOW', aSource(), 'HIGH', 'LOW'],
  ] as const)('the priority %s wins over the rule and the event', async (overwritePriority, source, said, priority) => {
    const { send, alerts } = await aFlowWorld(aFlow(routeTo(800, { overwritePriority })), { source });
    await send({ priority: said });
    expect(await alerts()).toMatchObject([{ priority }]);
  });

  it('a repeat raises the alert to the priority of the flow', async () => {
    const flow = aFlow(
      branching([["event.summary == 'worse'", routeTo(800, { overwritePriority: 'HIGH' })]], routeTo(800)),
    );
    const { send, alerts } = await aFlowWorld(flow, { source: low });
    await send();
    await send({ summary: 'worse' });
    expect(await alerts()).toMatchObject([{ priority: 'HIGH' }]);
  });

  it('the policy wins over the source and over routing keys', async () => {
    const world = await aFlowWorld(aFlow(routeTo(800, { escalationPolicyId: 901 })));
    await world.store.policies.create({ ...aPolicy([[2]]), id: 901, name: 'Night shift' });
    await world.store.policies.create({ ...aPolicy([[3]]), id: 902, name: 'Routed', routingKey: 'dbas' });
    await world.send({ routingKey: 'dbas' });
    expect(await world.alerts()).toMatchObject([{ policy: { id: 901 } }]);
  });

  it('a policy that is gone leaves the alert to that of the source', async () => {
    const { send, alerts } = await aFlowWorld(aFlow(routeTo(800, { escalationPolicyId: 999 })));
    await send();
    expect(await alerts()).toMatchObject([{ policy: { id: 900 } }]);
  });
});

describe('an event that comes late to a wait', () => {
  const twice = () => aFlow(waiting(fiveMinutes, waiting({ waitForDuration: 'PT10S' }, routeTo(800))));

  it('goes on at once when its time is over: two waits in a row are late together as one is', async () => {
    const world = await aFlowWorld(twice());
    const id = await world.send();
    await world.pass({ minutes: 5, seconds: 50 });
    expect(world.outcomes).toEqual(['WAITING', 'ROUTED', 'CREATED']);
    const note = (await world.event(id))?.note ?? '';
    expect(note.match(/Wait/g)).toHaveLength(2);
  });

  it('waits for the rest of its time', async () => {
    const world = await aFlowWorld(twice());
    await world.send();
    await world.pass({ minutes: 5, seconds: 5 });
    expect(world.outcomes).toEqual(['WAITING', 'WAITING']);
    await world.pass({ seconds: 5 });
    expect(world.outcomes.slice(2)).toEqual(['ROUTED', 'CREATED']);
  });

  it('does not wait at all when the queue was later than its whole wait', async () => {
    const world = await aFlowWorld(twice());
    world.clock.advance({ minutes: 6 });
    await world.send({}, { receivedAt: tenOClock });
    expect(world.outcomes).toEqual(['ROUTED', 'CREATED']);
  });
});

describe('an event that reaches no source', () => {
  it('is recorded with the reason, and shown by the flow', async () => {
    const { send, inFlow, store } = await aFlowWorld(aFlow(branching([["event.summary == 'no'", routeTo(800)]])));
    const id = await send();
    expect(await inFlow()).toMatchObject([
      { id, outcome: 'DROPPED_BY_FLOW', note: expect.stringMatching(/^by flow Night: /) },
    ]);
    const span = { from: tenOClock, until: plus(tenOClock, { days: 1 }) };
    expect(await store.events.list({ sourceId: 0 }, span, { offset: 0, limit: 10 })).toEqual({ events: [] });
  });

  it('is recorded when its flow was deleted', async () => {
    const { process, event } = await aFlowWorld(aFlow(routeTo(800)));
    expect(await process(aFlowMessage({}, { flow: { id: 9, integrationId: 61 } }))).toBe('DROPPED_BY_FLOW');
    expect(await event('request-1-0')).toMatchObject({ note: 'dropped: its flow was deleted', flow: { id: 9 } });
  });

  it('is recorded when it asks for nothing', async () => {
    const { process, inFlow } = await aFlowWorld(aFlow(routeTo(800)));
    const { event: _none, ...message } = aFlowMessage({}, { note: 'refused: the signature does not verify' });
    expect(await process(message)).toBe('REFUSED');
    expect(await inFlow()).toMatchObject([{ outcome: 'REFUSED', note: 'refused: the signature does not verify' }]);
  });
});

describe('an event that waits', () => {
  it('is recorded, and goes on with the first tick after the end', async () => {
    const { send, pass, event, alerts, inFlow } = await aFlowWorld(aFlow(waiting(fiveMinutes, routeTo(800))));
    const id = await send();
    expect(await event(id)).toMatchObject({ outcome: 'WAITING', wait: { until: plus(tenOClock, { minutes: 5 }) } });
    await pass({ minutes: 4 });
    expect(await alerts()).toEqual([]);
    await pass({ minutes: 1 });
    expect(await alerts()).toMatchObject([{ alertKey: 'db-1/disk', reportTime: tenOClock }]);
    const [record] = await inFlow();
    expect(record).toMatchObject({ id, outcome: 'CREATED', sourceId: 800 });
    expect(record?.wait).toBeUndefined();
    expect(record?.note).toMatch(/^by flow Night: Wait \(waits until .*\) → To 800/);
  });

  it('goes on once, however often its message and the tick come', async () => {
    const { send, pass, tick, clock, process, alerts, store, outcomes } = await aFlowWorld(
      aFlow(waiting(fiveMinutes, routeTo(800))),
    );
    const id = await send();
    expect(await process(aFlowMessage({}, { eventId: id }))).toBe('WAITING');
    await pass({ minutes: 6 });
    await tick();
    clock.advance({ minutes: 5 });
    await tick();
    expect(await alerts()).toHaveLength(1);
    expect(outcomes).toEqual(['WAITING', 'ROUTED', 'CREATED']);
    expect(await store.due.list('waiting', plus(clock.now(), { days: 9 }), 10)).toEqual([]);
  });

  it('is queued again as long as nobody has gone on with it', async () => {
    const { ctx, send, pass, clock, inFlows, store } = await aFlowWorld(aFlow(waiting(fiveMinutes, routeTo(800))));
    await send();
    const lost: unknown[] = [];
    ctx.events.send = async (messages) => void lost.push(...messages);
    await pass({ minutes: 5 });
    await pass({ minutes: 2 });
    expect(lost).toMatchObject([{ name: expect.any(String) }, { message: { v: 2, from: expect.any(Number) } }]);
    expect(inFlows).toEqual([]);
    expect(await store.due.list('waiting', plus(clock.now(), { minutes: 3 }), 10)).toHaveLength(1);
  });

  it('goes on in the order in which it came, in the group of its flow', async () => {
    const { send, ctx, clock, tick } = await aFlowWorld(aFlow(waiting(fiveMinutes, routeTo(800))));
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      ids.push(await send({ alertKey: `key ${index % 3}` }, { eventId: `${9 - index}` }));
      clock.advance({ seconds: 1 });
    }
    clock.advance({ minutes: 5 });
    const batches: { eventIds: string[]; groups: string[] }[] = [];
    ctx.events.send = async (messages) =>
      void batches.push({
        eventIds: messages.map(({ message }) => message.eventId),
        groups: messages.map(({ groupId }) => groupId),
      });
    await tick();
    expect(batches).toEqual([{ eventIds: ids, groups: ids.map(() => groupOfFlow(60)) }]);
  });

  it('goes on by the flow as it was when it came, edited or deleted meanwhile', async () => {
    const { send, pass, table, alerts } = await aFlowWorld(aFlow(waiting(fiveMinutes, routeTo(800))));
    await send();
    await table.write([{ delete: { PK: 'EVENT_FLOW#60', SK: 'EVENT_FLOW' } }]);
    await pass({ minutes: 5 });
    expect(await alerts()).toHaveLength(1);
  });

  it('waits a second time where two waits follow each other', async () => {
    const flow = aFlow(waiting(fiveMinutes, waiting({ waitForDuration: 'PT10M' }, routeTo(800))));
    const { send, pass, process, event, alerts } = await aFlowWorld(flow);
    const id = await send();
    const first = (await event(id))?.wait?.nodeId ?? expect.fail();
    await pass({ minutes: 5 });
    expect(await event(id)).toMatchObject({ outcome: 'WAITING', wait: { until: plus(tenOClock, { minutes: 15 }) } });
    expect(await process(aFlowMessage({}, { eventId: id, from: first }))).toBe('WAITING');
    expect(await alerts()).toEqual([]);
    await pass({ minutes: 10 });
    expect(await alerts()).toHaveLength(1);
  });

  it('keeps its body, which its source sees', async () => {
    const raw = { gzip: 'H4sIAAAAAAAAA6tWSs7PLShKLS5OTVGqBQDZJR4kDwAAAA==' };
    const { send, pass, event } = await aFlowWorld(aFlow(waiting(fiveMinutes, routeTo(800))));
    const id = await send({}, { raw, isOwnForm: true });
    await pass({ minutes: 5 });
    expect(await event(id)).toMatchObject({ outcome: 'CREATED', raw, isOwnForm: true });
  });

  it('asks the support hours of its source about the end of its wait', async () => {
    const source = aSource({ alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS', extras: { supportHours: { id: 70 } } });
    const { send, pass, alerts, store } = await aFlowWorld(aFlow(waiting(fiveMinutes, routeTo(800))), {});
    await store.supportHours.create({
      id: 70,
      version: 1,
      name: 'From three minutes past ten',
      teams: [],
      timezone: 'UTC',
      supportDays: { SATURDAY: { start: '10:03', end: '18:00' } },
      exceptions: [],
      createdAt: tenOClock,
      updatedAt: tenOClock,
    });
    const before = (await store.sources.get(800)) ?? expect.fail();
    await store.sources.save({ ...before, ...source, version: before.version }, before);
    await send();
    await pass({ minutes: 5 });
    expect(await alerts()).toMatchObject([{ priority: 'HIGH' }]);
  });
});

describe('a flow', () => {
  const entry = {
    ...{ id: 61, version: 1, eventFlowId: 60, name: 'Entry', integrationType: 'API', integrationKey: 'key-61' },
    ...{ createdAt: tenOClock, updatedAt: tenOClock },
  } as never;

  it('holds an event until support hours begin that it names', async () => {
    const world = await aFlowWorld(aFlow(waiting({ waitStartSupportHoursId: 71 }, routeTo(800))));
    const day = { start: '12:00', end: '13:00' };
    const hours = { id: 71, version: 1, timezone: 'UTC', teams: [], exceptions: [], createdAt: tenOClock };
    await world.store.supportHours.create({
      ...hours,
      name: 'Noon',
      supportDays: { SATURDAY: day },
      updatedAt: tenOClock,
    });
    const id = await world.send();
    expect(world.outcomes).toEqual(['WAITING']);
    expect(await world.event(id)).toMatchObject({ wait: { until: plus(tenOClock, { hours: 2 }) } });
  });

  it('does nothing for what is to go on from a wait that nobody knows', async () => {
    const world = await aFlowWorld(aFlow(routeTo(800)));
    await world.send({}, { from: 4711 });
    expect(world.outcomes).toEqual(['IGNORED']);
    expect(await world.alerts()).toEqual([]);
  });

  it('is deleted with its entries, also with one that is gone by then', async () => {
    const world = await aFlowWorld(aFlow(routeTo(800)));
    const there = await world.store.flowIntegrations.create(entry);
    const flowIntegrations = Object.assign(Object.create(world.store.flowIntegrations), {
      ofFlow: async () => [{ ...there, id: 62, integrationKey: 'gone' }, there],
    });
    const admin = world.as(1);
    await removeEventFlow({ ...admin, store: { ...admin.store, flowIntegrations } }, 60);
    expect(await world.store.flowIntegrations.ofFlow(60)).toEqual([]);
    expect(await world.store.eventFlows.get(60)).toBeUndefined();
  });

  it('stays where one of its entries cannot be deleted', async () => {
    const world = await aFlowWorld(aFlow(routeTo(800)));
    await world.store.flowIntegrations.create(entry);
    const flowIntegrations = Object.assign(Object.create(world.store.flowIntegrations), {
      delete: () => Promise.reject(new Error('no answer')),
    });
    const admin = world.as(1);
    const removed = removeEventFlow({ ...admin, store: { ...admin.store, flowIntegrations } }, 60);
    await expect(removed).rejects.toThrow('no answer');
    expect(await world.store.eventFlows.get(60)).toMatchObject({ id: 60 });
  });
});
