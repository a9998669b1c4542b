import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/*
 * What newcomers get wrong at first, and what they are told.
 */

let api: ApiHarness;
let policy: { id: number };
beforeEach(async () => {
  api = await apiHarness();
  const escalationRules = [{ escalationTimeout: 5, users: [{ id: 1 }] }];
  const body = { name: 'Platform', escalationRules };
  policy = (await api.call('POST', '/api/escalation-policies', { body })).body;
});

const refused = async (method: string, path: string, options: Parameters<ApiHarness['call']>[2]) => {
  const { status, body } = await api.call(method, path, options);
  expect(status).toBe(400);
  return body.message;
};
const source = (integrationType: unknown) =>
  refused('POST', '/api/alert-sources', {
    body: { name: 'S', integrationType, escalationPolicy: { id: policy.id } },
  });

describe('a type of alert source written another way', () => {
  it.each([
    ['Prometheus', 'PROMETHEUS'],
    ['prometheus-alertmanager', 'PROMETHEUS'],
    ['Prometheus Alertmanager', 'PROMETHEUS'],
    ['AlertManager', 'PROMETHEUS'],
    ['Loki', 'LOKI'],
    ['grafana', 'GRAFANA'],
    ['GRAFAN', 'GRAFANA'],
    ['AWS CloudWatch', 'CLOUDWATCH'],
    ['amazon-sns', 'AMAZONSNS'],
    ['Uptime Kuma', 'UPTIMEKUMA'],
    ['uptime_kuma', 'UPTIMEKUMA'],
    ['New Relic', 'NEWRELIC'],
    ['webhook', 'API'],
  ])('%s: the right one is %s', async (written, type) => {
    expect(await source(written)).toBe(`integrationType: is not a type of alert sources: did you mean ${type}?`);
  });

  it('is not guessed from nothing', async () => {
    const list = 'integrationType: is not a type of alert sources: GET /api/integrations lists them';
    for (const written of ['Carrier pigeon', '', 7, null, ['API']]) expect(await source(written)).toBe(list);
    expect(await source(undefined)).toBe('integrationType: is required');
  });
});

describe('a query parameter', () => {
  it.each([
    ['/api/alerts', 'statuses=PENDING', 'statuses: is not read here: did you mean states?'],
    ['/api/alerts', 'source=1', 'source: is not read here: did you mean sources?'],
    ['/api/alerts/count', 'States=PENDING', 'States: is not read here: did you mean states?'],
    ['/api/alerts', 'maxResults=5', 'maxResults: is not read here: did you mean max-results?'],
    ['/api/users', 'start_index=5', 'start_index: is not read here: did you mean start-index?'],
    ['/api/schedules', 'includes=shifts', 'includes: is not read here: did you mean include?'],
    ['/api/on-calls', 'schedule=5', 'schedule: is not read here: did you mean schedules?'],
    ['/api/maintenance-windows', 'stats=OPEN', 'stats: is not read here: did you mean state?'],
  ])('of %s that is nearly one is refused: %s', async (path, query, message) => {
    expect(await refused('GET', path, { query })).toBe(message);
  });

  it.each([
    ['/api/alerts', 'state=PENDING&alert-source=1&assigned-to=1&start-index=0&max-results=50'],
    ['/api/alerts', 'x=1&_=2&limit=5&sort=name'],
    ['/api/maintenance-windows', 'states=OPEN&source=1&service=2'],
    ['/api/schedules', 'include=shifts&exclude-overrides=true'],
    ['/api/users', 'statuses=PENDING'],
  ])('of %s that is one, or is nobody’s business, is taken: %s', async (path, query) => {
    expect((await api.call('GET', path, { query })).status).toBe(200);
  });

  it('is looked at only for callers with a key', async () => {
    expect((await api.call('GET', '/api/alerts', { query: 'statuses=x', key: null })).status).toBe(401);
  });
});

describe('a member of another kind', () => {
  const user = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };

  it.each([
    [{ firstName: 7 }, 'firstName: must be a text'],
    [{ firstName: undefined }, 'firstName: is required'],
    [{ firstName: 'x'.repeat(101) }, 'firstName: must have at most 100 characters'],
    [{ position: 'x'.repeat(256) }, 'position: must have at most 255 characters'],
    [{ language: 'DE' }, 'language: must be one of en, de: did you mean de?'],
    [
      { role: 'RESPONDENT' },
      expect.stringMatching(/^role: must be one of .*, RESPONDER, .*: did you mean RESPONDER\?$/),
    ],
    [{ region: 'Atlantis' }, 'region: must be one of DE, GB, CH, CN, IN, US, FR, ES, CA, IE'],
  ])('of a user is told in words of ours: %j', async (facts, message) => {
    expect(await refused('POST', '/api/users', { body: { ...user, ...facts } })).toEqual(message);
  });

  const rule = { escalationTimeout: 5, users: [{ id: 1 }] };
  it.each([
    [{ escalationRules: rule }, 'escalationRules: must be a list'],
    [{ escalationRules: [7] }, 'escalationRules[0]: must be an object'],
    [
      { escalationRules: [{ ...rule, escalationTimeout: '5' }] },
      'escalationRules[0].escalationTimeout: must be a number',
    ],
    [
      { escalationRules: [{ ...rule, escalationTimeout: 1.5 }] },
      'escalationRules[0].escalationTimeout: must be a whole number',
    ],
    [
      { escalationRules: [{ ...rule, escalationTimeout: -1 }] },
      'escalationRules[0].escalationTimeout: must be at least 0',
    ],
    [{ repeating: 'yes' }, 'repeating: must be true or false'],
    [{ delayMin: 16 }, 'delayMin: must be at most 15'],
    [{ escalationRules: [{ ...rule, users: [{ id: 0 }] }] }, 'escalationRules[0].users[0].id: must be more than 0'],
  ])('of a policy is told in words of ours: %j', async (facts, message) => {
    const body = { name: 'P', escalationRules: [rule], ...facts };
    expect(await refused('POST', '/api/escalation-policies', { body })).toBe(message);
  });
});

it('an accepted alert is assigned to whoever accepted it, in that answer and later', async () => {
  const second = await api.userOf('RESPONDER', 20);
  const third = await api.userOf('RESPONDER', 30);
  const sent = { name: 'S', integrationType: 'API', escalationPolicy: { id: policy.id } };
  const { body: made } = await api.call('POST', '/api/alert-sources', { body: sent });
  const responders = [{ user: { id: 20 } }, { user: { id: 30 } }];
  const body = { summary: 'Disk full', alertSource: { id: made.id }, responders };
  const { body: alert } = await api.call('POST', '/api/alerts', { body });
  const path = `/api/alerts/${alert.id}`;
  for (const { user, key } of [third, second]) {
    api.clock.advance({ seconds: 1 });
    const answer = await api.call('PUT', `${path}/accept`, { key });
    expect(answer.body).toMatchObject({ status: 'ACCEPTED', assignedTo: { id: user.id, email: user.email } });
    expect((await api.call('GET', path)).body.assignedTo).toMatchObject({ id: user.id });
  }
});

describe('what a deployment has', () => {
  const user = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };

  it('rules name only channels it sends on; one that is there already may be changed', async () => {
    const here = await apiHarness({ settings: { configuredChannels: ['SMS', 'EMAIL', 'NULL'] } });
    const { body: ada } = await here.call('POST', '/api/users', { body: user });
    const base = `/api/users/${ada.id}`;
    const number = { regionCode: 'DE', target: '15123450001' };
    const { body: phone } = await here.call('POST', `${base}/contacts/phone-numbers`, { body: number });
    const rule = { method: 'VOICE', contact: { id: phone.id }, delayMin: 0, type: 'HIGH_PRIORITY' };
    const told = async (method: string) =>
      (await here.call('POST', `${base}/notification-preferences/alerts`, { body: { ...rule, method } })).body.message;
    expect(await told('VOICE')).toBe('method: VOICE is not set up in this deployment: use SMS, EMAIL');
    expect(await told('WHATSAPP')).toBe('method: WHATSAPP does not exist here: use SMS, EMAIL');
    expect(await told('SMS')).toBeUndefined();

    const [current] = await here.store.users.getMany([ada.id]);
    if (current === undefined) throw new Error('there is the user');
    const former = { id: 77, method: 'VOICE', contactId: phone.id, delayMin: 0, type: 'HIGH_PRIORITY' } as const;
    await here.store.users.save({ ...current, preferences: { ...current.preferences, alerts: [former] } }, current);
    const body = { ...rule, delayMin: 5 };
    const put = await here.call('PUT', `${base}/notification-preferences/alerts/77`, { body });
    expect([put.status, put.body.delayMin]).toEqual([200, 5]);
  });

  it('new users live in its time zone unless they name one', async () => {
    const there = await apiHarness({ settings: { timezone: 'America/New_York' } });
    const zoneOf = async (facts: object) =>
      (await there.call('POST', '/api/users', { body: { ...user, ...facts } })).body.timezone;
    expect(await zoneOf({})).toBe('America/New_York');
    expect(await zoneOf({ email: 'b@example.com', timezone: 'Asia/Tokyo' })).toBe('Asia/Tokyo');
    expect((await api.call('POST', '/api/users', { body: user })).body.timezone).toBe('Europe/Berlin');
  });
});
