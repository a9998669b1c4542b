import { describe, expect, it } from 'vitest';
import { privateTargetsIn } from '../../functions/domain/private-targets.ts';
import { numberOfWireId } from '../../functions/domain/wire-id.ts';
import { apiHarness } from './api-harness.ts';

const jira = (url: string) => ({
  type: 'jira',
  name: 'Jira',
  params: { url, email: 'bot@example.com', password: 'x' },
});
const webhook = (webhookUrl: string) => ({
  name: 'Hook',
  connectorType: 'webhook',
  triggerMode: 'MANUAL',
  alertSources: [],
  params: { webhookUrl },
});
const api = await apiHarness();
const listing = await apiHarness({
  settings: { privateTargets: privateTargetsIn('jira.corp.example.com,10.1.0.0/16') },
});

describe('the address of a tool', () => {
  it.each([
    ['http://example.com/', 'only https'],
    ['https://127.0.0.1/', 'not public'],
    ['https://169.254.169.254/latest/', 'not public'],
    ['https://[::1]/', 'not public'],
    ['https://localhost/', 'not public'],
    ['https://jira/', 'not public'],
    ['https://jira.internal./', 'not public'],
    ['https://example.com:25/', 'port 25'],
  ])('%s, which is never asked, is refused when it is saved', async (url, why) => {
    const connector = await api.call('POST', '/api/connectors', { body: jira(url) });
    expect([connector.status, connector.body.message]).toEqual([400, expect.stringContaining('params.url')]);
    expect(connector.body.message).toContain(why);
    const action = await api.call('POST', '/api/alert-actions', { body: webhook(url) });
    expect([action.status, action.body.message]).toEqual([400, expect.stringContaining('params.webhookUrl')]);
  });

  it.each(['https://example.com/', 'https://me:pw@example.com:8443/hook', 'https://1.1.1.1/'])(
    '%s may be saved',
    async (url) => {
      expect((await api.call('POST', '/api/connectors', { body: jira(url) })).status).toBe(201);
    },
  );

  it.each(['http://jira.corp.example.com:8080/', 'http://10.1.2.3/', 'https://intranet/', 'http://maybe.example.com/'])(
    '%s may be saved where the deployment names private targets',
    async (url) => {
      expect((await listing.call('POST', '/api/connectors', { body: jira(url) })).status).toBe(201);
    },
  );

  it('that stood there before may stay when the list has become shorter', async () => {
    const body = jira('http://10.1.2.3/');
    const { id } = (await listing.call('POST', '/api/connectors', { body })).body;
    const stored = await listing.store.connectors.get(numberOfWireId(id) ?? 0);
    if (stored === undefined) throw new Error('nothing was stored');
    await api.store.connectors.create({ ...stored, name: 'Theirs' });
    const named = await api.call('PUT', `/api/connectors/${id}`, { body: { ...body, name: 'Ours' } });
    expect([named.status, named.body.params.url]).toEqual([200, 'http://10.1.2.3/']);
    expect((await api.call('PUT', `/api/connectors/${id}`, { body: jira('http://10.1.2.4/') })).status).toBe(400);
  });
});
