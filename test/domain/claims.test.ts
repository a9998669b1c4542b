import { describe, expect, it } from 'vitest';
import { personClaimed } from '../../functions/domain/identity-provider/claims.ts';
import {
  bindsUser,
  domainOf,
  type IdentityProvider,
  speaksFor,
  usualClaims,
} from '../../functions/domain/identity-provider/identity-provider.ts';
import { aProvider } from '../store/contract/identity-providers.ts';

const ada = { email: 'ada@example.com', email_verified: true, given_name: 'Ada', family_name: 'Lovelace' };
const claimed = (claims: object, provider: Partial<IdentityProvider> = {}) =>
  personClaimed(aProvider(provider), { ...ada, ...claims });

describe('the address that is claimed', () => {
  it.each<[string, object, unknown]>([
    ['is missing', { email: undefined }, 'NO_ADDRESS'],
    ['is no text', { email: ['ada@example.com'] }, 'NO_ADDRESS'],
    ['is no address', { email: 'ada' }, 'NO_ADDRESS'],
    ['is two addresses', { email: 'eve@evil.example, ada@example.com' }, 'NO_ADDRESS'],
    ['has a name around it', { email: 'Ada <ada@example.com>' }, 'NO_ADDRESS'],
    ['has two signs', { email: 'eve@evil.example@example.com' }, 'NO_ADDRESS'],
    ['only looks like another one', { email: 'аda@example.com' }, 'NO_ADDRESS'],
    ['has a break in it', { email: 'ada@example.com\nBcc: eve' }, 'NO_ADDRESS'],
    ['is not verified', { email_verified: false }, 'ADDRESS_NOT_VERIFIED'],
    ['is verified in words', { email_verified: 'yes' }, 'ADDRESS_NOT_VERIFIED'],
    ['is verified by being there', { email_verified: {} }, 'ADDRESS_NOT_VERIFIED'],
    ['is verified by half', { email_verified: 0.5 }, 'ADDRESS_NOT_VERIFIED'],
    ['says nothing of it', { email_verified: undefined }, 'ADDRESS_NOT_VERIFIED'],
    ['is of another domain', { email: 'ada@evil.example' }, 'FOREIGN_DOMAIN'],
    ['is of a sub-domain', { email: 'ada@mail.example.com' }, 'FOREIGN_DOMAIN'],
    ['ends like a domain', { email: 'ada@notexample.com' }, 'FOREIGN_DOMAIN'],
    ['begins like a domain', { email: 'ada@example.com.evil.example' }, 'FOREIGN_DOMAIN'],
  ])('does not count when it %s', (_what, claims, problem) => {
    expect(claimed(claims)).toBe(problem);
  });

  it('counts whatever its case, and verified in whichever way providers write it', () => {
    for (const email_verified of [true, 'true', 1, '1'])
      expect(claimed({ email: 'Ada@EXAMPLE.com', email_verified })).toMatchObject({ email: 'Ada@EXAMPLE.com' });
  });

  it('stands where the provider says', () => {
    const claims = { ...usualClaims, email: 'upn', emailVerified: 'xms_edov' };
    expect(claimed({ upn: 'grace@example.com', xms_edov: true }, { claims })).toMatchObject({
      email: 'grace@example.com',
    });
    expect(claimed({ upn: 'grace@example.com' }, { claims })).toBe('ADDRESS_NOT_VERIFIED');
  });
});

describe('a name', () => {
  it.each([
    ['as claimed', {}, 'Ada', 'Lovelace'],
    [
      'out of the whole one',
      { given_name: undefined, family_name: undefined, name: 'Ada King Noel' },
      'Ada',
      'King Noel',
    ],
    ['out of the address', { given_name: '', family_name: 7 }, 'ada', '-'],
    ['on one line', { given_name: 'A\nd\u0000a', family_name: '\u202eecalevoL' }, 'A d a', 'ecalevoL'],
    ['of bounded length', { given_name: 'x'.repeat(500) }, 'x'.repeat(100), 'Lovelace'],
    ['whole though blanks are around it', { given_name: `  ${'x'.repeat(100)} ` }, 'x'.repeat(100), 'Lovelace'],
  ])('is taken %s', (_what, claims, firstName, lastName) => {
    expect(claimed(claims)).toMatchObject({ firstName, lastName });
  });
});

describe('roles and teams', () => {
  const provider: Partial<IdentityProvider> = {
    roleMappings: [
      { value: 'ops', role: 'USER' },
      { value: 'admins', role: 'ADMIN' },
      { value: 'guests', role: 'GUEST' },
    ],
    teamMappings: [
      { value: 'shop', teamId: 1, teamRole: 'RESPONDER' },
      { value: 'leads', teamId: 1, teamRole: 'ADMIN' },
      { value: 'leads', teamId: 2, teamRole: 'USER' },
    ],
  };

  it.each<[string, object, unknown, unknown]>([
    ['of one value', { role: 'ops' }, 'USER', undefined],
    ['of several the highest', { role: ['guests', 'admins', 'ops'] }, 'ADMIN', undefined],
    ['of values nobody knows', { role: ['OWNER', 'ADMIN', 'Ops'] }, undefined, undefined],
    ['of nonsense', { role: { admins: true }, groups: 5 }, undefined, undefined],
    ['of a list with nonsense', { role: [null, ['admins'], 'ops'] }, 'USER', undefined],
    ['of one team', { groups: 'shop' }, undefined, [{ teamId: 1, teamRole: 'RESPONDER' }]],
    [
      'of teams with the highest role in each',
      { groups: ['shop', 'leads'] },
      undefined,
      [
        { teamId: 1, teamRole: 'ADMIN' },
        { teamId: 2, teamRole: 'USER' },
      ],
    ],
    ['of no team', { groups: ['other'] }, undefined, []],
    ['of nothing', {}, undefined, undefined],
  ])('are those %s', (_what, claims, role, teams) => {
    const person = claimed(claims, provider) as { role?: unknown; teams?: unknown };
    expect([person.role, person.teams]).toEqual([role, teams]);
  });

  it('say nothing of teams where no team is mapped', () => {
    expect(claimed({ groups: ['shop'] })).not.toHaveProperty('teams');
  });
});

describe('whom a provider binds', () => {
  const user = { role: 'ADMIN' as const, email: 'Ada@Example.com' };
  it.each<[string, Partial<IdentityProvider>, object, boolean]>([
    ['an address of its domain', {}, {}, true],
    ['no other', {}, { email: 'ada@example.org' }, false],
    ['nobody while it is off', { active: false }, {}, false],
    ['not the owner, unless the owner agreed', {}, { role: 'OWNER' }, false],
    ['the owner, who has agreed', { ownerAgreed: true }, { role: 'OWNER' }, true],
  ])('%s', (_what, provider, facts, expected) => {
    expect(bindsUser(aProvider(provider), { ...user, ...facts })).toBe(expected);
  });
});

describe('the domain of an address', () => {
  it.each([
    ['ada@example.com', 'example.com'],
    ['Ada@EXAMPLE.com', 'example.com'],
    ['"a@b"@example.com', 'example.com'],
    ['ada@', ''],
  ])('of %s is %j', (email, domain) => {
    expect(domainOf(email)).toBe(domain);
  });

  it('is not that of a text without a sign, even one that is called as the domain', () => {
    expect(speaksFor({ domains: ['example.com'] }, 'ada@example.com')).toBe(true);
    expect(speaksFor({ domains: ['example.com'] }, 'example.com')).toBe(false);
  });
});
