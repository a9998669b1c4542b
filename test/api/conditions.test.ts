import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { plus } from '../../functions/domain/time.ts';
import { type ApiHarness, apiHarness, type CallOptions } from './api-harness.ts';

let api: ApiHarness;
let source: number;

const create = async (path: string, body: object): Promise<number> => {
  const answer = await api.call('POST', path, { body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
};

beforeEach(async () => {
  api = await apiHarness();
  const policy = await create('/api/escalation-policies', {
    name: 'Shop',
    escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }],
  });
  source = await create('/api/alert-sources', {
    name: 'Shop',
    integrationType: 'GRAFANA',
    escalationPolicy: { id: policy },
  });
});

const evaluate = (body: object, options: CallOptions = {}) =>
  api.call('POST', '/api/conditions/evaluate', { body, ...options });

const answered = async (body: object) => {
  const answer = await evaluate(body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

const refused = async (body: object, status = 400) => {
  const answer = await evaluate(body);
  expect(answer.status, answer.text).toBe(status);
  return answer.body;
};

const record = (id: string, facts: object, minutesAgo = 0) =>
  api.store.events.record({
    ...{ id, sourceId: source, integration: 'grafana', outcome: 'CREATED' },
    receivedAt: plus(api.clock.now(), { minutes: -minutesAgo }),
    ...facts,
  } as never);

describe('a condition that is tried', () => {
  it('is true or false of its data, and says why', async () => {
    const data = { event: { severity: 'three' }, alert: { priority: 'HIGH' }, context: { event: { summary: 'Down' } } };
    expect(await answered({ condition: 'event.severity > 2 or 3 < 9', data })).toEqual({
      result: true,
      notes: [{ position: 15, message: "'three' is not a number, so this comparison is false" }],
      eventId: null,
    });
    const all = "alert.priority == high and context.event.summary starts_with 'do'";
    expect(await answered({ condition: all, data })).toEqual({ result: true, notes: [], eventId: null });
  });

  it('sees nothing where nothing is given', async () => {
    expect(await answered({ condition: 'event.summary == nil and alert == nil' })).toMatchObject({ result: true });
    expect(await answered({ condition: 'event', data: null })).toMatchObject({ result: false });
  });

  it('compares whole numbers of its data exactly', async () => {
    const tried = async (condition: string) => {
      const raw = `{"condition": ${JSON.stringify(condition)}, "data": {"event": {"id": 9007199254740993, "ids": [9223372036854775807]}}}`;
      const answer = await api.call('POST', '/api/conditions/evaluate', { raw });
      expect(answer.status, answer.text).toBe(200);
      return answer.body.result;
    };
    expect(await tried('event.id == 9007199254740993')).toBe(true);
    expect(await tried('event.id == 9007199254740992')).toBe(false);
    expect(await tried('event.id > 9007199254740992')).toBe(true);
    expect(await tried('event.id == 9007199254740992.0')).toBe(true);
    expect(await tried('9223372036854775807 in event.ids')).toBe(true);
    expect(await tried('9223372036854775806 in event.ids')).toBe(false);
  });

  it('takes data as deep as tools send it', async () => {
    const deep = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
    await answered({ condition: 'true', data: { event: deep(64) } });
    expect(await refused({ condition: 'true', data: { event: deep(200) } })).toMatchObject({ code: 'INVALID' });
  });

  it('reads counters as they are given, else 1', async () => {
    const condition = 'trigger_count.3m == 3 and resetting_trigger_count.10m == 1';
    expect(await answered({ condition, counters: { 'trigger_count.PT3M': 3 } })).toMatchObject({ result: true });
    expect(await answered({ condition: 'trigger_count.3m == 1' })).toMatchObject({ result: true });
    const other = { 'resetting_trigger_count.3m': 3 };
    expect(await answered({ condition: 'trigger_count.3m == 3', counters: other })).toMatchObject({ result: false });
  });
});

describe('what a source sent', () => {
  const body = { title: 'Disk full', state: 'alerting', orgId: 1 };

  it('is the sample of its tool before anything came', async () => {
    const condition = 'event.eventType == ALERT and event.summary != nil and event.customDetails.alerts[0] != nil';
    expect(await answered({ condition, alertSourceId: source })).toEqual({ result: true, notes: [], eventId: null });
  });

  it('is the latest event, or the one that is named', async () => {
    const raw = { gzip: gzipSync(JSON.stringify(body)).toString('base64') };
    await record('first-0', { event: { eventType: 'ALERT', summary: 'First' }, raw }, 2);

    await record('second-0', {
      event: { eventType: 'RESOLVE', summary: 'Second', group: { firing: [], total: 0 } },
      raw,
    });

    await record('hello-0', { outcome: 'IGNORED', note: 'a handshake', raw });
    const tried = (condition: string, facts: object) => answered({ condition, ...facts });
    const second = { result: true, notes: [], eventId: 'second-0' };
    expect(await tried('event.summary == second', { alertSourceId: source })).toEqual(second);
    expect(await tried('event.group == nil', { alertSourceId: source })).toEqual(second);
    const first = { result: true, notes: [], eventId: 'first-0' };
    expect(await tried('event.summary == first', { alertSourceId: source, eventId: 'first-0' })).toEqual(first);
    expect(await tried('event.summary == first', { eventId: 'first-0' })).toEqual(first);
    expect(await tried('event == nil', { eventId: 'hello-0' })).toMatchObject({ result: true, eventId: 'hello-0' });
  });

  it('is not there under another id, or for another source', async () => {
    await record('first-0', { event: { eventType: 'ALERT', summary: 'First' } });
    await refused({ condition: 'true', alertSourceId: 4711 }, 404);
    await refused({ condition: 'true', alertSourceId: source, eventId: 'other' }, 404);
    await refused({ condition: 'true', eventId: 'other' }, 404);
    const policy = (await api.call('GET', '/api/escalation-policies')).body[0].id;
    const other = await create('/api/alert-sources', {
      name: 'Other',
      integrationType: 'API',
      escalationPolicy: { id: policy },
    });
    await refused({ condition: 'true', alertSourceId: other, eventId: 'first-0' }, 404);
  });
});

describe('membership', () => {
  it('asks support hours and schedules for the time that is given', async () => {
    const hours = await create('/api/support-hours', {
      name: 'Office',
      timezone: 'Europe/Berlin',
      supportDays: { MONDAY: { start: '08:00', end: '18:00' } },
    });
    const schedule = await create('/api/schedules', {
      name: 'Primary',
      timezone: 'Europe/Berlin',
      type: 'RECURRING',
      scheduleLayers: [{ name: 'Week', startsOn: '2026-03-02T09:00', rotation: 'P7D', users: [{ id: 1 }] }],
    });
    const isIn = async (left: string, type: string, id: number, now?: string) =>
      (await answered({ condition: `${left} is_in {"id": ${id}, "type": "${type}"}`, ...(now && { now }) })).result;
    expect(await isIn('now', 'SUPPORT_HOUR', hours, '2026-03-02T07:00:00Z')).toBe(true);
    expect(await isIn('now', 'SUPPORT_HOUR', hours, '2026-03-02T17:00:00Z')).toBe(false);
    expect(await isIn("'2026-03-02T16:59:59Z'", 'SUPPORT_HOUR', hours)).toBe(true);
    expect(await isIn('1772434800', 'SUPPORT_HOUR', hours)).toBe(true);
    expect(await isIn('now', 'ON_CALL_SCHEDULE', schedule, '2026-03-02T08:00:00Z')).toBe(true);
    expect(await isIn('now', 'ON_CALL_SCHEDULE', schedule, '2026-03-02T07:59:59Z')).toBe(false);
  });

  it('is refused of what is not there, with the place', async () => {
    const condition = 'true and now is_in {"id": 4711, "type": "ON_CALL_SCHEDULE"}';
    expect(await refused({ condition })).toEqual({
      status: 400,
      message: 'condition: there is no schedule 4711',
      code: 'INVALID',
      details: { field: 'condition', position: 19 },
    });
  });
});

describe('what is refused', () => {
  it('says where the condition cannot be read', async () => {
    expect(await refused({ condition: 'event.a == 1 AND event.b' })).toEqual({
      status: 400,
      message: "condition: 'and', 'or' or an operator is expected here: did you mean and?",
      code: 'INVALID',
      details: { field: 'condition', position: 13 },
    });
    expect((await refused({ condition: '' })).details).toEqual({ field: 'condition', position: 0 });
    expect((await refused({ condition: 'event.a ==' })).details).toEqual({ field: 'condition', position: 10 });
    const longest = `'${'x'.repeat(16_382)}'`;
    await answered({ condition: longest });
    expect((await refused({ condition: `${longest} ` })).details).toEqual({ field: 'condition', position: 16_384 });
  });

  it.each<[body: object, field: string]>([
    [{}, 'condition'],
    [{ condition: 1 }, 'condition'],
    [{ condition: null }, 'condition'],
    [{ condition: 'true', data: 'x' }, 'data'],
    [{ condition: 'true', data: [] }, 'data'],
    [{ condition: 'true', data: {}, alertSourceId: 1 }, 'data'],
    [{ condition: 'true', data: {}, eventId: 'x' }, 'data'],
    [{ condition: 'true', alertSourceId: 'x' }, 'alertSourceId'],
    [{ condition: 'true', eventId: 5 }, 'eventId'],
    [{ condition: 'true', eventId: '' }, 'eventId'],
    [{ condition: 'true', now: 'soon' }, 'now'],
    [{ condition: 'true', counters: [] }, 'counters'],
    [{ condition: 'true', counters: { 'trigger_count.1s': 3 } }, 'counters'],
    [{ condition: 'true', counters: { x: 3 } }, 'counters'],
    [{ condition: 'true', counters: { 'trigger_count.1m': 'x' } }, 'counters.trigger_count.1m'],
    [{ condition: 'true', counters: { 'trigger_count.1m': -1 } }, 'counters.trigger_count.1m'],
  ])('%j: %s', async (body, field) => {
    expect(await refused(body)).toMatchObject({ code: 'INVALID', details: { field } });
  });

  it('is a call without a key', async () => {
    expect((await evaluate({ condition: 'true' }, { key: null })).status).toBe(401);
  });
});
