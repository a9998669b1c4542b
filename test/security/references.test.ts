import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { type ApiHarness, apiHarness } from '../api/api-harness.ts';
import { contentOf } from './content.ts';

/*
 * What a body or query newly refers to has to be there for whoever writes it: what a private team keeps from them is refused as if it
 * did not exist, by the same words. What stood there before may be written back.
 */

let api: ApiHarness;
/** A user, in no private team; administrator of the team `own`. */
let key: string;

/** Of each kind one that the caller may not know of, one that is nowhere, and one of the caller's own. */
const hidden = {
  user: 30,
  policy: 0,
  source: 0,
  schedule: 0,
  team: 0,
  hours: 0,
  service: 0,
  metricSource: 0,
  metric: 0,
  template: 0,
  flow: 0,
};
const own = {
  ...{ user: 20, policy: 0, source: 0, schedule: 0, team: 0, hours: 0, alert: 0, monitor: 0, window: 0 },
  ...{ service: 0, dependency: 0, override: '', incident: 0, template: 0, page: 0 },
  ...{ metric: 0, metricSource: 0, rule: '', action: '', flow: 0, entry: 0, pipeline: 0 },
};
const nowhere = 999_999_999;

const reference = (id: number) => ({ id });
const days = { MONDAY: { start: '09:00', end: '17:00' } };
const level = (facts: object = { users: [reference(20)] }) => ({ escalationTimeout: 5, ...facts });
const policy = (rule: object = level(), facts: object = {}) => ({ name: 'P', escalationRules: [rule], ...facts });
const source = (facts: object = {}) => ({
  name: 'S',
  integrationType: 'API',
  escalationPolicy: reference(own.policy),
  ...facts,
});
const layer = (...users: number[]) => ({ startsOn: '2026-03-02T09:00', rotation: 'P7D', users: users.map(reference) });
const schedule = (facts: object = {}) => ({
  name: 'R',
  timezone: 'UTC',
  type: 'RECURRING',
  scheduleLayers: [layer(20)],
  ...facts,
});
const times = { start: '2026-03-10T08:00:00Z', end: '2026-03-11T08:00:00Z' };
const staticSchedule = (id: number) => ({
  name: 'R',
  timezone: 'UTC',
  type: 'STATIC',
  shifts: [{ user: { id }, ...times }],
});
const window = (facts: object = {}) => ({ summary: 'Work', ...times, ...facts });
const alert = (facts: object = {}) => ({ summary: 'Disk', alertSource: reference(own.source), ...facts });
const outage = (id: number) => ({
  service: reference(id),
  status: 'DEGRADED',
  from: '2026-03-01T08:00:00Z',
  until: '2026-03-01T09:00:00Z',
});
const incident = (id: number) => ({
  summary: 'Slow',
  status: 'INVESTIGATING',
  affectedServices: [{ impact: 'DEGRADED', service: reference(id) }],
});
const dataSource = (facts: object = {}) => ({
  name: 'D',
  type: 'PROMETHEUS',
  metadata: { url: 'https://prometheus.example.com', authType: 'NONE' },
  ...facts,
});
const metric = (facts: object = {}) => ({ name: 'M', aggregationType: 'AVG', displayType: 'GRAPH', ...facts });
const rule = (facts: object = {}) => ({
  serviceStatus: 'DEGRADED',
  service: reference(own.service),
  alertSource: reference(own.source),
  ...facts,
});
const action = (facts: object = {}) => ({
  name: 'A',
  connectorType: 'webhook',
  params: { webhookUrl: 'https://hooks.example.com/a' },
  triggerTypes: ['alert-created'],
  ...facts,
});
const flow = (metadata: object, nodeType = 'ROUTE_EVENT', facts: object = {}) => ({
  name: 'F',
  root: { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target: { nodeType, metadata } }] },
  ...facts,
});
const pipeline = (facts: object = {}) => ({ name: 'D', integrationType: 'API', ...facts });
const entry = (eventFlowId: number) => ({ eventFlowId, integrationType: 'API' });
let pages = 0;
/** Each has an address of its own. */
const page = (facts: object = {}) => {
  pages += 1;
  return { name: 'P', subdomain: `p-${pages}`, visibility: 'PUBLIC', ...facts };
};
const span = { from: times.start, until: times.end };

beforeAll(async () => {
  api = await apiHarness();
  const create = async (path: string, body: object): Promise<number> => {
    const answer = await api.call('POST', path, { body });
    expect(answer.status, answer.text).toBeLessThan(202);
    return answer.body.id;
  };
  key = (await api.userOf('USER', 20)).key;
  await api.userOf('USER', 30);
  hidden.team = await create('/api/teams', { name: 'Cell', visibility: 'PRIVATE', members: [{ user: { id: 30 } }] });
  own.team = await create('/api/teams', { name: 'Own', members: [{ user: { id: 20 }, role: 'ADMIN' }] });
  for (const [ids, teams] of [
    [hidden, [reference(hidden.team)]],
    [own, []],
  ] as const) {
    const user = ids === hidden ? 30 : 20;
    ids.policy = await create('/api/escalation-policies', policy(level({ users: [reference(user)] }), { teams }));
    ids.hours = await create('/api/support-hours', { name: 'H', timezone: 'UTC', supportDays: days, teams });
    ids.schedule = await create('/api/schedules', schedule({ scheduleLayers: [layer(user)], teams }));
    ids.source = await create('/api/alert-sources', source({ escalationPolicy: reference(ids.policy), teams }));
    ids.service = await create('/api/services', { name: 'V', teams });
    ids.metric = await create('/api/metrics', metric({ teams }));
    ids.metricSource = await create('/api/metric-data-sources', dataSource({ teams }));
    ids.flow = await create('/api/event-flows', flow({ alertSourceId: ids.source }, 'ROUTE_EVENT', { teams }));
    ids.template = await create('/api/incident-templates', { name: 'T', teams });
  }
  own.entry = await create('/api/event-flow-integrations', entry(own.flow));
  own.pipeline = await create('/api/deployment-pipelines', pipeline());
  own.alert = await create('/api/alerts', alert());
  own.monitor = await create('/api/heartbeat-monitors', { name: 'M', intervalSec: 60 });
  own.window = await create('/api/maintenance-windows', window());
  const needed = reference(await create('/api/services', { name: 'Needed' }));
  own.dependency = await create(`/api/services/${own.service}/dependencies`, { service: needed });
  own.override = String(await create('/api/service-outages/overrides', outage(own.service)));
  own.incident = await create('/api/incidents', incident(own.service));
  own.page = await create('/api/status-pages', page());
  own.action = String(await create('/api/alert-actions', action()));
  own.rule = String(await create('/api/automation-rules', rule()));
});

interface Row {
  readonly kind: keyof typeof hidden;
  /** The path with its ids, unless it has none. */
  readonly path?: () => string;
  readonly body?: (id: number) => object;
  readonly query?: (id: number) => string;
}
const at = (path: string, id: () => number | string) => () => path.replace('{id}', String(id()));

const policyRows = {
  'users[0].id': { kind: 'user', rule: (id: number) => level({ users: [reference(id)] }) },
  'user.id': { kind: 'user', rule: (id: number) => level({ user: reference(id) }) },
  'schedules[0].id': { kind: 'schedule', rule: (id: number) => level({ schedules: [reference(id)] }) },
  'schedule.id': { kind: 'schedule', rule: (id: number) => level({ schedule: reference(id) }) },
  'teams[0].id': { kind: 'team', rule: (id: number) => level({ teams: [reference(id)] }) },
  'team.id': { kind: 'team', rule: (id: number) => level({ team: reference(id) }) },
} as const;

const rowsOf = (of: (field: string, row: (typeof policyRows)[keyof typeof policyRows]) => [string, Row]) =>
  Object.fromEntries(Object.entries(policyRows).map(([field, row]) => of(field, row)));

/** The same for creating and changing. */
function both(path: string, id: () => number | string, fields: Readonly<Record<string, Row>>): Record<string, Row> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, row]) => [
      [`POST ${path} ${field}`, row] as const,
      [`PUT ${path}/{id} ${field}`, { ...row, path: at(`${path}/{id}`, id) }] as const,
    ]),
  );
}

const teams = (make: (facts: object) => object): Row => ({
  kind: 'team',
  body: (id) => make({ teams: [reference(id)] }),
});

/** Each member that refers to something, by its route. */
const rows: Readonly<Record<string, Row>> = {
  ...both('/api/escalation-policies', () => own.policy, {
    ...rowsOf((field, { kind, rule }) => [`escalationRules[0].${field}`, { kind, body: (id) => policy(rule(id)) }]),
    'teams[0].id': teams((facts) => policy(level(), facts)),
  }),
  ...rowsOf((field, { kind, rule }) => [
    `POST /api/escalation-policies/simulate policy.escalationRules[0].${field}`,
    { kind, body: (id) => ({ policy: policy(rule(id)) }) },
  ]),
  'POST /api/escalation-policies/simulate policy.id': { kind: 'policy', body: (id) => ({ policy: reference(id) }) },
  ...rowsOf((field, { kind, rule }) => [
    `PUT /api/escalation-policies/{id}/levels/{level} ${field}`,
    { kind, body: rule, path: at('/api/escalation-policies/{id}/levels/0', () => own.policy) },
  ]),
  ...both('/api/alert-sources', () => own.source, {
    'escalationPolicy.id': { kind: 'policy', body: (id) => source({ escalationPolicy: reference(id) }) },
    'supportHours.id': { kind: 'hours', body: (id) => source({ supportHours: reference(id) }) },
    'teams[0].id': teams(source),
  }),
  ...both('/api/event-flows', () => own.flow, {
    'root.branches[0].target.metadata.alertSourceId': { kind: 'source', body: (id) => flow({ alertSourceId: id }) },
    'root.branches[0].target.metadata.escalationPolicyId': {
      kind: 'policy',
      body: (id) => flow({ alertSourceId: own.source, escalationPolicyId: id }),
    },
    'root.branches[0].target.metadata.supportHoursId': {
      kind: 'hours',
      body: (id) => flow({ supportHoursId: id }, 'SUPPORT_HOURS'),
    },
    'root.branches[0].target.metadata.waitEndSupportHoursId': {
      kind: 'hours',
      body: (id) => flow({ waitEndSupportHoursId: id }, 'WAIT'),
    },
    'root.branches[0].target.metadata.condition': {
      kind: 'schedule',
      body: (id) => flow({ condition: `now is_in {"id": ${id}, "type": "ON_CALL_SCHEDULE"}` }, 'TRANSFORM'),
    },
    'teams[0].id': teams((facts) => flow({ alertSourceId: own.source }, 'ROUTE_EVENT', facts)),
  }),
  ...both('/api/event-flow-integrations', () => own.entry, { eventFlowId: { kind: 'flow', body: entry } }),
  ...both('/api/schedules', () => own.schedule, {
    'scheduleLayers[0].users[0].id': { kind: 'user', body: (id) => schedule({ scheduleLayers: [layer(id)] }) },
    'teams[0].id': teams(schedule),
  }),
  'POST /api/schedules shifts[0].user.id': { kind: 'user', body: staticSchedule },
  ...Object.fromEntries(
    ['POST', 'PUT'].map((method): [string, Row] => [
      `${method} /api/schedules/{id}/overrides user.id`,
      {
        kind: 'user',
        body: (id) => ({ user: reference(id), ...times }),
        path: at('/api/schedules/{id}/overrides', () => own.schedule),
      },
    ]),
  ),
  ...both('/api/support-hours', () => own.hours, {
    'teams[0].id': teams((facts) => ({ name: 'H', timezone: 'UTC', supportDays: days, ...facts })),
  }),
  ...both('/api/heartbeat-monitors', () => own.monitor, {
    'alertSource.id': { kind: 'source', body: (id) => ({ name: 'N', intervalSec: 60, alertSource: reference(id) }) },
    'teams[0].id': teams((facts) => ({ name: 'N', intervalSec: 60, ...facts })),
  }),
  ...both('/api/maintenance-windows', () => own.window, {
    'alertSources[0].id': { kind: 'source', body: (id) => window({ alertSources: [reference(id)] }) },
    'services[0].id': { kind: 'service', body: (id) => window({ services: [reference(id)] }) },
  }),
  ...both('/api/services', () => own.service, { 'teams[0].id': teams((facts) => ({ name: 'V', ...facts })) }),
  ...Object.fromEntries(
    [
      ['POST', '/api/services/{id}', () => own.service] as const,
      ['PUT', '/api/services/{id}', () => own.service] as const,
      ['POST', '/api/incidents/{id}', () => own.incident] as const,
      ['POST', '/api/status-pages/{id}', () => own.page] as const,
      ['PUT', '/api/status-pages/{id}', () => own.page] as const,
    ].map(([method, path, id]): [string, Row] => [
      `${method} ${path}/private-subscribers [0].id`,
      { kind: 'user', body: (of) => [{ id: of, type: 'USER' }], path: at(`${path}/private-subscribers`, id) },
    ]),
  ),
  'POST /api/services/{id}/dependencies service.id': {
    kind: 'service',
    body: (id) => ({ service: reference(id) }),
    path: at('/api/services/{id}/dependencies', () => own.service),
  },
  'PUT /api/services/{id}/dependencies/{dependency} service.id': {
    kind: 'service',
    body: (id) => ({ service: reference(id) }),
    path: () => `/api/services/${own.service}/dependencies/${own.dependency}`,
  },
  'POST /api/service-outages/overrides service.id': { kind: 'service', body: outage },
  'POST /api/incidents affectedServices[0].service.id': { kind: 'service', body: incident },
  'POST /api/incidents/publish-info affectedServices[0].service.id': { kind: 'service', body: incident },
  'PUT /api/incidents/{id} affectedServices[0].service.id': {
    kind: 'service',
    body: incident,
    path: at('/api/incidents/{id}', () => own.incident),
  },
  ...both('/api/status-pages', () => own.page, {
    'teams[0].id': teams(page),
    'services[0].id': { kind: 'service', body: (id) => page({ services: [reference(id)] }) },
    'metrics[0].id': { kind: 'metric', body: (id) => page({ metrics: [reference(id)] }) },
  }),
  ...both('/api/metrics', () => own.metric, { 'teams[0].id': teams(metric) }),
  'POST /api/metrics dataSource.id': {
    kind: 'metricSource',
    body: (id) => metric({ dataSource: reference(id), metadata: { query: 'up' } }),
  },
  ...both('/api/metric-data-sources', () => own.metricSource, { 'teams[0].id': teams(dataSource) }),
  ...both('/api/deployment-pipelines', () => own.pipeline, { 'teams[0].id': teams(pipeline) }),
  ...both('/api/alert-actions', () => own.action, {
    'alertSources[0].id': { kind: 'source', body: (id) => action({ alertSources: [reference(id)] }) },
    'teams[0].id': teams(action),
  }),
  ...Object.fromEntries(
    ['POST /api/automation-rules', 'PUT /api/automation-rules/{rule}'].flatMap((named): [string, Row][] => {
      const path = named.startsWith('PUT') ? { path: () => `/api/automation-rules/${own.rule}` } : {};
      return [
        [`${named} service.id`, { kind: 'service', body: (id) => rule({ service: reference(id) }), ...path }],
        [`${named} alertSource.id`, { kind: 'source', body: (id) => rule({ alertSource: reference(id) }), ...path }],
        [`${named} template.id`, { kind: 'template', body: (id) => rule({ template: reference(id) }), ...path }],
      ];
    }),
  ),
  ...both('/api/incident-templates', () => own.template, {
    'teams[0].id': teams((facts) => ({ name: 'T', ...facts })),
  }),
  'PUT /api/teams/{id} members[0].user.id': {
    kind: 'user',
    body: (id) => ({ name: 'Own', members: [{ user: reference(id) }] }),
    path: at('/api/teams/{id}', () => own.team),
  },
  'POST /api/teams/{id}/members user.id': {
    kind: 'user',
    body: (id) => ({ user: reference(id) }),
    path: at('/api/teams/{id}/members', () => own.team),
  },
  'POST /api/alerts alertSource.id': { kind: 'source', body: (id) => alert({ alertSource: reference(id) }) },
  'POST /api/alerts escalationPolicy.id': { kind: 'policy', body: (id) => alert({ escalationPolicy: reference(id) }) },
  'POST /api/alerts responders[0].user.id': {
    kind: 'user',
    body: (id) => alert({ responders: [{ user: reference(id) }] }),
  },
  'POST /api/alerts assignedTo.id': { kind: 'user', body: (id) => alert({ assignedTo: reference(id) }) },
  'POST /api/alerts/{id}/responders user.id': {
    kind: 'user',
    body: (id) => ({ user: reference(id) }),
    path: at('/api/alerts/{id}/responders', () => own.alert),
  },
  ...Object.fromEntries(
    (['user', 'policy', 'schedule'] as const).map((kind): [string, Row] => [
      `PUT /api/alerts/{id}/assign ${kind}`,
      { kind, query: (id) => `${kind}=${id}`, path: at('/api/alerts/{id}/assign', () => own.alert) },
    ]),
  ),
  'POST /api/on-calls/take user.id': { kind: 'user', body: (id) => ({ user: reference(id), ...span }) },
  'POST /api/on-calls/take by.id': { kind: 'user', body: (id) => ({ by: reference(id), ...span }) },
  'POST /api/coverage-requests colleague.id': {
    kind: 'user',
    body: (id) => ({ colleague: reference(id), shifts: [{ schedule: reference(own.schedule), ...times }] }),
  },
  'POST /api/coverage-requests shifts[0].schedule.id': {
    kind: 'schedule',
    body: (id) => ({ colleague: reference(1), shifts: [{ schedule: reference(id), ...times }] }),
  },
};

/** Members called `id` that name something of which only administrators write, or which is looked for among one's own. */
const elsewhere = [
  /^(POST|PUT) \/api\/identity-providers/,
  /^POST \/api\/teams members/,
  /^(POST|PUT) \/api\/users\/\{user\}\/notification-preferences\/\w+(\/\{id\})? contact\.id$/,
  /** What a source says of services is kept as it is said. */
  /alert-sources(\/\{id\})? services\[0\]\.id$/,
  /** A page is arranged of what it shows, and of that alone a team sees something. */
  /status-pages\S* structure\./,
  /status-pages\/\{id\}\/audiences/,
  /status-pages\/\{id\}\/subscribers_bulk/,
  /** Where a metric is pulled from is for good. */
  /^PUT \/api\/metrics\/\{id\} dataSource/,
  /** An override stays with its service. */
  /^PUT \/api\/service-outages\/overrides/,
  /** Of those it chooses among the shifts that were found. */
  /^POST \/api\/on-calls\/take shifts\[0\]\.schedule\.id$/,
  /** The type of a schedule is for good: shifts are of static ones. */
  /^PUT \/api\/schedules\/\{id\} shifts\[0\]\.user\.id$/,
];

/** Where the JSON schema of a body has a member called `id`, as errors name it. */
function idsIn(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, items, anyOf = [] } = schema as { properties?: object; items?: unknown; anyOf?: unknown[] };
  const within = Object.entries(properties).flatMap(([name, member]) => {
    const here = path === '' ? name : `${path}.${name}`;
    return name === 'id' && path !== '' ? [here] : idsIn(member, here);
  });
  return [
    ...new Set([...within, ...(items ? idsIn(items, `${path}[0]`) : []), ...anyOf.flatMap((one) => idsIn(one, path))]),
  ];
}

it('every member that refers to something has a row', async () => {
  const members = (await allRoutes()).flatMap(({ method, path, input }) => {
    const schema = input && z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
    return idsIn(schema).map((field) => `${method} ${path} ${field}`);
  });
  expect(members.length).toBeGreaterThan(40);
  const named = Object.keys(rows).filter((name) => !name.includes('/assign ') && /\bid$/.test(name));
  expect(members.filter((name) => !elsewhere.some((pattern) => pattern.test(name))).sort()).toEqual(named.sort());
});

describe('what somebody may not know of cannot be referred to', () => {
  it.each(Object.entries(rows))('%s', async (name, { kind, path, body, query }) => {
    const [method = '', pattern = '', field = ''] = name.split(' ');
    const send = (id: number) =>
      api.call(method, path?.() ?? pattern, {
        key,
        ...(body && { body: body(id) }),
        ...(query && { query: query(id) }),
      });
    const before = contentOf(api);
    const [kept, absent] = [await send(hidden[kind]), await send(nowhere)];
    const worded = ({ status, text }: { status: number; text: string }, id: number) => [
      status,
      text.replaceAll(String(id), '#'),
    ];
    expect(worded(kept, hidden[kind])).toEqual(worded(absent, nowhere));
    expect([kept.status, kept.body.code]).toEqual([400, 'INVALID']);
    const told = field === 'assignedTo.id' ? 'responders[0].user.id' : field;
    // Of what stands in a condition also where.
    expect(kept.body.details).toEqual({ field: told, ...(field.endsWith('condition') && { position: 10 }) });
    expect(kept.body.message).toMatch(new RegExp(`there is no [a-z ]+ ${hidden[kind]}$`));
    expect(contentOf(api) === before).toBe(true);
  });
});

describe('what somebody may not know of cannot be named by what an action does', () => {
  const automation = { alertType: 'CREATED', serviceStatus: 'DEGRADED' };
  const of = (connectorType: string, params: object) => ({ ...action(), connectorType, params });
  it.each<[field: string, kind: keyof typeof hidden, body: (id: number) => object]>([
    ['alertSources[0].id', 'source', (id) => action({ alertSourceIds: [id] })],
    ['params.escalationPolicyId', 'policy', (id) => of('reroute', { escalationPolicyId: id })],
    ['params.serviceIds[0]', 'service', (id) => of('automation_rule', { ...automation, serviceIds: [id] })],
    [
      'params.templateId',
      'template',
      (id) => of('automation_rule', { ...automation, serviceIds: [own.service], templateId: id }),
    ],
    ['conditions', 'schedule', (id) => action({ conditions: `now is_in {"id": ${id}, "type": "ON_CALL_SCHEDULE"}` })],
  ])('%s', async (field, kind, body) => {
    const answers = [];
    for (const id of [hidden[kind], nowhere]) {
      const answer = await api.call('POST', '/api/alert-actions', { key, body: body(id) });
      answers.push([answer.status, answer.body.details.field, answer.text.replaceAll(String(id), '#')]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toEqual([400, field, expect.stringContaining('there is no')]);
  });

  it('a source that comes alone', async () => {
    const path = `/api/alert-actions/${own.action}/add-source`;
    const answers = [];
    for (const alertSourceId of [hidden.source, nowhere]) {
      const answer = await api.call('PUT', path, { key, body: { alertSourceId } });
      answers.push([answer.status, answer.text.replaceAll(String(alertSourceId), '#')]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(404);
  });
});

describe('what stood there before is written back by who may not know of it', () => {
  const echoes: Readonly<Record<string, [path: () => string, body: () => object]>> = {
    'targets of a policy': [
      at('/api/escalation-policies/{id}', () => own.policy),
      () =>
        policy(
          level({
            users: [20, 30].map(reference),
            schedules: [reference(hidden.schedule)],
            teams: [reference(hidden.team)],
          }),
        ),
    ],
    'the policy and support hours of a source': [
      at('/api/alert-sources/{id}', () => own.source),
      () => source({ escalationPolicy: reference(hidden.policy), supportHours: reference(hidden.hours) }),
    ],
    'people of a schedule': [
      at('/api/schedules/{id}', () => own.schedule),
      () => schedule({ scheduleLayers: [layer(20, 30)] }),
    ],
    'the source of a monitor': [
      at('/api/heartbeat-monitors/{id}', () => own.monitor),
      () => ({ name: 'M', intervalSec: 60, alertSource: reference(hidden.source) }),
    ],
    'sources of planned work': [
      at('/api/maintenance-windows/{id}', () => own.window),
      () => window({ alertSources: [reference(hidden.source)] }),
    ],
    'services of planned work': [
      at('/api/maintenance-windows/{id}', () => own.window),
      () => window({ services: [reference(hidden.service)] }),
    ],
    'members of a team': [
      at('/api/teams/{id}', () => own.team),
      () => ({
        name: 'Own',
        members: [
          { user: { id: 20 }, role: 'ADMIN' },
          { user: { id: 30 }, role: 'USER' },
        ],
      }),
    ],
  };
  it.each(Object.entries(echoes))('%s', async (_what, [path, body]) => {
    const set = await api.call('PUT', path(), { body: body() });
    expect(set.status, set.text).toBe(200);
    const read = await api.call('GET', path(), { key, query: 'include=scheduleLayers' });
    expect(read.text).not.toMatch(/Cell|First30/);
    const written = await api.call('PUT', path(), { key, body: read.body });
    expect([written.status, written.text]).toEqual([200, expect.not.stringMatching(/Cell|First30/)]);
    const after = await api.call('GET', path(), { query: 'include=scheduleLayers' });
    expect({ ...after.body, updatedAt: '' }).toEqual({ ...set.body, status: after.body.status, updatedAt: '' });
  });
});
