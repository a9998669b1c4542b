import { can } from '../../domain/access/can.ts';
import { pageUrl } from '../../domain/page/address.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { type Service, statusNow } from '../../domain/service/service.ts';
import { type ServiceStatus, worst } from '../../domain/service/status.ts';
import type { Context } from '../../ports/context.ts';
import { namesOf } from '../known.ts';
import { ownersPresenter } from '../owners.ts';
import { plannedNow } from '../service/past.ts';
import { presentServices } from '../service/present.ts';
import { isSubscribed } from '../service/subscribers.ts';

type PageContext = Context<'store' | 'settings' | 'actor'>;

/** Status pages on the wire (wire-api §14), with what they are in now; the rest only where it is asked for. */
export async function presentStatusPages(
  ctx: PageContext,
  pages: readonly StatusPage[],
  include: ReadonlySet<string> = new Set(),
): Promise<object[]> {
  const ids = [...new Set(pages.flatMap(({ services }) => services))];
  const services = await ctx.store.services.getMany(ids);
  const seen = services.filter((service) => can(ctx.actor, 'service:read', service));
  const [owners, statuses, pasts, presentMetric] = await Promise.all([
    ownersPresenter(ctx, pages),
    statusesOf(ctx, services),
    include.has('uptime') ? uptimesOf(ctx, seen) : undefined,
    namesOf(
      ctx,
      'metric',
      pages.flatMap(({ metrics }) => metrics),
    ),
  ]);
  const seenById = new Map(seen.map((service) => [service.id, service]));
  const presentService = (id: number) => {
    const service = seenById.get(id);
    if (service === undefined) return { id };
    const uptime = pasts?.get(id);
    return { id, name: service.name, status: statuses.get(id), ...(uptime !== undefined && { uptime }) };
  };
  return pages.map((page) => {
    const isCounted = (id: number) => page.services.includes(id) && (!page.audienceSpecific || seenById.has(id));
    return {
      ...settingsOf(ctx, page),
      status: worst([...statuses].filter(([id]) => isCounted(id)).map(([, status]) => status)),
      teams: owners(page.teams),
      services: page.services.map(presentService),
      metrics: page.metrics.map(presentMetric),
      ...(page.elements && { structure: { elements: page.elements } }),
      ...(include.has('groups') && { groups: page.groups.map(presentGroup) }),
      ...(include.has('subscribed') && { subscribed: isSubscribed(ctx.actor, page.subscribers) }),
    };
  });
}

export const presentGroup = ({ id, name }: StatusPage['groups'][number]): object => ({ id, name });

/** Who is let in by address is told to those who may change it. */
function settingsOf(ctx: PageContext, page: StatusPage): object {
  const mayWrite = can(ctx.actor, 'status-page:write', page);
  return {
    id: page.id,
    name: page.name,
    domain: page.domain ?? '',
    subdomain: page.subdomain,
    url: pageUrl(ctx.settings, page),
    timezone: page.timezone,
    visibility: page.visibility,
    activated: page.activatedAt !== undefined,
    hiddenFromSearch: page.hiddenFromSearch,
    showSubscribeAction: page.showSubscribeAction,
    showIncidentHistoryOption: page.showIncidentHistoryOption,
    pageTitle: page.pageTitle,
    pageDescription: page.pageDescription,
    pageLayout: page.pageLayout,
    appearance: page.appearance,
    themeMode: page.appearance?.toLowerCase(),
    customCss: page.customCss,
    faviconUrl: page.faviconUrl,
    logoUrl: page.logoUrl,
    logoRedirectUrl: page.logoRedirectUrl,
    announcement: page.announcement,
    announcementOnPage: page.announcementOnPage,
    announcementInWidget: page.announcementInWidget,
    ...(mayWrite && { ipWhitelist: page.ipWhitelist, emailWhitelist: page.emailWhitelist }),
    accountWideView: page.accountWideView,
    audienceSpecific: page.audienceSpecific,
    createdAt: page.createdAt,
    updatedAt: page.updatedAt,
  };
}

async function statusesOf(ctx: PageContext, services: readonly Service[]): Promise<ReadonlyMap<number, ServiceStatus>> {
  const planned = await plannedNow(
    ctx,
    services.map(({ id }) => id),
  );
  const now = ctx.clock.now();
  return new Map(services.map((service) => [service.id, statusNow(service, planned.get(service.id) ?? [], now)]));
}

async function uptimesOf(ctx: PageContext, services: readonly Service[]): Promise<ReadonlyMap<number, unknown>> {
  const presented = await presentServices(ctx, services, new Set(['uptime']));
  return new Map(services.map(({ id }, index) => [id, (presented[index] as { readonly uptime?: unknown }).uptime]));
}
