import { describe, expect, it } from 'vitest';
import type { Target } from '../../../functions/domain/escalation-policy/escalation-policy.ts';
import { plus } from '../../../functions/domain/time.ts';
import { onCallAmong, possibleAt } from '../../../functions/usecases/schedule/on-call-users.ts';
import { whoIsOnCall } from '../../../functions/usecases/schedule/who-is-on-call.ts';
import { whoWillBeOnCall } from '../../../functions/usecases/schedule/who-will-be-on-call.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const until = plus(tenOClock, { days: 3 });
const team: Target = { kind: 'team', id: 600 };
const schedule: Target = { kind: 'schedule', id: 500 };

/** Users 1 to 6, of whom 4 is a stakeholder; 1 and 2 take turns of a day, 5 stands in once; 3, 4 and 2 are a team. */
async function duties() {
  const users = [1, 2, 3, 4, 5, 6].map((id) => aUser(id, id === 4 ? { role: 'STAKEHOLDER' } : {}));
  const world = await aWorld({ users, teams: [aTeam([3, 4, 2])] });
  await world.store.schedules.create(aSchedule([1, 2]));
  await world.store.schedules.addOverrides([anOverride(1, 5, '2026-11-22T12:00:00Z', '2026-11-22T14:00:00Z')]);
  const at = (target: Target, hours: number, targets: readonly Target[] = [target]) =>
    whoWillBeOnCall(world.ctx, targets, { from: tenOClock, until }).then(({ whoIsOnCallAt }) =>
      whoIsOnCallAt(target, plus(tenOClock, { hours })),
    );
  return { ...world, at };
}

describe('who will be on call', () => {
  it('is the person who is named, whoever that is', async () => {
    const { at } = await duties();
    expect(await at({ kind: 'user', id: 6 }, 0)).toEqual([6]);
    expect(await at({ kind: 'user', id: 99 }, 0)).toEqual([99]);
  });

  it('is all of a team who handle alerts', async () => {
    const { at } = await duties();
    expect(await at(team, 1)).toEqual([3, 2]);
  });

  it('is whose turn it is then, or who stands in for them', async () => {
    const { at } = await duties();
    const turns = await Promise.all([0, 21.9, 22, 25, 26, 27.9, 28].map((hours) => at(schedule, hours)));
    expect(turns.map(([id]) => id)).toEqual([2, 2, 1, 1, 5, 5, 1]);
  });

  it('is nobody of a team or a schedule that is not there, or was not asked about', async () => {
    const { at } = await duties();
    expect(await at({ kind: 'team', id: 601 }, 0)).toEqual([]);
    expect(await at({ kind: 'schedule', id: 501 }, 0)).toEqual([]);
    expect(await at(team, 0, [])).toEqual([]);
  });

  it('comes with everybody who is meant: by name, in a team, in a layer or standing in', async () => {
    const { ctx } = await duties();
    const known = async (...targets: readonly Target[]) => {
      const { usersById } = await whoWillBeOnCall(ctx, targets, { from: tenOClock, until });
      return [...usersById.keys()].sort();
    };
    expect(await known({ kind: 'user', id: 6 })).toEqual([6]);
    expect(await known(team)).toEqual([2, 3, 4]);
    expect(await known(schedule)).toEqual([1, 2, 5]);
  });

  it('is read once for each that is named, however often', async () => {
    const { ctx, store } = await duties();
    const asked: unknown[] = [];
    const { overrides, getMany } = store.schedules;
    store.schedules.overrides = (id, from, end) => {
      asked.push(['overrides', id, from, end]);
      return overrides(id, from, end);
    };
    store.schedules.getMany = (ids) => {
      asked.push(['schedules', ...ids]);
      return getMany(ids);
    };
    const other: Target = { kind: 'schedule', id: 501 };
    const { whoIsOnCall: among } = await whoIsOnCall(ctx, [schedule, other, team, schedule], tenOClock);
    const moment = [tenOClock, plus(tenOClock, { milliseconds: 1 })];
    expect(asked).toEqual([
      ['schedules', 500, 501],
      ['overrides', 500, ...moment],
      ['overrides', 501, ...moment],
    ]);
    expect([schedule, other, team].map(among)).toEqual([[2], [], [3, 2]]);
  });

  it('may be nobody, or whoever stands in for nobody', () => {
    const empty = { timezone: 'Europe/Berlin', editions: [], overrides: [] };
    expect(possibleAt(empty, tenOClock)).toEqual([]);
    const override = anOverride(1, 5, '2026-11-21T09:00:00Z', '2026-11-21T11:00:00Z');
    expect(possibleAt({ ...empty, overrides: [override] }, tenOClock)).toEqual([5]);
    expect(onCallAmong(new Map([[5, {}]]), { ...empty, overrides: [override] }, tenOClock)).toEqual([5]);
    expect(onCallAmong(new Map(), { ...empty, overrides: [override] }, tenOClock)).toEqual([]);
  });

  it('of a schedule of shifts is who has entered one', async () => {
    const { store, at } = await duties();
    const shifts = [{ userId: 6, start: '2026-11-21T12:00', end: '2026-11-21T18:00' }];
    const editions = [{ from: tenOClock, layers: [], shifts }];
    await store.schedules.create(aSchedule([], { id: 502, type: 'STATIC', name: 'Entered', editions }));
    const entered: Target = { kind: 'schedule', id: 502 };
    expect([await at(entered, 0), await at(entered, 2), await at(entered, 9)]).toEqual([[], [6], []]);
  });
});
