import { describe, expect, it } from 'vitest';
import { apiHarness } from './api-harness.ts';

async function anApi(settings = { replyDomain: 'in.example.com' }) {
  const api = await apiHarness({ settings });
  const { body: policy } = await api.call('POST', '/api/escalation-policies', {
    body: { name: 'P', escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }] },
  });
  const sketch = { name: 'Mails', integrationType: 'EMAIL2', escalationPolicy: { id: policy.id } };
  const create = (more: object = {}) => api.call('POST', '/api/alert-sources', { body: { ...sketch, ...more } });
  return { api, create, sketch };
}

describe('the address of an e-mail source', () => {
  it.each(['EMAIL', 'EMAIL2'])(
    'of type %s comes back whole, however it was given, and stays when it is sent back',
    async (integrationType) => {
      const { api, create, sketch } = await anApi();
      const { status, body } = await create({ integrationType, integrationKey: 'Ops' });
      expect(status).toBe(201);
      expect(body).toMatchObject({ integrationKey: 'ops@in.example.com', integrationUrl: 'ops@in.example.com' });
      const path = `/api/alert-sources/${body.id}`;
      const again = await api.call('PUT', path, {
        body: { ...sketch, integrationType, integrationKey: body.integrationKey },
      });
      expect(again.body.integrationKey).toBe('ops@in.example.com');
      expect((await api.call('PUT', path, { body: { ...sketch, integrationType } })).body.integrationKey).toBe(
        'ops@in.example.com',
      );
      expect((await api.call('GET', path)).body.integrationKey).toBe('ops@in.example.com');
    },
  );

  it('is drawn when none is given, in letters that mail systems keep', async () => {
    const { create } = await anApi();
    expect((await create()).body.integrationKey).toMatch(/^il1ema[a-z0-9]+@in\.example\.com$/);
  });

  it.each([
    ['one that another source has', 'OPS@in.example.com'],
    ['one at another domain', 'ops@example.com'],
    ['one for replies', 'alert+abc'],
    ['one of letters that no mail system takes', 'öps'],
  ])('is not %s: 400 names the field, nothing is made', async (_what, integrationKey) => {
    const { api, create } = await anApi();
    await create({ integrationKey: 'ops' });
    expect(await create({ integrationKey })).toMatchObject({
      status: 400,
      body: { details: { field: 'integrationKey' } },
    });
    expect((await api.call('GET', '/api/alert-sources')).body).toHaveLength(1);
  });

  it('is its first part where no inbound domain is set up', async () => {
    const { create } = await anApi({} as never);
    expect((await create({ integrationKey: 'ops' })).body.integrationKey).toBe('ops');
  });
});

describe('the number of a source of texts', () => {
  it('is needed, and comes back in the form that providers use', async () => {
    const { create } = await anApi();
    expect(await create({ integrationType: 'SMS' })).toMatchObject({
      status: 400,
      body: { details: { field: 'integrationKey' } },
    });
    expect(await create({ integrationType: 'SMS', integrationKey: '12' })).toMatchObject({ status: 400 });
    const { body } = await create({ integrationType: 'SMS', integrationKey: '+49-151-12345678' });
    expect(body).toMatchObject({ integrationKey: '+4915112345678', integrationUrl: '+4915112345678' });
  });
});

describe('the patterns of a legacy e-mail source', () => {
  it.each([
    [
      'emailPredicates',
      [{ field: 'EMAIL_SUBJECT', criteria: 'MATCHES_REGEX', value: '(' }],
      'emailPredicates[0].value',
    ],
    [
      'emailResolvePredicates',
      [{ field: 'EMAIL_BODY', criteria: 'MATCHES_NOT_REGEX', value: '[' }],
      'emailResolvePredicates[0].value',
    ],
    [
      'resolveKeyExtractor',
      { field: 'EMAIL_BODY', criteria: 'MATCHES_REGEX', value: '*' },
      'resolveKeyExtractor.value',
    ],
  ])('of %s are read when they are saved', async (member, value, field) => {
    const { create } = await anApi();
    expect(await create({ [member]: value })).toMatchObject({ status: 400, body: { details: { field } } });
  });
});
