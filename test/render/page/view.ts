import type {
  GroupView,
  HistoryView,
  IncidentView,
  MaintenanceView,
  MetricView,
  PageView,
  SeriesView,
  ServiceView,
} from '../../../functions/domain/page/view.ts';
import type { Day } from '../../../functions/domain/service/days.ts';
import { type ServiceStatus, worst } from '../../../functions/domain/service/status.ts';
import type { Instant } from '../../../functions/domain/time.ts';

export const at = (text: string): Instant => `${text}.000Z` as Instant;
export const now = at('2026-11-28T13:24:00');
const longAgo = at('2026-03-01T08:00:00');

/** 90 days up to `now`; some of them by their distance from today. */
export function daysWith(bad: Readonly<Record<number, Partial<Day>>> = {}): Day[] {
  return Array.from({ length: 90 }, (_, index): Day => {
    const back = 89 - index;
    const date = new Date(Date.parse(now) - back * 86_400_000).toISOString().slice(0, 10);
    return { date, worst: 'OPERATIONAL', majorSec: 0, partialSec: 0, uptime: 100, ...bad[back] };
  });
}

export const fine: HistoryView = { uptime: { p30: 100, p60: 100, p90: 100 }, days: daysWith() };
export const rough: HistoryView = {
  uptime: { p30: 99.912, p60: 99.951, p90: 99.967 },
  days: daysWith({
    3: { worst: 'MAJOR_OUTAGE', majorSec: 1_800, uptime: 97.917 },
    17: { worst: 'PARTIAL_OUTAGE', partialSec: 5_400, uptime: 98.125 },
    18: { worst: 'DEGRADED' },
    40: { worst: 'UNDER_MAINTENANCE' },
    ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [89 - index, { worst: null, uptime: null }])),
  }),
};

export const aService = (id: number, name: string, extra: Partial<ServiceView> = {}): ServiceView => ({
  kind: 'service',
  id,
  name,
  status: 'OPERATIONAL',
  history: fine,
  isOpen: false,
  createdAt: longAgo,
  updatedAt: longAgo,
  trackedSince: longAgo,
  ...extra,
});

export const aGroup = (
  id: number,
  name: string,
  members: readonly ServiceView[],
  extra: Partial<GroupView> = {},
): GroupView => ({
  kind: 'group',
  id,
  name,
  status: worst(members.map(({ status }) => status)),
  history: fine,
  members,
  isOpen: members.some(({ isOpen }) => isOpen),
  createdAt: longAgo,
  updatedAt: longAgo,
  ...extra,
});

export const anIncident = (id: number, summary: string, extra: Partial<IncidentView> = {}): IncidentView => ({
  id,
  summary,
  status: 'INVESTIGATING',
  affected: [],
  createdAt: at('2026-11-28T12:40:00'),
  updatedAt: at('2026-11-28T13:05:00'),
  updates: [
    {
      id: `${id}a`,
      status: 'INVESTIGATING',
      body: 'We are looking into it.',
      at: at('2026-11-28T12:40:00'),
      affected: [],
    },
  ],
  ...extra,
});

export const aMaintenance = (id: number, summary: string, extra: Partial<MaintenanceView> = {}): MaintenanceView => ({
  id,
  isRecurring: false,
  start: at('2026-12-02T21:00:00'),
  end: at('2026-12-02T23:30:00'),
  summary,
  description: '',
  status: 'scheduled',
  services: [],
  createdAt: at('2026-11-20T09:00:00'),
  updatedAt: at('2026-11-20T09:00:00'),
  ...extra,
});

const seriesOf = (step: number, buckets: number, value: (index: number) => number | null): SeriesView => ({
  from: at('2026-11-27T13:25:00'),
  step,
  value: 182.4,
  values: Array.from({ length: buckets }, (_, index) => value(index)),
});

const wave = (index: number): number => Math.round(180 + 40 * Math.sin(index / 17) + 18 * Math.sin(index / 3.1));

export const aMetric = (id: number, name: string, extra: Partial<MetricView> = {}): MetricView => ({
  id,
  name,
  unitLabel: 'ms',
  displayType: 'GRAPH',
  aggregationType: 'AVG',
  interpolateGaps: false,
  decimals: 0,
  series: {
    day: seriesOf(300, 289, (index) => (index > 200 && index < 216 ? null : wave(index))),
    week: seriesOf(1800, 337, wave),
    month: seriesOf(7200, 337, wave),
  },
  ...extra,
});

export function aView(extra: Partial<PageView> = {}): PageView {
  const elements = extra.elements ?? [];
  const statuses: ServiceStatus[] = elements.map(({ status }) => status);
  return {
    now,
    status: worst(statuses),
    elements,
    incidents: [],
    pastIncidents: [],
    maintenances: [],
    pastMaintenances: [],
    metrics: [],
    ...extra,
    page: {
      id: 7,
      name: 'Acme',
      url: 'https://acme.status.example.com/',
      timezone: 'Europe/Berlin',
      layout: 'SINGLE_COLUMN',
      isPublic: true,
      isHiddenFromSearch: false,
      hasSubscribe: true,
      hasHistory: true,
      updatedAt: longAgo,
      ...extra.page,
    },
  };
}

/** A page on a bad day, as one would show it to a designer. */
export function aBusyView(): PageView {
  const checkout = aService(2, 'Checkout', {
    description: 'Card and bank payments',
    status: 'PARTIAL_OUTAGE',
    history: rough,
    isOpen: true,
  });
  const search = aService(4, 'Search', { status: 'DEGRADED', history: rough });
  const mail = aService(6, 'E-mail delivery', { status: 'UNDER_MAINTENANCE' });
  const elements = [
    aService(1, 'Website', { description: 'acme.example.com and everything that customers see first' }),
    aGroup(10, 'Shop', [checkout, aService(3, 'Basket'), search], { history: rough }),
    aGroup(11, 'Back office', [aService(5, 'Reports'), mail]),
    aService(8, 'Webhooks', { status: 'MAJOR_OUTAGE', history: rough }),
    aService(9, 'قاعدة البيانات', { description: 'Arabic names stand their ground' }),
  ];
  return aView({
    elements,
    page: {
      ...aView().page,
      name: 'Acme',
      title: 'Acme status',
      description: 'What works, what does not, and what we are doing about it.',
      announcement:
        'We are moving to **new data centres** this winter. [What that means for you](https://example.com/move)',
    },
    incidents: [
      anIncident(100, 'Card payments fail for some customers', {
        status: 'IDENTIFIED',
        affected: [
          { service: checkout, impact: 'PARTIAL_OUTAGE' },
          { service: search, impact: 'DEGRADED' },
        ],
        updates: [
          {
            id: '100b',
            status: 'IDENTIFIED',
            body: 'Our payment provider rejects about **one in five** card payments. Bank transfer works.\n\n- Orders are kept for 24 hours\n- Nobody is charged twice',
            at: at('2026-11-28T13:05:00'),
            affected: [],
          },
          {
            id: '100a',
            status: 'INVESTIGATING',
            body: 'We see failing card payments and are looking into it.',
            at: at('2026-11-28T12:40:00'),
            affected: [],
          },
        ],
      }),
    ],
    pastIncidents: [
      anIncident(90, 'Website slow', {
        status: 'RESOLVED',
        createdAt: at('2026-11-25T07:10:00'),
        resolvedAt: at('2026-11-25T07:40:00'),
        updatedAt: at('2026-11-25T07:40:00'),
        updates: [
          { id: '90a', status: 'RESOLVED', body: 'A cache was full.', at: at('2026-11-25T07:40:00'), affected: [] },
        ],
      }),
      anIncident(80, 'Search without results', {
        status: 'RESOLVED',
        createdAt: at('2026-10-31T07:10:00'),
        resolvedAt: at('2026-10-31T09:40:00'),
        updatedAt: at('2026-10-31T09:40:00'),
      }),
    ],
    maintenances: [
      aMaintenance(200, 'Mail servers get new disks', {
        status: 'in_progress',
        start: at('2026-11-28T13:00:00'),
        end: at('2026-11-28T14:00:00'),
        services: [mail],
        description: 'Mails are sent up to ten minutes later than usual.',
      }),
      aMaintenance(201, 'Database upgrade', { services: [checkout] }),
    ],
    metrics: [
      aMetric(300, 'Response time'),
      aMetric(301, 'Orders today', { displayType: 'SINGLE', unitLabel: undefined }),
    ],
  });
}

/** 100 services in 20 groups, 5 metrics, 90 days each: what the budget of design §10 is for. */
export function aLargeView(): PageView {
  const members = (group: number) =>
    Array.from({ length: 5 }, (_, index) =>
      aService(1000 + group * 10 + index, `Service ${group}-${index}`, {
        description: 'What it does for its customers',
        history: index % 2 === 0 ? rough : fine,
      }),
    );
  return aView({
    elements: Array.from({ length: 20 }, (_, group) =>
      aGroup(group + 1, `Group ${group}`, members(group), { history: rough }),
    ),
    metrics: Array.from({ length: 5 }, (_, index) => aMetric(index + 9000, `Metric ${index}`)),
  });
}
