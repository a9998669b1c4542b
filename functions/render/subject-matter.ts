import type { Alert } from '../domain/alert/alert.ts';
import type { Language } from '../domain/user/user.ts';

/** What a message may say about an alert. */
export type AlertSubject = Pick<
  Alert,
  | 'id'
  | 'summary'
  | 'details'
  | 'priority'
  | 'status'
  | 'source'
  | 'policy'
  | 'reportTime'
  | 'links'
  | 'acceptedBy'
  | 'resolvedBy'
>;

/** The change an update tells of. */
export type Change = 'ACCEPTED' | 'RESOLVED' | 'ESCALATED';

/** What somebody can do about an alert. */
export type AnswerAction = 'ACCEPT' | 'RESOLVE' | 'ESCALATE';

/** Links that lead to the page that asks. */
export type AnswerLinks = Readonly<Record<AnswerAction, string>>;

/** Picks the words of the reader's language. */
export const inLanguage = <Words>(language: Language, words: Readonly<Record<Language, Words>>): Words =>
  words[language];
