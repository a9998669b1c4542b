import { expect } from 'vitest';
import { alertActionFrom } from '../../../functions/usecases/alert-action/from-input.ts';
import { alertSourceFrom } from '../../../functions/usecases/alert-source/from-input.ts';
import { heartbeatMonitorFrom } from '../../../functions/usecases/heartbeat/from-input.ts';
import { identityProviderFrom } from '../../../functions/usecases/identity-provider/from-input.ts';
import { policyFrom } from '../../../functions/usecases/policy/from-input.ts';
import { scheduleFrom } from '../../../functions/usecases/schedule/from-input.ts';
import { supportHoursFrom } from '../../../functions/usecases/support-hours/from-input.ts';
import { tenOClock } from '../../support/factories.ts';
import { describes } from './describes.ts';

const level = { escalationTimeout: 5, users: [{ id: 1 }] };
const layer = { startsOn: '2026-11-16T00:00', users: [{ id: 1 }], rotation: 'P1W' };
const shift = { user: { id: 2 }, start: '2026-11-22T08:00', end: '2026-11-22T20:00' };
const day = { start: '08:00', end: '17:00' };

describes([
  {
    kind: 'an escalation policy',
    from: policyFrom,
    least: { name: 'Shop', escalationRules: [level] },
    described: {
      ...{ name: 'Shop', levels: [{ escalationTimeout: 5, targets: [{ kind: 'user', id: 1 }] }] },
      ...{ repeating: false, frequency: 1, delayMin: 0, teams: [] },
    },
    fillers: { repeating: null, frequency: null, delayMin: null, routingKey: '', teams: null },
    more: { repeating: true, frequency: 3, delayMin: 2, routingKey: 'shop', teams: [{ id: 70 }] },
    moreDescribed: { teams: [70] },
    stays: ['teams'],
  },
  {
    kind: 'a heartbeat monitor',
    from: heartbeatMonitorFrom,
    least: { name: 'Backup', intervalSec: 60 },
    described: { name: 'Backup', intervalSec: 60, integrationKey: expect.any(String), teams: [] },
    fillers: { alertSummary: '', alertSource: null, teams: null },
    more: { alertSummary: 'No backup', alertSource: { id: 800 }, teams: [{ id: 70 }] },
    moreDescribed: { alertSource: undefined, sourceId: 800, teams: [70] },
    stays: ['integrationKey', 'teams'],
  },
  {
    kind: 'an alert source',
    from: alertSourceFrom,
    least: { name: 'Shop', integrationType: 'API', escalationPolicy: { id: 900 } },
    described: {
      ...{ name: 'Shop', integrationType: 'API', policyId: 900, integrationKey: expect.any(String), active: true },
      ...{ alertCreation: 'ONE_ALERT_PER_EMAIL', alertPriorityRule: 'HIGH', teams: [], extras: {} },
    },
    fillers: {
      integrationKey: '',
      severity: null,
      active: null,
      alertCreation: null,
      iconUrl: null,
      metadata: null,
      teams: null,
    },
    more: {
      ...{ severity: 2, active: false, alertCreation: 'ONE_OPEN_ALERT_ALLOWED', alertPriorityRule: 'LOW' },
      ...{ iconUrl: 'https://a.example', metadata: { requireSignature: true }, teams: [{ id: 70 }] },
    },
    moreDescribed: { iconUrl: undefined, extras: { iconUrl: 'https://a.example' }, teams: [70] },
    stays: ['integrationKey', 'teams'],
  },
  {
    kind: 'an alert action',
    from: (ctx: never, input: never, current?: never) =>
      alertActionFrom(ctx, input, { webhookUrl: 'https://a.example' }, current),
    least: { name: 'Tell', connectorType: 'webhook', triggerTypes: ['alert-created'] },
    described: {
      ...{ name: 'Tell', connectorType: 'webhook', triggerTypes: ['alert-created'], alertSourceIds: [] },
      ...{ triggerMode: 'AUTOMATIC', params: { webhookUrl: 'https://a.example' }, teams: [] },
    },
    fillers: {
      connectorId: '',
      triggerMode: '',
      conditions: ' ',
      alertFilter: null,
      escalationEndedDelaySec: null,
      delaySec: null,
      teams: null,
    },
    more: {
      ...{ alertSources: [{ id: 800 }, { id: 800 }], triggerMode: 'MANUAL', triggerTypes: null, delaySec: 0 },
      ...{ conditions: 'true', alertFilter: { operator: 'AND', predicates: [] }, teams: [{ id: 70 }] },
    },
    moreDescribed: { alertSources: undefined, alertSourceIds: [800], triggerTypes: [], teams: [70] },
    stays: ['alertSourceIds'],
  },
  {
    kind: 'a recurring schedule',
    from: scheduleFrom,
    least: { name: 'Shop', timezone: 'UTC', type: 'RECURRING', scheduleLayers: [layer] },
    described: {
      ...{ name: 'Shop', timezone: 'UTC', type: 'RECURRING', defaultShiftDuration: 'P7D', teams: [] },
      editions: [{ from: tenOClock, layers: [{ ...layer, users: [1] }], shifts: [] }],
    },
    fillers: {
      shifts: null,
      showGaps: null,
      defaultShiftDuration: '',
      calendarUrl: '',
      teams: null,
    },
    more: {
      ...{ scheduleLayers: [{ ...layer, name: '', endsOn: '', restrictionType: '' }], showGaps: true },
      ...{ defaultShiftDuration: 'P1D', teams: [{ id: 70 }] },
    },
    moreDescribed: {
      ...{ scheduleLayers: undefined, teams: [70] },
      editions: [{ from: tenOClock, layers: [{ ...layer, name: '', users: [1] }], shifts: [] }],
    },
    stays: ['teams'],
  },
  {
    kind: 'a schedule of shifts',
    from: scheduleFrom,
    least: { name: 'Shop', timezone: 'UTC', type: 'STATIC', shifts: [shift] },
    described: {
      ...{ name: 'Shop', timezone: 'UTC', type: 'STATIC', defaultShiftDuration: 'P7D', teams: [] },
      editions: [{ from: tenOClock, layers: [], shifts: [{ userId: 2, start: shift.start, end: shift.end }] }],
    },
    fillers: { scheduleLayers: null, calendarUrl: '' },
    more: { calendarUrl: 'https://a.example/ical' },
    moreDescribed: {
      ...{ calendarUrl: undefined, import: { url: 'https://a.example/ical' } },
      editions: [{ from: tenOClock, layers: [], shifts: [] }],
    },
    stays: [],
  },
  {
    kind: 'support hours',
    from: supportHoursFrom,
    least: { name: 'Office', timezone: 'UTC', supportDays: { MONDAY: day, SUNDAY: undefined, TUESDAY: null } },
    described: {
      name: 'Office',
      timezone: 'UTC',
      supportDays: { MONDAY: day, TUESDAY: null },
      exceptions: [],
      teams: [],
    },
    fillers: { exceptions: null, teams: null },
    more: { teams: [{ id: 70 }] },
    moreDescribed: { teams: [70] },
    stays: ['teams'],
  },
  {
    kind: 'an identity provider',
    from: identityProviderFrom,
    least: { name: 'Okta', issuer: 'https://okta.example.com', clientId: 'x', domains: ['Example.com', 'example.com'] },
    described: {
      ...{
        name: 'Okta',
        issuer: 'https://okta.example.com',
        clientId: 'x',
        domains: ['example.com'],
        ownerAgreed: true,
      },
      ...{
        scopes: ['openid', 'email', 'profile'],
        claims: expect.objectContaining({ email: 'email', team: 'groups' }),
      },
      ...{ roleMappings: [], defaultRole: 'STAKEHOLDER', teamMappings: [], provision: false, active: true },
    },
    fillers: {
      clientSecret: '',
      scopes: null,
      claims: { email: null },
      phoneRegion: null,
      provision: null,
      active: null,
      label: '',
    },
    more: {
      ...{
        clientSecret: 'hush',
        scopes: ['openid', 'openid'],
        defaultRole: 'USER',
        phoneRegion: 'DE',
        provision: true,
      },
      ...{ active: false, label: 'Work', teamMappings: [{ value: 'g', team: { id: 70 } }] },
    },
    moreDescribed: { scopes: ['openid'], teamMappings: [{ value: 'g', teamId: 70, teamRole: 'RESPONDER' }] },
    stays: [],
  },
]);
