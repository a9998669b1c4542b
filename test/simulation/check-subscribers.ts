import { incidentScope, maintenanceScope, servicesTold, type Telling } from '../../functions/domain/telling/telling.ts';
import { type Instant, minus, plus } from '../../functions/domain/time.ts';
import { entityOf } from '../../functions/store/items.ts';
import type { Item } from '../../functions/store/table.ts';
import { tellingForm } from '../../functions/store/telling-items.ts';
import { versionsOf } from './operations/versions.ts';
import { toleratedSkew } from './quiet.ts';
import type { RunRecord } from './record.ts';
import type { Told } from './shown.ts';
import { namedIn, Past, seenBy } from './shown-model.ts';

/** The planned work that nobody touched any more must be told so long after its moment. */
const announcedWithin = { seconds: 95 };

/** Something that subscribers are to be told: when that was written, and when it was found out whom. */
interface Story {
  readonly telling: Telling;
  readonly from: Instant;
  readonly until: Instant;
  /** It went with what it told of. */
  readonly isGone: boolean;
  readonly told: readonly Told[];
}

/**
 * Whatever was to be told is told to each subscriber at least once, of nothing but what they may hear of; and again only when nobody could
 * know that they had been told, and then it is counted.
 */
export function checkSubscribers(run: RunRecord): string[] {
  if (run.plan.configuration.pages === undefined) return [];
  const past = new Past(run.writes);
  const stories = storiesOf(run);
  return [
    ...checkUpdates(run, stories),
    ...checkWork(run, stories),
    ...stories.flatMap((story) => checkStory(run, past, story)),
    ...checkRepeats(run),
  ];
}

const aboutOf = ({ scope, id }: Telling): string => `${scope}-${id}`.replaceAll(/[^A-Za-z0-9-]/g, '-');

function storiesOf(run: RunRecord): Story[] {
  const byKey = Map.groupBy(versionsOf(run, 'TELLING'), ({ item }) => `${item.PK} ${item.SK}`);
  const byAbout = Map.groupBy(run.shown.told, ({ about }) => about);
  const existing = new Set(run.items.map(({ PK, SK }) => `${PK} ${SK}`));
  return [...byKey].flatMap(([key, [first, ...later]]) => {
    if (first === undefined) return [];
    const telling = entityOf(tellingForm, first.item);
    const planned = [first, ...later].find(({ item }) => item.parts !== undefined);
    const until = planned?.from ?? run.endedAt;
    return [
      { telling, from: first.from, until, isGone: !existing.has(key), told: byAbout.get(aboutOf(telling)) ?? [] },
    ];
  });
}

/** Each update that says so is to be told. */
function checkUpdates({ writes }: RunRecord, stories: readonly Story[]): string[] {
  const known = new Set(stories.map(({ telling }) => `${telling.scope} ${telling.id}`));
  return writes.flatMap(({ new: item, old }) => {
    if (item?.type !== 'INCIDENT_UPDATE' || old !== undefined || item.sendNotification !== true) return [];
    const isKnown = known.has(`${incidentScope(Number(item.incidentId))} ${item.id}`);
    return isKnown ? [] : [`update ${item.id} of incident ${item.incidentId} is told to nobody`];
  });
}

/** So is planned work, when it is made, begins and ends, as it says itself. */
function checkWork(run: RunRecord, stories: readonly Story[]): string[] {
  const known = new Set(stories.map(({ telling }) => `${telling.scope} ${telling.id}`));
  const { endedAt } = run;
  const missing = (id: unknown, moment: string, start: unknown) =>
    known.has(`${maintenanceScope(Number(id))} ${moment}#${start}`)
      ? []
      : [`planned work ${id} was not told: ${moment}`];
  return versionsOf(run, 'MAINTENANCE').flatMap(({ item, from, until }) => {
    const { id, notifications, startsAt, endsAt } = item;
    const told = (notifications ?? {}) as Readonly<Record<string, boolean>>;
    const stood = (at: Instant) => from < at && until >= endedAt && plus(at, announcedWithin) < endedAt;
    return [
      ...(told.atCreation && item.version === 1 ? missing(id, 'CREATED', startsAt) : []),
      ...(told.atStart && stood(startsAt as Instant) ? missing(id, 'STARTED', startsAt) : []),
      ...(told.atEnd && stood(endsAt as Instant) ? missing(id, 'ENDED', startsAt) : []),
    ];
  });
}

/** Of which services somebody may hear; by where they are told. */
type Hearers = Map<string, Set<number>>;

const add = (hearers: Hearers, target: string, services: readonly number[]): void => {
  if (services.length === 0) return;
  hearers.set(target, new Set([...(hearers.get(target) ?? []), ...services]));
};

/** Who is told of these services by what stood in the table at a time. */
function hearersAt(
  past: Past,
  about: readonly number[],
  at: Instant,
): { readonly sure: Hearers; readonly possible: Hearers } {
  const [sure, possible]: Hearers[] = [new Map(), new Map()];
  const hearers = { sure: sure as Hearers, possible: possible as Hearers };
  const users = past.at('USER', at);
  for (const page of past.at('STATUS_PAGE', at)) {
    if (page.activatedAt === undefined) continue;
    const shown = about.filter((id) => (page.services as number[]).includes(id));
    const isPublic = page.visibility === 'PUBLIC';
    for (const one of isPublic ? subscribersOf(past, page, at) : []) {
      const wanted = one.services as number[];
      const heard = wanted.length === 0 ? shown : shown.filter((id) => wanted.includes(id));
      for (const each of [hearers.sure, hearers.possible]) add(each, String(one.target), heard);
    }
    for (const user of users.filter(({ id }) => isFollower(page, Number(id)))) {
      const seen = page.audienceSpecific === true ? seenBy(past, page, Number(user.id), at).services : new Set(shown);
      const heard = shown.filter((id) => seen.has(id));
      const target = `user${user.id}@example.com`;
      add(hearers.possible, target, heard);
      // Whoever was changed may be told elsewhere, or nothing.
      const isPlain = user.version === 1 && user.mutedUntil === undefined;
      if (isPublic && isPlain) add(hearers.sure, target, heard);
    }
  }
  return hearers;
}

const subscribersOf = (past: Past, page: Item, at: Instant): Item[] =>
  past.at('PAGE_SUBSCRIBER', at).filter(({ pageId, status }) => pageId === page.id && status === 'CONFIRMED');

const isFollower = ({ subscribers }: Item, userId: number): boolean =>
  ((subscribers ?? []) as { readonly type: string; readonly id: number }[]).some(
    ({ type, id }) => type === 'USER' && id === userId,
  );

/** Those are told who were to be at all times while it was found out, and nobody but those who were at one of them. */
function checkStory(run: RunRecord, past: Past, { telling, from, until, isGone, told }: Story): string[] {
  const about = servicesTold(telling.told);
  const since = minus(from, { seconds: toleratedSkew(run.plan) + 1 });
  const changes = past
    .changes('STATUS_PAGE', 'SERVICE', 'TEAM', 'USER', 'PAGE_SUBSCRIBER')
    .filter((at) => at > since && at <= until);
  const times = [since, ...changes].map((at) => hearersAt(past, about, at));
  const possible: Hearers = new Map();
  for (const time of times) for (const [target, services] of time.possible) add(possible, target, [...services]);
  const sure = [...(times[0]?.sure.keys() ?? [])].filter((target) => times.every((time) => time.sure.has(target)));
  const name = `${telling.scope} ${telling.id}`;
  const silent = isGone
    ? []
    : sure.filter((target) => told.every((one) => one.target !== target) && !isExcused(run, target, from));
  return [
    ...silent.map((target) => `${target} was never told of ${name}`),
    ...told.flatMap(({ target, words, at }) => {
      const mayHear = possible.get(target);
      if (mayHear === undefined) return [`${target} was told of ${name} at ${at}, and is nobody who is`];
      const foreign = [...namedIn(words).services].filter((id) => !mayHear.has(id));
      return foreign.map((id) => `${target} was told of service ${id} by ${name}, of which they may not hear`);
    }),
  ];
}

/** Whose provider refused them, or who left before they could be told. */
function isExcused({ plan, writes }: RunRecord, target: string, from: Instant): boolean {
  const refuses = plan.operations.some(
    (operation) =>
      (operation.kind === 'subscription' &&
        operation.does === 'deafen' &&
        operation.trouble === 'rejects' &&
        operation.target === target) ||
      (operation.kind === 'outage' && operation.does === 'rejects'),
  );
  const hasLeft = writes.some(
    ({ old, new: item, at }) =>
      old?.type === 'PAGE_SUBSCRIBER' && item === undefined && old.target === target && at >= from,
  );
  return refuses || hasLeft;
}

/** Somebody is told again only when nobody could know that they were, and that is counted. */
function checkRepeats({ shown: { told, repeats } }: RunRecord): string[] {
  const tellings = told.filter(({ about }) => !about.startsWith('confirm-'));
  const byMessage = [...Map.groupBy(tellings, ({ about, target }) => `${about} to ${target}`)];
  const needless = byMessage.flatMap(([message, sends]) =>
    sends
      .slice(0, -1)
      .filter((one) => !one.isUncertain())
      .map(({ at }) => `${message} went out again though it was known to be out at ${at}`),
  );
  const repeated = tellings.length - byMessage.length;
  return repeated > repeats ? [...needless, `${repeated} subscribers were told again, ${repeats} counted`] : needless;
}
