import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import { plus } from '../../../functions/domain/time.ts';
import { countAlerts, listAlerts } from '../../../functions/usecases/alert/list.ts';
import { newestLog } from '../../../functions/usecases/alert/newest-log.ts';
import { withinBudget } from '../../../functions/usecases/alert/within-budget.ts';
import { anAlert, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const all = { offset: 0, limit: 100 };

/** Alerts 701, 702 … one a minute, each with who responds. */
async function withAlerts(
  responders: readonly (readonly number[])[],
  facts: (id: number) => Partial<Alert> = () => ({}),
) {
  const world = await aWorld();
  for (const [index, ids] of responders.entries()) {
    const alert = anAlert({ id: 701 + index, reportTime: plus(tenOClock, { minutes: index }), ...facts(701 + index) });
    const people = ids.map((id) => ({
      ...{ alertId: alert.id, userId: id, firstName: `First${id}`, lastName: `Last${id}`, email: aUser(id).email },
      ...{ status: 'PENDING' as const, addedAt: tenOClock },
    }));
    const entry = { id: 9000 + index, alertId: alert.id, timestamp: alert.reportTime };
    await world.store.alerts.create(alert, {
      log: [{ ...entry, type: 'AlertReceivedLogEntry', vars: {} }],
      responders: people,
    });
  }
  return world;
}

const idsOf = (alerts: readonly { readonly id: number }[]) => alerts.map(({ id }) => id);

describe('a list of alerts', () => {
  it.each<[string, readonly string[], readonly number[]]>([
    ['everybody', [], [703, 702, 701]],
    ['somebody, by number', ['2'], [702, 701]],
    ['somebody, by name', ['user1'], [701]],
    ['one of several', ['user1', '3'], [703, 701]],
    ['one who is known and one who is not', ['nobody', '3'], [703]],
    ['nobody who is known', ['nobody'], []],
    ['what is too long for a number', ['1234567890123456'], []],
    ['what only begins as a number', ['2x'], []],
    ['what only ends as a number', ['x2'], []],
  ])('is of %s, newest first, and is counted alike', async (_whom, responders, expected) => {
    const { as } = await withAlerts([[1, 2], [2], [3]]);
    expect(idsOf(await listAlerts(as(1), { responders }, all))).toEqual(expected);
    expect(await countAlerts(as(1), { responders })).toBe(expected.length);
  });

  it('is of whom a name is that begins as a number', async () => {
    const { as, store } = await withAlerts([[1, 2], [2], [3]]);
    const user = (await store.users.get(3)) ?? expect.fail('nobody is there');
    await store.users.save({ ...user, username: '2x' }, user);
    expect(idsOf(await listAlerts(as(1), { responders: ['2x'] }, all))).toEqual([703]);
  });

  it('of those whom the reader may not know is empty', async () => {
    const { as } = await withAlerts([[1, 2], [2]]);
    const ctx = as(1);
    const teams = { roles: new Map(), privateTeams: new Set<number>(), unseenPeople: new Set([2]) };
    const actor = { ...ctx.actor, teams };
    for (const responders of [['2'], ['user2']]) {
      expect(await listAlerts({ ...ctx, actor }, { responders }, all)).toEqual([]);
      expect(await countAlerts({ ...ctx, actor }, { responders })).toBe(0);
    }
  });

  it('is empty for whoever may see no alerts anywhere', async () => {
    const { as } = await withAlerts([[1]]);
    const ctx = as(1);
    const actor = { ...ctx.actor, role: 'STAKEHOLDER' as const };
    expect(await listAlerts({ ...ctx, actor }, { responders: [] }, all)).toEqual([]);
    expect(await countAlerts({ ...ctx, actor }, { responders: [] })).toBe(0);
  });

  it('is narrowed to those that are wanted, page by page, and counted alike', async () => {
    const { as } = await withAlerts(Array.from({ length: 60 }, () => []));
    const isWanted = ({ id }: Alert) => id % 2 === 0;
    const listed = await listAlerts(as(1), { responders: [] }, { offset: 1, limit: 2 }, isWanted);
    expect(idsOf(listed)).toEqual([758, 756]);
    expect(await countAlerts(as(1), { responders: [] }, isWanted)).toBe(30);
  });
});

describe('the newest entries of all timelines', () => {
  it('are of the newest open alerts however old, and of the newest alerts whatever their state', async () => {
    const state = (id: number): Partial<Alert> => ({ status: id === 701 || id > 705 ? 'RESOLVED' : 'PENDING' });
    const { as, store } = await withAlerts(
      Array.from({ length: 60 }, () => []),
      state,
    );
    const alert = (await store.alerts.get(702)) ?? expect.fail('no alert');
    await store.alerts.addLog(
      [701, 702].map((alertId) => ({
        ...{ id: 9900 + alertId, alertId, timestamp: plus(tenOClock, { hours: 2 }), vars: {} },
        type: 'AlertCommentAddedLogEntry' as const,
      })),
      alert,
    );
    const newest = await newestLog(as(1), { offset: 0, limit: 3 }, undefined);
    // Alert 701 is over, and fifty others are newer.
    expect(newest.map(({ alert: { id }, entry }) => [id, entry.id])).toEqual([
      [702, 10602],
      [760, 9059],
      [759, 9058],
    ]);
    const further = await newestLog(as(1), { offset: 2, limit: 2 }, undefined);
    expect(further.map(({ entry }) => entry.id)).toEqual([9058, 9057]);
    // Each alert once, though it is among both.
    const whole = await newestLog(as(1), { offset: 0, limit: 200 }, undefined);
    expect(new Set(whole.map(({ entry }) => entry.id)).size).toBe(whole.length);
    expect(whole.filter(({ alert: { id } }) => id <= 705).map(({ alert: { id } }) => id)).toEqual([
      702, 705, 704, 703, 702,
    ]);
    const idsOfType = async (type: 'ALERT_UPDATES' | 'ALERT_SOURCE_EVENTS') =>
      (await newestLog(as(1), { offset: 0, limit: 2 }, [type])).map(({ entry: { id } }) => id);
    expect(await idsOfType('ALERT_UPDATES')).toEqual([10602]);
    expect(await idsOfType('ALERT_SOURCE_EVENTS')).toEqual([9059, 9058]);
  });

  it('of one moment are told by their number, the newest first', async () => {
    const { as, store } = await withAlerts([[]]);
    const alert = (await store.alerts.get(701)) ?? expect.fail('no alert');
    const entry = (id: number) => ({ id, alertId: 701, timestamp: tenOClock, vars: {} });
    for (const id of [9502, 9501, 9503])
      await store.alerts.addLog([{ ...entry(id), type: 'AlertCommentAddedLogEntry' }], alert);
    const newest = await newestLog(as(1), { offset: 0, limit: 9 }, undefined);
    expect(newest.map(({ entry: { id } }) => id)).toEqual([9503, 9502, 9501, 9000]);
  });
});

describe('a page of alerts within what an answer may hold', () => {
  const big = (id: number, bytes: number) => ({
    ...{ id, summary: 'Disk', status: 'PENDING', images: [], links: [], logs: [], labels: {}, responders: [] },
    ...{ customDetails: {}, details: 'x'.repeat(bytes) },
  });
  const bare = (id: number) => ({ id, summary: 'Disk', status: 'PENDING' });

  it('is whole as long as it fits, and goes on without what makes alerts big', () => {
    const alerts = [big(1, 4_000_000), big(2, 300_000), big(3, 300_000), big(4, 1)];
    expect(withinBudget(alerts)).toEqual([alerts[0], alerts[1], bare(3), bare(4)]);
  });

  it('holds four and a half megabytes, to the byte', () => {
    const alert = (bytes: number) => big(1, bytes - Buffer.byteLength(JSON.stringify(big(1, 0))));
    expect(withinBudget([alert(4_500_000)])).toEqual([alert(4_500_000)]);
    expect(withinBudget([alert(4_500_001)])).toEqual([bare(1)]);
    // What counts is bytes, not letters.
    expect(withinBudget([{ id: 1, details: 'ü'.repeat(2_300_000) }])).toEqual([{ id: 1 }]);
  });
});

it('the newest entries are those of the fifty newest alerts', async () => {
  const { as } = await withAlerts(Array.from({ length: 102 }, () => [1]));
  const newest = await newestLog(as(1), { offset: 0, limit: 200 }, undefined);
  expect(newest.map(({ alert }) => alert.id)).toEqual(Array.from({ length: 50 }, (_none, index) => 802 - index));
});
