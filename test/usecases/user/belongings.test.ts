import { describe, expect, it } from 'vitest';
import type { Alert, Responder } from '../../../functions/domain/alert/alert.ts';
import type { CoverageRequest } from '../../../functions/domain/coverage/coverage-request.ts';
import { plus } from '../../../functions/domain/time.ts';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import { belongingsOf, refuseDeletion } from '../../../functions/usecases/user/belongings.ts';
import { anAlert, anEscalation, aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const later = plus(tenOClock, { days: 1 });

/** Person 5, whom nothing names; a private team of which person 1 is no member. */
async function somebody() {
  const world = await aWorld({
    users: [1, 2, 3, 5].map((id) => aUser(id)),
    teams: [aTeam([3], { id: 601, visibility: 'PRIVATE' })],
  });
  const { actor, ...ctx } = world.as(5);
  const teams = { roles: new Map(), privateTeams: new Set([601]), unseenPeople: new Set<number>() };
  return {
    ...world,
    all: () => belongingsOf(asTocsin(world.ctx), 5),
    own: () => belongingsOf({ ...ctx, actor: { ...actor, role: 'RESPONDER' as const, teams } }, 5),
  };
}

describe('what ends with somebody', () => {
  it('is what they were asked and asked, their keys, apps, browsers and passkeys: it hinders nothing', async () => {
    const { store, ctx, all } = await somebody();
    const shifts = [{ scheduleId: 500, start: tenOClock, end: later }];
    const request = (id: number, facts: Partial<CoverageRequest>) =>
      store.coverage.create({
        ...{ id, version: 0, requesterId: 5, colleagueId: 2, shifts, state: 'PENDING' },
        ...{ createdAt: plus(tenOClock, { seconds: id }), updatedAt: tenOClock },
        ...facts,
      });
    await request(1, {});
    await request(2, { requesterId: 2, colleagueId: 5 });
    await request(3, { state: 'DECLINED' });
    await request(4, { requesterId: 2, colleagueId: 3 });
    await store.apiKeys.create({ id: 10, hash: 'h', userId: 5, name: 'Terraform', createdAt: tenOClock });
    store.grants.ofUser = async () => [{ appId: 7 }, { appId: 8 }, { appId: 7 }] as never;
    const asked: unknown[] = [];
    store.apps.getMany = async (ids) => {
      asked.push(ids);
      return ids.map((id) => ({ id, name: `App ${id}` })) as never;
    };
    store.sessions.ofUser = async () => [{ id: 's1', userAgent: 'Firefox' }] as never;
    store.passkeys.ofUser = async () => [{ id: 'p1', name: 'Phone' }] as never;
    const ending = { hindersDeletion: false };
    expect(await all()).toEqual([
      { kind: 'coverage-request', id: 2, ...ending },
      { kind: 'coverage-request', id: 1, ...ending },
      { kind: 'api-key', id: 10, name: 'Terraform', ...ending },
      { kind: 'app', id: 7, name: 'App 7', ...ending },
      { kind: 'app', id: 8, name: 'App 8', ...ending },
      { kind: 'session', id: 's1', name: 'Firefox', ...ending },
      { kind: 'passkey', id: 'p1', name: 'Phone', ...ending },
    ]);
    expect(asked).toEqual([[7, 8]]);
    const user = (await store.users.get(5)) ?? expect.fail('nobody');
    await expect(refuseDeletion(asTocsin(ctx), user)).resolves.toBeUndefined();
  });
});

describe('what hinders the deletion of somebody', () => {
  it('is left empty where they were alone, and are still planned', async () => {
    const { store, all } = await somebody();
    await store.policies.create(aPolicy([[5, 1], [2]], { id: 901, name: 'Shared' }));
    await store.policies.create(aPolicy([[1], [5]], { id: 902, name: 'Alone' }));
    const past = { userId: 5, start: '2026-11-01T00:00:00Z', end: '2026-11-02T00:00:00Z' };
    const editions = [{ from: tenOClock, layers: [], shifts: [past] }];
    await store.schedules.create(aSchedule([], { id: 504, name: 'Past', type: 'STATIC', editions }));
    await store.schedules.create(aSchedule([1, 2]));
    await store.schedules.addOverrides([anOverride(1, 5, '2026-11-22T10:00:00Z', '2026-11-22T12:00:00Z')]);
    await store.schedules.create(aSchedule([5], { id: 505, name: 'Alone' }));
    const hinders = { hindersDeletion: true };
    const found = await all();
    expect(found.filter(({ kind }) => kind === 'policy')).toEqual([
      { kind: 'policy', id: 901, name: 'Shared', ...hinders },
      { kind: 'policy', id: 902, name: 'Alone', leavesEmpty: true, ...hinders },
    ]);
    expect(found.filter(({ kind }) => kind === 'schedule')).toEqual(
      expect.arrayContaining([
        { kind: 'schedule', id: 504, name: 'Past', ...hinders },
        { kind: 'schedule', id: 500, name: 'Primary', ...hinders },
        { kind: 'schedule', id: 505, name: 'Alone', leavesEmpty: true, ...hinders },
      ]),
    );
  });

  it('is an alert of theirs alone that no policy stands behind, by its words', async () => {
    const { store, ctx, all, own } = await somebody();
    const responder = (alertId: number, userId: number): Responder => ({
      ...{ alertId, userId, firstName: '', lastName: '', email: '', status: 'PENDING', addedAt: tenOClock },
    });
    const make = (id: number, facts: Partial<Alert>, people: readonly number[] = [5], asked?: readonly number[]) => {
      const escalation = anEscalation({ level: 0, ...(asked && { responders: [...asked] }) });
      const alert = anAlert({ id, summary: `Alert ${id}`, escalation, ...facts });
      return store.alerts.create(alert, { log: [], responders: people.map((userId) => responder(id, userId)) });
    };
    const gone = { id: 999, name: 'Gone' };
    await make(701, { policy: gone }, [5], [5]);
    await make(702, { policy: undefined }, [5], [5]);
    await make(703, {}, [5], [5]);
    await make(704, { policy: gone }, [5, 2], [5, 2]);
    await make(705, { policy: gone });
    await make(707, { policy: gone }, [5], []);
    await store.policies.create(aPolicy([[1]], { id: 901 }));
    await make(708, { policy: { id: 901, name: 'Other' } }, [5], [5]);
    await make(706, { policy: gone, status: 'RESOLVED', resolvedAt: tenOClock }, [5], [5]);
    const left = (id: number) => ({ kind: 'alert', id, name: `Alert ${id}`, leavesEmpty: true, hindersDeletion: true });
    const asked: unknown[] = [];
    const { getMany } = store.policies;
    store.policies.getMany = (ids) => {
      asked.push([...ids].sort());
      return getMany(ids);
    };
    expect(await all()).toEqual([left(707), left(702), left(701)]);
    expect(asked).toEqual([[900, 901, 999]]);
    expect(await own()).toEqual([left(707), left(702), left(701)]);
    const user = (await store.users.get(5)) ?? expect.fail('nobody');
    await expect(refuseDeletion(asTocsin(ctx), user)).rejects.toMatchObject({
      places: [{ id: 707 }, { id: 702 }, { id: 701 }],
    });
  });
});
