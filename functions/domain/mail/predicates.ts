import { compilePattern } from '../pattern.ts';
import { meets, problemOfCriteria, type TextCriteria } from '../text-criteria.ts';
import type { AlertMail } from './alert-mail.ts';

/** What a legacy e-mail source asks of a mail (wire-api §4): one part of it against one value. */
export interface MailPredicate {
  readonly field: 'EMAIL_FROM' | 'EMAIL_SUBJECT' | 'EMAIL_BODY';
  readonly criteria: TextCriteria;
  readonly value: string;
}

/** Where a legacy e-mail source finds the key of a mail. */
export interface KeyExtractor {
  readonly field: 'EMAIL_SUBJECT' | 'EMAIL_BODY';
  readonly criteria: 'ALL_TEXT_BEFORE' | 'ALL_TEXT_AFTER' | 'MATCHES_REGEX';
  readonly value: string;
}

type MailTexts = Pick<AlertMail, 'subject' | 'body' | 'from'>;

const fieldOf = (mail: MailTexts, field: MailPredicate['field']): string =>
  ({ EMAIL_FROM: mail.from, EMAIL_SUBJECT: mail.subject, EMAIL_BODY: mail.body })[field];

/** Whether a mail is what the predicates ask for, all of them or, with OR, one; no predicates ask for nothing. Case counts in patterns alone. */
export function isMeant(
  mail: MailTexts,
  predicates: readonly MailPredicate[],
  operator: 'AND' | 'OR' | null | undefined,
): boolean {
  const holds = ({ field, criteria, value }: MailPredicate) => meets(criteria, fieldOf(mail, field), value);
  if (predicates.length === 0) return true;
  return operator === 'OR' ? predicates.some(holds) : predicates.every(holds);
}

/** The key that a mail names; of a pattern with groups it is the first group. Undefined when there is none. */
export function extractKey(mail: MailTexts, { field, criteria, value }: KeyExtractor): string | undefined {
  const text = fieldOf(mail, field);
  return found(text, criteria, value)?.trim() || undefined;
}

function found(text: string, criteria: KeyExtractor['criteria'], value: string): string | undefined {
  if (criteria === 'MATCHES_REGEX') {
    const pattern = compilePattern(value);
    const first = typeof pattern === 'string' ? undefined : pattern.firstIn(text);
    return first?.groups.find((group) => group !== '') ?? first?.text;
  }
  const at = value === '' ? -1 : text.indexOf(value);
  if (at === -1) return undefined;
  return criteria === 'ALL_TEXT_BEFORE' ? text.slice(0, at) : text.slice(at + value.length);
}

/** What is wrong with patterns of a source that is about to be saved: the field, and what a person can do about it. */
export function problemsOfMailRules(rules: {
  readonly emailPredicates?: readonly MailPredicate[] | null | undefined;
  readonly emailResolvePredicates?: readonly MailPredicate[] | null | undefined;
  readonly resolveKeyExtractor?: KeyExtractor | null | undefined;
}): { readonly field: string; readonly message: string }[] {
  const problemOf = (field: string, rule: { readonly criteria: string; readonly value: string }) => {
    const problem = problemOfCriteria(rule);
    return problem === undefined ? [] : [{ field: `${field}.value`, message: problem }];
  };
  return [
    ...(rules.emailPredicates ?? []).flatMap((one, at) => problemOf(`emailPredicates[${at}]`, one)),
    ...(rules.emailResolvePredicates ?? []).flatMap((one, at) => problemOf(`emailResolvePredicates[${at}]`, one)),
    ...(rules.resolveKeyExtractor ? problemOf('resolveKeyExtractor', rules.resolveKeyExtractor) : []),
  ];
}
