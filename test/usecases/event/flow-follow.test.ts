import { describe, expect, it } from 'vitest';
import { aSource, tenOClock } from '../../support/factories.ts';
import { aFlow, branching, routeTo, transforming, waiting } from '../../support/flow-nodes.ts';
import { aFlowMessage, aFlowWorld } from '../../support/flows.ts';

const critical = "event.severity == 1 or event.labels.severity == 'critical'";
const apart = (urgent = routeTo(800)) => aFlow(branching([[critical, urgent]], routeTo(801)));
const fires = { labels: { severity: 'critical' } };

/** A world whose flow leads what is critical to source 800 and all else, recoveries too, to source 801. */
async function world(flow = apart()) {
  const made = await aFlowWorld(flow);
  await made.store.sources.create(aSource({ id: 801, name: 'Rest', integrationKey: 'il1api-801' }));
  const states = async () =>
    Object.fromEntries((await made.alerts()).map(({ source, status }) => [source.id, status]).sort());
  return { ...made, states };
}

describe('an answer in a flow that leads it elsewhere than its ALERT', () => {
  it.each([
    ['RESOLVE', 'RESOLVED'],
    ['ACCEPT', 'ACCEPTED'],
  ] as const)('%s comes to the alert all the same', async (eventType, status) => {
    const { send, states, event } = await world();
    await send(fires);
    const answer = await send({ eventType });
    expect(await states()).toEqual({ 800: status });
    expect(await event(`${answer}-800`)).toMatchObject({
      outcome: status,
      note: expect.stringMatching(/follows the ALERT of its key$/),
    });
    expect(await event(answer)).toMatchObject({ sourceId: 801, outcome: 'NO_OPEN_ALERT' });
  });

  it('comes to each source that has an alert of its key', async () => {
    const { send, states } = await world();
    await send(fires);
    await send();
    expect(await states()).toEqual({ 800: 'PENDING', 801: 'PENDING' });
    await send({ eventType: 'RESOLVE', alertKey: ' DB-1/Disk' });
    expect(await states()).toEqual({ 800: 'RESOLVED', 801: 'RESOLVED' });
  });

  it('finds the alert by the key that the flow has given it', async () => {
    const rules = [{ name: 'key', target: 'context.event.alertKey', operator: 'SET', value: 'urgent' }];
    const { send, states } = await world(apart(transforming(rules, routeTo(800))));
    await send(fires);
    await send({ eventType: 'RESOLVE' });
    expect(await states()).toEqual({ 800: 'RESOLVED' });
  });

  it('comes to what has waited', async () => {
    const { send, states, pass } = await world(apart(waiting({ waitForDuration: 'PT5M' }, routeTo(800))));
    await send(fires);
    await pass({ minutes: 6 });
    expect(await states()).toEqual({ 800: 'PENDING' });
    await send({ eventType: 'RESOLVE' });
    expect(await states()).toEqual({ 800: 'RESOLVED' });
  });

  it('leaves other keys alone, and what came after it', async () => {
    const { send, states, clock } = await world();
    const before = clock.now();
    clock.advance({ minutes: 1 });
    await send(fires);
    await send({ eventType: 'RESOLVE', alertKey: 'other' });
    await send({ eventType: 'RESOLVE' }, { receivedAt: before });
    expect(await states()).toEqual({ 800: 'PENDING' });
  });

  it('comes when its hand-over was lost half way, and once when it is delivered again', async () => {
    const { send, process, carry, states, queued, alerts, store } = await world();
    await send(fires);
    const message = aFlowMessage({ eventType: 'RESOLVE' }, { eventId: 'answer', receivedAt: tenOClock });
    await process(message);
    queued.splice(0);
    await process(message);
    await carry();
    await process(message);
    await carry();
    expect(await states()).toEqual({ 800: 'RESOLVED' });
    const [alert] = await alerts();
    const log = await store.alerts.log(alert?.id ?? 0, { offset: 0, limit: 50 });
    expect(log.filter(({ vars }) => vars.response === 'RESOLVED')).toHaveLength(1);
  });
});

it('a flow with one source asks nothing more', async () => {
  const { send, table, states } = await world(aFlow(branching([[critical, routeTo(800)]], routeTo(800))));
  await send(fires);
  await send({ eventType: 'RESOLVE' });
  expect(await states()).toEqual({ 800: 'RESOLVED' });
  expect(table.items().filter(({ type }) => type === 'SENT')).toEqual([]);
});
