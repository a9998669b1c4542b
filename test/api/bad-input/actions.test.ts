import { describe, expect, it } from 'vitest';
import { badInputFixture } from './fixture.ts';

const { ids, textualIds, call, expectRefused, refuses } = badInputFixture();

const webhookUrl = 'https://hooks.example.com/a';
const action = (facts: object = {}) => ({
  name: 'A',
  connectorType: 'webhook',
  triggerTypes: ['alert-created'],
  params: { webhookUrl },
  ...facts,
});
const of = (connectorType: string, params: object = {}, facts: object = {}) =>
  action({ connectorType, params, ...facts });
const webhook = (params: object) => of('webhook', { webhookUrl, ...params });
const jira = (params: object, connectorId: string | null = textualIds().connector) =>
  of('jira', params, { connectorId });
const rule = (params: object) =>
  of('automation_rule', { alertType: 'CREATED', serviceStatus: 'DEGRADED', serviceIds: [ids.service], ...params });
const predicate = (facts: object) => ({ field: 'ALERT_SUMMARY', criteria: 'IS_STRING', value: 'a', ...facts });
const filtered = (facts: object) => action({ alertFilter: { operator: 'AND', predicates: [predicate(facts)] } });

refuses('POST', () => '/api/alert-actions', [
  ['no name', () => action({ name: undefined }), 'name'],
  ['no type', () => action({ connectorType: undefined }), 'connectorType'],
  ['an unknown type', () => action({ connectorType: 'webhok' }), 'connectorType'],
  ['an unknown mode', () => action({ triggerMode: 'ALWAYS' }), 'triggerMode'],
  ['no trigger', () => action({ triggerTypes: undefined }), 'triggerTypes'],
  ['an empty list of triggers', () => action({ triggerTypes: [] }), 'triggerTypes'],
  ['an unknown trigger', () => action({ triggerTypes: ['alert-created', 'alert-lost'] }), 'triggerTypes[1]'],
  ['a former trigger', () => action({ triggerTypes: ['incident-created'] }), 'triggerTypes[0]'],
  ['a delay without its trigger', () => action({ escalationEndedDelaySec: 30 }), 'escalationEndedDelaySec'],
  ['the other delay without its trigger', () => action({ notResolvedDelaySec: 60 }), 'notResolvedDelaySec'],
  ...[29, 7201, -1, 30.5].map(
    (escalationEndedDelaySec) =>
      [
        `a delay of ${escalationEndedDelaySec} s`,
        () => action({ triggerTypes: ['alert-escalation-ended'], escalationEndedDelaySec }),
        'escalationEndedDelaySec',
      ] as const,
  ),
  ...[59, 172_801].map(
    (notResolvedDelaySec) =>
      [
        `a delay of ${notResolvedDelaySec} s`,
        () => action({ triggerTypes: ['v-alert-not-resolved'], notResolvedDelaySec }),
        'notResolvedDelaySec',
      ] as const,
  ),
  ['an unknown source', () => action({ alertSourceIds: [999] }), 'alertSources[0].id'],
  ['an unknown source by reference', () => action({ alertSources: [{ id: 999 }] }), 'alertSources[0].id'],
  ['different sources', () => action({ alertSources: [{ id: ids.source }], alertSourceIds: [999] }), 'alertSourceIds'],
  ['a source by its name', () => action({ alertSourceIds: ['Prometheus'] }), 'alertSourceIds[0]'],
  ['an unknown team', () => action({ teams: [{ id: 999 }] }), 'teams[0].id'],
  ['a condition that cannot be read', () => action({ conditions: 'alert.priority ==' }), 'conditions'],
  [
    'a condition about hours that are not there',
    () => action({ conditions: 'now is_in {"id": 999, "type": "SUPPORT_HOUR"}' }),
    'conditions',
  ],
  ['an unknown field of a filter', () => filtered({ field: 'EMAIL_BODY' }), 'alertFilter.predicates[0].field'],
  ['an unknown criterion', () => filtered({ criteria: 'IS' }), 'alertFilter.predicates[0].criteria'],
  [
    'a pattern that cannot be read',
    () => filtered({ criteria: 'MATCHES_REGEX', value: '(' }),
    'alertFilter.predicates[0].value',
  ],
  ['params that are a list', () => action({ params: [] }), 'params'],
  ['no address', () => of('webhook'), 'params.webhookUrl'],
  ['no web address', () => webhook({ webhookUrl: 'ftp://example.com' }), 'params.webhookUrl'],
  ['a body that cannot be read', () => webhook({ bodyTemplate: '{{ a ' }), 'params.bodyTemplate'],
  ['a header without a name', () => webhook({ headers: [{ key: '', value: 'a' }] }), 'params.headers[0].key'],
  ['a header of two lines', () => webhook({ headers: [{ key: 'a', value: 'b\r\nc: d' }] }), 'params.headers[0].value'],
  ['endless params', () => webhook({ extra: 'x'.repeat(100_001) }), 'params'],
  ['no recipient', () => of('email', { recipients: [] }), 'params.recipients'],
  ['a recipient that is none', () => of('email', { recipients: ['a@b.org', 'ada'] }), 'params.recipients[1]'],
  ['no channel', () => of('telegram'), 'params.channelId'],
  ['no connector', () => jira({ project: 'OPS' }, ''), 'connectorId'],
  ['an unknown connector', () => jira({ project: 'OPS' }, '01J00000000000000000000000'), 'connectorId'],
  ['a connector that is no id', () => jira({ project: 'OPS' }, 'jira'), 'connectorId'],
  ['a connector of another type', () => of('zabbix', {}, { connectorId: textualIds().connector }), 'connectorId'],
  ['a connector where there is none', () => action({ connectorId: textualIds().connector }), 'connectorId'],
  ['no project', () => jira({}), 'params.project'],
  ['no service', () => rule({ serviceIds: [] }), 'params.serviceIds'],
  ['a service as text', () => rule({ serviceIds: [String(ids.service)] }), 'params.serviceIds[0]'],
  ['an unknown service', () => rule({ serviceIds: [ids.service, 999] }), 'params.serviceIds[1]'],
  ['an unknown status', () => rule({ serviceStatus: 'BROKEN' }), 'params.serviceStatus'],
  ['an unknown moment', () => rule({ alertType: 'RESOLVED' }), 'params.alertType'],
  ['an unknown template', () => rule({ templateId: 999 }), 'params.templateId'],
  ['an unknown policy', () => of('reroute', { escalationPolicyId: 999 }), 'params.escalationPolicyId'],
]);

refuses('PUT', () => `/api/alert-actions/${textualIds().action}`, [
  ['another type', () => of('zapier', { webhookUrl }), 'connectorType'],
  ['no params', () => action({ params: null }), 'params.webhookUrl'],
]);

refuses('POST', () => '/api/v1/connections', [
  ['an unknown trigger', () => action({ triggerTypes: ['incident-lost'] }), 'triggerTypes[0]'],
  ['no trigger', () => action({ triggerTypes: [] }), 'triggerTypes'],
]);

const connector = (params: object, type = 'jira') => ({ name: 'C', type, params });
const reached = { url: 'https://acme.atlassian.net', email: 'ada@example.com', password: 'p' };

refuses('POST', () => '/api/connectors', [
  ['no type', () => ({ name: 'C', params: reached }), 'type'],
  ['a type without connectors', () => connector({}, 'webhook'), 'type'],
  ['no params', () => ({ name: 'C', type: 'jira' }), 'params.url'],
  ['no password', () => connector({ ...reached, password: undefined }), 'params.password'],
  ['an asterisk for a password that nobody knows', () => connector({ ...reached, password: '' }), 'params.password'],
  ['a password of two lines', () => connector({ ...reached, password: 'a\r\nb' }), 'params.password'],
  ['no web address', () => connector({ ...reached, url: 'acme' }), 'params.url'],
  ['neither user nor address', () => connector({ url: reached.url, password: 'p' }, 'autotask'), 'params.email'],
]);

refuses('PUT', () => `/api/connectors/${textualIds().connector}`, [
  ['another type', () => connector({ apiKey: 'k' }, 'github'), 'type'],
]);

describe('conditions', () => {
  it('say where they cannot be read', async () => {
    const answer = await call('POST', '/api/alert-actions', { body: action({ conditions: 'alert.priority == (' }) });
    expect([answer.status, answer.body.details]).toEqual([400, { field: 'conditions', position: expect.any(Number) }]);
  });
});

describe('sources that come and go', () => {
  it.each([
    ['nothing', {}, 'alertSourceId'],
    ['text', { alertSourceId: '7' }, 'alertSourceId'],
  ])('refuse %s', async (_what, body, field) => {
    for (const what of ['add-source', 'remove-source'])
      await expectRefused('PUT', `/api/alert-actions/${textualIds().action}/${what}`, { body }, field);
  });
});

describe('lists of actions', () => {
  it.each([
    ['max-results=101', 'max-results'],
    ['source=abc', 'source'],
    ['version=3', 'version'],
  ])('refuse ?%s', async (query, field) => {
    expect((await expectRefused('GET', '/api/alert-actions', { query }, field)).status).toBe(400);
  });
});

describe('ids that are none', () => {
  it.each(['1', '0', 'nobody', '01J00000000000000000000000', '__proto__', '9'.repeat(26), '%00'])('%s', async (id) => {
    for (const path of ['/api/alert-actions', '/api/v1/connections', '/api/connectors'])
      for (const [method, body] of [['GET'], ['DELETE'], ['PUT', action()]] as const) {
        const answer = await call(method, `${path}/${id}`, body === undefined ? {} : { body });
        expect([path, method, answer.status]).toEqual([path, method, 404]);
      }
  });
});
