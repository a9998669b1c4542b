import { isCostly } from '../../functions/domain/notification/daily-caps.ts';
import type { Notification } from '../../functions/domain/notification/notification.ts';
import { type Instant, plus } from '../../functions/domain/time.ts';
import { isCut } from './check-pages.ts';
import { type Moment, momentsOf, transactionsIn } from './moments.ts';
import { latestSeconds, quietTimes } from './quiet.ts';
import type { RunRecord } from './record.ts';
import { notificationOf } from './stored.ts';

const caps: readonly string[] = [
  'TEXTS_OF_PERSON_USED_UP',
  'CALLS_OF_PERSON_USED_UP',
  'TEXTS_USED_UP',
  'CALLS_USED_UP',
  'REQUESTED_OF_PERSON_USED_UP',
  'REQUESTED_USED_UP',
];

/** Whether a message was kept back by a guard, and not by trouble. */
export const isKeptBack = ({ status, error = '' }: Pick<Notification, 'status' | 'error'>): boolean =>
  status === 'FAILED' && (caps.includes(error) || error === 'COUNTRY_NOT_ALLOWED');

/** A message that ended without being sent, by the change that ended it. */
export interface KeptBack {
  readonly index: number;
  readonly at: Instant;
  readonly is: Notification;
}

/** A moment for what is under way when a cap is reached. */
const underWay = { seconds: 60 };

/**
 * What a guard keeps back has a reason that holds, is told in the timeline, and leads to the person's next way, or, when
 * nobody of its level is left to tell, to the next level; and beyond a cap hardly anything goes out.
 */
export function checkGuards(run: RunRecord): string[] {
  const { guards } = run.plan;
  if (guards === undefined) return [];
  const found: string[] = [];
  const kept: KeptBack[] = [];
  for (const { index, together } of transactionsIn(run.writes))
    for (const { old, new: item, at } of together) {
      if (item?.type !== 'NOTIFICATION' || old?.status === 'FAILED') continue;
      const is = notificationOf(item);
      if (!isKeptBack(is)) continue;
      kept.push({ index, at, is });
      const isTold = together.some(
        ({ new: entry }) =>
          entry?.type === 'LOG' && (entry.vars as { reason?: string } | undefined)?.reason === is.error,
      );
      if (is.alertId !== undefined && !isTold)
        found.push(`${words(is)} failed at ${at}, and the timeline does not say why`);
      if (is.error === 'COUNTRY_NOT_ALLOWED' && !guards.farUserIds.includes(is.userId ?? 0))
        found.push(`${words(is)} was kept back at ${at}, and the number is near`);
    }
  return [...found, ...withoutNext(run, kept), ...beyondCaps(run), ...rings(run, kept)];
}

/** Pages that could not be sent, and nothing else was tried instead. */
export function withoutNext(run: RunRecord, kept: readonly KeptBack[]): string[] {
  const isQuiet = quietTimes(run);
  const moments = momentsOf(run.writes);
  return kept.flatMap(({ index, at, is }) => {
    const { kind, alertId = 0, stepId, userId } = is;
    const ofAlert = moments.get(alertId) ?? [];
    const until = plus(at, { seconds: latestSeconds });
    const isOver = (moment: Moment) => moment.index >= index && moment.at <= until && isCut(moment);
    if (kind !== 'PAGE' || !isQuiet(at) || until > run.endedAt || ofAlert.some(isOver)) return [];
    const step = ofAlert.flatMap((moment) =>
      moment.kind === 'claimed' && moment.step?.stepId === stepId ? [moment.step] : [],
    )[0];
    const pages = pagesOf(run, { alertId, stepId });
    if (step === undefined || pages.size < step.notifications.length) return [];
    const states = [...pages.values()].map((forms) => ({
      now: forms.findLast((form) => form.index <= index)?.is,
      later: forms.filter((form) => form.index > index && form.at <= until),
    }));
    // One that a window has put off meanwhile may be the next way as well.
    if (states.some(({ later }) => later.some((form) => form.is.broughtForwardBy === is.id))) return [];
    const waiting = states.filter(({ now }) => now?.userId === userId && now?.status === 'QUEUED' && now.at > at);
    if (waiting.length > 0)
      return waiting.some(({ later }) => later.length > 0)
        ? []
        : [`${words(is)} was kept back at ${at}, and no next way was tried`];
    const alert = ofAlert.findLast((moment) => moment.index <= index)?.after;
    const isDone = states.every(({ now }) => now?.status === 'FAILED');
    const latest = ofAlert.findLast(
      (moment) => moment.index <= index && moment.kind === 'claimed' && moment.step !== undefined,
    );
    const isLatest = latest?.kind === 'claimed' && latest.step?.stepId === stepId;
    const next = alert?.escalation.nextLevelAt;
    if (
      !isDone ||
      !isLatest ||
      alert?.status !== 'PENDING' ||
      alert.escalation.run !== is.run ||
      next === undefined ||
      next <= until
    )
      return [];
    const goesOn = ofAlert.some((moment) => moment.index > index && moment.at <= until);
    return goesOn ? [] : [`${words(is)} was kept back at ${at} as the last of its level, and no next level came`];
  });
}

function pagesOf({ writes }: RunRecord, { alertId, stepId }: Pick<Notification, 'alertId' | 'stepId'>) {
  const pages = new Map<number, KeptBack[]>();
  for (const [index, { new: item, at }] of writes.entries()) {
    if (item?.type !== 'NOTIFICATION' || item.alertId !== alertId || item.stepId !== stepId || item.kind !== 'PAGE')
      continue;
    const is = notificationOf(item);
    pages.set(is.id, [...(pages.get(is.id) ?? []), { index, at, is }]);
  }
  return pages;
}

/** Where no call broke every message was counted: a minute after the cap was reached none goes out on that day. */
function beyondCaps({ plan: { guards }, received, brokenCalls, writes }: RunRecord): string[] {
  if (guards === undefined || brokenCalls.length > 0) return [];
  const summaries = new Set(
    writes.flatMap(({ key, new: item }) =>
      item?.type === 'NOTIFICATION' && item.kind === 'SUMMARY' ? [`${key.PK} ${item.id}`] : [],
    ),
  );
  const byPersonAndDay = Map.groupBy(
    received.filter(({ message, isUncertain }) => isCostly(message.channel) && !isUncertain()),
    ({ message, at }) => `${message.channel} to user ${message.data?.userId} on ${at.slice(0, 10)}`,
  );
  return [...byPersonAndDay].flatMap(([what, messages]) => {
    const channel = messages[0]?.message.channel;
    const most = channel !== undefined && isCostly(channel) ? guards.dailyCaps.perUser[channel] : 0;
    const last = messages[most - 1];
    if (last === undefined) return [];
    const beyond = messages.filter(
      ({ at, scope, id }) => at > plus(last.at, underWay) && !summaries.has(`${scope} ${id}`),
    );
    return beyond.map(({ at }) => `${what}: another at ${at}, after the ${most} of the day were out`);
  });
}

/** The operators hear once of each cap that was in the way, where no call broke. */
function rings({ counts, brokenCalls }: RunRecord, kept: readonly KeptBack[]): string[] {
  const reached = new Set(
    kept
      .filter(({ is }) => caps.includes(is.error ?? ''))
      .map(({ at, is }) => `${at.slice(0, 10)} ${is.error} ${is.error?.includes('PERSON') ? is.userId : ''}`),
  );
  const rang = counts.DailyCapsReached ?? 0;
  const isExact = brokenCalls.length === 0;
  return isExact && rang !== reached.size ? [`the operators heard ${rang} times of ${reached.size} caps`] : [];
}

const words = ({ channel, userId, kind, at }: Notification): string =>
  `the ${kind} by ${channel} to user ${userId} for ${at}`;
