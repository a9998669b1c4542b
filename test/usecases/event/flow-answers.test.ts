import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { tenOClock } from '../../support/factories.ts';
import { aFlow, branching, routeTo, transforming, waiting } from '../../support/flow-nodes.ts';
import { aFlowMessage, aFlowWorld } from '../../support/flows.ts';

const waitThenRoute = () => aFlow(waiting({ waitForDuration: 'PT5M' }, routeTo(800)));

describe.each(['RESOLVE', 'ACCEPT'] as const)('%s while an event with its key waits in its flow', (eventType) => {
  it('drops the event that waits; both are recorded with the other', async () => {
    const { send, pass, event, alerts } = await aFlowWorld(waitThenRoute());
    const waits = await send();
    const answer = await send({ eventType, alertKey: ' DB-1/Disk ' });
    expect(await event(waits)).toMatchObject({
      outcome: 'DROPPED_BY_FLOW',
      note: expect.stringMatching(new RegExp(`dropped by ${eventType} ${answer}, which came while it waited$`)),
    });
    expect(await event(answer)).toMatchObject({
      outcome: 'NO_OPEN_ALERT',
      note: expect.stringMatching(new RegExp(`drops what waited: ${waits}$`)),
    });
    await pass({ minutes: 6 });
    expect(await alerts()).toEqual([]);
  });

  it('answers the alert that is open besides', async () => {
    const { send, pass, alerts } = await aFlowWorld(waitThenRoute());
    await send();
    await pass({ minutes: 5 });
    const again = await send();
    await send({ eventType });
    await pass({ minutes: 6 });
    const status = eventType === 'RESOLVE' ? 'RESOLVED' : 'ACCEPTED';
    expect(await alerts()).toMatchObject([{ status }]);
    expect(again).toBeTruthy();
  });

  it('leaves what came after it, other keys and other flows alone', async () => {
    const { send, pass, alerts, clock } = await aFlowWorld(waitThenRoute());
    const early = clock.now();
    clock.advance({ seconds: 1 });
    await send();
    await send({ alertKey: 'other' });
    await send({ eventType }, { receivedAt: early });
    await pass({ minutes: 6 });
    expect((await alerts()).map(({ alertKey }) => alertKey).sort()).toEqual(['db-1/disk', 'other']);
  });

  it('finds the key that the flow has given what waits', async () => {
    const rules = [{ name: 'key', target: 'context.event.alertKey', operator: 'SET', value: 'all disks' }];
    const { send, pass, alerts } = await aFlowWorld(
      aFlow(transforming(rules, waiting({ waitForDuration: 'PT5M' }, routeTo(800)))),
    );
    await send({ alertKey: 'one' });
    await send({ eventType, alertKey: 'two' });
    await pass({ minutes: 6 });
    expect(await alerts()).toEqual([]);
  });

  it('finds what waits for the key that it came with, whatever key the flow gives it', async () => {
    const rules = [{ name: 'key', target: 'context.event.alertKey', operator: 'SET', value: 'all disks' }];
    const { send, event } = await aFlowWorld(
      aFlow(
        branching(
          [["event.eventType == 'ALERT'", waiting({ waitForDuration: 'PT5M' }, routeTo(800))]],
          transforming(rules, routeTo(800)),
        ),
      ),
    );
    const waits = await send();
    await send({ eventType });
    expect(await event(waits)).toMatchObject({ outcome: 'DROPPED_BY_FLOW' });
  });

  it('says the same when it is delivered again', async () => {
    const { send, process, carry, event, queued } = await aFlowWorld(waitThenRoute());
    const waits = await send();
    const message = aFlowMessage({ eventType }, { eventId: 'answer', receivedAt: plus(tenOClock, { minutes: 1 }) });
    await process(message);
    // The hand-over to the source was lost with whoever did it.
    queued.splice(0);
    await process(message);
    await carry();
    expect(await event('answer')).toMatchObject({ note: expect.stringContaining(`drops what waited: ${waits}`) });
  });
});

/**
 * A world whose event has waited long enough and is handed to its source, while `deed` happens once: before the n-th call to
 * the table of the part that goes on in the flow, or of the one that is done for the source. False when there is no such call.
 */
async function handedOver(
  part: 'flow' | 'source',
  call: number,
  deed: (world: Awaited<ReturnType<typeof aFlowWorld>>) => Promise<unknown>,
) {
  let isArmed = false;
  let calls = 0;
  let isDone = false;
  const world = await aFlowWorld(waitThenRoute(), {
    beforeCall: async () => {
      if (!isArmed || isDone || ++calls !== call) return;
      isDone = true;
      await deed(world);
    },
  });
  const attempt = async (message: Parameters<typeof world.process>[0]) => {
    await world.process(message).catch(async () => world.process(message));
  };
  const waits = await world.send();
  world.clock.advance({ minutes: 5 });
  await world.due();
  isArmed = part === 'flow';
  for (const { message } of world.inFlows.splice(0)) await attempt(message);
  isArmed = part === 'source';
  for (const { message } of world.queued.splice(0)) await attempt(message);
  isArmed = false;
  await world.carry();
  return { ...world, waits, isDone };
}

/** Tries every call after which something may happen. */
async function everyCall(part: 'flow' | 'source', tryAt: (call: number) => Promise<{ readonly isDone: boolean }>) {
  let call = 1;
  while ((await tryAt(call)).isDone) call += 1;
  expect(call, `calls of the ${part}`).toBeGreaterThan(2);
}

describe.each(['flow', 'source'] as const)('the end of a wait, while it is handed over, in its %s', (part) => {
  it('and a RESOLVE at any moment of it leave no open alert', async () => {
    await everyCall(part, async (call) => {
      const world = await handedOver(part, call, ({ process }) =>
        process(
          aFlowMessage({ eventType: 'RESOLVE' }, { eventId: 'recovery', receivedAt: plus(tenOClock, { minutes: 5 }) }),
        ),
      );
      if (world.isDone) {
        expect((await world.alerts()).filter(({ status }) => status !== 'RESOLVED')).toEqual([]);
        expect(await world.event('recovery')).toBeDefined();
        expect((await world.event(world.waits))?.outcome).not.toBe('WAITING');
        expect(await world.store.due.list('waiting', plus(world.clock.now(), { days: 9 }), 10)).toEqual([]);
      }
      return world;
    });
  });

  it('lose nothing to whoever dies at any moment of it, and make one alert', async () => {
    await everyCall(part, async (call) => {
      const world = await handedOver(part, call, async () => {
        throw new Error('it died');
      });
      expect(await world.alerts()).toHaveLength(1);
      expect(await world.event(world.waits)).toMatchObject({ outcome: 'CREATED' });
      return world;
    });
  });

  it('and the same hand-over at any moment of it make one alert', async () => {
    await everyCall(part, async (call) => {
      const world = await handedOver(part, call, async ({ process, waitsAt }) => {
        await process(aFlowMessage({}, { eventId: 'event-1', from: await waitsAt('event-1') }));
      });
      expect(await world.alerts()).toHaveLength(1);
      return world;
    });
  });
});

describe('a repeat of an event that waits', () => {
  it('joins it: both go on at the end of the first, and become one alert', async () => {
    const { send, pass, clock, event, alerts } = await aFlowWorld(waitThenRoute());
    const first = await send();
    clock.advance({ minutes: 3 });
    const repeat = await send({ summary: 'Disk still full' });
    expect(await event(repeat)).toMatchObject({
      outcome: 'WAITING',
      wait: { until: plus(tenOClock, { minutes: 5 }) },
      note: expect.stringContaining(`joins the event ${first}, which waits until`),
    });
    await pass({ minutes: 2 });
    const [alert, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(await event(first)).toMatchObject({ outcome: 'CREATED', alertId: alert?.id });
    expect(await event(repeat)).toMatchObject({ outcome: 'APPENDED', alertId: alert?.id });
  });

  it('is dropped with it', async () => {
    const { send, pass, event, alerts } = await aFlowWorld(waitThenRoute());
    const ids = [await send(), await send(), await send()];
    await send({ eventType: 'RESOLVE' });
    for (const id of ids) expect(await event(id)).toMatchObject({ outcome: 'DROPPED_BY_FLOW' });
    await pass({ minutes: 6 });
    expect(await alerts()).toEqual([]);
  });

  it('takes the place of the latest where many wait, so that a storm keeps few of them', async () => {
    const { send, pass, event, alerts, store, clock } = await aFlowWorld(waitThenRoute());
    const ids: string[] = [];
    for (let index = 0; index < 12; index++) ids.push(await send({ summary: `full ${index}` }));
    const waiting = await store.due.list('waiting', plus(clock.now(), { hours: 1 }), 100);
    expect(waiting).toHaveLength(5);
    expect(await event(ids[7] ?? '')).toMatchObject({
      outcome: 'DROPPED_BY_FLOW',
      note: expect.stringContaining(`a later event, ${ids[8]}, waits in its place`),
    });
    await pass({ minutes: 5 });
    expect(await alerts()).toHaveLength(1);
    expect(await event(ids[11] ?? '')).toMatchObject({ outcome: 'APPENDED' });
  });

  it('that need not wait goes on at once', async () => {
    const urgent = branching(
      [["event.priority == 'HIGH'", routeTo(800)]],
      waiting({ waitForDuration: 'PT5M' }, routeTo(800)),
    );
    const { send, pass, alerts, event } = await aFlowWorld(aFlow(urgent));
    const first = await send();
    await send({ priority: 'HIGH' });
    expect(await alerts()).toHaveLength(1);
    await pass({ minutes: 5 });
    expect(await alerts()).toHaveLength(1);
    expect(await event(first)).toMatchObject({ outcome: 'APPENDED' });
  });

  it('without a key waits for itself', async () => {
    const { send, pass, alerts } = await aFlowWorld(waitThenRoute());
    const { alertKey: _none, ...keyless } = aFlowMessage().event ?? expect.fail();
    await send({}, { event: keyless });
    await send({}, { event: keyless });
    await pass({ minutes: 5 });
    expect(await alerts()).toHaveLength(2);
  });
});
