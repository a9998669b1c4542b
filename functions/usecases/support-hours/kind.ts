import { always } from '../../domain/audit/kind.ts';
import type { SupportHours } from '../../domain/support-hours/support-hours.ts';
import type { Kind } from '../configuration/kind.ts';

/** Support hours. */
export const supportHoursKind: Kind<SupportHours> = {
  kind: 'support-hours',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.supportHours,
  members: {
    ...always,
    name: 'told',
    timezone: 'told',
    supportDays: 'told',
    exceptions: 'told',
    teams: 'told',
  },
};
