import { beforeEach, describe, expect, it } from 'vitest';
import { isBidirectional } from '../../functions/actions/inbound/ticket.ts';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';
import { terraform } from './terraform.ts';

/*
 * What the Terraform provider and the Go client do with connectors, alert actions and connections: what was sent comes back
 * exactly, and nothing that was not sent appears, but for the defaults that the provider has too.
 */

let api: ApiHarness;
beforeEach(async () => {
  api = await apiHarness();
});

const { created, read } = terraform(() => api);

const put = async (path: string, body: unknown, query = '') => {
  const answer = await api.call('PUT', path, { body, query });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const steady = ({ updatedAt: _later, ...rest }: Record<string, unknown>) => rest;

const source = async (name: string) => {
  const policy = await created('/api/escalation-policies', {
    name: `P ${name}`,
    escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }],
  });
  return created('/api/alert-sources', { name, integrationType: 'API', escalationPolicy: { id: policy.id } });
};

const connectors = {
  datadog: { apiKey: 'k' },
  github: { apiKey: 'ghp_k' },
  sysdig: { apiKey: 'k' },
  status_page_io: { apiKey: 'k' },
  jira: { url: 'https://acme.atlassian.net', email: 'ada@example.com', password: 'pass word/ü' },
  servicenow: { url: 'https://acme.service-now.com', username: 'ada', password: 'p' },
  topdesk: { url: 'https://acme.topdesk.net', username: 'ada', password: 'p' },
  autotask: { url: 'https://webservices19.autotask.net', email: 'ada@example.com', password: 'p' },
  zendesk: { url: 'https://acme.zendesk.com', email: 'ada@example.com', apiKey: 'k' },
  zammad: { url: 'https://zammad.acme.org', apiKey: 'k' },
  zabbix: { url: 'https://zabbix.acme.org/api_jsonrpc.php', apiKey: 'k' },
  mattermost: { url: 'https://mattermost.acme.org/hooks/abc' },
  discord: { url: 'https://discord.com/api/webhooks/1/abc' },
  microsoft_teams: { url: 'https://acme.webhook.office.com/webhookb2/abc' },
  dingtalk: { url: 'https://oapi.dingtalk.com/robot/send?access_token=abc', secret: 'SEC1' },
  aws_lambda: { authorization: 'a' },
  azure_faas: { authorization: 'a' },
  google_faas: { authorization: 'a' },
  slack: {},
  microsoft_teams_bot: {},
  zoom_chat: {},
  google_chat_bot: {},
  dynamic: {},
} as const satisfies Partial<Record<ConnectorType, object>>;

/** Params of each type as clients send them; those with a connector of theirs are sent with it. */
const actions: Partial<Record<ConnectorType, object>> = {
  autotask: { companyId: '12', queueId: 7, issueType: '1', ticketCategory: '2', ticketType: '3' },
  jira: { project: 'OPS', issueType: 'Bug', bodyTemplate: '{{alertSummary}} "ü"' },
  microsoft_teams: {},
  microsoft_teams_bot: { channelId: 'c', teamId: 't', channelName: 'C', teamName: 'T', type: 'chat' },
  microsoft_teams_webhook: { url: 'https://prod.westeurope.logic.azure.com/workflows/1?sig=s', bodyTemplate: 'x' },
  servicenow: { callerId: 'ada', impact: '1', urgency: '3', bodyTemplate: '' },
  slack: { channelId: 'C1', teamId: 'T1', channelName: 'ops', teamDomain: 'acme' },
  slack_webhook: { url: 'https://hooks.slack.com/services/T/B/x' },
  webhook: {
    webhookUrl: 'https://ada:p%40ss@hooks.acme.org:8443/in?a=1',
    bodyTemplate: '{"text": "{{alertSummary}}"}',
    headers: [
      { key: 'X-B', value: 'b' },
      { key: 'X-A', value: '' },
    ],
  },
  zendesk: { priority: 'urgent' },
  discord: {},
  github: { owner: 'acme', repository: 'shop', labels: ['b', 'a'] },
  topdesk: { status: 'secondLine' },
  email: { recipients: ['b@example.com', 'a@example.com'], subject: '{{alertSummary}}', bodyTemplate: 'x\ny' },
  zapier: { webhookUrl: 'https://hooks.zapier.com/hooks/catch/1/abc' },
  zammad: { email: 'ada@example.com' },
  mattermost: {},
  zoom_chat: { channelId: 'abc' },
  dingtalk: { isAtAll: false, atMobiles: ['+86 1', '2'] },
  dingtalk_action: { url: 'https://oapi.dingtalk.com/robot/send', secret: 'SEC', isAtAll: true, atMobiles: [] },
  aws_event_bridge: { accountId: '123456789012', region: 'eu-central-1' },
  dynamic: {},
  zabbix: {},
  telegram: { channelId: '-1001234567890' },
  google_chat_bot: { channelId: 'spaces/x', channelName: 'ops' },
  google_chat_webhook: {},
  datadog: { tags: ['a'], priority: 'normal' },
  aws_lambda: { url: 'https://lambda.example.com', bodyTemplate: '' },
  azure_faas: { url: 'https://azure.example.com' },
  google_faas: { url: 'https://google.example.com' },
  sysdig: { tags: ['a'], eventFilter: '' },
  status_page_io: { pageId: 'p' },
};

/** Params of the types that do something within Tocsin. */
async function within(): Promise<Partial<Record<ConnectorType, object>>> {
  const service = await created('/api/services', { name: 'Shop' });
  const template = await created('/api/incident-templates', { name: 'Down' });
  const policy = await created('/api/escalation-policies', {
    name: 'Others',
    escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }],
  });
  const rule = { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [service.id] };
  return {
    automation_rule: { ...rule, templateId: template.id, sendNotification: false, resolveIncident: true },
    reroute: { escalationPolicyId: policy.id },
  };
}

/** What the provider does not know of an action whose tool has tickets. */
const wayBackOf = (id: string) => ({
  bidirectional: true,
  callbackUrl: expect.stringMatching(new RegExp(`^https://[^/]+/callbacks/actions/${id}/[A-Za-z0-9_-]{32}$`)),
  callbackSecret: expect.stringMatching(/^[0-9a-f]{48}$/),
});

describe('from the first plan to the last', () => {
  it.each(Object.entries(connectors))('a connector of type %s', async (type, params) => {
    const sent = { name: `Köln / ${type} 100 %`, type, params };
    const { id, ...made } = await created('/api/connectors', { id: '', ...sent });
    expect(id).toEqual(expect.stringMatching(/^[0-9A-Z]{26}$/));
    expect(made).toEqual({ ...sent, createdAt: expect.any(String), updatedAt: expect.any(String) });
    const stored = await read(`/api/connectors/${id}`);
    expect(stored).toEqual({ id, ...made });
    expect(await read(`/api/connectors/name/${sent.name}`)).toEqual(stored);
    expect(await read('/api/connectors', 'start-index=0&max-results=50')).toEqual([stored]);
    for (const again of [sent, stored])
      expect(steady(await put(`/api/connectors/${id}`, again))).toEqual(steady(stored));
    expect(await put(`/api/connectors/${id}`, { ...sent, name: 'Other' })).toMatchObject({ name: 'Other', params });
    await destroyed('/api/connectors', id, sent);
  });

  it('an alert action of each type, with all that the type has', async () => {
    const one = await source('One');
    const all = { ...actions, ...(await within()) };
    for (const [type, params] of Object.entries(all)) {
      const connector =
        type in connectors
          ? await created('/api/connectors', { name: type, type, params: connectors[type as keyof typeof connectors] })
          : undefined;
      const sent = {
        name: `Süd / ${type}`,
        alertSourceIds: [one.id],
        connectorType: type,
        triggerMode: 'AUTOMATIC',
        triggerTypes: ['alert-resolved', 'alert-created'],
        params,
        ...(connector !== undefined && { connectorId: connector.id }),
      };
      const { id } = await created('/api/alert-actions', {
        ...sent,
        id: '',
        teams: null,
        alertFilter: null,
        conditions: '',
      });
      const path = `/api/alert-actions/${id}`;
      const stored = await read(path, 'version=1');
      const known = { id, teams: [], connectorId: '', createdAt: expect.any(String), updatedAt: expect.any(String) };
      expect(stored, type).toEqual({ ...known, ...sent, ...(isBidirectional(type as ConnectorType) && wayBackOf(id)) });
      expect(await read(`/api/alert-actions/name/${sent.name}`, 'version=1')).toEqual(stored);
      for (const again of [sent, stored]) expect(steady(await put(path, again, 'version=1'))).toEqual(steady(stored));
      const { alertSourceIds: _one, ...rest } = steady(stored);
      expect(steady(await read(path, 'version=2'))).toEqual({ ...rest, alertSources: [{ id: one.id, name: 'One' }] });
      expect(steady(await read(path))).toEqual({
        ...rest,
        alertSourceIds: [one.id],
        alertSources: [{ id: one.id, name: 'One' }],
      });
      await destroyed('/api/alert-actions', id, sent);
      if (connector !== undefined) await destroyed('/api/connectors', connector.id, undefined);
    }
  });

  it('an alert action with several sources, teams, delays and conditions', async () => {
    const [b, a] = [await source('B'), await source('A')];
    const team = await created('/api/teams', { name: 'Süd', members: [] });
    const first = {
      name: 'Webhook',
      connectorType: 'webhook',
      triggerMode: 'AUTOMATIC',
      triggerTypes: ['v-alert-not-resolved', 'alert-escalation-ended', 'alert-created'],
      params: { webhookUrl: 'https://hooks.acme.org/a', anything: { else: [1, null, 'x'] } },
      alertSources: [
        { id: b.id, name: '', teams: null },
        { id: a.id, name: '', teams: null },
      ],
      escalationEndedDelaySec: 30,
      notResolvedDelaySec: 7200,
      conditions: "alert.priority == 'HIGH' and (alert.summary contains 'disk')",
      teams: [{ id: team.id, name: '' }],
    };
    const shown = {
      alertSources: [
        { id: b.id, name: 'B' },
        { id: a.id, name: 'A' },
      ],
      teams: [{ id: team.id, name: 'Süd' }],
    };
    const { id } = await created('/api/alert-actions', first, 'include=conditions&version=2');
    const path = `/api/alert-actions/${id}`;
    const known = { id, connectorId: '', createdAt: expect.any(String), updatedAt: expect.any(String) };
    expect(await read(path, 'version=2')).toEqual({ ...known, ...first, ...shown });
    const second = {
      ...first,
      alertSources: [{ id: a.id }],
      triggerTypes: ['alert-comment-added'],
      escalationEndedDelaySec: 0,
      notResolvedDelaySec: 0,
      conditions: null,
      alertFilter: { operator: 'OR', predicates: [{ field: 'ALERT_SUMMARY', criteria: 'MATCHES_REGEX', value: '^a' }] },
      params: { webhookUrl: 'https://hooks.acme.org/b' },
      teams: null,
    };
    await put(path, second, 'version=2');
    const { conditions: _none, ...rest } = second;
    expect(await read(path, 'version=2')).toEqual({
      ...known,
      ...rest,
      alertSources: [{ id: a.id, name: 'A' }],
      teams: [],
    });
    await destroyed('/api/alert-actions', id, second);
  });

  it('an action that people set in motion needs no triggers, and is AUTOMATIC unless it says so', async () => {
    const webhook = { name: 'W', connectorType: 'webhook', params: { webhookUrl: 'https://hooks.acme.org/a' } };
    const manual = await created('/api/alert-actions', { ...webhook, triggerMode: 'MANUAL' });
    expect(manual).toMatchObject({ triggerMode: 'MANUAL', triggerTypes: [], alertSources: [], alertSourceIds: [] });
    expect(manual).not.toHaveProperty('escalationEndedDelaySec');
    const automatic = await created('/api/alert-actions', { ...webhook, triggerTypes: ['alert-created'] });
    expect(automatic).toMatchObject({ triggerMode: 'AUTOMATIC', triggerTypes: ['alert-created'] });
  });
});

describe('sources of an action', () => {
  it('come ten at once, and all of them stay; and go ten at once', async () => {
    const sources: number[] = [];
    for (let index = 0; index < 10; index += 1) sources.push((await source(`S${index}`)).id);
    const { id } = await created('/api/alert-actions', webhookAction);
    const path = `/api/alert-actions/${id}`;
    const all = (method: string, what: string) =>
      Promise.all(sources.map((alertSourceId) => api.call(method, `${path}/${what}`, { body: { alertSourceId } })));
    for (const answer of await all('PUT', 'add-source')) {
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body.id).toBe(id);
    }
    expect((await read(path, 'version=1')).alertSourceIds.toSorted()).toEqual(sources.toSorted());
    for (const one of sources) expect((await read('/api/alert-actions', `source=${one}`)).length).toBe(1);
    for (const answer of await all('POST', 'remove-source')) expect(answer.status, answer.text).toBe(200);
    expect((await read(path)).alertSourceIds).toEqual([]);
    for (const one of sources) expect(await read('/api/alert-actions', `source=${one}`)).toEqual([]);
  });

  it('come once, and go once, in the words that clients look for', async () => {
    const { id: alertSourceId } = await source('S');
    const { id } = await created('/api/alert-actions', webhookAction);
    const change = (what: string, body: object = { alertSourceId }) =>
      api.call('PUT', `/api/alert-actions/${id}/${what}`, { body });
    expect((await change('remove-source')).body).toMatchObject({
      status: 400,
      message: expect.stringContaining('not attached to this alert source'),
    });
    await change('add-source');
    expect((await change('add-source')).body).toMatchObject({
      status: 400,
      message: expect.stringContaining('already attached to this alert source'),
    });
    expect((await change('add-source', { alertSourceId: 999 })).status).toBe(404);
    expect((await change('remove-source', { alertSourceId: 999 })).status).toBe(404);
    for (const nobody of ['999', 'nobody', '01J00000000000000000000000', '7ZZZZZZZZZZZZZZZZZZZZZZZZZ'])
      for (const what of ['add-source', 'remove-source'])
        expect(
          (await api.call('PUT', `/api/alert-actions/${nobody}/${what}`, { body: { alertSourceId } })).status,
        ).toBe(404);
  });

  it('stay when a change does not mention them, and are replaced by the list of one that does', async () => {
    const [one, two] = [await source('S'), await source('T')];
    const { id } = await created('/api/alert-actions', webhookAction);
    const path = `/api/alert-actions/${id}`;
    await put(`${path}/add-source`, { alertSourceId: one.id });
    expect((await put(path, { ...webhookAction, name: 'Other' })).alertSourceIds).toEqual([one.id]);
    expect((await put(path, { ...webhookAction, alertSources: null })).alertSourceIds).toEqual([one.id]);
    expect((await put(path, { ...webhookAction, alertSources: [{ id: two.id }] })).alertSourceIds).toEqual([two.id]);
    expect((await put(path, { ...webhookAction, alertSources: [] })).alertSourceIds).toEqual([]);
  });

  it('leave an action when they are deleted, as clients do that replace a source', async () => {
    const [gone, stays] = [await source('Gone'), await source('Stays')];
    const sent = { ...webhookAction, alertSources: [{ id: gone.id }, { id: stays.id }] };
    const { id } = await created('/api/alert-actions', sent);
    expect((await api.call('DELETE', `/api/alert-sources/${gone.id}`)).status).toBe(204);
    expect((await read(`/api/alert-actions/${id}`)).alertSources).toEqual([{ id: stays.id, name: 'Stays' }]);
    const [entry] = (await api.call('GET', '/api/audit-log', { query: 'entity=alert-action' })).body;
    expect(entry).toMatchObject({ action: 'alert-action:update', after: { alertSourceIds: [stays.id] } });
  });

  it('stay in an action when something else keeps them from being deleted', async () => {
    const { id: sourceId } = await source('Used');
    const { id } = await created('/api/alert-actions', { ...webhookAction, alertSources: [{ id: sourceId }] });
    await created('/api/heartbeat-monitors', { name: 'Backup', intervalSec: 3600, alertSource: { id: sourceId } });
    const refused = await api.call('DELETE', `/api/alert-sources/${sourceId}`);
    expect([refused.status, refused.body.message]).toEqual([400, expect.stringContaining('heartbeat monitor')]);
    expect((await read(`/api/alert-actions/${id}`)).alertSourceIds).toEqual([sourceId]);
  });
});

const webhookAction = {
  name: 'W',
  connectorType: 'webhook',
  triggerTypes: ['alert-created'],
  params: { webhookUrl: 'https://hooks.acme.org/a' },
};

describe('lists of actions', () => {
  it('are narrowed to sources and to a connector', async () => {
    const [one, two] = [await source('S'), await source('T')];
    const jira = await created('/api/connectors', { name: 'J', type: 'jira', params: connectors.jira });
    const ofJira = { ...webhookAction, connectorType: 'jira', connectorId: jira.id, params: { project: 'OPS' } };
    const ids = [
      (await created('/api/alert-actions', { ...webhookAction, alertSourceIds: [one.id] })).id,
      (await created('/api/alert-actions', { ...ofJira, alertSources: [{ id: one.id }, { id: two.id }] })).id,
      (await created('/api/alert-actions', ofJira)).id,
    ];
    const listed = async (query: string) =>
      (await read('/api/alert-actions', query)).map(({ id }: { id: string }) => ids.indexOf(id));
    expect(await listed('')).toEqual([0, 1, 2]);
    expect(await listed(`source=${one.id}`)).toEqual([0, 1]);
    expect(await listed(`source=${two.id}&source=${one.id}`)).toEqual([0, 1]);
    expect(await listed(`source=${one.id}&max-results=1&start-index=1`)).toEqual([1]);
    expect(await listed('source=999')).toEqual([]);
    expect(await listed(`connector=${jira.id}`)).toEqual([1, 2]);
    expect(await listed(`connector=${jira.id}&source=${two.id}`)).toEqual([1]);
    expect(await listed('connector=nobody')).toEqual([]);
    expect(await listed('connector=01J00000000000000000000000')).toEqual([]);
  });
});

describe('actions of an alert', () => {
  it('are those of its source that people set in motion, as far as one may know of them', async () => {
    const { id: sourceId } = await source('S');
    const ofSource = { ...webhookAction, alertSourceIds: [sourceId], triggerMode: 'MANUAL' };
    const { id } = await created('/api/alert-actions', ofSource);
    await created('/api/alert-actions', { ...ofSource, triggerMode: 'AUTOMATIC' });
    await created('/api/alert-actions', { ...ofSource, alertSourceIds: [] });
    const members = [{ user: { id: 1 } }];
    const team = await created('/api/teams', { name: 'Cell', visibility: 'PRIVATE', members });
    const kept = await created('/api/alert-actions', { ...ofSource, name: 'Kept', teams: [{ id: team.id }] });
    const alert = await created('/api/alerts', { summary: 'Disk full', alertSource: { id: sourceId } });
    const shown = (await read(`/api/alerts/${alert.id}/actions`)) as { readonly alertActionId: string }[];
    const first = { alertActionId: id, connectorId: '', type: 'webhook', name: 'W', iconUrl: null, history: [] };
    expect(shown).toEqual([first, { ...first, alertActionId: kept.id, name: 'Kept' }]);
    const { key } = await api.userOf('RESPONDER', 62);
    expect((await api.call('GET', `/api/alerts/${alert.id}/actions`, { key })).body).toEqual([first]);
  });
});

describe('what an action names', () => {
  it('cannot be deleted before the action', async () => {
    const all = await within();
    const jira = await created('/api/connectors', { name: 'J', type: 'jira', params: connectors.jira });
    const hours = await created('/api/support-hours', { name: 'H', timezone: 'UTC', supportDays: {} });
    const rule = all.automation_rule as { readonly serviceIds: number[]; readonly templateId: number };
    const { escalationPolicyId } = all.reroute as { readonly escalationPolicyId: number };
    const of = (connectorType: string, params: object, besides: object = {}) =>
      created('/api/alert-actions', { ...webhookAction, connectorType, params, ...besides });
    const named = [
      [await of('jira', { project: 'OPS' }, { connectorId: jira.id }), `/api/connectors/${jira.id}`],
      [
        await of('automation_rule', rule),
        `/api/services/${rule.serviceIds[0]}`,
        `/api/incident-templates/${rule.templateId}`,
      ],
      [await of('reroute', { escalationPolicyId }), `/api/escalation-policies/${escalationPolicyId}`],
      [
        await of('webhook', webhookAction.params, {
          conditions: `now is_in {"id": ${hours.id}, "type": "SUPPORT_HOUR"}`,
        }),
        `/api/support-hours/${hours.id}`,
      ],
    ] as const;
    for (const [action, ...paths] of named) {
      for (const path of paths) {
        const refused = await api.call('DELETE', path);
        expect([path, refused.status, refused.body.message]).toEqual([
          path,
          400,
          expect.stringContaining(`is used by alert action ${action.id} "W"`),
        ]);
      }
      expect((await api.call('DELETE', `/api/alert-actions/${action.id}`)).status).toBe(204);
      for (const path of paths) expect((await api.call('DELETE', path)).status, path).toBe(204);
    }
  });
});

describe('secrets', () => {
  it('of a connector stay when a change leaves them out or masks them, and are told to administrators alone', async () => {
    const sent = { name: 'J', type: 'jira', params: { ...connectors.jira, extra: { token: 't', x: 1 } } };
    const { id } = await created('/api/connectors', sent);
    const path = `/api/connectors/${id}`;
    const { password: _secret, ...open } = connectors.jira;
    for (const params of [open, { ...open, password: null }, { ...open, password: '********' }])
      expect((await put(path, { ...sent, params })).params.password).toBe(connectors.jira.password);
    const refused = await api.call('PUT', path, { body: { ...sent, params: { ...open, password: '' } } });
    expect([refused.status, refused.body.details.field]).toEqual([400, 'params.password']);
    expect((await put(path, { ...sent, params: { ...sent.params, password: 'new' } })).params.password).toBe('new');
    for (const [role, at] of [
      ['USER', 61],
      ['RESPONDER', 62],
      ['VIEWER', 63],
    ] as const) {
      const { key } = await api.userOf(role, at);
      const answer = await api.call('GET', path, { key });
      expect([answer.status, answer.body.params]).toEqual([200, { ...open, extra: { x: 1 } }]);
      expect((await api.call('PUT', path, { key, body: sent })).status).toBe(403);
    }
    const log = await api.call('GET', '/api/audit-log', { query: 'entity=connector' });
    expect(log.body.length).toBeGreaterThan(1);
    expect(log.text).not.toContain(connectors.jira.password);
  });

  it('of an action are told to those who may change it alone', async () => {
    const params = actions.webhook;
    const { id } = await created('/api/alert-actions', { ...webhookAction, params });
    const seen = async (key?: string) =>
      (await api.call('GET', `/api/alert-actions/${id}`, key === undefined ? {} : { key })).body.params;
    expect(await seen((await api.userOf('USER', 61)).key)).toEqual(params);
    expect(await seen((await api.userOf('RESPONDER', 62)).key)).toEqual({
      bodyTemplate: '{"text": "{{alertSummary}}"}',
      headers: [{ key: 'X-B' }, { key: 'X-A' }],
    });
    expect((await api.call('GET', '/api/audit-log', { query: 'entity=alert-action' })).text).not.toContain('p%40ss');
  });

  it('that a tool calls back with are told to those who may change the action alone', async () => {
    const { id: connectorId } = await created('/api/connectors', { name: 'J', type: 'jira', params: connectors.jira });
    const sent = {
      name: 'J',
      connectorType: 'jira',
      connectorId,
      params: actions.jira,
      triggerTypes: ['alert-created'],
    };
    const { id } = await created('/api/alert-actions', sent);
    const seen = async (role: 'USER' | 'RESPONDER', at: number) =>
      (await api.call('GET', `/api/alert-actions/${id}`, { key: (await api.userOf(role, at)).key })).body;
    expect(await seen('USER', 61)).toMatchObject(wayBackOf(id));
    const responder = await seen('RESPONDER', 62);
    expect(responder.bidirectional).toBe(true);
    for (const name of ['callbackUrl', 'callbackSecret']) expect(responder).not.toHaveProperty(name);
    const log = await api.call('GET', '/api/audit-log', { query: 'entity=alert-action' });
    expect(log.text).not.toMatch(/callback/);
  });

  it('are sealed where they are stored', async () => {
    await created('/api/connectors', { name: 'J', type: 'jira', params: connectors.jira });
    await created('/api/alert-actions', { ...webhookAction, params: actions.webhook });
    const stored = JSON.stringify(api.table.items());
    expect(stored).not.toContain(connectors.jira.password);
    expect(stored).not.toContain('p%40ss');
  });
});

describe('connections, as alert actions were called', () => {
  it('are alert actions with the former names of triggers', async () => {
    const one = await source('One');
    const sent = {
      name: 'Köln / W',
      alertSourceIds: [one.id],
      connectorType: 'webhook',
      triggerMode: 'AUTOMATIC',
      triggerTypes: ['incident-resolved', 'incident-created', 'incident-auto-escalated'],
      params: { webhookUrl: 'https://hooks.acme.org/a' },
    };
    const { id } = await created('/api/v1/connections', { id: '', connectorId: '', ...sent });
    const path = `/api/v1/connections/${id}`;
    const known = { id, connectorId: '', createdAt: expect.any(String), updatedAt: expect.any(String) };
    const stored = await read(path);
    expect(stored).toEqual({ ...known, ...sent });
    expect(await read('/api/v1/connections')).toEqual([stored]);
    expect(await read(`/api/v1/connections/name/${sent.name}`)).toEqual(stored);
    expect(await read(`/api/alert-actions/${id}`)).toMatchObject({
      triggerTypes: ['alert-resolved', 'alert-created', 'alert-auto-escalated'],
    });
    const action = { ...sent, triggerTypes: ['v-alert-not-resolved', 'alert-created'], notResolvedDelaySec: 60 };
    await put(`/api/alert-actions/${id}`, { ...action, conditions: 'alert.severity > 2' });
    expect(await put(path, { ...sent, name: 'W' })).toEqual({ ...stored, name: 'W', updatedAt: expect.any(String) });
    expect(await read(`/api/alert-actions/${id}`)).toMatchObject({
      triggerTypes: ['alert-resolved', 'alert-created', 'alert-auto-escalated', 'v-alert-not-resolved'],
      notResolvedDelaySec: 60,
      conditions: 'alert.severity > 2',
    });
    await destroyed('/api/v1/connections', id, sent);
  });
});

async function destroyed(path: string, id: string, sent: object | undefined) {
  const gone = await api.call('DELETE', `${path}/${id}`);
  expect([gone.status, gone.text]).toEqual([204, '']);
  for (const [method, body] of [['GET'], ['PUT', sent], ['DELETE']] as const) {
    if (method === 'PUT' && body === undefined) continue;
    const answer = await api.call(method, `${path}/${id}`, body === undefined ? {} : { body });
    expect([method, answer.status, answer.body.status]).toEqual([method, 404, 404]);
  }
}
