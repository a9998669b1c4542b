import type { Api } from '../../client/api.ts';

export type Alert = Api<'Alert'>;
export type Responder = NonNullable<Alert['responders']>[number];
export type Person = Responder['user'];

/** What an alert is in, as people say it: a snoozed one sleeps, whatever its status is. */
export type AlertState = 'pending' | 'accepted' | 'snoozed' | 'resolved';

export const stateOf = ({ status, snoozedUntil }: Pick<Alert, 'status' | 'snoozedUntil'>): AlertState =>
  status === 'RESOLVED'
    ? 'resolved'
    : snoozedUntil !== undefined
      ? 'snoozed'
      : status === 'ACCEPTED'
        ? 'accepted'
        : 'pending';

/** Who has an alert: those who have accepted it, the last one first. */
export const holdersOf = ({ responders = [] }: Pick<Alert, 'responders'>): readonly Person[] =>
  responders
    .filter(({ status }) => status === 'ACCEPTED')
    .toSorted((a, b) => ((a.acceptedAt ?? '') < (b.acceptedAt ?? '') ? 1 : -1))
    .map(({ user }) => user);

const isHeldBy = (alert: Alert, userId: number): boolean => holdersOf(alert).some(({ id }) => id === userId);

/** Whom it has been given to and who has not answered yet. */
export const askedOf = ({ responders = [] }: Pick<Alert, 'responders'>): readonly Person[] =>
  responders.filter(({ status }) => status !== 'ACCEPTED').map(({ user }) => user);

/** Whether it is somebody's: assigned to them, or they respond to it or are told of it. */
export const isOf = ({ responders = [], assignedTo }: Alert, userId: number): boolean =>
  assignedTo?.id === userId || responders.some(({ user }) => user.id === userId);

const urgency = (alert: Alert): number => (stateOf(alert) === 'pending' ? 0 : 2) + (alert.priority === 'HIGH' ? 0 : 1);

/** What has to be answered first: pending before accepted, high before low, then the newest. */
export const byUrgency = (a: Alert, b: Alert): number =>
  urgency(a) - urgency(b) || (a.reportTime < b.reportTime ? 1 : a.reportTime > b.reportTime ? -1 : b.id - a.id);

/** One's own first, each part by urgency. */
export function splitMine(
  alerts: readonly Alert[],
  userId: number,
): { readonly mine: readonly Alert[]; readonly others: readonly Alert[] } {
  const sorted = alerts.toSorted(byUrgency);
  return {
    mine: sorted.filter((alert) => isOf(alert, userId)),
    others: sorted.filter((alert) => !isOf(alert, userId)),
  };
}

/** Alerts of several answers, each once: what was read first counts. */
export function eachOnce(...lists: readonly (readonly Alert[] | undefined)[]): readonly Alert[] {
  const seen = new Set<number>();
  return lists
    .flatMap((list) => list ?? [])
    .filter(({ id }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
}

/** What a person does to an alert. */
export type Deed =
  | { readonly kind: 'accept' }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'escalate'; readonly level?: number }
  | { readonly kind: 'snooze'; readonly until: string }
  | { readonly kind: 'raise' }
  | { readonly kind: 'assign'; readonly to: { readonly kind: 'user' | 'policy' | 'schedule'; readonly id: number } };

/** Whether somebody can do something to an alert as it is; the API has the last word. */
export function isPossible(kind: Deed['kind'], alert: Alert, meId: number): boolean {
  const state = stateOf(alert);
  if (state === 'resolved') return false;
  switch (kind) {
    case 'accept':
      // Who accepts what somebody has already joins them.
      return state !== 'accepted' || !isHeldBy(alert, meId);
    case 'raise':
      return alert.priority === 'LOW';
    case 'escalate':
      return alert.escalationPolicy !== undefined;
    default:
      return true;
  }
}

/** The alert as it will be once the API has done it, so that a press shows at once. */
export function foreseen(alert: Alert, deed: Deed, me: Person, now: string): Alert {
  const { snoozedUntil: _until, ...awake } = alert;
  switch (deed.kind) {
    case 'accept':
      return { ...awake, status: 'ACCEPTED', nextEscalation: null, responders: withMine(alert, me, now) };
    case 'resolve':
      return { ...awake, status: 'RESOLVED', nextEscalation: null, resolvedOn: now };
    case 'snooze':
      return { ...alert, status: 'PENDING', snoozedUntil: deed.until, nextEscalation: deed.until };
    case 'raise':
      return { ...alert, priority: 'HIGH' };
    case 'escalate':
    case 'assign':
      return { ...awake, status: 'PENDING' };
  }
}

const withMine = ({ responders = [] }: Alert, me: Person, now: string): Responder[] => [
  ...responders.filter(({ user }) => user.id !== me.id),
  {
    user: { id: me.id, firstName: me.firstName ?? '', lastName: me.lastName ?? '' },
    status: 'ACCEPTED',
    acceptedAt: now,
  },
];
