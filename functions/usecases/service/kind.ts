import { always } from '../../domain/audit/kind.ts';
import type { Service } from '../../domain/service/service.ts';
import type { Kind } from '../configuration/kind.ts';

/** Services. What incidents say of them, and what was, is no configuration. */
export const serviceKind: Kind<Service> = {
  kind: 'service',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.services,
  members: {
    ...always,
    name: 'told',
    alias: 'told',
    description: 'told',
    status: 'told',
    statusSetAt: 'unsaid',
    holds: 'unsaid',
    alertHolds: 'unsaid',
    overruled: 'unsaid',
    changes: 'unsaid',
    olderChangesUntil: 'unsaid',
    firstOverrideFrom: 'unsaid',
    oneOpenIncidentOnly: 'told',
    showUptimeHistory: 'told',
    teams: 'told',
    labels: 'free',
    iconUrl: 'told',
    links: 'free',
    dependencies: 'told',
    subscribers: 'told',
  },
};
