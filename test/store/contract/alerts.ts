import { describe, expect, it } from 'vitest';
import type { EscalationStep, Responder } from '../../../functions/domain/alert/alert.ts';
import {
  AlreadyRecordedError,
  IdCollisionError,
  NotFoundError,
  VersionConflictError,
} from '../../../functions/domain/errors.ts';
import { epochSecondsOf, type Instant, minus, plus } from '../../../functions/domain/time.ts';
import { logItem } from '../../../functions/store/alert-log.ts';
import { anAlert, aPolicy, aSource, aUser, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { aLogEntry, aNotification, anEvent, newStore } from './subject.ts';

const later = plus(tenOClock, { minutes: 5 });
const everything = { offset: 0, limit: 1000 };
const keyed = anAlert({ alertKey: 'DB-1/Disk' });
const nothingElse = { log: [] };

const aResponder = (userId: number, facts: Partial<Responder> = {}): Responder => ({
  alertId: 700,
  userId,
  firstName: 'Ada',
  lastName: 'L',
  email: 'ada@example.com',
  status: 'PENDING',
  addedAt: tenOClock,
  ...facts,
});

const aStep = (facts: Partial<EscalationStep> = {}): EscalationStep => ({
  alertId: 700,
  stepId: 1,
  run: 1,
  pass: 0,
  level: 0,
  claimedAt: tenOClock,
  responders: [1],
  notifications: [],
  ...facts,
});

const resolved = (alert = keyed) => ({ ...alert, status: 'RESOLVED' as const, resolvedAt: later });

export function alertContract(newTable: NewTable): void {
  describe('a new alert', () => {
    it('that no list shows goes within a week, with all that belongs to it; every other stays', async () => {
      const { store, table } = await newStore(newTable);
      const step = aStep({ expandedAt: undefined });
      const page = aNotification({ id: 9, channel: 'NULL' });
      for (const hidden of [true, false]) {
        const id = hidden ? 700 : 701;
        const alert = { ...anAlert({ id, alertKey: `key-${id}` }), ...(hidden && { hidden }) };
        const event = anEvent({ id: `event-${id}` });
        const log = [aLogEntry({ alertId: id })];
        await store.alerts.create(alert, { event, log, step: { ...step, alertId: id } });
        const saved = await store.alerts.save(alert, { log: [], responders: [aResponder(1, { alertId: id })] });
        const expanded = { responders: [aResponder(2, { alertId: id })], notifications: hidden ? [page] : [] };
        await store.alerts.expandStep({ ...step, alertId: id }, { alert: saved, ...expanded }, later);
        await store.alerts.save(resolved(saved), { log: [] });
        const { items } = await table.query({ partition: `ALERT#${id}` });
        const weekLater = epochSecondsOf(plus(tenOClock, { days: 7 }));
        const kept = items.filter(({ expiresAt }) => !(Number(expiresAt) <= weekLater)).map(({ type }) => type);
        expect(kept.length).toBe(hidden ? 0 : items.length);
        expect(items.length).toBeGreaterThan(4);
      }
    });

    it('is written with its event, log entries, responders and step', async () => {
      const { store } = await newStore(newTable);
      const alert = anAlert({
        alertKey: 'db-1/disk',
        labels: { '': 'empty name', host: 'db-1' },
        customDetails: { load: 1e150, nested: { '': [1] } },
      });
      const change = {
        log: [aLogEntry(), aLogEntry({ id: 2, type: 'ResponderAddedLogEntry' })],
        responders: [aResponder(1)],
        notifications: [aNotification()],
        event: anEvent(),
        step: aStep(),
      };
      expect(await store.alerts.create(alert, change)).toEqual({ outcome: 'created' });
      expect(await store.alerts.get(700)).toEqual(alert);
      expect(await store.events.get('01EVENT')).toEqual(anEvent());
      expect(await store.alerts.log(700, everything)).toEqual(change.log);
      expect(await store.alerts.log(700, everything, undefined, 'descending')).toEqual([...change.log].reverse());
      expect(await store.alerts.responders(700)).toEqual(change.responders);
      expect(await store.alerts.step(700, 1)).toEqual(change.step);
      expect(await store.notifications.list('ALERT#700')).toEqual(change.notifications);
    });

    it('takes the lock of its key, whatever the case of the key', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.create(keyed, nothingElse);
      const lock = { state: 'OPEN', alertId: 700, reportTime: tenOClock, priority: 'HIGH' };
      expect((await store.alerts.intake(800, ' db-1/disk '))?.lock).toEqual(lock);
      expect((await store.alerts.intake(801, 'db-1/disk'))?.lock).toBeUndefined();
      const second = anAlert({ id: 701, alertKey: 'db-1/DISK' });
      expect(await store.alerts.create(second, nothingElse)).toEqual({ outcome: 'locked', lock });
      expect(await store.alerts.get(701)).toBeUndefined();
    });

    it('is told from one whose id is taken, and leaves no lock then', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.create(anAlert(), nothingElse);
      const change = { log: [], event: anEvent() };
      await expect(store.alerts.create(keyed, change)).rejects.toThrow(IdCollisionError);
      expect((await store.alerts.intake(800, 'db-1/disk')).lock).toBeUndefined();
      expect(await store.events.get('01EVENT')).toBeUndefined();
    });

    it('is told from one whose event was processed before, though the key is locked too', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.create(keyed, { log: [], event: anEvent({ alertId: 700 }) });
      const again = await store.alerts.create({ ...keyed, id: 701 }, { log: [], event: anEvent({ alertId: 701 }) });
      expect(again).toEqual({ outcome: 'duplicate', event: anEvent({ alertId: 700 }) });
    });

    it('is only one when two come with the same key', async () => {
      const { store } = await newStore(newTable);
      const ids = [701, 702, 703, 704];
      const results = await Promise.all(
        ids.map((id) =>
          store.alerts.create(
            { ...keyed, id },
            { log: [aLogEntry({ alertId: id })], event: anEvent({ id: `E${id}` }) },
          ),
        ),
      );
      expect(results.map(({ outcome }) => outcome).sort()).toEqual(['created', 'locked', 'locked', 'locked']);
    });
  });

  describe('what an arriving event meets', () => {
    it('is its source and the lock of its key', async () => {
      const { store } = await newStore(newTable);
      await store.users.create(aUser(1));
      await store.policies.create(aPolicy([[1]]));
      await store.sources.create(aSource());
      expect(await store.alerts.intake(800, undefined)).toEqual({
        source: aSource(),
        lock: undefined,
        maintenance: [],
        isAutomated: false,
        hasActions: false,
      });
      expect(await store.alerts.intake(801, 'any')).toEqual({
        source: undefined,
        lock: undefined,
        maintenance: [],
        isAutomated: false,
        hasActions: false,
      });
    });
  });

  describe('saving an alert', () => {
    it('raises the version and refuses what did not see the last change', async () => {
      const { store } = await newStore(newTable);
      const alert = anAlert();
      await store.alerts.create(alert, nothingElse);
      const log = [aLogEntry(), aLogEntry({ id: 2 })];
      const saved = await store.alerts.save({ ...alert, status: 'ACCEPTED', acceptedAt: later }, { log });
      expect(saved).toEqual({ ...alert, version: 2, status: 'ACCEPTED', acceptedAt: later });
      expect(await store.alerts.get(700)).toEqual(saved);
      const late = store.alerts.save({ ...alert, priority: 'LOW' }, { log: [aLogEntry({ id: 3 })] });
      await expect(late).rejects.toThrow(VersionConflictError);
      expect(await store.alerts.get(700)).toEqual(saved);
      expect(await store.alerts.log(700, everything)).toEqual(log);
    });

    it('says when there is none', async () => {
      const { store } = await newStore(newTable);
      await expect(store.alerts.save(anAlert(), nothingElse)).rejects.toThrow(NotFoundError);
    });

    it('replaces, adds and removes responders', async () => {
      const { store } = await newStore(newTable);
      const alert = anAlert();
      await store.alerts.create(alert, { log: [], responders: [aResponder(1), aResponder(2)] });
      const accepted = aResponder(1, { status: 'ACCEPTED', acceptedAt: later });
      const added = aResponder(3, { addedAt: later });
      await store.alerts.save(alert, { log: [], responders: [accepted, added], removeResponders: [2] });
      expect(await store.alerts.responders(700)).toEqual([accepted, added]);
      expect(await store.alerts.responder(700, 2)).toBeUndefined();
      expect(await store.alerts.responder(700, 3)).toEqual(added);
      expect(await store.alerts.respondersOf([700, 701])).toEqual(
        new Map([
          [700, [accepted, added]],
          [701, []],
        ]),
      );
    });

    it('leaves a notification alone that is there already', async () => {
      const { store } = await newStore(newTable);
      const sent = aNotification({ status: 'SENT' });
      await store.notifications.add([sent]);
      await store.alerts.create(anAlert(), nothingElse);
      const notifications = [aNotification(), aNotification({ id: 2 })];
      expect(await store.alerts.save(anAlert(), { log: [], notifications })).toMatchObject({ version: 2 });
      expect(await store.notifications.list('ALERT#700')).toEqual([sent, aNotification({ id: 2 })]);
    });

    it('does not act twice for one event', async () => {
      const { store } = await newStore(newTable);
      await store.events.record(anEvent());
      await store.alerts.create(anAlert(), nothingElse);
      await expect(store.alerts.save(anAlert(), { log: [], event: anEvent() })).rejects.toThrow(AlreadyRecordedError);
      expect(await store.alerts.get(700)).toEqual(anAlert());
    });
  });

  describe('resolving an alert', () => {
    it('replaces the lock by a tombstone, which a later event may replace', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.create(keyed, nothingElse);
      await store.alerts.save(resolved(), nothingElse);
      const lock = { state: 'RESOLVED', alertId: 700, resolvedAt: later };
      expect((await store.alerts.intake(800, 'db-1/disk')).lock).toEqual(lock);

      const old = { log: [], event: anEvent({ receivedAt: minus(later, { seconds: 1 }) }) };
      expect(await store.alerts.create({ ...keyed, id: 701 }, old)).toEqual({ outcome: 'locked', lock });
      const fresh = { log: [], event: anEvent({ id: '01FRESH', receivedAt: later }) };
      expect(await store.alerts.create({ ...keyed, id: 701 }, fresh)).toEqual({ outcome: 'created' });
      expect((await store.alerts.intake(800, 'db-1/disk')).lock).toMatchObject({ state: 'OPEN', alertId: 701 });
    });

    it('leaves a lock alone that names another alert', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.create(keyed, nothingElse);
      const first = await store.alerts.save(resolved(), nothingElse);
      await store.alerts.create({ ...keyed, id: 701, reportTime: later }, nothingElse);
      const again = await store.alerts.save({ ...first, summary: 'Fixed' }, { log: [aLogEntry()] });
      expect(again).toMatchObject({ version: 3, summary: 'Fixed' });
      expect((await store.alerts.intake(800, 'db-1/disk')).lock).toMatchObject({ state: 'OPEN', alertId: 701 });
    });

    it('remembers of a key that nothing is open for that it is over, once, and not before something younger', async () => {
      const { store } = await newStore(newTable);
      const end = (id: string, receivedAt: Instant) =>
        store.alerts.recordEnd(anEvent({ id, receivedAt, outcome: 'NO_OPEN_ALERT' }), ' DB-1/disk');
      expect(await end('e1', later)).toBeUndefined();
      expect(await store.alerts.keyLock(800, 'db-1/disk')).toMatchObject({ state: 'RESOLVED', resolvedAt: later });
      expect(await end('e1', later)).toBeUndefined();
      expect(await end('e0', tenOClock)).toMatchObject({ state: 'RESOLVED', resolvedAt: later });
      expect(await store.events.get('e0')).toBeUndefined();
      const opened = (receivedAt: Instant) =>
        store.alerts.create(
          { ...keyed, reportTime: receivedAt },
          { log: [], event: anEvent({ id: 'e2', receivedAt }) },
        );
      expect(await opened(tenOClock)).toMatchObject({ outcome: 'locked' });
      expect(await opened(later)).toEqual({ outcome: 'created' });
      expect(await end('e3', plus(later, { minutes: 1 }))).toMatchObject({ state: 'OPEN' });
    });

    it('forgets the tombstone after a month', async () => {
      const { store, clock } = await newStore(newTable);
      await store.alerts.create(keyed, nothingElse);
      await store.alerts.save(resolved(), nothingElse);
      clock.advance({ days: 31 });
      expect((await store.alerts.intake(800, 'db-1/disk')).lock).toBeUndefined();
    });
  });

  describe('a repeat of an alert', () => {
    it('is recorded once, with its log entries, and does not touch the alert', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.create(anAlert(), nothingElse);
      expect(await store.alerts.append(anEvent(), [aLogEntry()])).toBe(true);
      expect(await store.alerts.append(anEvent(), [aLogEntry({ id: 2 })])).toBe(false);
      expect(await store.alerts.log(700, everything)).toEqual([aLogEntry()]);
      expect(await store.alerts.get(700)).toEqual(anAlert());
    });
  });

  describe('the timeline', () => {
    it('is in the order of time, then id, in pages', async () => {
      const { store } = await newStore(newTable);
      const entries = [
        aLogEntry({ id: 1 }),
        aLogEntry({ id: 9 }),
        aLogEntry({ id: 10 }),
        aLogEntry({ id: 2, timestamp: later }),
      ];
      await store.alerts.addLog([...entries].reverse());
      expect(await store.alerts.log(700, everything)).toEqual(entries);
      expect(await store.alerts.log(700, { offset: 1, limit: 2 })).toEqual(entries.slice(1, 3));
      expect(await store.alerts.log(701, everything)).toEqual([]);
    });

    it('takes an id once, also at another time', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.addLog([aLogEntry(), aLogEntry()]);
      const more = Array.from({ length: 120 }, (_, index) => aLogEntry({ id: index + 1, timestamp: later }));
      await store.alerts.addLog(more);
      const log = await store.alerts.log(700, everything);
      expect(log).toEqual([aLogEntry(), ...more.slice(1)]);
    });

    it('keeps an entry of a kind and with facts that a newer version has written, and filters leave it out', async () => {
      const { store, table } = await newStore(newTable);
      const vars = { source: 'Prometheus', parts: [{ name: 'db-1' }], more: null };
      const news = { ...aLogEntry({ id: 2 }), type: 'AlertMergedLogEntry', vars };
      const odd = { ...aLogEntry({ id: 3 }), vars };
      for (const entry of [news, odd]) await table.write([{ put: { ...logItem(entry), news: 'from the future' } }]);
      await store.alerts.addLog([aLogEntry()]);
      expect(await store.alerts.log(700, everything)).toEqual([aLogEntry(), news, odd]);
      expect(await store.alerts.log(700, everything, undefined, 'descending')).toEqual([odd, news, aLogEntry()]);
      expect(await store.alerts.log(700, everything, ['ALERT_SOURCE_EVENTS'])).toEqual([aLogEntry(), odd]);
      expect(await table.get(logItem(news))).toMatchObject({ vars, news: 'from the future' });
    });

    it('shows only what belongs to the types asked for', async () => {
      const { store } = await newStore(newTable);
      const sent = aLogEntry({ id: 2, type: 'NotificationLogEntry' });
      await store.alerts.addLog([aLogEntry(), sent, aLogEntry({ id: 3 })]);
      expect(await store.alerts.log(700, everything, ['NOTIFICATIONS'])).toEqual([sent]);
      expect(await store.alerts.log(700, { offset: 1, limit: 5 }, ['ALERT_SOURCE_EVENTS'])).toEqual([
        aLogEntry({ id: 3 }),
      ]);
    });
  });

  describe('a step', () => {
    it('is expanded in parts of a hundred; repeating it changes nothing that has moved on', async () => {
      const { store } = await newStore(newTable);
      const alert = anAlert();
      const step = aStep();
      await store.alerts.create(alert, { log: [], step });
      const responders = Array.from({ length: 60 }, (_, index) => aResponder(index + 1));
      const notifications = Array.from({ length: 90 }, (_, index) => aNotification({ id: index + 1 }));
      const sent = aNotification({ status: 'SENT' });
      await store.notifications.add([sent]);
      await store.alerts.expandStep(step, { alert, responders, notifications }, later);
      await store.alerts.expandStep(step, { alert, responders, notifications }, later);
      expect(await store.alerts.responders(700)).toEqual(responders);
      expect(await store.notifications.list('ALERT#700')).toEqual([sent, ...notifications.slice(1)]);
      expect(await store.alerts.step(700, 1)).toEqual({ ...step, expandedAt: later });
    });

    it('keeps a plan that is far larger than an item, and finds it by its due time while it is not expanded', async () => {
      const { store } = await newStore(newTable);
      const token = (id: number) => Array.from({ length: 10 }, (_, index) => Math.sin(id + index)).join('');
      const planned = { ruleId: 1, method: 'PUSH', language: 'en', at: tenOClock } as const;
      const notifications = Array.from({ length: 5000 }, (_, id) => ({ ...planned, userId: id, target: token(id) }));
      const large = aStep({ notifications });
      await store.alerts.create(anAlert(), { log: [], step: large });
      expect(await store.alerts.step(700, 1)).toEqual(large);
      await store.alerts.save(anAlert(), { log: [], step: aStep({ stepId: 2 }) });
      expect(await store.alerts.steps(700)).toEqual([large, aStep({ stepId: 2 })]);
      const due = await store.due.list('step', plus(large.claimedAt, { minutes: 5 }), 10);
      expect(due.map((reference) => 'stepId' in reference && reference.stepId)).toEqual([1, 2]);
    });

    it('may name nobody', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.create(anAlert(), { log: [], step: aStep() });
      await store.alerts.expandStep(aStep(), { alert: anAlert(), responders: [], notifications: [] }, later);
      expect(await store.alerts.steps(700)).toEqual([aStep({ expandedAt: later })]);
    });

    it('is listed with the others, oldest first', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.create(anAlert(), { log: [], step: aStep({ stepId: 9 }) });
      await store.alerts.save(anAlert(), { log: [], step: aStep({ stepId: 10 }) });
      expect((await store.alerts.steps(700)).map(({ stepId }) => stepId)).toEqual([9, 10]);
      expect(await store.alerts.step(700, 11)).toBeUndefined();
    });
  });
}
