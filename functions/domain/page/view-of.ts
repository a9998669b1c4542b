import { type Incident, type IncidentUpdate, isOpenIncident } from '../incident/incident.ts';
import type { MaintenanceWindow } from '../maintenance/maintenance-window.ts';
import { type Occurrence, occurrences } from '../maintenance/occurrences.ts';
import { days } from '../service/days.ts';
import { type Service, statusNow, trackedSince } from '../service/service.ts';
import { worst } from '../service/status.ts';
import { combined, type Interval, type Rewritten, type StatusChange, timeline } from '../service/timeline.ts';
import { historyFrom, uptime } from '../service/uptime.ts';
import { earliest, type Instant, latest, minus, newestFirst, plus } from '../time.ts';
import type { PageElement, StatusPage } from './status-page.ts';
import type {
  AffectedView,
  GroupView,
  HistoryView,
  IncidentView,
  MaintenanceView,
  MetricView,
  PageFace,
  PageView,
  ServiceView,
} from './view.ts';

/** What is known of a service as far back as its past is told. */
export interface ServiceFacts {
  readonly service: Service;
  readonly changes: readonly StatusChange[];
  readonly overrides: readonly Rewritten[];
}

export interface IncidentFacts {
  readonly incident: Incident;
  /** In whatever order. */
  readonly updates: readonly IncidentUpdate[];
}

/** What one audience may see; absent where everybody sees all of the page. */
export interface Audience {
  readonly services: ReadonlySet<number>;
  readonly metrics: ReadonlySet<number>;
}

/** All that a page is made of. It may hold more than the page or the audience shows: that is sorted out here, in one place. */
export interface PageFacts {
  readonly page: StatusPage;
  /** With a slash at its end. */
  readonly url: string;
  readonly services: readonly ServiceFacts[];
  readonly incidents: readonly IncidentFacts[];
  readonly windows: readonly MaintenanceWindow[];
  readonly metrics: readonly MetricView[];
}

/** How far planned work is announced, how far back it is told, and how many occurrences of one window. */
export const announcedFor = { days: 90 };
const back = { days: 90 };
const mostOccurrences = 20;

/** A service with its past, which groups need too. */
interface Known {
  readonly view: ServiceView;
  readonly past: readonly Interval[];
}

/**
 * What an audience sees of a page at a time. Nothing hidden shines through: status, uptime, days, impact and names are those of the
 * services that it sees (pages-contract §3, §8).
 */
export function pageView(facts: PageFacts, now: Instant, audience?: Audience): PageView {
  const { page } = facts;
  const timezone = page.timezone ?? 'UTC';
  const isSeen = (id: number) => page.services.includes(id) && (audience?.services.has(id) ?? true);
  const known = new Map(
    facts.services
      .filter(({ service }) => isSeen(service.id))
      .map((one) => [one.service.id, knownService(one, windowsOf(one.service.id, facts.windows, now), timezone, now)]),
  );
  const elements = elementsOf(page, known, timezone, now);
  const seen = new Map([...known].map(([id, { view }]) => [id, view]));
  const incidents = facts.incidents
    .map((one) => incidentView(one, seen))
    .filter((one) => one !== undefined)
    .sort(newestFirst(({ createdAt }) => createdAt));
  const maintenances = facts.windows.flatMap((window) => maintenanceViews(window, seen, now));
  const metrics = inOrder(page.metrics, facts.metrics).filter(({ id }) => audience?.metrics.has(id) ?? true);
  const face = faceOf(page, facts.url, timezone);
  return {
    page: audience !== undefined && seen.size + metrics.length === 0 ? withoutNews(face) : face,
    now,
    status: worst([...seen.values()].map(({ status }) => status)),
    elements,
    incidents: incidents.filter(isOpenIncident),
    pastIncidents: incidents.filter((one) => !isOpenIncident(one)),
    maintenances: maintenances
      .filter(({ status }) => status !== 'completed')
      .sort((a, b) => (a.start < b.start ? -1 : 1)),
    pastMaintenances: maintenances
      .filter(({ status }) => status === 'completed')
      .sort(newestFirst(({ start }) => start)),
    metrics,
  };
}

function inOrder<T extends { readonly id: number }>(ids: readonly number[], items: readonly T[]): T[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return [...new Set(ids)].map((id) => byId.get(id)).filter((item) => item !== undefined);
}

const windowsOf = (serviceId: number, windows: readonly MaintenanceWindow[], now: Instant): Occurrence[] =>
  windows
    .filter(({ services }) => services.includes(serviceId))
    .flatMap((window) => occurrences(window, historyFrom(now), plus(now, { milliseconds: 1 })));

function knownService(
  { service, changes, overrides }: ServiceFacts,
  windows: readonly Occurrence[],
  timezone: string,
  now: Instant,
): Known {
  const since = trackedSince(service);
  const past = timeline(changes, overrides, windows, { from: latest(since, historyFrom(now)), until: now });
  const view: ServiceView = {
    kind: 'service',
    id: service.id,
    name: service.name,
    ...(service.description && { description: service.description }),
    ...(service.iconUrl && { iconUrl: service.iconUrl }),
    status: statusNow(service, windows, now),
    ...(service.showUptimeHistory && { history: historyOf(past, since, timezone, now) }),
    isOpen: false,
    createdAt: service.createdAt,
    updatedAt: service.updatedAt,
    trackedSince: since,
  };
  return { view, past };
}

const historyOf = (past: readonly Interval[], since: Instant, timezone: string, now: Instant): HistoryView => ({
  uptime: uptime(past, since, now),
  days: days(past, since, timezone, now),
});

/** The lines of the page in the order of its structure; what that does not name comes last. */
function elementsOf(
  page: StatusPage,
  known: ReadonlyMap<number, Known>,
  timezone: string,
  now: Instant,
): (ServiceView | GroupView)[] {
  const placed = new Set<number>();
  const place = ({ id, options }: Pick<PageElement, 'id' | 'options'>): Known[] => {
    const found = known.get(id);
    if (found === undefined || placed.has(id)) return [];
    placed.add(id);
    return [{ ...found, view: { ...found.view, isOpen: options.includes('expand') } }];
  };
  const named = (page.elements ?? []).flatMap((element): (ServiceView | GroupView)[] => {
    if (element.type === 'SERVICE') return place(element).map(({ view }) => view);
    const members = (element.children ?? []).flatMap(place);
    const group = groupView(page, element, members, timezone, now);
    return group === undefined ? [] : [group];
  });
  const rest = page.services.flatMap((id) => place({ id, options: [] })).map(({ view }) => view);
  return [...named, ...rest];
}

function groupView(
  page: StatusPage,
  { id, options }: PageElement,
  members: readonly Known[],
  timezone: string,
  now: Instant,
): GroupView | undefined {
  const group = page.groups.find((one) => one.id === id);
  const since = earliest(...members.map(({ view }) => view.trackedSince));
  if (group === undefined || since === undefined) return undefined;
  const past = combined(members.map((member) => member.past));
  const views = members.map(({ view }) => view);
  return {
    kind: 'group',
    id,
    name: group.name,
    status: worst(views.map(({ status }) => status)),
    ...(!options.includes('no-graph') && { history: historyOf(past, since, timezone, now) }),
    members: views,
    isOpen: options.includes('expand') || views.some(({ isOpen }) => isOpen),
    createdAt: group.createdAt,
    updatedAt: group.updatedAt,
  };
}

type Seen = ReadonlyMap<number, ServiceView>;

const affectedViews = (affected: Incident['affected'], seen: Seen): AffectedView[] =>
  affected.flatMap(({ serviceId, impact }) => {
    const service = seen.get(serviceId);
    return service === undefined ? [] : [{ service, impact }];
  });

/** An incident as it is told; undefined where none of its services is seen. */
function incidentView({ incident, updates }: IncidentFacts, seen: Seen): IncidentView | undefined {
  const affected = affectedViews(incident.affected, seen);
  if (affected.length === 0) return undefined;
  const told = updates.toSorted((a, b) =>
    a.createdAt === b.createdAt ? (a.id < b.id ? 1 : -1) : a.createdAt < b.createdAt ? 1 : -1,
  );
  const monitoringAt = told.find(({ status }) => status === 'MONITORING')?.createdAt;
  return {
    id: incident.id,
    summary: incident.summary,
    status: incident.status,
    affected,
    createdAt: incident.createdAt,
    updatedAt: incident.updatedAt,
    ...(monitoringAt && { monitoringAt }),
    ...(incident.resolvedAt && { resolvedAt: incident.resolvedAt }),
    updates: told.map(({ id, status, content, createdAt, affected: then }) => ({
      id,
      status,
      body: content,
      at: createdAt,
      affected: affectedViews(then, seen),
    })),
  };
}

/** The occurrences of a window that are told; none where none of its services is seen. */
function maintenanceViews(window: MaintenanceWindow, seen: Seen, now: Instant): MaintenanceView[] {
  const services = window.services.map((id) => seen.get(id)).filter((one) => one !== undefined);
  if (services.length === 0) return [];
  const found = occurrences(window, minus(now, back), plus(now, announcedFor));
  const coming = found.filter(({ end }) => end > now).slice(0, mostOccurrences);
  const over = found.filter(({ end }) => end <= now).slice(-mostOccurrences);
  return [...over, ...coming].map(({ start, end }) => ({
    id: window.id,
    isRecurring: window.recurrence !== undefined,
    start,
    end,
    summary: window.summary,
    description: window.description ?? '',
    status: end <= now ? 'completed' : start <= now ? 'in_progress' : 'scheduled',
    services,
    createdAt: window.createdAt,
    updatedAt: window.updatedAt,
  }));
}

/** What is announced concerns those who see something. */
const withoutNews = ({ announcement: _on, announcementInWidget: _in, ...face }: PageFace): PageFace => face;

const faceOf = (page: StatusPage, url: string, timezone: string): PageFace => ({
  id: page.id,
  name: page.name,
  url,
  ...(page.pageTitle && { title: page.pageTitle }),
  ...(page.pageDescription && { description: page.pageDescription }),
  timezone,
  layout: page.pageLayout,
  ...(page.appearance && { appearance: page.appearance }),
  isPublic: page.visibility === 'PUBLIC',
  isHiddenFromSearch: page.hiddenFromSearch,
  hasSubscribe: page.visibility === 'PUBLIC' && page.showSubscribeAction,
  hasHistory: page.showIncidentHistoryOption,
  ...(page.logoUrl && { logoUrl: page.logoUrl }),
  ...(page.logoRedirectUrl && { logoRedirectUrl: page.logoRedirectUrl }),
  ...(page.faviconUrl && { faviconUrl: page.faviconUrl }),
  ...(page.customCss && { customCss: page.customCss }),
  ...(page.announcement && page.announcementOnPage && { announcement: page.announcement }),
  ...(page.announcement && page.announcementInWidget && { announcementInWidget: page.announcement }),
  updatedAt: page.updatedAt,
});
