import * as z from 'zod';
import { Instant } from '../time.ts';
import { AlertFilter } from './alert-filter.ts';
import { ConnectorType } from './connector-type.ts';

/** What may become of an alert so that an action does something (wire-api §5). */
export const TriggerType = z.enum([
  'alert-created',
  'alert-assigned',
  'alert-auto-escalated',
  'alert-acknowledged',
  'alert-raised',
  'alert-comment-added',
  'alert-escalation-ended',
  'alert-resolved',
  'alert-auto-resolved',
  'alert-responder-added',
  'alert-responder-removed',
  'alert-channel-attached',
  'alert-channel-detached',
  'v-alert-not-resolved',
]);
export type TriggerType = z.infer<typeof TriggerType>;

/** Whether alerts set an action in motion, or people do. */
export const TriggerMode = z.enum(['AUTOMATIC', 'MANUAL']);
export type TriggerMode = z.infer<typeof TriggerMode>;

/** What an alert sets in motion outside of Tocsin, or within it. */
export const AlertAction = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  /** Alerts of these, in the order in which they were sent. */
  alertSourceIds: z.array(z.number()),
  connectorId: z.number().optional(),
  connectorType: ConnectorType,
  triggerMode: TriggerMode,
  triggerTypes: z.array(TriggerType),
  escalationEndedDelaySec: z.number().optional(),
  notResolvedDelaySec: z.number().optional(),
  /** Deprecated: where the delay of its own is not said. */
  delaySec: z.number().optional(),
  /** Deprecated: counts only without conditions. */
  alertFilter: AlertFilter.optional(),
  /** A condition about `alert.`; the action is only for alerts of which it is true. */
  conditions: z.string().optional(),
  /** What its conditions name, so that whoever stores it need not read them. */
  named: z
    .array(z.object({ kind: z.enum(['support-hours', 'schedule']), id: z.number(), field: z.string() }))
    .optional(),
  /** As they were sent, with members that nobody knows; encrypted by the store. */
  params: z.record(z.string(), z.unknown()),
  teams: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type AlertAction = z.infer<typeof AlertAction>;

/** What stands of an action at each of its sources: all that tells whether a change of an alert is its business. */
export const ActionOfSource = AlertAction.pick({
  id: true,
  connectorType: true,
  triggerMode: true,
  triggerTypes: true,
  escalationEndedDelaySec: true,
  notResolvedDelaySec: true,
  delaySec: true,
  createdAt: true,
}).extend({
  /** Whether it is only for some alerts: then the action itself says for which. */
  isConditional: z.boolean(),
});
export type ActionOfSource = z.infer<typeof ActionOfSource>;

/** What an action's sources know of it. */
export const ofSource = (action: AlertAction): ActionOfSource =>
  ActionOfSource.parse({
    ...action,
    isConditional: action.conditions !== undefined || (action.alertFilter?.predicates ?? []).length > 0,
  });

/** Whether an action is carried out as a delivery; automation rules take effect in the order of what the alert comes to, otherwise. */
export const isCarriedOut = ({ connectorType }: Pick<AlertAction, 'connectorType'>): boolean =>
  connectorType !== 'automation_rule';

/** How long after a trigger an action is due; none but the delayed ones wait. */
export function delayOf(
  action: Pick<AlertAction, 'escalationEndedDelaySec' | 'notResolvedDelaySec' | 'delaySec'>,
  trigger: TriggerType,
): number {
  if (trigger === 'alert-escalation-ended') return action.escalationEndedDelaySec || action.delaySec || 0;
  if (trigger === 'v-alert-not-resolved') return action.notResolvedDelaySec || action.delaySec || 0;
  return 0;
}
