import { always } from '../../domain/audit/kind.ts';
import type { EscalationPolicy } from '../../domain/escalation-policy/escalation-policy.ts';
import type { Kind } from '../configuration/kind.ts';

/** Escalation policies. */
export const policyKind: Kind<EscalationPolicy> = {
  kind: 'policy',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.policies,
  members: {
    ...always,
    name: 'told',
    levels: 'told',
    repeating: 'told',
    frequency: 'told',
    delayMin: 'told',
    routingKey: 'told',
    teams: 'told',
    hidden: 'unsaid',
  },
};
