import type { Alert, Responder } from '../domain/alert/alert.ts';
import type { AlertSource } from '../domain/alert-source/alert-source.ts';
import { AlreadyRecordedError, IdCollisionError, NotFoundError, VersionConflictError } from '../domain/errors.ts';
import type { EscalationPolicy } from '../domain/escalation-policy/escalation-policy.ts';
import { alertKeyOf } from '../domain/event/event.ts';
import { epochSecondsOf, type Instant, plus } from '../domain/time.ts';
import type { AlertChange, AlertStore } from '../ports/alert-store.ts';
import type { Clock } from '../ports/clock.ts';
import { hasActions } from './action-items.ts';
import { askedToLook, watchOfNew } from './action-watches.ts';
import { alertItem, alertOf, lockKeyOf, lockOf, responderItem, responderOf } from './alert-items.ts';
import { createAlertLog, logItem } from './alert-log.ts';
import { autoResolutionEnded, autoResolutionOfNew } from './auto-resolutions.ts';
import { askedFor, hasEffects, runOfNew } from './automation-items.ts';
import { ifAbsent, ifPresent, ifVersion } from './conditions.ts';
import { eventOf, putEvent } from './events.ts';
import { headsWrite, membersWrite } from './grouping-writes.ts';
import { isLive } from './items.ts';
import { endOfKey, joinedLock, learned, takeLock, tombstoneOf } from './key-locks.ts';
import { alertPartition, keys, responderPrefix, sourceAlertsPartition, stepPrefix } from './keys.ts';
import { maintenanceOf } from './maintenance-items.ts';
import { notificationItem } from './notifications.ts';
import { allOf, itemsInOrder } from './pages.ts';
import { policyOf } from './policies.ts';
import { partsOf, stepItems, stepOf, stepsAmong } from './step-items.ts';
import { type Item, type Key, maximumOperations, type Table, type WriteOperation } from './table.ts';
import { addMissing, writeInTurn, writeWithOptional } from './writes.ts';

const hiddenKeptFor = { days: 7 };

export interface AlertStoreNeeds {
  readonly clock: Clock;
  readonly accountCreatedAt: () => Promise<Instant>;
  readonly sourceOf: (item: Item) => AlertSource;
}

/** Alerts with what is in their partition: timeline, responders, steps; and the locks of their keys. */
export function createAlertStore(table: Table, { clock, accountCreatedAt, sourceOf }: AlertStoreNeeds): AlertStore {
  const getAlert = async (id: number): Promise<Alert | undefined> => {
    const item = await table.get(keys.alert(id), { consistent: true });
    return item && alertOf(item);
  };

  const getMany = async (ids: readonly number[]): Promise<Alert[]> =>
    (await itemsInOrder(table, ids.map(keys.alert))).map(alertOf);

  const respondersOfAlert = async (alertId: number): Promise<Responder[]> => {
    const query = { partition: alertPartition(alertId), sort: { beginsWith: responderPrefix } };
    const found = (await allOf(table, query)).map(responderOf);
    return found.sort((a, b) => (a.addedAt === b.addedAt ? a.userId - b.userId : a.addedAt < b.addedAt ? -1 : 1));
  };

  // Loaded with the first question: most functions, and most events, ask for none of it.
  const lists = async () =>
    (await import('./alert-lists.ts')).createAlertLists(table, { clock, accountCreatedAt, getMany });
  const grouping = async () => (await import('./grouping.ts')).createGroupingStore(table);

  return {
    get: getAlert,
    getMany,
    list: async (...asked) => (await lists()).list(...asked),
    count: async (...asked) => (await lists()).count(...asked),
    ...createAlertLog(table, clock),
    heads: async (sourceId) => (await grouping()).heads(sourceId),
    members: async (alertId) => (await grouping()).members(alertId),

    async intake(sourceId, key, policyId) {
      const sourceKey = keys.configuration('SOURCE', sourceId);
      const normalised = alertKeyOf({ alertKey: key });
      const lockKey = normalised === undefined ? undefined : keys.keyLock(sourceId, normalised);
      const planned = keys.maintenanceOfSource(sourceId);
      const policyKey = policyId === undefined ? undefined : keys.configuration('POLICY', policyId);
      const automation = keys.automationOfSource(sourceId);
      const actions = keys.actionsOfSource(sourceId);
      const wanted = [sourceKey, planned, automation, actions, lockKey, policyKey].filter((one) => one !== undefined);
      const items = await table.batchGet(wanted);
      const source = items.find(({ SK }) => SK === sourceKey.SK);
      const lock = items.find(({ PK }) => PK === lockKey?.PK);
      const policy = items.find(({ PK }) => PK === policyKey?.PK);
      return {
        source: source && sourceOf(source),
        lock: lock && isLive(lock, clock.now()) ? lockOf(lock) : undefined,
        maintenance: maintenanceOf(items.find(({ SK }) => SK === planned.SK)),
        isAutomated: hasEffects(items.find(({ SK }) => SK === automation.SK)),
        hasActions: hasActions(items.find(({ SK }) => SK === actions.SK)),
        ...(policy && readable(policy)),
      };
    },

    async create(alert, change) {
      const { event } = change;
      const lockKey = lockKeyOf(alert);
      const operations: WriteOperation[] = [{ put: alertItem(alert), condition: ifAbsent }];
      if (event !== undefined) operations.push(putEvent(event));
      if (lockKey !== undefined) operations.push(takeLock(lockKey, alert, change, clock.now()));
      if (change.heads !== undefined) operations.push(headsWrite(alert.source.id, change.heads));
      const kept = keptAsLong(alert);
      const required = kept([
        ...operations,
        ...besides(alert, change),
        ...runOfNew(alert, clock.now()),
        ...watchOfNew(alert, clock.now()),
        ...autoResolutionOfNew(alert),
      ]);
      const { refusals } = await writeWithOptional(table, required, kept(missingItems(alert, change)));
      if (refusals.length === 0) return { outcome: 'created' };

      const refusedAt = (key: Key | undefined) =>
        refusals.find(({ index }) => key !== undefined && samePlace(operations[index], key))?.old;
      const storedEvent = event && refusedAt(keys.event(event.id));
      if (storedEvent !== undefined) return { outcome: 'duplicate', event: eventOf(storedEvent) };
      if (refusedAt(keys.alert(alert.id)) !== undefined) throw new IdCollisionError(`alert ${alert.id}`);
      const storedLock = refusedAt(lockKey);
      if (storedLock !== undefined) return { outcome: 'locked', lock: lockOf(storedLock) };
      // A source without a list yet: what is refused then is that there is one.
      const headsAt = change.heads && operations.findIndex((one) => samePlace(one, keys.groupHeads(alert.source.id)));
      if (refusals.some(({ index }) => index === headsAt)) return { outcome: 'crowded' };
      throw new Error(`alert ${alert.id} was refused for no known reason`);
    },

    async save(alert, change) {
      const { event } = change;
      const { alert: next, asks } = askedFor({ ...alert, version: alert.version + 1 }, clock.now());
      const tombstone = next.status === 'RESOLVED' ? tombstoneOf(next, clock.now(), change) : [];
      const lockChange = [
        ...(next.status === 'RESOLVED' && !change.isAlone ? tombstone : learned(next, change)),
        ...asks,
        ...askedToLook(next, change.log, clock.now()),
        ...autoResolutionEnded(next),
      ];
      const operations: WriteOperation[] = [{ put: alertItem(next), condition: ifVersion(alert.version) }];
      if (event !== undefined) operations.push(putEvent(event));
      if (change.isAlone) operations.push(...tombstone);
      if (change.joins !== undefined) operations.push(joinedLock(next, change.joins, clock.now()));
      if (change.members !== undefined) operations.push(membersWrite(next.id, change.members));
      operations.push(...besides(next, change));
      const removals = (change.removeResponders ?? []).map((userId) => ({ delete: keys.responder(next.id, userId) }));
      const kept = keptAsLong(next);
      const missing = kept(missingItems(next, change));
      const room = Math.max(0, maximumOperations - operations.length - lockChange.length);
      operations.push(...removals.splice(0, room));

      const optional = [...lockChange, ...missing.splice(0, maximumOperations - operations.length - lockChange.length)];
      const { refusals } = await writeWithOptional(table, kept(operations), optional);
      const [refusal] = refusals;
      if (refusal === undefined) {
        for (const rest of [removals, missing]) await writeInTurn(table, rest);
        return next;
      }
      if (refusal.index === 0 && refusal.old === undefined) throw new NotFoundError('alert', alert.id);
      const isVersion = refusals.some(({ index }) => index === 0);
      if (event !== undefined && !isVersion && refusals.some(({ index }) => index === 1))
        throw new AlreadyRecordedError(event.id);
      throw new VersionConflictError(`alert ${alert.id}`);
    },

    async append(event, log, { lock, hasActions: isWatched = false } = {}) {
      const required = [putEvent(event), ...log.map((entry) => ({ put: logItem(entry) }))];
      const learning = [
        ...(lock ? learned(lock.alert, { lock: lock.memory }) : []),
        ...(event.alertId === undefined
          ? []
          : askedToLook({ id: event.alertId, hasActions: isWatched }, log, clock.now())),
      ];
      const { refusals } = await writeWithOptional(table, required, learning);
      return refusals.length === 0;
    },

    async recordEnd(event, key) {
      const [refused] = await table.write([endOfKey(event, key, clock.now()), putEvent(event)]);
      return refused?.index === 0 && refused.old !== undefined ? lockOf(refused.old) : undefined;
    },

    async keyLock(sourceId, key) {
      const item = await table.get(keys.keyLock(sourceId, key), { consistent: true });
      return item && isLive(item, clock.now()) ? lockOf(item) : undefined;
    },

    async responder(alertId, userId) {
      const item = await table.get(keys.responder(alertId, userId), { consistent: true });
      return item && responderOf(item);
    },

    responders: respondersOfAlert,

    async respondersOf(alertIds) {
      const ids = [...new Set(alertIds)];
      return new Map(await Promise.all(ids.map(async (id) => [id, await respondersOfAlert(id)] as const)));
    },

    async steps(alertId) {
      const query = { partition: alertPartition(alertId), sort: { beginsWith: stepPrefix } };
      return stepsAmong(await allOf(table, query));
    },

    async step(alertId, stepId) {
      const item = await table.get(keys.step(alertId, stepId), { consistent: true });
      if (item === undefined) return undefined;
      const parts = Array.from({ length: partsOf(item) }, (_, index) => keys.stepPart(alertId, stepId, index + 1));
      return stepOf(item, await itemsInOrder(table, parts));
    },

    async expandStep({ alertId, stepId }, { alert, responders, notifications }, at) {
      const items = [
        ...responders.map((responder) => responderItem(responder, alert)),
        ...notifications.map(notificationItem),
      ].map(keptBriefly(alert));
      const update = keys.step(alertId, stepId);
      const finished = { update, set: { expandedAt: at }, remove: ['duePK', 'dueAt'], condition: ifPresent };
      const { refusals } = await addMissing(table, items, [finished]);
      if (refusals.length > 0) throw new NotFoundError(`step of alert ${alertId}`, stepId);
    },

    async sourceStatus(sourceId) {
      for (const [status, answer] of [
        ['PENDING', 'PENDING'],
        ['ACCEPTED', 'ALL_ACCEPTED'],
      ] as const) {
        const query = { partition: sourceAlertsPartition(sourceId), sort: { beginsWith: `${status}#` }, limit: 1 };
        const { items } = await table.query({ index: 'related', ...query });
        if (items.length > 0) return answer;
      }
      return 'ALL_RESOLVED';
    },
  };
}

/** A policy that cannot be read is the business of who needs it: the event may not. */
function readable(item: Item): { readonly policy?: EscalationPolicy } {
  try {
    return { policy: policyOf(item) };
  } catch {
    return {};
  }
}

/** Everything of an alert that no list shows goes after a week, but for its lock: nobody will ever look at it. */
function keptBriefly({ hidden, reportTime }: Pick<Alert, 'hidden' | 'reportTime'>): (item: Item) => Item {
  if (!hidden) return (item) => item;
  const goesAt = epochSecondsOf(plus(reportTime, hiddenKeptFor));
  return (item) =>
    item.type === 'LOCK' ? item : { ...item, expiresAt: Math.min(goesAt, Number(item.expiresAt ?? goesAt)) };
}

/** The same for what is written. */
const keptAsLong = (alert: Pick<Alert, 'hidden' | 'reportTime'>) => (operations: readonly WriteOperation[]) => {
  const brief = keptBriefly(alert);
  return operations.map((one): WriteOperation => ('put' in one ? { ...one, put: brief(one.put) } : one));
};

/** What is written with an alert whatever happens to it. */
function besides(alert: Alert, change: AlertChange): WriteOperation[] {
  return [
    ...change.log.map((entry) => ({ put: logItem(entry) })),
    ...(change.responders ?? []).map((responder) => ({ put: responderItem(responder, alert) })),
    ...(change.step === undefined ? [] : stepItems(change.step).map((item) => ({ put: item }))),
  ];
}

/** What is written with an alert if it is not there yet. */
const missingItems = (alert: Alert, { missingResponders = [], notifications = [] }: AlertChange): WriteOperation[] =>
  [
    ...missingResponders.map((responder) => responderItem(responder, alert)),
    ...notifications.map(notificationItem),
  ].map((put) => ({ put, condition: ifAbsent }));

const samePlace = (operation: WriteOperation | undefined, key: Key): boolean =>
  operation !== undefined && 'put' in operation && operation.put.PK === key.PK && operation.put.SK === key.SK;
