import { always } from '../../domain/audit/kind.ts';
import type { MaintenanceWindow } from '../../domain/maintenance/maintenance-window.ts';
import type { Kind } from '../configuration/kind.ts';

/** Maintenance windows. What sources are told of the next occurrences follows from them. */
export const maintenanceKind: Kind<MaintenanceWindow> = {
  kind: 'maintenance',
  idOf: ({ id }) => id,
  nameOf: ({ summary }) => summary,
  store: (store) => store.maintenance,
  members: {
    ...always,
    timezone: 'told',
    start: 'told',
    end: 'told',
    startsAt: 'unsaid',
    endsAt: 'unsaid',
    recurrence: 'told',
    summary: 'told',
    description: 'told',
    sources: 'told',
    services: 'told',
    createdBy: 'unsaid',
    upcoming: 'unsaid',
    notifications: 'told',
  },
};
