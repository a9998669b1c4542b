import { describe, expect, it } from 'vitest';
import { VersionConflictError } from '../../../functions/domain/errors.ts';
import { minus } from '../../../functions/domain/time.ts';
import type { Store } from '../../../functions/ports/store.ts';
import type { TableCall } from '../../../functions/store/memory/table.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { anAlert, aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';
import { aGroupingWorld, alike, headsOf, ofAPerson, resolve, send, type World } from './grouping-world.ts';

describe('an alert of the source that a person has opened', () => {
  it.each(['ONE_PENDING_ALERT_ALLOWED', 'ONE_OPEN_ALERT_ALLOWED'])(
    'takes in what any alert would do for: %s',
    async (by) => {
      const world = await aGroupingWorld(by);
      const { alertId = 0 } = await send(world, 'a');
      await resolve(world, alertId);
      const id = await ofAPerson(world);
      expect(await send(world, 'b')).toMatchObject({ outcome: 'GROUPED', alertId: id });
    },
  );

  it('takes in more while it is pending, however many have been accepted since', async () => {
    const world = await aGroupingWorld('ONE_PENDING_ALERT_ALLOWED');
    const pending = await ofAPerson(world, { id: 500, reportTime: minus(tenOClock, { hours: 1 }) });
    for (let id = 501; id <= 521; id += 1) await acceptAlert(world.as(1), { alertId: await ofAPerson(world, { id }) });
    expect(await send(world, 'b')).toMatchObject({ outcome: 'GROUPED', alertId: pending });
  });

  it('takes in what is grouped by more only as long as there is no list', async () => {
    const world = await aGroupingWorld('ONE_ALERT_PER_EMAIL_SUBJECT');
    const id = await ofAPerson(world);
    expect(await send(world, 'a', { summary: 'Disk full on db-1' })).toMatchObject({ outcome: 'GROUPED', alertId: id });
    expect((await send(world, 'b', { summary: 'Other' })).outcome).toBe('CREATED');
    await ofAPerson(world, { id: 701, summary: 'A third thing' });
    expect((await send(world, 'c', { summary: 'A third thing' })).outcome).toBe('CREATED');
  });

  it('takes in what an open one would do for, also once it is accepted', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    const id = await ofAPerson(world);
    await acceptAlert(world.as(1), { alertId: id });
    expect(await send(world, 'b')).toMatchObject({ outcome: 'GROUPED', alertId: id });
    expect(await headsOf(world)).toBeUndefined();
  });
});

it('what the canary sends comes out as an alert of its own, whatever its source groups by', async () => {
  const world = await aWorld({ source: aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED', hidden: true }) });
  for (const key of ['a', 'b']) expect((await send(world, key)).outcome).toBe('CREATED');
  expect(await headsOf(world)).toBeUndefined();
});

describe('the list of alerts that may take in more', () => {
  /** The store, with as many in each alert as fit. */
  const withFull = ({ store }: World) => {
    const firing = Array.from({ length: 100 }, (_, index) => `${index}`);
    return { ...store, alerts: { ...store.alerts, members: async () => ({ firing, total: 100, keyless: [] }) } };
  };

  it.each([
    [49, undefined],
    [50, true],
  ])(
    'says that it is not all where the source has more than fit: with %i that an index knows of, %s',
    async (open, isPart) => {
      const world = await aGroupingWorld('ONE_PENDING_ALERT_ALLOWED');
      for (let id = 500; id < 500 + open; id += 1) await ofAPerson(world, { id });
      expect((await send(world, 'a', {}, withFull(world))).outcome).toBe('CREATED');
      const list = await world.store.alerts.heads(800);
      expect([list?.heads.length, list?.isPart]).toEqual([50, isPart]);
    },
  );

  it('keeps those that are full, and are not over: one alone and several', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    const store = withFull(world);
    const opened: (number | undefined)[] = [];
    for (const key of ['a', 'b', 'c', 'd']) opened.unshift((await send(world, key, {}, store)).alertId);
    expect(await headsOf(world)).toEqual(opened);
    expect(new Set(opened).size).toBe(4);
  });

  it('loses those that were seen to be over, one alone and several', async () => {
    const world = await aGroupingWorld('INTELLIGENT_GROUPING', alike);
    const summary = (text: string) => ({ summary: text });
    const first = await send(world, 'a', summary('disk full'));
    await resolve(world, first.alertId ?? 0);
    const second = await send(world, 'b', summary('disk full'));
    expect(await headsOf(world)).toEqual([second.alertId]);
    const third = await send(world, 'c', summary('certificate expires'));
    await resolve(world, second.alertId ?? 0);
    await resolve(world, third.alertId ?? 0);
    const fourth = await send(world, 'd', summary('disk full certificate expires'));
    expect(fourth.outcome).toBe('CREATED');
    expect(await headsOf(world)).toEqual([fourth.alertId]);
  });

  it('is decided by again ten times where others open alerts at once; then the event is delivered again', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    let tried = 0;
    const create: Store['alerts']['create'] = async () => {
      tried += 1;
      return { outcome: 'crowded' };
    };
    const store = { ...world.store, alerts: { ...world.store.alerts, create } };
    await expect(send(world, 'a', {}, store)).rejects.toThrow(VersionConflictError);
    expect(tried).toBe(10);
  });

  it('leads to twenty alerts that are read, and to no more', async () => {
    const calls: TableCall[] = [];
    const world = await aGroupingWorld(
      'ONE_ALERT_PER_EMAIL_SUBJECT',
      {},
      { beforeCall: (call) => void calls.push(call) },
    );
    await send(world, 'a', { summary: 'Disk full' });
    const list = (await world.store.alerts.heads(800)) ?? expect.fail('no list');
    const heads = Array.from({ length: 30 }, (_, index) => ({ ...list.heads[0], alertId: 5_000 + index }));
    const alert = anAlert({ id: 999, summary: 'Other' });
    await world.store.alerts.create(alert, {
      log: [],
      heads: { ...list, version: list.version + 1, heads: heads as never },
    });
    calls.splice(0);
    expect((await send(world, 'b', { summary: 'Disk full' })).outcome).toBe('CREATED');
    expect(calls.flatMap((call) => (call.name === 'batchGet' ? [call.keys.length] : []))).toContain(20);
    expect(Math.max(...calls.map((call) => (call.name === 'batchGet' ? call.keys.length : 0)))).toBe(20);
  });
});

describe('what it costs to find an alert', () => {
  const costing = async (alertCreation: string, extras = {}) => {
    const calls: string[] = [];
    const world = await aGroupingWorld(alertCreation, extras, { beforeCall: ({ name }) => void calls.push(name) });
    const costOf = async (...asked: Parameters<typeof send>) => {
      calls.length = 0;
      const { outcome } = await send(...asked);
      // The test has looked at the record of the event afterwards.
      return [outcome, calls.slice(0, -1).join(' ')];
    };
    return { world, costOf };
  };

  it('that is on no list, is a look into the index besides', async () => {
    const { world, costOf } = await costing('ONE_OPEN_ALERT_ALLOWED');
    await ofAPerson(world);
    expect(await costOf(world, 'a')).toEqual(['GROUPED', 'batchGet get query query batchGet get get write']);
  });

  it('where that on the list is over, is one look at it', async () => {
    const { world, costOf } = await costing('ONE_OPEN_ALERT_ALLOWED');
    const { alertId = 0 } = await send(world, 'a');
    await resolve(world, alertId);
    expect(await costOf(world, 'b')).toEqual(['CREATED', 'batchGet get get query query batchGet write']);
  });

  it('among several, is one look at all of them', async () => {
    const { world, costOf } = await costing('INTELLIGENT_GROUPING', alike);
    const first = await send(world, 'a', { summary: 'disk full' });
    await send(world, 'b', { summary: 'certificate expires' });
    const both = { summary: 'disk full certificate expires' };
    expect(await costOf(world, 'c', both)).toEqual(['GROUPED', 'batchGet get batchGet get get write']);
    await resolve(world, first.alertId ?? 0);
    expect(await costOf(world, 'd', both)).toEqual(['GROUPED', 'batchGet get batchGet get get write']);
    // The likeliest one is over.
    const { alertId = 0 } = await send(world, 'e', { summary: 'disk full' });
    await resolve(world, alertId);
    expect(await costOf(world, 'f', both)).toEqual(['GROUPED', 'batchGet get batchGet get get write']);
  });
});
