import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../functions/domain/access/actor.ts';
import { type IdentityProvider, usualClaims } from '../../../functions/domain/identity-provider/identity-provider.ts';
import { identityProviderFrom } from '../../../functions/usecases/identity-provider/from-input.ts';
import type { IdentityProviderInput } from '../../../functions/usecases/identity-provider/inputs.ts';
import { presentIdentityProviders } from '../../../functions/usecases/identity-provider/present.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const least = {
  name: 'Corp',
  issuer: 'https://id.example.com',
  clientId: 'x',
  domains: ['Example.com', 'example.com'],
};

let world: Awaited<ReturnType<typeof aWorld>>;
beforeEach(async () => {
  world = await aWorld({ teams: [aTeam([1], { id: 70, name: 'Shop' })] });
  world.clock.advance({ minutes: 1 });
});

const as = (role: Role = 'ADMIN', settings: object = {}) => {
  const { actor, ...ctx } = world.as(1);
  return { ...ctx, settings: { ...ctx.settings, ...settings }, actor: { ...actor, role } };
};
const written = (input: Partial<IdentityProviderInput> = {}, current?: IdentityProvider, role: Role = 'ADMIN') =>
  identityProviderFrom(as(role), { ...least, ...input }, current);

describe('an identity provider that is written', () => {
  it('asks for little, maps nothing, takes nobody in, and is used, unless more is said', async () => {
    const made = await written();
    expect(made).toEqual({
      ...{ id: made.id, version: 0, name: 'Corp', issuer: 'https://id.example.com', clientId: 'x' },
      ...{ domains: ['example.com'], scopes: ['openid', 'email', 'profile'], claims: usualClaims },
      ...{ roleMappings: [], defaultRole: 'STAKEHOLDER', teamMappings: [], provision: false, active: true },
      ...{ ownerAgreed: false, createdAt: world.clock.now(), updatedAt: world.clock.now() },
    });
    expect(made.id).toBeGreaterThan(0);
  });

  it('is what is said of it', async () => {
    const facts = {
      clientSecret: 's3cret',
      roleMappings: [{ value: 'admins', role: 'ADMIN' as const }],
      defaultRole: 'USER' as const,
      phoneRegion: 'DE',
      provision: true,
      active: false,
      label: 'Our directory',
    };
    const team = { id: 70 };
    const teamMappings = [
      { value: 'shop', team },
      { value: 'leads', team, teamRole: 'ADMIN' as const },
    ];
    const claims = { role: 'roles', team: '' as never, email: null };
    const made = await written({ ...facts, claims, teamMappings, scopes: ['openid', 'groups', 'openid'] });
    expect(made).toMatchObject({ ...facts, scopes: ['openid', 'groups'], claims: { ...usualClaims, role: 'roles' } });
    expect(made.teamMappings).toEqual([
      { value: 'shop', teamId: 70, teamRole: 'RESPONDER' },
      { value: 'leads', teamId: 70, teamRole: 'ADMIN' },
    ]);
    const again = await written({}, { ...made, version: 3, createdAt: made.createdAt });
    expect(again).toMatchObject({ id: made.id, version: 3, createdAt: made.createdAt });
    for (const name of ['clientSecret', 'phoneRegion', 'label']) expect(again).not.toHaveProperty(name);
  });

  it.each([
    ['http://id.example.com', 'issuer: must be an https address'],
    ['no address', 'issuer: must be an https address'],
    ['http://127.0.0.1:8080', 'issuer: must be an https address'],
    ['https://ada@id.example.com', 'issuer: must be an address without credentials'],
    ['https://:pw@id.example.com', 'issuer: must be an address without credentials'],
    ['https://id.example.com?tenant=1', 'issuer: must be an address without credentials, ? and #'],
    ['https://id.example.com#x', 'issuer: must be an address without credentials, ? and #'],
  ])('is not at %s', async (issuer, problem) => {
    await expect(written({ issuer })).rejects.toThrow(problem);
  });

  it('may be on the own machine where the deployment is', async () => {
    const local = as('ADMIN', { publicUrl: 'http://127.0.0.1:4010' });
    const at = (issuer: string) => identityProviderFrom(local, { ...least, issuer });
    expect(await at('http://127.0.0.1:8080')).toMatchObject({ issuer: 'http://127.0.0.1:8080' });
    await expect(at('http://id.example.com')).rejects.toThrow('must be an https address');
  });

  it('speaks for domains of its own, and names teams that are there, forty at most', async () => {
    const first = await world.store.identityProviders.create(await written({ domains: ['a.org', 'b.org'] }));
    await expect(written({ domains: ['c.org', 'B.org'] })).rejects.toThrow(
      `domains[1]: identity provider ${first.id} speaks for b.org`,
    );
    expect(await written({ domains: ['b.org'] }, first)).toMatchObject({ domains: ['b.org'] });
    const mapping = (id: number) => ({ value: 'x', team: { id } });
    await expect(written({ teamMappings: [mapping(70), mapping(99)] })).rejects.toMatchObject({
      field: 'teamMappings[1].team.id',
    });
    const gone = { ...first, teamMappings: [{ value: 'x', teamId: 99, teamRole: 'USER' as const }] };
    expect((await written({ teamMappings: [mapping(99)] }, gone)).teamMappings).toMatchObject([{ teamId: 99 }]);
    const many = (count: number) => Array.from({ length: count }, (_none, index) => mapping(1000 + (index % 41)));
    await expect(written({ teamMappings: many(41) })).rejects.toThrow('teamMappings: must name at most 40 teams');
    await expect(written({ teamMappings: many(40) })).rejects.toMatchObject({ field: 'teamMappings[0].team.id' });
    expect((await written({ teamMappings: Array(41).fill(mapping(70)) })).teamMappings).toHaveLength(41);
  });
});

describe('the owner', () => {
  it('agrees by writing, and whoever else changes who is trusted takes that back', async () => {
    const agreed = await written({}, undefined, 'OWNER');
    expect(agreed.ownerAgreed).toBe(true);
    expect((await written({ label: 'Ours', provision: true }, agreed)).ownerAgreed).toBe(true);
    expect((await written({ clientId: 'y' }, agreed)).ownerAgreed).toBe(false);
    expect((await written({}, { ...agreed, ownerAgreed: false })).ownerAgreed).toBe(false);
  });
});

it('a provider on the wire tells its secret to who may change it, and where people go', async () => {
  const team = { id: 70 };
  const made = await written({ clientSecret: 's3cret', teamMappings: [{ value: 'shop', team }], label: 'Ours' });
  const { version: _version, ownerAgreed, teamMappings: _ids, ...told } = made;
  const shown = {
    ...told,
    teamMappings: [{ value: 'shop', team: { id: 70, name: 'Shop' }, teamRole: 'RESPONDER' }],
    appliesToOwner: ownerAgreed,
    redirectUrl: 'https://tocsin.example.com/auth/oidc/callback',
    signInUrl: `https://tocsin.example.com/auth/oidc/${made.id}/start`,
  };
  expect(await presentIdentityProviders(as(), [made])).toEqual([shown]);
  expect(await presentIdentityProviders(as('VIEWER'), [made])).toEqual([{ ...shown, clientSecret: null }]);
  const { clientSecret: _none, ...open } = made;
  expect(await presentIdentityProviders(as(), [open])).toMatchObject([{ clientSecret: null }]);
});
