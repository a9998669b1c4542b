import { describe, expect, it } from 'vitest';
import type { AlertSource } from '../../../functions/domain/alert-source/alert-source.ts';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import type { SupportHours } from '../../../functions/domain/support-hours/support-hours.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aSource, at, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;
type Event = NonNullable<EventMessage['event']>;

const grouping = aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' });
const comments = Array.from({ length: 50 }, (_, index) => ({ content: `${index}` }));

async function send(world: World, eventId: string, event: Partial<Event>) {
  world.clock.advance({ seconds: 1 });
  await processEvent(world.ctx, anEventMessage(event, { eventId, receivedAt: world.clock.now() }));
  const record = (await world.store.events.get(eventId)) ?? expect.fail('no record');
  return { record, alertId: record.alertId ?? expect.fail('no alert') };
}

/** A person who is to be told so many times, a minute between them. */
const toldOften = (times: number) =>
  aUser(
    1,
    {},
    Array.from({ length: times }, (_, delayMin) => ({ method: 'SMS' as const, delayMin })),
  );

describe('an event with ninety items and fifty comments among them is one transaction; of one with more something is left', () => {
  const grown = { firing: ['a', 'b'].map((id) => ({ id, text: id })), total: 2 };

  it.each<[string, AlertSource, Partial<Event>, number]>([
    ['to be told of a repeat', aSource(), { alertKey: 'a', group: grown }, 39],
    ['to be told of what joins an alert, with its key and the members', grouping, { alertKey: 'b' }, 37],
  ])('%s', async (_what, source, event, most) => {
    const isWhole = async (times: number) => {
      const world = await aWorld({ source, users: [toldOften(times), aUser(2), aUser(3)] });
      const group = { firing: [{ id: 'a', text: 'a' }], total: 1 };
      const { alertId } = await send(world, 'first', { alertKey: 'a', group });
      await acceptAlert(world.as(1), { alertId });
      const { record } = await send(world, 'second', { ...event, comments });
      const items = await world.store.notifications.list(`ALERT#${alertId}`);
      expect(items.filter(({ news }) => news !== undefined)).toHaveLength(times);
      return record.newsAt === undefined;
    };
    expect([await isWhole(most), await isWhole(most + 1)]).toEqual([true, false]);
  });

  it.each<[string, AlertSource, number]>([
    ['of the first step of an alert', aSource(), 36],
    ['of the first step of an alert of a source that groups, with the list of those', grouping, 35],
  ])('%s', async (_what, source, most) => {
    const isExpanded = async (times: number) => {
      const world = await aWorld({ source, users: [toldOften(times), aUser(2), aUser(3)] });
      const { alertId } = await send(world, 'first', { comments });
      const [step] = await world.store.alerts.steps(alertId);
      return step?.expandedAt !== undefined;
    };
    expect([await isExpanded(most), await isExpanded(most + 1)]).toEqual([true, false]);
  });
});

describe('what joins an alert is as urgent as its source says of the time at which it came', () => {
  const hours: SupportHours = {
    id: 600,
    version: 1,
    name: 'Office',
    timezone: 'UTC',
    supportDays: { MONDAY: { start: '09:00', end: '17:00' } },
    exceptions: [],
    teams: [],
    createdAt: tenOClock,
    updatedAt: tenOClock,
  };

  it.each([
    ['HIGH_DURING_SUPPORT_HOURS', '2026-11-23T08:59:00Z', '2026-11-23T09:00:00Z', 'LOW', 'HIGH'],
    ['HIGH_DURING_SUPPORT_HOURS', '2026-11-23T08:00:00Z', '2026-11-23T08:30:00Z', 'LOW', 'LOW'],
    ['LOW_DURING_SUPPORT_HOURS', '2026-11-23T16:00:00Z', '2026-11-23T16:30:00Z', 'LOW', 'LOW'],
    ['LOW_DURING_SUPPORT_HOURS', '2026-11-23T16:00:00Z', '2026-11-23T17:00:00Z', 'LOW', 'HIGH'],
  ] as const)('%s: opened at %s, joined at %s', async (alertPriorityRule, opened, joined, before, after) => {
    const world = await aWorld();
    await world.store.supportHours.create(hours);
    const extras = { supportHours: { id: 600 } };
    await world.store.sources.create({ ...grouping, id: 801, integrationKey: 'other', alertPriorityRule, extras });
    const priorityAt = async (alertKey: string, time: string) => {
      world.clock.set(at(time));
      const message = anEventMessage({ alertKey }, { eventId: alertKey, sourceId: 801, receivedAt: at(time) });
      await processEvent(world.ctx, message);
      const [alert, ...others] = await world.store.alerts.list({ sources: [801] }, { offset: 0, limit: 10 });
      expect(others).toEqual([]);
      return alert?.priority;
    };
    expect([await priorityAt('a', opened), await priorityAt('b', joined)]).toEqual([before, after]);
  });
});
