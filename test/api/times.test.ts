import { beforeEach, describe, expect, it } from 'vitest';
import { readHeartbeatKey } from '../../functions/domain/heartbeat/ping.ts';
import { createHeartbeatPings } from '../../functions/store/heartbeat-pings.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/*
 * Support hours, maintenance windows and heartbeat monitors as clients see them (wire-api §16 to §18).
 */

let api: ApiHarness;
let source: { id: number };
beforeEach(async () => {
  api = await apiHarness();
  const user = await post('/api/users', { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' });
  const escalationRules = [{ escalationTimeout: 5, users: [{ id: user.id }] }];
  const policy = await post('/api/escalation-policies', { name: 'Platform', escalationRules });
  source = await post('/api/alert-sources', { name: 'S', integrationType: 'API', escalationPolicy: { id: policy.id } });
});

async function post(path: string, body: object, status = 201, query = '') {
  const answer = await api.call('POST', path, { body, query });
  expect(answer.status, answer.text).toBe(status);
  return answer.body;
}
const read = async (path: string, query = '') => (await api.call('GET', path, { query })).body;

describe('support hours', () => {
  const sent = {
    name: 'Office hours',
    timezone: 'Europe/Berlin',
    supportDays: { MONDAY: { start: '09:00', end: '17:00' }, SUNDAY: null },
    exceptions: [
      { name: 'Christmas', start: '2026-12-24T12:00', end: '2026-12-26', supportStatus: 'OUTSIDE' },
      { name: 'Fair', start: '2026-06-01T08:00:00+02:00', end: '2026-06-02', supportStatus: 'DURING' },
    ],
  };

  it('read back as sent, without exceptions in lists, and are found by name', async () => {
    const { id } = await post('/api/support-hours', sent);
    const whole = { ...sent, id, teams: [], createdAt: expect.any(String), updatedAt: expect.any(String) };
    expect(await read(`/api/support-hours/${id}`)).toEqual(whole);
    expect(await read('/api/support-hours/name/Office hours')).toEqual(whole);
    const [listed] = await read('/api/support-hours');
    expect(listed).not.toHaveProperty('exceptions');
    const changed = await api.call('PUT', `/api/support-hours/${id}`, { body: { ...sent, exceptions: [] } });
    expect(changed.body).toMatchObject({ id, exceptions: [] });
  });

  it('are kept while a source refers to them, and deleted afterwards', async () => {
    const { id } = await post('/api/support-hours', sent);
    const { body: before } = await api.call('GET', `/api/alert-sources/${source.id}`);
    const refers = { ...before, alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS', supportHours: { id } };
    const put = await api.call('PUT', `/api/alert-sources/${source.id}`, { body: refers });
    expect(put.body).toMatchObject({ supportHours: { id } });
    expect((await api.call('DELETE', `/api/support-hours/${id}`)).status).toBe(400);
    await api.call('PUT', `/api/alert-sources/${source.id}`, { body: before });
    expect((await api.call('DELETE', `/api/support-hours/${id}`)).status).toBe(204);
    expect((await api.call('GET', `/api/support-hours/${id}`)).status).toBe(404);
  });

  it('take exceptions from a holiday calendar, once each', async () => {
    const { id } = await post('/api/support-hours', { ...sent, exceptions: [] });
    const calendar = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//EN',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTAMP:20260101T000000Z',
      'DTSTART;VALUE=DATE:20260501',
      'DTEND;VALUE=DATE:20260502',
      'SUMMARY:Labour Day',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const labourDay = { name: 'Labour Day', start: '2026-05-01', end: '2026-05-01', supportStatus: 'OUTSIDE' };
    const path = `/api/support-hours/${id}/exceptions/import`;
    expect(await post(path, { calendar }, 200)).toMatchObject({ exceptions: [labourDay] });
    api.pages.set('https://holidays.example.com/de.ics', calendar);
    const again = await post(path, { url: 'https://holidays.example.com/de.ics' }, 200);
    expect(again.exceptions).toEqual([labourDay]);
    expect(again.import).toEqual({ added: 0, known: 1, unreadable: 0, problems: [] });
  });

  it('tell what of a calendar could not be read', async () => {
    const { id } = await post('/api/support-hours', { ...sent, exceptions: [] });
    const days = ['DTSTART;VALUE=DATE:20260501', 'DTSTART;TZID=Nowhere:20260502T090000\r\nDURATION:PT1H'];
    const events = days.map(
      (start, index) => `BEGIN:VEVENT\r\nUID:${index}\r\nSUMMARY:${index}\r\n${start}\r\nEND:VEVENT`,
    );
    const calendar = ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR'].join('\r\n');
    expect(await post(`/api/support-hours/${id}/exceptions/import`, { calendar }, 200)).toMatchObject({
      exceptions: [{ name: '0', start: '2026-05-01', end: '2026-05-01' }],
      import: {
        added: 1,
        known: 0,
        unreadable: 1,
        problems: [{ line: 7, event: '1', message: 'the event is left out: the time zone Nowhere is not known' }],
      },
    });
  });
});

describe('maintenance windows', () => {
  let service: { id: number };
  beforeEach(async () => {
    service = await post('/api/services', { name: 'Database' });
  });
  const window = () => ({
    timezone: 'Europe/Berlin',
    start: '2026-03-02T10:00',
    end: '2026-03-02T12:00+01:00',
    summary: 'Database update',
    description: 'We **move** it.',
    alertSources: [{ id: source.id }],
    services: [{ id: service.id }],
    notifications: { atCreation: true, atStart: false, atEnd: true },
  });
  const path = '/api/maintenance-windows';

  it('are answered with 200, read back as sent, and put their sources into maintenance', async () => {
    const made = await post(path, window(), 200);
    expect(made).toEqual({
      ...window(),
      id: expect.any(Number),
      alertSources: [{ id: source.id, name: 'S' }],
      services: [{ id: service.id, name: 'Database' }],
      createdBy: { id: 1, firstName: 'First1', lastName: 'Last1' },
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(await read(`${path}/${made.id}`)).toEqual(made);
    // The clock of the harness says ten o'clock in Berlin.
    expect(await read(`/api/alert-sources/${source.id}`)).toMatchObject({ status: 'IN_MAINTENANCE' });
    const ended = await api.call('PUT', `${path}/${made.id}`, {
      body: { ...window(), end: '2026-03-02T10:00:00.001' },
    });
    expect(ended.status, ended.text).toBe(200);
    api.clock.advance({ seconds: 1 });
    expect(await read(`/api/alert-sources/${source.id}`)).toMatchObject({ status: 'ALL_RESOLVED' });
  });

  it('are listed by state, source, service and time', async () => {
    const times = [
      ['over', '2026-03-02T07:00Z', '2026-03-02T09:00:30Z'],
      ['now', '2026-03-02T08:00Z', '2026-03-02T11:00Z'],
      ['later', '2026-06-01T10:00Z', '2026-06-01T11:00Z'],
    ] as const;
    for (const [summary, start, end] of times) await post(path, { ...window(), summary, start, end }, 200);
    await post(
      path,
      { ...window(), summary: 'weekly', recurrence: 'FREQ=WEEKLY', alertSources: [], services: [] },
      200,
    );
    api.clock.advance({ minutes: 1 });
    const listed = async (query: string) =>
      (await read(path, query)).map(({ summary }: { summary: string }) => summary);
    expect(await listed('')).toEqual(['over', 'now', 'later', 'weekly']);
    expect(await listed('state=OPEN')).toEqual(['now', 'later', 'weekly']);
    expect(await listed('state=CLOSED')).toEqual(['over']);
    expect(await listed(`sources=${source.id}&state=OPEN`)).toEqual(['now', 'later']);
    expect(await listed(`services=${service.id}&start-index=1&max-results=1`)).toEqual(['now']);
    expect(await listed('from=2026-05-31T00:00:00Z&until=2026-06-02T00:00:00Z')).toEqual(['later', 'weekly']);
    expect(await listed('until=2026-03-02T07:30:00Z')).toEqual(['over']);
  });

  it('end when they are deleted', async () => {
    const { id } = await post(path, window(), 200);
    expect((await api.call('DELETE', `${path}/${id}`)).status).toBe(204);
    expect(await read(`/api/alert-sources/${source.id}`)).toMatchObject({ status: 'ALL_RESOLVED' });
    expect((await api.call('GET', `${path}/${id}`)).status).toBe(404);
  });
});

describe('heartbeat monitors', () => {
  const path = '/api/heartbeat-monitors';

  it('read back as sent, with key and source, and the address where it is asked for', async () => {
    const sent = { name: 'Backup', intervalSec: 60, alertSummary: 'No backup', alertSource: { id: source.id } };
    const made = await post(path, sent);
    expect(made).toEqual({
      ...sent,
      id: expect.any(Number),
      state: 'UNKNOWN',
      alertSource: { id: source.id, name: 'S' },
      integrationKey: expect.stringMatching(/^il1hbm1-1o-/),
      teams: [],
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const integrationUrl = `https://tocsin.example.com/api/heartbeats/${made.integrationKey}`;
    expect(await read(`${path}/${made.id}`)).toEqual(made);
    expect(await read(`${path}/${made.id}`, 'include=integrationUrl')).toEqual({ ...made, integrationUrl });
    expect(await read(`${path}/name/Backup`)).toEqual({ ...made, integrationUrl });
  });

  it('of a name that is taken are answered with 409 and the one that has it', async () => {
    const first = await post(path, { name: 'Backup', intervalSec: 60 });
    const second = await post(path, { name: 'Backup', intervalSec: 90 }, 409, 'include=integrationUrl');
    expect(second).toEqual({ ...first, integrationUrl: expect.stringContaining(first.integrationKey) });
    const other = await post(path, { name: 'Other', intervalSec: 60 });
    const put = await api.call('PUT', `${path}/${other.id}`, { body: { name: 'Backup', intervalSec: 60 } });
    expect(put).toMatchObject({ status: 400, body: { details: { field: 'name' } } });
  });

  it('get another key with another interval, and only then', async () => {
    const made = await post(path, { name: 'Backup', intervalSec: 60 });
    const put = async (body: object) => (await api.call('PUT', `${path}/${made.id}`, { body })).body;
    const same = await put({ name: 'Nightly backup', intervalSec: 60, integrationKey: 'mine' });
    expect(same).toMatchObject({ name: 'Nightly backup', integrationKey: made.integrationKey });
    const other = await put({ name: 'Nightly backup', intervalSec: 120 });
    expect(other.integrationKey).not.toBe(made.integrationKey);
    expect((await read(`${path}/name/Backup`)).status).toBe(404);
  });

  it('are listed by cursor', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await post(path, { name, intervalSec: 60 });
    const names: string[] = [];
    let cursor: string | undefined = '';
    for (let page = 0; cursor !== undefined && page < 10; page++) {
      const query: string = `max-results=2&start-index=7${cursor && `&cursor=${cursor}`}`;
      const answer = await api.call('GET', path, { query });
      names.push(...answer.body.map(({ name }: { name: string }) => name));
      cursor = answer.headers['next-cursor'] as string | undefined;
    }
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('show their state, and their key only to those who may change them', async () => {
    const made = await post(path, { name: 'Backup', intervalSec: 60 });
    const key = readHeartbeatKey(made.integrationKey);
    if (key) await createHeartbeatPings(api.table).note(key, api.clock.now());
    expect(await read(`${path}/${made.id}`)).toMatchObject({ state: 'HEALTHY' });
    api.clock.advance({ seconds: 61 });
    expect(await read(`${path}/${made.id}`)).toMatchObject({ state: 'OVERDUE' });
    const { key: viewer } = await api.userOf('VIEWER', 20);
    const seen = await api.call('GET', `${path}/${made.id}`, { key: viewer, query: 'include=integrationUrl' });
    expect(seen.body).toMatchObject({ integrationKey: null, integrationUrl: null });
    expect((await api.call('DELETE', `${path}/${made.id}`, { key: viewer })).status).toBe(403);
  });
});
