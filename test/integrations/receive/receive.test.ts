import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { InvalidInputError } from '../../../functions/domain/errors.ts';
import { EventMessage } from '../../../functions/domain/event/event.ts';
import { integrationFor, loadIntegration } from '../../../functions/integrations/catalogue.ts';
import { maximumBody } from '../../../functions/usecases/event/receive-body.ts';
import { aSource, aWorld, keptBody, sourceKey } from './world.ts';

const alert = { eventType: 'ALERT', summary: 'Disk full on db-01' };
const inBody = { slug: undefined, key: undefined };

describe('an event of our own format', () => {
  it('is queued with its raw body, once, under an id made of the request id', async () => {
    const world = aWorld();
    const receipt = await world.post({ ...alert, alertKey: 'disk', priority: 'HIGH' });
    expect(receipt).toEqual({ alertKey: 'disk' });
    expect(world.sent).toHaveLength(1);
    const message = EventMessage.parse(world.sent[0]?.message);
    expect(message).toMatchObject({
      eventId: 'request-1-0',
      sourceId: 17,
      integration: 'api',
      receivedAt: '2026-11-21T20:30:00.000Z',
      event: { ...alert, alertKey: 'disk', priority: 'HIGH' },
    });
    expect(JSON.parse(await keptBody(world, message))).toEqual({ ...alert, alertKey: 'disk', priority: 'HIGH' });
    expect(world.counts.EventsAccepted).toBe(1);
  });

  it.each(['integrationKey', 'apiKey'])('finds its source by %s, which is kept nowhere', async (name) => {
    const world = aWorld();
    await world.post({ [name]: sourceKey, ...alert, customDetails: { note: 'x' } }, inBody);
    expect(world.sent[0]?.message.sourceId).toBe(17);
    expect(await keptBody(world, world.sent[0]?.message)).not.toContain(sourceKey);
    expect(JSON.stringify(world.sent[0]?.message.event)).not.toContain(sourceKey);
  });

  it('may come as a form', async () => {
    const world = aWorld();
    await world.post(new URLSearchParams({ integrationKey: sourceKey, ...alert }).toString(), inBody);
    expect(world.sent[0]?.message.event).toMatchObject(alert);
  });

  it('may come gzipped', async () => {
    const world = aWorld();
    await world.post(gzipSync(JSON.stringify(alert)), { headers: { 'content-encoding': 'gzip' } });
    expect(world.sent[0]?.message.event).toMatchObject(alert);
  });

  it('keeps every member of the format and ignores the others', async () => {
    const world = aWorld();
    const full = {
      ...alert,
      details: '**95 %**',
      alertKey: ' Disk ',
      priority: 'LOW',
      severity: 2,
      images: [{ src: 'https://example.com/a.png', href: 'https://example.com', alt: 'graph' }],
      links: [{ href: 'https://example.com', text: 'Runbook' }],
      comments: [{ creator: 'bot', content: 'seen' }],
      logs: [{ timestamp: '2026-11-21T20:00:00Z', level: 'ERROR', body: 'no space', labels: { pod: 'a' } }],
      labels: { host: 'db-01' },
      services: [{ id: 5, alias: 'db' }],
      customDetails: { mount: { path: '/data' } },
      routingKey: 'db-team',
    };
    await world.post({ ...full, somethingNew: true, details2: null });
    expect(world.sent[0]?.message.event).toEqual(full);
  });

  it('takes null for a member that is absent', async () => {
    const world = aWorld();
    await world.post({ ...alert, details: null, priority: null, severity: null, links: null, customDetails: null });
    expect(world.sent[0]?.message.event).toEqual(alert);
  });
});

describe('a wrong event', () => {
  const tooDeep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
  it.each<[string, unknown, string]>([
    ['no event type', { summary: 'x', alertKey: 'k' }, 'eventType'],
    ['only a summary', { summary: 'x' }, 'eventType'],
    ['nothing in it', {}, 'eventType'],
    ['an unknown event type', { ...alert, eventType: 'PAGE' }, 'eventType'],
    ['an event type that is a list', { ...alert, eventType: ['ALERT'] }, 'eventType'],
    ['no summary for ALERT', { eventType: 'ALERT' }, 'summary'],
    ['a blank summary for ALERT', { eventType: 'ALERT', summary: '  ' }, 'summary'],
    ['a summary that is a number', { eventType: 'ALERT', summary: 5 }, 'summary'],
    ['no alert key for ACCEPT', { eventType: 'ACCEPT' }, 'alertKey'],
    ['a blank alert key for RESOLVE', { eventType: 'RESOLVE', alertKey: ' ' }, 'alertKey'],
    ['no alert key for COMMENT', { eventType: 'COMMENT', comments: [{ content: 'x' }] }, 'alertKey'],
    ['an alert key that is an object', { ...alert, alertKey: {} }, 'alertKey'],
    ['details that are a list', { ...alert, details: [] }, 'details'],
    ['an unknown priority', { ...alert, priority: 'MEDIUM' }, 'priority'],
    ['a severity beyond 5', { ...alert, severity: 6 }, 'severity'],
    ['a severity that is no whole number', { ...alert, severity: 1.5 }, 'severity'],
    ['a severity that is text', { ...alert, severity: '1' }, 'severity'],
    ['images that are an object', { ...alert, images: {} }, 'images'],
    ['an image without src', { ...alert, images: [{ href: 'x' }] }, 'images[0].src'],
    ['a link that is text', { ...alert, links: ['https://example.com'] }, 'links[0]'],
    ['a link without href', { ...alert, links: [{ href: 'a' }, { text: 'x' }] }, 'links[1].href'],
    ['a comment without content', { ...alert, comments: [{}] }, 'comments[0].content'],
    ['a log without body', { ...alert, logs: [{ level: 'ERROR' }] }, 'logs[0].body'],
    ['a log label that is a number', { ...alert, logs: [{ body: 'x', labels: { a: 1 } }] }, 'logs[0].labels.a'],
    ['labels that are a list', { ...alert, labels: ['a'] }, 'labels'],
    ['a label that is an object', { ...alert, labels: { a: {} } }, 'labels.a'],
    ['a service id that is text', { ...alert, services: [{ id: '5' }] }, 'services[0].id'],
    ['custom details that are text', { ...alert, customDetails: 'x' }, 'customDetails'],
    ['custom details that are a list', { ...alert, customDetails: [] }, 'customDetails'],
    ['a routing key that is a number', { ...alert, routingKey: 1 }, 'routingKey'],
    ['a body that is a list of numbers', [42], 'body'],
    ['a body that is text', '"ALERT"', 'body'],
    ['a body that is a number', '42', 'body'],
    ['a body that is null', 'null', 'body'],
    ['an empty body', '', 'body'],
    ['no JSON at all', 'hello', 'body'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80]), 'body'],
    ['objects within objects without end', tooDeep, 'body'],
    ['lists within lists without end', '['.repeat(500_000), 'body'],
  ])('with %s names the field and is not queued', async (_case, body, field) => {
    const world = aWorld();
    const error = await world.post(body).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error.field).toBe(field);
    expect(error.message).toContain(field);
    expect(world.sent).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['without a key', alert, 'integrationKey'],
    ['with a key that is an object', { ...alert, integrationKey: {} }, 'integrationKey'],
    ['with an unknown key', { ...alert, integrationKey: 'nobody' }, 'integrationKey'],
    ['that is a list', [{ ...alert, integrationKey: sourceKey }], 'body'],
    ['that is broken', '{"integrationKey":', 'body'],
  ])('%s in the body is refused', async (_case, body, field) => {
    const world = aWorld();
    const error = await world.post(body, inBody).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error.field).toBe(field);
    expect(world.sent).toEqual([]);
  });

  it('is refused over 900 KB, zipped or not, and taken just below', async () => {
    const world = aWorld();
    const ofSize = (bytes: number) => JSON.stringify({ ...alert, details: 'x'.repeat(bytes - 69) });
    const gzip = { headers: { 'content-encoding': 'gzip' } };
    await expect(world.post(ofSize(maximumBody + 10))).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(world.post(gzipSync(ofSize(maximumBody + 10)), gzip)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    await expect(world.post(gzipSync(ofSize(50_000_000)), gzip)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(world.sent).toEqual([]);
    await world.post(ofSize(maximumBody - 10));
    expect(world.sent).toHaveLength(1);
  });

  it.each([
    ['says gzip and is not', 'gzip', 'body'],
    ['is encoded in a way we do not know', 'br', 'Content-Encoding'],
  ])('that %s is refused', async (_case, encoding, field) => {
    const world = aWorld();
    await expect(world.post(alert, { headers: { 'content-encoding': encoding } })).rejects.toMatchObject({ field });
  });
});

describe('the raw body', () => {
  it('goes to the blob store first when it is over 200 KB compressed', async () => {
    const world = aWorld();
    const noise = randomBytes(300_000).toString('base64');
    await world.post({ ...alert, details: noise });
    const raw = world.sent[0]?.message.raw;
    expect(raw).toEqual({ blobKey: 'events/17/2026-11-21/request-1.gz' });
    expect(JSON.parse(await keptBody(world, world.sent[0]?.message)).details).toBe(noise);
    expect(Buffer.byteLength(JSON.stringify(world.sent[0]))).toBeLessThan(400_000);
  });
});

describe('the group', () => {
  const groupsOf = async (world: ReturnType<typeof aWorld>, ...bodies: object[]) => {
    for (const body of bodies) await world.post({ ...alert, ...body });
    return world.sent.map(({ groupId }) => groupId);
  };

  it('is the same for all events of a key however it is spelled, and another for another key', async () => {
    const [one, same, resolve, other] = await groupsOf(
      aWorld(),
      { alertKey: 'Disk' },
      { alertKey: ' disk ' },
      { alertKey: 'DISK', eventType: 'RESOLVE' },
      { alertKey: 'cpu' },
    );
    expect(new Set([one, same, resolve]).size).toBe(1);
    expect(other).not.toBe(one);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is a fresh one for each event without a key', async () => {
    const groups = await groupsOf(aWorld(), {}, {}, {});
    expect(new Set(groups).size).toBe(3);
  });

  it.each([
    ['the key is decided later', { extras: { alertKeyTemplate: { textTemplate: 'x' } } }],
    ['the event type is decided later', { extras: { eventTypeFilterResolve: 'true' } }],
    ['events are grouped beyond the key', { alertCreation: 'ONE_OPEN_ALERT_ALLOWED' }],
  ])("is the source's own when %s", async (_case, changes) => {
    const groups = await groupsOf(aWorld({ source: aSource(changes) }), { alertKey: 'a' }, { alertKey: 'b' }, {});
    expect(new Set(groups).size).toBe(1);
  });
});

describe('the key', () => {
  it('is looked up once in 60 seconds', async () => {
    const world = aWorld();
    await world.post(alert);
    world.advance(59);
    await world.post(alert);
    expect(world.lookups).toHaveLength(1);
    world.advance(1);
    await world.post(alert);
    expect(world.lookups).toHaveLength(2);
  });

  it('that is unknown is looked up every time, so that a new source works at once', async () => {
    const world = aWorld();
    await expect(world.post(alert, { key: 'new' })).rejects.toMatchObject({ field: 'integrationKey' });
    world.sources.set('new', aSource({ id: 18 }));
    await world.post(alert, { key: 'new' });
    expect(world.sent[0]?.message.sourceId).toBe(18);
  });
});

describe('the rate limit', () => {
  it('refuses what is over it until the next minute of the clock, per source', async () => {
    const world = aWorld({ eventsPerMinute: 2 });
    world.sources.set('other', aSource({ id: 18 }));
    await world.post(alert);
    await world.post(alert);
    await expect(world.post(alert)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await world.post(alert, { key: 'other' });
    world.advance(60);
    await world.post(alert);
    expect(world.sent).toHaveLength(4);
    expect(world.refusals).toEqual([17]);
  });
});

describe("a tool's body", () => {
  const grafana = { slug: 'grafana' };

  it('makes an alert also when the tool is not known to send it', async () => {
    const world = aWorld();
    await world.post({ hello: 'world', nested: { title: 'Something broke' } }, grafana);
    expect(world.sent[0]?.message).toMatchObject({
      integration: 'grafana',
      event: {
        eventType: 'ALERT',
        summary: 'Grafana: Something broke',
        customDetails: { hello: 'world', nested: { title: 'Something broke' } },
      },
    });
  });

  it('makes an alert when it is plain text', async () => {
    const world = aWorld();
    await world.post('Backup failed\nsee log', { slug: 'uptime-kuma' });
    expect(world.sent[0]?.message.event?.summary).toBe('Uptime Kuma: Backup failed');
  });

  it.each(['grafana', 'datadog', 'api', 'webhook'])('is mended when a template has broken it: %s', async (slug) => {
    const world = aWorld();
    const broken = '{"title":"He said "no" to us","id":7';
    await world.post(broken, { slug });
    const [sent] = world.sent;
    expect(sent?.message.event?.summary).toContain('He said "no" to us');
    expect(await keptBody(world, sent?.message)).toBe(broken);
  });

  it('warns of an address that names no tool', async () => {
    const world = aWorld({ source: aSource({ integrationType: 'GRAFANA' }) });
    await world.post({ state: 'alerting', ruleId: 4, ruleName: 'CPU' }, { slug: 'grafanna' });
    expect(world.sent[0]?.message).toMatchObject({
      integration: 'grafana',
      event: { eventType: 'ALERT', alertKey: '4' },
      warnings: [{ kind: 'UNKNOWN_TOOL', subject: 'grafanna' }],
    });
  });

  it.each([
    ['Latin-1 that says so', 'latin1', 'application/json; charset=ISO-8859-1'],
    ['Latin-1 that says nothing', 'latin1', 'application/json'],
    ['UTF-8 that says Latin-1', 'utf8', 'application/json; charset=iso-8859-1'],
    ['UTF-16', 'utf16le', 'application/json; charset=utf-16'],
    ['a charset that nobody knows', 'utf8', 'application/json; charset=martian'],
  ] as const)('is read in %s', async (_case, encoding, contentType) => {
    const world = aWorld();
    const body = Buffer.from(JSON.stringify({ ...alert, summary: 'Störung in Zürich' }), encoding);
    await world.post(body, { headers: { 'content-type': contentType } });
    expect(world.sent[0]?.message.event?.summary).toBe('Störung in Zürich');
  });

  it('is recorded with a note when it asks for nothing', async () => {
    const world = aWorld();
    expect(await world.post({ state: 'paused', ruleId: 4 }, { slug: 'grafana-legacy' })).toEqual({});
    expect(world.sent[0]?.message).toMatchObject({ note: 'the rule is paused', integration: 'grafana-legacy' });
    expect(world.sent[0]?.message.event).toBeUndefined();
  });

  it('is recorded when it is empty', async () => {
    const world = aWorld();
    await world.post('', grafana);
    expect(world.sent[0]?.message).toMatchObject({ note: 'the body is empty' });
  });

  it.each(['no-such-tool', 'API', 'kubernetes'])('sent to %s is read as our own format', async (slug) => {
    const world = aWorld();
    await world.post(alert, { slug });
    expect(world.sent[0]?.message).toMatchObject({ integration: integrationFor(slug).slug, event: alert });
  });

  it('of PagerDuty is understood without a slug', async () => {
    const world = aWorld();
    const body = {
      routing_key: sourceKey,
      event_action: 'trigger',
      dedup_key: 'd',
      payload: { summary: 'Down', severity: 'critical' },
    };
    expect(await world.post(body, { slug: undefined })).toEqual({ alertKey: 'd' });
    expect(world.sent[0]?.message.event).toMatchObject({ eventType: 'ALERT', summary: 'Down', priority: 'HIGH' });
    expect(await keptBody(world, world.sent[0]?.message)).not.toContain(sourceKey);
  });
});

describe('what cannot be stored', () => {
  it('does not include a body that breaks its adapter: somebody is told of it', async () => {
    const world = aWorld();
    const failing = vi.spyOn(await loadIntegration(integrationFor('grafana')), 'read').mockImplementation(() => {
      throw new TypeError('a defect');
    });
    await world.post({ title: 'CPU high' }, { slug: 'grafana' });
    failing.mockRestore();
    expect(world.errors).toEqual(['an adapter failed']);
    expect(world.sent[0]?.message).toMatchObject({
      note: 'unreadable: the adapter failed',
      event: { eventType: 'ALERT', summary: 'Grafana: CPU high' },
    });
    expect(await keptBody(world, world.sent[0]?.message)).toBe('{"title":"CPU high"}');
  });

  it('is not accepted when the queue does not take it', async () => {
    const world = aWorld({ queueFails: true });
    await expect(world.post(alert)).rejects.toThrow('the queue does not answer');
    expect(world.counts.EventsAccepted).toBeUndefined();
  });
});

describe('the item of the key', () => {
  it('is looked at once a minute whether it keeps up with its source, beside the queue', async () => {
    const world = aWorld();
    for (const summary of ['a', 'b']) await world.post({ eventType: 'ALERT', summary });
    expect(world.keptUp).toEqual([sourceKey]);
    world.advance(61);
    await world.post({ eventType: 'ALERT', summary: 'c' });
    expect(world.keptUp).toEqual([sourceKey, sourceKey]);
  });

  it('does not hold up the event when it cannot be looked at', async () => {
    const world = aWorld({ keepUpFails: true });
    await world.post({ eventType: 'ALERT', summary: 'a' });
    expect(world.sent).toHaveLength(1);
    expect(world.errors).toEqual(['whether the key keeps up with its source was not seen']);
  });

  it('says which policy to read with the source', async () => {
    const world = aWorld();
    await world.post({ eventType: 'ALERT', summary: 'a' });
    expect(world.sent[0]?.message.policyId).toBe(3);
  });
});

describe('a message that its sender sends again', () => {
  const notification = {
    Type: 'Notification',
    MessageId: '5f2c9c1e-0001',
    TopicArn: 'arn:aws:sns:eu-central-1:111122223333:ops',
    Subject: 'Queue stuck',
    Message: '1203 payments wait',
  };
  const busEvent = { id: 'e-1', source: 'aws.health', 'detail-type': 'AWS Health Event', detail: {} };
  const cloudEvent = { id: 'c-1', specversion: '1.0', type: 'disk', title: 'Disk full' };
  const eventIds = async (...posts: readonly [object, object?][]) => {
    const world = aWorld();
    world.sources.set('other', aSource({ id: 18 }));
    for (const [body, request] of posts) await world.post(body, { slug: 'aws-sns', ...request });
    return world.sent.map(({ message }) => message.eventId);
  };

  it.each<[string, object, object]>([
    ['SNS', notification, {}],
    ['SNS, raw', { title: 'x' }, { headers: { 'x-amz-sns-message-id': 'm-1' } }],
    ['EventBridge', busEvent, {}],
    ['CloudEvents', cloudEvent, {}],
    ['Standard Webhooks', { title: 'x' }, { headers: { 'webhook-id': 'w-1' } }],
    ['GitHub', { title: 'x' }, { headers: { 'x-github-delivery': 'd-1' } }],
  ])('is the same event: %s', async (_case, body, request) => {
    const [first, again, elsewhere] = await eventIds(
      [body, request],
      [body, request],
      [body, { ...request, key: 'other' }],
    );
    expect(again).toBe(first);
    expect(elsewhere).not.toBe(first);
    expect(first).not.toContain('request-');
  });

  it('is another event when the sender names it otherwise, or nothing names it', async () => {
    const [one, other, ...unnamed] = await eventIds(
      [notification],
      [{ ...notification, MessageId: '5f2c9c1e-0002' }],
      [{ title: 'x' }],
      [{ title: 'x' }],
      [{ title: 'x' }, { headers: { 'idempotency-key': 'always the same' } }],
      [{ title: 'y' }, { headers: { 'idempotency-key': 'always the same' } }],
    );
    expect(new Set([one, other, ...unnamed]).size).toBe(6);
  });

  it('is another event when it says something else under the same name, and the same where only the envelope differs', async () => {
    const [sns, recovered, bus, closed, redelivered] = await eventIds(
      [notification],
      [{ ...notification, Message: '0 payments wait' }],
      [busEvent],
      [{ ...busEvent, detail: { statusCode: 'closed' } }],
      [{ ...notification, Signature: 'of another certificate' }],
    );
    expect(new Set([sns, recovered, bus, closed]).size).toBe(4);
    expect(redelivered).toBe(sns);
  });
});
