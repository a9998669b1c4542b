import { isAnnounced, tellingOfNew } from '../domain/maintenance/announced.ts';
import { MaintenanceWindow, type PlannedTimes } from '../domain/maintenance/maintenance-window.ts';
import { renewalOf } from '../domain/maintenance/renewal.ts';
import type { MaintenanceStore } from '../ports/maintenance-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import { idAtEnd, keys } from './keys.ts';
import { maintenanceOf } from './maintenance-items.ts';
import type { Item, Table, WriteOperation } from './table.ts';
import { tellingItem } from './telling-items.ts';
import { armTimer } from './timers.ts';

/** Each window has an attribute of its own in a source's item, so that windows do not wait for each other. */
const attributePrefix = 'w';
const attributeOf = (windowId: number): string => `${attributePrefix}${windowId}`;

/** What sources are told when a window is written: its times, or that it is gone. */
function tellSources(next: MaintenanceWindow | undefined, previous: MaintenanceWindow | undefined): WriteOperation[] {
  const id = (next ?? previous)?.id ?? 0;
  const told = next === undefined || next.upcoming.length === 0 ? [] : next.sources;
  const before = previous?.sources ?? [];
  return [
    ...told.map((sourceId) => ({
      update: keys.maintenanceOfSource(sourceId),
      set: { type: 'SOURCE_MAINTENANCE', [attributeOf(id)]: JSON.stringify(next?.upcoming) },
    })),
    ...before
      .filter((sourceId) => !told.includes(sourceId))
      .map((sourceId) => ({ update: keys.maintenanceOfSource(sourceId), remove: [attributeOf(id)] })),
  ];
}

/** Services are told the times themselves, past ones too, so that their past and their future are reckoned from one item. */
function tellServices(next: MaintenanceWindow | undefined, previous: MaintenanceWindow | undefined): WriteOperation[] {
  const id = (next ?? previous)?.id ?? 0;
  const told = next?.services ?? [];
  return [
    ...told.map((serviceId) => ({
      update: keys.maintenanceOfService(serviceId),
      set: { type: 'SERVICE_MAINTENANCE', [attributeOf(id)]: JSON.stringify(timesOf(next)) },
    })),
    ...(previous?.services ?? [])
      .filter((serviceId) => !told.includes(serviceId))
      .map((serviceId) => ({ update: keys.maintenanceOfService(serviceId), remove: [attributeOf(id)] })),
  ];
}

function timesOf(window: MaintenanceWindow | undefined): PlannedTimes | undefined {
  if (window === undefined) return undefined;
  const { id, timezone, start, end, startsAt, endsAt, recurrence } = window;
  return { id, timezone, start, end, startsAt, endsAt, ...(recurrence !== undefined && { recurrence }) };
}

/** Subscribers are told of a new window with it, and of what comes when that comes. */
function announce(next: MaintenanceWindow | undefined, previous: MaintenanceWindow | undefined): WriteOperation[] {
  if (next === undefined) return [];
  const told = previous === undefined ? tellingOfNew(next) : undefined;
  return [
    ...(told === undefined ? [] : [{ put: tellingItem(told) }]),
    ...(isAnnounced(next) ? [armTimer('announcement', next.id, next.updatedAt)] : []),
  ];
}

const timesIn = (item: Item): readonly PlannedTimes[] =>
  Object.entries(item)
    .filter(([name]) => /^w\d+$/.test(name))
    .map(([, value]) => JSON.parse(String(value)) as PlannedTimes);

/**
 * Maintenance windows by id. What events must know of them stands in one small item per source, written in the window's
 * own transaction; the window is due when that has to be renewed.
 */
export function createMaintenanceStore(table: Table, term: AuditTerm): MaintenanceStore {
  const {
    byUnique: _none,
    byName: _unnamed,
    ...windows
  } = createConfigurationItems(
    table,
    {
      kind: 'MAINTENANCE',
      label: 'maintenance window',
      form: { type: 'MAINTENANCE', schema: MaintenanceWindow },
      uniqueValues: () => [],
      references: () => [],
      besides: (next, previous) => [
        ...tellSources(next, previous),
        ...tellServices(next, previous),
        ...announce(next, previous),
      ],
      due: ({ upcoming }) => {
        const at = renewalOf(upcoming);
        return at && { kind: 'maintenance', at };
      },
    },
    term,
  );
  return {
    ...windows,
    async ofSources(sourceIds) {
      const items = await table.batchGet(sourceIds.map(keys.maintenanceOfSource));
      return new Map(items.map((item) => [idAtEnd(item.PK), maintenanceOf(item)]));
    },

    async ofServices(serviceIds) {
      if (serviceIds.length === 0) return new Map();
      const items = await table.batchGet(serviceIds.map(keys.maintenanceOfService));
      return new Map(items.map((item) => [idAtEnd(item.PK), timesIn(item)]));
    },
  };
}
