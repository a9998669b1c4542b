import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import webhook from '../../functions/actions/types/webhook.ts';
import { anAlert, factsFor, now } from './facts.ts';
import { createReceiver } from './fakes/webhook.ts';
import { answered, attempt, firstHttp, inTurn, overHttp } from './play.ts';

const ok = inTurn(answered(200));
const sent = (changes: Parameters<typeof factsFor>[1]) => firstHttp(attempt(webhook, factsFor('webhook', changes), ok));
const bodySent = (changes: Parameters<typeof factsFor>[1]) => JSON.parse(sent(changes).body ?? '');

describe('a webhook', () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('posts the alert as it is told of by default', () => {
    expect(bodySent({ trigger: 'alert-acknowledged', alert: anAlert({ status: 'ACCEPTED' }) })).toEqual({
      id: '118000000000001',
      status: 'ACCEPTED',
      summary: 'Disk is full on db-1',
      details: 'Only 2 % of /var are left.',
      reportTime: '2026-11-29T02:58:00.000Z',
      eventType: 'alert-acknowledged',
      priority: 'HIGH',
      alertKey: 'disk-db-1',
      alertSource: { id: 42, name: 'Prometheus' },
      assignedTo: { username: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
    });
  });

  it('is signed so that the library of Standard Webhooks takes it, with the same id for each attempt', () => {
    const secret = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;
    const receiver = createReceiver({ secret });
    const facts = factsFor('webhook', { params: { secret } });
    expect(attempt(webhook, facts, overHttp(receiver.target)).reading).toEqual({
      kind: 'done',
      said: 'the answer was 204',
    });
    attempt(webhook, { ...facts, isRepeat: true }, overHttp(receiver.target));
    expect([...receiver.taken.keys()]).toEqual([facts.attemptKey]);
    const wrong = createReceiver({ secret: `whsec_${Buffer.from('another').toString('base64')}` });
    expect(attempt(webhook, facts, overHttp(wrong.target)).reading).toMatchObject({ kind: 'refused' });
  });

  it('puts who stands before the @ into a header, percent-decoded, and keeps the port', () => {
    const request = sent({ params: { webhookUrl: 'https://ada:p%40ss%3Aword@hooks.example.com:8443/in?x=1' } });
    expect(request.url).toBe('https://hooks.example.com:8443/in?x=1');
    expect(request.headers.authorization).toBe(`Basic ${Buffer.from('ada:p@ss:word').toString('base64')}`);
    expect(sent({ params: { webhookUrl: 'https://50%:x@hooks.example.com/' } }).headers.authorization).toMatch(
      /^Basic /,
    );
  });

  it('sends the headers of the action, and none of those that the connection is made with', () => {
    const { headers } = sent({
      params: {
        headers: [
          { key: 'X-Team', value: 'database' },
          { key: 'Content-Type', value: 'application/vnd.example+json' },
          { key: 'Host', value: 'internal' },
          { key: 'Transfer-Encoding', value: 'chunked' },
          { key: 'webhook-id', value: 'forged' },
        ],
      },
    });
    expect(headers).toMatchObject({ 'x-team': 'database', 'content-type': 'application/vnd.example+json' });
    expect(headers['webhook-id']).toBe('01J00000000000000000000KEY');
    expect(Object.keys(headers)).not.toContain('host');
    expect(Object.keys(headers)).not.toContain('transfer-encoding');
  });

  it.each([
    ['{{alertId}}|{{alertKey}}|{{alertStatus}}|{{alertPriority}}', '118000000000001|disk-db-1|PENDING|HIGH'],
    ['{{alertSummary}} – {{ alertDetails }}', 'Disk is full on db-1 – Only 2 % of /var are left.'],
    ['{{alertUrl}} {{link}}', 'https://alerts.example.com/alerts/118000000000001 https://grafana.example.com/d/1'],
    [
      '{{alertSourceId}} {{alertSourceName}} {{escalationPolicyId}} {{escalationPolicyName}}',
      '42 Prometheus 7 Database',
    ],
    ['{{reportTime}} {{eventType}}', '2026-11-29T02:58:00.000Z alert-created'],
    ['{{alertSummary.upperCase()}}{{nobody}}', 'DISK IS FULL ON DB-1'],
  ])('says what a template says: %s', (bodyTemplate, body) => {
    expect(sent({ params: { bodyTemplate } }).body).toBe(body);
  });

  it('stays JSON, whatever an alert is called', () => {
    const alert = anAlert({ summary: 'a "quoted"\nname", "admin": "yes', labels: { team: 'a "b"' } });
    const bodyTemplate = '{"text": "{{alertSummary}}", "labels": {{alert.labels}}}';
    expect(bodySent({ alert, params: { bodyTemplate } })).toEqual({ text: alert.summary, labels: { team: 'a "b"' } });
  });

  it('sends a template that is no JSON as it is, and the usual body where a template says nothing', () => {
    expect(sent({ params: { bodyTemplate: '{ {{alertSummary}} }' } }).body).toBe('{ Disk is full on db-1 }');
    expect(bodySent({ params: { bodyTemplate: '  ' } })).toMatchObject({ id: '118000000000001' });
    expect(bodySent({ params: { bodyTemplate: '{{#broken}}' } })).toMatchObject({ id: '118000000000001' });
  });

  it('says nothing of what authenticates it', () => {
    const params = {
      webhookUrl: 'https://ada:p%40ssword@hooks.example.com/hooks/0123456789abcdef?key=sesame-open',
      headers: [{ key: 'X-Key', value: 'k3y-of-the-action' }],
    };
    const body =
      'no: ada:p@ssword p%40ssword /hooks/0123456789abcdef?key=sesame-open 0123456789abcdef k3y-of-the-action';
    const { reading } = attempt(webhook, factsFor('webhook', { params }), inTurn(answered(400, body)));
    const said = JSON.stringify(reading);
    for (const secret of ['p@ssword', 'p%40ssword', '0123456789abcdef', 'sesame-open', 'k3y-of-the-action'])
      expect(said).not.toContain(secret);
    expect(reading.kind).toBe('refused');
  });

  it.each([
    ['params.webhookUrl', { webhookUrl: 'ftp://example.com' }],
    ['params.webhookUrl', { webhookUrl: undefined }],
    ['params.headers.0.key', { headers: [{ key: 'a b', value: '' }] }],
  ])('is refused without asking anybody where %s is wrong', (field, params) => {
    const { reading, asked } = attempt(webhook, factsFor('webhook', { params }), ok);
    expect(asked).toEqual([]);
    expect(reading).toMatchObject({ kind: 'refused', why: expect.stringContaining(field) });
  });

  it.each([
    ['a success without a body', answered(204), { kind: 'done' }],
    ['a redirect', answered(302, '', { location: 'http://169.254.169.254/' }), { kind: 'refused' }],
    ['a wrong address', answered(404, 'gone'), { kind: 'refused', why: 'the answer was 404: gone' }],
    [
      'wrong credentials',
      answered(401),
      { kind: 'refused', why: 'the credentials were not taken: the answer was 401' },
    ],
    [
      'a failure',
      answered(503, '<html><title>Bad gateway</title></html>'),
      { kind: 'later', why: 'the answer was 503: an HTML page, “Bad gateway”' },
    ],
    ['a time-out there', answered(408), { kind: 'later' }],
    ['a limit with seconds', answered(429, '', { 'retry-after': '120' }), { kind: 'later', after: 120 }],
    [
      'a limit with a date',
      answered(429, '', { 'retry-after': 'Sun, 29 Nov 2026 03:05:00 GMT' }),
      { kind: 'later', after: 300 },
    ],
    [
      'a limit with a date that is over',
      answered(503, '', { 'retry-after': 'Sun, 29 Nov 2026 02:05:00 GMT' }),
      { kind: 'later', after: 1 },
    ],
    [
      'a limit with nonsense',
      answered(429, '', { 'retry-after': 'soon' }),
      { kind: 'later', why: 'the answer was 429' },
    ],
    ['a limit of a year', answered(429, '', { 'retry-after': '31536000' }), { kind: 'later', after: 86_400 }],
    [
      'no answer',
      { kind: 'unanswered', why: 'no whole answer within 10 seconds' } as const,
      { kind: 'later', why: 'no whole answer within 10 seconds' },
    ],
    [
      'an address that is not public',
      { kind: 'refused', why: 'the address is not public' } as const,
      { kind: 'refused', why: 'the address is not public' },
    ],
  ])('reads %s', (_case, answer, reading) => {
    expect(attempt(webhook, factsFor('webhook'), inTurn(answer)).reading).toMatchObject(reading);
  });
});
