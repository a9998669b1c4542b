import type { Target } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import { type Instant, plus } from '../../functions/domain/time.ts';
import type { View } from './history.ts';
import { onCallOf } from './on-call.ts';

/** A message that somebody has to get: by which of their contacts, and when. */
export interface Page {
  readonly userId: number;
  readonly method: string;
  readonly contactId: number;
  readonly at: Instant;
}

/** What a run of an escalation goes along. */
export interface Course {
  readonly priority: 'HIGH' | 'LOW';
  readonly policyId: number | undefined;
  /** The only person of the run: the alert was assigned to them. */
  readonly onlyUserId?: number | undefined;
}

/** The level tried last; -1 before the first. */
export interface Position {
  readonly pass: number;
  readonly level: number;
}

/** What has to happen when the next level is due. */
export type Next = {
  readonly position: Position;
  /** Levels that reach nobody and are passed over, from 0. */
  readonly passedOver: readonly number[];
} & (
  | {
      readonly kind: 'level';
      readonly userIds: readonly number[];
      readonly pages: readonly Page[];
      /** How long until the one after it; absent when none follows. */
      readonly minutes: number | undefined;
    }
  | { readonly kind: 'end' }
);

/**
 * The rules of escalation, told once more and as simply as possible: which level comes at `at`, whom it wakes, and by
 * what, given the configuration in force. It knows nothing of steps, claims, queues and executions.
 */
export function nextLevel(view: View, course: Course, before: Position, planned: readonly Page[], at: Instant): Next {
  let position = before;
  const passedOver: number[] = [];
  const isOnlyOne = course.onlyUserId !== undefined || course.priority === 'LOW';
  for (;;) {
    const place = placeAfter(view, course, position);
    if (place === undefined || passedOver.length >= place.of) return { kind: 'end', position, passedOver };
    position = place;
    const userIds = peopleOf(view, place.targets, at);
    const pages = userIds.flatMap((userId) => pagesTo(view, userId, course.priority, at));
    if (pages.length > 0) {
      const minutes = isOnlyOne ? undefined : place.minutes;
      return { kind: 'level', position, passedOver, userIds, pages: withoutTwins(pages, planned), minutes };
    }
    passedOver.push(place.level);
    if (isOnlyOne) return { kind: 'end', position, passedOver };
  }
}

interface Place extends Position {
  readonly targets: readonly Target[];
  readonly minutes: number;
  /** How many levels there are. */
  readonly of: number;
}

/** The level that cannot be started and is given up; who could not read the policy takes it for the next of this pass. */
export function givenUp(view: View, course: Course, position: Position): Position[] {
  const place = placeAfter(view, course, position);
  const next = { pass: position.pass, level: position.level + 1 };
  return place === undefined ? [next] : [next, { pass: place.pass, level: place.level }];
}

/** The level after a position: the policy's next one, or its first when another pass is left. */
function placeAfter(view: View, course: Course, { pass, level }: Position): Place | undefined {
  if (course.onlyUserId !== undefined) {
    const targets = [{ kind: 'user' as const, id: course.onlyUserId }];
    return level >= 0 ? undefined : { pass, level: 0, targets, minutes: 0, of: 1 };
  }
  const policy = course.policyId === undefined ? undefined : view.policy(course.policyId);
  if (policy === undefined) return undefined;
  const passes = policy.repeating ? 1 + policy.frequency : 1;
  const position = level + 1 < policy.levels.length ? { pass, level: level + 1 } : { pass: pass + 1, level: 0 };
  const found = policy.levels[position.level];
  // A pass that has begun goes to its end, also when an edit asks for fewer of them.
  const isOneTooMany = position.pass > pass && position.pass >= passes;
  if (found === undefined || isOneTooMany) return undefined;
  return { ...position, targets: found.targets, minutes: found.escalationTimeout, of: policy.levels.length };
}

/** Whom targets stand for, each once. */
export function peopleOf(view: View, targets: readonly Target[], at: Instant): number[] {
  const ids = targets.flatMap(({ kind, id }): number[] => {
    if (kind === 'user') return [id];
    if (kind === 'team') return responding(view, id);
    const schedule = view.schedule(id);
    const existing = view.overrides(id).filter(({ userId }) => view.user(userId) !== undefined);
    const userId = schedule && onCallOf(schedule, existing, at);
    return userId === undefined ? [] : [userId];
  });
  return [...new Set(ids)].filter((id) => view.user(id) !== undefined);
}

const responding = (view: View, teamId: number): number[] =>
  (view.team(teamId)?.members ?? [])
    .filter(({ role }) => role !== 'STAKEHOLDER' && role !== 'VIEWER')
    .map(({ userId }) => userId)
    .filter((userId) => view.user(userId)?.role !== 'STAKEHOLDER');

/** What a person's rules for this priority ask for when they are told at `at`. */
export function pagesTo(view: View, userId: number, priority: Course['priority'], at: Instant): Page[] {
  const user = view.user(userId);
  if (user === undefined || (user.mutedUntil !== undefined && user.mutedUntil > at)) return [];
  return user.preferences.alerts
    .filter(({ type }) => type === `${priority}_PRIORITY`)
    .flatMap(({ method, contactId, delayMin }): Page[] => {
      const when = plus(at, { minutes: delayMin });
      const { devices, browsers = [] } = user;
      if (method === 'PUSH')
        return [...devices, ...browsers].map(({ id }) => ({ userId, method, contactId: id, at: when }));
      const contact = [...user.emails, ...user.phones].find(({ id }) => id === contactId);
      const isUsable = contact?.verified === true && contact.status === 'OK';
      return isUsable ? [{ userId, method, contactId: contact.id, at: when }] : [];
    });
}

/** Messages to one contact in one minute are one message. */
export function withoutTwins(pages: readonly Page[], planned: readonly Page[]): Page[] {
  const minuteOf = ({ method, contactId, at }: Page) => `${method} ${contactId} ${at.slice(0, 16)}`;
  const taken = new Set(planned.map(minuteOf));
  return pages.filter((page) => {
    const minute = minuteOf(page);
    const isTaken = taken.has(minute);
    taken.add(minute);
    return !isTaken;
  });
}
