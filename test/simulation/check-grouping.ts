import type { Alert } from '../../functions/domain/alert/alert.ts';
import type { EventRecord } from '../../functions/domain/event/event.ts';
import { firingMembersHeld } from '../../functions/domain/event/grouping/alert-members.ts';
import { subjectOf } from '../../functions/domain/event/grouping/heads.ts';
import { minus, plus } from '../../functions/domain/time.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import { eventOf } from '../../functions/store/events.ts';
import { transactionsIn } from './moments.ts';
import type { GroupingSketch } from './plan.ts';
import { clockError } from './quiet.ts';
import type { RunRecord, Written } from './record.ts';
import { isDecided } from './stored.ts';

/** What is in an alert, as its events tell. */
interface Contents {
  readonly firing: Set<string>;
  hasKeyless: boolean;
}

/** An alert as it was from when until when, if it is not so any more. */
interface State {
  readonly alert: Alert;
  /** Since when it was never resolved, and since when it was pending all the time. */
  readonly openSince: string;
  readonly pendingSince: string | undefined;
}

/**
 * Grouping hides nothing: an event goes only to an alert of its source that was open and that the source's grouping leads it to; one
 * alone opens an alert only where no other one takes it in; and a source resolves an alert of several keys with the last of them.
 * That its people are told is checked with all other news (`check-news.ts`).
 */
export function checkGrouping(run: RunRecord): string[] {
  const found: string[] = [];
  const states = new Map<number, State>();
  const contents = new Map<number, Contents>();
  const groupings = new Map(run.plan.configuration.sources.map(({ id, grouping }) => [id, grouping]));
  const error = clockError(run.plan);
  const hasRoom = ({ alert }: State) => (contents.get(alert.id)?.firing.size ?? 0) < firingMembersHeld;
  for (const { together } of transactionsIn(run.writes)) {
    const event = eventIn(together);
    const changed = together.find((one) => one.new?.type === 'ALERT');
    const after = changed?.new && alertOf(changed.new);
    if (event !== undefined) {
      const grouping = groupings.get(event.sourceId);
      const at = { since: minus(event.receivedAt, error) };
      if (event.outcome === 'GROUPED') found.push(...checkGrouped(event, states.get(event.alertId ?? 0), grouping));
      if (event.outcome === 'CREATED' && grouping)
        found.push(...checkCreated(event, [...states.values()].filter(hasRoom), grouping, at));
      found.push(...fill(contents, event, together));
    }
    if (after && changed) states.set(after.id, stateOf(states.get(after.id), after, changed.at));
  }
  return found;
}

const eventIn = (together: readonly Written[]): EventRecord | undefined => {
  const made = together.find((one) => isDecided(one.old, one.new));
  return made?.new && eventOf(made.new);
};

const stateOf = (before: State | undefined, alert: Alert, at: string): State => ({
  alert,
  openSince: before?.openSince ?? at,
  pendingSince: alert.status === 'PENDING' ? (before?.pendingSince ?? at) : undefined,
});

function checkGrouped(event: EventRecord, state: State | undefined, grouping: GroupingSketch | undefined): string[] {
  const words = `${event.id} was grouped into alert ${event.alertId}`;
  if (grouping === undefined) return [`${words}, and its source does not group`];
  if (state === undefined) return [`${words}, which was not there`];
  const { alert } = state;
  if (alert.source.id !== event.sourceId) return [`${words} of another source`];
  if (alert.status === 'RESOLVED' && (alert.resolvedAt ?? '') < event.receivedAt) return [`${words}, which was over`];
  const { minutes } = windowOf(grouping);
  if (minutes !== undefined) {
    const isWithin = alert.reportTime <= event.receivedAt && event.receivedAt < plus(alert.reportTime, { minutes });
    return isWithin ? [] : [`${words}, whose window was over`];
  }
  switch (grouping.alertCreation) {
    case 'ONE_PENDING_ALERT_ALLOWED':
      // An event without a key that the alert had before is told to it without a look at its version.
      return alert.status === 'PENDING' || event.event?.alertKey === undefined
        ? []
        : [`${words}, which was ${alert.status}`];
    case 'ONE_ALERT_PER_EMAIL_SUBJECT':
      return subjectOf(alert.summary) === subjectOf(event.event?.summary) || event.event?.group
        ? []
        : [`${words} of another subject`];
    default:
      return [];
  }
}

/** An event opens an alert although there is one which would have taken it in, from before the event came until now. */
function checkCreated(
  event: EventRecord,
  states: readonly State[],
  grouping: GroupingSketch,
  { since }: { readonly since: string },
): string[] {
  const isMissed = ({ alert, openSince, pendingSince }: State): boolean => {
    if (alert.source.id !== event.sourceId || alert.status === 'RESOLVED' || openSince >= since) return false;
    switch (grouping.alertCreation) {
      case 'ONE_PENDING_ALERT_ALLOWED':
        return pendingSince !== undefined && pendingSince < since;
      case 'ONE_OPEN_ALERT_ALLOWED':
        return true;
      case 'ONE_ALERT_GROUPED_PER_WINDOW': {
        const { minutes = 0 } = windowOf(grouping);
        return alert.reportTime <= event.receivedAt && event.receivedAt < plus(alert.reportTime, { minutes });
      }
      default:
        return false;
    }
  };
  return states
    .filter(isMissed)
    .map(({ alert }) => `${event.id} opened alert ${event.alertId}, and alert ${alert.id} would have taken it in`);
}

const windowOf = ({ alertGroupingWindow }: GroupingSketch): { minutes?: number } =>
  alertGroupingWindow === undefined ? {} : { minutes: alertGroupingWindow === 'PT2M' ? 2 : 5 };

/** Follows which keys of an alert fire, and says when its source resolved it too early or too late. */
function fill(contents: Map<number, Contents>, event: EventRecord, together: readonly Written[]): string[] {
  const { outcome, alertId, event: told } = event;
  if (alertId === undefined || told === undefined) return [];
  const { firing, ...flags } = contents.get(alertId) ?? { firing: new Set<string>(), hasKeyless: false };
  const key = told.alertKey?.trim().toLowerCase();
  const isAgain = outcome === 'APPENDED' && together.some((one) => one.new?.type === 'ALERT_MEMBERS');
  if (told.eventType === 'ALERT' && (outcome === 'CREATED' || outcome === 'GROUPED' || isAgain)) {
    if (key !== undefined) firing.add(key);
    contents.set(alertId, { firing, hasKeyless: flags.hasKeyless || key === undefined });
  }
  if (told.eventType !== 'RESOLVE' || key === undefined) return [];
  firing.delete(key);
  const isLeft = firing.size > 0 || flags.hasKeyless;
  if (outcome === 'RESOLVED' && isLeft)
    return [
      `${event.id} resolved alert ${alertId}, which still has ${[...firing].join(', ') || 'something without a key'}`,
    ];
  return outcome === 'APPENDED' && !isLeft
    ? [`${event.id} was the last key of alert ${alertId}, and left it open`]
    : [];
}
