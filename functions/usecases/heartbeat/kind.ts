import { always } from '../../domain/audit/kind.ts';
import type { HeartbeatMonitor } from '../../domain/heartbeat/heartbeat-monitor.ts';
import type { Kind } from '../configuration/kind.ts';

/** Heartbeat monitors. */
export const monitorKind: Kind<HeartbeatMonitor> = {
  kind: 'monitor',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.heartbeats,
  members: {
    ...always,
    name: 'told',
    intervalSec: 'told',
    alertSummary: 'told',
    sourceId: 'told',
    integrationKey: 'secret',
    teams: 'told',
  },
};
