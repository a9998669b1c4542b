import { can } from '../../domain/access/can.ts';
import { type Service, statusNow, trackedSince } from '../../domain/service/service.ts';
import type { Interval } from '../../domain/service/timeline.ts';
import { daysTold, outagesIn, uptime, within } from '../../domain/service/uptime.ts';
import { latest, minus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { namesOf } from '../known.ts';
import { ownersPresenter } from '../owners.ts';
import { plannedNow, timelinesOf } from './past.ts';
import { isSubscribed } from './subscribers.ts';

/** Of the incidents of a service so many are shown with it. */
const mostIncidents = 10;

/** Services on the wire (wire-api §12), with what they are in now; the rest only where it is asked for. */
export async function presentServices(
  ctx: Context<'store' | 'actor'>,
  services: readonly Service[],
  include: ReadonlySet<string> = new Set(),
): Promise<object[]> {
  const now = ctx.clock.now();
  const [owners, planned, timelines, incidents, dependencies] = await Promise.all([
    ownersPresenter(ctx, services),
    plannedNow(
      ctx,
      services.map(({ id }) => id),
    ),
    include.has('uptime') ? timelinesOf(ctx, services) : undefined,
    include.has('incidents') ? incidentsPresenter(ctx, services) : undefined,
    include.has('dependencies') ? dependenciesPresenter(ctx, services) : undefined,
  ]);
  return services.map((service) => {
    const status = statusNow(service, planned.get(service.id) ?? [], now);
    return {
      id: service.id,
      name: service.name,
      alias: service.alias,
      status,
      description: service.description,
      oneOpenIncidentOnly: service.oneOpenIncidentOnly,
      showUptimeHistory: service.showUptimeHistory,
      teams: owners(service.teams),
      labels: service.labels,
      iconUrl: service.iconUrl,
      links: service.links ?? (include.has('links') ? [] : undefined),
      ...(include.has('subscribed') && { subscribed: isSubscribed(ctx.actor, service.subscribers) }),
      ...(include.has('publicStatus') && { publicStatus: status }),
      ...(timelines && { uptime: presentUptime(ctx, service, timelines.get(service.id) ?? []) }),
      ...(incidents && { incidents: incidents(service) }),
      ...(dependencies && { dependencies: dependencies(service) }),
    };
  });
}

/** The three percentages stand flat and, for clients that follow the description, once more beneath. */
function presentUptime({ clock }: Context, service: Service, timeline: readonly Interval[]): object {
  const now = clock.now();
  const since = trackedSince(service);
  const percentages = uptime(timeline, since, now);
  const rangeStart = latest(since, minus(now, { days: daysTold }));
  return {
    rangeStart,
    rangeEnd: now,
    outages: presentOutages(timeline, { from: rangeStart, until: now }),
    uptimePercentage: { ...percentages, uptimePercentage: percentages },
  };
}

/** The outages that count within a range. */
export const presentOutages = (timeline: readonly Interval[], range: Parameters<typeof within>[1]): object[] =>
  outagesIn(timeline).flatMap((outage) => {
    const part = within(outage, range);
    return part === undefined ? [] : [{ status: part.status, from: part.from, until: part.until }];
  });

/** The newest unresolved incidents of a service: whoever sees the service sees that they are about it. */
async function incidentsPresenter(ctx: Context<'store' | 'actor'>, services: readonly Service[]) {
  const newestOf = ({ holds }: Service) =>
    holds.toSorted((a, b) => b.incidentId - a.incidentId).slice(0, mostIncidents);
  const ids = [...new Set(services.flatMap(newestOf).map(({ incidentId }) => incidentId))];
  const found = await ctx.store.incidents.getMany(ids);
  const byId = new Map(found.map((incident) => [incident.id, incident]));
  return (service: Service): object[] =>
    newestOf(service).flatMap(({ incidentId: id, impact }) => {
      const incident = byId.get(id);
      if (incident === undefined || !can(ctx.actor, 'incident:read', service)) return [];
      const { summary, status, message, sendNotification, createdAt, updatedAt } = incident;
      return [
        {
          id,
          summary,
          status,
          message,
          sendNotification,
          createdAt,
          updatedAt,
          affectedServices: [{ impact, service: { id: service.id, name: service.name } }],
        },
      ];
    });
}

async function dependenciesPresenter(ctx: Context<'store' | 'actor'>, services: readonly Service[]) {
  const needed = await namesOf(
    ctx,
    'service',
    services.flatMap(({ dependencies }) => dependencies.map(({ serviceId }) => serviceId)),
  );
  return (service: Service): object[] =>
    service.dependencies.map(({ id, serviceId, type }) => ({
      id,
      type,
      service: needed(serviceId),
      invalidAfter: null,
    }));
}

/** The dependencies of one service on the wire; what the reader may not know of has no name. */
export const presentDependencies = async (ctx: Context<'store' | 'actor'>, service: Service): Promise<object[]> =>
  (await dependenciesPresenter(ctx, [service]))(service);
