import { describe, expect, it } from 'vitest';
import type { CoverageRequest } from '../../../functions/domain/coverage/coverage-request.ts';
import { InvalidInputError, StillUsedError, VersionConflictError } from '../../../functions/domain/errors.ts';
import type { ScheduleEdition } from '../../../functions/domain/schedule/schedule.ts';
import { at, aUser, tenOClock } from '../../support/factories.ts';
import { anOverride, aSchedule, aTeam } from '../../support/schedules.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const everything = { offset: 0, limit: 100 };

/** A store with users 1 to 3 and schedule 500 of users 1 and 2. */
async function aRota(newTable: NewTable) {
  const { store, table } = await newStore(newTable);
  for (const id of [1, 2, 3]) await store.users.create(aUser(id));
  const schedule = await store.schedules.create(aSchedule([1, 2]));
  return { store, table, schedule };
}

const idsOf = (entities: readonly { readonly id: number }[]): number[] => entities.map(({ id }) => id);

const aRequest = (facts: Partial<CoverageRequest> = {}): CoverageRequest => ({
  id: 300,
  version: 0,
  requesterId: 1,
  colleagueId: 2,
  shifts: [{ scheduleId: 500, start: at('2026-11-22T08:00:00Z'), end: at('2026-11-22T12:00:00Z') }],
  state: 'PENDING',
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

/** Teams, schedules with their overrides and old editions, and coverage requests. */
export function scheduleContract(newTable: NewTable, { isSlow }: { readonly isSlow: boolean }): void {
  describe('teams', () => {
    it('are found by their members, as they are now', async () => {
      const { store } = await aRota(newTable);
      const first = await store.teams.create(aTeam([1, 2]));
      await store.teams.create(aTeam([2], { id: 601, name: 'Second' }));
      expect(idsOf(await store.teams.ofMember(2))).toEqual([600, 601]);
      await store.teams.save({ ...first, members: [] }, first);
      expect(idsOf(await store.teams.ofMember(2))).toEqual([601]);
      expect(await store.teams.ofMember(9)).toEqual([]);
    });

    it('keep their members, and what they own keeps them', async () => {
      const { store, schedule } = await aRota(newTable);
      const team = await store.teams.create(aTeam([3]));
      const user = await store.users.get(3);
      if (user === undefined) expect.fail('no user');
      await expect(store.users.delete(user)).rejects.toThrow(
        new StillUsedError('user 3 is used by team 600 "Platform"', [{ kind: 'team', id: 600, name: 'Platform' }]),
      );
      await store.schedules.save({ ...schedule, teams: [600] }, schedule);
      await expect(store.teams.delete(team)).rejects.toThrow('is used by schedule 500 "Primary"');
      const stranger = store.teams.create(aTeam([9], { id: 602 }));
      await expect(stranger).rejects.toThrow(new InvalidInputError('members[0].user.id', 'user 9 was not found'));
    });
  });

  describe('schedules', () => {
    it('read back as stored, and are found by the people in them and by their feed', async () => {
      const { store, schedule } = await aRota(newTable);
      expect(await store.schedules.get(500)).toEqual(schedule);
      expect(idsOf(await store.schedules.ofUser(1, tenOClock))).toEqual([500]);
      expect(await store.schedules.ofUser(3, tenOClock)).toEqual([]);
      await store.schedules.save({ ...schedule, feedHash: 'abc' }, schedule);
      expect((await store.schedules.byFeed('abc'))?.id).toBe(500);
      expect(await store.users.byFeed('abc')).toBeUndefined();
    });

    it.skipIf(isSlow)('keep what no longer fits into them apart, and give it back as history', async () => {
      const { store, schedule } = await aRota(newTable);
      const edition = (hour: number): ScheduleEdition => ({
        from: at(`2026-11-21T${hour}:00:00Z`),
        layers: [],
        shifts: Array.from({ length: 800 }, () => ({
          userId: 1,
          start: '2026-11-20T09:00:00',
          end: '2026-11-20T10:00',
        })),
      });
      let current = schedule;
      for (const hour of [11, 12, 13, 14]) {
        const editions = [...current.editions, edition(hour)];
        current = await store.schedules.save({ ...current, editions }, current);
      }
      const stored = await store.schedules.get(500);
      if (stored === undefined) expect.fail('no schedule');
      expect(stored.editions.length).toBeLessThan(5);
      expect(stored.editions.at(-1)).toEqual(edition(14));
      const { editions } = await store.schedules.history(stored);
      expect(editions).toEqual([...schedule.editions, ...[11, 12, 13, 14].map(edition)]);
    });

    it('are gone with their overrides', async () => {
      const { store, table, schedule } = await aRota(newTable);
      await store.schedules.addOverrides([anOverride(1, 3, '2026-11-21T12:00:00Z', '2026-11-21T14:00:00Z')]);
      await store.schedules.delete(schedule);
      expect(await store.schedules.overrides(500, tenOClock)).toEqual([]);
      expect((await table.query({ partition: 'SCHEDULE#500' })).items).toEqual([]);
      expect(await store.schedules.ofUser(3, tenOClock)).toEqual([]);
    });
  });

  describe('overrides', () => {
    const morning = anOverride(1, 3, '2026-11-21T08:00:00Z', '2026-11-21T12:00:00Z');
    const noon = anOverride(2, 2, '2026-11-21T12:00:00Z', '2026-11-21T14:00:00Z');
    const month = anOverride(3, 3, '2026-11-22T00:00:00Z', '2026-12-22T00:00:00Z');

    it('are found by the time they touch, ends excluded', async () => {
      const { store } = await aRota(newTable);
      await store.schedules.addOverrides([month, noon, morning]);
      const found = async (from: string, until?: string) =>
        idsOf(await store.schedules.overrides(500, at(from), until === undefined ? undefined : at(until)));
      expect(await found('2026-11-21T09:00:00Z', '2026-11-21T10:00:00Z')).toEqual([1]);
      expect(await found('2026-11-21T12:00:00Z', '2026-11-21T12:00:00.001Z')).toEqual([2]);
      expect(await found('2026-11-21T11:59:59Z', '2026-11-22T00:00:00Z')).toEqual([1, 2]);
      expect(await found('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z')).toEqual([3]);
      expect(await found('2026-11-21T13:00:00Z')).toEqual([2, 3]);
      expect(await found('2026-12-22T00:00:00Z')).toEqual([]);
    });

    it('are found by their user, also on schedules that do not name the user otherwise', async () => {
      const { store } = await aRota(newTable);
      await store.schedules.addOverrides([month, noon, morning]);
      expect(idsOf(await store.schedules.overridesOf(3, at('2026-11-21T12:00:00Z')))).toEqual([3]);
      expect(idsOf(await store.schedules.ofUser(3, at('2026-12-01T00:00:00Z')))).toEqual([500]);
      expect(await store.schedules.ofUser(3, at('2026-12-22T00:00:00Z'))).toEqual([]);
    });

    it('end early or are deleted one by one', async () => {
      const { store } = await aRota(newTable);
      await store.schedules.addOverrides([noon, month]);
      expect(await store.schedules.endOverride(noon, at('2026-11-21T13:00:00Z'))).toBe(true);
      expect(await store.schedules.endOverride(noon, at('2026-11-21T13:00:00Z'))).toBe(false);
      expect(await store.schedules.overrides(500, at('2026-11-21T13:00:00Z'))).toEqual([month]);
      await store.schedules.deleteOverride(month, tenOClock);
      expect(idsOf(await store.schedules.overrides(500, tenOClock))).toEqual([2]);
    });

    it('are passed on, what is past of them stays as it was, and each time once', async () => {
      const { store } = await aRota(newTable);
      await store.schedules.addOverrides([morning, month]);
      const now = at('2026-11-21T09:30:00Z');
      const rest = { ...morning, userId: 1, start: now, startsAt: now };
      expect(await store.schedules.passOnOverride(morning, rest, now)).toBe(true);
      expect(await store.schedules.passOnOverride(morning, rest, now)).toBe(false);
      const next = { ...month, userId: 1 };
      expect(await store.schedules.passOnOverride(month, next, now)).toBe(true);
      const all = await store.schedules.overrides(500, tenOClock);
      expect(all).toEqual([rest, next]);
      const past = { ...morning, end: now, endsAt: now };
      expect(await store.schedules.overrides(500, at('2026-11-21T07:00:00Z'), now)).toEqual([past]);
      expect(await store.schedules.overridesOf(3, at('2026-11-21T09:30:00Z'))).toEqual([]);
      expect(idsOf(await store.schedules.overridesOf(1, now))).toEqual([1, 3]);
      expect((await store.timers.get('notice', 500))?.dueAt).toBe(now);
      const nobody = store.schedules.passOnOverride(rest, { ...rest, userId: 9 }, now);
      await expect(nobody).rejects.toThrow(new InvalidInputError('user', 'there is no user 9'));
    });

    it('need their schedule and their user, all or none', async () => {
      const { store, schedule } = await aRota(newTable);
      const bad = { ...month, userId: 9 };
      await expect(store.schedules.addOverrides([noon, bad])).rejects.toThrow(
        new InvalidInputError('user', 'there is no user 9'),
      );
      expect(await store.schedules.overrides(500, tenOClock)).toEqual([]);
      await store.schedules.delete(schedule);
      await expect(store.schedules.addOverrides([noon])).rejects.toThrow('there is no schedule 500');
    });

    it('wake the tick with every change of who is on call', async () => {
      const { store } = await aRota(newTable);
      const due = async () =>
        (await store.due.list('notice', at('2027-01-01T00:00:00Z'), 10)).map(({ dueAt }) => dueAt);
      expect(await due()).toEqual([tenOClock]);
      await store.schedules.addOverrides([{ ...noon, createdAt: at('2026-11-21T10:05:00Z') }]);
      expect(await due()).toEqual([at('2026-11-21T10:05:00Z')]);
      await store.schedules.deleteOverride(noon, at('2026-11-21T10:06:00Z'));
      expect(await due()).toEqual([at('2026-11-21T10:06:00Z')]);
    });
  });

  describe('coverage requests', () => {
    it('are found by both sides, newest first, in pages', async () => {
      const { store } = await aRota(newTable);
      await store.coverage.create(aRequest());
      await store.coverage.create(aRequest({ id: 301, requesterId: 2, colleagueId: 1 }));
      await store.coverage.create(aRequest({ id: 302, colleagueId: 3 }));
      expect(idsOf(await store.coverage.ofUser(1, everything))).toEqual([302, 301, 300]);
      expect(idsOf(await store.coverage.ofUser(1, { offset: 1, limit: 1 }))).toEqual([301]);
      expect(idsOf(await store.coverage.ofUser(3, everything))).toEqual([302]);
      expect(await store.coverage.get(302)).toEqual(aRequest({ id: 302, colleagueId: 3 }));
    });

    it('are accepted together with their overrides, once', async () => {
      const { store } = await aRota(newTable);
      await store.coverage.create(aRequest());
      const override = anOverride(1, 2, '2026-11-22T08:00:00Z', '2026-11-22T12:00:00Z');
      const change = { request: aRequest({ state: 'ACCEPTED' }), previous: aRequest() };
      await store.schedules.addOverrides([override], change);
      expect(await store.coverage.get(300)).toEqual(aRequest({ state: 'ACCEPTED', version: 1 }));
      const again = store.schedules.addOverrides([{ ...override, id: 2 }], change);
      await expect(again).rejects.toThrow(VersionConflictError);
      expect(idsOf(await store.schedules.overrides(500, tenOClock))).toEqual([1]);
      await expect(store.coverage.save(aRequest({ state: 'DECLINED' }), aRequest())).rejects.toThrow(
        VersionConflictError,
      );
    });
  });
}
