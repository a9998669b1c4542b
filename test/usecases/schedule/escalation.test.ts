import { describe, expect, it } from 'vitest';
import type { EscalationPolicy, Target } from '../../../functions/domain/escalation-policy/escalation-policy.ts';
import { minus } from '../../../functions/domain/time.ts';
import { assignAlert } from '../../../functions/usecases/alert/assign.ts';
import { presentAlerts } from '../../../functions/usecases/alert/present.ts';
import { suggestResponders } from '../../../functions/usecases/alert/suggest-responders.ts';
import { asTocsin } from '../../../functions/usecases/configuration/write.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aPolicy, at, aUser } from '../../support/factories.ts';
import { anOverride, aSchedule, aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const schedule: Target = { kind: 'schedule', id: 500 };
const team: Target = { kind: 'team', id: 600 };
const user = (id: number): Target => ({ kind: 'user', id });

const levels = (...targets: readonly (readonly Target[])[]): EscalationPolicy =>
  aPolicy([], { levels: targets.map((level) => ({ escalationTimeout: 5, targets: [...level] })) });

/**
 * A world whose policy names schedule 500 (user 1 until nine in Berlin on 2026-11-22, then user 2) and team 600 (users 2
 * and 3, and user 1 as a stakeholder).
 */
async function aWorldOf(policy: EscalationPolicy, sketch: Parameters<typeof aSchedule> = [[2, 1]]) {
  const world = await aWorld();
  await world.store.schedules.create(aSchedule(...sketch));
  await world.store.teams.create(
    aTeam([2, 3], {
      members: [
        { userId: 1, role: 'STAKEHOLDER' },
        { userId: 2, role: 'RESPONDER' },
        { userId: 3, role: 'ADMIN' },
      ],
    }),
  );
  const first = await world.store.policies.get(policy.id);
  if (first === undefined) expect.fail('no policy');
  await world.store.policies.save({ ...policy, version: first.version }, first);
  const alarm = async (key: string): Promise<number> => {
    await processEvent(world.ctx, anEventMessage({ alertKey: key }, { eventId: key, receivedAt: world.clock.now() }));
    const alerts = await world.store.alerts.list({}, { offset: 0, limit: 10 });
    return alerts.find(({ alertKey }) => alertKey === key)?.id ?? expect.fail('no alert');
  };
  return { ...world, alarm };
}

/** When the shift is handed over. */
const nineInBerlin = at('2026-11-22T08:00:00Z');

describe('a policy that targets a schedule', () => {
  it('wakes whoever is on call: different people a minute before and after the hand-off', async () => {
    const { alarm, run, told, clock } = await aWorldOf(levels([schedule]));
    clock.set(minus(nineInBerlin, { minutes: 1 }));
    await run(await alarm('before'), { seconds: 30 });
    expect(await told()).toEqual(['SMS 1']);
    clock.set(nineInBerlin);
    await run(await alarm('after'), { seconds: 30 });
    expect(await told()).toEqual(['SMS 2']);
  });

  it('wakes by one moment, which the step names, however long it takes to read who is on call', async () => {
    const { ctx, store, told, clock } = await aWorldOf(levels([schedule]));
    const before = minus(nineInBerlin, { seconds: 1 });
    clock.set(before);
    const getMany: typeof store.users.getMany = async (ids) => {
      const users = await store.users.getMany(ids);
      clock.advance({ seconds: 2 });
      return users;
    };
    const intake: typeof store.alerts.intake = async (...asked) => {
      clock.advance({ milliseconds: 100 });
      return store.alerts.intake(...asked);
    };
    const slow = { ...store, users: { ...store.users, getMany }, alerts: { ...store.alerts, intake } };
    await processEvent({ ...ctx, store: slow }, anEventMessage({}, { receivedAt: before }));
    expect(await told()).toEqual(['SMS 1']);
    const [alert] = await store.alerts.list({}, { offset: 0, limit: 1 });
    expect(await store.alerts.steps(alert?.id ?? 0)).toMatchObject([{ claimedAt: before }]);
  });

  it('follows the hand-off from level to level', async () => {
    const { alarm, run, told, clock } = await aWorldOf(levels([schedule], [schedule]));
    clock.set(minus(nineInBerlin, { minutes: 1 }));
    await run(await alarm('over the hand-off'), { minutes: 6 });
    expect(await told()).toEqual(['SMS 1', 'SMS 2']);
  });

  it('tells beforehand whom the next level will wake', async () => {
    const { alarm, run, clock, ctx, store } = await aWorldOf(levels([user(3)], [schedule]));
    clock.set(minus(nineInBerlin, { minutes: 1 }));
    const alertId = await alarm('foreseen');
    await run(alertId, { seconds: 10 });
    const alert = (await store.alerts.get(alertId)) ?? expect.fail('no alert');
    const [shown] = await presentAlerts(asTocsin(ctx), [alert], new Set(['nextEscalationUser']));
    expect(shown).toMatchObject({ nextEscalationUser: { id: 2 } });
  });

  it('hears of an override at the next level', async () => {
    const { alarm, run, told, store } = await aWorldOf(levels([schedule], [schedule]));
    const alert = await alarm('overridden');
    await run(alert, { minutes: 1 });
    expect(await told()).toEqual(['SMS 1']);
    await store.schedules.addOverrides([anOverride(1, 3, '2026-11-21T10:02:00Z', '2026-11-21T12:00:00Z')]);
    await run(alert, { minutes: 6 });
    expect(await told()).toEqual(['SMS 3']);
  });

  it('leaves the shift with its owner when the one who stands in was deleted', async () => {
    const { alarm, run, told, store } = await aWorldOf(levels([schedule]));
    const guest = await store.users.create(aUser(4));
    await store.schedules.addOverrides([anOverride(1, 4, '2026-11-21T09:00:00Z', '2026-11-21T12:00:00Z')]);
    await store.users.delete(guest);
    await run(await alarm('orphaned'), { minutes: 1 });
    expect(await told()).toEqual(['SMS 1']);
  });

  it('skips a level at once when nobody is on call, and says so', async () => {
    const empty = { timezone: 'Europe/Berlin', type: 'STATIC' as const, editions: [] };
    const { alarm, run, told, timeline } = await aWorldOf(levels([schedule], [user(3)]), [
      [],
      { ...empty, editions: [{ from: at('2026-11-21T10:00:00Z'), layers: [], shifts: [] }] },
    ]);
    const alert = await alarm('gap');
    await run(alert, { seconds: 10 });
    expect(await told()).toEqual(['SMS 3']);
    expect(await timeline(alert)).toEqual(['AlertReceived', 'LevelSkipped', 'AlertEscalatedToLevel']);
  });

  it('tells a person once who is there as themselves, on call, and in a team', async () => {
    const { alarm, run, told } = await aWorldOf(levels([user(1), schedule, team]));
    await run(await alarm('thrice'), { seconds: 10 });
    expect(await told()).toEqual(['SMS 1', 'SMS 2', 'SMS 3']);
  });
});

describe('a policy that targets a team', () => {
  it('wakes the members who respond, not its stakeholders', async () => {
    const { alarm, run, told } = await aWorldOf(levels([team]));
    await run(await alarm('team'), { seconds: 10 });
    expect(await told()).toEqual(['SMS 2', 'SMS 3']);
  });
});

describe('a policy of users only', () => {
  it('is resolved without a look at schedules or teams', async () => {
    const { alarm, run, store, told } = await aWorldOf(levels([user(2)]));
    store.schedules.getMany = async () => expect.fail('schedules were read');
    store.teams.getMany = async () => expect.fail('teams were read');
    await run(await alarm('plain'), { seconds: 10 });
    expect(await told()).toEqual(['SMS 2']);
  });
});

describe('a schedule as the assignee of an alert', () => {
  it('means whoever is on call now', async () => {
    const { alarm, as, store } = await aWorldOf(levels([user(2)]));
    const alertId = await alarm('assigned');
    await assignAlert(as(2), { alertId, to: { kind: 'schedule', id: 500 } });
    expect((await store.alerts.get(alertId))?.escalation.responders).toEqual([1]);
  });

  it('is refused when it is not there or nobody is on call', async () => {
    const { alarm, as, store } = await aWorldOf(levels([user(2)]));
    await store.schedules.create(
      aSchedule([], { id: 501, editions: [{ from: nineInBerlin, layers: [], shifts: [] }] }),
    );
    const alertId = await alarm('unassigned');
    const assignTo = (id: number) => assignAlert(as(2), { alertId, to: { kind: 'schedule', id } });
    await expect(assignTo(999)).rejects.toThrow('schedule: there is no schedule 999');
    await expect(assignTo(501)).rejects.toThrow('schedule: has nobody on call now');
  });

  it('is suggested with the people it stands for', async () => {
    const { alarm, as } = await aWorldOf(levels([schedule]));
    const groups = (await suggestResponders(as(2), await alarm('suggested'))) as { group: string; id: number }[];
    expect(groups.filter(({ group }) => group === 'SUGGESTED').map(({ id }) => id)).toEqual([1]);
    expect(groups.filter(({ group }) => group === 'ON_CALL_SCHEDULE').map(({ id }) => id)).toEqual([500]);
  });
});
