import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EventRecord } from '../../functions/domain/event/event.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let key: string;
let source: { id: number; integrationKey: string };
let policy: { id: number };

beforeEach(async () => {
  api = await apiHarness();
  ({ key } = await api.userOf('RESPONDER', 2));
  await api.userOf('RESPONDER', 3);
  const rule = (id: number) => ({ escalationTimeout: 5, users: [{ id }] });
  const body = { name: 'Platform', escalationRules: [rule(2), rule(3)] };
  policy = (await api.call('POST', '/api/escalation-policies', { body })).body;
  const sent = { name: 'Shop', integrationType: 'API', escalationPolicy: { id: policy.id } };
  source = (await api.call('POST', '/api/alert-sources', { body: sent })).body;
});

const manual = async (body: object = {}) => {
  const sent = { summary: 'Disk full', alertSource: { id: source.id }, ...body };
  const answer = await api.call('POST', '/api/alerts', { key, body: sent });
  expect(answer.status, answer.text).toBe(201);
  api.clock.advance({ seconds: 1 });
  return answer.body;
};
const put = (id: number, verb: string, options = {}) =>
  api.call('PUT', `/api/alerts/${id}/${verb}`, { key, ...options });
const listed = async (query = '') =>
  (await api.call('GET', '/api/alerts', { query })).body.map(({ id }: { id: number }) => id);

describe('an alert', () => {
  it('made by hand reads back with its source, its policy in both spellings, and who is next', async () => {
    const made = await manual({ details: '**Now**', priority: 'HIGH', links: [{ href: 'https://x.example.com' }] });
    const query = 'include=escalationRules&include=nextEscalationUser,customDetails';
    const { body } = await api.call('GET', `/api/alerts/${made.id}`, { query });
    expect(body).toMatchObject({
      id: made.id,
      summary: 'Disk full',
      details: '**Now**',
      status: 'PENDING',
      priority: 'HIGH',
      alertSource: { id: source.id, name: 'Shop', integrationType: 'API' },
      escalationPolicy: { id: policy.id, name: 'Platform' },
      scalationPolicy: { id: policy.id, name: 'Platform' },
      responders: [],
      links: [{ href: 'https://x.example.com' }],
      nextEscalation: expect.any(String),
      nextEscalationRuleIndex: 0,
      nextEscalationUser: { id: 2, firstName: 'First2' },
      escalationRules: [{ escalationTimeout: 5 }, { escalationTimeout: 5 }],
      customDetails: {},
    });
    expect(body).not.toHaveProperty('resolvedOn');
    expect(api.executions).toContain(`start ${made.id} 1`);
  });

  it('is accepted, escalated, resolved, and then neither', async () => {
    const { id } = await manual();
    const accepted = await put(id, 'accept');
    expect(accepted.body).toMatchObject({
      status: 'ACCEPTED',
      nextEscalation: null,
      assignedTo: { id: 2 },
      responders: [{ user: { id: 2, firstName: 'First2', lastName: 'Last2' }, status: 'ACCEPTED' }],
    });
    expect((await put(id, 'escalate', { query: 'level=1' })).body.status).toBe('PENDING');
    expect((await put(id, 'resolve')).body).toMatchObject({ status: 'RESOLVED', resolvedOn: expect.any(String) });
    expect((await put(id, 'resolve')).status).toBe(200);
    for (const verb of ['accept', 'escalate', 'raise']) expect((await put(id, verb)).status, verb).toBe(400);
    expect((await put(id, 'assign', { query: 'user=3' })).status).toBe(400);
  });

  it('is assigned, snoozed and raised', async () => {
    const { id } = await manual({ priority: 'LOW' });
    expect((await put(id, 'raise')).body.priority).toBe('HIGH');
    expect((await put(id, 'assign', { query: 'user-id=3' })).body).toMatchObject({ assignedTo: { id: 3 } });
    expect((await put(id, 'assign', { query: `policy=${policy.id}` })).body.status).toBe('PENDING');
    await put(id, 'accept');
    const until = '2026-03-03T09:00:00+01:00';
    expect((await put(id, 'snooze', { body: { until } })).body.snoozedUntil).toBe('2026-03-03T08:00:00.000Z');
    expect((await put(id, 'snooze', { body: { until: '2020-01-01T00:00:00Z' } })).body.details.field).toBe('until');
  });

  it('made for named people shows them at once, and takes its priority from the hours of the source', async () => {
    const fixed = await manual({ responders: [{ user: { id: 3 } }, { user: { id: 2 } }] });
    expect(fixed.responders.map(({ user }: { user: { id: number } }) => user.id)).toEqual([2, 3]);
    const never = { timezone: 'UTC', supportDays: { SUNDAY: { start: '00:00', end: '00:01' } } };
    const rule = { alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS', supportHours: never };
    const body = { name: 'Shop', integrationType: 'API', escalationPolicy: { id: policy.id }, ...rule };
    await api.call('PUT', `/api/alert-sources/${source.id}`, { body });
    expect((await manual()).priority).toBe('LOW');
    expect((await manual({ priority: 'HIGH' })).priority).toBe('HIGH');
  });

  it('assigned to a schedule says so, and whom that means', async () => {
    const layer = { startsOn: '2026-03-02T00:00', rotation: 'P1D', users: [{ id: 3 }] };
    const body = { name: 'Nights', timezone: 'UTC', type: 'RECURRING', scheduleLayers: [layer] };
    const schedule = (await api.call('POST', '/api/schedules', { body })).body;
    const { id } = await manual();
    expect((await put(id, 'assign', { query: `schedule-id=${schedule.id}` })).body).toMatchObject({
      assignedTo: { id: 3 },
    });
    const log = (await api.call('GET', `/api/alerts/${id}/log-entries`)).body;
    expect(log.at(-1)).toMatchObject({
      logEntryType: 'AlertAssignedToScheduleLogEntry',
      text: 'First2 Last2 assigned the alert to the schedule Nights (First3 Last3)',
    });
    expect((await put(id, 'assign', { query: 'schedule-id=77' })).body.details.field).toBe('schedule');
  });

  it('is not given to somebody who does not handle alerts', async () => {
    await api.userOf('STAKEHOLDER', 4);
    const { id } = await manual();
    expect((await put(id, 'assign', { query: 'user=4' })).body.details.field).toBe('user');
    const user = { id: 4 };
    const added = await api.call('POST', `/api/alerts/${id}/responders`, { key, body: { user } });
    expect(added.body.details.field).toBe('user.id');
    const sent = { summary: 'Disk full', alertSource: { id: source.id }, responders: [{ user }] };
    const made = await api.call('POST', '/api/alerts', { key, body: sent });
    expect(made.body.details.field).toBe('responders[0].user.id');
  });

  it('gets responders once each and loses them', async () => {
    const { id } = await manual();
    const path = `/api/alerts/${id}/responders`;
    const added = await api.call('POST', path, { key, body: { user: { id: 3 } } });
    expect(added.status).toBe(201);
    expect(added.body).toEqual({ user: { id: 3, firstName: 'First3', lastName: 'Last3' }, status: 'PENDING' });
    const suggested = (await api.call('GET', `/api/alerts/${id}/suggested-responders`, { key })).body;
    expect(suggested).toContainEqual({ group: 'SUGGESTED', id: 2, name: 'First2 Last2', disabled: false });
    expect(suggested).toContainEqual({ group: 'USER', id: 3, name: 'First3 Last3', disabled: true });
    expect(suggested).toContainEqual({ group: 'ESCALATION_POLICY', id: policy.id, name: 'Platform', disabled: true });
    expect((await api.call('POST', path, { key, body: { user: { id: 3 } } })).status).toBe(405);
    expect((await api.call('DELETE', `${path}/3`, { key })).status).toBe(204);
    expect((await api.call('DELETE', `${path}/3`, { key })).status).toBe(404);
  });

  it('tells its story in the language asked for, filtered and paged', async () => {
    const { id } = await manual();
    await put(id, 'accept');
    const comment = await api.call('POST', `/api/alerts/${id}/comments`, { key, body: { content: 'Looking into it' } });
    expect(comment.status).toBe(201);
    expect(comment.body).toMatchObject({
      logEntryType: 'AlertCommentAddedLogEntry',
      vars: { comment: 'Looking into it' },
    });

    const body = { content: 'In no language' };
    const refused = await api.call('POST', `/api/alerts/${id}/comments`, { key, body, query: 'lang=fr' });
    expect([refused.status, refused.body.details.field]).toEqual([400, 'lang']);

    const path = `/api/alerts/${id}/log-entries`;
    const log = (await api.call('GET', path, { key, query: 'include=vars' })).body;
    expect(log).toMatchObject([
      { logEntryType: 'AlertCreatedByUserLogEntry', alertId: id, filterTypes: ['ALERT_UPDATES'] },
      { logEntryType: 'UserResponseLogEntry', vars: { response: 'ACCEPTED', user: 'First2 Last2' } },
      { logEntryType: 'AlertCommentAddedLogEntry' },
    ]);
    expect(log[1].text).toMatch(/First2 Last2/);
    const german = (await api.call('GET', path, { key, query: 'lang=de&start-index=1&max-results=1' })).body;
    expect(german).toHaveLength(1);
    expect(german[0].text).not.toBe(log[1].text);
    expect(german[0]).not.toHaveProperty('vars');
    expect((await api.call('GET', path, { key, query: 'filter-types=NOTIFICATIONS' })).body).toEqual([]);
  });

  it('has its newest entries among those of all alerts, newest first', async () => {
    const { id } = await manual();
    const other = await manual({ summary: 'Other' });
    await put(id, 'accept');
    const newest = async (query: string) =>
      (await api.call('GET', '/api/alerts/newest-log-entries', { key, query })).body;
    expect(await newest('')).toMatchObject([
      { alertId: id, logEntryType: 'UserResponseLogEntry' },
      { alertId: other.id, logEntryType: 'AlertCreatedByUserLogEntry' },
      { alertId: id, logEntryType: 'AlertCreatedByUserLogEntry' },
    ]);
    const [entry] = await newest('start-index=1&max-results=1&include=alert,vars,textPlain&lang=de');
    expect(entry).toMatchObject({ alert: { id: other.id, summary: 'Other' }, vars: { summary: 'Other' } });
    expect(entry.textPlain).toBe(entry.text);
    expect(await newest('filter-types=NOTIFICATIONS')).toEqual([]);
    const refused = await api.call('GET', '/api/alerts/newest-log-entries', { key, query: 'start-index=501' });
    expect(refused.body.details.field).toBe('start-index');
  });

  it('lists its notifications as the wire names their states', async () => {
    const { id } = await manual();
    await api.call('POST', `/api/alerts/${id}/responders`, { key, body: { user: { id: 3 } } });
    const notifications = (await api.call('GET', `/api/alerts/${id}/notifications`, { key })).body;
    expect(notifications).toEqual([
      {
        id: expect.any(Number),
        method: 'SMS',
        target: '+49151000003',
        subject: 'Disk full',
        alertId: id,
        user: { id: 3, firstname: 'First3', lastname: 'Last3' },
        notificationTime: expect.any(String),
        status: 'SCHEDULED',
      },
    ]);
    expect((await api.call('GET', `/api/alerts/${id}/actions`, { key })).body).toEqual([]);
  });
});

describe('an answer link', () => {
  it('asks on GET, acts on POST as the person it was sent to, and needs no key', async () => {
    const { id } = await manual();
    const expiresAt = Date.parse('2026-03-03T09:00:00Z') / 1000;
    const path = `/answer/${api.tokens.sign({ alertId: id, userId: 3, action: 'ACCEPT', expiresAt })}`;
    const asked = await api.call('GET', path, { key: null });
    expect([asked.status, asked.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(asked.text).toContain('Disk full');
    expect((await api.store.alerts.get(id))?.status).toBe('PENDING');
    expect((await api.call('POST', path, { key: null, raw: '' })).status).toBe(200);
    expect(await api.store.alerts.get(id)).toMatchObject({ status: 'ACCEPTED', acceptedBy: { id: 3 } });
    expect((await api.call('POST', `${path.slice(0, -4)}AAAA`, { key: null })).status).toBe(403);
  });
});

describe('lists of alerts', () => {
  it('are newest first, paged, filtered by every filter and its alias, and counted alike', async () => {
    const ids: number[] = [];
    for (const summary of ['one', 'two', 'three']) ids.push((await manual({ summary })).id);
    const [one, two, three] = ids as [number, number, number];
    await put(one, 'accept');
    await put(two, 'resolve');

    expect(await listed()).toEqual([three, two, one]);
    expect(await listed('start-index=1&max-results=1')).toEqual([two]);
    const filters: [string, number[]][] = [
      ['states=PENDING&states=ACCEPTED', [three, one]],
      ['state=RESOLVED', [two]],
      [`sources=${source.id}`, [three, two, one]],
      ['alert-source=77', []],
      [`policies=${policy.id}&states=PENDING`, [three]],
      ['responders=2', [one]],
      ['assigned-to=user2@example.com', [one]],
      ['assigned-to=user2', [one]],
      ['responders=nobody@example.com', []],
      ['from=2026-03-02T09:00:01Z', [three, two]],
      ['until=2026-03-02T10:00:01%2B01:00', [one]],
      ['from=2026-03-02T10:00:01+01:00&until=2026-03-02T09:00:02Z', [two]],
    ];
    for (const [query, expected] of filters) {
      expect(await listed(query), query).toEqual(expected);
      expect((await api.call('GET', '/api/alerts/count', { query })).body, query).toEqual({ count: expected.length });
    }
  });

  it('stay within what one answer may hold', async () => {
    for (let count = 0; count < 90; count++) await manual({ details: 'd'.repeat(60_000) });
    const { body, text } = await api.call('GET', '/api/alerts', { query: 'max-results=100' });
    expect(body).toHaveLength(90);
    expect(text.length).toBeLessThan(5_000_000);
    expect(body[0].details).toHaveLength(60_000);
    expect(body[89]).not.toHaveProperty('details');
  });
});

describe('the event explorer', () => {
  const record = (facts: Partial<EventRecord>): EventRecord => ({
    id: 'request-0',
    sourceId: source.id,
    integration: 'api',
    receivedAt: api.clock.now(),
    event: { eventType: 'ALERT', summary: 'Disk full' },
    outcome: 'CREATED',
    alertId: 5,
    ...facts,
  });
  const gzip = (text: string) => ({ gzip: gzipSync(text).toString('base64') });

  it('shows what was sent, what became of it, and the alert it led to', async () => {
    await api.store.events.record(record({ raw: gzip('{"summary":"Disk full"}') }));
    await api.store.events.record(record({ id: 'request-1', outcome: 'APPENDED' }));
    api.clock.advance({ minutes: 1 });
    api.blobs.set('events/large.gz', gzipSync('x'.repeat(1000)));
    await api.store.events.record(
      record({
        id: 'large-0',
        raw: { blobKey: 'events/large.gz' },
        outcome: 'IGNORED',
        alertId: undefined,
        note: 'a test',
      }),
    );
    const path = `/api/alert-sources/${source.id}/events`;
    const events = (await api.call('GET', path, { key })).body;
    expect(events).toMatchObject([
      { id: 'large-0', outcome: 'IGNORED', alertId: null, note: 'a test', body: 'x'.repeat(1000) },
      { id: 'request-1', outcome: 'APPENDED', alertId: 5, body: '{"summary":"Disk full"}' },
      { id: 'request-0', outcome: 'CREATED', alertId: 5, body: '{"summary":"Disk full"}' },
    ]);
    expect((await api.call('GET', `${path}/request-1`, { key })).body).toEqual(events[1]);
    expect((await api.call('GET', `${path}/unknown`, { key })).status).toBe(404);
    const found = async (query: string) =>
      (await api.call('GET', path, { key, query })).body.map(({ id }: { id: string }) => id);
    expect(await found('start-index=1&max-results=1')).toEqual(['request-1']);
    expect(await found('until=2026-03-02T09:00:30Z')).toEqual(['request-1', 'request-0']);
    expect(await found('text=nothing')).toEqual([]);
    expect(await found('text=disk')).toHaveLength(3);
    expect(await found('text=xxx')).toEqual(['large-0']);
    expect(await found('text=A+TEST')).toEqual(['large-0']);
    expect(await found('outcome=APPENDED&outcome=IGNORED')).toEqual(['large-0', 'request-1']);
    expect(await found('text=disk&outcome=CREATED')).toEqual(['request-0']);
    for (const name of ['alert-key', 'alertKey']) expect(await found(`outcome=IGNORED&${name}=other`)).toEqual([]);
    for (const query of ['', 'text=disk&']) {
      const first = await api.call('GET', path, { key, query: `${query}max-results=2` });
      const cursor = encodeURIComponent(String(first.headers['next-cursor']));
      expect(first.body).toHaveLength(2);
      const second = await api.call('GET', path, { key, query: `${query}cursor=${cursor}` });
      expect(second.body).toEqual([events[2]]);
      expect(second.headers['next-cursor']).toBeUndefined();
    }
    expect(
      (await api.call('GET', path, { key, query: 'from=2026-04-01T00:00:00Z&until=2026-03-01T00:00:00Z' })).status,
    ).toBe(400);
  });

  it('leaves out bodies that one answer cannot hold; they are read one by one', async () => {
    for (const name of ['a', 'b'])
      await api.store.events.record(record({ id: `${name}-0`, raw: gzip(name.repeat(2_000_000)) }));
    const path = `/api/alert-sources/${source.id}/events`;
    const events = (await api.call('GET', path, { key })).body;
    expect(events[0].body).toHaveLength(2_000_000);
    expect(events[1]).toMatchObject({ id: 'a-0', body: null, isBodyLeftOut: true });
    expect((await api.call('GET', `${path}/a-0`, { key })).body.body).toHaveLength(2_000_000);
  });
});
