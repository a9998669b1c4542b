import { describe, expect, it } from 'vitest';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import { reassign } from '../../../functions/usecases/user/reassign.ts';
import { aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

/** A minute after person 1 was named in policy 900, on schedule 500, for an override on schedule 501, and in team 600. */
async function named() {
  const world = await aWorld({
    users: [aUser(1), aUser(2), aUser(3)],
    teams: [aTeam([1, 2]), aTeam([3], { id: 601, visibility: 'PRIVATE' })],
  });
  const { store } = world;
  await store.schedules.create(aSchedule([1, 2]));
  await store.schedules.create(aSchedule([2], { id: 501, name: 'Other' }));
  const override = anOverride(1, 1, '2026-11-23T10:00:00Z', '2026-11-23T12:00:00Z');
  await store.schedules.addOverrides([{ ...override, scheduleId: 501 }]);
  world.clock.advance({ minutes: 1 });
  const user = (await store.users.get(1)) ?? expect.fail('nobody');
  const { actor, ...ctx } = world.as(2);
  const by = (unseen: readonly number[] = []) => {
    const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set(unseen) };
    return { ...ctx, actor: { ...actor, teams } };
  };
  /** Who is named where: by the policy, on the schedule, in the team, and in whose place. */
  const places = async () => {
    const [policy, schedule, team] = [
      await store.policies.get(900),
      await store.schedules.get(500),
      await store.teams.get(600),
    ];
    const standsIn = await Promise.all([1, 3].map((id) => store.schedules.overridesOf(id, world.clock.now())));
    return {
      policy: policy?.levels[0]?.targets.map(({ id }) => id),
      schedule: schedule?.editions.at(-1)?.layers[0]?.users,
      team: team?.members.map(({ userId }) => userId),
      standIns: standsIn.map((overrides) => overrides.length),
      changedAt: [policy?.updatedAt, schedule?.updatedAt, team?.updatedAt],
    };
  };
  return { ...world, user, by, places };
}

const before = { policy: [1], schedule: [1, 2], team: [1, 2], standIns: [1, 0] };

describe('somebody’s place', () => {
  it('is another’s in every policy, schedule, override and team', async () => {
    const { ctx, user, places, clock } = await named();
    expect(await places()).toMatchObject(before);
    expect(await reassign(asTocsin(ctx), user, 3)).toMatchObject({ id: 3 });
    const now = clock.now();
    const after = { policy: [3], schedule: [3, 2], team: [3, 2], standIns: [0, 1], changedAt: [now, now, now] };
    expect(await places()).toEqual(after);
    await reassign(asTocsin(ctx), user, 3);
    expect(await places()).toEqual(after);
  });

  it('is nobody’s whom one may not know', async () => {
    const { user, by, places } = await named();
    await expect(reassign(by([3]), user, 3)).rejects.toThrow('reassign-to: there is no user 3');
    expect(await places()).toMatchObject(before);
  });

  it.each(['a policy', 'a schedule', 'a team'])(
    'is left as it is, all of it, where one may not change %s',
    async (what) => {
      const { store, user, by, places } = await named();
      const hidden = { id: 902, name: 'Hidden', teams: [601] };
      if (what === 'a policy') await store.policies.create(aPolicy([[1]], hidden));
      if (what === 'a schedule') await store.schedules.create(aSchedule([1], hidden));
      if (what !== 'a team') {
        const team = (await store.teams.get(600)) ?? expect.fail('no team');
        await store.teams.save({ ...team, members: [] }, team);
      }
      const refused = reassign(by(), user, 3);
      await expect(refused).rejects.toMatchObject({ code: what === 'a team' ? 'FORBIDDEN' : 'NOT_FOUND' });
      expect(await places()).toMatchObject({ policy: [1], schedule: [1, 2], standIns: [1, 0] });
    },
  );

  it.each([
    ['plans with them', '2026-11-24', true],
    ['has planned with them', '2026-11-01', false],
  ])('on a schedule whose calendar %s is changed there first: %s', async (_what, day, isRefused) => {
    const { ctx, store, user, places } = await named();
    const shifts = [{ userId: 1, start: `${day}T00:00:00Z`, end: `${day}T09:00:00Z` }];
    const editions = [{ from: tenOClock, layers: [], shifts }];
    const fed = { id: 503, type: 'STATIC' as const, editions, import: { url: 'https://c.example.com/a.ics' } };
    await store.schedules.create(aSchedule([], fed));
    const reassigned = reassign(asTocsin(ctx), user, 3);
    if (!isRefused) await expect(reassigned).resolves.toMatchObject({ id: 3 });
    else await expect(reassigned).rejects.toThrow('schedule 503 takes its shifts from a calendar, which names user 1');
    expect((await places()).policy).toEqual([isRefused ? 1 : 3]);
  });
});
