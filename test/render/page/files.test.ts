import { gzipSync } from 'node:zlib';
import ical, { type VEvent } from 'node-ical';
import Parser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import { pageFiles } from '../../../functions/render/page/files.ts';
import {
  aBusyView,
  aGroup,
  aLargeView,
  aMaintenance,
  aMetric,
  anIncident,
  aService,
  at,
  aView,
  rough,
} from './view.ts';

const bodyOf = (view: Parameters<typeof pageFiles>[0], path: string): string => pageFiles(view).get(path)?.body ?? '';
const jsonOf = (view: Parameters<typeof pageFiles>[0], path: string) => JSON.parse(bodyOf(view, path));

describe('the files of a page', () => {
  it('are these, and a pair of documents for each incident, window and month', () => {
    const paths = [...pageFiles(aBusyView()).keys()];
    const documents = (path: string) => [`${path}index.en.html`, `${path}index.de.html`];
    expect(paths.toSorted()).toEqual(
      [
        ...['', '404/', 'incidents/100/', 'incidents/90/', 'incidents/80/', 'maintenances/200/', 'maintenances/201/'],
        ...['history/', 'history/2026-11/', 'history/2026-10/'],
      ]
        .flatMap(documents)
        .concat(
          ['style.css', 'status.json', 'metrics.json', 'history.atom', 'history.rss', 'maintenances.ics'],
          ['badge.svg', 'widget.json', 'widget.js', 'robots.txt'],
          ['summary', 'status', 'components', 'incidents', 'incidents/unresolved', 'scheduled-maintenances']
            .concat(['scheduled-maintenances/upcoming', 'scheduled-maintenances/active'])
            .map((name) => `api/v2/${name}.json`),
        )
        .toSorted(),
    );
  });

  it('have no history where it is switched off', () => {
    const paths = [...pageFiles(aView({ page: { ...aView().page, hasHistory: false } })).keys()];
    expect(paths.filter((path) => path.startsWith('history/'))).toEqual([]);
  });

  it('say to search engines what the page says', () => {
    const hidden = aView({ page: { ...aView().page, isHiddenFromSearch: true } });
    expect(bodyOf(hidden, 'index.en.html')).toContain('<meta name="robots" content="noindex"/>');
    expect(bodyOf(hidden, 'robots.txt')).toContain('Disallow: /');
    expect(bodyOf(aView(), 'index.en.html')).not.toContain('noindex');
  });

  it('are the same for the same view', () => {
    expect([...pageFiles(aBusyView())]).toEqual([...pageFiles(aBusyView())]);
  });
});

describe('the hooks of a page', () => {
  const html = bodyOf(aBusyView(), 'index.en.html');
  it.each([
    ['the page', /<body[^>]* data-page-status="MAJOR_OUTAGE"/],
    ['when it was made', /<time datetime="2026-11-28T13:24:00.000Z" data-rendered="2026-11-28T13:24:00.000Z"/],
    ['a service', /data-service="2" data-status="PARTIAL_OUTAGE"/],
    ['a group', /data-group="10" data-status="PARTIAL_OUTAGE"/],
    ['an incident', /data-incident="100"/],
    ['a window', /data-maintenance="201"/],
    ['a metric', /data-metric="300"/],
    ['a day', /<i data-day="2026-11-25" class=x>/],
  ])('name %s', (_name, hook) => {
    expect(html).toMatch(hook);
  });
});

describe('status.json', () => {
  const summary = jsonOf(aBusyView(), 'status.json');

  it('has the page and its status, as its readers know them', () => {
    expect(summary.page).toEqual({
      id: '7',
      name: 'Acme',
      url: 'https://acme.status.example.com/',
      time_zone: 'Europe/Berlin',
      updated_at: '2026-11-28T13:24:00.000Z',
    });
    expect(summary.status).toEqual({ indicator: 'critical', description: 'Major Service Outage' });
  });

  it.each([
    ['OPERATIONAL', 'operational', 'none', 'All Systems Operational'],
    ['UNDER_MAINTENANCE', 'under_maintenance', 'maintenance', 'Service Under Maintenance'],
    ['DEGRADED', 'degraded_performance', 'minor', 'Partially Degraded Service'],
    ['PARTIAL_OUTAGE', 'partial_outage', 'major', 'Partial System Outage'],
    ['MAJOR_OUTAGE', 'major_outage', 'critical', 'Major Service Outage'],
  ] as const)('says %s as %s and %s', (status, component, indicator, description) => {
    const document = jsonOf(aView({ elements: [aService(1, 'Website', { status })] }), 'status.json');
    expect(document.components[0].status).toBe(component);
    expect(document.status).toEqual({ indicator, description });
  });

  it('has groups and services as components, in order, with uptime and days', () => {
    const brief = summary.components.map((one: Record<string, unknown>) => [
      one.id,
      one.group,
      one.group_id,
      one.components,
    ]);
    expect(brief).toEqual([
      ['1', false, null, undefined],
      ['10', true, null, ['2', '3', '4']],
      ['2', false, '10', undefined],
      ['3', false, '10', undefined],
      ['4', false, '10', undefined],
      ['11', true, null, ['5', '6']],
      ['5', false, '11', undefined],
      ['6', false, '11', undefined],
      ['8', false, null, undefined],
      ['9', false, null, undefined],
    ]);
    const checkout = summary.components[2];
    expect(checkout.uptime).toEqual({ p30: 99.912, p60: 99.951, p90: 99.967 });
    expect(checkout.days).toHaveLength(90);
    expect(checkout.days.at(-4)).toEqual({
      date: '2026-11-25',
      worst: 'major_outage',
      majorSec: 1800,
      partialSec: 0,
      uptime: 97.917,
    });
    expect(checkout.days[0]).toMatchObject({ worst: null, uptime: null });
  });

  it('says nothing of uptime that is hidden', () => {
    const { history: _hidden, ...service } = aService(1, 'Website');
    const [component] = jsonOf(aView({ elements: [service] }), 'status.json').components;
    expect(component).not.toHaveProperty('uptime');
    expect(component).not.toHaveProperty('days');
  });

  it('has open incidents with whole components and updates, newest first', () => {
    const [incident] = summary.incidents;
    expect(incident).toMatchObject({
      id: '100',
      name: 'Card payments fail for some customers',
      status: 'identified',
      impact: 'major',
      started_at: '2026-11-28T12:40:00.000Z',
      monitoring_at: null,
      resolved_at: null,
      shortlink: 'https://acme.status.example.com/incidents/100',
      page_id: '7',
    });
    expect(incident.components.map(({ id, name, status }: Record<string, string>) => [id, name, status])).toEqual([
      ['2', 'Checkout', 'partial_outage'],
      ['4', 'Search', 'degraded_performance'],
    ]);
    expect(incident.incident_updates.map(({ id, status }: Record<string, string>) => [id, status])).toEqual([
      ['100b', 'identified'],
      ['100a', 'investigating'],
    ]);
    expect(incident.incident_updates[0].body).toContain('**one in five**');
  });

  it('has windows that run and come', () => {
    expect(
      summary.scheduled_maintenances.map((one: Record<string, unknown>) => [
        one.id,
        one.status,
        one.impact,
        one.scheduled_for,
      ]),
    ).toEqual([
      ['200', 'in_progress', 'maintenance', '2026-11-28T13:00:00.000Z'],
      ['201', 'scheduled', 'maintenance', '2026-12-02T21:00:00.000Z'],
    ]);
    expect(jsonOf(aBusyView(), 'api/v2/scheduled-maintenances/active.json').scheduled_maintenances).toHaveLength(1);
    expect(jsonOf(aBusyView(), 'api/v2/scheduled-maintenances/upcoming.json').scheduled_maintenances).toHaveLength(1);
  });

  it('lists at most 50 incidents, resolved ones among them', () => {
    const pastIncidents = Array.from({ length: 60 }, (_, index) =>
      anIncident(index + 200, `past ${index}`, { status: 'RESOLVED' }),
    );
    const { incidents } = jsonOf({ ...aBusyView(), pastIncidents }, 'api/v2/incidents.json');
    expect(incidents).toHaveLength(50);
    expect(incidents.slice(0, 2).map(({ status }: Record<string, string>) => status)).toEqual([
      'identified',
      'resolved',
    ]);
  });
});

describe('readers of feeds and calendars', () => {
  it.each(['history.atom', 'history.rss'])('read %s', async (path) => {
    const feed = await new Parser().parseString(bodyOf(aBusyView(), path));
    expect(feed.title).toBe('Acme status');
    expect(feed.items.map(({ title, link }) => [title, link])).toEqual([
      ['Card payments fail for some customers', 'https://acme.status.example.com/incidents/100'],
      ['Website slow', 'https://acme.status.example.com/incidents/90'],
      ['Mail servers get new disks', 'https://acme.status.example.com/maintenances/200'],
      ['Database upgrade', 'https://acme.status.example.com/maintenances/201'],
      ['Search without results', 'https://acme.status.example.com/incidents/80'],
    ]);
    const [first] = feed.items;
    expect(first?.guid ?? first?.id).toBe('https://acme.status.example.com/incidents/100');
    expect(first?.content?.indexOf('one in five')).toBeLessThan(first?.content?.indexOf('We see failing') ?? 0);
  });

  it('are told by RSS what it is about, also of a page that says nothing of itself', () => {
    const { page } = aBusyView();
    const bare = { ...aBusyView(), page: { ...page, description: undefined } };
    expect(bodyOf(bare, 'history.rss')).toContain('<description>Acme status</description>');
    expect(bodyOf(bare, 'history.atom')).not.toContain('<subtitle>');
  });

  it('read the calendar: exact times, ids that stay when a window is moved', () => {
    const events = (view = aBusyView()) =>
      Object.values(ical.sync.parseICS(bodyOf(view, 'maintenances.ics'))).filter(
        (one) => one?.type === 'VEVENT',
      ) as VEvent[];
    expect(events().map(({ uid, start, end }) => [uid, start.toISOString(), end?.toISOString()])).toEqual([
      ['maintenance-200@acme.status.example.com', '2026-11-28T13:00:00.000Z', '2026-11-28T14:00:00.000Z'],
      ['maintenance-201@acme.status.example.com', '2026-12-02T21:00:00.000Z', '2026-12-02T23:30:00.000Z'],
    ]);
    const moved = {
      ...aBusyView(),
      maintenances: [
        aMaintenance(201, 'Database upgrade', { start: at('2026-12-03T21:00:00'), end: at('2026-12-03T22:00:00') }),
      ],
    };
    expect(events(moved)[0]?.uid).toBe('maintenance-201@acme.status.example.com');
  });
});

describe('texts of strangers', () => {
  const hostile = '</script><script>alert(1)</script>"\'&\u2028\u202E]]>\u0000=1+1';
  const service = aService(1, hostile, { description: hostile, status: 'MAJOR_OUTAGE', history: rough });
  const view = aView({
    elements: [service, aGroup(2, hostile, [aService(3, hostile)])],
    incidents: [
      anIncident(4, hostile, {
        affected: [{ service, impact: 'MAJOR_OUTAGE' }],
        updates: [{ id: 'a', status: 'IDENTIFIED', body: hostile, at: at('2026-11-28T12:00:00'), affected: [] }],
      }),
    ],
    maintenances: [aMaintenance(5, hostile, { description: hostile, services: [service] })],
    metrics: [aMetric(6, hostile, { unitLabel: hostile, description: hostile })],
    page: {
      ...aView().page,
      name: hostile,
      title: hostile,
      description: hostile,
      announcement: hostile,
      announcementInWidget: hostile,
    },
  });
  const files = [...pageFiles(view)];

  it.each(files.filter(([path]) => /html$|svg$/.test(path)))('stay text in %s', (_path, { body }) => {
    expect(body).not.toContain('<script>alert');
    expect(body.match(/<script/g) ?? []).toHaveLength(body.includes('<html') ? 1 : 0);
  });

  it('stay text in feeds, JSON and the calendar', async () => {
    // Titles are HTML in Atom, and text in RSS.
    const titles = [
      ['history.atom', '&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;'],
      ['history.rss', '</script><script>alert(1)</script>'],
    ] as const;
    for (const [path, title] of titles) {
      const feed = await new Parser().parseString(bodyOf(view, path));
      expect(feed.items[0]?.title?.replaceAll(/\s/g, '')).toContain(title);
      expect(feed.items[0]?.content).not.toContain('<script>');
    }
    expect(jsonOf(view, 'status.json').incidents[0].name).toBe(hostile);
    const lines = bodyOf(view, 'maintenances.ics').split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });
});

describe('the size of a large page', () => {
  it('is under 60 KB with its style, as it travels', () => {
    const files = pageFiles(aLargeView());
    const bytes = ['index.en.html', 'style.css'].map((path) => gzipSync(files.get(path)?.body ?? '').length);
    expect(bytes.reduce((a, b) => a + b)).toBeLessThan(60 * 1024);
  });
});
