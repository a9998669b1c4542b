import * as z from 'zod';
import type { AlertSource } from '../alert-source/alert-source.ts';
import type { NormalisedEvent } from '../event/event.ts';
import { type AlertMail, titleOfMail } from './alert-mail.ts';
import { extractKey, isMeant, type KeyExtractor, type MailPredicate } from './predicates.ts';

/** What a mail asks for: an event, or nothing, and why. */
export type MailReading =
  | { readonly event: NormalisedEvent; readonly note?: undefined }
  | { readonly event?: undefined; readonly note: string };

/** The rules of a legacy e-mail source, as they were checked when they were saved. */
const Rules = z.object({
  emailFiltered: z.boolean().nullish(),
  emailResolveFiltered: z.boolean().nullish(),
  emailPredicates: z.array(z.custom<MailPredicate>()).nullish(),
  emailResolvePredicates: z.array(z.custom<MailPredicate>()).nullish(),
  filterOperator: z.enum(['AND', 'OR']).nullish(),
  resolveFilterOperator: z.enum(['AND', 'OR']).nullish(),
  resolveKeyExtractor: z.custom<KeyExtractor>().nullish(),
});

/**
 * The event that a mail to a source is (features.md §3): an alert with the subject as summary, unless the source's own
 * predicates say otherwise. Those for resolving are looked at first and need no others (events-contract.md §6).
 */
export function mailEvent(source: Pick<AlertSource, 'extras' | 'alertCreation'>, mail: AlertMail): MailReading {
  if (mail.isNoAlert !== undefined) return { note: `ignored: it is ${mail.isNoAlert}` };
  const rules = Rules.parse(source.extras);
  const key = rules.resolveKeyExtractor ? extractKey(mail, rules.resolveKeyExtractor) : undefined;
  const event: NormalisedEvent = {
    eventType: 'ALERT',
    summary: titleOfMail(mail),
    ...(mail.body !== '' && { details: mail.body }),
    ...(key !== undefined && { alertKey: key }),
    customDetails: detailsOf(mail),
  };
  const resolves = rules.emailResolvePredicates ?? [];
  if (rules.emailResolveFiltered && resolves.length > 0 && isMeant(mail, resolves, rules.resolveFilterOperator))
    return key === undefined
      ? { note: 'dropped: no key to resolve by is found in it' }
      : { event: { ...event, eventType: 'RESOLVE' } };
  if (rules.emailFiltered && !isMeant(mail, rules.emailPredicates ?? [], rules.filterOperator))
    return { note: 'dropped by the e-mail filter' };
  if (source.alertCreation === 'OPEN_RESOLVE_ON_EXTRACTION' && rules.resolveKeyExtractor && key === undefined)
    return { note: 'dropped: no key is found in it' };
  return { event };
}

/** What conditions and templates see (events-contract.md §3). */
const detailsOf = ({ subject, body, from, to, cc, bcc, messageId, date }: AlertMail): Record<string, string> => ({
  subject,
  body,
  from,
  to,
  cc,
  bcc,
  ...(messageId !== undefined && { messageId }),
  ...(date !== undefined && { date }),
});
