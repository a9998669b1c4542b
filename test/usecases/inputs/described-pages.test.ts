import { expect } from 'vitest';
import { maintenanceFrom } from '../../../functions/usecases/maintenance/from-input.ts';
import { metricDataSourceFrom, metricFrom } from '../../../functions/usecases/metric/from-input.ts';
import { statusPageFrom } from '../../../functions/usecases/page/from-input.ts';
import { serviceFrom } from '../../../functions/usecases/service/from-input.ts';
import { teamFrom } from '../../../functions/usecases/team/from-input.ts';
import { describes } from './describes.ts';

const one = { id: 11 };
const times = {
  start: '2026-11-22T10:00',
  end: '2026-11-22T12:00',
  startsAt: expect.any(String),
  endsAt: expect.any(String),
};

describes([
  {
    kind: 'a service',
    from: serviceFrom,
    least: { name: 'Shop' },
    described: { name: 'Shop', status: 'OPERATIONAL', oneOpenIncidentOnly: false, showUptimeHistory: true, teams: [] },
    fillers: { alias: null, description: null, iconUrl: null, links: null, labels: null, status: '', teams: null },
    more: {
      ...{ alias: '', description: 'Sells', iconUrl: 'https://a.example', links: [], labels: { tier: '1' } },
      ...{ status: 'DEGRADED', oneOpenIncidentOnly: true, showUptimeHistory: false, teams: [{ id: 70 }] },
    },
    moreDescribed: { teams: [70] },
    stays: ['labels', 'teams'],
  },
  {
    kind: 'a metric',
    from: metricFrom,
    least: { name: 'Load', aggregationType: 'AVG', displayType: 'GRAPH' },
    described: {
      ...{ name: 'Load', aggregationType: 'AVG', displayType: 'GRAPH', interpolateGaps: false },
      ...{ showValuesOnMouseOver: false, integrationKey: expect.any(String), teams: [] },
    },
    fillers: {
      ...{ description: null, unitLabel: null, lockYAxisMax: null, lockYAxisMin: null, mouseOverDecimal: null },
      ...{
        interpolateGaps: null,
        showValuesOnMouseOver: null,
        dataSource: { id: 0 },
        metadata: { query: ' ' },
        teams: null,
      },
    },
    more: {
      ...{
        description: '',
        unitLabel: 'ms',
        lockYAxisMax: 9,
        lockYAxisMin: 0,
        mouseOverDecimal: 0,
        interpolateGaps: true,
      },
      ...{ showValuesOnMouseOver: true, dataSource: { id: 61 }, metadata: { query: 'up' }, teams: [{ id: 70 }] },
    },
    moreDescribed: { dataSource: undefined, dataSourceId: 61, metadata: undefined, query: 'up', teams: [70] },
    stays: ['dataSourceId', 'query', 'integrationKey'],
  },
  {
    kind: 'a source of metrics',
    from: metricDataSourceFrom,
    least: {
      name: 'Prometheus',
      type: 'PROMETHEUS',
      metadata: { url: 'https://prometheus.example.com', authType: 'NONE' },
    },
    described: {
      name: 'Prometheus',
      type: 'PROMETHEUS',
      metadata: { url: 'https://prometheus.example.com', authType: 'NONE' },
      teams: [],
    },
    fillers: {
      metadata: { url: 'https://prometheus.example.com', authType: 'NONE', basicUser: null, region: '' },
      teams: null,
    },
    more: { teams: [{ id: 70 }, { id: 70 }] },
    moreDescribed: { teams: [70] },
    stays: [],
  },
  {
    kind: 'a status page',
    from: statusPageFrom,
    least: { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC' },
    described: {
      ...{ name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', audienceSpecific: false, accountWideView: false },
      ...{ ipWhitelist: [], emailWhitelist: [], hiddenFromSearch: false, showSubscribeAction: false, metrics: [] },
      ...{
        showIncidentHistoryOption: false,
        pageLayout: 'SINGLE_COLUMN',
        services: [],
        groups: [],
        teams: [],
        subscribers: [],
      },
    },
    fillers: {
      ...{
        domain: null,
        appearance: '',
        themeMode: '',
        pageLayout: '',
        services: null,
        metrics: null,
        structure: null,
      },
      ...{
        ipWhitelist: null,
        emailWhitelist: null,
        pageTitle: null,
        customCss: null,
        announcementOnPage: null,
        teams: null,
      },
    },
    more: {
      ...{
        hiddenFromSearch: true,
        showSubscribeAction: true,
        showIncidentHistoryOption: true,
        pageTitle: '',
        timezone: 'UTC',
      },
      ...{
        pageLayout: 'RESPONSIVE',
        themeMode: 'dark',
        services: [one],
        metrics: [{ id: 60 }],
        announcementOnPage: false,
      },
      ...{ structure: { elements: [{ id: 11, type: 'SERVICE' }] }, teams: [{ id: 70 }] },
    },
    moreDescribed: {
      ...{ themeMode: undefined, appearance: 'DARK', structure: undefined, services: [11], metrics: [60], teams: [70] },
      elements: [{ id: 11, type: 'SERVICE', options: [] }],
    },
    stays: ['teams'],
  },
  {
    kind: 'a maintenance window',
    from: maintenanceFrom,
    least: { start: times.start, end: times.end, summary: 'Move' },
    described: {
      ...times,
      timezone: 'UTC',
      summary: 'Move',
      sources: [],
      services: [],
      upcoming: expect.any(Array),
      createdBy: 1,
    },
    fillers: { timezone: '', recurrence: '', description: '', alertSources: null, services: null, notifications: null },
    more: {
      ...{
        timezone: 'Europe/Berlin',
        description: 'All of it',
        alertSources: [{ id: 800 }, { id: 800 }],
        services: [one],
      },
      notifications: { at24HoursBefore: true, at1HourBefore: true, atEnd: true },
    },
    moreDescribed: {
      ...{ alertSources: undefined, sources: [800], services: [11] },
      notifications: { atCreation: false, at24HoursBefore: true, at1HourBefore: true, atStart: false, atEnd: true },
    },
    stays: ['createdBy'],
  },
  {
    kind: 'a team',
    from: teamFrom,
    least: { name: 'Shop' },
    described: { name: 'Shop', visibility: 'PUBLIC', members: [] },
    fillers: { visibility: null, members: null },
    more: { visibility: 'PRIVATE', members: [{ user: { id: 2 } }, { user: { id: 3 }, role: 'ADMIN' }] },
    moreDescribed: {
      members: [
        { userId: 2, role: 'RESPONDER' },
        { userId: 3, role: 'ADMIN' },
      ],
    },
    stays: [],
  },
]);
