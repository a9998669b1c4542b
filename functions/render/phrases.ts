import type { Language } from '../domain/user/user.ts';
import type { AlertSubject, AnswerAction, Change } from './subject-matter.ts';

/** The words that several channels share. */
export interface Phrases {
  readonly priority: Readonly<Record<AlertSubject['priority'], string>>;
  /** The verb of a button or a short code. */
  readonly verb: Readonly<Record<AnswerAction, string>>;
  readonly status: Readonly<Record<AlertSubject['status'], string>>;
  /** What has happened, by whom. */
  readonly happened: (change: Change, by: string | undefined) => string;
}

export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    priority: { HIGH: 'High priority', LOW: 'Low priority' },
    verb: { ACCEPT: 'accept', RESOLVE: 'resolve', ESCALATE: 'escalate' },
    status: { PENDING: 'pending', ACCEPTED: 'accepted', RESOLVED: 'resolved' },
    happened: (change, by) => {
      const word = { ACCEPTED: 'Accepted', RESOLVED: 'Resolved', ESCALATED: 'Escalated' }[change];
      return by === undefined ? word : `${word} by ${by}`;
    },
  },
  de: {
    priority: { HIGH: 'Hohe Priorität', LOW: 'Niedrige Priorität' },
    verb: { ACCEPT: 'annehmen', RESOLVE: 'lösen', ESCALATE: 'eskalieren' },
    status: { PENDING: 'offen', ACCEPTED: 'angenommen', RESOLVED: 'gelöst' },
    happened: (change, by) => {
      const word = { ACCEPTED: 'Angenommen', RESOLVED: 'Gelöst', ESCALATED: 'Eskaliert' }[change];
      return by === undefined ? word : `${word} von ${by}`;
    },
  },
};

/** Who answered, for an update; undefined for an escalation, which the timeline names. */
export const changedBy = (alert: AlertSubject, change: Change): string | undefined =>
  change === 'ACCEPTED' ? alert.acceptedBy?.name : change === 'RESOLVED' ? alert.resolvedBy?.name : undefined;
