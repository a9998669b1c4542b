import { describe, expect, it } from 'vitest';
import type { Store } from '../../../functions/ports/store.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { calendarText } from '../../../functions/usecases/support-hours/import-exceptions.ts';
import { raiseBySupportHours } from '../../../functions/usecases/support-hours/raise-alerts.ts';
import { anEventMessage, aSource, at } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const sunday = at('2026-11-22T20:00:00Z');
const monday = at('2026-11-23T08:00:00Z');

/** Two low alerts from outside of the support hours, which begin at nine on Monday in Berlin: now. */
async function twoLowAlerts() {
  const world = await aWorld();
  world.clock.set(sunday);
  const created = at('2026-01-01T00:00:00Z');
  const supportDays = { MONDAY: { start: '09:00', end: '17:00' } };
  const hours = {
    id: 600,
    version: 1,
    name: 'Office',
    timezone: 'Europe/Berlin',
    supportDays,
    exceptions: [],
    teams: [],
  };
  await world.store.supportHours.create({ ...hours, createdAt: created, updatedAt: created });
  const extras = { supportHours: { id: 600 }, autoRaiseAlerts: true };
  const rule = { alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' as const, extras, updatedAt: sunday };
  await world.store.sources.create(aSource({ id: 801, integrationKey: 'il1api-hours', ...rule }));
  await world.store.timers.arm('support', [801], monday);
  for (const alertKey of ['a', 'b'])
    await processEvent(
      world.ctx,
      anEventMessage({ alertKey }, { sourceId: 801, eventId: alertKey, receivedAt: sunday }),
    );
  world.clock.set(monday);
  const alerts = await world.store.alerts.list({ sources: [801] }, { offset: 0, limit: 10 });
  expect(alerts.map(({ priority }) => priority)).toEqual(['LOW', 'LOW']);
  return { ...world, ids: alerts.map(({ id }) => id) };
}

describe('when support hours begin', () => {
  it('an alert that is resolved meanwhile is left alone, and the others are raised', async () => {
    const world = await twoLowAlerts();
    const [first = 0, second = 0] = world.ids;
    const get: Store['alerts']['get'] = async (id) => {
      const alert = await world.store.alerts.get(id);
      if (id === first && alert?.status === 'PENDING') await resolveAlert(world.as(1), { alertId: first });
      return world.store.alerts.get(id);
    };
    const store = { ...world.store, alerts: { ...world.store.alerts, get } };
    await raiseBySupportHours({ ...world.ctx, store }, { id: 801 });
    expect(await world.store.alerts.get(first)).toMatchObject({ status: 'RESOLVED', priority: 'LOW' });
    expect(await world.store.alerts.get(second)).toMatchObject({ status: 'PENDING', priority: 'HIGH' });
    expect(await world.store.timers.get('support', 801)).toMatchObject({ since: monday });
  });

  it.each([
    ['five hundred alerts are raised at once, and the others when it is looked the next time', 0, 5],
    ['one that is high already is none of the five hundred', 1, 6],
  ])('%s', async (_what, high, looks) => {
    const world = await twoLowAlerts();
    const [alert] = await world.store.alerts.list({ sources: [801] }, { offset: 0, limit: 1 });
    const looked: [number, number][] = [];
    const list: Store['alerts']['list'] = async (_filter, { offset, limit }) => {
      looked.push([offset, limit]);
      return Array.from({ length: limit }, (_, index) => ({
        ...(alert ?? expect.fail('no alert')),
        ...(offset + index < high && { priority: 'HIGH' as const }),
      }));
    };
    const store = { ...world.store, alerts: { ...world.store.alerts, list } };
    await raiseBySupportHours({ ...world.ctx, store }, { id: 801 });
    expect(looked).toEqual(Array.from({ length: looks }, (_, index) => [100 * index, 100]));
    expect(await world.store.timers.get('support', 801)).toMatchObject({ dueAt: monday, since: sunday });
  });

  it('what was looked at is not looked at again: an alert that is low again waits for the next time', async () => {
    const world = await twoLowAlerts();
    await raiseBySupportHours(world.ctx, { id: 801 });
    const [first = 0] = world.ids;
    const raised = (await world.store.alerts.get(first)) ?? expect.fail('no alert');
    await world.store.alerts.save({ ...raised, priority: 'LOW' }, { log: [] });
    world.clock.advance({ hours: 1 });
    await world.store.timers.arm('support', [801], world.clock.now());
    await raiseBySupportHours(world.ctx, { id: 801 });
    expect(await world.store.alerts.get(first)).toMatchObject({ priority: 'LOW' });
  });

  it.each<[string, object]>([
    ['are not told', { timezone: 'UTC' }],
    ['never begin', { timezone: 'UTC', supportDays: {} }],
  ])('nothing is due any more where they %s', async (_what, supportHours) => {
    const world = await twoLowAlerts();
    const source = (await world.store.sources.get(801)) ?? expect.fail('no source');
    await world.store.sources.save({ ...source, extras: { supportHours, autoRaiseAlerts: true } }, source);
    await world.store.timers.arm('support', [801], monday);
    await raiseBySupportHours(world.ctx, { id: 801 });
    expect(await world.store.timers.get('support', 801)).toEqual({ since: monday });
    expect(await world.store.alerts.get(world.ids[0] ?? 0)).toMatchObject({ priority: 'LOW' });
  });

  it('nothing is left to do for a source that is gone, or raises no alerts', async () => {
    const world = await twoLowAlerts();
    const source = (await world.store.sources.get(801)) ?? expect.fail('no source');
    await world.store.sources.save({ ...source, extras: { supportHours: { id: 600 } } }, source);
    for (const id of [801, 999]) {
      await world.store.timers.arm('support', [id], monday);
      await raiseBySupportHours(world.ctx, { id });
      expect(await world.store.timers.get('support', id)).toBeUndefined();
    }
    expect(await world.store.alerts.get(world.ids[0] ?? 0)).toMatchObject({ priority: 'LOW' });
  });

  it('an alert that cannot be raised keeps the work due', async () => {
    const world = await twoLowAlerts();
    const alerts = { ...world.store.alerts, save: () => Promise.reject(new Error('the table does not answer')) };
    const broken = { ...world.ctx, store: { ...world.store, alerts } };
    await expect(raiseBySupportHours(broken, { id: 801 })).rejects.toThrow('the table does not answer');
    expect(await world.store.timers.get('support', 801)).toMatchObject({ dueAt: monday });
  });
});

describe('a calendar that is fetched', () => {
  const fetching = (answer: () => Promise<{ status: number; body: string }>) =>
    aWorld().then(({ ctx }) => calendarText({ ...ctx, fetch: answer }, { url: 'https://example.com/a.ics' } as never));

  it.each<[string, () => Promise<{ status: number; body: string }>, string]>([
    ['an error', () => Promise.reject(new Error('x'.repeat(300))), `could not be fetched: ${'x'.repeat(200)}`],
    ['something else', () => Promise.reject('half a sentence'), 'could not be fetched: half a sentence'],
    ['another status', async () => ({ status: 404, body: 'BEGIN' }), 'could not be fetched: the answer was 404'],
  ])('and answers with %s is refused with the reason, cut to what fits', async (_what, answer, message) => {
    await expect(fetching(answer)).rejects.toMatchObject({ field: 'url', message: `url: ${message}` });
  });

  it('is the text that was answered, or else the one that was sent along', async () => {
    expect(await fetching(async () => ({ status: 200, body: 'BEGIN' }))).toBe('BEGIN');
    const { ctx } = await aWorld();
    expect(await calendarText(ctx, { calendar: 'TEXT' } as never)).toBe('TEXT');
    expect(await calendarText(ctx, {} as never)).toBe('');
  });

  it.each(['http://example.com/a.ics', 'a.ics', 'ftp://example.com'])('is never fetched from %s', async (url) => {
    const { ctx } = await aWorld();
    await expect(calendarText(ctx, { url } as never)).rejects.toThrow('must be an https URL');
  });
});
