import { describe, expect, it } from 'vitest';
import { driverOf } from '../../functions/actions/catalogue.ts';
import type { ActionAnswer, ActionRequest } from '../../functions/actions/driver.ts';
import { TriggerType } from '../../functions/domain/alert-action/alert-action.ts';
import { ConnectorType, connectorNeed } from '../../functions/domain/alert-action/connector-type.ts';
import { anAlert, factsFor, settings } from './facts.ts';
import { createZabbix } from './fakes/zabbix.ts';
import { answered, attempt, inTurn, overHttp } from './play.ts';

type Changes = Parameters<typeof factsFor>[1];

const taken = inTurn({ kind: 'taken', id: 'id-1' });
const run = async (type: ConnectorType, changes: Changes = {}, target = taken) =>
  attempt(await driverOf(type), factsFor(type, changes), target);

describe('an e-mail', () => {
  const mail = async (changes: Changes = {}) =>
    (await run('email', changes)).asked[0] as ActionRequest & { kind: 'email' };

  it('tells of the alert, in one thread with those after it', async () => {
    const first = await mail();
    expect(first).toMatchObject({ to: ['ops@example.com'], cc: [], bcc: [], subject: 'Disk is full on db-1' });
    expect(first.text).toContain('Only 2 % of /var are left.');
    expect(first.text).toContain('https://alerts.example.com/alerts/118000000000001');
    const second = await mail({ trigger: 'alert-acknowledged', deed: { by: 'Ada' } });
    expect(second.subject).toBe('Accepted by Ada: Disk is full on db-1');
    expect(second.threadKey).toBe(first.threadKey);
    expect((await mail({ alert: anAlert({ id: 5 }) })).threadKey).not.toBe(first.threadKey);
  });

  it('goes to each address once, and says what the templates say', async () => {
    const params = {
      recipients: ['a@example.com', 'A@example.com', 'b@example.com'],
      cc: ['b@example.com', 'c@example.com'],
      bcc: ['C@example.com', 'd@example.com'],
      subject: '[{{alertStatus}}] {{alertSummary}}',
      bodyTemplate: 'Look: {{alertUrl}}',
    };
    const sent = await mail({ params, alert: anAlert({ summary: 'a\r\nBcc: evil@example.com' }) });
    expect(sent).toMatchObject({
      to: ['a@example.com', 'b@example.com'],
      cc: ['c@example.com'],
      bcc: ['d@example.com'],
      subject: '[PENDING] a Bcc: evil@example.com',
      text: 'Look: https://alerts.example.com/alerts/118000000000001',
    });
  });

  it.each([
    [
      { kind: 'taken', id: 'm-1' },
      { kind: 'done', said: 'the mail was sent to 1', reference: 'm-1' },
    ],
    [
      { kind: 'refused', why: 'the address is blocked' },
      { kind: 'refused', why: 'the address is blocked' },
    ],
    [
      { kind: 'unanswered', why: 'throttled' },
      { kind: 'later', why: 'throttled' },
    ],
    [
      { kind: 'http', status: 200, headers: {}, body: '' },
      { kind: 'refused', why: 'the answer is of another kind' },
    ],
  ] as const)('reads %j', async (answer, reading) => {
    expect((await run('email', {}, inTurn(answer as ActionAnswer))).reading).toEqual(reading);
  });

  it('goes to nobody where nobody is named', async () => {
    expect((await run('email', { params: { recipients: [] } })).reading).toEqual({
      kind: 'refused',
      why: 'params.recipients: must name somebody',
    });
  });
});

describe('an event of EventBridge', () => {
  it('says what a webhook says, with the id of the delivery', async () => {
    const { asked, reading } = await run('aws_event_bridge', { params: { eventBusName: 'ops' }, deed: { by: 'Ada' } });
    const [request] = asked;
    if (request?.kind !== 'event') throw new Error('no event');
    expect(request.entry).toMatchObject({ Source: 'tocsin', DetailType: 'alert-created', EventBusName: 'ops' });
    expect(JSON.parse(request.entry.Detail)).toMatchObject({
      id: '118000000000001',
      by: 'Ada',
      deliveryId: '01J00000000000000000000KEY',
    });
    expect(reading).toEqual({ kind: 'done', said: 'the event id-1 was put' });
  });

  it('fits into an entry', async () => {
    const { asked } = await run('aws_event_bridge', { alert: anAlert({ details: '\u0001'.repeat(60_000) }) });
    const [request] = asked;
    if (request?.kind !== 'event') throw new Error('no event');
    expect(Buffer.byteLength(request.entry.Detail)).toBeLessThan(250 * 1024);
    expect(JSON.parse(request.entry.Detail)).toMatchObject({ id: '118000000000001' });
  });
});

describe('an automation rule', () => {
  it.each([
    ['CREATED', 'alert-created', 'apply'],
    ['CREATED', 'alert-acknowledged', undefined],
    ['ACCEPTED', 'alert-acknowledged', 'apply'],
    ['ACCEPTED', 'alert-created', undefined],
    ['CREATED', 'alert-resolved', 'take-back'],
    ['CREATED', 'alert-auto-resolved', 'take-back'],
  ] as const)('%s at %s: %s', async (alertType, trigger, phase) => {
    const { asked, reading } = await run('automation_rule', {
      trigger,
      params: { alertType, templateId: 0, sendNotification: null },
    });
    expect(asked).toEqual(
      phase === undefined
        ? []
        : [
            {
              kind: 'internal',
              does: 'automation',
              phase,
              alertType,
              serviceIds: [11],
              serviceStatus: 'MAJOR_OUTAGE',
              sendNotification: false,
              resolveIncident: false,
            },
          ],
    );
    expect(reading.kind).toBe(phase === undefined ? 'nothing' : 'done');
  });
});

describe('a reroute', () => {
  it('moves an open alert once', async () => {
    expect((await run('reroute')).asked).toEqual([{ kind: 'internal', does: 'reroute', escalationPolicyId: 8 }]);
    expect((await run('reroute', { alert: anAlert({ policy: { id: 8, name: 'There' } }) })).reading.kind).toBe(
      'nothing',
    );
    expect((await run('reroute', { trigger: 'alert-resolved' })).reading.kind).toBe('nothing');
    expect((await run('reroute', { alert: anAlert({ status: 'RESOLVED' }) })).reading.kind).toBe('nothing');
  });
});

describe('Zabbix', () => {
  const open = (options?: Parameters<typeof createZabbix>[0]) => {
    const fake = createZabbix(options);
    const alert = anAlert({ alertKey: '9001' });
    return { fake, tell: (changes: Changes = {}) => run('zabbix', { alert, ...changes }, overHttp(fake.target)) };
  };

  it('has its problem acknowledged, told and closed', async () => {
    const { fake, tell } = open();
    expect((await tell()).reading).toEqual({ kind: 'nothing', why: 'this is no news for Zabbix' });
    expect((await tell({ trigger: 'alert-acknowledged', deed: { by: 'Ada' } })).reading).toMatchObject({
      said: 'the problem was acknowledged',
    });
    await tell({ trigger: 'alert-comment-added', deed: { by: 'Ada', comment: 'the log' } });
    expect((await tell({ trigger: 'alert-resolved', deed: { by: 'Ada' } })).reading).toMatchObject({
      said: 'the problem was closed',
    });
    expect(fake.problem).toEqual({
      id: '9001',
      isAcknowledged: true,
      isClosed: true,
      messages: ['Accepted by Ada', 'Comment by Ada\n\nthe log', 'Resolved by Ada'],
    });
    expect((await tell({ trigger: 'alert-auto-resolved' })).asked).toEqual([]);
  });

  it('is told where its problem cannot be closed by hand', async () => {
    const { fake, tell } = open({ mayClose: false });
    expect((await tell({ trigger: 'alert-resolved' })).reading).toMatchObject({
      kind: 'done',
      said: 'the problem was told',
    });
    expect(fake.problem).toMatchObject({ isClosed: false, messages: ['Resolved'] });
  });

  it.each([
    [
      'another key',
      { connector: { url: 'https://zabbix.example.com', apiKey: 'wrong-key-1' } },
      'Zabbix said: Not authorized.',
    ],
    [
      'another problem',
      { alert: anAlert({ alertKey: '1' }) },
      'Zabbix said: No permissions to referred object or it does not exist!',
    ],
  ])('is refused for good with %s', async (_case, changes, why) => {
    expect((await open().tell({ trigger: 'alert-acknowledged', ...changes })).reading).toEqual({
      kind: 'refused',
      why,
    });
  });

  it('has nothing to do with alerts that came from elsewhere', async () => {
    expect((await run('zabbix', { trigger: 'alert-acknowledged' })).reading.kind).toBe('nothing');
    const failing = inTurn(answered(200, { error: { code: -32603, message: 'Internal error.' } }));
    expect(
      (await run('zabbix', { trigger: 'alert-acknowledged', alert: anAlert({ alertKey: '9001' }) }, failing)).reading
        .kind,
    ).toBe('later');
  });
});

describe('the catalogue', () => {
  it('has a driver for each type, with a place that says how its target works', async () => {
    for (const type of ConnectorType.options) {
      const driver = await driverOf(type);
      expect(driver.type).toBe(type);
      expect(driver.name).toMatch(/\w/);
      for (const address of driver.source) expect(address).toMatch(/^https:\/\/\S+$/);
    }
  });

  it.each([
    'dynamic',
    'datadog',
    'aws_lambda',
    'azure_faas',
    'google_faas',
    'sysdig',
    'status_page_io',
    'zoom_meeting',
  ] as const)('keeps %s, which does nothing', async (type) => {
    for (const trigger of TriggerType.options) {
      const { asked, reading } = await run(type, { trigger });
      expect(asked).toEqual([]);
      expect(reading).toMatchObject({ kind: 'nothing', why: expect.stringContaining(':') });
    }
  });

  it('refuses an action whose connector is gone', async () => {
    for (const type of ConnectorType.options.filter((one) => connectorNeed(one) === 'required')) {
      const { connector: _gone, ...facts } = factsFor(type);
      expect((await driverOf(type)).next(facts, [])).toEqual({ kind: 'refused', why: 'the connector is gone' });
      expect(settings[type].connector).toBeDefined();
    }
  });
});
