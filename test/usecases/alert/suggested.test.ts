import { describe, expect, it } from 'vitest';
import type { Target } from '../../../functions/domain/escalation-policy/escalation-policy.ts';
import { suggestResponders } from '../../../functions/usecases/alert/suggest-responders.ts';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import { anAlert, aPolicy, aUser } from '../../support/factories.ts';
import { aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const person = (group: 'USER' | 'SUGGESTED', id: number, disabled = false) => ({
  ...{ group, id, name: `First${id} Last${id}`, disabled },
});

/** An alert to which person 1 responds; its policy names person 3, schedule 500 (person 2) and person 5 of a private team. */
async function alerted(facts: Parameters<typeof anAlert>[0] = {}) {
  const world = await aWorld({
    users: [aUser(1), aUser(2), aUser(3), aUser(4, { role: 'STAKEHOLDER' }), aUser(5)],
    teams: [aTeam([5], { id: 601, visibility: 'PRIVATE' })],
  });
  const { store } = world;
  await store.schedules.create(aSchedule([2]));
  await store.schedules.create(aSchedule([2], { id: 501, name: 'Hidden', teams: [601] }));
  await store.policies.create(aPolicy([[3]], { id: 901, name: 'Shop' }));
  await store.policies.create(aPolicy([[3]], { id: 902, name: 'Hidden', teams: [601] }));
  const policy = (await store.policies.get(900)) ?? expect.fail('no policy');
  const target = (kind: Target['kind'], id: number): Target => ({ kind, id });
  const levels = [
    [target('user', 3), target('schedule', 500)],
    [target('user', 5), target('user', 3)],
  ];
  await store.policies.save(
    { ...policy, levels: levels.map((targets) => ({ escalationTimeout: 5, targets })) },
    policy,
  );
  const responder = { ...{ alertId: 700, userId: 1, firstName: 'First1', lastName: 'Last1' }, email: 'x@example.com' };
  const added = { ...responder, status: 'PENDING' as const, addedAt: world.clock.now() };
  await store.alerts.create(anAlert(facts), { log: [], responders: [added] });
  const { actor } = world.as(1);
  const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set([5]) };
  return { ...world, suggest: () => suggestResponders({ ...world.ctx, actor: { ...actor, teams } }, 700) };
}

const others = [
  { group: 'ESCALATION_POLICY', id: 900, name: 'Platform team', disabled: true },
  { group: 'ESCALATION_POLICY', id: 901, name: 'Shop', disabled: false },
  { group: 'ON_CALL_SCHEDULE', id: 500, name: 'Primary', disabled: false },
];

describe('who may be added to an alert', () => {
  it('is first whom its policy stands for, once each, then everybody who handles alerts, policies and schedules', async () => {
    const { suggest } = await alerted();
    expect(await suggest()).toEqual([
      person('SUGGESTED', 3),
      person('SUGGESTED', 2),
      person('USER', 1, true),
      person('USER', 2),
      person('USER', 3),
      ...others,
    ]);
  });

  it('is nobody in particular where it has no policy', async () => {
    const { suggest } = await alerted({ policy: undefined });
    const [first, ...more] = (await suggest()) as { group: string; disabled: boolean }[];
    expect(first).toEqual(person('USER', 1, true));
    expect(more.every(({ disabled }) => !disabled)).toBe(true);
  });

  it('is nobody who is gone, and of many a hundred people, fifty policies and fifty schedules', async () => {
    const { ctx, store } = await alerted();
    for (let id = 1000; id < 1097; id += 1) await store.users.create(aUser(id));
    for (let id = 1000; id < 1049; id += 1) {
      await store.policies.create(aPolicy([[3]], { id }));
      await store.schedules.create(aSchedule([2], { id }));
    }
    const leaver = (await store.users.get(3)) ?? expect.fail('nobody');
    await store.users.delete(leaver, { evenIfUsed: true });
    const all = (await suggestResponders(asTocsin(ctx), 700)) as { group: string; id: number }[];
    const counted = Map.groupBy(all, ({ group }) => group);
    expect(counted.get('SUGGESTED')?.map(({ id }) => id)).toEqual([2, 5]);
    expect(['USER', 'ESCALATION_POLICY', 'ON_CALL_SCHEDULE'].map((group) => counted.get(group)?.length)).toEqual([
      99, 50, 50,
    ]);
  });
});
