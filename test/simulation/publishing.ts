import type { StatusPage } from '../../functions/domain/page/status-page.ts';
import { subscriberId } from '../../functions/domain/subscriber/page-subscriber.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { aMetric, aService, aStatusPage } from '../support/factories.ts';
import { aTeam } from '../support/schedules.ts';
import type { UntoldStore } from '../support/untold.ts';
import { several } from './operations/choices.ts';
import type { Configuration, Fault, FunctionName, TeamSketch } from './plan.ts';
import type { Random } from './random.ts';

/** A status page: for everybody, for some, or for each audience what teams of theirs own. */
export interface PageSketch {
  readonly id: number;
  readonly kind: 'PUBLIC' | 'PRIVATE' | 'AUDIENCE';
  readonly services: readonly number[];
  /** Those of them that stand in a group. */
  readonly grouped: readonly number[];
  readonly metrics: readonly number[];
  readonly isActivated: boolean;
  /** Users who follow it. */
  readonly followers: readonly number[];
}

/** A service that is there to be shown: no alert says anything of it. */
export interface ShownServiceSketch {
  readonly id: number;
  readonly teams: readonly number[];
  readonly hasHistory: boolean;
}

/** A number over time: sent by its key, or pulled from a source. */
export interface MetricSketch {
  readonly id: number;
  readonly aggregation: 'SUM' | 'MAX' | 'LAST';
  readonly teams: readonly number[];
  readonly isPulled: boolean;
}

/** Somebody outside who has confirmed; without services all of the page. */
export interface SubscriberSketch {
  readonly pageId: number;
  readonly type: 'EMAIL' | 'SMS' | 'WEBHOOK';
  readonly target: string;
  readonly services: readonly number[];
}

/** What there is to be shown, to whom, and who is told of it: all absent where a run is about none of that. */
export interface Publishing {
  readonly pages?: readonly PageSketch[];
  readonly shownServices?: readonly ShownServiceSketch[];
  readonly audienceTeams?: readonly TeamSketch[];
  readonly metrics?: readonly MetricSketch[];
  readonly subscribers?: readonly SubscriberSketch[];
}

/** How many of the runs have pages, and of how many seconds at most: files take time to write. */
const share = 0.25;
const longest = 1200;
export const groupId = 59;
export const metricSourceId = 69;
export const metricKeyOf = (id: number): string => `ilm-${id}`;

/** What things are called tells which they are, wherever their names turn up. */
export const nameOfService = (id: number): string => `svc-${id}-name`;
export const nameOfMetric = (id: number): string => `met-${id}-name`;

const someOf = <T>(random: Random, all: readonly T[], probability: number): T[] =>
  all.filter(() => random.chance(probability));

/** Targets outside, the same in every run. */
export const targetOf = (type: SubscriberSketch['type'], number: number): string =>
  type === 'EMAIL'
    ? `reader${number}@example.org`
    : type === 'SMS'
      ? `+4915200000${number}`
      : `https://hooks.example.org/${number}`;

/** Texts may have to wait for the next day where few go out on one: then nobody subscribes by them. */
export const typesOfSubscribers = (hasCaps: boolean): readonly SubscriberSketch['type'][] =>
  hasCaps ? ['EMAIL', 'EMAIL', 'WEBHOOK'] : ['EMAIL', 'EMAIL', 'WEBHOOK', 'SMS'];

/** What some of the runs have to show; drawn apart, so that the rest of a configuration stays as it is. */
export function somePublishing(
  random: Random,
  { users, services = [] }: Configuration,
  { hasCaps, calmAfter }: { readonly hasCaps: boolean; readonly calmAfter: number },
): Publishing {
  if (!random.chance(share) || calmAfter > longest) return {};
  const audienceTeams = [650, 651].map((id) => ({
    id,
    members: someOf(random, users, 0.5).map(({ id: userId }) => ({ userId, role: 'RESPONDER' as const })),
  }));
  const teams = () => someOf(random, [650, 651], 0.5);
  const shownServices = several(random, [2, 3], (index) => ({
    id: 150 + index,
    teams: teams(),
    hasHistory: random.chance(0.1),
  }));
  const metrics = random.chance(0.5)
    ? several(random, [1, 2], (index) => ({
        id: 60 + index,
        aggregation: random.pick(['SUM', 'SUM', 'MAX', 'LAST'] as const),
        teams: teams(),
        isPulled: index === 1,
      }))
    : [];
  const ids = [...shownServices, ...services.slice(0, 1)].map(({ id }) => id);
  const pages = several(random, [1, random.pick([1, 1, 2])], (index): PageSketch => {
    const shown = someOf(random, ids, 0.8);
    return {
      id: 50 + index,
      kind: random.pick(index === 0 ? ['PUBLIC', 'AUDIENCE'] : ['AUDIENCE', 'AUDIENCE', 'PRIVATE']),
      services: shown,
      grouped: random.chance(0.4) ? shown.slice(0, 2) : [],
      metrics: someOf(random, metrics, 0.8).map(({ id }) => id),
      isActivated: random.chance(0.8),
      followers: someOf(random, users, 0.3).map(({ id }) => id),
    };
  });
  const open = pages.filter(({ kind }) => kind === 'PUBLIC');
  const subscribers = open.flatMap(({ id: pageId, services: shown }) =>
    several(random, [2, 5], (index): SubscriberSketch => {
      const type = random.pick(typesOfSubscribers(hasCaps));
      return { pageId, type, target: targetOf(type, index), services: someOf(random, shown, 0.2) };
    }),
  );
  return { pages, shownServices, audienceTeams, metrics, subscribers: distinct(subscribers) };
}

const distinct = (subscribers: readonly SubscriberSketch[]): SubscriberSketch[] => [
  ...new Map(subscribers.map((one) => [`${one.pageId} ${one.type} ${one.target}`, one])).values(),
];

const troubled: readonly FunctionName[] = ['render-page', 'render-page', 'tell-subscribers', 'tell-subscribers', 'api'];

/** Calls that break where there are pages, besides those that break in every run. */
export const faultsOfPublishing = (random: Random): Fault[] =>
  several(random, [0, random.pick([4, 15, 40])], () => ({
    function: random.pick(troubled),
    call: Math.floor(2 ** (random.next() * 9)),
    kind: random.pick(['before', 'after', 'die-before', 'die-after', 'hang', 'late'] as const),
  }));

const dated = (startsAt: Instant) => ({ version: 1, createdAt: startsAt, updatedAt: startsAt });

function pageOf(sketch: PageSketch, startsAt: Instant): StatusPage {
  const { id, kind, services, grouped, metrics, followers } = sketch;
  const element = (serviceId: number) => ({ id: serviceId, type: 'SERVICE' as const, options: [] });
  const group = { id: groupId, type: 'GROUP' as const, options: [], children: grouped.map(element) };
  return aStatusPage(id, {
    ...dated(startsAt),
    visibility: kind === 'PUBLIC' ? 'PUBLIC' : 'PRIVATE',
    audienceSpecific: kind === 'AUDIENCE',
    services: [...services],
    metrics: [...metrics],
    ...(sketch.isActivated && { activatedAt: startsAt }),
    ...(grouped.length > 0 && {
      groups: [{ id: groupId, name: 'Group', createdAt: startsAt, updatedAt: startsAt }],
      elements: [group],
    }),
    subscribers: followers.map((userId) => ({ type: 'USER' as const, id: userId })),
  });
}

/** Writes what there is to be shown at the beginning. */
export async function setUpPublishing(store: UntoldStore, publishing: Publishing, startsAt: Instant): Promise<void> {
  const { pages = [], shownServices = [], audienceTeams = [], metrics = [], subscribers = [] } = publishing;
  const dates = dated(startsAt);
  for (const { id, members } of audienceTeams)
    await store.teams.create(aTeam([], { id, name: `Audience ${id}`, members: [...members] }));
  for (const { id, teams, hasHistory } of shownServices)
    await store.services.create(
      aService(id, {
        ...dates,
        name: nameOfService(id),
        statusSetAt: startsAt,
        teams: [...teams],
        showUptimeHistory: hasHistory,
      }),
    );
  if (metrics.some(({ isPulled }) => isPulled))
    await store.metricSources.create({
      ...dates,
      id: metricSourceId,
      name: 'Prometheus',
      type: 'PROMETHEUS',
      metadata: { url: 'https://prometheus.example.org', authType: 'NONE' },
      teams: [],
    });
  for (const { id, aggregation, teams, isPulled } of metrics)
    await store.metrics.create(
      aMetric(id, {
        ...dates,
        name: nameOfMetric(id),
        aggregationType: aggregation,
        displayType: 'SINGLE',
        integrationKey: metricKeyOf(id),
        teams: [...teams],
        ...(isPulled && { dataSourceId: metricSourceId, query: `query_${id}` }),
      }),
    );
  for (const sketch of pages) await store.statusPages.create(pageOf(sketch, startsAt));
  for (const { pageId, type, target, services } of subscribers)
    await store.subscribers.create({
      id: subscriberId(pageId, { type, target }),
      version: 0,
      pageId,
      type,
      target,
      locale: 'en-GB',
      services: [...services],
      status: 'CONFIRMED',
      createdAt: startsAt,
      confirmedAt: startsAt,
    });
}
