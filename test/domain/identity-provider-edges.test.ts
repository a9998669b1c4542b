import { describe, expect, it } from 'vitest';
import { firstBeyond } from '../../functions/domain/access/scope.ts';
import { saysHigh } from '../../functions/domain/alert-source/priority.ts';
import { personClaimed } from '../../functions/domain/identity-provider/claims.ts';
import { type IdentityProvider, trustOf } from '../../functions/domain/identity-provider/identity-provider.ts';
import { LinkRequest } from '../../functions/domain/session/link.ts';
import { validateSupportHours } from '../../functions/domain/support-hours/validate.ts';
import { aProvider } from '../store/contract/identity-providers.ts';
import { aSource, tenOClock } from '../support/factories.ts';

const ada = { email: 'ada@example.com', email_verified: true, given_name: 'Ada', family_name: 'Lovelace' };
const claimed = (claims: object, provider: Partial<IdentityProvider> = {}) =>
  personClaimed(aProvider(provider), { ...ada, ...claims });

describe('what a provider claims of a person', () => {
  it('has an address of 254 letters at most', () => {
    const domain = `${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.example.com`;
    const address = (length: number) => `${'a'.repeat(length - domain.length - 1)}@${domain}`;
    const at = (length: number) => claimed({ email: address(length) }, { domains: [domain] });
    expect(at(254)).toMatchObject({ email: address(254) });
    expect(at(255)).toBe('NO_ADDRESS');
  });

  it.each([
    'ada(x)@example.com',
    'ada,b@example.com',
    'ada[b]@example.com',
    'ada;b@example.com',
    'ada\\b@example.com',
    '"ada"@example.com',
  ])('never has the address %s', (email) => expect(claimed({ email })).toBe('NO_ADDRESS'));

  it('has a name of one line, a hundred letters, without blanks around it', () => {
    expect(claimed({ given_name: ' \n Ada\tKing \u200b ' })).toMatchObject({ firstName: 'Ada King' });
    expect(claimed({ given_name: `${'x'.repeat(99)} y` })).toMatchObject({ firstName: 'x'.repeat(99) });
    expect(claimed({ given_name: 'x'.repeat(101) })).toMatchObject({ firstName: 'x'.repeat(100) });
    expect(claimed({ phone_number: ' ' })).not.toHaveProperty('phone');
    expect(claimed({ phone_number: ' +49 151 ' })).toMatchObject({ phone: '+49 151' });
  });

  it('has five hundred values at most, and those that are texts', () => {
    const roleMappings = [{ value: 'ops', role: 'USER' as const }];
    const values = (index: number) => Array.from({ length: 600 }, (_, at) => (at === index ? 'ops' : `x${at}`));
    expect(claimed({ role: values(499) }, { roleMappings })).toMatchObject({ role: 'USER' });
    expect(claimed({ role: values(500) }, { roleMappings })).not.toHaveProperty('role');
    expect(claimed({ role: values(0) }, { roleMappings })).toMatchObject({ role: 'USER' });
    expect(claimed({ role: [7, null, 'ops'] }, { roleMappings })).toMatchObject({ role: 'USER' });
  });

  it('has the highest role in each team, whatever the order', () => {
    const teamMappings = (['USER', 'ADMIN', 'VIEWER'] as const).map((teamRole) => ({
      value: teamRole,
      teamId: 7,
      teamRole,
    }));
    for (const order of [teamMappings, teamMappings.toReversed()])
      expect(claimed({ groups: ['ADMIN', 'USER', 'VIEWER'] }, { teamMappings: order })).toMatchObject({
        teams: [{ teamId: 7, teamRole: 'ADMIN' }],
      });
    expect(claimed({ groups: ['USER'] }, { teamMappings })).toMatchObject({ teams: [{ teamId: 7, teamRole: 'USER' }] });
    expect(claimed({ groups: [] }, { teamMappings })).toMatchObject({ teams: [] });
    expect(claimed({ groups: ['USER'] })).not.toHaveProperty('teams');
  });
});

describe('what a provider is trusted by', () => {
  const provider = aProvider();
  it.each<[string, Partial<IdentityProvider>, boolean]>([
    ['issuer', { issuer: 'https://other.example' }, true],
    ['client', { clientId: 'other' }, true],
    ['secret', { clientSecret: 'other' }, true],
    ['domains', { domains: ['example.com', 'other.example'] }, true],
    ['address', { claims: { ...provider.claims, email: 'upn' } }, true],
    ['word for a verified address', { claims: { ...provider.claims, emailVerified: 'ok' } }, true],
    ['word for a name', { claims: { ...provider.claims, firstName: 'fn' } }, false],
    ['name', { name: 'Other' }, false],
  ])('changes with its %s: %o', (_what, facts, changes) => {
    expect(trustOf({ ...provider, ...facts }) !== trustOf(provider)).toBe(changes);
  });
});

describe('a message that asks for a link', () => {
  const signIn = { attemptId: 'A', email: 'a@example.com', browserHash: 'h', to: '/', askedAt: tenOClock };
  it('is one of the first version', () => {
    expect(LinkRequest.safeParse({ v: 1, signIn }).success).toBe(true);
    expect([0, 2].map((v) => LinkRequest.safeParse({ v, signIn }).success)).toEqual([false, false]);
  });
});

describe('an event that says it is urgent', () => {
  it.each([
    ['a source whose rule is HIGH', aSource(), 'HIGH', true],
    ['a source whose rule is LOW', aSource({ alertPriorityRule: 'LOW' }), 'HIGH', false],
    ['a tool that carries priorities', aSource({ alertPriorityRule: 'LOW', integrationType: 'GRAFANA' }), 'HIGH', true],
    ['a source with a template', aSource({ alertPriorityRule: 'LOW', extras: { priorityTemplate: {} } }), 'HIGH', true],
    [
      'a source with no template',
      aSource({ alertPriorityRule: 'LOW', extras: { priorityTemplate: null } }),
      'HIGH',
      false,
    ],
    ['nobody, when it does not', aSource(), 'LOW', false],
    ['nobody, when it says nothing', aSource(), undefined, false],
  ] as const)('is heard by %s', (_who, source, priority, expected) => {
    expect(saysHigh(source, { priority })).toBe(expected);
  });
});

describe('a day that nobody knows', () => {
  const message = (day: string) =>
    validateSupportHours({
      timezone: 'UTC',
      supportDays: { [day]: { start: '09:00', end: '17:00' } } as never,
      exceptions: [],
    });
  it('is told with the one that was meant, or with all', () => {
    expect(message('MONDYA')).toEqual([
      { field: 'supportDays.MONDYA', message: 'is not a weekday: did you mean MONDAY?' },
    ]);
    expect(message('x')).toMatchObject([
      { message: expect.stringMatching(/^is not a weekday: they are MONDAY, TUESDAY/) },
    ]);
    expect(message('MONDAY')).toEqual([]);
  });
});

describe('scopes that are too much', () => {
  it('are named by the first of them', () => {
    expect(firstBeyond(['alert:r'], ['alert:r', 'alert:w', 'source:w'])).toBe('alert:w');
    expect(firstBeyond(undefined, ['alert:w'])).toBeUndefined();
  });
});
