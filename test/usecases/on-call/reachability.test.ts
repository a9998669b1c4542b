import { describe, expect, it } from 'vitest';
import type { Target } from '../../../functions/domain/escalation-policy/escalation-policy.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { Method, User } from '../../../functions/domain/user/user.ts';
import type { Settings } from '../../../functions/ports/context.ts';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import { reportReachability } from '../../../functions/usecases/on-call/reachability.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aSchedule } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const inDays = (days: number) => plus(tenOClock, { days });

/** Somebody with a number that can be called, and a rule for high priority. */
function aPerson(id: number, facts: Partial<User> = {}, method: Method = 'SMS'): User {
  const user = aUser(id, facts, [{ method }]);
  const number = `+491512345010${id}`;
  return { ...user, phones: user.phones.map((phone) => ({ ...phone, target: number, e164: number })), ...facts };
}

/** Person 1 is named; persons 2 and 3 take turns of a day, handed over at nine in Berlin, person 2 first. */
async function reported(
  people: readonly User[],
  {
    settings = {},
    targets = [{ kind: 'user', id: 1 }],
    rotation = 'P1D',
    unseen,
  }: {
    readonly settings?: Partial<Settings>;
    readonly targets?: readonly Target[];
    readonly rotation?: string;
    readonly unseen?: number;
  } = {},
) {
  const usual = [1, 2, 3, 4].map((id) => people.find((one) => one.id === id) ?? aPerson(id));
  const { ctx, store, as } = await aWorld({ users: usual });
  const leaver = await store.users.create(aPerson(99));
  const layers = [{ startsOn: '2026-11-21T09:00', rotation, users: [2, 3] }];
  await store.schedules.create(aSchedule([], { editions: [{ from: tenOClock, layers, shifts: [] }] }));
  for (const [id, days] of [
    [501, 13],
    [502, 15],
  ] as const) {
    const shift = { userId: 4, start: inDays(days), end: inDays(days + 0.5) };
    const editions = [{ from: tenOClock, layers: [], shifts: [shift] }];
    await store.schedules.create(aSchedule([], { id, name: `In ${days} days`, type: 'STATIC', editions }));
  }
  const policy = (await store.policies.get(900)) ?? expect.fail('no policy');
  const levels = [targets, [{ kind: 'schedule', id: 500 }] as const];
  await store.policies.save(
    { ...policy, levels: levels.map((named) => ({ escalationTimeout: 5, targets: [...named] })) },
    policy,
  );
  await store.users.delete(leaver, { evenIfUsed: true });
  const { actor } = as(1);
  const teams = { roles: new Map(), privateTeams: new Set<number>(), unseenPeople: new Set([unseen ?? 0]) };
  const seen = unseen === undefined ? asTocsin(ctx) : { ...ctx, actor: { ...actor, teams } };
  const report = await reportReachability({ ...seen, settings: { ...ctx.settings, ...settings } });
  return report as { user: { id: number }; problems: string[]; shifts: { start: string | null }[] }[];
}

const problems = async (...asked: Parameters<typeof reported>) =>
  (await reported(...asked)).map(({ user, problems }) => [user.id, ...problems]);

const platform = { id: 900, name: 'Platform team' };

describe('who may not be woken', () => {
  it('is nobody where all is well', async () => {
    expect(await reported([])).toEqual([]);
  });

  it('is told with the reason, and with what they are on call for', async () => {
    const silent = aUser(1, { phones: [], mutedUntil: inDays(1) }, []);
    expect(await reported([silent])).toEqual([
      {
        user: { id: 1, firstName: 'First1', lastName: 'Last1' },
        problems: ['NO_VERIFIED_PHONE', 'NO_HIGH_PRIORITY_RULE', 'MUTED'],
        mutedUntil: inDays(1),
        shifts: [{ escalationPolicy: platform, escalationLevel: 1, start: null, end: null }],
      },
    ]);
    const onShift = await reported([aPerson(2, { phones: [] })]);
    expect(onShift).toHaveLength(1);
    expect(onShift[0]).not.toHaveProperty('mutedUntil');
    expect(onShift[0]?.shifts[0]).toEqual({
      escalationPolicy: platform,
      escalationLevel: 2,
      schedule: { id: 500, name: 'Primary', type: 'RECURRING' },
      start: '2026-11-21T08:00:00.000Z',
      end: '2026-11-22T08:00:00.000Z',
    });
  });

  it('is also who is named and gone', async () => {
    expect(await reported([], { targets: [{ kind: 'user', id: 99 }] })).toEqual([
      {
        user: { id: 99 },
        problems: ['DELETED'],
        shifts: [{ escalationPolicy: platform, escalationLevel: 1, start: null, end: null }],
      },
    ]);
  });

  it('is told with twenty of their shifts at most', async () => {
    const [one] = await reported([aPerson(2, { phones: [] })], { rotation: 'PT6H' });
    expect(one?.shifts).toHaveLength(20);
    expect(one?.shifts[0]?.start).toBe('2026-11-21T08:00:00.000Z');
  });

  it('is kept from who may not know them', async () => {
    const silent = [aPerson(1, { phones: [] }), aPerson(2, { phones: [] })];
    expect(await problems(silent)).toEqual([
      [1, 'NO_VERIFIED_PHONE', 'NO_WORKING_RULE'],
      [2, 'NO_VERIFIED_PHONE', 'NO_WORKING_RULE'],
    ]);
    expect(await problems(silent, { unseen: 2 })).toEqual([[1, 'NO_VERIFIED_PHONE', 'NO_WORKING_RULE']]);
  });

  it.each<[string, Target[], number[][]]>([
    ['within two weeks', [{ kind: 'schedule', id: 501 }], [[4]]],
    ['later', [{ kind: 'schedule', id: 502 }], []],
  ])('is who is on call %s: looked for two weeks ahead', async (_when, targets, expected) => {
    const found = await reported([aPerson(4, { phones: [] })], { targets });
    expect(found.map(({ user }) => [user.id])).toEqual(expected);
  });

  it.each<[string, number, Partial<User>, boolean]>([
    ['while they are on call', 2, { mutedUntil: plus(tenOClock, { hours: 1 }) }, true],
    ['when their shift begins', 3, { mutedUntil: inDays(1) }, true],
    ['before their shift', 3, { mutedUntil: plus(tenOClock, { hours: 20 }) }, false],
    ['until now, in a shift that has begun', 2, { mutedUntil: minus(tenOClock, { hours: 1 }) }, false],
  ])('is muted %s (person %i)', async (_when, id, facts, isTold) => {
    expect(await problems([aPerson(id, facts)])).toEqual(isTold ? [[id, 'MUTED']] : []);
  });

  it.each<[string, User, Partial<Settings>, string[]]>([
    ['on a way that is not set up', aPerson(1), { configuredChannels: ['EMAIL'] }, ['NO_WORKING_RULE']],
    ['by an app', aPerson(1, {}, 'PUSH'), {}, []],
    ['by an app that nothing is pushed to', aPerson(1, {}, 'PUSH'), { pushesToApps: false }, ['NO_WORKING_RULE']],
    ['by texts without receipts', aPerson(1), { twoWaySms: false }, ['ONLY_SNS_TEXTS']],
  ])('is reached %s', async (_how, person, settings, expected) => {
    const found = await problems([person], { settings });
    expect(found.find(([id]) => id === 1)?.slice(1) ?? []).toEqual(expected);
  });

  it('is who has a number that cannot exist, or that is neither texted nor called', async () => {
    const none = aUser(1);
    const phones = none.phones.map((phone) => ({ ...phone, target: '+4915', e164: '+4915' }));
    expect((await problems([{ ...none, phones }]))[0]).toEqual([
      1,
      'NO_VERIFIED_PHONE',
      'NO_WORKING_RULE',
      'INVALID_NUMBER',
    ]);
    const settings = { phoneCountries: new Set(['AT']) } as Partial<Settings>;
    expect((await problems([], { settings }))[0]).toContain('COUNTRY_NOT_ALLOWED');
  });

  it('is told to nobody who may not see schedules', async () => {
    const { as } = await aWorld();
    const ctx = as(1);
    const watching = { ...ctx, actor: { ...ctx.actor, role: 'STAKEHOLDER' as const } };
    await expect(reportReachability(watching)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
