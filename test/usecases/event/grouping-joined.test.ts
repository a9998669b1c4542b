import { describe, expect, it } from 'vitest';
import type { Store } from '../../../functions/ports/store.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { aGroupingWorld, all, lastVars, send } from './grouping-world.ts';

describe('an event that joins an alert', () => {
  it('has its key lead there again, where that was known to the alert and is forgotten', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    const { alertId = 0 } = await send(world, 'a');
    await send(world, 'b');
    const item = world.table.items().find(({ exactState }) => exactState === 'MEMBER') ?? expect.fail('no lock');
    await world.table.write([{ delete: { PK: item.PK, SK: item.SK } }]);
    expect(await send(world, 'b')).toMatchObject({ outcome: 'GROUPED', alertId });
    expect(await world.store.alerts.keyLock(800, 'b')).toMatchObject({ state: 'MEMBER', alertId });
    expect((await world.store.alerts.members(alertId))?.firing).toHaveLength(2);
  });

  it('says in its timeline why, and by which key, and brings its comments', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    const { alertId = 0 } = await send(world, 'a');
    const comments = [{ creator: 'Ada', content: 'Looking' }];
    const long = `${'k'.repeat(300)}`;
    const { eventId } = await send(world, ` ${long} `, { summary: 'Disk full', comments });
    const [told, comment] = (await world.store.alerts.log(alertId, all)).slice(-2);
    expect(told?.vars).toEqual({
      source: 'Prometheus',
      eventId,
      eventType: 'ALERT',
      summary: 'Disk full',
      groupedBy: 'OPEN',
      newMembers: 1,
      names: 'Disk full',
      key: 'k'.repeat(255),
    });
    expect(comment?.vars).toEqual({ comment: 'Looking', user: 'Ada' });
    for (const none of [undefined, ' ']) {
      await send(world, none, { summary: `No key: ${none}` });
      expect(await lastVars(world, alertId)).not.toHaveProperty('key');
    }
  });

  it('is told at once to those who have accepted it', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    const { alertId = 0 } = await send(world, 'a');
    await acceptAlert(world.as(1), { alertId });
    await world.told();
    await send(world, 'b');
    expect(await world.told()).toEqual(['SMS 1']);
  });

  it('that says what it has said before leaves the alert as it is, unless it is more urgent now', async () => {
    const world = await aGroupingWorld('ONE_OPEN_ALERT_ALLOWED');
    const low = { summary: 'Slow', priority: 'LOW' } as const;
    const { alertId = 0 } = await send(world, undefined, low);
    const version = async () => (await world.store.alerts.get(alertId))?.version ?? 0;
    const before = await version();
    const comments = [{ content: 'Still slow' }];
    expect(await send(world, undefined, { ...low, comments })).toMatchObject({ outcome: 'GROUPED', alertId });
    expect(await version()).toBe(before);
    expect(await lastVars(world, alertId)).toEqual({ comment: 'Still slow' });
    const changes: object[] = [];
    const save: Store['alerts']['save'] = async (alert, change) => {
      changes.push(change);
      return world.store.alerts.save(alert, change);
    };
    const store = { ...world.store, alerts: { ...world.store.alerts, save } };
    await send(world, undefined, { ...low, priority: 'HIGH' }, store);
    expect(await world.store.alerts.get(alertId)).toMatchObject({ priority: 'HIGH', version: before + 1 });
    expect(changes).toEqual([expect.not.objectContaining({ members: expect.anything() })]);
    expect(changes).toEqual([expect.not.objectContaining({ joins: expect.anything() })]);
    await send(world, undefined, { ...low, priority: 'HIGH' }, store);
    expect(await version()).toBe(before + 1);
  });
});
