import * as z from 'zod';
import type { Alert } from '../alert/alert.ts';
import type { Problem } from '../problem.ts';
import { meets, problemOfCriteria, textCriteria } from '../text-criteria.ts';

const Predicate = z.object({
  field: z.enum(['ALERT_SUMMARY', 'ALERT_DETAILS', 'ESCALATION_POLICY', 'ALERT_PRIORITY']),
  criteria: z.enum(textCriteria),
  value: z.string(),
});

/** What an action without conditions asks of an alert. */
export const AlertFilter = z.object({ operator: z.enum(['AND', 'OR']), predicates: z.array(Predicate) });
export type AlertFilter = z.infer<typeof AlertFilter>;

type Filtered = Pick<Alert, 'summary' | 'details' | 'policy' | 'priority'>;

/** A policy is meant by its name or by its id. */
const textsOf = (alert: Filtered, field: z.infer<typeof Predicate>['field']): readonly string[] => {
  switch (field) {
    case 'ALERT_SUMMARY':
      return [alert.summary];
    case 'ALERT_DETAILS':
      return [alert.details ?? ''];
    case 'ESCALATION_POLICY':
      return alert.policy === undefined ? [''] : [alert.policy.name, String(alert.policy.id)];
    case 'ALERT_PRIORITY':
      return [alert.priority];
  }
};

const isNegative = (criteria: string): boolean => criteria.includes('_NOT_');

/** Whether an alert is what a filter asks for; one without predicates asks for nothing. */
export function isWanted(alert: Filtered, { operator, predicates }: AlertFilter): boolean {
  const holds = ({ field, criteria, value }: z.infer<typeof Predicate>): boolean => {
    const tried = textsOf(alert, field).map((text) => meets(criteria, text, value));
    return isNegative(criteria) ? tried.every(Boolean) : tried.some(Boolean);
  };
  if (predicates.length === 0) return true;
  return operator === 'OR' ? predicates.some(holds) : predicates.every(holds);
}

/** What is wrong with patterns of a filter that is about to be saved. */
export const filterProblems = ({ predicates }: AlertFilter): readonly Problem[] =>
  predicates.flatMap((predicate, at) => {
    const message = problemOfCriteria(predicate);
    return message === undefined ? [] : [{ field: `alertFilter.predicates[${at}].value`, message }];
  });
