import { describe, expect, it } from 'vitest';
import { type Instant, plus } from '../../../functions/domain/time.ts';
import type { DueKind, DueReference } from '../../../functions/ports/due-store.ts';
import type { Store } from '../../../functions/ports/store.ts';
import { anAlert, anEscalation, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { aNotification, newStore } from './subject.ts';

const later = plus(tenOClock, { minutes: 5 });
const muchLater = plus(tenOClock, { days: 1 });
const dueOf = (store: Store, kind: DueKind, until: Instant = muchLater) => store.due.list(kind, until, 100);

const step = {
  alertId: 700,
  stepId: 3,
  run: 1,
  pass: 0,
  level: 0,
  claimedAt: tenOClock,
  responders: [],
  notifications: [],
};

async function leaseOnly(store: Store, kind: DueKind): Promise<DueReference> {
  const [reference] = await dueOf(store, kind);
  if (reference === undefined) throw new Error(`no ${kind} is due`);
  return reference;
}

export function dueContract(newTable: NewTable): void {
  describe('due work', () => {
    it('is an escalation at its next time, also of an accepted alert that sleeps, until it is resolved', async () => {
      const { store } = await newStore(newTable);
      const alert = anAlert({ escalation: anEscalation({ nextAt: later }) });
      await store.alerts.create(alert, { log: [] });
      expect(await dueOf(store, 'escalation')).toEqual([{ kind: 'escalation', alertId: 700, dueAt: later }]);
      expect(await dueOf(store, 'escalation', tenOClock)).toEqual([]);
      const asleep = await store.alerts.save({ ...alert, status: 'ACCEPTED', snoozedUntil: later }, { log: [] });
      expect(await dueOf(store, 'escalation')).toHaveLength(1);
      await store.alerts.save({ ...asleep, status: 'RESOLVED' }, { log: [] });
      expect(await dueOf(store, 'escalation')).toEqual([]);
    });

    it('waits as long as the watchdog has to', async () => {
      const { store } = await newStore(newTable);
      const restarts = { stepId: 1, count: 2, notBefore: later };
      await store.alerts.create(anAlert({ escalation: anEscalation({ nextAt: tenOClock, restarts }) }), { log: [] });
      expect(await dueOf(store, 'escalation')).toMatchObject([{ dueAt: later }]);
    });

    it('is the time after which an alert resolves itself, besides its escalation, until it is resolved', async () => {
      const { store, table } = await newStore(newTable);
      const { sourceId, ...made } = { timeout: 'PT10M', since: tenOClock, sourceId: 800 } as const;
      const alert = anAlert({ escalation: anEscalation({ nextAt: later }), autoResolution: made });
      await store.alerts.create(alert, { log: [] });
      const dueAt = plus(tenOClock, { minutes: 10 });
      const [reference] = await dueOf(store, 'auto-resolution');
      expect(reference).toEqual({ kind: 'auto-resolution', alertId: 700, dueAt });
      expect(await store.autoResolutions.get(700)).toEqual({ ...made, sourceId });
      if (reference !== undefined) expect(await store.due.lease(reference, muchLater)).toBe(0);
      await store.autoResolutions.move(700, { timeout: 'PT2H', since: later }, later);
      expect(await store.autoResolutions.get(700)).toEqual({ timeout: 'PT2H', since: later, sourceId });
      expect(await dueOf(store, 'auto-resolution')).toMatchObject([{ dueAt: later }]);
      expect(await dueOf(store, 'escalation')).toHaveLength(1);
      const accepted = await store.alerts.save({ ...alert, status: 'ACCEPTED' }, { log: [] });
      expect(await dueOf(store, 'auto-resolution')).toHaveLength(1);
      await store.alerts.save({ ...accepted, status: 'RESOLVED' }, { log: [] });
      expect(await dueOf(store, 'auto-resolution')).toEqual([]);
      expect(await store.autoResolutions.get(700)).toBeUndefined();
      await store.autoResolutions.move(700, made, later);
      await store.autoResolutions.delete(700);
      expect((await table.query({ partition: 'ALERT#700' })).items.map(({ SK }) => SK)).not.toContain(
        'AUTO_RESOLUTION',
      );
    });

    it('is no escalation when nothing is left to do', async () => {
      const { store } = await newStore(newTable);
      await store.alerts.create(anAlert({ escalation: { ...anEscalation(), nextAt: undefined } }), { log: [] });
      expect(await dueOf(store, 'escalation')).toEqual([]);
    });

    it('is a step, 30 seconds after its claim, until it is expanded', async () => {
      const { store } = await newStore(newTable);
      const alert = anAlert();
      await store.alerts.create(alert, { log: [], step });
      const dueAt = plus(tenOClock, { seconds: 30 });
      expect(await dueOf(store, 'step')).toEqual([{ kind: 'step', alertId: 700, stepId: 3, dueAt }]);
      await store.alerts.expandStep(step, { alert, responders: [], notifications: [] }, later);
      expect(await dueOf(store, 'step')).toEqual([]);
    });

    it('is a notification or a window that says so, longest overdue first', async () => {
      const { store } = await newStore(newTable);
      await store.notifications.add([
        aNotification({ id: 1, dueAt: later }),
        aNotification({ id: 2, dueAt: tenOClock, scope: 'USER#1' }),
        aNotification({ id: 3 }),
      ]);
      const due = await dueOf(store, 'notification');
      expect(due).toEqual([
        { kind: 'notification', scope: 'USER#1', id: 2, dueAt: tenOClock },
        { kind: 'notification', scope: 'ALERT#700', id: 1, dueAt: later },
      ]);
      expect(await store.due.list('notification', muchLater, 1)).toEqual(due.slice(0, 1));
      const times = { startedAt: tenOClock, endsAt: later, dueAt: later };
      await store.windows.save({ id: 'SMS#+49#5', version: 0, ...times, admitted: [], aggregated: [] });
      expect(await dueOf(store, 'window')).toEqual([{ kind: 'window', id: 'SMS#+49#5', dueAt: later }]);
    });

    it('is leased to one, counting how often, and is itself again after its own next write', async () => {
      const { store } = await newStore(newTable);
      const alert = anAlert({ escalation: anEscalation({ nextAt: tenOClock }) });
      await store.alerts.create(alert, { log: [] });
      const first = await leaseOnly(store, 'escalation');
      expect(await store.due.lease(first, later)).toBe(0);
      expect(await store.due.lease(first, later)).toBeUndefined();
      expect(await store.due.lease(await leaseOnly(store, 'escalation'), muchLater)).toBe(1);
      const saved = await store.alerts.save(alert, { log: [] });
      expect(saved.version).toBe(2);
      expect(await store.due.lease(await leaseOnly(store, 'escalation'), later)).toBe(0);
    });

    it('is leased to only one of many at once', async () => {
      const { store } = await newStore(newTable);
      await store.notifications.add([aNotification({ dueAt: tenOClock })]);
      const reference = await leaseOnly(store, 'notification');
      const leases = await Promise.all([1, 2, 3, 4].map(() => store.due.lease(reference, later)));
      expect(leases.filter((lease) => lease !== undefined)).toEqual([0]);
    });

    it('cannot be leased once it is done', async () => {
      const { store } = await newStore(newTable);
      await store.notifications.add([aNotification({ dueAt: tenOClock })]);
      const reference = await leaseOnly(store, 'notification');
      await store.notifications.move(aNotification({ status: 'SENT' }), { status: 'QUEUED' });
      expect(await store.due.lease(reference, later)).toBeUndefined();
    });

    it('is given up for good, and stays readable', async () => {
      const { store } = await newStore(newTable);
      await store.notifications.add([aNotification({ dueAt: tenOClock })]);
      await store.due.giveUp(await leaseOnly(store, 'notification'));
      expect(await dueOf(store, 'notification')).toEqual([]);
      expect(await store.notifications.get('ALERT#700', 1)).toEqual(aNotification());
      await store.due.giveUp({ kind: 'notification', scope: 'ALERT#700', id: 99, dueAt: tenOClock });
    });
  });
}
