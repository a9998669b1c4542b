import type { EscalationStep } from '../../functions/domain/alert/alert.ts';
import {
  earliest,
  type Instant,
  latest,
  minus,
  plus,
  roundUpToSecond,
  secondsBetween,
} from '../../functions/domain/time.ts';
import type { History, View } from './history.ts';
import type { Moment } from './moments.ts';
import { type IsQuiet, latestSeconds } from './quiet.ts';
import { type Course, givenUp, type Next, nextLevel, type Page, type Position } from './reference.ts';

/** A time that is known to lie between two. */
interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Whoever is asked when nobody is left to be. */
const nobody = 0;

/** Where an alert stands by the rules, given what has happened to it so far. */
interface Standing extends Course {
  readonly status: 'PENDING' | 'ACCEPTED' | 'RESOLVED';
  readonly position: Position;
  /** When the next level has to start; absent when none is left. */
  readonly due?: Span | undefined;
  /** When a snoozed alert wakes. */
  readonly wakesAt?: Instant | undefined;
  /** The messages of this run. */
  readonly planned: readonly Page[];
  readonly isEnded: boolean;
}

/** What one alert is held against. */
export interface Expectation {
  readonly history: History;
  /** When the alert's event came to its source, where a flow has held it back. */
  readonly heldUntil?: Instant | undefined;
  readonly isQuiet: IsQuiet;
  /** Levels that somebody may have asked for by number. */
  readonly chosenLevels: readonly number[];
  /** Whether a step may have failed again and again. */
  readonly mayFail: boolean;
  /** By how much the clocks of two functions may differ. */
  readonly skewSeconds: number;
  /** The states of the messages of the latest step when so many changes had been written. */
  readonly statusesOf: (index: number) => readonly string[];
}

/** Times are rounded to whole seconds, and a timer may ring a moment early. */
const earlySeconds = 1;
/** A level that starts later than this counts its own time from its real start. */
const toleratedSeconds = 30;
/** Nobody takes longer from a decision to its being written: the longest timeout of a function. */
const longestDecision = { seconds: 60 };

const beginning: Position = { pass: 0, level: -1 };

/** Follows an alert through what happened to it and says everything that the rules do not allow. */
export function follow(moments: readonly Moment[], expectation: Expectation, endedAt: Instant): string[] {
  const found: string[] = [];
  const [first, ...rest] = moments;
  if (first?.kind !== 'created') return ['it was changed before it was made'];
  let standing = created(first, expectation, found);
  for (const moment of rest) {
    found.push(...overdue(standing, moment.at, expectation));
    standing = step(standing, moment, expectation, found);
  }
  found.push(...overdue(standing, endedAt, expectation));
  const { status } = (moments.at(-1) as Moment).after;
  if (status !== standing.status) found.push(`is ${status}, and should be ${standing.status}`);
  return found;
}

function created({ at, after }: Moment, { history, heldUntil }: Expectation, found: string[]): Standing {
  const views = history.views(minus(at, longestDecision), at);
  const policyId = after.policy?.id;
  if (views.every((view) => usablePolicy(view, after.source.id) !== policyId))
    found.push(`was made with policy ${policyId}, which its source does not have`);
  const starts = views.map((view) => {
    const delayed = plus(heldUntil ?? after.reportTime, { minutes: view.policy(policyId ?? 0)?.delayMin ?? 0 });
    return { from: latest(delayed, minus(at, longestDecision)), to: latest(delayed, at) };
  });
  const froms = starts.map(({ from }) => from).sort();
  const tos = starts.map(({ to }) => to).sort();
  return {
    status: 'PENDING',
    priority: after.priority,
    policyId,
    position: beginning,
    due: { from: froms[0] ?? at, to: roundUpToSecond(tos.at(-1) ?? at) },
    planned: [],
    isEnded: false,
  };
}

const usablePolicy = (view: View, sourceId: number): number | undefined => {
  const id = view.policyOfSource(sourceId);
  return id !== undefined && view.policy(id) !== undefined ? id : undefined;
};

function step(standing: Standing, moment: Moment, expectation: Expectation, found: string[]): Standing {
  const { at, after } = moment;
  /** A new run: what was planned is void, and a level starts at once. */
  const newRun = { status: 'PENDING', planned: [], isEnded: false, wakesAt: undefined, position: beginning } as const;
  const now = { from: minus(at, longestDecision), to: roundUpToSecond(at) };
  switch (moment.kind) {
    case 'created':
      found.push('was made twice');
      return standing;
    case 'accepted':
    case 'resolved': {
      const status = moment.kind === 'accepted' ? 'ACCEPTED' : 'RESOLVED';
      return { ...standing, status, due: undefined, wakesAt: undefined, planned: [] };
    }
    case 'escalated': {
      const levels = expectation.history
        .views(now.from, at)
        .map((view) => (standing.position.level + 1) % (view.policy(standing.policyId ?? 0)?.levels.length ?? 1));
      const isChosen = moment.by === 'API' && expectation.chosenLevels.includes(moment.level);
      if (!levels.includes(moment.level) && !isChosen)
        found.push(`was escalated to level ${moment.level} after level ${standing.position.level}`);
      return { ...standing, ...newRun, due: now, position: { pass: 0, level: moment.level - 1 } };
    }
    case 'assigned':
      return { ...standing, ...newRun, due: now, onlyUserId: onlyOne(after), policyId: after.policy?.id };
    case 'passed-on':
      return { ...standing, onlyUserId: onlyOne(after) };
    case 'raised':
      if (standing.status === 'ACCEPTED') return { ...standing, priority: 'HIGH' };
      return { ...standing, ...newRun, due: now, priority: 'HIGH' };
    case 'taken-up':
      if (standing.status !== 'PENDING') found.push(`was taken up again at ${at}, when it was ${standing.status}`);
      return { ...standing, ...newRun, due: now, onlyUserId: whoseAnew(standing) };
    case 'returned':
      if (standing.status !== 'ACCEPTED' || standing.priority !== 'HIGH')
        found.push(`was given back at ${at}, when it was ${standing.status} and ${standing.priority}`);
      return { ...standing, ...newRun, due: now, onlyUserId: whoseAnew(standing) };
    case 'snoozed': {
      const due = { from: roundUpToSecond(moment.until), to: roundUpToSecond(moment.until) };
      return { ...standing, ...newRun, status: 'ACCEPTED', due, wakesAt: moment.until };
    }
    case 'woken':
      if (
        standing.wakesAt === undefined ||
        secondsBetween(standing.wakesAt, at) < -earlySeconds - expectation.skewSeconds
      )
        found.push(`woke at ${at}, and should sleep until ${standing.wakesAt}`);
      return { ...standing, status: 'PENDING', wakesAt: undefined };
    case 'skipped':
      return skipped(standing, moment, expectation, found);
    case 'claimed':
      return claimed(standing, moment, expectation, found);
  }
}

/** Who is asked alone; undefined where a policy says who is asked. */
const onlyOne = ({ escalation: { responders } }: Moment['after']): number | undefined =>
  responders === undefined ? undefined : (responders[0] ?? nobody);

/** What should have been done by now and was not. */
function overdue(standing: Standing, now: Instant, { isQuiet, skewSeconds }: Expectation): string[] {
  const { status, due, wakesAt, planned, isEnded } = standing;
  const isLate = (at: Instant | undefined) =>
    at !== undefined && secondsBetween(at, now) > latestSeconds + skewSeconds && isQuiet(at);
  if (isLate(wakesAt)) return [`should have woken at ${wakesAt}, and sleeps at ${now}`];
  if (status !== 'PENDING' || wakesAt !== undefined || isEnded) return [];
  const place = `pass ${standing.position.pass} level ${standing.position.level}`;
  if (due !== undefined)
    return isLate(due.to) ? [`the level after ${place} was due at ${due.to}, not taken at ${now}`] : [];
  const lastPage = planned
    .map(({ at }) => at)
    .sort()
    .at(-1);
  return isLate(lastPage)
    ? [`${place} was the last level, its last message due at ${lastPage}, no end told at ${now}`]
    : [];
}

function skipped(
  standing: Standing,
  moment: Extract<Moment, { kind: 'skipped' }>,
  { history, statusesOf, mayFail }: Expectation,
  found: string[],
): Standing {
  const { reason, dueAt, at, index } = moment;
  const due = { from: dueAt ?? at, to: dueAt ?? at };
  if (standing.status !== 'PENDING' || standing.due === undefined)
    found.push(`a level was given up, and none was left`);
  if (reason === 'STEP_FAILED') {
    if (!mayFail) found.push('a step was given up, and nothing was broken');
    const { pass, level } = moment.after.escalation;
    const possible = history
      .views(minus(at, longestDecision), at)
      .flatMap((view) => givenUp(view, standing, standing.position));
    if (!possible.some((one) => one.pass === pass && one.level === level))
      found.push(`pass ${pass} level ${level} was given up after ${standing.position.pass} ${standing.position.level}`);
    return { ...standing, due, position: { pass, level } };
  }
  const statuses = statusesOf(index);
  if (statuses.length === 0 || statuses.some((status) => status !== 'FAILED'))
    found.push(`its level was given up at ${at} with messages that are ${statuses.join(', ')}`);
  return { ...standing, due };
}

/** What is nobody's goes to the people of its policy again, and without one to whom it was given. */
const whoseAnew = ({ policyId, onlyUserId }: Standing) => (policyId === undefined ? onlyUserId : undefined);

function claimed(
  standing: Standing,
  moment: Extract<Moment, { kind: 'claimed' }>,
  { history, skewSeconds }: Expectation,
  found: string[],
): Standing {
  const early = -earlySeconds - skewSeconds;
  const { at, decidedAt, step: taken, hasMoreLevels, isEnded } = moment;
  const what = taken ? `pass ${taken.pass} level ${taken.level}` : isEnded ? 'the end' : 'the end of the levels';
  if (standing.status !== 'PENDING') {
    found.push(`${what} came at ${at}, when it was ${standing.status}`);
    return standing;
  }
  if (isEnded) {
    const open = standing.planned.filter((page) => secondsBetween(page.at, decidedAt) < early);
    if (open.length > 0) found.push(`ended at ${at} with messages to come: ${wordsOf(open)}`);
  }
  const { due } = standing;
  if (due === undefined) {
    if (taken) found.push(`${what} came at ${at}, after the last`);
    return { ...standing, isEnded };
  }
  if (secondsBetween(due.from, decidedAt) < early)
    found.push(`${what} came at ${decidedAt}, and was due at ${due.from}`);
  const possible = history
    .views(minus(decidedAt, { seconds: skewSeconds }), at)
    .map((view) => nextLevel(view, standing, standing.position, standing.planned, decidedAt));
  const matching = possible.filter((one) => isWhatHappened(one, moment));
  const dueOf = (one: Next): Span | undefined =>
    one.kind === 'level' && one.minutes !== undefined ? dueAfter(due, decidedAt, one.minutes, skewSeconds) : undefined;
  // Of configurations that ask for the same now, the alert says which of them it goes on by.
  const next = matching.find((one) => isWithin(moment.after.escalation.nextLevelAt, dueOf(one))) ?? matching[0];
  if (next === undefined) {
    found.push(
      `${what} came at ${at}: ${wordsOfClaim(moment)}; by the rules ${[...new Set(possible.map(wordsOfNext))].join(', or ')}`,
    );
    return taken ? { ...standing, position: taken, due: undefined } : { ...standing, due: undefined, isEnded };
  }
  const minutes = next.kind === 'level' ? next.minutes : undefined;
  if (hasMoreLevels !== (minutes !== undefined))
    found.push(`${what}: ${hasMoreLevels ? 'a' : 'no'} further level is planned`);
  return {
    ...standing,
    position: next.position,
    planned: next.kind === 'level' ? [...standing.planned, ...next.pages] : standing.planned,
    due: dueOf(next),
    isEnded,
  };
}

const isWithin = (at: Instant | undefined, span: Span | undefined): boolean =>
  at === undefined || span === undefined ? at === span : span.from <= at && at <= span.to;

/**
 * Levels keep their distance, however late a timer rang; only after real lateness do they start over. Where clocks
 * differ, either may be so around the border.
 */
function dueAfter({ from, to }: Span, startedAt: Instant, minutes: number, skewSeconds: number): Span {
  const doubt = skewSeconds === 0 ? 0 : 2 * skewSeconds + 1;
  const startsOf = (at: Instant): Instant[] => {
    const late = Math.abs(secondsBetween(at, startedAt));
    return [...(late <= toleratedSeconds + doubt ? [at] : []), ...(late > toleratedSeconds - doubt ? [startedAt] : [])];
  };
  const starts = [...startsOf(from), ...startsOf(to)];
  const straddles = from !== to && !startsOf(from).includes(from) && startsOf(to).includes(to);
  if (straddles) starts.push(minus(startedAt, { seconds: toleratedSeconds }));
  const after = (at: Instant | undefined) => roundUpToSecond(plus(at ?? startedAt, { minutes }));
  return { from: after(earliest(...starts)), to: after(starts.sort().at(-1)) };
}

const isWhatHappened = (next: Next, { step: taken, passedOver }: Extract<Moment, { kind: 'claimed' }>): boolean => {
  if (passedOver.join() !== next.passedOver.join()) return false;
  if (next.kind === 'end') return taken === undefined;
  if (taken === undefined || taken.pass !== next.position.pass || taken.level !== next.position.level) return false;
  return (
    wordsOf(pagesOf(taken)) === wordsOf(next.pages) &&
    `${[...taken.responders].sort()}` === `${[...next.userIds].sort()}`
  );
};

const pagesOf = ({ notifications }: EscalationStep): Page[] =>
  notifications.map(({ userId, method, contactId = 0, at }) => ({ userId, method, contactId, at }));

const wordsOf = (pages: readonly Page[]): string =>
  pages
    .map(({ userId, method, at }) => `${method} to user ${userId} at ${at.slice(11, 19)}`)
    .sort()
    .join(', ') || 'nobody';

const wordsOfClaim = ({ step: taken, passedOver }: Extract<Moment, { kind: 'claimed' }>): string =>
  `${taken ? wordsOf(pagesOf(taken)) : 'nobody'}${passedOver.length > 0 ? ` (passed over: ${passedOver})` : ''}`;

const wordsOfNext = (next: Next): string => {
  const passed = next.passedOver.length > 0 ? ` (passed over: ${next.passedOver})` : '';
  if (next.kind === 'end') return `the end${passed}`;
  return `pass ${next.position.pass} level ${next.position.level}: ${wordsOf(next.pages)}${passed}`;
};
