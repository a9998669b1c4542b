import type { AlertAction, TriggerType } from '../../domain/alert-action/alert-action.ts';
import type { AlertActionInput, ConnectionInput } from './inputs.ts';

/** Triggers that connections had, under the name of what was an incident then. */
const known: readonly TriggerType[] = [
  'alert-created',
  'alert-assigned',
  'alert-auto-escalated',
  'alert-acknowledged',
  'alert-raised',
  'alert-comment-added',
  'alert-resolved',
];

/** The triggers of an action by their former names, those that had one. */
export const legacyTriggers = (types: readonly TriggerType[]): string[] =>
  types.filter((type) => known.includes(type)).map((type) => type.replace('alert-', 'incident-'));

/** What a connection says as an alert action: what connections do not have stays as it is. */
export const actionInputOf = (input: ConnectionInput, current?: AlertAction): AlertActionInput => ({
  ...input,
  triggerTypes: [
    ...(input.triggerTypes ?? []),
    ...(current?.triggerTypes ?? []).filter((type) => !known.includes(type)),
  ],
  escalationEndedDelaySec: current?.escalationEndedDelaySec,
  notResolvedDelaySec: current?.notResolvedDelaySec,
  delaySec: current?.delaySec,
  alertFilter: current?.alertFilter,
  conditions: current?.conditions,
  teams: current?.teams.map((id) => ({ id })),
});
