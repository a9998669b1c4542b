import * as z from 'zod';

const Predicate = z.object({
  field: z.enum(['ALERT_SUMMARY', 'ALERT_DETAILS', 'ESCALATION_POLICY', 'ALERT_PRIORITY']),
  criteria: z.enum([
    'CONTAINS_ANY_WORDS',
    'CONTAINS_NOT_WORDS',
    'CONTAINS_STRING',
    'CONTAINS_NOT_STRING',
    'IS_STRING',
    'IS_NOT_STRING',
    'MATCHES_REGEX',
    'MATCHES_NOT_REGEX',
  ]),
  value: z.string(),
});

/** What an action without conditions asks of an alert. What reads patterns stands apart: it is large. */
export const AlertFilter = z.object({ operator: z.enum(['AND', 'OR']), predicates: z.array(Predicate) });
export type AlertFilter = z.infer<typeof AlertFilter>;
