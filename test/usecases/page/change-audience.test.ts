import { beforeEach, describe, expect, it } from 'vitest';
import type { UserActor } from '../../../functions/domain/access/actor.ts';
import { audienceOf, audiences, changeAudience } from '../../../functions/usecases/page/audiences.ts';
import type { AudienceInput } from '../../../functions/usecases/page/inputs.ts';
import { aMetric, aService, aStatusPage } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

let world: Awaited<ReturnType<typeof aWorld>>;
/** A page of services 11, 12 (of teams 1 and 9) and 13 (of the private team 8), and of metrics 60 and 61 (of team 9). */
beforeEach(async () => {
  const closed = { visibility: 'PRIVATE' as const, members: [{ userId: 2, role: 'VIEWER' as const }] };
  const teams = [
    aTeam([], { id: 1, ...closed }),
    aTeam([3], { id: 9, name: 'Shop' }),
    aTeam([3], { id: 8, ...closed }),
  ];
  world = await aWorld({ teams });
  for (const [id, owners] of [
    [11, []],
    [12, [1, 9]],
    [13, [8]],
  ] as const)
    await world.store.services.create(aService(id, { teams: [...owners] }));
  await world.store.metrics.create(aMetric(60));
  await world.store.metrics.create(aMetric(61, { teams: [9] }));
  await world.store.statusPages.create(aStatusPage(50, { services: [13, 12, 11], metrics: [61, 60] }));
});

/** An administrator sees all; an editor nothing of the private team 8, and not the private team 1 either. */
const administrator = () => ({ ...world.as(3), actor: { ...world.as(3).actor, role: 'ADMIN' as const } });
const editor = () => {
  const teams = { roles: new Map(), privateTeams: new Set([1, 8]), unseenPeople: new Set<number>() };
  return { ...world.as(3), actor: { ...world.as(3).actor, teams } };
};
/** A user who sees the private team 1, and may not change what it owns. */
const viewer = () => ({ ...world.as(2), actor: { ...(world.as(2).actor as UserActor), role: 'USER' as const } });
const change = (input: AudienceInput, ctx: Parameters<typeof changeAudience>[0] = administrator(), teamId = 9) =>
  changeAudience(ctx, { pageId: 50, teamId }, () => input);
const owners = async () =>
  Object.fromEntries(
    [...(await world.store.services.getMany([11, 12, 13])), ...(await world.store.metrics.getMany([60, 61]))].map(
      ({ id, teams }) => [id, teams],
    ),
  );
const before = { 11: [], 12: [1, 9], 13: [8], 60: [], 61: [9] };
const seen = (all: readonly { readonly id: number; readonly visible: boolean }[]) =>
  all.map(({ id, visible }) => (visible ? id : -id));

describe('what teams see of a page', () => {
  it('is told of all that one may know of, in the order of the page', async () => {
    const shown = await audiences(administrator(), 50);
    expect(shown.map(({ team, services, metrics }) => [team.id, seen(services), seen(metrics)])).toEqual([
      [1, [-13, 12, -11], [-61, -60]],
      [8, [13, -12, -11], [-61, -60]],
      [9, [-13, 12, -11], [61, -60]],
    ]);
    expect(shown[2]).toMatchObject({ team: { name: 'Shop' }, services: [{}, { name: 'Service 12' }, {}] });
    expect(await audienceOf(administrator(), { pageId: 50, teamId: 9 })).toEqual(shown[2]);
  });

  it('is told of no team, no service and no metric that one may not know of', async () => {
    const metric = (await world.store.metrics.get(60)) ?? expect.fail();
    await world.store.metrics.save({ ...metric, teams: [8] }, metric);
    const shown = await audiences(editor(), 50);
    expect(shown.map(({ team, services, metrics }) => [team.id, seen(services), seen(metrics)])).toEqual([
      [9, [-11], [61]],
    ]);
    const name = { pageId: 50, teamId: 8 };
    await expect(audienceOf(editor(), name)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(changeAudience(editor(), name, () => ({ services: [] }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what a team sees', () => {
  it('is from then on what is named, in the same breath for services and metrics, as a change of each', async () => {
    const now = world.clock.advance({ minutes: 1 });
    const asked: unknown[] = [];
    const current = await audienceOf(administrator(), { pageId: 50, teamId: 9 });
    const changed = await changeAudience(
      administrator(),
      { pageId: 50, teamId: 9 },
      () => ({ services: [13, 11], metrics: [60] }),
      async (shown) => void asked.push(shown),
    );
    expect(asked).toEqual([current]);
    expect([seen(changed.services), seen(changed.metrics)]).toEqual([
      [13, -12, 11],
      [-61, 60],
    ]);
    expect(await owners()).toEqual({ 11: [9], 12: [1], 13: [8, 9], 60: [9], 61: [] });
    expect(await world.store.services.getMany([11, 12])).toMatchObject([{ updatedAt: now }, { updatedAt: now }]);
  });

  it('stays of metrics where nothing is said of them, and is written only where it changes', async () => {
    const versions = async () => (await world.store.services.getMany([12, 13])).map(({ version }) => version);
    const former = await versions();
    await change({ services: [12, 11] });
    expect(await owners()).toEqual({ ...before, 11: [9] });
    expect(await versions()).toEqual(former);
    await change({ services: [12, 11], metrics: [] });
    expect(await owners()).toEqual({ ...before, 11: [9], 61: [] });
    await change({ services: [12, 11] }, administrator(), 1);
    expect(await owners()).toEqual({ ...before, 11: [1, 9], 61: [] });
  });

  it.each<[string, AudienceInput]>([
    ['services[0]: there is no service 14 on this page', { services: [14] }],
    ['services[1]: there is no service 14 on this page', { services: [12, 14] }],
    ['metrics[0]: there is no metric 62 on this page', { services: [], metrics: [62] }],
  ])('is on the page: %s', async (problem, input) => {
    await expect(change(input)).rejects.toThrow(problem);
    expect(await owners()).toEqual(before);
  });

  it('is changed by nobody who may not change what it owns, and by such a one left as it is', async () => {
    await expect(change({ services: [11, 12] }, viewer(), 1)).rejects.toThrow(/may not change what team 1 owns/);
    await expect(change({ services: [12], metrics: [60] }, viewer(), 1)).rejects.toThrow(/may not change what team 1/);
    await expect(change({ services: [], metrics: [60] }, viewer(), 1)).rejects.toThrow(/may not change what team 1/);
    expect(await owners()).toEqual(before);
    expect(await change({ services: [12] }, viewer(), 1)).toMatchObject({ team: { id: 1 } });
  });

  it('is changed by nobody who may not change one of the things, then of none', async () => {
    const inTeams = {
      roles: new Map([
        [1, 'VIEWER' as const],
        [9, 'ADMIN' as const],
      ]),
      privateTeams: new Set([1]),
      unseenPeople: new Set<number>(),
    };
    for (const [id, teams] of [
      [11, [1]],
      [13, []],
    ] as const) {
      const service = (await world.store.services.get(id)) ?? expect.fail();
      await world.store.services.save({ ...service, teams: [...teams] }, service);
    }
    const metric = (await world.store.metrics.get(60)) ?? expect.fail();
    await world.store.metrics.save({ ...metric, teams: [1] }, metric);
    const now = await owners();
    const member = { ...world.as(3), actor: { ...world.as(3).actor, teams: inTeams } };
    await expect(change({ services: [11, 12, 13] }, member)).rejects.toThrow('may not change service 11');
    expect(await owners()).toEqual(now);
    await expect(change({ services: [12, 13], metrics: [60] }, member)).rejects.toThrow('may not change metric 60');
    expect(await owners()).toEqual(now);
    await change({ services: [13, 12], metrics: [] }, member);
    expect(await owners()).toEqual({ ...now, 13: [9], 61: [] });
    const last = (await world.store.services.get(13)) ?? expect.fail();
    await world.store.services.save({ ...last, teams: [1] }, last);
    // The first of several, in the order of the page.
    await expect(change({ services: [11, 12, 13] }, member)).rejects.toThrow('may not change service 13');
  });
});
