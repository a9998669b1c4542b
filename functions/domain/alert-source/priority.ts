import type { NormalisedEvent, Priority } from '../event/event.ts';
import type { AlertSource } from './alert-source.ts';

/** Types of source whose tools say by themselves how urgent an alert is. */
const carriesPriority: ReadonlySet<string> = new Set(['GRAFANA', 'SERVICENOW']);

export type PrioritySettings = Pick<AlertSource, 'alertPriorityRule' | 'integrationType' | 'extras'>;

/** What decides besides the source and the event. */
export interface PriorityFacts {
  /** Absent while the source has no support hours: what may be urgent counts as urgent then. */
  readonly inSupportHours?: boolean;
}

function byRule(rule: AlertSource['alertPriorityRule'], inSupportHours: boolean | undefined): Priority {
  switch (rule) {
    case 'HIGH':
    case 'LOW':
      return rule;
    case 'HIGH_DURING_SUPPORT_HOURS':
      return inSupportHours === false ? 'LOW' : 'HIGH';
    case 'LOW_DURING_SUPPORT_HOURS':
      return inSupportHours === true ? 'LOW' : 'HIGH';
  }
}

/** Whether the event's own priority counts for this source. */
const listens = ({ alertPriorityRule, integrationType, extras }: PrioritySettings): boolean =>
  alertPriorityRule === 'HIGH' ||
  carriesPriority.has(integrationType) ||
  (extras.priorityTemplate !== undefined && extras.priorityTemplate !== null);

/** Whether the event itself says that it is urgent, to a source that listens to it. */
export const saysHigh = (source: PrioritySettings, { priority }: Pick<NormalisedEvent, 'priority'>): boolean =>
  priority === 'HIGH' && listens(source);

/**
 * The priority of an alert: the event's own, where the source listens to it, which is what the source's priority template
 * made of it; else that of the source's rule.
 */
export function priorityOf(
  source: PrioritySettings,
  event: Pick<NormalisedEvent, 'priority'>,
  { inSupportHours }: PriorityFacts = {},
): Priority {
  const own = listens(source) ? event.priority : undefined;
  return own ?? byRule(source.alertPriorityRule, inSupportHours);
}
