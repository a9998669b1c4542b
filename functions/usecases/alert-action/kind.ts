import type { AlertAction } from '../../domain/alert-action/alert-action.ts';
import { always } from '../../domain/audit/kind.ts';
import { wireIdOf } from '../../domain/wire-id.ts';
import type { Kind } from '../configuration/kind.ts';

/** Alert actions. What lets somebody in may stand in any of their params. */
export const alertActionKind: Kind<AlertAction> = {
  kind: 'alert-action',
  idOf: ({ id }) => wireIdOf(id),
  nameOf: ({ name }) => name,
  store: (store) => store.alertActions,
  members: {
    ...always,
    name: 'told',
    alertSourceIds: 'told',
    connectorId: 'told',
    connectorType: 'told',
    triggerMode: 'told',
    triggerTypes: 'told',
    escalationEndedDelaySec: 'told',
    notResolvedDelaySec: 'told',
    delaySec: 'told',
    alertFilter: 'told',
    conditions: 'told',
    named: 'unsaid',
    params: 'secret',
    teams: 'told',
  },
};
