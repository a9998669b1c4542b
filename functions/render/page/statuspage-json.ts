import {
  type AffectedView,
  type GroupView,
  type IncidentView,
  type MaintenanceView,
  type PageView,
  type ServiceView,
  servicesOf,
} from '../../domain/page/view.ts';
import { type ServiceStatus, worst } from '../../domain/service/status.ts';
import { incidentPath, maintenancePath } from './events.tsx';

/**
 * The machine-readable forms of a page, in the shape of Statuspage's API v2, which existing readers know (pages-contract §3), with
 * `uptime` and `days` added. Everything is made of the view, so it holds what this audience sees.
 */
const componentStatus: Readonly<Record<ServiceStatus, string>> = {
  OPERATIONAL: 'operational',
  UNDER_MAINTENANCE: 'under_maintenance',
  DEGRADED: 'degraded_performance',
  PARTIAL_OUTAGE: 'partial_outage',
  MAJOR_OUTAGE: 'major_outage',
};

const indicators: Readonly<Record<ServiceStatus, readonly [indicator: string, description: string]>> = {
  OPERATIONAL: ['none', 'All Systems Operational'],
  UNDER_MAINTENANCE: ['maintenance', 'Service Under Maintenance'],
  DEGRADED: ['minor', 'Partially Degraded Service'],
  PARTIAL_OUTAGE: ['major', 'Partial System Outage'],
  MAJOR_OUTAGE: ['critical', 'Major Service Outage'],
};

/** An incident's impact has no word for maintenance: it is none. */
const impactOf = (affected: readonly AffectedView[]): string => {
  const status = worst(affected.map(({ impact }) => impact));
  return status === 'UNDER_MAINTENANCE' ? 'none' : indicators[status][0];
};

/** Lists without an end hold the newest of this number. */
const listed = 50;

const historyMembers = ({ history }: Pick<ServiceView, 'history'>) =>
  history && {
    uptime: history.uptime,
    days: history.days.map(({ date, worst: status, majorSec, partialSec, uptime }) => ({
      date,
      worst: status === null ? null : componentStatus[status],
      majorSec,
      partialSec,
      uptime,
    })),
  };

function component(view: PageView, service: ServiceView, position: number, groupId: number | null) {
  return {
    id: String(service.id),
    name: service.name,
    description: service.description ?? null,
    status: componentStatus[service.status],
    position,
    created_at: service.createdAt,
    updated_at: service.updatedAt,
    start_date: service.trackedSince.slice(0, 10),
    group: false,
    group_id: groupId === null ? null : String(groupId),
    page_id: String(view.page.id),
    showcase: true,
    only_show_if_degraded: false,
    ...historyMembers(service),
  };
}

function groupComponent(view: PageView, group: GroupView, position: number) {
  return {
    id: String(group.id),
    name: group.name,
    description: null,
    status: componentStatus[group.status],
    position,
    created_at: group.createdAt,
    updated_at: group.updatedAt,
    start_date:
      group.members
        .map(({ trackedSince }) => trackedSince)
        .sort()[0]
        ?.slice(0, 10) ?? null,
    group: true,
    group_id: null,
    components: group.members.map(({ id }) => String(id)),
    page_id: String(view.page.id),
    showcase: true,
    only_show_if_degraded: false,
    ...historyMembers(group),
  };
}

const componentsOf = (view: PageView) =>
  view.elements.flatMap((element, index) =>
    element.kind === 'group'
      ? [
          groupComponent(view, element, index + 1),
          ...element.members.map((service, at) => component(view, service, at + 1, element.id)),
        ]
      : [component(view, element, index + 1, null)],
  );

/** Each service as a component without its days, by id: events name whole components. */
function briefComponents(view: PageView): ReadonlyMap<number, object> {
  const groups = new Map(
    view.elements.flatMap((element) =>
      element.kind === 'group' ? element.members.map(({ id }) => [id, element.id] as const) : [],
    ),
  );
  return new Map(
    servicesOf(view).map((service, index) => {
      const { history: _history, ...brief } = service;
      return [service.id, component(view, brief, index + 1, groups.get(service.id) ?? null)];
    }),
  );
}

type Briefs = ReadonlyMap<number, object>;
const briefsOf = (services: readonly ServiceView[], briefs: Briefs): object[] =>
  services.map(({ id }) => briefs.get(id)).filter((one) => one !== undefined);

function incident(view: PageView, one: IncidentView, briefs: Briefs) {
  return {
    id: String(one.id),
    name: one.summary,
    status: one.status.toLowerCase(),
    impact: impactOf(one.affected),
    created_at: one.createdAt,
    started_at: one.createdAt,
    updated_at: one.updatedAt,
    monitoring_at: one.monitoringAt ?? null,
    resolved_at: one.resolvedAt ?? null,
    shortlink: `${view.page.url}${incidentPath(one.id).slice(1)}`,
    page_id: String(view.page.id),
    components: briefsOf(
      one.affected.map(({ service }) => service),
      briefs,
    ),
    incident_updates: one.updates.map((update) => ({
      id: update.id,
      incident_id: String(one.id),
      status: update.status.toLowerCase(),
      body: update.body,
      created_at: update.at,
      updated_at: update.at,
      display_at: update.at,
      affected_components: update.affected.map(({ service, impact }) => ({
        code: String(service.id),
        name: service.name,
        new_status: componentStatus[impact],
      })),
    })),
  };
}

function maintenance(view: PageView, one: MaintenanceView, briefs: Briefs) {
  const id = String(one.id);
  return {
    id,
    name: one.summary,
    status: one.status,
    impact: 'maintenance',
    created_at: one.createdAt,
    started_at: one.status === 'scheduled' ? null : one.start,
    updated_at: one.updatedAt,
    monitoring_at: null,
    resolved_at: one.status === 'completed' ? one.end : null,
    scheduled_for: one.start,
    scheduled_until: one.end,
    shortlink: `${view.page.url}${maintenancePath(one.id).slice(1)}`,
    page_id: String(view.page.id),
    components: briefsOf(one.services, briefs),
    incident_updates: [
      {
        id: `${id}-${one.start.replaceAll(/[-:.]/g, '')}`,
        incident_id: id,
        status: one.status,
        body: one.description,
        created_at: one.createdAt,
        updated_at: one.updatedAt,
        display_at: one.createdAt,
        affected_components: [],
      },
    ],
  };
}

/** Path under the page's address → document. */
export function statuspageDocuments(view: PageView): ReadonlyMap<string, object> {
  const { page: face } = view;
  const page = { id: String(face.id), name: face.name, url: face.url, time_zone: face.timezone, updated_at: view.now };
  const [indicator, description] = indicators[view.status];
  const status = { indicator, description };
  const components = componentsOf(view);
  const briefs = briefComponents(view);
  const open = view.incidents.map((one) => incident(view, one, briefs));
  const past = view.pastIncidents.map((one) => incident(view, one, briefs));
  const coming = view.maintenances.map((one) => maintenance(view, one, briefs));
  const over = view.pastMaintenances.map((one) => maintenance(view, one, briefs));
  const summary = { page, status, components, incidents: open, scheduled_maintenances: coming };
  const ofStatus = (wanted: string) => coming.filter((one) => one.status === wanted);
  return new Map<string, object>([
    ['status.json', summary],
    ['api/v2/summary.json', summary],
    ['api/v2/status.json', { page, status }],
    ['api/v2/components.json', { page, components }],
    ['api/v2/incidents.json', { page, incidents: [...open, ...past].slice(0, listed) }],
    ['api/v2/incidents/unresolved.json', { page, incidents: open }],
    [
      'api/v2/scheduled-maintenances.json',
      { page, scheduled_maintenances: [...coming.toReversed(), ...over].slice(0, listed) },
    ],
    ['api/v2/scheduled-maintenances/upcoming.json', { page, scheduled_maintenances: ofStatus('scheduled') }],
    ['api/v2/scheduled-maintenances/active.json', { page, scheduled_maintenances: ofStatus('in_progress') }],
  ]);
}
