import type { SourceActor } from '../../access/actor.ts';
import type { Alert } from '../../alert/alert.ts';
import { escalatedAnew, type Involved, type Renewal, renew } from '../../alert/renew.ts';
import type { LogDraft } from '../../escalation/plan-step.ts';
import type { Instant } from '../../time.ts';
import { alertKeyOf, type NormalisedEvent, type Priority } from '../event.ts';
import { type GroupNews, newsOf } from '../group.ts';
import { memberId } from '../members.ts';

const nothingNew: GroupNews = { members: [], unnamed: 0 };
const longestName = 80;

/** What an event that is grouped into an alert brings which that never had: its members where it tells of some, else itself. */
function newsIn(event: NormalisedEvent): GroupNews {
  const { group, summary, alertKey } = event;
  if (group !== undefined && group.firing.length > 0) return newsOf(group, { ids: [], total: 0 });
  const text = (summary ?? alertKey?.trim() ?? '').slice(0, longestName).toWellFormed();
  return { members: [{ id: memberId(alertKeyOf(event) ?? text), ...(text && { text }) }], unnamed: 0 };
}

/** Everybody was tried, and nobody has answered. */
const isExhausted = ({ status, escalation }: Alert): boolean =>
  status === 'PENDING' && escalation.nextAt === undefined && escalation.endedAt !== undefined;

/**
 * Does to an open alert what an event does that is grouped into it. It keeps its own texts. What is new to it is told to
 * the responders of one that is accepted; one of which nobody was left to tell escalates again; and it is as urgent as its most urgent
 * member would be alone.
 */
export function join(
  before: Alert,
  by: {
    readonly actor: SourceActor;
    readonly event: NormalisedEvent;
    readonly received: LogDraft;
    readonly isNew: boolean;
    /** The priority that an alert of the event alone would have. */
    readonly priority: Priority;
  },
  involved: Involved,
  now: Instant,
): Renewal {
  const { actor, event, received, isNew } = by;
  const raises = by.priority === 'HIGH' && before.priority !== 'HIGH';
  const change = { kind: 'change', retells: false, news: isNew ? newsIn(event) : nothingNew, raises } as const;
  const renewal = renew(before, { actor, event, change, received }, involved, now);
  if (!isNew || raises || !isExhausted(before)) return renewal;
  return escalatedAnew(renewal.alert, renewal.log, now, 'NOBODY_LEFT');
}
