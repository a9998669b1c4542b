import type { IncidentStatus } from '../incident/incident.ts';
import type { Day } from '../service/days.ts';
import type { ServiceStatus } from '../service/status.ts';
import type { Uptime } from '../service/uptime.ts';
import type { Instant } from '../time.ts';

/**
 * What one audience sees of a page, with everything that follows from it: status, uptime and impact of what it sees and of nothing
 * else. All that a page serves (HTML, JSON, feeds, calendar, badge, widget) is made of this and of nothing else.
 */
export interface PageView {
  readonly page: PageFace;
  readonly now: Instant;
  /** The worst of all that is seen. */
  readonly status: ServiceStatus;
  readonly elements: readonly (ServiceView | GroupView)[];
  /** Not resolved, newest first. */
  readonly incidents: readonly IncidentView[];
  /** Resolved, newest first. */
  readonly pastIncidents: readonly IncidentView[];
  /** Running ones first, then by their start. */
  readonly maintenances: readonly MaintenanceView[];
  /** Over, newest first. */
  readonly pastMaintenances: readonly MaintenanceView[];
  readonly metrics: readonly MetricView[];
}

/** The page's own looks and settings. */
export interface PageFace {
  readonly id: number;
  readonly name: string;
  /** With a slash at its end. */
  readonly url: string;
  readonly title?: string;
  readonly description?: string;
  /** IANA; days and months are cut in it. */
  readonly timezone: string;
  readonly layout: 'SINGLE_COLUMN' | 'RESPONSIVE';
  readonly appearance?: 'LIGHT' | 'DARK';
  readonly isPublic: boolean;
  readonly isHiddenFromSearch: boolean;
  readonly hasSubscribe: boolean;
  readonly hasHistory: boolean;
  readonly logoUrl?: string;
  readonly logoRedirectUrl?: string;
  readonly faviconUrl?: string;
  readonly customCss?: string;
  /** Markdown. */
  readonly announcement?: string;
  readonly announcementInWidget?: string;
  readonly updatedAt: Instant;
}

export interface ServiceView {
  readonly kind: 'service';
  readonly id: number;
  readonly name: string;
  readonly description?: string;
  readonly iconUrl?: string;
  readonly status: ServiceStatus;
  /** Absent where uptime is hidden. */
  readonly history?: HistoryView;
  readonly isOpen: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly trackedSince: Instant;
}

export interface GroupView {
  readonly kind: 'group';
  readonly id: number;
  readonly name: string;
  /** The worst of its members that are seen. */
  readonly status: ServiceStatus;
  readonly history?: HistoryView;
  readonly members: readonly ServiceView[];
  readonly isOpen: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface HistoryView {
  readonly uptime: Uptime;
  /** 90, oldest first. */
  readonly days: readonly Day[];
}

/** A service as an incident or a window names it. */
export interface AffectedView {
  readonly service: ServiceView;
  readonly impact: ServiceStatus;
}

export interface UpdateView {
  readonly id: string;
  readonly status: IncidentStatus;
  /** Markdown as written. */
  readonly body: string;
  readonly at: Instant;
  readonly affected: readonly AffectedView[];
}

export interface IncidentView {
  readonly id: number;
  readonly summary: string;
  readonly status: IncidentStatus;
  readonly affected: readonly AffectedView[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly monitoringAt?: Instant;
  readonly resolvedAt?: Instant;
  /** Newest first. */
  readonly updates: readonly UpdateView[];
}

export interface MaintenanceView {
  readonly id: number;
  /** There is one view for each occurrence, told apart by its start. */
  readonly isRecurring: boolean;
  readonly start: Instant;
  readonly end: Instant;
  readonly summary: string;
  /** Markdown as written. */
  readonly description: string;
  readonly status: 'scheduled' | 'in_progress' | 'completed';
  readonly services: readonly ServiceView[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export type MetricPeriod = 'day' | 'week' | 'month';

export interface SeriesView {
  /** Start of the first bucket. */
  readonly from: Instant;
  /** Seconds. */
  readonly step: number;
  /** The aggregate over all points of the period. */
  readonly value: number | null;
  readonly values: readonly (number | null)[];
}

export interface MetricView {
  readonly id: number;
  readonly name: string;
  readonly description?: string;
  readonly unitLabel?: string;
  readonly displayType: 'GRAPH' | 'SINGLE';
  readonly aggregationType: 'AVG' | 'SUM' | 'MIN' | 'MAX' | 'LAST';
  readonly interpolateGaps: boolean;
  /** Whether the graph tells values where somebody points at it. */
  readonly showsValues?: boolean;
  readonly lowest?: number;
  readonly highest?: number;
  readonly decimals?: number;
  readonly series: Readonly<Record<MetricPeriod, SeriesView>>;
}

/** All services that are seen, in the page's order, those of groups among them. */
export const servicesOf = ({ elements }: Pick<PageView, 'elements'>): ServiceView[] =>
  elements.flatMap((element) => (element.kind === 'group' ? element.members : [element]));
