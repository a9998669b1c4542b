import { type Problem, problemIf } from '../problem.ts';
import type { AlertAction } from './alert-action.ts';

type Triggered = Pick<
  AlertAction,
  'connectorType' | 'triggerMode' | 'triggerTypes' | 'escalationEndedDelaySec' | 'notResolvedDelaySec'
>;

/** What is wrong with when an action is to be done. What `automation_rule` does is set in motion by its own `alertType`. */
export const triggerProblems = ({
  connectorType,
  triggerMode,
  triggerTypes,
  escalationEndedDelaySec = 0,
  notResolvedDelaySec = 0,
}: Triggered): readonly Problem[] => [
  ...problemIf(
    triggerMode === 'AUTOMATIC' && triggerTypes.length === 0 && connectorType !== 'automation_rule',
    'triggerTypes',
    'must say when an AUTOMATIC action is done',
  ),
  ...problemIf(
    escalationEndedDelaySec > 0 && !triggerTypes.includes('alert-escalation-ended'),
    'escalationEndedDelaySec',
    'is only for actions with the trigger alert-escalation-ended',
  ),
  ...problemIf(
    notResolvedDelaySec > 0 && !triggerTypes.includes('v-alert-not-resolved'),
    'notResolvedDelaySec',
    'is only for actions with the trigger v-alert-not-resolved',
  ),
];
