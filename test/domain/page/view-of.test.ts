import { describe, expect, it } from 'vitest';
import type { Incident, IncidentUpdate } from '../../../functions/domain/incident/incident.ts';
import type { MaintenanceWindow } from '../../../functions/domain/maintenance/maintenance-window.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { servicesOf } from '../../../functions/domain/page/view.ts';
import { type Audience, type PageFacts, pageView } from '../../../functions/domain/page/view-of.ts';
import type { Service } from '../../../functions/domain/service/service.ts';
import type { ServiceStatus } from '../../../functions/domain/service/status.ts';
import type { Instant } from '../../../functions/domain/time.ts';
import { aStatusPage } from '../../support/factories.ts';

const at = (text: string): Instant => `${text}.000Z` as Instant;
const now = at('2026-11-28T12:00:00');
const before = at('2026-06-01T00:00:00');

const aService = (id: number, extra: Partial<Service> = {}): Service => ({
  id,
  version: 1,
  name: `service ${id}`,
  status: 'OPERATIONAL',
  statusSetAt: before,
  holds: [],
  changes: [],
  oneOpenIncidentOnly: false,
  showUptimeHistory: true,
  teams: [],
  dependencies: [],
  subscribers: [],
  createdAt: before,
  updatedAt: before,
  ...extra,
});

/** Of three services and a group that stands nowhere yet. */
const aPage = (extra: Partial<StatusPage> = {}): StatusPage =>
  aStatusPage(7, {
    services: [1, 2, 3],
    groups: [{ id: 50, name: 'Shop', createdAt: before, updatedAt: before }],
    ...extra,
  });

const anIncident = (
  id: number,
  impacts: Readonly<Record<number, ServiceStatus>>,
  extra: Partial<Incident> = {},
): Incident => ({
  id,
  version: 1,
  summary: `incident ${id}`,
  status: 'INVESTIGATING',
  sendNotification: false,
  affected: Object.entries(impacts).map(([serviceId, impact]) => ({ serviceId: Number(serviceId), impact })),
  alerts: [],
  subscribers: [],
  createdAt: at('2026-11-28T10:00:00'),
  updatedAt: at('2026-11-28T10:00:00'),
  openedAt: at('2026-11-28T10:00:00'),
  ...extra,
});

const anUpdate = (incident: Incident, extra: Partial<IncidentUpdate> = {}): IncidentUpdate => ({
  id: `${incident.id}a`,
  incidentId: incident.id,
  status: incident.status,
  content: 'text',
  affected: incident.affected,
  sendNotification: false,
  createdAt: incident.createdAt,
  ...extra,
});

const aWindow = (
  id: number,
  services: number[],
  start: string,
  end: string,
  extra: Partial<MaintenanceWindow> = {},
): MaintenanceWindow => ({
  id,
  version: 1,
  timezone: 'UTC',
  start,
  end,
  startsAt: at(start),
  endsAt: at(end),
  summary: `window ${id}`,
  sources: [],
  services,
  upcoming: [],
  createdAt: before,
  updatedAt: before,
  ...extra,
});

const aMetric = (id: number) => ({ id }) as PageFacts['metrics'][number];

const facts = (
  extra: Partial<PageFacts> = {},
  services: readonly Service[] = [1, 2, 3].map((id) => aService(id)),
): PageFacts => ({
  page: aPage(),
  url: 'https://acme.example.com/',
  services: services.map((service) => ({ service, changes: service.changes, overrides: [] })),
  incidents: [],
  windows: [],
  metrics: [],
  ...extra,
});

const seeing = (services: number[], metrics: number[] = []): Audience => ({
  services: new Set(services),
  metrics: new Set(metrics),
});

describe('what a page shows', () => {
  it('is its services in their order, those of its structure first', () => {
    const structure = aPage({
      services: [1, 2, 3],
      elements: [
        { id: 3, type: 'SERVICE', options: ['expand'] },
        { id: 50, type: 'GROUP', options: [], children: [{ id: 2, type: 'SERVICE', options: [] }] },
      ],
    });
    const { elements } = pageView(facts({ page: structure }), now);
    expect(elements.map(({ kind, id }) => [kind, id])).toEqual([
      ['service', 3],
      ['group', 50],
      ['service', 1],
    ]);
    expect(elements[0]).toMatchObject({ isOpen: true });
  });

  it.each([
    [[], [], false],
    [['expand'], [], true],
    [[], ['expand'], true],
  ])('opens a group that says %j with a service that says %j: %s', (options, ofService, isOpen) => {
    const service = (id: number, said: string[]) => ({ id, type: 'SERVICE' as const, options: said });
    const children = [service(1, ofService), service(2, [])];
    const page = aPage({ elements: [{ id: 50, type: 'GROUP', options, children }] });
    expect(pageView(facts({ page }), now).elements[0]).toMatchObject({ kind: 'group', isOpen });
  });

  it.each([
    ['a service that is not on the page', [{ id: 9, type: 'SERVICE', options: [] }]],
    [
      'a group that is gone',
      [{ id: 51, type: 'GROUP', options: [], children: [{ id: 1, type: 'SERVICE', options: [] }] }],
    ],
    ['a group without services', [{ id: 50, type: 'GROUP', options: [], children: [] }]],
    ['a group of which nothing is said', [{ id: 50, type: 'GROUP', options: [] }]],
    ['a service twice', [1, 1].map((id) => ({ id, type: 'SERVICE', options: [] }))],
  ] as const)('leaves out %s, and no service with it', (_name, elements) => {
    const { elements: shown } = pageView(
      facts({ page: aPage({ elements: elements as unknown as StatusPage['elements'] }) }),
      now,
    );
    const ids = servicesOf({ elements: shown }).map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(shown.some(({ kind }) => kind === 'group')).toBe(false);
  });

  it('has the worst status of what is on it, also by incidents and running windows', () => {
    const held = aService(1, { holds: [{ incidentId: 5, impact: 'PARTIAL_OUTAGE' }] });
    expect(pageView(facts({}, [held, aService(2)]), now).status).toBe('PARTIAL_OUTAGE');
    const windows = [aWindow(8, [2], '2026-11-28T11:59:00', '2026-11-28T12:30:00')];
    expect(pageView(facts({ windows }), now).status).toBe('UNDER_MAINTENANCE');
    expect(pageView(facts({ windows }), at('2026-11-28T12:30:00')).status).toBe('OPERATIONAL');
    expect(pageView(facts({}, [aService(9, { status: 'MAJOR_OUTAGE' })]), now).status).toBe('OPERATIONAL');
  });

  it("tells a group's past from its members', and each service's from its own", () => {
    const change = (from: string, until: string, status: ServiceStatus) => [
      { at: at(from), status },
      { at: at(until), status: 'OPERATIONAL' as const },
    ];
    const one = aService(1, { changes: change('2026-11-27T10:00:00', '2026-11-27T10:30:00', 'MAJOR_OUTAGE') });
    const two = aService(2, { changes: change('2026-11-27T10:15:00', '2026-11-27T11:00:00', 'PARTIAL_OUTAGE') });
    const children = [1, 2].map((id) => ({ id, type: 'SERVICE' as const, options: [] }));
    const page = aPage({ elements: [{ id: 50, type: 'GROUP', options: [], children }] });
    const group = pageView(facts({ page }, [one, two]), now).elements[0];
    expect(group?.history?.days.at(-2)).toMatchObject({ worst: 'MAJOR_OUTAGE', majorSec: 1800, partialSec: 1800 });
  });

  it('hides uptime where the service or the group says so', () => {
    const children = [{ id: 1, type: 'SERVICE' as const, options: [] }];
    const page = aPage({ elements: [{ id: 50, type: 'GROUP', options: ['no-graph'], children }] });
    const { elements } = pageView(facts({ page }, [aService(1), aService(2, { showUptimeHistory: false })]), now);
    expect(elements.map((one) => one.history !== undefined)).toEqual([false, false]);
    expect(elements[0]?.kind === 'group' && elements[0].members[0]?.history).toBeTruthy();
  });

  it('tells open incidents and past ones, newest first, updates newest first', () => {
    const open = anIncident(20, { 1: 'DEGRADED' });
    const resolved = anIncident(
      10,
      { 1: 'DEGRADED' },
      { status: 'RESOLVED', createdAt: before, resolvedAt: at('2026-06-02T00:00:00') },
    );
    const updates = [
      anUpdate(open),
      anUpdate(open, { id: '20b', status: 'MONITORING', createdAt: at('2026-11-28T11:00:00') }),
      anUpdate(open, { id: '20c', status: 'IDENTIFIED', createdAt: at('2026-11-28T10:30:00') }),
    ];
    const view = pageView(
      facts({
        incidents: [
          { incident: resolved, updates: [] },
          { incident: open, updates },
        ],
      }),
      now,
    );
    expect(view.incidents.map(({ id }) => id)).toEqual([20]);
    expect(view.pastIncidents.map(({ id }) => id)).toEqual([10]);
    expect(view.incidents[0]?.updates.map(({ id }) => id)).toEqual(['20b', '20c', '20a']);
    expect(view.incidents[0]?.monitoringAt).toBe('2026-11-28T11:00:00.000Z');
  });

  it('tells windows that are over, run, and come, and the occurrences of those that recur', () => {
    const windows = [
      aWindow(30, [1], '2026-11-28T10:00:00', '2026-11-28T12:00:00'),
      aWindow(31, [1], '2026-11-28T12:00:00', '2026-11-28T13:00:00'),
      aWindow(32, [1], '2026-12-01T02:00:00', '2026-12-01T03:00:00', { recurrence: 'FREQ=WEEKLY;COUNT=3' }),
      aWindow(33, [9], '2026-12-01T02:00:00', '2026-12-01T03:00:00'),
    ];
    const view = pageView(facts({ windows }), now);
    expect(view.pastMaintenances.map(({ id, status }) => [id, status])).toEqual([[30, 'completed']]);
    expect(view.maintenances.map(({ id, status, start }) => [id, status, start.slice(5, 10)])).toEqual([
      [31, 'in_progress', '11-28'],
      [32, 'scheduled', '12-01'],
      [32, 'scheduled', '12-08'],
      [32, 'scheduled', '12-15'],
    ]);
  });

  it('says an announcement where it is switched on', () => {
    const page = aPage({ announcement: 'Hello', announcementInWidget: true });
    expect(pageView(facts({ page }), now).page).toMatchObject({ announcementInWidget: 'Hello' });
    expect(pageView(facts({ page }), now).page.announcement).toBeUndefined();
    expect(pageView(facts({ page: { ...page, announcementOnPage: true } }), now).page.announcement).toBe('Hello');
  });
});

describe('what an audience sees', () => {
  const shared = anIncident(20, { 1: 'DEGRADED', 2: 'MAJOR_OUTAGE' });
  const foreign = anIncident(21, { 2: 'MAJOR_OUTAGE' });
  const services = [
    aService(1, { holds: [{ incidentId: 20, impact: 'DEGRADED' }] }),
    aService(2, { name: 'secret-two', holds: [{ incidentId: 21, impact: 'MAJOR_OUTAGE' }] }),
    aService(3, {
      name: 'secret-three',
      changes: [{ at: at('2026-11-20T00:00:00'), status: 'MAJOR_OUTAGE' }],
      status: 'MAJOR_OUTAGE',
    }),
  ];
  const children = [1, 2].map((id) => ({ id, type: 'SERVICE' as const, options: [] }));
  const page = aPage({
    metrics: [60, 61],
    groups: [50, 51].map((id) => ({
      id,
      name: id === 50 ? 'Shop' : 'secret-group',
      createdAt: before,
      updatedAt: before,
    })),
    elements: [
      { id: 50, type: 'GROUP', options: [], children },
      { id: 51, type: 'GROUP', options: [], children: [{ id: 3, type: 'SERVICE', options: [] }] },
    ],
  });
  const all = facts(
    {
      page,
      incidents: [shared, foreign].map((incident) => ({ incident, updates: [anUpdate(incident)] })),
      windows: [
        aWindow(30, [1, 2], '2026-12-01T02:00:00', '2026-12-01T03:00:00'),
        aWindow(31, [2], '2026-11-28T11:00:00', '2026-11-28T13:00:00', { summary: 'secret-window' }),
      ],
      metrics: [aMetric(60), aMetric(61)],
    },
    services,
  );
  const view = pageView(all, now, seeing([1], [61]));

  it('is what is theirs, and everything that follows from it', () => {
    expect(view.status).toBe('DEGRADED');
    expect(view.elements.map(({ id, status }) => [id, status])).toEqual([[50, 'DEGRADED']]);
    expect(view.elements[0]?.history?.uptime.p90).toBe(100);
    expect(view.incidents.map(({ id, affected }) => [id, affected.map(({ service }) => service.id)])).toEqual([
      [20, [1]],
    ]);
    expect(view.incidents[0]?.updates[0]?.affected.map(({ service }) => service.id)).toEqual([1]);
    expect(view.maintenances.map(({ id, services: named }) => [id, named.map((one) => one.id)])).toEqual([[30, [1]]]);
    expect(view.metrics.map(({ id }) => id)).toEqual([61]);
  });

  it('holds no trace of what is hidden', () => {
    expect(JSON.stringify(view)).not.toMatch(/secret|MAJOR_OUTAGE/);
  });

  it('is nothing for who may see nothing', () => {
    expect(pageView(all, now, seeing([]))).toMatchObject({
      status: 'OPERATIONAL',
      elements: [],
      incidents: [],
      pastIncidents: [],
      maintenances: [],
      metrics: [],
    });
  });
});
