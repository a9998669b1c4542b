import type { SupportHours } from '../support-hours/support-hours.ts';
import type { AlertSource } from './alert-source.ts';

type Settings = Pick<AlertSource, 'alertPriorityRule' | 'extras'>;

/** What support hours say about a time, whether they are an entity or written into the source. */
export type Hours = Pick<SupportHours, 'timezone' | 'supportDays' | 'exceptions'>;

/** As a source keeps them: a reference, or the legacy form, which is the hours themselves. */
type Kept = { readonly id?: number | null; readonly autoRaiseAlerts?: boolean | null } & Partial<Hours>;

const keptOf = ({ extras }: Settings): Kept => (extras.supportHours ?? {}) as Kept;

export const dependsOnSupportHours = ({ alertPriorityRule }: Pick<Settings, 'alertPriorityRule'>): boolean =>
  alertPriorityRule === 'HIGH_DURING_SUPPORT_HOURS' || alertPriorityRule === 'LOW_DURING_SUPPORT_HOURS';

/** The id of the support hours that the source refers to; undefined when it has none or its own. */
export const supportHoursIdOf = (source: Settings): number | undefined => keptOf(source).id ?? undefined;

/** The hours written into the source itself (the legacy form). */
export function inlineSupportHours(source: Settings): Hours | undefined {
  const { timezone, supportDays } = keptOf(source);
  return supportDays ? { timezone: timezone || 'UTC', supportDays, exceptions: [] } : undefined;
}

/** Whether pending alerts of low priority become high ones when support hours begin, or, by the other rule, end. */
export const raisesAlerts = (source: Settings): boolean =>
  dependsOnSupportHours(source) && (source.extras.autoRaiseAlerts ?? keptOf(source).autoRaiseAlerts) === true;
