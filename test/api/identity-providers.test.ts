import { describe, expect, it } from 'vitest';
import { apiHarness } from './api-harness.ts';

const path = '/api/identity-providers';
const okta = {
  name: 'Okta',
  issuer: 'https://acme.okta.com/oauth2/default',
  clientId: '0oa1',
  clientSecret: 'client-secret-canary',
  domains: ['Example.com', 'example.org'],
};

describe('an identity provider', () => {
  it('gets the usual scopes, claims and roles, and says what is entered at the provider', async () => {
    const api = await apiHarness();
    const { status, headers, body } = await api.call('POST', path, { body: okta });
    expect(status).toBe(201);
    expect(headers.location).toBe(`https://tocsin.example.com${path}/${body.id}`);
    expect(body).toEqual({
      id: expect.any(Number),
      ...okta,
      domains: ['example.com', 'example.org'],
      scopes: ['openid', 'email', 'profile'],
      claims: {
        email: 'email',
        emailVerified: 'email_verified',
        firstName: 'given_name',
        lastName: 'family_name',
        phone: 'phone_number',
        role: 'role',
        team: 'groups',
      },
      roleMappings: [],
      defaultRole: 'STAKEHOLDER',
      teamMappings: [],
      provision: false,
      active: true,
      appliesToOwner: true,
      redirectUrl: 'https://tocsin.example.com/auth/oidc/callback',
      signInUrl: `https://tocsin.example.com/auth/oidc/${body.id}/start`,
      createdAt: api.clock.now(),
      updatedAt: api.clock.now(),
    });
    expect((await api.call('GET', `${path}/${body.id}`)).body).toEqual(body);
    expect((await api.call('GET', `${path}/name/Okta`)).body).toEqual(body);
    expect((await api.call('GET', path)).body).toEqual([body]);
  });

  it('reads back what was written of roles and teams, and keeps the team from being deleted', async () => {
    const api = await apiHarness();
    const team = (await api.call('POST', '/api/teams', { body: { name: 'Shop' } })).body;
    const roleMappings = [{ value: 'ops', role: 'ADMIN' }];
    const teamMappings = [{ value: 'shop', team: { id: team.id } }];
    const claims = { email: 'mail', role: null };
    const { body } = await api.call('POST', path, { body: { ...okta, roleMappings, teamMappings, claims } });
    expect(body).toMatchObject({
      roleMappings,
      teamMappings: [{ value: 'shop', team: { id: team.id, name: 'Shop' }, teamRole: 'RESPONDER' }],
      claims: { email: 'mail', role: 'role' },
    });
    expect((await api.call('DELETE', `/api/teams/${team.id}`)).body.message).toContain('identity provider');
    expect((await api.call('PUT', `${path}/${body.id}`, { body: okta })).body.teamMappings).toEqual([]);
    expect((await api.call('DELETE', `/api/teams/${team.id}`)).status).toBe(204);
  });

  it('shows its secret to administrators only, and the table shows it to nobody', async () => {
    const api = await apiHarness();
    const { body } = await api.call('POST', path, { body: okta });
    const { key } = await api.userOf('USER', 20);
    const admin = await api.userOf('ADMIN', 21);
    expect((await api.call('GET', `${path}/${body.id}`, { key })).status).toBe(404);
    expect((await api.call('GET', path, { key })).body).toEqual([]);
    expect((await api.call('GET', `${path}/${body.id}`, { key: admin.key })).body.clientSecret).toBe(okta.clientSecret);
    expect(JSON.stringify(api.table.items())).not.toContain(okta.clientSecret);
    const moved = api.table.items().find(({ type }) => type === 'IDENTITY_PROVIDER') ?? expect.fail();
    await api.table.write([{ put: { ...moved, PK: 'IDENTITY_PROVIDER#5', id: 5 } }]);
    expect((await api.call('GET', `${path}/5`)).status).toBe(500);
    expect(String((api.errors.at(-1) as Error).cause)).toContain('another place');
  });

  it('loses a secret that is left out: then the client is a public one', async () => {
    const api = await apiHarness();
    const { body } = await api.call('POST', path, { body: okta });
    const { clientSecret: _secret, ...without } = okta;
    expect((await api.call('PUT', `${path}/${body.id}`, { body: without })).body.clientSecret).toBeNull();
  });

  it('speaks for the owner only while what is trusted is what the owner wrote', async () => {
    const api = await apiHarness();
    const { key } = await api.userOf('ADMIN', 20);
    const { body } = await api.call('POST', path, { body: okta, key });
    const put = async (change: object, as?: string) =>
      (await api.call('PUT', `${path}/${body.id}`, { body: { ...okta, ...change }, ...(as && { key: as }) })).body;
    expect(body.appliesToOwner).toBe(false);
    expect((await put({})).appliesToOwner).toBe(true);
    expect((await put({ label: 'Company account', provision: true }, key)).appliesToOwner).toBe(true);
    for (const change of [
      { issuer: 'https://evil.example' },
      { clientId: 'other' },
      { clientSecret: 'other' },
      { domains: ['example.com'] },
      { claims: { email: 'nickname' } },
      { claims: { emailVerified: 'always' } },
    ]) {
      await put({});
      expect([change, (await put(change, key)).appliesToOwner]).toEqual([change, false]);
      expect([change, (await put(change, key)).appliesToOwner]).toEqual([change, false]);
    }
  });

  it.each([
    ['http', { issuer: 'http://acme.okta.com' }, 'issuer'],
    ['its own machine', { issuer: 'http://127.0.0.1:4000' }, 'issuer'],
    ['no address', { issuer: 'acme.okta.com' }, 'issuer'],
    ['a script', { issuer: 'javascript:alert(1)' }, 'issuer'],
    ['credentials', { issuer: 'https://me:secret@acme.okta.com' }, 'issuer'],
    ['a query', { issuer: 'https://acme.okta.com?x=1' }, 'issuer'],
    ['an empty query', { issuer: 'https://acme.okta.com?' }, 'issuer'],
    ['a fragment', { issuer: 'https://acme.okta.com#x' }, 'issuer'],
    ['no domain', { domains: [] }, 'domains'],
    ['every domain', { domains: ['*'] }, 'domains[0]'],
    ['a part of every domain', { domains: ['example.com', '.com'] }, 'domains[1]'],
    ['an address for a domain', { domains: ['ada@example.com'] }, 'domains[0]'],
    ['two words as a scope', { scopes: ['openid email'] }, 'scopes[0]'],
    ['an owner', { defaultRole: 'OWNER' }, 'defaultRole'],
    ['an owner by a claim', { roleMappings: [{ value: 'boss', role: 'OWNER' }] }, 'roleMappings[0].role'],
    ['a team that is not there', { teamMappings: [{ value: 'x', team: { id: 4 } }] }, 'teamMappings[0].team.id'],
    ['a country that is none', { phoneRegion: 'Germany' }, 'phoneRegion'],
  ])('is refused with %s, by the member, and nothing is changed', async (_what, change, field) => {
    const api = await apiHarness();
    await api.call('GET', path);
    const before = api.table.items();
    const { status, body } = await api.call('POST', path, { body: { ...okta, ...change } });
    expect([status, body.details?.field]).toEqual([400, field]);
    expect(api.table.items()).toEqual(before);
  });

  it('may stand on the own machine where the deployment does', async () => {
    const api = await apiHarness({
      settings: { publicUrl: 'http://127.0.0.1:4010', consoleUrl: 'http://127.0.0.1:4010' },
    });
    const local = { ...okta, issuer: 'http://127.0.0.1:4000' };
    expect((await api.call('POST', path, { body: local })).status).toBe(201);
    const lan = { ...okta, domains: ['example.net'], issuer: 'http://192.168.0.2' };
    expect((await api.call('POST', path, { body: lan })).status).toBe(400);
  });

  it('is the only one for a domain, whatever its case', async () => {
    const api = await apiHarness();
    const { body } = await api.call('POST', path, { body: okta });
    const entra = { ...okta, name: 'Entra', domains: ['example.net', 'EXAMPLE.ORG'] };
    const refused = await api.call('POST', path, { body: entra });
    expect([refused.status, refused.body.details.field]).toEqual([400, 'domains[1]']);
    expect((await api.call('PUT', `${path}/${body.id}`, { body: okta })).status).toBe(200);
    await api.call('PUT', `${path}/${body.id}`, { body: { ...okta, domains: ['example.com'] } });
    expect((await api.call('POST', path, { body: entra })).status).toBe(201);
  });
});
