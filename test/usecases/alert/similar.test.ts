import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../../functions/domain/alert/alert.ts';
import { minus } from '../../../functions/domain/time.ts';
import { similarAlerts } from '../../../functions/usecases/alert/similar.ts';
import { anAlert, anEscalation, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

let world: Awaited<ReturnType<typeof aWorld>>;
beforeEach(async () => {
  world = await aWorld({ users: [aUser(1), aUser(2, { firstName: 'Ada', lastName: 'Lovelace' }), aUser(3)] });
  await add(1000, { summary: 'Disk full on db-1', alertKey: 'disk' });
});

const add = (id: number, facts: Partial<Alert> = {}) =>
  world.store.alerts.create(anAlert({ id, escalation: anEscalation(), ...facts }), { log: [] });
type Shown = { readonly alert: { readonly id: number }; readonly isSameKey: boolean; readonly percent: number };
const shown = async (ctx: object = world.as(1)) => (await similarAlerts(ctx as never, 1000)) as Shown[];
const ids = async () => (await shown()).map(({ alert }) => alert.id);

describe('alerts that are like another', () => {
  it('have its key or its words, those with the key first, then the likest, then the newest', async () => {
    const one = (await world.store.alerts.get(1000)) ?? expect.fail();
    await world.store.alerts.save({ ...one, status: 'RESOLVED', resolvedAt: tenOClock }, { log: [] });
    await add(1001, { summary: 'Disk full on db-1' });
    await add(1002, { summary: 'Disk full on db-1' });
    await add(1003, { summary: 'Disk full on web-7 in Frankfurt' });
    await add(1004, { summary: 'Certificate expires soon' });
    await add(1005, { summary: 'Something else altogether', alertKey: 'disk' });
    await add(1006, { summary: 'Certificate of mail expires', alertKey: 'other' });
    const found = await shown();
    expect(found.slice(0, 3).map(({ alert, isSameKey, percent }) => [alert.id, isSameKey, percent === 100])).toEqual([
      [1005, true, false],
      [1002, false, true],
      [1001, false, true],
    ]);
    expect(found.map(({ alert }) => alert.id)).not.toContain(1004);
    expect(found.map(({ alert }) => alert.id)).not.toContain(1006);
    for (const { percent, isSameKey } of found) expect(isSameKey || percent >= 50).toBe(true);
  });

  it('are of the last four weeks, of its source, and not itself', async () => {
    await add(1001, { summary: 'Disk full on db-1', reportTime: minus(tenOClock, { days: 28 }) });
    await add(1002, { summary: 'Disk full on db-1', reportTime: minus(tenOClock, { days: 28, seconds: 1 }) });
    await add(1003, { summary: 'Disk full on db-1', source: { id: 801, name: 'Other', integrationType: 'API' } });
    expect(await ids()).toEqual([1001]);
  });

  it('have half in common at least: more than half is alike, less is something else', async () => {
    await add(1001, { summary: 'Disk full again on a new machine in Frankfurt' });
    await add(1002, { summary: 'Disk gone' });
    await add(1003, { summary: 'Disk slow on mail-7' });
    expect((await shown()).map(({ alert, percent }) => [alert.id, percent])).toEqual([[1001, 53]]);
  });

  it('have the same key only where they have one', async () => {
    await add(2000, { summary: 'Disk full on db-1' });
    await add(2001, { summary: 'Certificate expires soon' });
    const ctx = world.as(1);
    const of = (id: number) => similarAlerts(ctx as never, id) as Promise<Shown[]>;
    expect((await of(2000)).map(({ alert, isSameKey }) => [alert.id, isSameKey])).toEqual([[1000, false]]);
  });

  it('are ordered by their words among those that have the key, too', async () => {
    const over = async (id: number) => {
      const one = (await world.store.alerts.get(id)) ?? expect.fail();
      await world.store.alerts.save({ ...one, status: 'RESOLVED', resolvedAt: tenOClock }, { log: [] });
    };
    await over(1000);
    for (const [id, summary] of [
      [1001, 'Something else'],
      [1002, 'Disk full on db-1'],
      [1003, 'Nothing like it'],
    ] as const) {
      await add(id, { summary, alertKey: 'disk' });
      await over(id);
    }
    await add(1004, { summary: 'Disk full on db-1' });
    expect(await ids()).toEqual([1002, 1003, 1001, 1004]);
  });

  it('are ten at most', async () => {
    for (let id = 1001; id <= 1012; id += 1) await add(id, { summary: 'Disk full on db-1' });
    expect(await ids()).toEqual([1012, 1011, 1010, 1009, 1008, 1007, 1006, 1005, 1004, 1003]);
  });

  it('are the newest first by when they came', async () => {
    await add(1001, { summary: 'Disk full on db-1' });
    await add(1002, { summary: 'Disk full on db-1', reportTime: minus(tenOClock, { days: 1 }) });
    expect(await ids()).toEqual([1001, 1002]);
  });

  it('are looked for among the hundred newest', async () => {
    const old = minus(tenOClock, { days: 1 });
    await add(900, { summary: 'Disk full on db-1', reportTime: minus(old, { hours: 1 }) });
    for (let id = 1; id <= 98; id += 1) await add(id, { summary: `Certificate number ${id}`, reportTime: old });
    expect(await ids()).toEqual([900]);
    await add(99, { summary: 'Certificate number 99', reportTime: old });
    expect(await ids()).toEqual([]);
  });

  it('have none in common with one that has neither key nor words', async () => {
    await add(1001, { summary: 'Certificate', alertKey: '' });
    expect(await ids()).toEqual([]);
  });

  it('tell who resolved them, where the reader may know who that is', async () => {
    const over = { status: 'RESOLVED', resolvedAt: tenOClock, summary: 'Disk full on db-1' } as const;
    await add(1001, { ...over, resolvedBy: { kind: 'user', id: 2, name: 'Ada Lovelace' } });
    await add(1002, { ...over, resolvedBy: { kind: 'source', name: 'Prometheus' } });
    const names = async (ctx?: object) =>
      (await shown(ctx)).map(({ alert }) => (alert as { readonly resolvedBy?: string }).resolvedBy);
    expect(await names()).toEqual(['Prometheus', 'Ada Lovelace']);
    const { actor, ...ctx } = world.as(1);
    const teams = { roles: new Map(), privateTeams: new Set<number>(), unseenPeople: new Set([2]) };
    expect(await names({ ...ctx, actor: { ...actor, teams } })).toEqual(['Prometheus', undefined]);
    expect((await shown())[1]?.alert).toMatchObject({ status: 'RESOLVED', resolvedOn: tenOClock, priority: 'HIGH' });
  });
});
