import type { Alert } from '../../functions/domain/alert/alert.ts';
import type { EventRecord } from '../../functions/domain/event/event.ts';
import type { GroupMember } from '../../functions/domain/event/group.ts';
import { subjectOf } from '../../functions/domain/event/grouping/heads.ts';
import { type Instant, latest, minus, secondsBetween } from '../../functions/domain/time.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import { eventOf } from '../../functions/store/events.ts';
import { checkNewsSent, type PieceOfNews } from './check-news-sent.ts';
import { History, type View } from './history.ts';
import { transactionsIn } from './moments.ts';
import { arrivalOf, covers } from './operations/planned-work.ts';
import { type Version, versionsOf, wasWithin } from './operations/versions.ts';
import { clockError } from './quiet.ts';
import type { RunRecord, Written } from './record.ts';
import { type Page, pagesTo, withoutTwins } from './reference.ts';
import { isDecided } from './stored.ts';

/** What the rules make of one alert's group. */
interface Group {
  /** When its key began to fire in this alert. */
  since: Instant | '';
  /** The members that it ever had; absent before the first event that names some. */
  members?: Set<string>;
  /** When the event was received that last changed the alert, and the last one at all. */
  changedAt: Instant | '';
  heardAt: Instant | '';
  readonly pieces: PieceOfNews[];
}

/** An event that met an open alert, with the alert before and, if the event changed it, after. */
interface Met {
  readonly event: EventRecord;
  readonly at: Instant;
  readonly before: Alert;
  readonly after: Alert | undefined;
  /** Of an event without a key: the alert had none with its subject. */
  readonly isFirst: boolean;
  /** Its key was over. */
  readonly isAgain: boolean;
}

/** Messages name so many members, and count the others. */
const named = 5;
/** News is bundled for a minute; a message that goes out within ten seconds is left as it is. */
const bundledSeconds = 60;
const longestWaitSeconds = 70;
/** So long a function may take from its reads to its write. */
const longestDecision = { seconds: 60 };

/**
 * Each firing member that is new to an accepted alert is told to everybody who responds to it, once, and together with
 * what else is new within a minute; a group that is sent again tells nobody. What gets urgent is told in the same way.
 */
export function checkNews(run: RunRecord): string[] {
  const found: string[] = [];
  const rules = rulesFor(run);
  const groups = new Map<string, Group>();
  const piecesOf = new Map<number, PieceOfNews[]>();
  const subjects = new Set<string>();
  const alerts = new Map<number, Alert>();
  const pieces = (alertId: number): PieceOfNews[] => {
    const all = piecesOf.get(alertId) ?? [];
    piecesOf.set(alertId, all);
    return all;
  };
  /** Each key of an alert has a group of its own; what is told of them is told together. */
  const groupOf = (alertId: number, key: string | undefined): Group => {
    const name = `${alertId} ${key?.trim().toLowerCase()}`;
    const group = groups.get(name) ?? { since: '', changedAt: '', heardAt: '', pieces: pieces(alertId) };
    groups.set(name, group);
    return group;
  };
  for (const { together } of transactionsIn(run.writes)) {
    const changed = together.find((one) => one.new?.type === 'ALERT')?.new;
    const after = changed && alertOf(changed);
    const made = together.find((one) => isDecided(one.old, one.new));
    const event = made?.new && eventOf(made.new);
    for (const { alertId, news } of marksIn(together)) {
      const piece = pieces(alertId).find(({ at }) => at === news);
      if (piece) piece.isOut = true;
    }
    if (made && event?.alertId !== undefined && event.event?.eventType === 'ALERT') {
      const group = groupOf(event.alertId, event.event.alertKey);
      const before = alerts.get(event.alertId);
      const isAgain = together.some((one) => one.new?.type === 'ALERT_MEMBERS');
      const subject = `${event.alertId} ${event.event.alertKey ?? subjectOf(event.event.summary)}`;
      const isFirst = event.event.alertKey !== undefined || !subjects.has(subject);
      if (before !== undefined)
        found.push(...meet(group, { event, at: made.at, before, after, isFirst, isAgain }, rules));
      subjects.add(subject);
      if (event.outcome !== 'APPENDED' || isAgain) group.since = event.receivedAt;
      hear(group, event, after !== undefined);
    }
    if (after) alerts.set(after.id, after);
  }
  const told = [...piecesOf].flatMap(([alertId, all]) => all.map((piece) => ({ alertId, piece })));
  return [...found, ...checkNewsSent(run, told)];
}

const marksIn = (together: readonly Written[]) =>
  together.flatMap(({ new: item }) => {
    if (item?.type !== 'NOTIFICATION' || item.status !== 'SENDING') return [];
    const news = item.news as { readonly at: Instant } | undefined;
    return news === undefined ? [] : [{ alertId: Number(item.alertId), news: news.at }];
  });

function hear(group: Group, { event, receivedAt }: EventRecord, isChange: boolean): void {
  if (event?.group === undefined) return;
  if (receivedAt > group.heardAt) group.heardAt = receivedAt;
  if (!isChange) return;
  group.changedAt = receivedAt;
  group.members = new Set([...(group.members ?? []), ...event.group.firing.map(({ id }) => id)]);
}

type Rules = ReturnType<typeof rulesFor>;

function meet(group: Group, met: Met, rules: Rules): string[] {
  const { event, at, before, after } = met;
  const { receivedAt } = event;
  const isGrouped = event.outcome === 'GROUPED';
  const fresh = isGrouped ? broughtBy(met) : freshIn(group, event);
  const isRaised = before.priority !== 'HIGH' && after?.priority === 'HIGH';
  const isNews = fresh.length > 0 || isRaised;
  const told = newestOf(after) !== undefined && changed(before, after);
  const words = `${event.id} with ${fresh.length} new members for alert ${before.id} at ${at}`;

  const isOld = !isGrouped && !met.isAgain && (receivedAt < group.since || receivedAt < group.changedAt);
  if (after === undefined) {
    const mayBePassedOver = isOld || receivedAt < group.heardAt || rules.isQuiet(event, at) !== 'no';
    return fresh.length > 0 && !mayBePassedOver ? [`${words} was passed over`] : [];
  }
  if (isOld || rules.isQuiet(event, at) === 'surely') return [`${words} changed it, and should not have`];
  if (before.status !== 'ACCEPTED') return told ? [`${words} was told, and nobody had the alert`] : [];
  const expected = rules.whoIsTold(met, newestOf(after)?.at ?? at);
  if (isNews && after.status === 'PENDING') {
    const mayBeReturned = after.priority === 'HIGH' && expected.required.some((pages) => pages.length === 0);
    return mayBeReturned ? [] : [`${words} was told to nobody who has the alert, and they can be reached`];
  }
  if (told !== isNews) return [`${words} was ${told ? 'told again' : 'not told'}`];
  return told ? add(group.pieces, met, fresh, expected, rules).map((problem) => `${words} ${problem}`) : [];
}

/** What of the group of a key is new to the alert. */
const freshIn = ({ members }: Group, { event }: EventRecord): readonly GroupMember[] =>
  members === undefined ? [] : (event?.group?.firing ?? []).filter(({ id }) => !members.has(id));

/** An event that is grouped into an alert is new to it as a whole, or each member that it tells of. */
function broughtBy({ event: { event }, isFirst }: Met): readonly GroupMember[] {
  if (!isFirst) return [];
  if (event?.group !== undefined && event.group.firing.length > 0) return event.group.firing;
  return [{ id: event?.alertKey ?? '', text: event?.summary ?? '' }];
}

const newestOf = (alert: Alert | undefined) => alert?.latestNews?.at(-1);

const changed = (before: Alert, after: Alert | undefined): boolean =>
  JSON.stringify(before.latestNews ?? []) !== JSON.stringify(after?.latestNews ?? []);

/** Adds new members to the piece of news that the alert says it is, and says what is wrong with that. */
function add(
  pieces: PieceOfNews[],
  { at, after }: Met,
  fresh: readonly GroupMember[],
  expected: PieceOfNews['expected'][number],
  { skewSeconds }: Rules,
): string[] {
  const newest = newestOf(after);
  if (newest === undefined) return [];
  const found: string[] = [];
  const last = pieces.at(-1);
  const isAdded = last?.at === newest.at;
  if (isAdded && last.isOut) found.push(`was added to a message of ${newest.at} that had gone out`);
  if (!isAdded && last && secondsBetween(last.at, newest.at) < bundledSeconds)
    found.push(`is told at ${newest.at}, less than a minute after ${last.at}`);
  if (secondsBetween(at, newest.at) > longestWaitSeconds + skewSeconds) found.push(`is told only at ${newest.at}`);
  const piece: PieceOfNews = isAdded ? last : { at: newest.at, names: [], count: 0, isOut: false, expected: [] };
  if (!isAdded) pieces.push(piece);
  piece.names.push(...fresh.flatMap(({ text }) => text ?? []));
  piece.count += fresh.length;
  piece.expected.push(expected);
  if (newest.count !== piece.count || newest.names.join() !== piece.names.slice(0, named).join())
    found.push(`is told as ${newest.count} (${newest.names}), and is ${piece.count} (${piece.names})`);
  return found;
}

/** What the configuration and the responders of the run say of an event. */
function rulesFor(run: RunRecord) {
  const history = new History(run.writes);
  const windows = versionsOf(run, 'MAINTENANCE');
  const responders = versionsOf(run, 'RESPONDER');
  const error = clockError(run.plan);
  const pagesOf = (view: View, userIds: readonly number[], { priority }: Alert, at: Instant): Page[] =>
    userIds.flatMap((userId) => withoutTwins(pagesTo(view, userId, priority, at), []));
  return {
    skewSeconds: error.seconds,
    /** Whether there was planned work for the source when the event came, as whoever processed it may have seen. */
    isQuiet(event: EventRecord, at: Instant): 'surely' | 'perhaps' | 'no' {
      const since = minus(arrivalOf(event), error);
      const covering = windows.filter(({ item }) => covers(item as unknown as Parameters<typeof covers>[0], event));
      if (covering.some(({ from, until }) => from <= since && until > at)) return 'surely';
      return covering.some((version) => wasWithin(version, since, at)) ? 'perhaps' : 'no';
    },
    /** The messages that must be written for news of `newsAt`, in each form the configuration had, and all that may be. */
    whoIsTold({ event, at, after }: Met, newsAt: Instant): PieceOfNews['expected'][number] {
      const since = latest(minus(event.receivedAt, error), minus(at, longestDecision));
      const ofAlert = responders.filter(({ item }) => item.alertId === event.alertId);
      const idsOf = (versions: readonly Version[]) => [...new Set(versions.map(({ item }) => Number(item.userId)))];
      const always = idsOf(ofAlert.filter(({ from, until }) => from <= since && until > at));
      const possible = idsOf(ofAlert.filter((version) => wasWithin(version, since, at)));
      const views = history.views(since, at);
      const pages = (ids: readonly number[]) => views.map((view) => pagesOf(view, ids, after as Alert, newsAt));
      return { required: pages(always), allowed: pages(possible).flat() };
    },
  };
}
