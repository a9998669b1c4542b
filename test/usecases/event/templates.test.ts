import { describe, expect, it, vi } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import { eventItem } from '../../../functions/store/events.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, aSource } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const text = (textTemplate: string) => ({ textTemplate });
const page = { offset: 0, limit: 100 };

const worldWith = (extras: Record<string, unknown>, facts = {}) => aWorld({ source: aSource({ extras, ...facts }) });

let events = 0;
const process = (world: Awaited<ReturnType<typeof aWorld>>, event: NonNullable<EventMessage['event']> | object) =>
  processEvent(world.ctx, anEventMessage(event, { eventId: `e${++events}-0`, receivedAt: world.clock.now() }));

describe('a source with a key template', () => {
  const byHost = { alertKeyTemplate: text('{{ host }}') };

  it('has one alert for what the template gives, whatever keys the events bring', async () => {
    const world = await worldWith(byHost);
    expect(await process(world, { alertKey: 'a', customDetails: { host: 'DB1' } })).toBe('CREATED');
    expect(await process(world, { alertKey: 'b', customDetails: { host: 'db1 ' } })).toBe('APPENDED');
    expect(await process(world, { alertKey: 'a', customDetails: { host: 'db2' } })).toBe('CREATED');
    expect(await process(world, { alertKey: undefined, customDetails: { host: 'db2' } })).toBe('APPENDED');
    const alerts = await world.store.alerts.list({}, page);
    expect(alerts.map(({ alertKey }) => alertKey)).toEqual(['db2', 'DB1']);
    const span = { from: '2026-01-01T00:00:00.000Z' as Instant, until: '2027-01-01T00:00:00.000Z' as Instant };
    const kept = (await world.store.events.list({ sourceId: 800 }, span, page)).events;
    expect(kept.map(({ event, alertKey }) => `${event?.alertKey} ${alertKey}`).toSorted()).toEqual([
      'a DB1',
      'a db2',
      'b db1',
      'undefined db2',
    ]);
  });

  it('accepts and resolves by it, and opens anew afterwards', async () => {
    const world = await worldWith(byHost);
    const customDetails = { host: 'db1' };
    await process(world, { customDetails });
    expect(await process(world, { eventType: 'RESOLVE', alertKey: 'db-1/disk', customDetails: { host: 'db2' } })).toBe(
      'NO_OPEN_ALERT',
    );
    expect(await process(world, { eventType: 'ACCEPT', alertKey: 'x', customDetails })).toBe('ACCEPTED');
    world.clock.advance({ seconds: 1 });
    expect(await process(world, { eventType: 'RESOLVE', alertKey: 'x', customDetails })).toBe('RESOLVED');
    world.clock.advance({ seconds: 1 });
    expect(await process(world, { customDetails })).toBe('CREATED');
  });

  it('drops what it gives nothing for, and says why', async () => {
    const world = await worldWith(byHost);
    expect(await process(world, { eventType: 'ALERT' })).toBe('NO_KEY');
    expect(await world.store.events.get(`e${events}-0`)).toMatchObject({
      outcome: 'NO_KEY',
      note: 'dropped: the key template gives nothing for it',
      event: { summary: 'Disk full on db-1', alertKey: 'db-1/disk' },
    });
    expect(await world.store.alerts.count({})).toBe(0);
    const again = anEventMessage({}, { eventId: `e${events}-0` });
    expect(await processEvent(world.ctx, again)).toBe('NO_KEY');
  });

  it('still answers when it is switched off, and opens nothing', async () => {
    const world = await worldWith(byHost);
    const customDetails = { host: 'db1' };
    await process(world, { customDetails });
    const source = (await world.store.sources.get(800)) ?? expect.fail('no source');
    await world.store.sources.save({ ...source, active: false }, source);
    expect(await process(world, { alertKey: 'other', customDetails: { host: 'db2' } })).toBe('SOURCE_DISABLED');
    expect(await process(world, { summary: 'x' })).toBe('SOURCE_DISABLED');
    expect(await process(world, { eventType: 'RESOLVE', alertKey: 'other', customDetails })).toBe('RESOLVED');
  });
});

describe('a source with templates', () => {
  it('makes the alert what they say, and keeps the event as it came, with the reasons', async () => {
    const world = await worldWith(
      {
        summaryTemplate: text('{{ title }} on {{ host }}'),
        detailsTemplate: text('{{ event.customDetails.text }}'),
        linkTemplates: [{ text: 'Graph', hrefTemplate: text('https://example.com/{{ host }}') }],
        priorityTemplate: { valueTemplate: text('{{ level }}'), mappings: [{ value: 'warn', priority: 'LOW' }] },
        severityTemplate: { valueTemplate: text('{{ level }}'), mappings: [{ value: 'warn', severity: 4 }] },
        routingTemplate: text('{{ team }}'),
      },
      { severity: 1 },
    );
    await world.store.policies.create(aPolicy([[2]], { id: 901, name: 'Shop', routingKey: 'shop' }));
    const customDetails = {
      title: 'Disk full',
      host: 'db1',
      text: 'see {{ host }}',
      level: 'warn',
      team: 'nobody, shop',
    };
    expect(await process(world, { customDetails, priority: 'HIGH', severity: 2 })).toBe('CREATED');
    const [alert] = await world.store.alerts.list({}, page);
    expect(alert).toMatchObject({
      summary: 'Disk full on db1',
      details: 'see {{ host }}',
      links: [{ href: 'https://example.com/db1', text: 'Graph' }],
      priority: 'LOW',
      severity: 4,
      policy: { id: 901 },
    });
    expect(await world.store.events.get(`e${events}-0`)).toMatchObject({
      outcome: 'CREATED',
      event: { summary: 'Disk full on db-1', priority: 'HIGH' },
      note: 'priority LOW for warn; severity 4 for warn; routed by nobody, shop',
    });
  });

  it('raises the open alert when a repeat maps to HIGH', async () => {
    const world = await worldWith(
      { priorityTemplate: { valueTemplate: text('{{ level }}'), mappings: [{ value: 'bad', priority: 'HIGH' }] } },
      { alertPriorityRule: 'LOW' },
    );
    await process(world, { customDetails: { level: 'fine' } });
    expect(await process(world, { customDetails: { level: 'bad' } })).toBe('APPENDED');
    expect((await world.store.alerts.list({}, page))[0]).toMatchObject({ priority: 'HIGH' });
  });

  it('that an older version stored and nobody can read any more pages all the same', async () => {
    const world = await worldWith({
      summaryTemplate: text('{{ broken'),
      alertKeyTemplate: text('{{#a}}'),
      linkTemplates: 'x',
    });
    expect(await process(world, {})).toBe('CREATED');
    expect((await world.store.alerts.list({}, page))[0]).toMatchObject({
      summary: 'Disk full on db-1',
      alertKey: 'db-1/disk',
    });
  });

  it('reads the lock of its own key alone, and none a second time without a key template', async () => {
    for (const [extras, reads] of [
      [{ summaryTemplate: text('x') }, 0],
      [{}, 0],
      [{ alertKeyTemplate: text('{{ alertKey }}') }, 0],
      [{ alertKeyTemplate: text('k') }, 1],
    ] as const) {
      const world = await worldWith(extras);
      const keyLock = vi.spyOn(world.store.alerts, 'keyLock');
      await process(world, {});
      expect([extras, keyLock.mock.calls.length]).toEqual([extras, reads]);
    }
  });
});

it('older functions read an outcome that they know', () => {
  const record = { id: 'e', sourceId: 800, integration: 'api', receivedAt: '2026-03-02T10:00:00.000Z' as never };
  expect(eventItem({ ...record, outcome: 'NO_KEY' })).toMatchObject({ outcome: 'IGNORED', exactOutcome: 'NO_KEY' });
  expect(eventItem({ ...record, outcome: 'CREATED' })).not.toHaveProperty('exactOutcome');
});
