import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';
import { terraform } from './terraform.ts';

let api: ApiHarness;
let ids: { policy: number; source: number; other: number; hours: number; schedule: number };
const { created, read } = terraform(() => api);

beforeEach(async () => {
  api = await apiHarness();
  const level = { escalationTimeout: 5, users: [{ id: 1 }] };
  const policy = (await created('/api/escalation-policies', { name: 'P', escalationRules: [level] })).id;
  const source = { name: 'S', integrationType: 'API', escalationPolicy: { id: policy } };
  const day = { start: '09:00', end: '17:00' };
  const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((name) => [name, day]);
  const hours = { name: 'Office', timezone: 'Europe/Berlin', supportDays: Object.fromEntries(days) };
  const layer = { startsOn: '2026-03-02T09:00', rotation: 'P7D', users: [{ id: 1 }] };
  ids = {
    policy,
    source: (await created('/api/alert-sources', source)).id,
    other: (await created('/api/alert-sources', { ...source, name: 'O' })).id,
    hours: (await created('/api/support-hours', hours)).id,
    schedule: (
      await created('/api/schedules', { name: 'R', timezone: 'UTC', type: 'RECURRING', scheduleLayers: [layer] })
    ).id,
  };
});

const changed = async (path: string, body: unknown) => {
  const answer = await api.call('PUT', path, { body });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

const routeTo = (alertSourceId: number, more: object = {}) => ({
  nodeType: 'ROUTE_EVENT',
  metadata: { alertSourceId, ...more },
  branches: [],
});
const rooted = (target: object | undefined) => ({
  nodeType: 'ROOT',
  branches: [{ branchType: 'ACCEPTED', ...(target && { target }) }],
});

/** Every type of node with every member that the provider knows. */
const everything = () => {
  const rules = [
    { name: 'Rule 1', target: 'context.event.summary', operator: 'SET', value: 'managed by terraform' },
    { name: 'Rule 2', target: 'context.event.details', operator: 'COPY', source: 'context.event.customDetails.text' },
    {
      name: 'Rule 3',
      target: 'context.event.priority',
      operator: 'MAP',
      source: 'context.event.labels.severity',
      mapping: { critical: 'HIGH', warning: 'LOW' },
      default: 'LOW',
    },
    { name: 'Rule 4', target: 'context.event.alertKey', operator: 'TEMPLATE', value: '{{ event.summary }}' },
    { name: 'Rule 5', target: 'context.event.labels', operator: 'MERGE', properties: { team: 'db' } },
    { name: 'Rule 6', target: 'context.event.links', operator: 'APPEND_ARRAY', items: [{ href: 'https://a.example' }] },
  ];
  const transform = {
    name: 'Transform event',
    nodeType: 'TRANSFORM',
    metadata: { condition: 'context.event != null', rules },
    branches: [{ branchType: 'CATCH_ALL', target: routeTo(ids.source) }],
  };
  const wait = {
    name: 'Wait',
    nodeType: 'WAIT',
    metadata: {
      waitForDuration: 'PT60M',
      waitStartSupportHoursId: ids.hours,
      waitEndSupportHoursId: ids.hours,
    },
    branches: [{ branchType: 'CATCH_ALL', target: transform }],
  };
  const hours = {
    nodeType: 'SUPPORT_HOURS',
    metadata: { supportHoursId: ids.hours },
    branches: [
      {
        branchType: 'BRANCH',
        condition: "context.supportHoursState == 'OUTSIDE'",
        target: routeTo(ids.source, { overwritePriority: 'LOW', escalationPolicyId: ids.policy }),
      },
      { branchType: 'CATCH_ALL', target: wait },
    ],
  };
  const define = {
    name: 'Which team',
    nodeType: 'DEFINE_BRANCHES',
    metadata: {
      definitions: [
        { branchName: 'Database team', conditions: "context.event.labels.team == 'db'" },
        { branchName: 'nobody', conditions: '' },
      ],
    },
    branches: [
      { branchType: 'BRANCH', condition: 'Database team', target: hours },
      { branchType: 'BRANCH', condition: "context.branchName == 'nobody'" },
      {
        branchType: 'CATCH_ALL',
        target: { nodeType: 'PLAIN', metadata: { varKey: 'a', varValue: 'b' }, branches: [] },
      },
    ],
  };
  return { name: 'Köln / Flow 100 %', root: rooted(define) };
};

/** The graph without what the server has drawn. */
const withoutIds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, of]) => (name === 'id' ? [] : [[name, withoutIds(of)]])),
  );
};
const idsIn = (value: unknown): number[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, of]) => (name === 'id' ? [of as number] : idsIn(of)));
const steady = ({ updatedAt: _later, ...rest }: Record<string, unknown>) => rest;

describe('an event flow as Terraform has it', () => {
  it('reads back as it was sent, keeps its ids, changes, and is gone', async () => {
    const sent = everything();
    const made = await created('/api/event-flows', sent);
    expect(withoutIds(made)).toMatchObject({ ...sent, teams: [] });
    expect(withoutIds(made.root)).toEqual(sent.root);
    const all = idsIn(made.root);
    expect([new Set(all).size, all.every(Number.isSafeInteger)]).toEqual([16, true]);

    const path = `/api/event-flows/${made.id}`;
    const stored = await read(path);
    expect(steady(stored)).toEqual(steady(made));
    expect(await read('/api/event-flows/name/Köln / Flow 100 %')).toEqual(stored);
    expect(await read('/api/event-flows')).toEqual([{ id: made.id, name: sent.name, teams: [] }]);
    // The second plan is empty, whether the client sends what it configured or what it has read.
    for (const again of [sent, stored, { ...sent, root: { ...sent.root, id: 0 } }])
      expect(steady(await changed(path, again))).toEqual(steady(stored));

    const next = await changed(path, { name: 'Night', root: rooted(routeTo(ids.other)) });
    expect(withoutIds(next.root)).toEqual(rooted(routeTo(ids.other)));
    expect([next.root.id, next.root.branches[0].id]).toEqual([made.root.id, made.root.branches[0].id]);
    expect(all).not.toContain(next.root.branches[0].target.id);

    expect((await api.call('DELETE', path)).status).toBe(204);
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect((await api.call(method, path, method === 'PUT' ? { body: sent } : {})).status).toBe(404);
  });

  it('keeps the ids that are sent where branches change their places', async () => {
    const branch = (condition: string) => ({ branchType: 'BRANCH', condition, target: routeTo(ids.source) });
    const plain = { nodeType: 'PLAIN', branches: [branch('true'), branch('false')] };
    const { id, root } = await created('/api/event-flows', { name: 'F', root: rooted(plain) });
    const [first, second] = root.branches[0].target.branches;
    const swapped = structuredClone(root);
    swapped.branches[0].target.branches = [second, branch('true'), first];
    const next = await changed(`/api/event-flows/${id}`, { name: 'F', root: swapped });
    const [a, fresh, b] = next.root.branches[0].target.branches;
    expect([a, b]).toEqual([second, first]);
    expect(idsIn(root)).not.toContain(fresh.id);
  });

  it('is owned: left out keeps the owners, null and nothing take them away', async () => {
    const team = await created('/api/teams', { name: 'T', members: [] });
    const body = { name: 'F', root: rooted(undefined) };
    const { id, teams } = await created('/api/event-flows', { ...body, teams: [{ id: team.id }] });
    expect(teams).toEqual([{ id: team.id, name: 'T' }]);
    const path = `/api/event-flows/${id}`;
    expect((await changed(path, body)).teams).toEqual(teams);
    expect((await changed(path, { ...body, teams: null })).teams).toEqual([]);
    await changed(path, { ...body, teams: [{ id: team.id }] });
    expect((await changed(path, { ...body, teams: [] })).teams).toEqual([]);
  });

  it('may be sixty nodes deep, and no deeper', async () => {
    const deep = (levels: number): object =>
      levels === 0
        ? routeTo(ids.source)
        : { nodeType: 'PLAIN', branches: [{ branchType: 'CATCH_ALL', target: deep(levels - 1) }] };
    const made = await created('/api/event-flows', { name: 'Deep', root: rooted(deep(58)) });
    expect(await read(`/api/event-flows/${made.id}`)).toMatchObject({ root: made.root });
    const { status, body } = await api.call('POST', '/api/event-flows', {
      body: { name: 'D', root: rooted(deep(59)) },
    });
    expect([status, body.message]).toEqual([400, expect.stringContaining('60 nodes deep')]);
  });
});

describe('an integration of a flow', () => {
  it('has a key of its own, an address, and a type that stays', async () => {
    const flow = await created('/api/event-flows', { name: 'F', root: rooted(routeTo(ids.source)) });
    const other = await created('/api/event-flows', { name: 'G', root: rooted(routeTo(ids.source)) });
    const sent = { eventFlowId: flow.id, integrationType: 'GRAFANA' };
    const made = await created('/api/event-flow-integrations', sent);
    expect(made).toMatchObject({ ...sent, catalogue: { name: 'Grafana' } });
    expect(made.integrationUrl).toBe(`https://tocsin.example.com/api/v1/events/grafana/${made.integrationKey}`);
    const path = `/api/event-flow-integrations/${made.id}`;
    expect(await read(path)).toEqual(made);
    const second = await created('/api/event-flow-integrations', { ...sent, eventFlowId: other.id });
    expect(second.integrationKey).not.toBe(made.integrationKey);
    expect(await read('/api/event-flow-integrations')).toEqual([made, second]);
    expect(await read('/api/event-flow-integrations', `event-flow=${flow.id}`)).toEqual([made]);
    const third = await created('/api/event-flow-integrations', sent);
    const pageOf = (start: number) => `event-flow=${flow.id}&start-index=${start}&max-results=1`;
    expect(await read('/api/event-flow-integrations', pageOf(0))).toEqual([made]);
    expect(await read('/api/event-flow-integrations', pageOf(1))).toEqual([third]);
    expect(await api.call('DELETE', `/api/event-flow-integrations/${third.id}`)).toMatchObject({ status: 204 });

    const moved = await changed(path, { ...sent, eventFlowId: other.id });
    expect(steady(moved)).toEqual({ ...steady(made), eventFlowId: other.id });
    expect(await read('/api/event-flow-integrations', `event-flow=${flow.id}`)).toEqual([]);
    const retyped = await api.call('PUT', path, { body: { ...sent, integrationType: 'API' } });
    expect([retyped.status, retyped.body.details]).toEqual([400, { field: 'integrationType' }]);
    for (const integrationType of ['EMAIL', 'EMAIL2', 'NOSUCH']) {
      const refused = await api.call('POST', '/api/event-flow-integrations', { body: { ...sent, integrationType } });
      expect([refused.status, refused.body.details]).toEqual([400, { field: 'integrationType' }]);
    }
    expect((await api.call('DELETE', path)).status).toBe(204);
    expect((await api.call('GET', path)).status).toBe(404);
  });

  it('has a key that no alert source can have, too', async () => {
    const flow = await created('/api/event-flows', { name: 'F', root: rooted(undefined) });
    const entry = { eventFlowId: flow.id, integrationType: 'API' };
    const { id, integrationKey } = await created('/api/event-flow-integrations', entry);
    const source = { name: 'T', integrationType: 'API', escalationPolicy: { id: ids.policy }, integrationKey };
    const { status, text } = await api.call('POST', '/api/alert-sources', { body: source });
    expect([status, text.includes(integrationKey)]).toEqual([400, false]);
    await api.call('DELETE', `/api/event-flow-integrations/${id}`);
    await created('/api/alert-sources', source);
  });

  it('goes with its flow', async () => {
    const flow = await created('/api/event-flows', { name: 'F', root: rooted(routeTo(ids.source)) });
    const entry = { eventFlowId: flow.id, integrationType: 'API' };
    const { id } = await created('/api/event-flow-integrations', entry);
    await created('/api/event-flow-integrations', entry);
    expect((await api.call('DELETE', `/api/event-flows/${flow.id}`)).status).toBe(204);
    expect((await api.call('GET', `/api/event-flow-integrations/${id}`)).status).toBe(404);
    expect(await read('/api/event-flow-integrations')).toEqual([]);
    expect(api.table.items().filter((item) => item.type === 'UNIQUE' && 'eventFlowId' in item)).toEqual([]);
    const { status, body } = await api.call('POST', '/api/event-flow-integrations', { body: entry });
    expect([status, body.details]).toEqual([400, { field: 'eventFlowId' }]);
  });

  it('shows its key to those alone who may change the flow', async () => {
    const flow = await created('/api/event-flows', { name: 'F', root: rooted(undefined) });
    const { id } = await created('/api/event-flow-integrations', { eventFlowId: flow.id, integrationType: 'API' });
    const { key } = await api.userOf('RESPONDER', 20);
    const { body } = await api.call('GET', `/api/event-flow-integrations/${id}`, { key });
    expect([body.integrationKey, body.integrationUrl]).toEqual([null, null]);
  });
});

describe('what a flow names', () => {
  it('cannot be deleted while it does', async () => {
    const isIn = (id: number, type: string) => `now is_in {"id": ${id}, "type": "${type}"}`;
    const transform = {
      nodeType: 'TRANSFORM',
      metadata: { condition: isIn(ids.schedule, 'ON_CALL_SCHEDULE') },
      branches: [
        {
          branchType: 'BRANCH',
          condition: isIn(ids.hours, 'SUPPORT_HOUR'),
          target: routeTo(ids.other, { escalationPolicyId: ids.policy }),
        },
      ],
    };
    const { id } = await created('/api/event-flows', { name: 'Night', root: rooted(transform) });
    const things = [
      `/api/alert-sources/${ids.other}`,
      `/api/support-hours/${ids.hours}`,
      `/api/schedules/${ids.schedule}`,
    ];
    for (const path of things) {
      const { status, body } = await api.call('DELETE', path);
      expect([path, status, body.message]).toEqual([path, 400, expect.stringContaining(`event flow ${id} "Night"`)]);
    }
    expect((await api.call('DELETE', `/api/escalation-policies/${ids.policy}`)).status).toBe(400);
    await changed(`/api/event-flows/${id}`, { name: 'Night', root: rooted(undefined) });
    for (const path of things) expect((await api.call('DELETE', path)).status, path).toBe(204);
  });
});

describe('a dry run', () => {
  const outside = '2026-11-29T10:00:00Z';

  it('tells the way, the source and the event as it arrives there, and changes and counts nothing', async () => {
    const { id } = await created('/api/event-flows', everything());
    const before = JSON.stringify(api.table.items());
    const event = { eventType: 'ALERT', summary: 'Disk full', labels: { team: 'db' } };
    const { status, body } = await api.call('POST', `/api/event-flows/${id}/dry-run`, {
      body: { event, now: outside },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'ROUTED',
      alertSource: { id: ids.source },
      escalationPolicy: { id: ids.policy },
      event: { ...event, priority: 'LOW' },
    });
    expect(body.path.map((step: { nodeType: string }) => step.nodeType)).toEqual([
      'ROOT',
      'DEFINE_BRANCHES',
      'SUPPORT_HOURS',
      'ROUTE_EVENT',
    ]);
    expect(body.path[1]).toMatchObject({
      name: 'Which team',
      branch: { branchType: 'BRANCH', condition: 'Database team' },
      why: "it is 'Database team'",
    });
    expect(JSON.stringify(api.table.items())).toBe(before);
  });

  it('waits, and drops', async () => {
    const { id } = await created('/api/event-flows', everything());
    const tried = async (body: object) => (await api.call('POST', `/api/event-flows/${id}/dry-run`, { body })).body;
    const event = { eventType: 'ALERT', summary: 'Disk full', labels: { team: 'db' } };
    expect(await tried({ event, now: '2026-11-30T10:00:00Z' })).toMatchObject({
      outcome: 'WAITING',
      alertSource: null,
      waitUntil: '2026-11-30T16:00:00.000Z',
    });
    expect(await tried({ event: { ...event, labels: {} } })).toMatchObject({ outcome: 'DROPPED', alertSource: null });
  });

  it('reads the body of a tool by its adapter', async () => {
    const branch = {
      branchType: 'BRANCH',
      condition: "context.integrationType == 'GRAFANA' and event.customDetails.title == 'High load'",
      target: routeTo(ids.source),
    };
    const { id } = await created('/api/event-flows', {
      name: 'F',
      root: rooted({ nodeType: 'PLAIN', branches: [branch] }),
    });
    const payload = {
      receiver: 'tocsin',
      status: 'firing',
      title: 'High load',
      alerts: [{ status: 'firing', labels: { alertname: 'High load' }, fingerprint: 'a1' }],
    };
    const path = `/api/event-flows/${id}/dry-run`;
    const { body } = await api.call('POST', path, { body: { payload, integrationType: 'GRAFANA' } });
    expect(body).toMatchObject({ outcome: 'ROUTED', event: { eventType: 'ALERT' } });
    // Without the tool's name a body is one of our own.
    const own = await api.call('POST', path, { body: { payload: { eventType: 'ALERT', summary: 'x' } } });
    expect(own.body).toMatchObject({ outcome: 'DROPPED', event: { eventType: 'ALERT', summary: 'x' } });
    for (const [field, wrong] of [
      ['event', {}],
      ['payload', { event: {}, payload }],
      ['integrationType', { payload, integrationType: 'NOSUCH' }],
      ['now', { payload, now: 'soon' }],
    ] as const) {
      const refused = await api.call('POST', path, { body: wrong });
      expect([refused.status, refused.body.details]).toEqual([400, { field }]);
    }
  });

  it('tries what is being edited, knows its nodes by the ids they are sent with, and saves nothing', async () => {
    const { id } = await created('/api/event-flows', { name: 'F', root: rooted(undefined) });
    const before = JSON.stringify(api.table.items());
    const branch = { id: 4, branchType: 'BRANCH', condition: "event.summary == 'x'", target: routeTo(ids.source) };
    const plain = { id: 3, nodeType: 'PLAIN', branches: [branch] };
    const root = { id: 1, nodeType: 'ROOT', branches: [{ id: 2, branchType: 'ACCEPTED', target: plain }] };
    const path = `/api/event-flows/${id}/dry-run`;
    const event = { eventType: 'ALERT', summary: 'x' };
    expect((await api.call('POST', path, { body: { event } })).body.outcome).toBe('DROPPED');
    const { body } = await api.call('POST', path, { body: { event, root } });
    expect(body).toMatchObject({ outcome: 'ROUTED', alertSource: { id: ids.source } });
    const way = body.path.map((step: { nodeId: number; branch: { id: number } | null }) => [
      step.nodeId,
      step.branch?.id,
    ]);
    expect(way.slice(0, 2)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(JSON.stringify(api.table.items())).toBe(before);
    const nowhere = rooted(routeTo(7));
    const refused = await api.call('POST', path, { body: { event, root: nowhere } });
    expect([refused.status, refused.body.details.field]).toEqual([
      400,
      'root.branches[0].target.metadata.alertSourceId',
    ]);
  });

  it('reads a graph as deep as a flow may be, and no other member', async () => {
    const { id } = await created('/api/event-flows', { name: 'F', root: rooted(undefined) });
    const path = `/api/event-flows/${id}/dry-run`;
    const event = { eventType: 'ALERT', summary: 'x' };
    const chain = Array.from({ length: 40 }).reduce<object>(
      (target) => ({ nodeType: 'PLAIN', branches: [{ branchType: 'CATCH_ALL', target }] }),
      routeTo(ids.source),
    );
    const { body } = await api.call('POST', path, { body: { event, root: rooted(chain) } });
    expect(body.outcome).toBe('ROUTED');
    const deep = Array.from({ length: 80 }).reduce<object>((inner) => ({ inner }), {});
    expect((await api.call('POST', path, { body: { event, payload: deep } })).status).toBe(400);
  });

  it('shows 1 for each counter, and goes on counting from there', async () => {
    const branch = { branchType: 'BRANCH', condition: 'trigger_count.10m >= 2', target: routeTo(ids.source) };
    const { id } = await created('/api/event-flows', {
      name: 'F',
      root: rooted({ nodeType: 'PLAIN', branches: [branch] }),
    });
    const event = { eventType: 'ALERT', summary: 'x' };
    for (let time = 0; time < 3; time += 1) {
      const { body } = await api.call('POST', `/api/event-flows/${id}/dry-run`, { body: { event } });
      expect(body.outcome).toBe('DROPPED');
    }
  });
});
