import type { LogDraft } from '../../escalation/plan-step.ts';

/** Why an event went to an alert that has another key. */
export type Reason =
  | { readonly by: 'SUBJECT' | 'PENDING' | 'OPEN' }
  | { readonly by: 'WINDOW'; readonly minutes: number }
  | { readonly by: 'SIMILARITY'; readonly percent: number; readonly words: readonly string[] };

const spanOf = (minutes: number): string => {
  if (minutes < 60) return `${minutes} minutes`;
  return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
};

/** The reason as the event explorer shows it. */
export function reasonTold(reason: Reason, alertId: number): string {
  switch (reason.by) {
    case 'SUBJECT':
      return `the same subject as alert ${alertId}`;
    case 'PENDING':
      return `alert ${alertId} is pending`;
    case 'OPEN':
      return `alert ${alertId} is open`;
    case 'WINDOW':
      return `within ${spanOf(reason.minutes)} of alert ${alertId}`;
    case 'SIMILARITY':
      return `${reason.percent} % like alert ${alertId}, because both say ${reason.words.join(', ').slice(0, 150)}`;
  }
}

/** The same as facts of a timeline entry, which each reader is told in their language. */
export function reasonVars(reason: Reason): LogDraft['vars'] {
  const groupedBy = reason.by;
  switch (reason.by) {
    case 'WINDOW':
      return { groupedBy, minutes: reason.minutes };
    case 'SIMILARITY':
      return { groupedBy, percent: reason.percent, words: reason.words.join(', ').slice(0, 300) };
    default:
      return { groupedBy };
  }
}
