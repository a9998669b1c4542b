import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const text = (textTemplate: string) => ({ textTemplate });
const slow = Array.from({ length: 100 }, () => "event.customDetails.a regex '(a?b?){40}c'").join(' or ');
const long = { customDetails: { a: 'ab'.repeat(30_000) } };

/** What is recorded of an event that comes to a source with these settings. */
async function recorded(
  extras: Record<string, unknown>,
  event: Partial<NonNullable<EventMessage['event']>> = {},
  facts: Partial<EventMessage> = {},
) {
  const { ctx, store } = await aWorld({ source: aSource({ extras }) });
  await processEvent(ctx, anEventMessage(event, facts));
  return (await store.events.get('request-1-0')) ?? expect.fail('nothing is recorded');
}

const changesType = { eventTypeFilterCreate: "event.summary contains 'Disk'" };
const changed = 'ALERT instead of RESOLVE, says its event type filter';
const resolve = { eventType: 'RESOLVE' } as const;

describe('what is noted of an event, by all that has changed it', () => {
  it('is what each filter did', async () => {
    const { note } = await recorded({ eventFilter: slow, ...changesType }, { ...resolve, ...long });
    expect(note).toBe(`the event filter takes too long with this event, and was left out; ${changed}`);
  });

  it('is what filters and templates did, in this order', async () => {
    const { note, outcome } = await recorded({ ...changesType, alertKeyTemplate: text('all disks') }, resolve);
    expect(outcome).toBe('CREATED');
    expect(note).toBe(`${changed}; key all disks by the template`);
  });

  it('is what the filters did, where the templates had nothing to say', async () => {
    const { note } = await recorded({ ...changesType, summaryTemplate: text('Disk') }, resolve);
    expect(note).toBe(changed);
  });

  it('is what the templates did, where the filters had nothing to say', async () => {
    const { note } = await recorded({ ...changesType, alertKeyTemplate: text('all disks') });
    expect(note).toBe('key all disks by the template');
  });

  it('is nothing where nothing was done', async () => {
    expect(await recorded({ summaryTemplate: text('{{ summary }}') })).not.toHaveProperty('note');
  });

  it('is its end, where that is what they made of it', async () => {
    const { note, outcome } = await recorded({ ...changesType, alertKeyTemplate: text('{{ nowhere }}') }, resolve);
    expect([outcome, note]).toEqual(['NO_KEY', 'dropped: the key template gives nothing for it']);
  });

  it('is the way through its flow before that', async () => {
    const flow = { id: 60, integrationId: 61, why: 'by flow Night: To 800' };
    const { note, flow: kept } = await recorded(changesType, resolve, { flow });
    expect(note).toBe(`by flow Night: To 800; ${changed}`);
    expect(kept).toEqual({ id: 60, integrationId: 61 });
  });
});

describe('the key that is recorded beside an event', () => {
  it('is the one that the template has made', async () => {
    expect(await recorded({ alertKeyTemplate: text('all disks') })).toMatchObject({ alertKey: 'all disks' });
  });

  it('is none, where it is the one that the event came with', async () => {
    for (const extras of [{}, { alertKeyTemplate: text('{{ alertKey }}') }, changesType])
      expect(await recorded(extras)).not.toHaveProperty('alertKey');
  });

  it('is what its lock is looked up by', async () => {
    const { ctx, store, clock } = await aWorld({
      source: aSource({ extras: { alertKeyTemplate: text('{{ summary }}') } }),
    });
    const send = (eventId: string, event: object) => {
      clock.advance({ seconds: 1 });
      return processEvent(ctx, anEventMessage(event, { eventId, receivedAt: clock.now() }));
    };
    expect(await send('a', { summary: 'Disk', alertKey: 'a' })).toBe('CREATED');
    expect(await send('b', { summary: 'Disk', alertKey: 'b' })).toBe('APPENDED');
    expect(await send('c', { summary: 'Disk', alertKey: 'c', eventType: 'RESOLVE' })).toBe('RESOLVED');
    expect(await send('d', { summary: 'Other', alertKey: 'a' })).toBe('CREATED');
    expect(await store.alerts.count({})).toBe(2);
  });
});

describe('what is kept of an event that came with more than is kept', () => {
  it('is all but what only the queue needs to know', async () => {
    const warnings = [{ kind: 'RATE_LIMITED' as const }];
    const raw = { gzip: 'H4sIAAAAAAAAA6tWSs7PLShKLS5OTVGqBQDZJR4kDwAAAA==' };
    const flow = {
      id: 60,
      integrationId: 61,
      why: 'by flow',
      heldUntil: tenOClock,
      priority: 'LOW',
      policyId: 1,
    } as const;
    const record = await recorded({}, {}, { warnings, policyId: 900, raw, isOwnForm: true, flow });
    expect(record).toEqual({
      id: 'request-1-0',
      sourceId: 800,
      integration: 'api',
      receivedAt: tenOClock,
      event: anEventMessage().event,
      raw,
      isOwnForm: true,
      note: 'by flow',
      outcome: 'CREATED',
      alertId: expect.any(Number),
      flow: { id: 60, integrationId: 61, heldUntil: tenOClock },
    });
  });
});
