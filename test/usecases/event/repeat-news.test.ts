import { describe, expect, it } from 'vitest';
import type { Store } from '../../../functions/ports/store.ts';
import type { TableCall } from '../../../functions/store/memory/table.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { aSource } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';
import { aLowAlert, groupOf, low, page, worse } from './repeat-world.ts';

describe('a repeat that brings something new', () => {
  it('and says no high priority raises nothing', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, low(world, 'first', 'a'));
    const [{ id, escalation } = expect.fail('no alert')] = await world.store.alerts.list({}, page);
    world.clock.advance({ minutes: 1 });
    expect(await processEvent(world.ctx, low(world, 'second', 'a', 'b'))).toBe('APPENDED');
    expect(await world.store.alerts.get(id)).toMatchObject({ priority: 'LOW', escalation });
    const told = (await world.store.alerts.log(id, page)).at(-1)?.vars;
    expect(told).toMatchObject({ newMembers: 1, names: 'b' });
    expect(told).not.toHaveProperty('again');
  });

  it('and no group leaves the group that its key remembers', async () => {
    const world = await aWorld();
    await processEvent(world.ctx, low(world, 'first', 'a'));
    const [{ id } = expect.fail('no alert')] = await world.store.alerts.list({}, page);
    for (const next of [() => worse(world), () => low(world, 'third', 'a', 'b')]) {
      world.clock.advance({ minutes: 1 });
      expect(await processEvent(world.ctx, next())).toBe('APPENDED');
    }
    expect((await world.store.alerts.log(id, page)).at(-1)?.vars).toMatchObject({ newMembers: 1, names: 'b' });
  });

  it('of one key of an alert leaves what the other keys remember', async () => {
    const world = await aWorld({ source: aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }) });
    const told: unknown[] = [];
    for (const [alertKey, ...ids] of [
      ['own', 'a'],
      ['other', 'x'],
      ['other', 'x', 'y'],
      ['own', 'a', 'b'],
    ]) {
      world.clock.advance({ minutes: 1 });
      await processEvent(world.ctx, worse(world, `${alertKey} ${ids}`, {}, { alertKey, group: groupOf(...ids) }));
      const [{ id } = expect.fail('no alert')] = await world.store.alerts.list({}, page);
      told.push((await world.store.alerts.log(id, page)).at(-1)?.vars?.names);
    }
    expect(told.slice(2)).toEqual(['y', 'b']);
  });

  it('writes nothing to a key that has nothing to remember', async () => {
    const writes: TableCall[] = [];
    const source = aSource({ alertCreation: 'ONE_OPEN_ALERT_ALLOWED' });
    const world = await aWorld({ source, beforeCall: (call) => void writes.push(call) });
    for (const alertKey of ['a', 'b'])
      await processEvent(world.ctx, worse(world, alertKey, {}, { alertKey, priority: 'LOW' }));
    writes.length = 0;
    expect(await processEvent(world.ctx, worse(world, 'worse', {}, { alertKey: 'b' }))).toBe('APPENDED');
    const updates = writes
      .flatMap((call) => (call.name === 'write' ? call.operations : []))
      .filter((one) => 'update' in one);
    expect(updates.map(({ set }) => Object.keys(set ?? {}))).toEqual([['priority']]);
  });

  it('is decided again where its key is forgotten by then', async () => {
    const world = await aLowAlert();
    const { alerts } = world.store;
    const locks = [undefined];
    const keyLock: Store['alerts']['keyLock'] = async (...asked) =>
      locks.length > 0 ? locks.shift() : alerts.keyLock(...asked);
    const store = { ...world.store, alerts: { ...alerts, keyLock } };
    expect(await processEvent({ ...world.ctx, store }, worse(world))).toBe('APPENDED');
    expect(await alerts.get(world.alertId)).toMatchObject({ priority: 'HIGH' });
    expect(await alerts.count({})).toBe(1);
  });
});
