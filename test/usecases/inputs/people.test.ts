import { expect, it } from 'vitest';
import { ApiKeyInput, RotationInput } from '../../../functions/usecases/api-key/inputs.ts';
import {
  CodeInput,
  DeviceInput,
  EmailContactInput,
  PhoneContactInput,
  TargetSearch,
} from '../../../functions/usecases/contact/inputs.ts';
import { CoverageInput } from '../../../functions/usecases/coverage/inputs.ts';
import { IdentityProviderInput } from '../../../functions/usecases/identity-provider/inputs.ts';
import { TakeInput } from '../../../functions/usecases/on-call/take.ts';
import { LayerInput, ScheduleInput, ShiftInput } from '../../../functions/usecases/schedule/inputs.ts';
import {
  LinkInput,
  PasskeyBeginning,
  PasskeyName,
  PasskeyRegistrationInput,
  PasskeySignInInput,
} from '../../../functions/usecases/sign-in/inputs.ts';
import { SupportHoursInput } from '../../../functions/usecases/support-hours/inputs.ts';
import { TeamInput } from '../../../functions/usecases/team/inputs.ts';
import { UserInput } from '../../../functions/usecases/user/inputs.ts';
import { around, chars, items, numbers, takes, words } from './bounds.ts';

const one = { id: 1 };
const teams = items(60, one);
const address = around('', '@example.com');
const mail = (longest: number) => chars(longest, address, 13);

takes('an API key', ApiKeyInput, {}, { name: words(255), scopes: items(100, 'alert:r', 1) });
takes('the rotation of a key', RotationInput, {}, { overlapHours: numbers(0, 720) });

takes('an e-mail contact', EmailContactInput, { target: 'ada@example.com' }, { target: mail(254) });
takes('a phone contact', PhoneContactInput, { regionCode: 'DE', target: '0151' }, { target: words(40) });
takes('a search for a target', TargetSearch, { target: 'ada' }, { target: chars(254) });
takes('a code', CodeInput, {}, { code: chars(20) });
takes('a device', DeviceInput, { platform: 'GCM', token: 'x' }, { token: words(4096), name: words(255) });
const p256dh = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
const browser = { platform: 'WEB', endpoint: 'https://push.example.com/x', p256dh, auth: 'tBHItJI5svbpez7KI4CCXg' };
takes('a browser', DeviceInput, browser, { endpoint: chars(1024, around('https://push.example.com/'), 30) });
takes('the secret of a browser', DeviceInput, browser, {
  auth: chars(16, (bytes) => Buffer.alloc(bytes, 1).toString('base64url'), 16),
});

const shift = { schedule: one, start: 'x', end: 'x' };
takes(
  'a request for cover',
  CoverageInput,
  { colleague: one, shifts: [shift] },
  {
    shifts: items(20, shift, 1),
    'shifts.0.start': words(40),
    'shifts.0.end': words(40),
    message: chars(2000),
  },
);

takes(
  'shifts that somebody takes',
  TakeInput,
  { from: 'x', until: 'x', shifts: [shift] },
  {
    from: words(40),
    until: words(40),
    shifts: items(40, shift),
    'shifts.0.start': words(40),
    'shifts.0.end': words(40),
  },
);

const provider = { name: 'Okta', issuer: 'https://a', clientId: 'x', domains: ['example.com'] };
const claims = ['email', 'emailVerified', 'firstName', 'lastName', 'phone', 'role', 'team'];
/** A domain of so many characters, in parts of at most 63. */
const domain = (length: number): string => {
  const labels: string[] = ['com'];
  for (let left = length - 4; left > 0; left -= 62) labels.unshift('a'.repeat(Math.min(left, left === 63 ? 60 : 61)));
  return labels.join('.');
};
takes(
  'an identity provider',
  IdentityProviderInput,
  { ...provider, claims: {} },
  {
    name: words(255),
    issuer: words(500),
    clientId: words(500),
    clientSecret: chars(2000),
    domains: items(20, 'example.com', 1),
    scopes: items(20, 'openid'),
    'scopes.0': words(100),
    label: chars(60),
    roleMappings: items(100, { value: 'x', role: 'USER' }),
    teamMappings: items(100, { value: 'x', team: one }),
    ...Object.fromEntries(claims.map((claim) => [`claims.${claim}`, words(100)])),
  },
);
takes(
  'what an identity provider maps',
  IdentityProviderInput,
  { ...provider, roleMappings: [{ value: 'x', role: 'USER' }], teamMappings: [{ value: 'x', team: one }] },
  {
    'roleMappings.0.value': words(255),
    'teamMappings.0.value': words(255),
    'domains.0': chars(253, domain, 7),
  },
);

it.each([
  ['domains', 20, 'domains', 'example.com'],
  ['scopes', 20, 'scopes', 'openid'],
  ['roleMappings', 100, 'mappings', { value: 'x', role: 'USER' }],
  ['teamMappings', 100, 'mappings', { value: 'x', team: one }],
])('an identity provider says how many %s it takes: %i', (member, count, what, item) => {
  const tooMany = { ...provider, [member]: Array(count + 1).fill(item) };
  const problems = IdentityProviderInput.safeParse(tooMany).error?.issues.map(({ message }) => message);
  expect(problems).toEqual([`must be at most ${count} ${what}`]);
});

const layer = { startsOn: '2026-11-21T10:00', users: [one], rotation: 'WEEKLY' };
const point = { dayOfWeek: 'MONDAY', time: '08:00' };
takes(
  'a layer of a schedule',
  LayerInput,
  { ...layer, restrictions: [{ from: point, to: point }] },
  {
    name: chars(255),
    startsOn: words(40),
    endsOn: chars(40),
    users: items(500, one, 1),
    rotation: words(20),
    restrictions: items(200, { from: point, to: point }),
    'restrictions.0.from.time': words(20),
  },
);
takes('a shift', ShiftInput, { user: one, start: 'x', end: 'x' }, { start: words(40), end: words(40) });
takes(
  'a schedule',
  ScheduleInput,
  { name: 'Platform', timezone: 'Europe/Berlin', type: 'RECURRING' },
  {
    name: words(255),
    timezone: words(100),
    scheduleLayers: items(50, layer),
    shifts: items(2000, { user: one, start: 'x', end: 'x' }),
    defaultShiftDuration: chars(40, (length) => `P${'1'.repeat(Math.max(0, length - 2))}D`, 3),
    calendarUrl: chars(2048, around('https://a.example/'), 20),
    teams,
  },
);

takes('an address for a link', LinkInput, { email: 'ada@example.com' }, { email: mail(254), to: chars(10_000) });
takes('a passkey that is asked for', PasskeyBeginning, {}, { to: chars(10_000) });
takes('a name of a passkey', PasskeyName, { name: 'Laptop' }, { name: words(100) });
const credential = (response: object) => ({ id: 'x', rawId: 'x', type: 'public-key', response });
takes(
  'a passkey that signs in',
  PasskeySignInInput,
  { attempt: 'x', credential: credential({ clientDataJSON: 'x', authenticatorData: 'x', signature: 'x' }) },
  {
    attempt: chars(40),
    'credential.id': chars(100_000),
    'credential.response.signature': chars(100_000),
    'credential.response.userHandle': chars(100_000),
  },
);
takes(
  'a new passkey',
  PasskeyRegistrationInput,
  { attempt: 'x', credential: credential({ clientDataJSON: 'x', attestationObject: 'x', transports: ['usb'] }) },
  {
    attempt: chars(40),
    name: chars(100),
    'credential.response.transports': items(20, 'usb'),
    'credential.response.transports.0': chars(30),
  },
);

const hours = { name: 'Office', timezone: 'Europe/Berlin', supportDays: { MONDAY: { start: '08:00', end: '17:00' } } };
const exception = { start: '2026-12-24T00:00', end: '2026-12-25T00:00' };
takes(
  'support hours',
  SupportHoursInput,
  { ...hours, exceptions: [exception] },
  {
    name: words(255),
    timezone: chars(100),
    'supportDays.MONDAY.start': chars(20),
    'supportDays.MONDAY.end': chars(20),
    exceptions: items(1000, exception),
    'exceptions.0.name': chars(255),
    'exceptions.0.start': chars(50),
    'exceptions.0.end': chars(50),
    teams,
  },
);

takes('a team', TeamInput, { name: 'Platform' }, { name: words(255), members: items(60, { user: one }) });
takes(
  'a user',
  UserInput,
  { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
  {
    email: mail(254),
    firstName: words(100),
    lastName: words(100),
    username: words(254),
    position: chars(255),
    department: chars(255),
  },
);
