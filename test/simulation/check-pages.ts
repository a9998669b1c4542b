import type { EscalationStep, PlannedNotification } from '../../functions/domain/alert/alert.ts';
import type { Notification } from '../../functions/domain/notification/notification.ts';
import { type Instant, minus, plus, secondsBetween } from '../../functions/domain/time.ts';
import { isKeptBack } from './check-guards.ts';
import { History } from './history.ts';
import { type Moment, momentsOf } from './moments.ts';
import { lateSeconds } from './queues.ts';
import { calmFrom, type IsQuiet, latestSeconds, quietTimes, toleratedSkew } from './quiet.ts';
import type { Received, RunRecord } from './record.ts';
import { notificationOf } from './stored.ts';

/** A form that a notification had, from the `index`-th change on. */
interface Form {
  readonly index: number;
  readonly at: Instant;
  readonly is: Notification;
}

const earlySeconds = 1;
/** The tick takes care of a page a minute after its time: but for slow calls, only of what was lost, and nothing was. */
const beforeTickSeconds = 59;

/**
 * Each message that a step asks for is written once and goes out once, when it is due, unless somebody answered, the
 * alert was given to others, or a rule of their own says so; and no other message pages anybody.
 */
export function checkPages(run: RunRecord): string[] {
  const { writes, isAtRest } = run;
  const forms = formsOf(run);
  const history = new History(writes);
  const isQuiet = quietTimes(run);
  return [...momentsOf(writes)].flatMap(([alertId, moments]) => {
    const found: string[] = [];
    const ofAlert = [...forms.values()].filter(([first]) => first?.is.alertId === alertId && first.is.kind === 'PAGE');
    const byReason = Map.groupBy(ofAlert, ([first]) => reasonOf(first?.is as Notification));
    for (const [index, moment] of moments.entries()) {
      if (moment.kind !== 'claimed' || moment.step === undefined) continue;
      const cut = moments.slice(index + 1).find(isCut);
      for (const planned of moment.step.notifications) {
        const reason = reasonOf({ ...planned, stepId: moment.step.stepId });
        const pages = byReason.get(reason) ?? [];
        byReason.delete(reason);
        if (pages.length > 1) found.push(`${words(planned)} is written ${pages.length} times`);
        if (pages.length === 0 && isAtRest) found.push(`${words(planned)} was never written`);
        for (const page of pages) {
          const others = ofAlert.filter(
            ([first]) => first?.is.stepId === moment.step?.stepId && first?.is.userId === planned.userId,
          );
          found.push(
            ...checkPage(run, { planned, page, cut, others, history, isQuiet }).map(
              (problem) => `${words(planned)} ${problem}`,
            ),
          );
        }
        found.push(...sentAgain(run, pages, planned));
      }
    }
    found.push(...[...byReason.keys()].map((reason) => `a page of no step: ${reason}`));
    return found.map((problem) => `alert ${alertId}: ${problem}`);
  });
}

/** What ends a run, or all of them: what was planned before is void. */
const cuts: readonly Moment['kind'][] = [
  'accepted',
  'resolved',
  'escalated',
  'assigned',
  'returned',
  'taken-up',
  'snoozed',
];
export const isCut = ({ kind, after }: Moment): boolean =>
  cuts.includes(kind) || (kind === 'raised' && after.status === 'PENDING');

interface PageFacts {
  readonly planned: PlannedNotification;
  readonly page: readonly Form[];
  readonly cut: Moment | undefined;
  /** The pages of the same step to the same person, this one included. */
  readonly others: readonly (readonly Form[])[];
  readonly history: History;
  readonly isQuiet: IsQuiet;
}

function checkPage(run: RunRecord, { planned, page, cut, others, history, isQuiet }: PageFacts): string[] {
  const found: string[] = [];
  const isPossible = (form: Form) => cut === undefined || form.index < cut.index;
  const isEarly = (at: Instant) => secondsBetween(planned.at, at) < -earlySeconds - toleratedSkew(run.plan);
  for (const sent of sendsOf(run, page)) {
    const mark = page.findLast(({ index, is }) => is.status === 'SENDING' && index < sent.after);
    if (mark && !isPossible(mark))
      found.push(`was marked at ${mark.at}, after the alert was ${cut?.kind} at ${cut?.at}`);
    if (isEarly(sent.at) && !hasFailedBefore(run, others, sent)) found.push(`was sent early, at ${sent.at}`);
  }
  const left = page.find(({ is }) => is.status !== 'QUEUED' || is.at !== planned.at);
  // A message that comes early by the clock of who takes it counts as a duplicate and is left to the tick.
  const comesEarly = toleratedSkew(run.plan) > earlySeconds;
  // Of a hundred pages to one person, all at once, those that lose the race for their pacing window too often are, too.
  const isCrowded = run.plan.operations.some(({ kind }) => kind === 'flood');
  const isSlow = comesEarly || isCrowded || (run.plan.slowness > 0 && planned.at < calmFrom(run));
  // What the tick has found and queued again may be late in the queue, as any message.
  const longest = isSlow ? latestSeconds + (run.plan.disorder > 0 ? lateSeconds : 0) : beforeTickSeconds;
  const mustLeaveBy = plus(planned.at, { seconds: longest + toleratedSkew(run.plan) });
  const isWanted = cut === undefined || cut.at > mustLeaveBy;
  if (isWanted && isQuiet(planned.at) && (left?.at ?? run.endedAt) > mustLeaveBy)
    found.push(`lay until ${left?.at ?? run.endedAt}`);
  for (const end of page.slice(1)) found.push(...checkEnd(run, end, isPossible(end), history));
  return found;
}

/** Each way in which a message ends without being sent has its reason. */
export function checkEnd(
  { plan }: RunRecord,
  { is, at }: Pick<Form, 'is' | 'at'>,
  isWanted: boolean,
  history: History,
): string[] {
  const isBroken = plan.faults.length > 0;
  switch (is.status) {
    case 'CANCELLED': {
      const isGone = history.wasGone('USER', is.userId ?? 0, minus(at, { seconds: 60 }), at);
      return isWanted && !isGone ? [`was cancelled at ${at}, and nobody had answered`] : [];
    }
    case 'SUPPRESSED': {
      const isMuted = history
        .views(minus(at, { seconds: 60 }), at)
        .some((view) => (view.user(is.userId ?? 0)?.mutedUntil ?? '') > minus(at, { seconds: 60 }));
      return isMuted || is.channel === 'PUSH' ? [] : [`was suppressed at ${at}, and nobody was muted`];
    }
    case 'FAILED': {
      const hadOutage = plan.operations.some(({ kind }) => failing.includes(kind));
      return hadOutage || isBroken || (plan.guards !== undefined && isKeptBack(is))
        ? []
        : [`failed at ${at}, and nothing was broken: ${is.error}`];
    }
    default:
      return [];
  }
}

/** What may make a provider refuse a message, or a contact useless. */
const failing: readonly string[] = [
  ...['outage', 'receipt', 'edit-user', 'delete-user', 'ended-session'],
  ...['browser-use', 'push-trouble'],
];

/** A provider in trouble is waited for so long. */
const patienceSeconds = 60;

/**
 * A person's next message comes before its time when one of the others could not reach them, nobody took the call, or
 * its provider has been in trouble for a minute.
 */
const hasFailedBefore = ({ plan }: RunRecord, others: readonly (readonly Form[])[], { after, at }: Received): boolean =>
  others.some((forms) =>
    forms.some(({ index, is: { status, notAnswered, trouble } }) => {
      const isStuck =
        trouble !== undefined && secondsBetween(trouble.since, at) >= patienceSeconds - toleratedSkew(plan);
      return (status === 'FAILED' || notAnswered === true || isStuck) && index < after;
    }),
  );

/** However often it was written, it goes out again only when nobody could know that it had gone out. */
function sentAgain(run: RunRecord, pages: readonly (readonly Form[])[], planned: PlannedNotification): string[] {
  const sends = pages.flatMap((page) => sendsOf(run, page)).sort((a, b) => a.after - b.after);
  const needless = sends.slice(0, -1).filter((one) => !one.isUncertain());
  return needless.map(({ at }) => `${words(planned)} went out again though it was known to be out at ${at}`);
}

const sendsOf = ({ received }: RunRecord, [first]: readonly Form[]): Received[] =>
  received.filter(({ scope, id }) => scope === first?.is.scope && id === first.is.id);

function formsOf({ writes }: RunRecord): Map<string, Form[]> {
  const forms = new Map<string, Form[]>();
  for (const [index, { key, new: item, at }] of writes.entries()) {
    if (item?.type !== 'NOTIFICATION') continue;
    const name = `${key.PK} ${key.SK}`;
    const list = forms.get(name) ?? [];
    forms.set(name, list);
    list.push({ index, at, is: notificationOf(item) });
  }
  return forms;
}

/** Why somebody gets a message: which rule of theirs, in which step. */
const reasonOf = ({
  stepId,
  userId,
  contactId,
  ruleId,
}: Partial<Notification> & Pick<Partial<EscalationStep>, 'stepId'>): string =>
  `step ${stepId}, user ${userId}, contact ${contactId}, rule ${ruleId}`;

const words = ({ userId, method, at }: PlannedNotification): string => `the ${method} to user ${userId} for ${at}`;
