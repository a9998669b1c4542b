import * as z from 'zod';
import type { Alert } from '../../alert/alert.ts';
import { Instant, newestFirst, plus } from '../../time.ts';
import type { NormalisedEvent } from '../event.ts';
import { memberId } from '../members.ts';
import type { Grouping } from './grouping.ts';
import type { Reason } from './reason.ts';
import { likenessTo, signatureOf } from './similarity.ts';

/** An alert of a source that may take in more, with what is asked of it before it is read. */
export const Head = z.object({
  alertId: z.number(),
  startedAt: Instant,
  /** A hash of its summary, as people compare it. */
  subject: z.string().optional(),
  /** Only where events are compared by what they say. */
  signature: z.tuple([z.string(), z.string()]).optional(),
});
export type Head = z.infer<typeof Head>;

/**
 * The alerts of a source that may take in more, newest first. Whoever opens an alert writes the list on the condition that
 * it is as it was read: so of two events at once one opens the alert, and the other one finds it. What an alert has come to
 * is asked of the alert; the list may name some that are resolved.
 */
export const Heads = z.object({
  version: z.number(),
  /** The form of the source for which the list was made: after an edit the alerts are looked for again. */
  sourceVersion: z.number(),
  heads: z.array(Head),
  /** There were more open alerts than fit. */
  isPart: z.boolean().optional(),
});
export type Heads = z.infer<typeof Heads>;

export const headsKept = 50;
/** So long after its window an alert stays on the list: events that are delivered again come late. */
const lateMinutes = 60;

export const noHeads: Omit<Heads, 'sourceVersion'> = { version: 0, heads: [] };

/** The hash of a subject; blanks and case aside, as people compare it. */
export const subjectOf = (summary: string | undefined): string | undefined => {
  const plain = (summary ?? '').trim().replace(/\s+/g, ' ').toLowerCase();
  return plain === '' ? undefined : memberId(plain);
};

/** An alert as one that may take in more. It began when the event came to its source, which an event flow may have delayed. */
export function headOf(
  alert: Pick<Alert, 'id' | 'reportTime' | 'summary' | 'details'>,
  { by }: Grouping,
  startedAt = alert.reportTime,
): Head {
  const subject = by === 'SUBJECT' ? subjectOf(alert.summary) : undefined;
  return {
    alertId: alert.id,
    startedAt,
    ...(subject !== undefined && { subject }),
    ...(by === 'SIMILARITY' && { signature: [...signatureOf(alert)] as [string, string] }),
  };
}

/** An alert that an event may go to, and why. */
export interface Candidate {
  readonly alertId: number;
  readonly reason: Reason;
}

type Asked = { readonly event: Pick<NormalisedEvent, 'summary' | 'details'>; readonly at: Instant };

const startOf = ({ startedAt }: Head): Instant => startedAt;

const isWithin = ({ startedAt }: Head, minutes: number, at: Instant): boolean =>
  startedAt <= at && at < plus(startedAt, { minutes });

/** The alerts that the event may go to, the likeliest first, as far as the list tells; the alerts themselves decide. */
export function candidatesOf(heads: readonly Head[], grouping: Grouping, { event, at }: Asked): Candidate[] {
  switch (grouping.by) {
    case 'PENDING':
    case 'OPEN':
      return heads.map(({ alertId }) => ({ alertId, reason: { by: grouping.by } }));
    case 'SUBJECT': {
      const subject = subjectOf(event.summary);
      const same = heads.filter((head) => subject !== undefined && head.subject === subject);
      return same.map(({ alertId }) => ({ alertId, reason: { by: 'SUBJECT' } }));
    }
    case 'WINDOW': {
      const { minutes } = grouping;
      const open = heads.filter((head) => isWithin(head, minutes, at));
      return open.map(({ alertId }) => ({ alertId, reason: { by: 'WINDOW', minutes } }));
    }
    case 'SIMILARITY':
      return alikeOnes(heads, grouping, { event, at });
  }
}

function alikeOnes(
  heads: readonly Head[],
  { minutes, threshold }: Extract<Grouping, { by: 'SIMILARITY' }>,
  { event, at }: Asked,
): Candidate[] {
  const likeness = likenessTo(event);
  return heads
    .flatMap((head) => {
      if (head.signature === undefined || !isWithin(head, minutes, at)) return [];
      return [{ alertId: head.alertId, ...likeness(head.signature) }];
    })
    .filter(({ score }) => score >= threshold)
    .sort((a, b) => b.score - a.score || b.alertId - a.alertId)
    .map(({ alertId, score, words }) => ({
      alertId,
      reason: { by: 'SIMILARITY', percent: Math.floor(score * 100 + 1e-9), words },
    }));
}

/** Whether an alert, as it is, takes in what the list leads to it. */
export const takesIn = ({ by }: Grouping, alert: Pick<Alert, 'status' | 'hidden'>): boolean =>
  !alert.hidden && (by === 'PENDING' ? alert.status === 'PENDING' : alert.status !== 'RESOLVED');

/** The list with another alert at its head, without those that are over and those whose window is. */
export function withHead(
  { heads, isPart, version }: Pick<Heads, 'heads' | 'isPart' | 'version'>,
  head: Head,
  { grouping, sourceVersion, over }: { grouping: Grouping; sourceVersion: number; over: ReadonlySet<number> },
): Heads {
  const isLeft = (one: Head): boolean => {
    if (over.has(one.alertId) || one.alertId === head.alertId) return false;
    return (
      !('minutes' in grouping) || head.startedAt < plus(one.startedAt, { minutes: grouping.minutes + lateMinutes })
    );
  };
  const left = heads.filter(isLeft);
  const all = [head, ...left].sort(newestFirst(startOf));
  return {
    version: version + 1,
    sourceVersion,
    heads: all.slice(0, headsKept),
    ...((isPart || all.length > headsKept) && { isPart: true }),
  };
}

/** The list as the alerts say that were looked for; those that it had stay, because an index may not show them yet. */
export function headsAmong(
  { heads, version }: Pick<Heads, 'heads' | 'version'>,
  open: readonly Alert[],
  { grouping, sourceVersion, isPart }: { grouping: Grouping; sourceVersion: number; isPart: boolean },
): Heads {
  const found = open.map((alert) => headOf(alert, grouping));
  const known = new Set(found.map(({ alertId }) => alertId));
  const all = [...found, ...heads.filter(({ alertId }) => !known.has(alertId))];
  all.sort(newestFirst(startOf));
  return { version, sourceVersion, heads: all.slice(0, headsKept), ...(isPart && { isPart: true }) };
}
