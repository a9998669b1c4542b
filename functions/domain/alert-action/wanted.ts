import type { Alert } from '../alert/alert.ts';
import type { Problem } from '../problem.ts';
import { meets, problemOfCriteria } from '../text-criteria.ts';
import type { AlertFilter } from './alert-filter.ts';

type Predicate = AlertFilter['predicates'][number];
type Filtered = Pick<Alert, 'summary' | 'details' | 'policy' | 'priority'>;

/** A policy is meant by its name or by its id. */
const textsOf = (alert: Filtered, field: Predicate['field']): readonly string[] => {
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
  const holds = ({ field, criteria, value }: Predicate): boolean => {
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
