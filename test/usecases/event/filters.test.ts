import { describe, expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aSource } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

let events = 0;

async function worldWith(extras: Record<string, unknown>, facts = {}) {
  const world = await aWorld({ source: aSource({ extras, ...facts }) });
  const send = async (event: object, seconds = 0) => {
    const eventId = `f${++events}-0`;
    const receivedAt = plus(world.clock.now(), { seconds });
    const outcome = await processEvent(world.ctx, anEventMessage(event, { eventId, receivedAt }));
    return { outcome, eventId, note: (await world.store.events.get(eventId))?.note };
  };
  return { ...world, send };
}

describe('a source with an event filter', () => {
  it('drops what the filter does not want, of any type, and says so', async () => {
    const { send, store } = await worldWith({ eventFilter: "event.summary not contains 'staging'" });
    expect(await send({ summary: 'Disk full on STAGING' })).toMatchObject({
      outcome: 'FILTERED',
      note: 'dropped by the event filter',
    });
    expect(await store.alerts.count({})).toBe(0);
    expect(await send({ summary: 'Disk full' })).toMatchObject({ outcome: 'CREATED' });
    expect(await send({ eventType: 'RESOLVE', summary: 'staging' })).toMatchObject({ outcome: 'FILTERED' });
    expect(await send({ eventType: 'RESOLVE', summary: 'Disk' })).toMatchObject({ outcome: 'RESOLVED' });
  });

  it('lets everything pass where the filter is empty, or cannot be read any more', async () => {
    for (const eventFilter of ['', null, 'event.a ==']) {
      const { send } = await worldWith({ eventFilter });
      expect(await send({})).toMatchObject({ outcome: 'CREATED' });
    }
  });

  it('counts each event once, and lets pass what comes often enough', async () => {
    const world = await worldWith({ eventFilter: 'resetting_trigger_count.10m >= 3' });
    const { send } = world;
    const outcomes: string[] = [];
    const ids: string[] = [];
    for (const seconds of [0, 1, 2, 3, 4, 5]) {
      const { outcome, eventId } = await send({ alertKey: `key-${seconds}` }, seconds);
      outcomes.push(outcome);
      ids.push(eventId);
      const again = anEventMessage({ alertKey: `key-${seconds}` }, { eventId });
      expect(await processEvent(world.ctx, again)).toBe(outcome);
    }
    expect(outcomes).toEqual(['FILTERED', 'FILTERED', 'CREATED', 'FILTERED', 'FILTERED', 'CREATED']);
  });
});

describe('a source with event type filters', () => {
  const filters = {
    eventTypeFilterResolve: 'event.customDetails.state == ok',
    eventTypeFilterAccept: 'event.customDetails.state in ["ack", "ok"]',
    eventTypeFilterCreate: 'event.customDetails.state == down',
  };
  const state = (text: string) => ({ customDetails: { state: text } });

  it('takes their word for the type, whatever the event says: resolve, accept, create', async () => {
    const { send } = await worldWith(filters);
    expect(await send({ eventType: 'RESOLVE', ...state('down') })).toMatchObject({
      outcome: 'CREATED',
      note: 'ALERT instead of RESOLVE, says its event type filter',
    });
    expect(await send(state('ack'))).toMatchObject({ outcome: 'ACCEPTED' });
    expect(await send(state('ok'), 1)).toMatchObject({ outcome: 'RESOLVED' });
    expect(await send(state('odd'))).toMatchObject({
      outcome: 'FILTERED',
      note: 'dropped: none of the event type filters is true of it',
    });
  });

  it('drops what the only one of them does not want', async () => {
    const { send } = await worldWith({ eventTypeFilterResolve: filters.eventTypeFilterResolve });
    expect(await send(state('down'))).toMatchObject({ outcome: 'FILTERED' });
  });

  it('leaves the type as it is where one of them takes too long', async () => {
    const { send } = await worldWith({
      eventTypeFilterResolve: Array.from({ length: 100 }, () => "event.customDetails.a regex '(a?b?){40}c'").join(
        ' or ',
      ),
    });
    expect(await send({ customDetails: { a: 'ab'.repeat(30_000) } })).toMatchObject({
      outcome: 'CREATED',
      note: 'an event type filter takes too long with this event, and was left out',
    });
  });

  it('asks the event filter first, and the templates afterwards', async () => {
    const eventFilter = "event.summary != 'Quiet'";
    const { send, store } = await worldWith({
      ...filters,
      eventFilter,
      summaryTemplate: { textTemplate: 'Quiet' },
    });
    expect(await send({ summary: 'quiet', ...state('down') })).toMatchObject({ note: 'dropped by the event filter' });
    expect(await send(state('down'))).toMatchObject({ outcome: 'CREATED' });
    expect((await store.alerts.list({}, { offset: 0, limit: 1 }))[0]).toMatchObject({ summary: 'Quiet' });
  });

  it('counts for each filter that is asked', async () => {
    const { send } = await worldWith({
      eventTypeFilterResolve: 'trigger_count.10m >= 3',
      eventTypeFilterCreate: 'trigger_count.10m >= 2',
    });
    const outcomes: string[] = [];
    for (const seconds of [0, 1, 2]) outcomes.push((await send({}, seconds)).outcome);
    expect(outcomes).toEqual(['FILTERED', 'CREATED', 'RESOLVED']);
  });
});
