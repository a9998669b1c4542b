import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EventRecord } from '../../functions/domain/event/event.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let policyId = 0;

const create = async (path: string, body: object) => {
  const answer = await api.call('POST', path, { body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body as { id: number };
};

const aSource = (integrationType: string, facts = {}) =>
  create('/api/alert-sources', { name: 'S', integrationType, escalationPolicy: { id: policyId }, ...facts });

const text = (textTemplate: string) => ({ textTemplate });

const preview = (id: number, body: object) => api.call('POST', `/api/alert-sources/${id}/template-preview`, { body });

const received = (sourceId: number, id: string, facts: Partial<EventRecord>) =>
  api.store.events.record({
    id,
    sourceId,
    integration: 'api',
    receivedAt: api.clock.now(),
    outcome: 'CREATED',
    ...facts,
  });

beforeAll(async () => {
  api = await apiHarness();
  const { id } = await create('/api/users', { email: 'ada@example.com', firstName: 'Ada', lastName: 'L' });
  policyId = (
    await create('/api/escalation-policies', {
      name: 'P',
      escalationRules: [{ escalationTimeout: 5, users: [{ id }] }],
    })
  ).id;
});

describe('a template is tried', () => {
  it('on a body that the adapter of the source reads', async () => {
    const { id } = await aSource('GRAFANA');
    const payload = {
      ...{
        receiver: 'tocsin',
        status: 'firing',
        groupKey: '{}:{alertname="Disk"}',
        title: '[FIRING:1] Disk',
        commonLabels: {},
      },
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'Disk', severity: 'high' },
          annotations: { summary: 'Disk full' },
          fingerprint: 'f1',
        },
      ],
    };
    const template = text(
      '{{ title.splitTakeAt(" ",0) }} {{ alerts[0].labels.severity }} {{ event.eventType }} {{ eventType }} {{ event.customDetails.groupKey }}',
    );
    const answer = await preview(id, { template, payload });
    expect(answer.body).toEqual({ text: '[FIRING:1] high ALERT ALERT {}:{alertname="Disk"}', eventId: null, payload });
    expect(answer.status).toBe(200);
  });

  it('in elements, too', async () => {
    const { id } = await aSource('API');
    const elements = [
      { type: 'TEXT', val: 'on ' },
      { type: 'VAR', val: 'host', func: 'upperCase' },
    ];
    expect((await preview(id, { template: { elements }, payload: { host: 'db1' } })).body.text).toBe('on DB1');
  });

  const own = { eventType: 'ALERT', summary: 'Disk full', alertKey: 'k', team: 'shop', customDetails: { host: 'db1' } };
  it.each([
    ['our own form', own, 'Disk full|Disk full|shop|db1|db1'],
    ['what the adapter ignores', { eventType: 'RESOLVE', summary: 'no key' }, 'no key||||'],
    ['no form that it knows', { team: 'shop', colour: 'red', title: 'Broken' }, 'Broken|Broken|shop||'],
  ])('on a body of %s', async (_name, payload, said) => {
    const { id } = await aSource('API');
    const names = ['summary', 'event.summary', 'team', 'customDetails.host', 'event.customDetails.host'];
    const answer = await preview(id, { template: text(names.map((name) => `{{ ${name} }}`).join('|')), payload });
    expect(answer.body).toEqual({ text: said, eventId: null, payload });
  });

  it('on the sample of the tool as long as nothing came', async () => {
    const { id } = await aSource('PROMETHEUS');
    const answer = await preview(id, { template: text('{{ eventType }} {{ status }}') });
    expect(answer.body).toMatchObject({ text: 'ALERT firing', eventId: null, payload: { alerts: expect.any(Array) } });
  });

  it('on the latest event, or the one that is named, with all of its body', async () => {
    const { id } = await aSource('API');
    const body = { eventType: 'ALERT', summary: 'Disk full', team: 'shop', apiKey: '***' };
    await received(id, 'first', {
      event: { eventType: 'ALERT', summary: 'Disk full' },
      isOwnForm: true,
      raw: { gzip: gzipSync(JSON.stringify(body)).toString('base64') },
    });
    api.clock.advance({ seconds: 1 });
    await received(id, 'second', { event: { eventType: 'ALERT', summary: 'Broken', customDetails: { host: 'db1' } } });
    api.clock.advance({ seconds: 1 });
    await received(id, 'third', { note: 'a handshake', outcome: 'IGNORED' });
    const template = text('{{ summary }} {{ team }}{{ host }}');
    expect((await preview(id, { template })).body).toEqual({
      text: 'Broken db1',
      eventId: 'second',
      payload: { host: 'db1' },
    });
    const { apiKey: _apiKey, ...payload } = body;
    expect((await preview(id, { template, eventId: 'first' })).body).toEqual({
      text: 'Disk full shop',
      eventId: 'first',
      payload,
    });
    const other = await aSource('API');
    for (const eventId of ['nobody', 'first'])
      expect((await preview(other.id, { template, eventId })).status).toBe(404);
  });

  it('and changes nothing', async () => {
    const { id } = await aSource('API');
    await preview(id, { template: text('x'), payload: { eventType: 'ALERT', summary: 'x' } });
    expect((await api.call('GET', `/api/alert-sources/${id}/events`)).body).toEqual([]);
    expect((await api.call('GET', '/api/alerts')).body).toEqual([]);
  });
});

describe('what cannot be tried is refused', () => {
  it.each<readonly [string, object, string, number | undefined]>([
    ['no template', {}, 'template', undefined],
    ['a text', { template: '{{ x }}' }, 'template', undefined],
    ['what cannot be read', { template: text('{{ x') }, 'template', 4],
    ['elements that cannot be read', { template: { elements: [{ type: 'VAR', val: 'a', func: 'f' }] } }, 'template', 5],
    ['an element of another kind', { template: { elements: [{ type: 'X' }] } }, 'template.elements[0].type', undefined],
    ['a long template', { template: text('x'.repeat(16_385)) }, 'template.textTemplate', undefined],
    ['a body that is none', { template: text('x'), payload: [1] }, 'payload', undefined],
    ['an event that is none', { template: text('x'), eventId: 7 }, 'eventId', undefined],
  ])('%s', async (_name, body, field, position) => {
    const { id } = await aSource('API');
    const answer = await preview(id, body);
    expect(answer.body).toMatchObject({ status: 400, code: 'INVALID', details: { field } });
    expect(answer.body.details.position).toBe(position);
  });

  it('a source that is not there', async () => {
    expect((await preview(4711, { template: text('x') })).status).toBe(404);
  });
});
