import { describe, expect, it } from 'vitest';
import type { Incident, IncidentUpdate } from '../../../functions/domain/incident/incident.ts';
import type { MaintenanceWindow } from '../../../functions/domain/maintenance/maintenance-window.ts';
import type { StatusPage } from '../../../functions/domain/page/status-page.ts';
import { type PageFacts, pageView } from '../../../functions/domain/page/view-of.ts';
import type { Service } from '../../../functions/domain/service/service.ts';
import { aService, aStatusPage, at, tenOClock as ten } from '../../support/factories.ts';

const now = at('2026-11-28T12:00:00Z');
const view = (
  page: Partial<StatusPage>,
  facts: Partial<PageFacts> = {},
  services: readonly Service[] = [aService(1)],
  audience?: Parameters<typeof pageView>[2],
) =>
  pageView(
    {
      page: aStatusPage(7, { services: [1], ...page }),
      url: 'https://acme.example.com/',
      services: services.map((service) => ({ service, changes: service.changes, overrides: [] })),
      incidents: [],
      windows: [],
      metrics: [],
      ...facts,
    },
    now,
    audience,
  );

describe('the face of a page', () => {
  const least = {
    id: 7,
    name: 'Page 7',
    url: 'https://acme.example.com/',
    timezone: 'UTC',
    layout: 'SINGLE_COLUMN',
    isPublic: true,
    isHiddenFromSearch: false,
    hasSubscribe: true,
    hasHistory: true,
    updatedAt: ten,
  };
  const texts = {
    pageTitle: 'Acme',
    pageDescription: 'All of it',
    timezone: 'Europe/Berlin',
    appearance: 'DARK' as const,
    logoUrl: 'https://example.com/l.png',
    logoRedirectUrl: 'https://example.com/',
    faviconUrl: 'https://example.com/f.ico',
    customCss: 'p {}',
    announcement: 'Hello',
  };

  it('is what was set of it, and nothing of what was not', () => {
    expect(view({}).page).toEqual(least);
    const { pageTitle: title, pageDescription: description, announcement, ...same } = texts;
    const shown = { ...texts, announcementOnPage: true, announcementInWidget: true };
    expect(view(shown).page).toEqual({
      ...least,
      ...same,
      title,
      description,
      announcement,
      announcementInWidget: announcement,
    });
    const empty = Object.fromEntries(Object.keys(texts).map((name) => [name, '']));
    const { timezone: _timezone, appearance: _appearance, ...blank } = empty;
    expect(view(blank).page).toEqual(least);
  });

  it.each([
    [{ announcementOnPage: true }, 'announcement', 'announcementInWidget'],
    [{ announcementInWidget: true }, 'announcementInWidget', 'announcement'],
  ])('has an announcement where %j', (where, shown, not) => {
    const { page } = view({ ...where, announcement: 'Hello' });
    expect(page).toHaveProperty(shown, 'Hello');
    expect(page).not.toHaveProperty(not);
    expect(view(where).page).not.toHaveProperty(shown);
  });

  it('lets subscribe where it is public and says so', () => {
    expect(view({ visibility: 'PRIVATE' }).page).toMatchObject({ isPublic: false, hasSubscribe: false });
    expect(view({ showSubscribeAction: false }).page.hasSubscribe).toBe(false);
    const facts = { hiddenFromSearch: true, showIncidentHistoryOption: false, pageLayout: 'RESPONSIVE' as const };
    expect(view(facts).page).toMatchObject({ isHiddenFromSearch: true, hasHistory: false, layout: 'RESPONSIVE' });
  });

  it('announces nothing to who sees nothing of it', () => {
    const announced = { announcement: 'Hello', announcementOnPage: true, announcementInWidget: true };
    const seeing = (...services: number[]) => ({ services: new Set(services), metrics: new Set<number>() });
    const nothing = view(announced, {}, [aService(1)], seeing()).page;
    expect(nothing).toEqual(least);
    expect(view(announced, {}, [aService(1)], seeing(1)).page).toMatchObject({ announcement: 'Hello' });
    expect(view({ ...announced, services: [] }, {}, []).page).toMatchObject({ announcement: 'Hello' });
    const metrics = [{ id: 5 }] as unknown as PageFacts['metrics'];
    const withMetric = { services: new Set<number>(), metrics: new Set([5]) };
    expect(view({ ...announced, metrics: [5] }, { metrics }, [aService(1)], withMetric).page).toMatchObject({
      announcement: 'Hello',
    });
  });
});

describe('metrics of a page', () => {
  it('are there in its order, each once, for everybody', () => {
    const metrics = [{ id: 5 }, { id: 6 }, { id: 7 }] as unknown as PageFacts['metrics'];
    expect(view({ metrics: [6, 9, 5, 6] }, { metrics }).metrics).toEqual([{ id: 6 }, { id: 5 }]);
  });
});

describe('a service on a page', () => {
  it('says what is known of it', () => {
    const facts = { description: 'Sells', iconUrl: 'https://example.com/i.png' };
    const [shown] = view({}, {}, [aService(1, { ...facts, createdAt: at('2026-11-27T00:00:00Z') })]).elements;
    expect(shown).toMatchObject({
      ...facts,
      kind: 'service',
      id: 1,
      name: 'Service 1',
      status: 'OPERATIONAL',
      isOpen: false,
      createdAt: at('2026-11-27T00:00:00Z'),
      updatedAt: ten,
      trackedSince: at('2026-11-27T00:00:00Z'),
    });
    const [plain] = view({}, {}, [aService(1, { description: '', iconUrl: '', showUptimeHistory: false })]).elements;
    for (const name of ['description', 'iconUrl', 'history']) expect(plain).not.toHaveProperty(name);
  });
});

describe('an incident on a page', () => {
  const incident: Incident = {
    id: 4,
    version: 1,
    summary: 'Down',
    status: 'RESOLVED',
    sendNotification: false,
    affected: [{ serviceId: 1, impact: 'DEGRADED' }],
    alerts: [],
    subscribers: [],
    createdAt: ten,
    updatedAt: at('2026-11-21T13:00:00Z'),
    resolvedAt: at('2026-11-21T13:00:00Z'),
    openedAt: ten,
  };
  const update = (id: string, createdAt: typeof ten, status: Incident['status'] = 'INVESTIGATING'): IncidentUpdate => ({
    id,
    incidentId: 4,
    status,
    content: id,
    affected: incident.affected,
    sendNotification: false,
    createdAt,
  });

  it('says when it was under watch last and resolved, its updates newest first', () => {
    const [eleven, noon] = [at('2026-11-21T11:00:00Z'), at('2026-11-21T12:00:00Z')];
    const updates = [
      update('b', ten),
      update('d', noon, 'MONITORING'),
      update('c', eleven, 'MONITORING'),
      update('e', ten),
    ];
    const [told] = view({}, { incidents: [{ incident, updates: [...updates, update('a', ten)] }] }).pastIncidents;
    expect(told).toMatchObject({
      id: 4,
      summary: 'Down',
      status: 'RESOLVED',
      createdAt: ten,
      updatedAt: incident.updatedAt,
      monitoringAt: noon,
      resolvedAt: incident.resolvedAt,
    });
    expect(told?.updates.map(({ id, body, at: when }) => [id, body, when])).toEqual([
      ['d', 'd', noon],
      ['c', 'c', eleven],
      ['e', 'e', ten],
      ['b', 'b', ten],
      ['a', 'a', ten],
    ]);
    expect(told?.updates[0]?.affected).toMatchObject([{ impact: 'DEGRADED', service: { id: 1, isOpen: false } }]);
    const { resolvedAt: _resolvedAt, ...open } = incident;
    const [still] = view({}, { incidents: [{ incident: { ...open, status: 'IDENTIFIED' }, updates: [] }] }).incidents;
    expect(still).not.toHaveProperty('resolvedAt');
    expect(still).not.toHaveProperty('monitoringAt');
  });

  it('is there in the order of its begin, the newest first', () => {
    const begun = (id: number, hour: number) => ({
      incident: { ...incident, id, createdAt: at(`2026-11-21T${hour}:00:00Z`) },
      updates: [],
    });
    const { pastIncidents, incidents } = view({}, { incidents: [begun(1, 11), begun(2, 13), begun(3, 12)] });
    expect(pastIncidents.map(({ id }) => id)).toEqual([2, 3, 1]);
    expect(incidents).toEqual([]);
  });
});

describe('planned work on a page', () => {
  const aWindow = (start: string, end: string, more: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
    id: 9,
    version: 0,
    timezone: 'UTC',
    start,
    end,
    startsAt: at(start),
    endsAt: at(end),
    summary: 'Disks',
    sources: [],
    services: [1],
    upcoming: [],
    createdAt: ten,
    updatedAt: now,
    ...more,
  });
  const shown = (...windows: readonly MaintenanceWindow[]) => {
    const { maintenances, pastMaintenances } = view({}, { windows });
    return { coming: maintenances.map(({ start }) => start), over: pastMaintenances.map(({ start }) => start) };
  };

  it('is over at its end, and on from its start', () => {
    const until = (end: string) => view({}, { windows: [aWindow('2026-11-28T11:00:00Z', end)] });
    expect(until('2026-11-28T12:00:00Z').pastMaintenances).toMatchObject([{ status: 'completed' }]);
    expect(until('2026-11-28T12:00:01Z').maintenances).toMatchObject([
      {
        id: 9,
        status: 'in_progress',
        isRecurring: false,
        summary: 'Disks',
        description: '',
        createdAt: ten,
        updatedAt: now,
        services: [{ id: 1, status: 'UNDER_MAINTENANCE' }],
      },
    ]);
    const next = aWindow('2026-11-28T12:00:00Z', '2026-11-28T13:00:00Z', { description: 'All' });
    expect(view({}, { windows: [next] }).maintenances).toMatchObject([{ status: 'in_progress', description: 'All' }]);
    const later = aWindow('2026-11-28T12:00:01Z', '2026-11-28T13:00:00Z');
    expect(view({}, { windows: [later] }).maintenances).toMatchObject([{ status: 'scheduled' }]);
  });

  it('is announced and told for ninety days', () => {
    const first = aWindow('2027-02-26T11:59:59Z', '2027-02-27T00:00:00Z');
    const far = aWindow('2027-02-26T12:00:00Z', '2027-02-27T00:00:00Z');
    const last = aWindow('2026-08-30T00:00:00Z', '2026-08-30T12:00:01Z');
    const long = aWindow('2026-08-30T00:00:00Z', '2026-08-30T12:00:00Z');
    expect(shown(far, first, long, last)).toEqual({ coming: [first.startsAt], over: [last.startsAt] });
  });

  it('stands in the order of its begin, and of what is over the newest is first', () => {
    const over = (hour: number) => aWindow(`2026-11-27T0${hour}:00:00Z`, `2026-11-27T0${hour}:30:00Z`);
    const next = (hour: number) => aWindow(`2026-11-29T0${hour}:00:00Z`, `2026-11-29T0${hour}:30:00Z`);
    const all = [2, 3, 1].flatMap((hour) => [over(hour), next(hour)]);
    expect(shown(...all)).toEqual({
      coming: [1, 2, 3].map((hour) => next(hour).startsAt),
      over: [3, 2, 1].map((hour) => over(hour).startsAt),
    });
  });

  it('is what the page is in from its first moment on', () => {
    const windows = [aWindow('2026-11-28T12:00:00Z', '2026-11-28T13:00:00Z')];
    expect(view({}, { windows }).status).toBe('UNDER_MAINTENANCE');
    expect(view({}, { windows: [aWindow('2026-11-28T12:00:01Z', '2026-11-28T13:00:00Z')] }).status).toBe('OPERATIONAL');
  });

  it('is at most twenty times of one window each way, those near to now', () => {
    const daily = aWindow('2026-08-01T08:00:00Z', '2026-08-01T09:00:00Z', { recurrence: 'FREQ=DAILY' });
    const { coming, over } = shown(daily);
    expect([coming.length, coming[0], coming.at(-1)]).toEqual([
      20,
      at('2026-11-29T08:00:00Z'),
      at('2026-12-18T08:00:00Z'),
    ]);
    expect([over.length, over[0], over.at(-1)]).toEqual([20, at('2026-11-28T08:00:00Z'), at('2026-11-09T08:00:00Z')]);
    expect(view({}, { windows: [daily] }).maintenances[0]?.isRecurring).toBe(true);
  });
});
