import { type Incident, isOpenIncident } from '../../domain/incident/incident.ts';
import type { MaintenanceWindow } from '../../domain/maintenance/maintenance-window.ts';
import { occurrences } from '../../domain/maintenance/occurrences.ts';
import { pageUrl } from '../../domain/page/address.ts';
import { metricView } from '../../domain/page/metric-view.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import type { MetricView, PageView } from '../../domain/page/view.ts';
import {
  type Audience,
  announcedFor,
  type IncidentFacts,
  type PageFacts,
  pageView,
} from '../../domain/page/view-of.ts';
import type { Service } from '../../domain/service/service.ts';
import { historyFrom } from '../../domain/service/uptime.ts';
import { minus, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** How far back past incidents are told, how many of a page, and how many of all are looked at for that. */
const incidentsBack = { days: 366 };
const mostPast = 100;
const mostLookedAt = 500;
const readAtOnce = 100;

type PageContext = Context<'store' | 'settings'>;

/** What a page shows one audience now; without an audience all of it. */
export const viewOfPage = async (ctx: PageContext, page: StatusPage, audience?: Audience): Promise<PageView> =>
  pageView(await factsOfPage(ctx, page), ctx.clock.now(), audience);

/** All that is known of what a page shows: read once for all its audiences. */
export async function factsOfPage(ctx: PageContext, page: StatusPage): Promise<PageFacts> {
  const services = await ctx.store.services.getMany(page.services);
  const [recorded, incidents, windows, metrics] = await Promise.all([
    ctx.store.services.recorded(services, historyFrom(ctx.clock.now())),
    incidentsAbout(ctx, services),
    windowsOf(ctx, page.services),
    metricsOf(ctx, page.metrics),
  ]);
  return {
    page,
    url: pageUrl(ctx.settings, page),
    services: services.map((service) => ({ service, ...(recorded.get(service.id) ?? { changes: [], overrides: [] }) })),
    incidents,
    windows,
    metrics,
  };
}

/** Metrics with what their points come to now. */
async function metricsOf({ store, clock }: PageContext, ids: readonly number[]): Promise<MetricView[]> {
  const now = clock.now();
  const metrics = await store.metrics.getMany(ids);
  return Promise.all(
    metrics.map(async (metric) => metricView(metric, await store.metricPoints.parts(metric.id, now), now)),
  );
}

/** The windows of these services that the page tells of, or that its past is reckoned from. */
async function windowsOf(ctx: PageContext, serviceIds: readonly number[]): Promise<MaintenanceWindow[]> {
  const now = ctx.clock.now();
  const times = [...(await ctx.store.maintenance.ofServices(serviceIds)).values()].flat();
  const told = times.filter((one) => occurrences(one, historyFrom(now), plus(now, announcedFor)).length > 0);
  const ids = [...new Set(told.map(({ id }) => id))];
  return ctx.store.maintenance.getMany(ids);
}

/** The incidents about these services, with what was said of them: all open ones, and the newest past ones. */
async function incidentsAbout(ctx: PageContext, services: readonly Service[]): Promise<IncidentFacts[]> {
  const openIds = [...new Set(services.flatMap(({ holds }) => holds.map(({ incidentId }) => incidentId)))];
  const [open, past] = await Promise.all([ctx.store.incidents.getMany(openIds), pastIncidents(ctx, services)]);
  const byId = new Map([...open, ...past].map((incident) => [incident.id, incident]));
  return Promise.all(
    [...byId.values()].map(async (incident) => ({ incident, updates: await ctx.store.incidents.updates(incident.id) })),
  );
}

async function pastIncidents({ store, clock }: PageContext, services: readonly Service[]): Promise<Incident[]> {
  if (services.length === 0) return [];
  const shown = new Set(services.map(({ id }) => id));
  const isTold = (incident: Incident) =>
    !isOpenIncident(incident) && incident.affected.some(({ serviceId }) => shown.has(serviceId));
  const from = minus(clock.now(), incidentsBack);
  const found: Incident[] = [];
  for (let offset = 0; offset < mostLookedAt && found.length < mostPast; offset += readAtOnce) {
    const part = await store.incidents.list({ from }, { offset, limit: readAtOnce });
    found.push(...part.filter(isTold));
    if (part.length < readAtOnce) break;
  }
  return found.slice(0, mostPast);
}
