import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';
import { terraform } from './terraform.ts';

/*
 * The Terraform provider copies what it reads into its state: whatever was sent must come back exactly, and nothing
 * that was not sent may appear, but for the defaults the provider has too.
 */

let api: ApiHarness;
beforeEach(async () => {
  api = await apiHarness();
});

const { created, read } = terraform(() => api);

const aPerson = (email = 'ada@example.com') =>
  created('/api/users', { email, firstName: 'Ada', lastName: 'Lovelace' }) as Promise<{ id: number }>;

const aPolicy = async (name = 'Platform') => {
  const { id } = await aPerson(`${name}@example.com`.replace(/[^\w@.]/g, ''));
  const body = { name, escalationRules: [{ escalationTimeout: 5, users: [{ id }] }] };
  return created('/api/escalation-policies', body) as Promise<{ id: number }>;
};

describe('a user', () => {
  it('sent with the least gets only the defaults the provider knows', async () => {
    const { id } = await aPerson();
    expect(await read(`/api/users/${id}`)).toEqual({
      id,
      username: 'ada@example.com',
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
      role: 'USER',
      timezone: 'Europe/Berlin',
      language: 'en',
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
  });

  it('sent with everything reads back as sent', async () => {
    const sent = {
      email: 'Ada.Lovelace@Example.com',
      username: 'ada',
      firstName: 'Ada',
      lastName: 'Lovelace',
      role: 'RESPONDER',
      timezone: 'America/New_York',
      language: 'de',
      region: 'CH',
      position: 'Engineer',
      department: 'R & D',
      shiftColor: '#1A2b3c',
    };
    const { id } = await created('/api/users', sent, 'send-no-invitation=true&purchase-seat=true');
    expect(await read(`/api/users/${id}`)).toMatchObject(sent);
    const search = await api.call('POST', '/api/users/search-email', { body: { email: 'ada.lovelace@example.com' } });
    expect(search.body).toMatchObject({ id, ...sent });
  });

  it('loses on PUT what is not sent any more, but not the role', async () => {
    const body = { email: 'a@example.com', firstName: 'A', lastName: 'B', role: 'RESPONDER', position: 'Chef' };
    const { id } = await created('/api/users', body);
    const { role: _role, position: _position, ...rest } = body;
    const answer = await api.call('PUT', `/api/users/${id}`, {
      body: { ...rest, mutedUntil: '2027-01-01T12:00:00+01:00' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ role: 'RESPONDER', mutedUntil: '2027-01-01T11:00:00.000Z' });
    expect(answer.body.position).toBeUndefined();
    const unmuted = await api.call('PUT', `/api/users/${id}`, { body: { ...rest, mutedUntil: null } });
    expect(unmuted.body.mutedUntil).toBeUndefined();
  });

  it('has contacts and preferences that read back as sent', async () => {
    const { id } = await aPerson();
    const base = `/api/users/${id}`;
    const phone = await created(`${base}/contacts/phone-numbers`, { regionCode: 'DE', target: '0151 2345-0001' });
    expect(phone).toMatchObject({ regionCode: 'DE', target: '0151 2345-0001', status: 'OK' });
    const email = await created(`${base}/contacts/emails`, { target: 'Private@Example.com' });
    expect(email).toMatchObject({ target: 'Private@Example.com', status: 'OK' });

    const rules: [string, Record<string, unknown>][] = [
      ['alerts', { method: 'SMS', contact: { id: phone.id }, delayMin: 10, type: 'HIGH_PRIORITY' }],
      ['alerts', { method: 'VOICE', contact: { id: phone.id }, delayMin: 0, type: 'LOW_PRIORITY' }],
      ['alerts', { method: 'PUSH', contact: null, delayMin: 120, type: 'HIGH_PRIORITY' }],
      ['duties', { method: 'EMAIL', contact: { id: email.id }, beforeMin: 1440, type: 'ON_CALL' }],
      ['updates', { method: 'SMS', contact: { id: phone.id }, type: 'ALERT_ESCALATED' }],
      ['subscriptions', { method: 'EMAIL', contact: { id: email.id } }],
    ];
    for (const [kind, rule] of rules) {
      const stored = await created(`${base}/notification-preferences/${kind}`, rule);
      expect(await read(`${base}/notification-preferences/${kind}/${stored.id}`)).toEqual({ id: stored.id, ...rule });
    }
    const [, , first] = await read(`${base}/notification-preferences/alerts`);
    const changed = { method: 'VOICE', contact: { id: phone.id }, delayMin: 5, type: 'HIGH_PRIORITY' };
    const put = await api.call('PUT', `${base}/notification-preferences/alerts/${first.id}`, { body: changed });
    expect(put.body).toEqual({ id: first.id, ...changed });
    const gone = await api.call('DELETE', `${base}/notification-preferences/alerts/${first.id}`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await api.call('GET', `${base}/notification-preferences/alerts/${first.id}`)).status).toBe(404);
  });

  it('finds contacts by their target as sent or dialled', async () => {
    const { id } = await aPerson();
    const base = `/api/users/${id}/contacts`;
    const phone = await created(`${base}/phone-numbers`, { regionCode: 'DE', target: '15123450001', primary: true });
    for (const target of ['15123450001', '+4915123450001']) {
      const found = await api.call('POST', `${base}/phone-numbers/search-target`, { body: { target } });
      expect(found.body).toEqual(phone);
    }
    const login = await api.call('POST', `${base}/emails/search-target`, { body: { target: 'ada@example.com' } });
    expect(login.body).toMatchObject({ target: 'ada@example.com', status: 'OK' });
    const none = await api.call('POST', `${base}/emails/search-target`, { body: { target: 'x@example.com' } });
    expect(none.status).toBe(404);
  });
});

describe('an escalation policy', () => {
  it('sent with the least gets only the defaults the provider knows', async () => {
    const user = await aPerson();
    const name = { id: user.id, firstName: 'Ada', lastName: 'Lovelace' };
    const rule = { escalationTimeout: 0, users: [{ id: user.id }] };
    const { id } = await created('/api/escalation-policies', { name: 'P', escalationRules: [rule] });
    expect(await read(`/api/escalation-policies/${id}`)).toEqual({
      id,
      name: 'P',
      escalationRules: [{ escalationTimeout: 0, user: name, users: [name], schedules: [], teams: [] }],
      repeating: false,
      frequency: 1,
      delayMin: 0,
      teams: [],
    });
  });

  it('keeps the order of rules and targets, and takes back what it answered', async () => {
    const [ada, bob, eve] = [
      await aPerson('a@example.com'),
      await aPerson('b@example.com'),
      await aPerson('e@example.com'),
    ];
    const sent = {
      name: 'Tag & Nacht / Plattform',
      escalationRules: [
        { escalationTimeout: 15, users: [{ id: eve.id }, { id: ada.id }, { id: bob.id }] },
        { escalationTimeout: 525_600, user: { id: bob.id } },
        { escalationTimeout: 0, users: [{ id: ada.id }] },
      ],
      repeating: true,
      frequency: 9,
      delayMin: 15,
      routingKey: 'Plattform Nacht',
    };
    const policy = await created('/api/escalation-policies', sent);
    expect(policy).toMatchObject({ ...sent, escalationRules: expect.any(Array) });
    expect(policy.escalationRules[0].users.map((user: { id: number }) => user.id)).toEqual([eve.id, ada.id, bob.id]);
    expect(policy.escalationRules[0].user.id).toBe(eve.id);
    expect(policy.escalationRules[1].users).toMatchObject([{ id: bob.id }]);

    const again = await api.call('PUT', `/api/escalation-policies/${policy.id}`, { body: policy });
    expect(again.status, again.text).toBe(200);
    expect(again.body).toEqual(policy);
    expect(await read('/api/escalation-policies/name/Tag & Nacht / Plattform')).toEqual(policy);
    expect(await read('/api/escalation-policies/resolve', 'routing-key=nobody,+Plattform+Nacht')).toEqual(policy);
  });

  it('has levels that are replaced one by one', async () => {
    const { id } = await aPolicy();
    const bob = await aPerson('bob@example.com');
    const path = `/api/escalation-policies/${id}/levels`;
    const body = { escalationTimeout: 1, users: [{ id: bob.id }] };
    const answer = await api.call('PUT', `${path}/0`, { body });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toMatchObject({ escalationTimeout: 1, users: [{ id: bob.id }] });
    expect((await read(`/api/escalation-policies/${id}`)).escalationRules).toEqual([answer.body]);
    expect((await api.call('PUT', `${path}/1`, { body })).status).toBe(404);
  });

  it('is refused deletion while a source uses it, and is gone after', async () => {
    const { id } = await aPolicy();
    const source = await created('/api/alert-sources', { name: 'S', integrationType: 'API', escalationPolicy: { id } });
    const refused = await api.call('DELETE', `/api/escalation-policies/${id}`);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain(String(source.id));
    expect((await api.call('DELETE', `/api/alert-sources/${source.id}`)).status).toBe(204);
    const gone = await api.call('DELETE', `/api/escalation-policies/${id}`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await api.call('GET', `/api/escalation-policies/${id}`)).status).toBe(404);
    expect((await api.call('GET', '/api/escalation-policies/name/Platform')).status).toBe(404);
  });

  it('keeps a user it names from deletion', async () => {
    const { id } = await aPolicy();
    const [rule] = (await read(`/api/escalation-policies/${id}`)).escalationRules;
    const refused = await api.call('DELETE', `/api/users/${rule.users[0].id}`);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain(String(id));
  });
});

const template = (text: string) => ({ textTemplate: text });

/** Every member a client may write of an alert source, with values the provider knows. */
const everything = (policyId: number) => ({
  name: 'Köln / Rechenzentrum 1',
  integrationType: 'EMAIL2',
  escalationPolicy: { id: policyId },
  integrationKey: 'koeln@tocsin.example.com',
  alertCreation: 'INTELLIGENT_GROUPING',
  alertGroupingWindow: 'PT24H',
  scoreThreshold: 0.895,
  autoResolutionTimeout: 'PT60M',
  alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS',
  supportHours: {
    timezone: 'Europe/Berlin',
    autoRaiseAlerts: true,
    supportDays: { MONDAY: { start: '08:00', end: '17:00' }, FRIDAY: { start: '08:00', end: '15:00' } },
  },
  autoRaiseAlerts: false,
  active: false,
  setupStatus: 'FINISHED',
  severity: 3,
  summaryTemplate: template('{{ summary }}'),
  detailsTemplate: { elements: [{ type: 'VAR', val: 'a.b', func: 'splitTakeAt', args: [{ S: 'x' }, { N: 1 }] }] },
  routingTemplate: template('{{ team }}'),
  alertKeyTemplate: template('{{ host }}'),
  linkTemplates: [
    { text: 'Runbook', hrefTemplate: template('https://example.com/{{ id }}') },
    { linkTextTemplate: template('Graph'), hrefTemplate: template('https://example.com/g') },
  ],
  priorityTemplate: {
    valueTemplate: template('{{ level }}'),
    mappings: [
      { value: 'warn', priority: 'LOW' },
      { value: 'crit', priority: 'HIGH' },
    ],
  },
  severityTemplate: { valueTemplate: template('{{ level }}'), mappings: [{ value: 'crit', severity: 1 }] },
  services: [{ id: 12, name: 'Shop' }],
  servicesTemplate: [template('{{ service }}')],
  autoCreateServices: false,
  eventFilter: "event.customDetails.env == 'prod'",
  eventTypeFilterCreate: 'event.a == 1',
  eventTypeFilterAccept: 'event.a == 2',
  eventTypeFilterResolve: 'event.a == 3',
  emailFiltered: false,
  emailPredicates: [{ field: 'EMAIL_FROM', criteria: 'CONTAINS_STRING', value: '@' }],
  filterOperator: 'OR',
  resolveKeyExtractor: { field: 'EMAIL_BODY', criteria: 'MATCHES_REGEX', value: '(\\d+)' },
  metadata: { requireSignature: true, note: 'x' },
});

const includes = [
  ...['summaryTemplate', 'detailsTemplate', 'routingTemplate', 'alertKeyTemplate', 'linkTemplates', 'severityTemplate'],
  ...['priorityTemplate', 'servicesTemplate', 'eventFilter', 'eventTypeFilterCreate', 'eventTypeFilterAccept'],
  ...['eventTypeFilterResolve'],
];
const includeAll = [...includes, 'textTemplate'].map((name) => `include=${name}`).join('&');

describe('an alert source', () => {
  it('sent with the least gets only the defaults the provider knows, and a key usable at once', async () => {
    const policy = await aPolicy();
    const sent = { name: 'Shop', integrationType: 'API', escalationPolicy: { id: policy.id } };
    const source = await created('/api/alert-sources', sent);
    expect(source).toEqual({
      id: source.id,
      name: 'Shop',
      integrationType: 'API',
      escalationPolicy: { id: policy.id, name: 'Platform' },
      integrationKey: expect.stringMatching(/^il1api.+/),
      integrationUrl: `https://tocsin.example.com/api/v1/events/api/${source.integrationKey}`,
      alertCreation: 'ONE_ALERT_PER_EMAIL',
      alertPriorityRule: 'HIGH',
      active: true,
      status: 'ALL_RESOLVED',
      teams: [],
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(await read(`/api/alert-sources/${source.integrationKey}`)).toEqual(source);
    expect(await api.store.sources.byIntegrationKey(source.integrationKey)).toMatchObject({ id: source.id });
  });

  it('sent with everything reads back as sent', async () => {
    const policy = await aPolicy();
    const sent = everything(policy.id);
    const { id } = await created('/api/alert-sources', sent, includeAll);
    const expected = {
      ...sent,
      detailsTemplate: template('{{ a.b.splitTakeAt("x", 1) }}'),
      escalationPolicy: { id: policy.id, name: 'Platform' },
      status: 'DISABLED',
    };
    expect(await read(`/api/alert-sources/${id}`, includeAll)).toMatchObject(expected);
    expect(await read(`/api/alert-sources/name/${sent.name}`, includeAll)).toMatchObject(expected);
    const put = await api.call('PUT', `/api/alert-sources/${id}`, { body: sent, query: includeAll });
    expect(put.status, put.text).toBe(200);
    expect(put.body).toMatchObject(expected);
  });

  it('has templates in two forms, whichever they were sent in, and loses none of either', async () => {
    const policy = await aPolicy();
    const sent = everything(policy.id);
    const source = await created('/api/alert-sources', sent);
    expect(source).toMatchObject({
      summaryTemplate: { elements: [{ type: 'VAR', val: 'summary' }] },
      detailsTemplate: sent.detailsTemplate,
      linkTemplates: [
        { text: 'Runbook', hrefTemplate: { elements: [{ type: 'TEXT' }, { type: 'VAR', val: 'id' }] } },
        { linkTextTemplate: { elements: [{ type: 'TEXT', val: 'Graph' }] } },
      ],
      priorityTemplate: {
        valueTemplate: { elements: [{ type: 'VAR', val: 'level' }] },
        mappings: sent.priorityTemplate.mappings,
      },
      servicesTemplate: [{ elements: [{ type: 'VAR', val: 'service' }] }],
    });
    expect(source.summaryTemplate).not.toHaveProperty('textTemplate');
    const put = await api.call('PUT', `/api/alert-sources/${source.id}`, { body: source });
    expect(put.status, put.text).toBe(200);
    const { summaryTemplate, linkTemplates } = await read(`/api/alert-sources/${source.id}`, includeAll);
    expect(summaryTemplate).toEqual(sent.summaryTemplate);
    expect(linkTemplates).toEqual(sent.linkTemplates);
  });

  it.each<readonly [string, object, string, number]>([
    ['summaryTemplate', { summaryTemplate: template('{{ title') }, 'summaryTemplate', 8],
    ['elements', { detailsTemplate: { elements: [{ type: 'VAR', val: 'a', func: 'shout' }] } }, 'detailsTemplate', 5],
    ['a key', { alertKeyTemplate: template('{{ a.extractRegex("(") }}') }, 'alertKeyTemplate', 18],
    [
      'a link',
      { linkTemplates: [{ text: 'x', hrefTemplate: template('{{#a}}') }] },
      'linkTemplates[0].hrefTemplate',
      6,
    ],
    [
      'the text of a link',
      { linkTemplates: [{ linkTextTemplate: template('{{ }}'), hrefTemplate: template('x') }] },
      'linkTemplates[0].linkTextTemplate',
      3,
    ],
    [
      'a priority',
      { priorityTemplate: { valueTemplate: template('{{ a b }}'), mappings: [] } },
      'priorityTemplate.valueTemplate',
      5,
    ],
    [
      'a severity',
      { severityTemplate: { valueTemplate: template('{{'), mappings: [] } },
      'severityTemplate.valueTemplate',
      2,
    ],
    ['a route', { routingTemplate: template('{{/a}}') }, 'routingTemplate', 2],
    ['a service', { servicesTemplate: [template('x'), template('{{')] }, 'servicesTemplate[1]', 2],
  ])('refuses a template that cannot be read, with its place: %s', async (_name, wrong, field, position) => {
    const policy = await aPolicy();
    const body = { name: 'S', integrationType: 'API', escalationPolicy: { id: policy.id }, ...wrong };
    const answer = await api.call('POST', '/api/alert-sources', { body });
    expect(answer.body).toEqual({
      status: 400,
      message: expect.stringMatching(new RegExp(`^${field.replace(/[[\].]/g, '\\$&')}: `)),
      code: 'INVALID',
      details: { field, position },
    });
    expect(answer.status).toBe(400);
    expect(await read('/api/alert-sources')).toEqual([]);
  });

  it('shows templates and filters on a read only when asked for', async () => {
    const policy = await aPolicy();
    const { id } = await created('/api/alert-sources', everything(policy.id));
    const source = await read(`/api/alert-sources/${id}`, 'include=eventFilter&include=whatever');
    expect(source.eventFilter).toBe("event.customDetails.env == 'prod'");
    for (const name of includes.filter((include) => include !== 'eventFilter')) expect(source).not.toHaveProperty(name);
  });

  it('takes back what it answered, keeps its key, and loses what is not sent any more', async () => {
    const policy = await aPolicy();
    const sent = { name: 'S', integrationType: 'GRAFANA', escalationPolicy: { id: policy.id }, severity: 2 };
    const source = await created('/api/alert-sources', { ...sent, autoResolutionTimeout: 'PT10M' });
    const same = await api.call('PUT', `/api/alert-sources/${source.id}`, { body: source });
    expect(same.body).toEqual({ ...source, updatedAt: expect.any(String) });
    const { severity: _severity, ...less } = sent;
    const put = await api.call('PUT', `/api/alert-sources/${source.id}`, { body: { ...less, teams: null } });
    expect(put.body).not.toHaveProperty('severity');
    expect(put.body).not.toHaveProperty('autoResolutionTimeout');
    expect(put.body).toMatchObject({ integrationKey: source.integrationKey, teams: [] });
  });

  it('understands the deprecated names of grouping and priority rule', async () => {
    const policy = await aPolicy();
    const former = { incidentCreation: 'ONE_OPEN_INCIDENT_ALLOWED', incidentPriorityRule: 'LOW' };
    const sent = { name: 'S', integrationType: 'API', escalationPolicy: { id: policy.id }, ...former };
    expect(await created('/api/alert-sources', sent)).toMatchObject({
      ...former,
      alertCreation: 'ONE_OPEN_ALERT_ALLOWED',
      alertPriorityRule: 'LOW',
    });
  });

  it.each([
    ['HEARTBEAT2', /^il1hb2/],
    ['HEARTBEAT', /^il1hbt/],
    ['PROMETHEUS', /^il1pro/],
  ])('of type %s has a key that says so', async (integrationType, form) => {
    const policy = await aPolicy();
    const source = await created('/api/alert-sources', {
      name: 'S',
      integrationType,
      escalationPolicy: { id: policy.id },
    });
    expect(source.integrationKey).toMatch(form);
  });
});

describe('lists', () => {
  it('are bare arrays in the order of creation, paged by offset, without what is hidden', async () => {
    const policy = await aPolicy();
    const sent = (name: string) => ({ name, integrationType: 'API', escalationPolicy: { id: policy.id } });
    for (const name of ['a', 'b', 'a', 'c']) await created('/api/alert-sources', sent(name));
    const all = await read('/api/alert-sources', 'start-index=0&max-results=50');
    expect(all.map(({ name }: { name: string }) => name)).toEqual(['a', 'b', 'a', 'c']);
    expect(await read('/api/alert-sources', 'start-index=1&max-results=2')).toEqual(all.slice(1, 3));
    expect(await read('/api/alert-sources', 'start-index=9')).toEqual([]);
    expect((await read('/api/alert-sources/name/a')).id).toBe(all[0].id);
    expect((await api.call('GET', '/api/alert-sources', { query: 'max-results=51' })).status).toBe(400);

    const person = await aPerson('hidden@example.com');
    const user = await api.store.users.get(person.id);
    if (user) await api.store.users.save({ ...user, hidden: true }, user);
    expect((await read('/api/users')).map(({ id }: { id: number }) => id)).not.toContain(person.id);
    expect((await api.call('GET', `/api/users/${person.id}`)).status).toBe(404);
  });
});
