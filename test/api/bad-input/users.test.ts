import { localSubscription } from '../../../local/outbox/targets/web-push.ts';
import { badInputFixture, long } from './fixture.ts';

const { ids, refuses } = badInputFixture();

const user = { email: 'eve@example.com', firstName: 'Eve', lastName: 'E' };
const U = () => `/api/users/${ids.user}`;

refuses('POST', () => '/api/users', [
  ['a user without e-mail', () => ({ ...user, email: undefined }), 'email'],
  ['a user with a bad e-mail', () => ({ ...user, email: 'eve' }), 'email'],
  ['an e-mail with a line break', () => ({ ...user, email: 'a@b.com\r\nBcc: x@y.z' }), 'email'],
  ['an e-mail in use in other case', () => ({ ...user, email: 'ADA@example.com' }), 'email'],
  ['a huge e-mail', () => ({ ...user, email: `${long(300)}@example.com` }), 'email'],
  ['a blank first name', () => ({ ...user, firstName: '  ' }), 'firstName'],
  ['a name of control characters', () => ({ ...user, lastName: 'a\u0000b' }), 'lastName'],
  ['an unknown role', () => ({ ...user, role: 'KING' }), 'role'],
  ['the owner as a role', () => ({ ...user, role: 'OWNER' }), 'role'],
  ['an unknown time zone', () => ({ ...user, timezone: 'Mars/Base' }), 'timezone'],
  ['an offset as time zone', () => ({ ...user, timezone: '+01:00' }), 'timezone'],
  ['an unknown language', () => ({ ...user, language: 'fr' }), 'language'],
  ['an unknown region', () => ({ ...user, region: 'XX' }), 'region'],
  ['a color that is none', () => ({ ...user, shiftColor: 'red' }), 'shiftColor'],
]);

refuses('PUT', U, [
  ['a bad mute', () => ({ ...user, email: 'ada@example.com', mutedUntil: 'tomorrow' }), 'mutedUntil'],
  ['a day that does not exist', () => ({ ...user, mutedUntil: '2026-13-40T00:00:00Z' }), 'mutedUntil'],
  ["somebody else's e-mail", () => ({ ...user, email: 'admin@example.com' }), 'email'],
]);

refuses('PUT', () => '/api/users/1', [
  ['the owner as a user', () => ({ ...user, email: 'admin@example.com', role: 'USER' }), 'role'],
]);

refuses('POST', () => '/api/users/search-email', [['a search without e-mail', () => ({}), 'email']]);

refuses('POST', () => `${U()}/contacts/emails`, [
  ['a contact without target', () => ({}), 'target'],
  ['a bad address', () => ({ target: 'x@y' }), 'target'],
  ['the same address twice', () => ({ target: 'Ada@example.com' }), 'target'],
]);

refuses('POST', () => `${U()}/contacts/phone-numbers`, [
  ['a number without region', () => ({ target: '15123450009' }), 'regionCode'],
  ['an unknown region', () => ({ target: '1', regionCode: 'XX' }), 'regionCode'],
  ['letters as a number', () => ({ target: 'abc', regionCode: 'DE' }), 'target'],
  ['too short a number', () => ({ target: '123', regionCode: 'DE' }), 'target'],
  ['the same number twice', () => ({ target: '+4915123450001', regionCode: 'US' }), 'target'],
  ['a primary that is no boolean', () => ({ target: '15123450009', regionCode: 'DE', primary: 'yes' }), 'primary'],
]);

refuses('POST', () => `${U()}/contacts/emails/${ids.email}/verify`, [
  ['a code never sent', () => ({ code: '123456' }), 'code'],
]);

refuses('POST', () => `${U()}/contacts/emails/${ids.email}/test`, [
  ['a test by a wrong method', () => ({ method: 'SMS' }), 'method'],
]);

const { endpoint, keys: browserKeys } = localSubscription('bad-input');
const browser = { platform: 'WEB', endpoint, ...browserKeys };

refuses('POST', () => `${U()}/devices`, [
  ['an unknown platform', () => ({ platform: 'PALM', token: 'x' }), 'platform'],
  ['a device without token', () => ({ platform: 'GCM' }), 'token'],
  ['an app with the address of a browser', () => ({ platform: 'GCM', token: browser.endpoint }), 'token'],
  ['a browser without address', () => ({ ...browser, endpoint: undefined }), 'endpoint'],
  ['a browser without a public key', () => ({ ...browser, p256dh: null }), 'p256dh'],
  ['a browser without a secret', () => ({ ...browser, auth: undefined }), 'auth'],
  ['a public key too short', () => ({ ...browser, p256dh: browser.p256dh.slice(4) }), 'p256dh'],
  ['a public key that is no point', () => ({ ...browser, p256dh: `BA${'A'.repeat(85)}` }), 'p256dh'],
  ['a public key in other letters', () => ({ ...browser, p256dh: '!'.repeat(87) }), 'p256dh'],
  ['a secret too long', () => ({ ...browser, auth: `${browser.auth}AAAA` }), 'auth'],
  ['an address too long', () => ({ ...browser, endpoint: `https://push.example.com/${'x'.repeat(1000)}` }), 'endpoint'],
  ...[
    'push.example.com/abc',
    'http://push.example.com/abc',
    'https://ada:secret@push.example.com/abc',
    'https://push.example.com/abc#part',
    'https://push.example.com/a b',
    'https://127.0.0.1/abc',
    'https://169.254.169.254/latest',
    'https://[::1]/abc',
    'https://10.1.2.3:8443/abc',
    'https://push.example.com:25/abc',
    'ftp://push.example.com/abc',
    'javascript:alert(1)',
  ].map((endpoint): [string, () => object, string] => [
    `the address ${endpoint}`,
    () => ({ ...browser, endpoint }),
    'endpoint',
  ]),
]);

refuses('POST', () => `${U()}/notification-preferences/alerts`, [
  ['a rule without method', () => ({ type: 'HIGH_PRIORITY' }), 'method'],
  ['an unknown method', () => ({ method: 'FAX', type: 'HIGH_PRIORITY' }), 'method'],
  ['a rule without contact', () => ({ method: 'SMS', type: 'HIGH_PRIORITY' }), 'contact'],
  [
    'a push rule with contact',
    () => ({ method: 'PUSH', contact: { id: ids.phone }, type: 'HIGH_PRIORITY' }),
    'contact',
  ],
  ['mail to a phone', () => ({ method: 'EMAIL', contact: { id: ids.phone }, type: 'HIGH_PRIORITY' }), 'contact.id'],
  [
    'a call to an address',
    () => ({ method: 'VOICE', contact: { id: ids.email }, type: 'HIGH_PRIORITY' }),
    'contact.id',
  ],
  ["somebody else's contact", () => ({ method: 'SMS', contact: { id: 12 }, type: 'HIGH_PRIORITY' }), 'contact.id'],
  ['a contact as text', () => ({ method: 'SMS', contact: { id: '12' }, type: 'HIGH_PRIORITY' }), 'contact.id'],
  ['a delay too long', () => ({ method: 'PUSH', delayMin: 121, type: 'HIGH_PRIORITY' }), 'delayMin'],
  ['a negative delay', () => ({ method: 'PUSH', delayMin: -1, type: 'HIGH_PRIORITY' }), 'delayMin'],
  [
    'a channel that does not exist',
    () => ({ method: 'WHATSAPP', contact: { id: ids.phone }, type: 'HIGH_PRIORITY' }),
    'method',
  ],
  ['a rule without type', () => ({ method: 'PUSH' }), 'type'],
]);

refuses('POST', () => `${U()}/notification-preferences/duties`, [
  ['a duty by voice', () => ({ method: 'VOICE', beforeMin: 0 }), 'method'],
  ['a duty at an odd time', () => ({ method: 'PUSH', beforeMin: 17 }), 'beforeMin'],
]);

refuses('POST', () => `${U()}/notification-preferences/updates`, [
  [
    'an update by Telegram',
    () => ({ method: 'TELEGRAM', contact: { id: ids.phone }, type: 'ALERT_ACCEPTED' }),
    'method',
  ],
  ['an update by voice', () => ({ method: 'VOICE', type: 'ALERT_ACCEPTED' }), 'method'],
  ['an unknown update', () => ({ method: 'PUSH', type: 'HIGH_PRIORITY' }), 'type'],
]);

refuses('POST', () => `${U()}/notification-preferences/subscriptions`, [
  ['a subscription by Telegram', () => ({ method: 'TELEGRAM' }), 'method'],
]);
