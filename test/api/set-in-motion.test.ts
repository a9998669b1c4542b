import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let key: string;
let source: { id: number };
let policy: { id: number };
let alert: { id: number };

const created = async (path: string, body: object) => {
  const answer = await api.call('POST', path, { body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const hook = (facts: object = {}) =>
  created('/api/alert-actions', {
    name: 'Restart',
    connectorType: 'webhook',
    triggerMode: 'MANUAL',
    params: { webhookUrl: 'https://hooks.example.com/secret-path-of-it' },
    alertSources: [{ id: source.id }],
    ...facts,
  });
const doIt = (alertActionId: string, options: object = {}) =>
  api.call('POST', `/api/alerts/${alert.id}/actions`, { key, body: { alertActionId }, ...options });
const shown = async (options: object = {}) =>
  (await api.call('GET', `/api/alerts/${alert.id}/actions`, { key, ...options })).body;

beforeEach(async () => {
  api = await apiHarness();
  ({ key } = await api.userOf('RESPONDER', 2));
  policy = await created('/api/escalation-policies', {
    name: 'Shop',
    escalationRules: [{ escalationTimeout: 5, users: [{ id: 2 }] }],
  });
  source = await created('/api/alert-sources', {
    name: 'Shop',
    integrationType: 'API',
    escalationPolicy: { id: policy.id },
  });
  alert = await created('/api/alerts', { summary: 'Disk full', alertSource: { id: source.id } });
});

describe('an action that people set in motion', () => {
  it('is done at once, and its history says who did it and what came of it', async () => {
    const { id } = await hook({ conditions: "alert.priority == 'LOW'" });
    const [action] = await shown();
    // Clients send back what they have read.
    const answer = await doIt(id, { body: action });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      alertActionId: id,
      connectorId: '',
      alertId: alert.id,
      success: true,
      status: 'DONE',
      message: expect.any(String),
      at: api.clock.now(),
      actor: { id: 2, firstName: 'First2', lastName: 'Last2' },
    });
    expect(api.outside.asked).toMatchObject([{ kind: 'http', url: 'https://hooks.example.com/secret-path-of-it' }]);
    expect(await shown()).toMatchObject([{ alertActionId: id, history: [answer.body] }]);
    const query = 'filter-types=CONNECTOR_EVENTS&include=vars';
    const { body: log } = await api.call('GET', `/api/alerts/${alert.id}/log-entries`, { query });
    expect(log).toMatchObject([
      { logEntryType: 'AlertActionSuccessLogEntry', text: expect.stringContaining('Restart') },
    ]);
  });

  it('is done each time somebody asks for it, the newest first in its history', async () => {
    const { id } = await hook();
    const first = await doIt(id);
    api.clock.advance({ seconds: 5 });
    const second = await doIt(id);
    expect(api.outside.asked).toHaveLength(2);
    expect((await shown())[0].history.map((one: { id: string }) => one.id)).toEqual([second.body.id, first.body.id]);
  });

  it('that fails answers 201 all the same, without success; for good, or to be tried again', async () => {
    const { id } = await hook();
    api.outside.answer = { kind: 'http', status: 404, headers: {}, body: 'no such hook: secret-path-of-it' };
    const refused = await doIt(id);
    expect(refused).toMatchObject({ status: 201, body: { success: false, status: 'FAILED' } });
    expect(refused.text).not.toContain('secret-path-of-it');
    api.outside.answer = { kind: 'http', status: 503, headers: {}, body: '' };
    expect(await doIt(id)).toMatchObject({ status: 201, body: { success: false, status: 'QUEUED' } });
    expect((await shown())[0].history).toMatchObject([{ success: false }, { success: false }]);
  });

  it('of another source, an automatic one, and one that the caller may not know of are not there', async () => {
    const members = [{ user: { id: 1 } }];
    const team = await created('/api/teams', { name: 'Cell', visibility: 'PRIVATE', members });
    const refused = [
      await hook({ alertSources: [] }),
      await hook({ triggerMode: 'AUTOMATIC', triggerTypes: ['alert-resolved'] }),
      await hook({ teams: [{ id: team.id }] }),
      { id: '01J00000000000000000000000' },
    ];
    const answers = [];
    for (const { id } of refused) answers.push(await doIt(id));
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.body.message).toContain('alertActionId');
    expect(api.outside.asked).toEqual([]);
  });

  it('moves the alert to another policy', async () => {
    const other = await created('/api/escalation-policies', {
      name: 'Database',
      escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }],
    });
    const reroute = { connectorType: 'reroute', params: { escalationPolicyId: other.id } };
    const { id } = await hook(reroute);
    expect(await doIt(id)).toMatchObject({ status: 201, body: { success: true } });
    const { body } = await api.call('GET', `/api/alerts/${alert.id}`);
    expect(body).toMatchObject({ escalationPolicy: { id: other.id }, status: 'PENDING' });
  });
});
