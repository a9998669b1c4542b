import { variantName } from '../../functions/domain/page/audience.ts';
import { type Instant, minus, plus } from '../../functions/domain/time.ts';
import type { Item } from '../../functions/store/table.ts';
import { pagesDomain } from './ports.ts';
import { quietTimes } from './quiet.ts';
import type { RunRecord } from './record.ts';
import type { Put, Visit } from './shown.ts';
import { affectedBy, type Named, namedIn, Past, type Seen, saidIn, saidOf, seenBy } from './shown-model.ts';

/** Promised: a change is to be seen within a minute, planned work within 90 seconds, and a moment for doing it. */
const shownWithin = { seconds: 60 };
const workShownWithin = { seconds: 95 };
/** A render that began before somebody changed something may end so much later. */
const rendersAtMost = { seconds: 180 };
/** What was taken away is without effect after a minute. */
const effectiveWithin = { seconds: 60 };
/** What nobody is to see any more stays for a minute, and goes with the tick after that. */
const leftAtMost = { minutes: 4 };

const shown = ['STATUS_PAGE', 'SERVICE', 'METRIC', 'INCIDENT', 'INCIDENT_UPDATE', 'MAINTENANCE', 'TEAM', 'USER'];

/**
 * Each variant of each page says what stands in the table, a minute after whatever has changed while nothing is broken; no file ever names
 * what its readers may not see, and nobody is led to more than was theirs a minute before.
 */
export function checkPagesShown(run: RunRecord): string[] {
  if (run.plan.configuration.pages === undefined) return [];
  const past = new Past(run.writes);
  return [...new Set([...checkNames(run, past), ...checkVisits(run, past), ...checkTimes(run, past)])];
}

/** All sets that can be made of these. */
function sub([first, ...rest]: readonly number[]): number[][] {
  if (first === undefined) return [[]];
  const others = sub(rest);
  return [...others, ...others.map((some) => [first, ...some])];
}

/** Which audience each variant of a page is for, by all that the page ever showed. */
function audiencesOf(past: Past, pageId: number, endedAt: Instant): ReadonlyMap<string, Seen> {
  const pages = past.between('STATUS_PAGE', '0' as Instant, endedAt).filter(({ id }) => id === pageId);
  const all = (list: 'services' | 'metrics') => [...new Set(pages.flatMap((page) => page[list] as number[]))];
  const salts = past
    .between('PUBLISHED', '0' as Instant, endedAt)
    .filter(({ PK }) => PK === `PAGE_FILES#${pageId}`)
    .flatMap(({ placed }) => (placed === undefined ? [] : (JSON.parse(String(placed)).salt ?? [])));
  const byName = new Map<string, Seen>();
  const [services, metrics] = [sub(all('services')), sub(all('metrics'))];
  for (const salt of new Set<string>(salts))
    for (const someServices of services)
      for (const someMetrics of metrics) {
        const seen = { services: new Set(someServices), metrics: new Set(someMetrics) };
        byName.set(variantName(salt, seen), seen);
      }
  return byName;
}

const placeOf = (key: string) => /^p\/(\d+)\/([^/]+)\/(.*)$/.exec(key);

function checkNames({ shown: { files }, endedAt }: RunRecord, past: Past): string[] {
  const audiences = new Map<number, ReadonlyMap<string, Seen>>();
  const cache = new Map<string, Named>();
  return files.flatMap(({ key, body, at }) => {
    const [, id, variant = '', path] = placeOf(key) ?? [];
    if (id === undefined || body === undefined) return [];
    const pageId = Number(id);
    const since = minus(at, rendersAtMost);
    const pages = past.between('STATUS_PAGE', since, at).filter((page) => page.id === pageId && page.activatedAt);
    if (pages.length === 0) return [`page ${pageId} had ${path} at ${at}, and was not activated`];
    const byName = audiences.get(pageId) ?? audiencesOf(past, pageId, endedAt);
    audiences.set(pageId, byName);
    const isForAll = variant === 'public' || variant === 'all';
    const ofPage = (list: 'services' | 'metrics') => new Set(pages.flatMap((page) => page[list] as number[]));
    const seen = isForAll ? { services: ofPage('services'), metrics: ofPage('metrics') } : byName.get(variant);
    if (seen === undefined) return [`page ${pageId} had a variant ${variant} for no audience`];
    if (variant === 'public' && pages.every(({ visibility }) => visibility !== 'PUBLIC'))
      return [`page ${pageId} was public at ${at}, and is not for everybody`];
    const named = cache.get(body) ?? namedIn(body);
    cache.set(body, named);
    const hidden = hiddenIn(named, seen, past, at);
    return hidden.map((what) => `${path} of page ${pageId} for ${[...seen.services]} named ${what} at ${at}`);
  });
}

/** What of that whoever sees no more than this may not know of. */
function hiddenIn(named: Named, seen: Seen, past: Past, at: Instant): string[] {
  const from = '0' as Instant;
  const isSeen = (ids: readonly number[]) => ids.some((id) => seen.services.has(id));
  const incidents = () => past.between('INCIDENT', from, at).filter((one) => isSeen(affectedBy(one)));
  const works = () =>
    past.between('MAINTENANCE', from, at).filter(({ services }) => isSeen((services ?? []) as number[]));
  const without = <T>(some: Iterable<T>, isKnown: (one: T) => boolean) => [...some].filter((one) => !isKnown(one));
  return [
    ...without(named.services, (id) => seen.services.has(id)).map((id) => `service ${id}`),
    ...without(named.metrics, (id) => seen.metrics.has(id)).map((id) => `metric ${id}`),
    ...without(named.incidents, (name) => incidents().some(({ summary }) => summary === name)),
    ...without(named.incidentIds, (id) => incidents().some((one) => one.id === id)).map((id) => `incident ${id}`),
    ...without(named.works, (name) => works().some(({ summary }) => summary === name)),
  ];
}

/** Whoever was led to a variant reads there what was theirs at some time within the minute before. */
function checkVisits({ shown: { visits }, plan }: RunRecord, past: Past): string[] {
  const changes = past.changes('STATUS_PAGE', 'SERVICE', 'METRIC', 'TEAM');
  const seconds = effectiveWithin.seconds + (2 * plan.skew) / 1000;
  return visits.flatMap((visit) =>
    visit.reads.flatMap(({ at, body }) => {
      const since = minus(at, { seconds });
      const times = [since, ...changes.filter((time) => time > since && time <= at)];
      const possible = times.flatMap((time) => theirs(past, visit, time));
      const { services, metrics } = namedIn(body);
      const foreign = [
        ...[...services].filter((id) => !possible.some((seen) => seen.services.has(id))).map((id) => `service ${id}`),
        ...[...metrics].filter((id) => !possible.some((seen) => seen.metrics.has(id))).map((id) => `metric ${id}`),
      ];
      return foreign.map(
        (what) => `user ${visit.userId} read of ${what} on page ${visit.pageId} at ${at}, which was not theirs`,
      );
    }),
  );
}

function theirs(past: Past, { pageId, userId }: Visit, at: Instant): Seen[] {
  const page = past.at('STATUS_PAGE', at).find(({ id }) => id === pageId);
  return page === undefined ? [] : [seenBy(past, page, userId, at)];
}

/** Moments from which on all has to be right, as nothing has changed for so long and nothing was broken. */
function momentsOf(run: RunRecord, past: Past): Instant[] {
  const { endedAt, startedAt } = run;
  const isQuiet = quietTimes(run);
  const bounds = past
    .between('MAINTENANCE', startedAt, endedAt)
    .flatMap(({ startsAt, endsAt }) => [startsAt, endsAt] as Instant[]);
  const all = [
    ...past.changes(...shown).map((at) => ({ at, until: plus(at, shownWithin) })),
    ...bounds.map((at) => ({ at, until: plus(at, workShownWithin) })),
  ];
  const isSettled = (until: Instant) => all.every((one) => one.at > until || one.until <= until);
  const times = all.filter(({ at, until }) => until <= endedAt && isQuiet(at) && isSettled(until));
  return [...new Set(times.map(({ until }) => until))];
}

function checkTimes(run: RunRecord, past: Past): string[] {
  const files = byKey(run.shown.files);
  const hosts = byKey(run.shown.hosts);
  const pageIds = (run.plan.configuration.pages ?? []).map(({ id }) => id);
  return momentsOf(run, past).flatMap((at) =>
    pageIds.flatMap((pageId) => {
      const page = past.at('STATUS_PAGE', at).find(({ id }) => id === pageId);
      const isOut = page?.activatedAt !== undefined;
      const words = isOut ? checkVariants(run, past, { page, at, files }) : checkNothing(pageId, at, files);
      return [...words, ...checkHosts(hosts, pageId, isOut ? page : undefined, at)];
    }),
  );
}

type Files = ReadonlyMap<string, readonly Put[]>;

const byKey = (puts: readonly Put[]): Files => Map.groupBy(puts, ({ key }) => key);

const bodyAt = (files: Files, key: string, at: Instant): string | undefined =>
  files.get(key)?.findLast((put) => put.at <= at)?.body;

/** Each variant that somebody is to see is there and says what it has to; what nobody sees is gone. */
function checkVariants(
  run: RunRecord,
  past: Past,
  { page, at, files }: { readonly page: Item; readonly at: Instant; readonly files: Files },
): string[] {
  const wanted = wantedOf(past, page, at);
  const wrong = [...wanted].flatMap(([variant, seen]) => {
    const folder = `p/${page.id}/${variant}/`;
    const status = bodyAt(files, `${folder}status.json`, at);
    const incidents = bodyAt(files, `${folder}api/v2/incidents.json`, at);
    const who = `page ${page.id} for ${seen === undefined ? 'all' : `[${[...seen.services]}]`} at ${at}`;
    if (status === undefined || incidents === undefined) return [`${who} was not there`];
    const [expected, said] = [saidOf(past, page, seen, at), saidIn(status, incidents)];
    const missing = expected.filter((one) => !said.includes(one)).map((one) => `${who} did not say: ${one}`);
    const wrongly = said.filter((one) => !expected.includes(one)).map((one) => `${who} said: ${one}`);
    return [...missing, ...wrongly];
  });
  const recent = past.between('STATUS_PAGE', minus(run.endedAt, leftAtMost), run.endedAt).length;
  const changed = past
    .changes('STATUS_PAGE', 'SERVICE', 'METRIC', 'TEAM', 'USER')
    .some((time) => time > minus(at, leftAtMost));
  if (changed || recent === 0) return wrong;
  // Whoever is deleted by force stays named by their teams (docs/api.md), and what those see is made for them, too.
  const named = past
    .at('TEAM', at)
    .flatMap(({ members }) => (members as { userId: number }[]).map(({ userId }) => userId));
  const allowed = wantedOf(past, page, at, named);
  const left = [...variantsAt(files, Number(page.id), at)].filter((variant) => !allowed.has(variant));
  return [...wrong, ...left.map((variant) => `page ${page.id} still had ${variant} at ${at}, which nobody sees`)];
}

function variantsAt(files: Files, pageId: number, at: Instant): Set<string> {
  const there = [...files.keys()].filter((key) => bodyAt(files, key, at) !== undefined);
  const places = there.map(placeOf).filter((place) => Number(place?.[1]) === pageId);
  return new Set(places.map((place) => place?.[2] ?? ''));
}

const checkNothing = (pageId: number, at: Instant, files: Files): string[] =>
  [...variantsAt(files, pageId, at)].map((variant) => `page ${pageId} had ${variant} at ${at}, and was not activated`);

function checkHosts(hosts: Files, pageId: number, page: Item | undefined, at: Instant): string[] {
  const leading = [...hosts.keys()].filter((key) => JSON.parse(bodyAt(hosts, key, at) ?? '{}').page === pageId);
  const expected = page === undefined ? [] : [`host:${page.subdomain}.${pagesDomain}`];
  return `${leading}` === `${expected}` ? [] : [`page ${pageId} was at "${leading}" and not at "${expected}" at ${at}`];
}

/** The variants that somebody is to see, with what each shows. */
/** What there is to be of a page: for everybody who exists, or for `people`. */
function wantedOf(
  past: Past,
  page: Item,
  at: Instant,
  people: readonly number[] = past.at('USER', at).map(({ id }) => Number(id)),
): ReadonlyMap<string, Seen | undefined> {
  if (page.visibility === 'PUBLIC') return new Map([['public', undefined]]);
  if (page.audienceSpecific !== true) return new Map([['all', undefined]]);
  const placed = past.at('PUBLISHED', at).find(({ PK }) => PK === `PAGE_FILES#${page.id}`)?.placed;
  const salt = placed === undefined ? '' : JSON.parse(String(placed)).salt;
  const existing = (type: string, ids: unknown) =>
    past
      .at(type, at)
      .map(({ id }) => Number(id))
      .filter((id) => (ids as number[]).includes(id));
  const everything = {
    services: new Set(existing('SERVICE', page.services)),
    metrics: new Set(existing('METRIC', page.metrics)),
  };
  const nothing = { services: new Set<number>(), metrics: new Set<number>() };
  const sets = [everything, nothing, ...people.map((id) => seenBy(past, page, id, at))];
  return new Map(sets.map((seen) => [variantName(salt, seen), seen]));
}
