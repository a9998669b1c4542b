import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

/*
 * Somebody who is about to save a policy, or who looks at an alert at night, asks what is going to happen.
 */

let api: ApiHarness;
let ada: number;
let bob: number;
let policy: number;
let source: number;

const call = async (method: string, path: string, body?: unknown, query = '', key?: string) => {
  const answer = await api.call(method, `/api${path}`, {
    query,
    ...(body !== undefined && { body }),
    ...(key && { key }),
  });
  expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300);
  return answer.body;
};

async function person(firstName: string, delayMin = 0): Promise<number> {
  const { id } = await call('POST', '/users', { firstName, lastName: 'X', email: `${firstName}@example.com` });
  for (const rule of await call('GET', `/users/${id}/notification-preferences/alerts`))
    await call('DELETE', `/users/${id}/notification-preferences/alerts/${rule.id}`);
  const contact = await call('POST', `/users/${id}/contacts/phone-numbers`, {
    regionCode: 'DE',
    target: `+4915123450${100 + firstName.length}`,
  });
  const rule = { contact: { id: contact.id }, type: 'HIGH_PRIORITY' };
  await call('POST', `/users/${id}/notification-preferences/alerts`, { ...rule, method: 'SMS', delayMin });
  await call('POST', `/users/${id}/notification-preferences/alerts`, {
    ...rule,
    method: 'VOICE',
    delayMin: delayMin + 3,
  });
  return id;
}

const level = (...ids: number[]) => ({ escalationTimeout: 5, users: ids.map((id) => ({ id })) });
const event = (alertKey: string, summary: string, eventType = 'ALERT') => ({ alertKey, summary, eventType });

beforeEach(async () => {
  api = await apiHarness({
    settings: { stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:Escalation' },
  });
  [ada, bob] = [await person('Ada'), await person('Barbara')];
  policy = (await call('POST', '/escalation-policies', { name: 'Shop', escalationRules: [level(ada), level(bob)] })).id;
  source = (
    await call('POST', '/alert-sources', { name: 'Shop', integrationType: 'API', escalationPolicy: { id: policy } })
  ).id;
});

interface Seen {
  readonly levels: readonly {
    readonly level: number;
    readonly afterMin: number;
    readonly people: readonly {
      readonly user: { readonly firstName: string };
      readonly notifications: readonly { readonly method: string; readonly afterMin: number }[];
    }[];
  }[];
}

const brief = ({ levels }: Seen): (string | number)[][] =>
  levels.map(({ level: of, afterMin, people }) => [
    of,
    afterMin,
    ...people.flatMap(({ user, notifications }) =>
      notifications.map((page) => `${user.firstName} ${page.method} ${page.afterMin}`),
    ),
  ]);

describe('trying a policy', () => {
  const simulate = (body: object, key?: string) => call('POST', '/escalation-policies/simulate', body, '', key);

  it('tells who would be told, how and when, and when nobody is left', async () => {
    const seen = await simulate({ policy: { id: policy } });
    expect(brief(seen)).toEqual([
      [0, 0, 'Ada SMS 0', 'Ada VOICE 3'],
      [1, 5, 'Barbara SMS 5', 'Barbara VOICE 8'],
    ]);
    expect(seen).toMatchObject({ from: api.clock.now(), endsAfterMin: 10, pending: [] });
    expect(seen.levels[0].people[0].notifications[0]).toMatchObject({
      target: '+4915123450103',
      contact: { id: expect.any(Number) },
    });
  });

  it('tries what is not saved yet: other levels, a delay, another priority, another time', async () => {
    const seen = await simulate({
      policy: { escalationRules: [level(bob)], delayMin: 4, repeating: true, frequency: 2 },
    });
    expect(brief(seen).map(([, after]) => after)).toEqual([4, 9, 14]);
    const low = await simulate({ policy: { id: policy }, priority: 'LOW' });
    expect(low.levels[0]).toMatchObject({
      skipped: 'NOBODY_REACHABLE',
      people: [{ user: { id: ada }, left: [{ reason: 'NO_RULE' }] }],
    });
    const at = '2026-12-24T18:00:00.000Z';
    expect((await simulate({ policy: { id: policy }, at })).levels[1].at).toBe('2026-12-24T18:05:00.000Z');
    expect((await call('GET', `/escalation-policies/${policy}`)).delayMin).toBe(0);
  });

  it('shows nobody by which contacts others are reached, but to those who may see them', async () => {
    const { key } = await api.userOf('VIEWER', 20);
    const text = JSON.stringify(await simulate({ policy: { id: policy } }, key));
    expect(text).toContain('Ada');
    for (const secret of ['+49', 'contact', 'rule']) expect(text).not.toContain(secret);
    for (const role of ['GUEST', 'STAKEHOLDER'] as const) {
      const other = await api.userOf(role, role === 'GUEST' ? 21 : 22);
      const body = { policy: { id: policy } };
      expect((await api.call('POST', '/api/escalation-policies/simulate', { body, key: other.key })).status).toBe(403);
    }
  });

  it.each([
    ['nothing to try', { policy: {} }, 'policy.escalationRules'],
    ['an unknown user', { policy: { escalationRules: [level(999)] } }, 'policy.escalationRules[0].users[0].id'],
    ['a level for nobody', { policy: { escalationRules: [level()] } }, 'policy.escalationRules[0].users'],
    ['no levels', { policy: { escalationRules: [] } }, 'policy.escalationRules'],
    ['a delay of 16 minutes', { policy: { escalationRules: [level(1)], delayMin: 16 } }, 'policy.delayMin'],
    ['another priority', { policy: { escalationRules: [level(1)] }, priority: 'HUGE' }, 'priority'],
    ['a time without a zone', { policy: { escalationRules: [level(1)] }, at: '2026-03-02T10:00' }, 'at'],
    ['a time in ten years', { policy: { escalationRules: [level(1)] }, at: '2036-03-02T10:00:00Z' }, 'at'],
    ['a policy as text', { policy: 'Shop' }, 'policy'],
  ])('is refused for %s', async (_what, body, field) => {
    const answer = await api.call('POST', '/api/escalation-policies/simulate', { body });
    expect([answer.status, answer.body.details?.field]).toEqual([400, field]);
  });

  it('finds no policy that is not there', async () => {
    const answer = await api.call('POST', '/api/escalation-policies/simulate', { body: { policy: { id: 999 } } });
    expect([answer.status, answer.body.details]).toEqual([400, { field: 'policy.id' }]);
  });
});

type SimilarOne = { readonly alert: { readonly id: number }; readonly isSameKey: boolean };

describe('an alert', () => {
  const alert = async (summary = 'Disk full on db-1') =>
    (await call('POST', '/alerts', { summary, alertSource: { id: source }, escalationPolicy: { id: policy } })).id;

  it('tells what it is going to do, and nothing once it was answered', async () => {
    const id = await (await aRecordOf())('db-1/disk', 'Disk full on db-1');
    api.clock.advance({ minutes: 1 });
    const plan = await call('GET', `/alerts/${id}/plan`);
    expect(plan).toMatchObject({
      status: 'PENDING',
      pending: [{ user: { firstName: 'Ada' }, method: 'VOICE', afterMin: 2 }],
    });
    expect(brief(plan)).toEqual([[1, 4, 'Barbara SMS 4', 'Barbara VOICE 7']]);
    await call('PUT', `/alerts/${id}/accept`);
    expect(await call('GET', `/alerts/${id}/plan`)).toMatchObject({ status: 'ACCEPTED', pending: [], levels: [] });
  });

  it('has a link to its execution for those who handle it, when it is asked for', async () => {
    const id = await alert();
    const { execution } = await call('GET', `/alerts/${id}`, undefined, 'include=execution');
    const arn = `arn:aws:states:eu-central-1:123456789012:execution:Escalation:alert-${id}-g1`;
    expect(execution).toEqual({
      name: `alert-${id}-g1`,
      arn,
      consoleUrl: `https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#/v2/executions/details/${arn}`,
    });
    expect((await call('GET', `/alerts/${id}`)).execution).toBeUndefined();
    const { key } = await api.userOf('VIEWER', 20);
    expect((await call('GET', `/alerts/${id}`, undefined, 'include=execution', key)).execution).toBeUndefined();
  });

  it('is shown with what was like it: the same key first, then the same words', async () => {
    const record = await aRecordOf();
    const same = await record('db-1/disk', 'Something else entirely happened');
    const alike = await record('db-2/disk', 'Disk full on db-2');
    await record('web/cert', 'Certificate expires soon');
    const id = await record('db-1/disk', 'Disk full on db-1', { reopen: same });
    const similar = await call('GET', `/alerts/${id}/similar`);
    expect(similar.map((one: SimilarOne) => [one.alert.id, one.isSameKey])).toEqual([
      [same, true],
      [alike, false],
    ]);
    expect(similar[1]).toMatchObject({ percent: expect.any(Number), words: expect.arrayContaining(['disk', 'full']) });
    expect(similar[0].alert).toMatchObject({ status: 'RESOLVED', resolvedBy: expect.any(String) });
  });

  it('has the events that made it what it is, newest first, for whoever may see its source', async () => {
    const record = await aRecordOf();
    const id = await record('db-1/disk', 'Disk full on db-1', { events: 3 });
    await record('db-2/disk', 'Disk full on db-2');
    const events = await call('GET', `/alerts/${id}/events`);
    expect(events.map((one: { alertId: number; outcome: string }) => [one.alertId, one.outcome])).toEqual([
      [id, 'APPENDED'],
      [id, 'APPENDED'],
      [id, 'CREATED'],
    ]);
    const page = await api.call('GET', `/api/alerts/${id}/events`, { query: 'max-results=2' });
    const next = String(page.headers['next-cursor']);
    const rest = await call(
      'GET',
      `/alerts/${id}/events`,
      undefined,
      `max-results=2&cursor=${encodeURIComponent(next)}`,
    );
    expect([page.body.length, rest.length]).toEqual([2, 1]);
    expect((await api.call('GET', '/api/alerts/999/events')).status).toBe(404);
  });

  /** Alerts that come from their source, with what it sends. */
  async function aRecordOf() {
    const { processEvent } = await import('../../functions/usecases/event/process.ts');
    const ctx = { ...api, log: { info() {}, warn() {}, error() {} }, metrics: { count() {}, seconds() {} } };
    let sent = 0;
    return async (
      key: string,
      summary: string,
      { events = 1, reopen }: { readonly events?: number; readonly reopen?: number } = {},
    ): Promise<number> => {
      if (reopen !== undefined) await call('PUT', `/alerts/${reopen}/resolve`);
      for (let index = 0; index < events; index += 1) {
        api.clock.advance({ minutes: 1 });
        sent += 1;
        const message = {
          v: 1 as const,
          eventId: `event-${sent}`,
          sourceId: source,
          integration: 'api',
          receivedAt: api.clock.now(),
          event: event(key, summary) as never,
        };
        await processEvent({ ...ctx, ...worldParts } as never, message);
      }
      const [newest] = await call('GET', '/alerts', undefined, `sources=${source}`);
      return newest.id;
    };
  }
  const worldParts = {
    workflow: { start: async () => {}, stop: async () => {} },
    notifications: { send: async () => {}, announce: async () => {} },
    settings: { publicUrl: 'https://tocsin.example.com', twoWaySms: true },
  };
});
