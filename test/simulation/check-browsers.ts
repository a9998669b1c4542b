import type { Notification } from '../../functions/domain/notification/notification.ts';
import { type Instant, instantOf, millisecondsOf, secondsBetween } from '../../functions/domain/time.ts';
import { readBrowserTarget } from '../../functions/domain/user/push-targets.ts';
import { PushBrowser } from '../../functions/domain/user/user.ts';
import { type KeptBack, withoutNext } from './check-guards.ts';
import { transactionsIn } from './moments.ts';
import type { RunRecord } from './record.ts';
import { notificationOf } from './stored.ts';

/** A browser that somebody had, until it was taken off. */
interface Had {
  readonly endpoint: string;
  readonly userId: number;
  readonly from: Instant;
  readonly to?: Instant;
}

/** So long the send that is under way when a browser is taken off may last: the longest run of the sender, and a call that comes late. */
const underWaySeconds = 60;

/**
 * A browser gets what is its owner's, and nothing once it was taken off; one that its push service knows no more is taken off; a message
 * counts as sent when a service has taken it; and what cannot be sent to a browser is told, leads to the person's next way, and is
 * counted when it was the last.
 */
export function checkBrowsers(run: RunRecord): string[] {
  if (run.plan.configuration.browsers === undefined) return [];
  const had = browsersIn(run);
  const failed = failedIn(run);
  return [
    ...sentElsewhere(run, had),
    ...ofTwo(had),
    ...neverTakenOff(run, had),
    ...sentByNobody(run),
    ...failed.flatMap((one) => unfounded(run, had, one)),
    ...withoutNext(run, failed),
    ...unreachedUncounted(run),
  ];
}

/** Which browsers people had, and when. */
function browsersIn({ writes }: RunRecord): Had[] {
  const open = new Map<string, Had>();
  const over: Had[] = [];
  for (const { old, new: item, at } of writes) {
    if ((item ?? old)?.type !== 'USER') continue;
    const userId = Number((item ?? old)?.id);
    const now = new Set(
      PushBrowser.array()
        .parse(item?.browsers ?? [])
        .map(({ endpoint }) => endpoint),
    );
    for (const [name, one] of open)
      if (one.userId === userId && !now.has(one.endpoint)) {
        over.push({ ...one, to: at });
        open.delete(name);
      }
    for (const endpoint of now) {
      const name = `${userId} ${endpoint}`;
      if (!open.has(name)) open.set(name, { endpoint, userId, from: at });
    }
  }
  return [...over, ...open.values()];
}

const isOf = (had: Had, endpoint: string, userId: number): boolean =>
  had.endpoint === endpoint && had.userId === userId;

/** Whether somebody had the browser then, or a moment before. */
const hadThen = (had: readonly Had[], endpoint: string, userId: number, at: number): boolean =>
  had.some(
    (one) =>
      isOf(one, endpoint, userId) &&
      millisecondsOf(one.from) <= at &&
      (one.to === undefined || millisecondsOf(one.to) >= at - underWaySeconds * 1000),
  );

function sentElsewhere({ pushServices: { asked } }: RunRecord, had: readonly Had[]): string[] {
  return asked
    .filter(({ endpoint, userId, at }) => !hadThen(had, endpoint, userId, at))
    .map(({ endpoint, userId, at }) => `user ${userId} was sent a push in ${endpoint} at ${instantOf(at)}, not theirs`);
}

/** A browser is whose who signed in last: of two who do so at the same moment nobody can say who that was. */
function ofTwo(had: readonly Had[]): string[] {
  return had.flatMap((one) => {
    const isOver = (at: Instant) => one.to !== undefined && one.to <= at;
    const next = had.filter(
      (other) =>
        other.endpoint === one.endpoint &&
        other.userId !== one.userId &&
        secondsBetween(one.from, other.from) > atOnceSeconds &&
        !isOver(other.from),
    );
    return next.map(
      ({ endpoint, userId, from }) => `users ${one.userId} and ${userId} both have ${endpoint} from ${from} on`,
    );
  });
}

const atOnceSeconds = 60;

/** Who hears that a subscription has ended, and is not disturbed, takes the browser off. */
function neverTakenOff({ pushServices: { asked }, endedAt }: RunRecord, had: readonly Had[]): string[] {
  return asked
    .filter(({ status, isUncertain }) => (status === 404 || status === 410) && !isUncertain())
    .filter(({ at }) => at + underWaySeconds * 1000 < millisecondsOf(endedAt))
    .filter(({ endpoint, userId, at }) => {
      const until = at + underWaySeconds * 1000;
      return had.some(
        (one) =>
          isOf(one, endpoint, userId) &&
          millisecondsOf(one.from) <= at &&
          (one.to === undefined || millisecondsOf(one.to) > until),
      );
    })
    .map(({ endpoint, userId, at }) => `user ${userId} has ${endpoint} still, which had ended at ${instantOf(at)}`);
}

const stateOf = ({ scope, id }: Pick<Notification, 'scope' | 'id'>): string => `${scope} ${id}`;

/** Nobody is taken for told whom no push service has a message for. */
function sentByNobody({ writes, received }: RunRecord): string[] {
  const taken = new Set(received.map(stateOf));
  return writes.flatMap(({ new: item, at }) => {
    if (item?.type !== 'NOTIFICATION' || item.status !== 'SENT' || item.driver !== 'push.web') return [];
    const is = notificationOf(item);
    return taken.has(stateOf(is)) ? [] : [`${words(is)} counts as sent since ${at}, and no push service has taken it`];
  });
}

/** What failed on its way to a browser, with the change in which it did. */
function failedIn({ writes }: RunRecord): (KeptBack & { readonly isTold: boolean })[] {
  return [...transactionsIn(writes)].flatMap(({ index, together }) =>
    together.flatMap(({ old, new: item, at }) => {
      if (item?.type !== 'NOTIFICATION' || item.status !== 'FAILED' || old?.status === 'FAILED') return [];
      const is = notificationOf(item);
      if (is.channel !== 'PUSH' || readBrowserTarget(is.target) === undefined) return [];
      const isTold = together.some(
        ({ new: entry }) =>
          entry?.type === 'LOG' && (entry.vars as { status?: string } | undefined)?.status === 'FAILED',
      );
      return [{ index, at, is, isTold }];
    }),
  );
}

/** After these a push may fail, whatever has become of its browser. */
const troubles: readonly string[] = ['outage', 'push-trouble', 'receipt'];

/** Why a push to a browser has failed stands in the timeline, and is so. */
function unfounded(
  { plan, pushServices: { asked } }: RunRecord,
  had: readonly Had[],
  { is, at, isTold }: KeptBack & { readonly isTold: boolean },
): string[] {
  const { endpoint = '' } = readBrowserTarget(is.target) ?? {};
  const found =
    isTold || is.alertId === undefined ? [] : [`${words(is)} failed at ${at}, and the timeline does not say so`];
  const isEnded = asked.some((one) => one.endpoint === endpoint && (one.status === 404 || one.status === 410));
  const isTheirs = had.every((one) => !isOf(one, endpoint, is.userId ?? 0) || one.to === undefined);
  const hadTrouble = plan.operations.some(({ kind }) => troubles.includes(kind));
  if (is.error === 'NO_DEVICE' && isTheirs)
    found.push(`${words(is)} failed at ${at} for want of a browser that is there`);
  if (/answered 4(04|10)/.test(is.error ?? '') && !isEnded)
    found.push(`${words(is)} failed at ${at} for an end of which no service has spoken`);
  if (is.error !== 'NO_DEVICE' && !isEnded && !hadTrouble && plan.faults.length === 0)
    found.push(`${words(is)} failed at ${at}, and nothing was wrong: ${is.error}`);
  return found;
}

/** Whoever could not be reached by any of a step's messages is counted, where no call broke. */
function unreachedUncounted({ writes, counts, brokenCalls }: RunRecord): string[] {
  if (brokenCalls.length > 0) return [];
  const last = new Map<string, Notification>();
  for (const { new: item } of writes) {
    if (item?.type !== 'NOTIFICATION' || item.kind !== 'PAGE') continue;
    const is = notificationOf(item);
    last.set(stateOf(is), is);
  }
  const byPerson = Map.groupBy(
    last.values(),
    ({ alertId, run, stepId, userId }) => `alert ${alertId}, run ${run}, step ${stepId}: user ${userId}`,
  );
  const unreached = [...byPerson].filter(([, pages]) => pages.every(({ status }) => status === 'FAILED'));
  const counted = counts.PeopleNotReached ?? 0;
  return unreached.length > counted
    ? [`${unreached.length} people were not reached, ${counted} counted: ${unreached[0]?.[0]}`]
    : [];
}

const words = ({ userId, kind, at }: Notification): string => `the ${kind} to a browser of user ${userId} for ${at}`;
