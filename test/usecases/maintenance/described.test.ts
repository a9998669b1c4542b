import { expect, it } from 'vitest';
import type { MaintenanceWindow } from '../../../functions/domain/maintenance/maintenance-window.ts';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { aService, aSource, at } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const ids = (count: number, first: number) => Array.from({ length: count }, (_none, index) => first + index);
const named = (all: readonly number[]) => all.map((id) => ({ id }));

/** Work from eleven to twelve that was planned for these, and a way to say something else of it. */
async function planned(sources: readonly number[], services: readonly number[]) {
  const world = await aWorld();
  const times = { timezone: 'UTC', start: '2026-11-21T11:00', end: '2026-11-21T12:00' };
  const base = await maintenanceFrom(world.as(1), { ...times, summary: 'Disks' });
  const current: MaintenanceWindow = { ...base, sources: [...sources], services: [...services] };
  const change = (input: object) => maintenanceFrom(world.as(1), { ...times, summary: 'Disks', ...input }, current);
  return { ...world, change };
}

it.each<[number, number, string | undefined]>([
  [48, 47, undefined],
  [48, 48, 'services'],
  [49, 47, 'alertSources'],
  [47, 49, 'services'],
])('planned work is about ninety-five things at most, not %i sources and %i services', async (some, others, field) => {
  const [sources, services] = [ids(some, 1_000), ids(others, 2_000)];
  const { change } = await planned(sources, services);
  const changed = change({ alertSources: named(sources), services: named(services) });
  if (field === undefined) expect(await changed).toMatchObject({ sources, services });
  else
    await expect(changed).rejects.toMatchObject({
      field,
      message: expect.stringContaining('must be at most 95 sources and services with those that are taken out'),
    });
});

it.each(['alertSources', 'services'])(
  'what comes to planned work and what goes from it are counted together: %s',
  async (member) => {
    const [gone, come] = [ids(48, 1_000), ids(48, 3_000)];
    const isSource = member === 'alertSources';
    const { change, store } = await planned(isSource ? gone : [], isSource ? [] : gone);
    for (const id of come)
      await (isSource
        ? store.sources.create(aSource({ id, name: `${id}`, integrationKey: `key-${id}` }))
        : store.services.create(aService(id)));
    const { sources, services } = await change({ [member]: named(come.slice(1)) });
    expect([...sources, ...services]).toEqual(come.slice(1));
    await expect(change({ [member]: named(come) })).rejects.toMatchObject({ field: member });
  },
);

it.each([{}, { recurrence: '', description: '', notifications: null }, { recurrence: null, description: null }])(
  'planned work is what was said of it, without what clients fill in with nothing: %j',
  async (fillers) => {
    const { as, clock } = await aWorld();
    const said = { timezone: 'Europe/Berlin', start: '2026-11-21T12:00', end: '2026-11-21T13:00', summary: 'Disks' };
    const times = { startsAt: at('2026-11-21T11:00:00Z'), endsAt: at('2026-11-21T12:00:00Z') };
    expect(await maintenanceFrom(as(1), { ...said, ...fillers } as never)).toStrictEqual({
      ...{ id: expect.any(Number), version: 0, ...said, ...times, sources: [], services: [], createdBy: 1 },
      upcoming: [{ start: times.startsAt, end: times.endsAt }],
      ...{ createdAt: clock.now(), updatedAt: clock.now() },
    });
  },
);

it('planned work may be said to be over from the moment on in which it begins', async () => {
  const { change, clock } = await planned([], []);
  const earlier = { start: '2026-11-21T09:00', end: '2026-11-21T10:00' };
  clock.set(at('2026-11-21T10:59:59.999Z'));
  await expect(change(earlier)).rejects.toMatchObject({ field: 'end' });
  clock.set(at('2026-11-21T11:00:00Z'));
  expect(await change(earlier)).toMatchObject({ ...earlier, upcoming: [] });
});
