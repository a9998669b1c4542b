import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { DeviceInput, PhoneContactInput } from '../../../functions/usecases/contact/inputs.ts';
import { IdentityProviderInput } from '../../../functions/usecases/identity-provider/inputs.ts';
import { MetricDataSourceInput, MetricInput } from '../../../functions/usecases/metric/inputs.ts';
import { StatusPageInput } from '../../../functions/usecases/page/inputs.ts';
import { PolicyInput } from '../../../functions/usecases/policy/inputs.ts';
import { ScheduleInput } from '../../../functions/usecases/schedule/inputs.ts';
import { ServiceInput } from '../../../functions/usecases/service/inputs.ts';
import { PasskeySignInInput } from '../../../functions/usecases/sign-in/inputs.ts';
import { UserInput } from '../../../functions/usecases/user/inputs.ts';

const provider = { name: 'Corp', issuer: 'https://id.example.com', clientId: 'x', domains: ['example.com'] };
const user = { email: 'ada@example.com', firstName: 'Ada', lastName: 'King' };
const schedule = { name: 'Primary', timezone: 'UTC', type: 'STATIC' };
const policy = { name: 'Platform', escalationRules: [{ escalationTimeout: 5, user: { id: 1 } }] };
const page = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC' };
const p256dh = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
const browser = { platform: 'WEB', endpoint: 'https://push.example.com/x', p256dh, auth: 'tBHItJI5svbpez7KI4CCXg' };
const passkey = (rawId: string) => ({
  attempt: 'x',
  credential: {
    ...{ id: 'x', rawId, type: 'public-key' },
    response: { clientDataJSON: 'x', authenticatorData: 'x', signature: 'x' },
  },
});
const countries = { good: ['DE', 'US'], bad: ['XDE', 'DEX', 'de', 'D1', 'D'] };

interface Shape {
  readonly what: string;
  readonly schema: ZodType;
  readonly input: (value: string) => object;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const shapes: readonly Shape[] = [
  {
    what: 'the country of a number',
    schema: PhoneContactInput,
    input: (regionCode) => ({ target: '0151', regionCode }),
    ...countries,
  },
  {
    what: 'the country of the numbers of a provider',
    schema: IdentityProviderInput,
    input: (phoneRegion) => ({ ...provider, phoneRegion }),
    ...countries,
  },
  {
    what: 'a domain',
    schema: IdentityProviderInput,
    input: (domain) => ({ ...provider, domains: [domain] }),
    good: ['example.com', 'A-b.example.co', `${'x'.repeat(63)}.org`],
    bad: [
      'example',
      '-a.com',
      'a-.com',
      'a..com',
      ' example.com',
      'example.com ',
      '192.0.2.1',
      `${'x'.repeat(64)}.org`,
    ],
  },
  {
    what: 'a scope of a provider',
    schema: IdentityProviderInput,
    input: (scope) => ({ ...provider, scopes: [scope] }),
    good: ['openid', 'groups:read', 'x'.repeat(100)],
    bad: ['two words', 'a"b', 'a\\b', ' a', 'a ', '', 'x'.repeat(101)],
  },
  {
    what: 'an e-mail address',
    schema: UserInput,
    input: (email) => ({ ...user, email }),
    good: ['ada@example.com', 'a.b+c@sub.example.com'],
    bad: ['ada', 'ada@example', 'a@b@example.com', 'x ada@example.com', 'ada@example.com x', 'ada@a..com', '<a@b.org>'],
  },
  {
    what: 'a color',
    schema: UserInput,
    input: (shiftColor) => ({ ...user, shiftColor }),
    good: ['#abc', 'abc', '#1A2b3c', '#1a2b3c4d', ''],
    bad: ['#ab', '#abcd', 'x#abc', '#abcx', '#ggg'],
  },
  {
    what: 'a time zone',
    schema: UserInput,
    input: (timezone) => ({ ...user, timezone }),
    good: ['Europe/Berlin', 'UTC'],
    bad: ['+01:00', 'Mars/Olympus', ''],
  },
  {
    what: 'the moment until which somebody is muted',
    schema: UserInput,
    input: (mutedUntil) => ({ ...user, mutedUntil }),
    good: ['2026-11-21T10:00:00Z', '2026-11-21T11:00+01:00'],
    bad: ['2026-11-21T10:00', 'tomorrow', ''],
  },
  {
    what: 'a length of shifts',
    schema: ScheduleInput,
    input: (defaultShiftDuration) => ({ ...schedule, defaultShiftDuration }),
    good: ['P7D', 'PT12H', 'P1DT6H', 'P1W', 'P1Y2M', 'PT1H30M5S', ''],
    bad: ['P', 'PT', 'P1DT', '7D', 'xP7D', 'P7Dx', 'P1H', 'PD'],
  },
  {
    what: 'the address of a calendar',
    schema: ScheduleInput,
    input: (calendarUrl) => ({ ...schedule, calendarUrl }),
    good: ['https://example.com/x.ics', 'http://example.com/', 'webcal://example.com/x', ''],
    bad: ['ftp://example.com/x', 'xhttps://example.com', 'javascript:alert(1)', 'example.com'],
  },
  {
    what: 'a routing key',
    schema: PolicyInput,
    input: (routingKey) => ({ ...policy, routingKey }),
    good: ['db', 'data base', ''],
    bad: ['a,b', ',a', 'a,'],
  },
  {
    what: 'an address that a page may lead to',
    schema: ServiceInput,
    input: (iconUrl) => ({ name: 'Shop', iconUrl }),
    good: ['https://example.com/x.png', 'HTTP://example.com', ''],
    bad: ['ftp://example.com', 'javascript:alert(1)', 'see https://example.com', 'xhttps://example.com', 'https://'],
  },
  ...[
    { name: 'visibility', good: ['PUBLIC', 'PRIVATE'] },
    { name: 'pageLayout', good: ['SINGLE_COLUMN', 'RESPONSIVE', ''] },
    { name: 'appearance', good: ['LIGHT', 'DARK', ''] },
    { name: 'themeMode', good: ['light', 'dark', ''] },
  ].map(({ name, good }) => ({
    what: `the ${name} of a page`,
    schema: StatusPageInput,
    input: (value: string) => ({ ...page, [name]: value }),
    good,
    bad: ['Light', 'single', 'OPEN'],
  })),
  {
    what: 'how a metric is shown',
    schema: MetricInput,
    input: (displayType) => ({ name: 'Load', aggregationType: 'AVG', displayType }),
    good: ['GRAPH', 'SINGLE'],
    bad: ['graph', ''],
  },
  {
    what: 'how a data source lets somebody in',
    schema: MetricDataSourceInput,
    input: (authType) => ({ name: 'Prometheus', type: 'PROMETHEUS', metadata: { authType } }),
    good: ['NONE', 'BASIC', 'HEADER', ''],
    bad: ['none', 'BEARER'],
  },
  {
    what: 'the token of an app',
    schema: DeviceInput,
    input: (token) => ({ platform: 'APNS', token }),
    good: ['abc:def', 'x'],
    bad: ['a b', ' a', 'a ', 'https://push.example.com/x'],
  },
  {
    what: 'the secret of a browser',
    schema: DeviceInput,
    input: (auth) => ({ ...browser, auth }),
    good: [browser.auth, `${browser.auth}==`],
    bad: [`!${browser.auth}`, `${browser.auth}!`, `${browser.auth}===`, `${browser.auth}AA`, 'tBHI'],
  },
  {
    what: 'what a passkey says',
    schema: PasskeySignInInput,
    input: passkey,
    good: ['a-b_1', ''],
    bad: ['a+b', 'a/b', 'a=', '!a', 'a!'],
  },
];

describe.each(shapes)('$what', ({ schema, input, good, bad }) => {
  it('is taken in its shape alone, from its beginning to its end', () => {
    const taken = (values: readonly string[]) => values.filter((value) => schema.safeParse(input(value)).success);
    expect(taken(good)).toEqual(good);
    expect(taken(bad)).toEqual([]);
  });
});

it.each([
  ['a browser', 'WEB', ['endpoint', 'p256dh', 'auth']],
  ['an app', 'GCM', ['token']],
])('%s says all that pushes to it need', (_what, platform, needed) => {
  const { error } = DeviceInput.safeParse({ platform });
  expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual(
    needed.map((name) => [name, `is required with platform ${platform}`]),
  );
});

it('a name for a passkey that is blank is none, and what surrounds an address is left out', async () => {
  const { LinkInput, PasskeyRegistrationInput } = await import('../../../functions/usecases/sign-in/inputs.ts');
  expect(LinkInput.parse({ email: ' ada@example.com ' }).email).toBe('ada@example.com');
  const { attempt, credential } = passkey('x');
  const registration = { ...credential, response: { clientDataJSON: 'x', attestationObject: 'x' } };
  const named = (name: string) => PasskeyRegistrationInput.parse({ attempt, credential: registration, name }).name;
  expect([named(' '), named(' Key ')]).toEqual([undefined, ' Key ']);
});
