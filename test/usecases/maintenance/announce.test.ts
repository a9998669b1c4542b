import { describe, expect, it } from 'vitest';
import { minus } from '../../../functions/domain/time.ts';
import { announceWindow } from '../../../functions/usecases/maintenance/announce.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import type { MaintenanceInput } from '../../../functions/usecases/maintenance/inputs.ts';
import { renewMaintenance } from '../../../functions/usecases/maintenance/renew.ts';
import { aService, at } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const always = { atCreation: false, at24HoursBefore: true, at1HourBefore: true, atStart: true, atEnd: true };

/** Planned work of a service, from eleven to twelve two days later unless it is said otherwise; it is made at ten. */
async function planned(input: Partial<MaintenanceInput> = {}) {
  const world = await aWorld();
  await world.store.services.create(aService(5));
  const times = { timezone: 'UTC', start: '2026-11-23T11:00', end: '2026-11-23T12:00' };
  const described = { ...times, summary: 'Disks', services: [{ id: 5 }], notifications: always, ...input };
  const window = await world.store.maintenance.create(await maintenanceFrom(world.as(1), described));
  return {
    ...world,
    window,
    timer: () => world.store.timers.get('announcement', window.id),
    /** What was told by then, when it is looked at next, and how often somebody was asked to tell it. */
    async lookAt(now: string) {
      world.clock.set(at(now));
      await announceWindow(world.ctx, window);
      const told = await world.store.tellings.list(`MAINTENANCE#${window.id}`);
      const timer = await world.store.timers.get('announcement', window.id);
      return [told.map(({ id }) => id.split('#')[0]).sort(), timer?.dueAt, world.woken.times];
    },
  };
}

describe('subscribers of planned work', () => {
  it('are told of each of its moments when that comes, once', async () => {
    const { lookAt, timer } = await planned();
    const [eve, hour] = [at('2026-11-22T11:00:00Z'), at('2026-11-23T10:00:00Z')];
    const [start, end] = [at('2026-11-23T11:00:00Z'), at('2026-11-23T12:00:00Z')];
    expect(await lookAt('2026-11-21T10:00:00Z')).toEqual([[], eve, 0]);
    expect(await lookAt(eve)).toEqual([['DAY_BEFORE'], hour, 1]);
    expect(await lookAt(eve)).toEqual([['DAY_BEFORE'], hour, 1]);
    expect(await lookAt(hour)).toEqual([['DAY_BEFORE', 'HOUR_BEFORE'], start, 2]);
    expect(await lookAt(start)).toEqual([['DAY_BEFORE', 'HOUR_BEFORE', 'STARTED'], end, 3]);
    expect(await lookAt(end)).toEqual([['DAY_BEFORE', 'ENDED', 'HOUR_BEFORE', 'STARTED'], undefined, 4]);
    expect(await timer()).toStrictEqual({ since: end });
  });

  it.each([
    ['six hours', '2026-11-23T17:00:00.000Z', ['ENDED']],
    ['a little less', '2026-11-23T16:59:59.999Z', ['ENDED', 'STARTED']],
    ['seven hours', '2026-11-23T18:00:00.000Z', []],
  ])('are not told of what is no news any more: after %s without a tick', async (_long, now, told) => {
    const { lookAt } = await planned();
    await lookAt('2026-11-21T10:00:00Z');
    expect((await lookAt(now))[0]).toEqual(told);
  });

  it('are not told of what was over before it was planned', async () => {
    const { lookAt } = await planned({ start: '2026-11-21T09:00', end: '2026-11-21T12:00' });
    expect((await lookAt('2026-11-21T10:00:00Z'))[0]).toEqual([]);
    expect((await lookAt('2026-11-21T12:00:00Z'))[0]).toEqual(['ENDED']);
  });

  it('are told nothing where nothing was to be told, or of what is gone', async () => {
    const { lookAt, timer, ctx, store, clock } = await planned({ notifications: null });
    expect(await lookAt('2026-11-23T11:00:00Z')).toEqual([[], undefined, 0]);
    expect(await timer()).toBeUndefined();
    await store.timers.arm('announcement', [4711], minus(clock.now(), { minutes: 1 }));
    await announceWindow(ctx, { id: 4711 });
    await renewMaintenance(ctx, { id: 4711 });
    expect(await store.timers.get('announcement', 4711)).toBeUndefined();
  });
});
