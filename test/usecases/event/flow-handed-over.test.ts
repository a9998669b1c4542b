import { describe, expect, it } from 'vitest';
import type { FlowNode } from '../../../functions/domain/event-flow/event-flow.ts';
import { plus } from '../../../functions/domain/time.ts';
import { groupOf } from '../../../functions/usecases/event/group.ts';
import { aSource, tenOClock } from '../../support/factories.ts';
import { aFlow, branching, routeTo, transforming, waiting } from '../../support/flow-nodes.ts';
import { aFlowMessage, aFlowWorld } from '../../support/flows.ts';

const fiveMinutes = { waitForDuration: 'PT5M' };
const event = { eventType: 'ALERT', summary: 'Disk full on db-1', alertKey: 'db-1/disk' } as const;
const raw = { gzip: 'H4sIAAAAAAAAA6tWSs7PLShKLS5OTVGqBQDZJR4kDwAAAA==' };

/** What is on the queue for its source once an event has come through a flow. */
async function handedOver(target: FlowNode, facts: Parameters<typeof aFlowMessage>[1] = {}) {
  const world = await aFlowWorld(aFlow(target));
  await world.process(aFlowMessage({}, facts));
  return world;
}

describe('what a flow hands to a source', () => {
  it('is the event, and which way it came', async () => {
    const { queued } = await handedOver(routeTo(800));
    expect(queued).toEqual([
      {
        message: {
          v: 1,
          eventId: 'request-1-0',
          sourceId: 800,
          integration: 'api',
          receivedAt: tenOClock,
          event,
          policyId: 900,
          flow: { id: 60, integrationId: 61, why: 'by flow Night: To 800 (goes to alert source 800)' },
        },
        groupId: groupOf(aSource(), event, 'request-1-0'),
        name: 'request-1-0:800',
      },
    ]);
  });

  it('is all that came with it, and what the flow has decided', async () => {
    const target = routeTo(800, { overwritePriority: 'LOW', escalationPolicyId: 901 });
    const warnings = [{ kind: 'RATE_LIMITED' as const }];
    const { queued } = await handedOver(target, { raw, isOwnForm: true, warnings, note: 'mended' });
    expect(queued[0]?.message).toMatchObject({
      raw,
      isOwnForm: true,
      warnings,
      policyId: 901,
      flow: { priority: 'LOW', policyId: 901, why: expect.stringMatching(/^by flow Night: .*; mended$/) },
    });
  });

  it('is when its wait was over, of one that has waited', async () => {
    const { queued, clock, due, inFlows, process } = await handedOver(waiting(fiveMinutes, routeTo(800)));
    clock.advance({ minutes: 6 });
    await due();
    for (const { message } of inFlows.splice(0)) await process(message);
    expect(queued[0]?.message).toMatchObject({
      receivedAt: tenOClock,
      flow: { heldUntil: plus(tenOClock, { minutes: 5 }) },
    });
  });

  it('waits in the group of its key, also of a source that is gone', async () => {
    const { queued } = await handedOver(routeTo(999));
    expect(queued).toMatchObject([{ groupId: groupOf(aSource({ id: 999 }), event, 'request-1-0') }]);
    expect(queued[0]?.message).not.toHaveProperty('policyId');
  });

  it('goes through waits that are all over by what nodes before them have set, and from one end to the next', async () => {
    const rules = [
      { name: 'tier', target: 'context.tier', operator: 'SET', value: 'gold' },
      { name: 'summary', target: 'event.summary', operator: 'SET', value: 'Disk of a gold customer' },
    ];
    const gold = branching([["context.tier == 'gold'", routeTo(800)]]);
    const world = await aFlowWorld(aFlow(transforming(rules, waiting(fiveMinutes, waiting(fiveMinutes, gold)))));
    world.clock.advance({ minutes: 11 });
    const id = await world.send({}, { receivedAt: tenOClock });
    expect(world.outcomes).toEqual(['ROUTED', 'CREATED']);
    expect((await world.event(id))?.flow).toMatchObject({ heldUntil: plus(tenOClock, { minutes: 10 }) });
    expect(await world.alerts()).toMatchObject([{ summary: 'Disk of a gold customer' }]);
  });

  it('goes on at the very moment at which its wait is over', async () => {
    const world = await aFlowWorld(aFlow(waiting(fiveMinutes, routeTo(800))));
    world.clock.advance({ minutes: 5 });
    await world.send({}, { receivedAt: tenOClock });
    expect(world.outcomes).toEqual(['ROUTED', 'CREATED']);
    expect((await world.alerts())[0]?.reportTime).toBe(tenOClock);
  });
});

describe('what ends in a flow', () => {
  it('is kept with all that came with it', async () => {
    const { event: kept } = await handedOver(branching([["event.summary == 'no'", routeTo(800)]]), {
      raw,
      isOwnForm: true,
      note: 'mended',
    });
    expect(await kept('request-1-0')).toEqual({
      id: 'request-1-0',
      sourceId: 0,
      integration: 'api',
      receivedAt: tenOClock,
      flow: { id: 60, integrationId: 61 },
      event,
      raw,
      isOwnForm: true,
      outcome: 'DROPPED_BY_FLOW',
      note: expect.stringMatching(/^by flow Night: .*; mended$/),
    });
  });

  it('is kept with a thousand characters of its way', async () => {
    let target: FlowNode = branching([["event.summary == 'no'", routeTo(800)]]);
    for (let index = 0; index < 9; index += 1) target = { ...transforming([], target), name: `${index}`.repeat(200) };
    const { event: kept } = await handedOver(target);
    expect((await kept('request-1-0'))?.note).toHaveLength(1_000);
  });

  it('is kept once: what comes again is told what became of it', async () => {
    const { process, store } = await handedOver(branching([["event.summary == 'no'", routeTo(800)]]));
    const before = await store.events.get('request-1-0');
    expect(await process(aFlowMessage({ summary: 'other' }))).toBe('DROPPED_BY_FLOW');
    expect(await store.events.get('request-1-0')).toEqual(before);
  });

  it('is nothing, where what would go on from its wait is not kept any more', async () => {
    const { process, queued, store } = await aFlowWorld(aFlow(waiting(fiveMinutes, routeTo(800))));
    expect(await process(aFlowMessage({}, { eventId: 'gone', from: 1001 }))).toBe('IGNORED');
    expect(queued).toEqual([]);
    expect(await store.events.get('gone')).toBeUndefined();
  });
});

describe('an answer that follows the ALERTs of its key', () => {
  const critical = "event.labels.severity == 'critical'";
  const rest = aSource({ id: 801, name: 'Rest', integrationKey: 'il1api-801' });

  async function apart() {
    const world = await aFlowWorld(aFlow(branching([[critical, routeTo(800)]], routeTo(801))));
    await world.store.sources.create(rest);
    return world;
  }

  it('comes to each source once, as an event of its own beside the one that was led there', async () => {
    const { send, event: kept } = await apart();
    await send({ labels: { severity: 'critical' } });
    await send();
    const answer = await send({ eventType: 'RESOLVE' });
    expect(await kept(answer)).toMatchObject({ sourceId: 801, outcome: 'RESOLVED' });
    expect(await kept(`${answer}-800`)).toMatchObject({ sourceId: 800, outcome: 'RESOLVED' });
    expect(await kept(`${answer}-801`)).toBeUndefined();
  });

  it('comes to those to which ALERTs went up to the moment it came, and to none to which they went later', async () => {
    const { send, event: kept, clock } = await apart();
    clock.advance({ minutes: 1 });
    const same = clock.now();
    await send({ labels: { severity: 'critical' } });
    const before = await send({ eventType: 'RESOLVE' }, { receivedAt: tenOClock });
    expect(await kept(`${before}-800`)).toBeUndefined();
    const answer = await send({ eventType: 'RESOLVE' }, { receivedAt: same });
    expect(await kept(`${answer}-800`)).toMatchObject({ outcome: 'RESOLVED' });
  });

  it('is only that: a comment of a source that it was not led to goes there, too, one without a key nowhere else', async () => {
    const { send, event: kept } = await apart();
    await send({ labels: { severity: 'critical' } });
    const keyless = await send({ eventType: 'RESOLVE', alertKey: undefined });
    expect(await kept(`${keyless}-800`)).toBeUndefined();
    expect(await kept(keyless)).toMatchObject({ sourceId: 801, outcome: 'NO_OPEN_ALERT' });
  });

  it('is none of what has lost its key on the way', async () => {
    const rules = [{ name: 'key', target: 'context.event.alertKey', operator: 'SET', value: '' }];
    const apart = branching([[critical, routeTo(800)]], routeTo(801));
    const { send, event: kept, store } = await aFlowWorld(aFlow(transforming(rules, apart)));
    await store.sources.create(rest);
    await send({ labels: { severity: 'critical' } });
    const answer = await send({ eventType: 'RESOLVE' });
    expect(await kept(answer)).toMatchObject({ sourceId: 801, outcome: 'NO_OPEN_ALERT' });
    expect(await kept(`${answer}-800`)).toBeUndefined();
    expect(await store.flowEvents.sentTo({ flowId: 60, key: 'db-1/disk' })).toEqual([]);
  });

  it('is none of what came without a key, whatever key the flow gave it', async () => {
    const rules = [{ name: 'key', target: 'context.event.alertKey', operator: 'SET', value: 'all disks' }];
    const apart = branching([[critical, routeTo(800)]], routeTo(801));
    const { send, event: kept, store } = await aFlowWorld(aFlow(transforming(rules, apart)));
    await store.sources.create(rest);
    await send({ alertKey: undefined, labels: { severity: 'critical' } });
    const answer = await send({ alertKey: undefined, eventType: 'RESOLVE' });
    expect(await kept(answer)).toMatchObject({
      sourceId: 801,
      event: { alertKey: 'all disks' },
      outcome: 'NO_OPEN_ALERT',
    });
    expect(await kept(`${answer}-800`)).toBeUndefined();
  });
});
