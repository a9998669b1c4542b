import { describe, expect, it } from 'vitest';
import { AlreadyRecordedError, VersionConflictError } from '../../../functions/domain/errors.ts';
import type { Heads } from '../../../functions/domain/event/grouping/heads.ts';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { AlertChange } from '../../../functions/ports/alert-store.ts';
import { anAlert, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { anEvent, newStore } from './subject.ts';

const later = plus(tenOClock, { minutes: 1 });
const keyed = anAlert({ alertKey: 'db-1' });
const nothing: AlertChange = { log: [] };
const headsOf = (version: number, ...alertIds: number[]): Heads => ({
  version,
  sourceVersion: 1,
  heads: alertIds.map((alertId) => ({ alertId, startedAt: tenOClock, subject: 'abc', signature: ['aaaa', ''] })),
});
const members = { firing: ['one', 'two'], total: 3, keyless: ['three'] };
const joins = { key: ' DB-2', receivedAt: tenOClock };
const resolved = { ...keyed, status: 'RESOLVED' as const, resolvedAt: later };

/** What alerts of several keys need of an engine. */
export function groupingContract(newTable: NewTable): void {
  describe('the open alerts of a source that groups', () => {
    it('are written with the alert, and by one of two who read the same', async () => {
      const { store } = await newStore(newTable);
      expect(await store.alerts.heads(800)).toBeUndefined();
      expect(await store.alerts.create(keyed, { log: [], heads: headsOf(1, 700) })).toEqual({ outcome: 'created' });
      const other = anAlert({ id: 701 });
      expect(await store.alerts.create(other, { log: [], heads: headsOf(1, 701) })).toEqual({ outcome: 'crowded' });
      expect(await store.alerts.get(701)).toBeUndefined();
      expect(await store.alerts.create(other, { log: [], heads: headsOf(2, 701, 700) })).toEqual({
        outcome: 'created',
      });
      expect(await store.alerts.create(anAlert({ id: 702 }), { log: [], heads: headsOf(2, 702) })).toEqual({
        outcome: 'crowded',
      });
      expect(await store.alerts.heads(800)).toEqual(headsOf(2, 701, 700));
      expect(await store.alerts.heads(801)).toBeUndefined();
    });

    it('do not matter where the event was processed before, or the key is locked', async () => {
      const { store } = await newStore(newTable);
      const event = anEvent({ outcome: 'CREATED', alertId: 700 });
      await store.alerts.create(keyed, { log: [], event, heads: headsOf(1, 700) });
      const again = { log: [], event, heads: headsOf(1, 701) };
      expect(await store.alerts.create({ ...keyed, id: 701 }, again)).toMatchObject({ outcome: 'duplicate' });
      const besides = { log: [], heads: headsOf(1, 701) };
      expect(await store.alerts.create({ ...keyed, id: 701 }, besides)).toMatchObject({ outcome: 'locked' });
    });
  });

  describe('a key that is grouped into an alert', () => {
    const joined = async () => {
      const made = await newStore(newTable);
      await made.store.alerts.create(keyed, nothing);
      const change = { log: [], members, joins, lock: { hasMembers: true }, event: anEvent({ outcome: 'GROUPED' }) };
      return { ...made, alert: await made.store.alerts.save(keyed, change) };
    };

    it('names it from then on, and the alert knows its members', async () => {
      const { store } = await joined();
      const lock = { state: 'MEMBER', alertId: 700, reportTime: tenOClock };
      expect(await store.alerts.keyLock(800, 'db-2')).toEqual(lock);
      expect((await store.alerts.intake(800, 'db-2')).lock).toEqual(lock);
      expect(await store.alerts.keyLock(800, 'db-1')).toMatchObject({ state: 'OPEN', hasMembers: true });
      expect(await store.alerts.members(700)).toEqual(members);
      expect(await store.alerts.members(701)).toBeUndefined();
    });

    it('is not free for another one, until its alert is over', async () => {
      const { store, alert } = await joined();
      const opens = { log: [], event: anEvent({ id: '01OTHER', receivedAt: later }) };
      const other = anAlert({ id: 701, alertKey: 'db-2' });
      expect(await store.alerts.create(other, opens)).toMatchObject({ outcome: 'locked', lock: { state: 'MEMBER' } });
      await expect(store.alerts.save(alert, { log: [], joins })).rejects.toThrow(VersionConflictError);
      expect(await store.alerts.create(other, { ...opens, replaces: 699 })).toMatchObject({ outcome: 'locked' });
      expect(await store.alerts.create(other, { ...opens, replaces: 700 })).toEqual({ outcome: 'created' });
      expect(await store.alerts.keyLock(800, 'db-2')).toMatchObject({ state: 'OPEN', alertId: 701 });
    });

    it('takes the place of a tombstone that is not younger, and of none that is', async () => {
      const { store } = await newStore(newTable);
      const other = anAlert({ id: 701, alertKey: 'db-2' });
      await store.alerts.create(other, nothing);
      await store.alerts.save({ ...other, status: 'RESOLVED', resolvedAt: later }, nothing);
      await store.alerts.create(keyed, nothing);
      const old = { ...joins, receivedAt: minus(later, { seconds: 1 }) };
      await expect(store.alerts.save(keyed, { log: [], joins: old })).rejects.toThrow(VersionConflictError);
      await store.alerts.save(keyed, { log: [], joins: { ...joins, receivedAt: later } });
      expect(await store.alerts.keyLock(800, 'db-2')).toMatchObject({ state: 'MEMBER', alertId: 700 });
    });

    it('remembers when it is over, and that it fires again, as the own key of the alert does', async () => {
      const { store, alert } = await joined();
      let now = alert;
      for (const key of ['db-1', 'DB-2']) {
        now = await store.alerts.save(now, { log: [], learns: { key, overAt: later } });
        expect(await store.alerts.keyLock(800, key.toLowerCase())).toMatchObject({ overAt: later });
        now = await store.alerts.save(now, { log: [], learns: { key, reportTime: later } });
        const lock = await store.alerts.keyLock(800, key.toLowerCase());
        expect(lock).toMatchObject({ alertId: 700, reportTime: later });
        expect(lock).not.toHaveProperty('overAt');
      }
    });

    it('is not written a second time for one event', async () => {
      const { store, alert } = await joined();
      const again = { log: [], joins: { ...joins, key: 'db-3' }, event: anEvent({ outcome: 'GROUPED' }) };
      await expect(store.alerts.save(alert, again)).rejects.toThrow(AlreadyRecordedError);
      expect(await store.alerts.keyLock(800, 'db-3')).toBeUndefined();
    });

    it('goes after three months, because nothing else ends it', async () => {
      const { store, clock } = await joined();
      clock.advance({ days: 91 });
      expect(await store.alerts.keyLock(800, 'db-2')).toBeUndefined();
      const receivedAt = clock.now();
      const other = anAlert({ id: 701, alertKey: 'db-2', reportTime: receivedAt });
      expect(await store.alerts.create(other, { log: [], event: anEvent({ id: '01LATE', receivedAt }) })).toEqual({
        outcome: 'created',
      });
    });

    it('keeps its source from resolving the alert with the first key alone', async () => {
      const { store, alert } = await joined();
      const alone = { log: [], isAlone: true };
      await expect(store.alerts.save({ ...resolved, version: alert.version }, alone)).rejects.toThrow(
        VersionConflictError,
      );
      expect(await store.alerts.save({ ...resolved, version: alert.version }, nothing)).toMatchObject({
        status: 'RESOLVED',
      });
      expect(await store.alerts.keyLock(800, 'db-1')).toMatchObject({ state: 'RESOLVED' });
    });
  });

  it('an alert of one key alone is resolved by its source', async () => {
    const { store } = await newStore(newTable);
    await store.alerts.create(keyed, nothing);
    await store.alerts.save(resolved, { log: [], isAlone: true });
    expect(await store.alerts.keyLock(800, 'db-1')).toEqual({ state: 'RESOLVED', alertId: 700, resolvedAt: later });
  });
}
