import { createHash } from 'node:crypto';

/** Choices that are the same for the same seed. */
export interface Random {
  readonly chance: (probability: number) => boolean;
  readonly below: (limit: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

/** A generator whose choices follow from the text. */
export function randomFrom(text: string): Random {
  let state = createHash('sha256').update(text).digest().readUInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    chance: (probability) => next() < probability,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
  };
}

const ruleOf = (ids: Readonly<Record<string, number>>): object => ({
  alertType: 'ACCEPTED',
  serviceStatus: 'DEGRADED',
  resolveIncident: true,
  resolveService: true,
  sendNotification: true,
  template: { id: ids.template },
  service: { id: ids.service },
  alertSource: { id: ids.source },
});

/** Written as they are: some of them are no value that JSON.stringify would write. */
const hostileValues: readonly string[] = [
  ...['null', 'true', 'false', '0', '-1', '1', '1.5', '-0', '1e21', '1e308', '9007199254740991', '9007199254740993'],
  ...[
    '""',
    '" "',
    '"NaN"',
    '"null"',
    '"0"',
    '"-1"',
    '"\\u0000"',
    '"\\ud800"',
    '"ß𝒳🚨\\u202e"',
    '"a\\nb"',
    '"__proto__"',
  ],
  ...['"\\u0007"', '"%00%2e%2e%2f"', '"{{ #a }"', `"${'x'.repeat(5000)}"`, `"${'(a+)+'.repeat(20)}$"`, '"$where"'],
  ...['"2026-02-30T25:61"', '"9999999-01-01T00:00:00Z"', '"-000001-01-01T00:00:00Z"', '"2026-03-29T02:30"', '"P-1D"'],
  ...['"P99999999999999D"', '"PT0S"', '"Europe/Atlantis"', '"+00:00"', '"24:00"', '"FREQ=SECONDLY"', '"FREQ=DAILY"'],
  ...['"https://169.254.169.254/"', '"file:///etc/passwd"', '"BEGIN:VCALENDAR"', '"a@b"', '"+"', '"+4915123450001"'],
  ...[
    '[]',
    '[[]]',
    '[null]',
    '[{}]',
    '[1,"a"]',
    '{}',
    '{"id":null}',
    '{"id":-1}',
    '{"id":1}',
    '{"id":"1"}',
    '{"a":{}}',
  ],
  ...['{"__proto__":{"a":1}}', '{"constructor":1}', '{"toString":1}', `[${'{},'.repeat(300)}{}]`, '[1,1,1,1]'],
];

export const hostileIds: readonly string[] = [
  ...[
    '0',
    '-1',
    '1.5',
    '1e3',
    'NaN',
    'null',
    'undefined',
    '__proto__',
    'constructor',
    'toString',
    '%00',
    '..',
    '.',
    '~',
  ],
  ...['9007199254740991', '9007199254740993', '99999999999999999999', 'ß', '🚨', "1' OR '1'='1", 'a,b', '{id}', ' '],
];

const names = [
  ...['start-index', 'max-results', 'include', 'states', 'sources', 'policies', 'responders', 'from', 'until', 'lang'],
  ...[
    'filter-types',
    'level',
    'user',
    'user-id',
    'policy-id',
    'schedule-id',
    'routing-key',
    'members',
    'cursor',
    'text',
  ],
  ...[
    'state',
    'services',
    'policy-levels',
    'schedules',
    'users',
    'expand',
    'timezone',
    'exclude-overrides',
    'priority',
    'service',
    'ignore-overrides',
  ],
];
const values = [
  ...['', '0', '-1', '1', '99999999999', '1e9', 'NaN', 'null', '%00', '%F0%9F%9A%A8', '%ED%A0%80', '[]', '{}', ',,,'],
  ...[
    '2026-03-02',
    '2026-03-02T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '%7B%22id%22%3A1%2C%22level%22%3A-1%7D',
    '%5Bnull%5D',
  ],
  ...[
    '-271821-04-20T00:00:00Z',
    '%2B275760-09-13T00:00:00Z',
    'x'.repeat(3000),
    '__proto__',
    'Europe/Atlantis',
    '%',
    '%zz',
  ],
];
export const hostileQueries: readonly string[] = names.flatMap((name) => values.map((value) => `${name}=${value}`));

type Ids = Readonly<Record<string, number>>;

/** A body that the route takes; of routes without one, something to be ignored. */
export function goodBody(path: string, ids: Ids): unknown {
  const person = { id: ids.user };
  const times = { start: '2026-03-04T12:00', end: '2026-03-05T12:00' };
  const bodies: readonly (readonly [ending: RegExp, body: unknown])[] = [
    [/emails(\/\{id\})?$/, { target: 'other@example.com' }],
    [/phone-numbers(\/\{id\})?$/, { regionCode: 'DE', target: '15123450009', primary: true }],
    [/search-(target|email)$/, { target: 'ada@example.com', email: 'ada@example.com' }],
    [/verify$/, { code: '123456' }],
    [/test$/, { method: 'SMS' }],
    [/preferences\/alerts/, { method: 'SMS', contact: { id: ids.phone }, delayMin: 5, type: 'HIGH_PRIORITY' }],
    [/preferences\/duties/, { method: 'SMS', contact: { id: ids.phone }, beforeMin: 15, type: 'ON_CALL' }],
    [/preferences\/updates/, { method: 'PUSH', contact: null, type: 'ALERT_ACCEPTED' }],
    [/preferences\/subscriptions/, { method: 'EMAIL', contact: { id: ids.email } }],
    [/api-keys$/, { name: 'Terraform' }],
    [/devices$/, { platform: 'GCM', token: 'abc', name: 'Phone' }],
    [/^\/api\/users/, { ...user, mutedUntil: '2026-03-04T12:00:00Z' }],
    [/simulate$/, { policy: policyOf(ids), priority: 'HIGH', at: '2026-03-02T12:00:00Z' }],
    [/levels/, { escalationTimeout: 5, users: [person], schedules: [{ id: ids.schedule }], teams: [{ id: ids.team }] }],
    [/^\/api\/escalation-policies/, policyOf(ids)],
    [/template-preview$/, { template: { textTemplate: '{{ a }}' }, payload: { a: 'b' }, eventId: null }],
    [/^\/api\/alert-sources/, sourceOf(ids)],
    [/(add|remove)-source$/, { alertSourceId: ids.source }],
    [/^\/api\/(alert-actions|v1\/connections)/, actionOf(ids)],
    [/^\/api\/chat-apps/, { botToken: 'xoxb-1-a', signingSecret: 'a-signing-secret' }],
    [/^\/api\/connectors/, connector],
    [/^\/api\/conditions/, { condition: 'event.a == 1', alertSourceId: ids.source, now: times.start, counters: {} }],
    [/overrides$/, { user: person, ...times }],
    [/^\/api\/schedules/, scheduleOf(ids)],
    [/take$/, { user: person, by: { id: 1 }, from: times.start, until: times.end, dryRun: false }],
    [/members$/, { user: person, role: 'USER' }],
    [/^\/api\/teams/, { name: 'Shop', visibility: 'PUBLIC', members: [{ user: person, role: 'ADMIN' }] }],
    [/import$/, { calendar: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR', supportStatus: 'OUTSIDE' }],
    [/^\/api\/support-hours/, hours],
    [
      /dry-run$/,
      {
        event: { eventType: 'ALERT', summary: 'Disk' },
        integrationType: 'GRAFANA',
        now: before.from,
        root: flowOf(ids).root,
      },
    ],
    [/^\/api\/event-flow-integrations/, { eventFlowId: ids.flow, integrationType: 'API' }],
    [/^\/api\/event-flows/, flowOf(ids)],
    [/^\/api\/maintenance-windows/, { ...times, summary: 'Update', alertSources: [{ id: ids.source }], ...planned }],
    [/private-subscribers$/, [{ id: ids.user, type: 'USER' }]],
    [/dependencies/, { service: { id: ids.service }, type: 'SOFT' }],
    [/^\/api\/service-outages/, { service: { id: ids.service }, status: 'MAJOR_OUTAGE', ...before }],
    [/^\/api\/services/, serviceOf(ids)],
    [/subscribers_bulk$/, [{ target: 'b@example.org', type: 'EMAIL', locale: 'de-DE', services: [ids.service] }]],
    [/\/groups/, { name: 'Shop' }],
    [/\/audiences\//, { services: [ids.service], metrics: [] }],
    [/^\/api\/status-pages/, pageOf(ids)],
    [/^\/api\/metrics/, metricOf(ids)],
    [/^\/api\/metric-data-sources/, { name: 'Data', type: 'PROMETHEUS', metadata: reached, teams: [{ id: ids.team }] }],
    [/^\/api\/deployment-pipelines/, pipelineOf(ids)],
    [/^\/api\/incident-templates/, { name: 'Slow', summary: '{{serviceName}}', status: 'IDENTIFIED', message: 'x' }],
    [/^\/api\/automation-rules/, ruleOf(ids)],
    [/^\/api\/incidents/, { summary: 'Slow', status: 'IDENTIFIED', message: 'x', ...affected(ids), ...before }],
    [/^\/api\/heartbeat-monitors/, { name: 'Backups', intervalSec: 60, alertSource: { id: ids.source }, teams: [] }],
    [/^\/api\/identity-providers/, providerOf(ids)],
    [
      /^\/api\/developers\/apps/,
      { name: 'Board', redirectUris: ['https://board.example.com/back'], scopes: ['alert'] },
    ],
    [/^\/api\/coverage-requests$/, { colleague: person, message: 'Please', shifts: [{ schedule: person, ...times }] }],
    [/responders$/, { user: person }],
    [/comments$/, { content: 'Looking' }],
    [/snooze$/, { until: '2026-03-04T12:00:00Z' }],
    [/^\/api\/alerts$/, { summary: 'Disk', alertSource: { id: ids.source }, responders: [{ user: person }], ...shown }],
  ];
  return bodies.find(([ending]) => ending.test(path))?.[1] ?? { name: 'x' };
}

const user = { email: 'grace@example.com', firstName: 'Grace', lastName: 'Hopper', role: 'USER', timezone: 'UTC' };
const days = { MONDAY: { start: '08:00', end: '17:00' }, TUESDAY: null };
const exceptions = [{ name: 'Holiday', start: '2026-12-24', end: '2026-12-26', supportStatus: 'OUTSIDE' }];
const hours = { name: 'Night', timezone: 'Europe/Berlin', supportDays: days, exceptions, teams: [] };
const planned = { timezone: 'UTC', recurrence: 'FREQ=WEEKLY;BYDAY=SU', notifications: { atStart: true }, services: [] };
const shown = { priority: 'LOW', links: [{ href: 'https://example.com' }], images: [{ src: 'https://example.com/a' }] };

const before = { from: '2026-03-01T08:00:00Z', until: '2026-03-01T09:00:00Z', createdAt: '2026-03-01T08:00:00Z' };
const affected = (ids: Ids) => ({ affectedServices: [{ impact: 'DEGRADED', service: { id: ids.service } }] });

const branchTo = (target: object, branchType = 'CATCH_ALL') => [{ branchType, target }];
const transform = (ids: Ids) => ({
  condition: 'event.severity > 2',
  rules: [
    { name: 'Set', target: 'context.event.summary', operator: 'SET', value: 'Disk' },
    { name: 'Copy', target: 'context.event.details', operator: 'COPY', source: 'context.event.summary' },
    { name: 'Say', target: 'context.event.alertKey', operator: 'TEMPLATE', value: '{{ event.summary }}' },
    {
      name: 'Map',
      target: 'context.event.priority',
      operator: 'MAP',
      source: 'context.event.labels.severity',
      mapping: { critical: 'HIGH' },
      default: 'LOW',
    },
    { name: 'Merge', target: 'context.event.labels', operator: 'MERGE', properties: { team: String(ids.team) } },
    { name: 'Add', target: 'context.event.links', operator: 'APPEND_ARRAY', items: [{ href: 'https://example.com' }] },
  ],
});
const flowOf = (ids: Ids) => {
  const route = {
    nodeType: 'ROUTE_EVENT',
    metadata: { alertSourceId: ids.source, overwritePriority: 'LOW', escalationPolicyId: ids.policy },
    branches: [],
  };
  const hours = { nodeType: 'SUPPORT_HOURS', metadata: { supportHoursId: ids.hours }, branches: branchTo(route) };
  const waits = { waitForDuration: 'PT5M', waitStartSupportHoursId: ids.hours, waitEndSupportHoursId: ids.hours };
  const wait = { nodeType: 'WAIT', metadata: waits, branches: branchTo(hours) };
  const changed = { name: 'Mend', nodeType: 'TRANSFORM', metadata: transform(ids), branches: branchTo(wait) };
  const definitions = [{ branchName: 'db', conditions: "event.labels.team == 'db'" }];
  const branches = [{ branchType: 'BRANCH', condition: 'db', target: changed }, ...branchTo(route)];
  const define = { nodeType: 'DEFINE_BRANCHES', metadata: { definitions }, branches };
  return {
    name: 'Shop',
    teams: [{ id: ids.team }],
    root: { nodeType: 'ROOT', branches: branchTo(define, 'ACCEPTED') },
  };
};

const pipelineOf = (ids: Ids) => ({
  name: 'Shop',
  integrationType: 'GITLAB',
  integrationKey: 'ilgld-own',
  params: { branchFilters: ['main', 'release/*'], eventFilters: ['Push Hook'], signingSecret: 'hush' },
  teams: [{ id: ids.team }],
});

const serviceOf = (ids: Ids) => ({
  name: 'Shop',
  alias: 'shop',
  status: 'DEGRADED',
  oneOpenIncidentOnly: true,
  showUptimeHistory: false,
  labels: { tier: '1' },
  iconUrl: 'https://example.com/icon.png',
  links: [{ href: 'https://example.com', text: 'Runbook' }],
  teams: [{ id: ids.team }],
});

const reached = { url: 'https://prometheus.example.com/x', authType: 'BASIC', basicUser: 'u', basicPass: 'p' };
const metricOf = (ids: Ids) => ({
  name: 'Latency',
  description: 'How long it takes',
  unitLabel: 'ms',
  aggregationType: 'AVG',
  displayType: 'GRAPH',
  interpolateGaps: true,
  showValuesOnMouseOver: true,
  lockYAxisMax: 100,
  lockYAxisMin: 0,
  mouseOverDecimal: 2,
  dataSource: null,
  metadata: null,
  teams: [{ id: ids.team }],
});

const connector = {
  name: 'Shop',
  type: 'jira',
  params: { url: 'https://shop.atlassian.net', email: 'ada@example.com', password: 'hush', extra: [{ a: null }] },
};
const actionOf = (ids: Ids) => ({
  name: 'Tell the shop',
  alertSources: [{ id: ids.source }],
  alertSourceIds: [ids.source],
  connectorId: '',
  connectorType: 'webhook',
  triggerMode: 'AUTOMATIC',
  triggerTypes: ['alert-created', 'alert-escalation-ended', 'v-alert-not-resolved'],
  escalationEndedDelaySec: 60,
  notResolvedDelaySec: 60,
  delaySec: 60,
  alertFilter: { operator: 'AND', predicates: [{ field: 'ALERT_SUMMARY', criteria: 'MATCHES_REGEX', value: '^a' }] },
  conditions: "alert.priority == 'HIGH'",
  params: {
    webhookUrl: 'https://hooks.example.com/a',
    bodyTemplate: '{{ alertSummary }}',
    headers: [{ key: 'X-Key', value: 'a' }],
  },
  teams: [{ id: ids.team }],
});

const pageOf = (ids: Ids) => ({
  name: 'Shop',
  subdomain: 'shop.example.com',
  domain: 'status.example.com',
  timezone: 'Europe/Berlin',
  visibility: 'PRIVATE',
  customCss: '.hero { color: red }',
  faviconUrl: 'https://example.com/icon.png',
  logoUrl: 'https://example.com/logo.png',
  logoRedirectUrl: 'https://example.com',
  hiddenFromSearch: true,
  showSubscribeAction: false,
  showIncidentHistoryOption: true,
  pageTitle: 'Shop',
  pageDescription: 'How the shop is',
  pageLayout: 'RESPONSIVE',
  appearance: 'DARK',
  themeMode: 'dark',
  announcement: '**Hello**',
  announcementOnPage: true,
  announcementInWidget: false,
  ipWhitelist: ['192.0.2.0/24'],
  emailWhitelist: ['example.com'],
  accountWideView: false,
  audienceSpecific: false,
  services: [{ id: ids.service }],
  metrics: [],
  structure: { elements: [{ id: ids.service, type: 'SERVICE', options: ['expand'], children: [] }] },
  teams: [{ id: ids.team }],
});

const policyOf = (ids: Ids) => ({
  name: 'Shop',
  escalationRules: [{ escalationTimeout: 5, users: [{ id: ids.user }] }],
  repeating: true,
  frequency: 2,
  delayMin: 1,
  teams: [{ id: ids.team }],
});

const providerOf = (ids: Ids) => ({
  name: 'Partners',
  issuer: 'https://id.example.org/tenant',
  clientId: 'tocsin',
  clientSecret: 'hush',
  domains: ['example.org', 'example.net'],
  scopes: ['openid', 'email', 'groups'],
  claims: { email: 'mail', team: 'groups' },
  roleMappings: [{ value: 'ops', role: 'USER' }],
  defaultRole: 'RESPONDER',
  teamMappings: [{ value: 'ops', team: { id: ids.team }, teamRole: 'USER' }],
  phoneRegion: 'DE',
  provision: true,
  active: true,
  label: 'Company account',
});

const sourceOf = (ids: Ids) => ({
  name: 'Shop',
  integrationType: 'PROMETHEUS',
  escalationPolicy: { id: ids.policy },
  alertCreation: 'ONE_ALERT_GROUPED_PER_WINDOW',
  alertGroupingWindow: 'PT2M',
  alertPriorityRule: 'LOW_DURING_SUPPORT_HOURS',
  supportHours: { timezone: 'UTC', supportDays: days },
  severity: 2,
  summaryTemplate: { textTemplate: '{{ summary }}' },
  linkTemplates: [{ text: 'Runbook', hrefTemplate: { textTemplate: 'https://example.com' } }],
  metadata: { requireSignature: true },
  teams: [],
});

const scheduleOf = (ids: Ids) => ({
  name: 'Shop',
  timezone: 'Europe/Berlin',
  type: 'STATIC',
  shifts: [{ user: { id: ids.user }, start: '2026-03-04T12:00', end: '2026-03-05T12:00' }],
  scheduleLayers: [
    {
      startsOn: '2026-03-02T09:00',
      rotation: 'P1D',
      users: [{ id: ids.user }],
      restrictions: [{ from: { dayOfWeek: 'MONDAY', time: '09:00' }, to: { dayOfWeek: 'FRIDAY', time: '17:00' } }],
    },
  ],
  showGaps: true,
  defaultShiftDuration: 'P1D',
});

/** The JSON text of a body in which one or two members have become something else or are gone; at times it is none. */
export function spoil(random: Random, good: unknown): string {
  const body = structuredClone(good);
  const spoilt = random.chance(0.3) ? [0, 1] : [0];
  for (const index of spoilt) {
    const places = placesIn(body);
    if (places.length === 0) return random.pick(hostileValues);
    const { of, name } = random.pick(places);
    if (random.chance(0.15)) delete of[name];
    else of[name] = markOf(index);
  }
  const written = spoilt.reduce(
    (text, index) => text.replace(`"${markOf(index)}"`, () => random.pick(hostileValues)),
    JSON.stringify(body),
  );
  return random.chance(0.03) ? written.slice(0, -1) : written;
}

const markOf = (index: number) => `@spoilt ${index}@`;

function placesIn(value: unknown): { of: Record<string, unknown>; name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const of = value as Record<string, unknown>;
  return Object.keys(of).flatMap((name) => [{ of, name }, ...placesIn(of[name])]);
}
