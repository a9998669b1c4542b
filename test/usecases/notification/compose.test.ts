import { describe, expect, it } from 'vitest';
import type { Channel, Notification } from '../../../functions/domain/notification/notification.ts';
import { readReference } from '../../../functions/domain/notification/reference.ts';
import { plus } from '../../../functions/domain/time.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import type { OutgoingMessage } from '../../../functions/ports/channels.ts';
import type { Codes } from '../../../functions/usecases/notification/codes.ts';
import { type ComposeContext, compose, pushText } from '../../../functions/usecases/notification/compose.ts';
import type { Facts } from '../../../functions/usecases/notification/facts.ts';
import { fixedClock } from '../../support/clock.ts';
import { anAlert, aUser, tenOClock } from '../../support/factories.ts';

const clock = fixedClock(tenOClock);
const tokens = createTokens('master secret', clock);
const settings = { publicUrl: 'https://tocsin.example.com', consoleUrl: 'https://tocsin.example.com', twoWaySms: true };
const withReplies = { ...settings, replyDomain: 'in.example.com' };

const aNotification = (facts: Partial<Notification> = {}): Notification => ({
  scope: 'ALERT#700',
  id: 42,
  kind: 'PAGE',
  channel: 'SMS',
  target: '+491510000012',
  language: 'en',
  alertId: 700,
  userId: 1,
  status: 'QUEUED',
  at: tenOClock,
  attempts: 0,
  createdAt: tenOClock,
  ...facts,
});

const contextWith = (own: ComposeContext['settings']) =>
  ({ tokens, clock, settings: own }) as unknown as ComposeContext;
const alert = anAlert({ alertKey: 'db-1/disk' });
const others = [anAlert({ id: 701, summary: 'Disk full on db-2' }), anAlert({ id: 702, summary: 'Disk full on db-3' })];
const news = { at: tenOClock, names: ['disk of db-2 is full'], count: 1 };
const noCodes: Codes = new Map();

interface Sketch {
  readonly facts?: Partial<Facts>;
  readonly codes?: Codes;
  readonly settings?: ComposeContext['settings'];
  readonly driver?: string;
}

/** What is said on a channel, of an alert unless the facts say otherwise. */
function said(channel: Channel, notification: Partial<Notification>, sketch: Sketch = {}): OutgoingMessage {
  const facts = { alert, alerts: [], user: aUser(1), codes: sketch.codes ?? noCodes, ...sketch.facts };
  const ctx = contextWith(sketch.settings ?? settings);
  const driver = { name: sketch.driver ?? 'a driver', send: () => Promise.reject(new Error('nothing is sent')) };
  return compose(ctx, aNotification({ channel, ...notification }), facts, { channel, driver });
}

/** What the links of a text let people do, and until when. */
const linksIn = ({ text, html = '', data = {} }: OutgoingMessage) =>
  [...`${text} ${html} ${Object.values(data).join(' ')}`.matchAll(/\/answer\/([\w-]{42})/g)].map(([, token = '']) =>
    tokens.verify(token),
  );

const spoken = 'voice.connect';
const aboutNoAlert = { alert: undefined };
const summaryOf = { alert: undefined, alerts: others };

describe('every message', () => {
  it.each(['SMS', 'VOICE', 'EMAIL', 'PUSH', 'NULL'] as const)(
    'refers to its notification, alert and person: %s',
    (channel) => {
      const message = said(channel, { target: 'somewhere', language: 'de' });
      expect(message).toMatchObject({ channel, target: 'somewhere', language: 'de' });
      expect(message.data).toMatchObject({ alertId: '700', userId: '1' });
      expect(readReference(message.data?.notification ?? '')).toEqual({ scope: 'ALERT#700', id: 42 });
      expect(readReference(message.idempotencyToken)).toEqual({ scope: 'ALERT#700', id: 42 });
    },
  );

  it('tells a device what it is, and how urgent, so that it knows whether to ring', () => {
    const push = (notification: Partial<Notification>, facts: Partial<Facts>) =>
      said('PUSH', notification, { facts }).about;
    expect(push({}, {})).toEqual({ kind: 'PAGE', priority: 'HIGH' });
    expect(push({ kind: 'UPDATE' }, { alert: anAlert({ priority: 'LOW' }) })).toEqual({
      kind: 'UPDATE',
      priority: 'LOW',
    });
    expect(push({ kind: 'TEST', text: 'Hello' }, aboutNoAlert)).toEqual({ kind: 'TEST' });
  });

  it('names neither alert nor person where it is about none', () => {
    const message = said('SMS', { alertId: undefined, userId: undefined, text: 'Hello' }, { facts: aboutNoAlert });
    expect(Object.keys(message.data ?? {})).toEqual(['notification']);
  });
});

describe('what is said', () => {
  const accepted = anAlert({ status: 'ACCEPTED', latestNews: [{ ...news, names: ['a', 'b'], count: 2 }] });

  it.each<[string, Channel, Partial<Notification>, Sketch, string | RegExp]>([
    ['a page by SMS, with its code', 'SMS', {}, { codes: new Map([[700, 3]]) }, /^ALERT: .*A3 accept, R3 resolve, E3/],
    ['a page by SMS without a code', 'SMS', {}, {}, /^ALERT: Prometheus: Disk full on db-1\. https:\/\/tocsin/],
    ['a page by call that takes keys', 'VOICE', {}, { driver: spoken }, /Disk full on db 1.*Press 1 to accept/],
    ['a page by e-mail', 'EMAIL', {}, {}, /Disk full on db-1[\s\S]*Accept: https/],
    ['a page by push', 'PUSH', {}, {}, 'Disk full on db-1'],
    ['a page to nobody', 'NULL', {}, {}, 'Disk full on db-1'],
    ['words to nobody', 'NULL', { text: 'Hello' }, { facts: aboutNoAlert }, 'Hello'],
    ['nothing to nobody', 'NULL', {}, { facts: aboutNoAlert }, ''],
    ['an update by SMS', 'SMS', { kind: 'UPDATE', change: 'RESOLVED' }, {}, /^Resolved: /],
    ['an update by e-mail', 'EMAIL', { kind: 'UPDATE', change: 'ACCEPTED' }, {}, /^Accepted/],
    ['an update that says nothing else', 'EMAIL', { kind: 'UPDATE', change: undefined }, {}, /^Escalated/],
    ['a change that nobody knows', 'SMS', { kind: 'UPDATE', change: 'GREW' }, {}, /^Escalated: /],
    ['ready-made words about an alert by SMS', 'SMS', { text: 'Taken by Ann' }, {}, 'Taken by Ann'],
    ['ready-made words about an alert by call', 'VOICE', { text: 'Taken by Ann' }, {}, 'Taken by Ann'],
    ['ready-made words about an alert by push', 'PUSH', { text: 'Taken by Ann' }, {}, 'Taken by Ann'],
    ['ready-made words about an alert by e-mail', 'EMAIL', { text: 'Taken by Ann' }, {}, 'Taken by Ann\n'],
    ['words without an alert by SMS', 'SMS', { text: 'Hello' }, { facts: aboutNoAlert }, 'Hello'],
    ['words without an alert by call', 'VOICE', { text: 'Hello' }, { facts: aboutNoAlert }, 'Hello'],
    ['words without an alert by push', 'PUSH', { text: 'Hello' }, { facts: aboutNoAlert }, 'Hello'],
    ['words without an alert by e-mail', 'EMAIL', { text: 'Hello' }, { facts: aboutNoAlert }, 'Hello\n'],
    ['no words by e-mail', 'EMAIL', {}, { facts: aboutNoAlert }, '\n'],
    ['no words by SMS', 'SMS', {}, { facts: aboutNoAlert }, ''],
    ['no words by push', 'PUSH', {}, { facts: aboutNoAlert }, ''],
    [
      'news by SMS, not its ready-made words',
      'SMS',
      { news, text: 'old' },
      {},
      /^New in this alert: disk of db-2 is full/,
    ],
    ['news by call', 'VOICE', { news, text: 'old' }, {}, /New in this alert: disk of db 2 is full/],
    ['news by e-mail', 'EMAIL', { news, text: 'old' }, {}, /^New in this alert: disk of db-2 is full/],
    [
      'news with what was added since, by SMS',
      'SMS',
      { news },
      { facts: { alert: accepted } },
      /^New in this alert: a/,
    ],
    ['news of a group that is gone', 'SMS', { news, text: 'It grew' }, { facts: aboutNoAlert }, 'It grew'],
    ['news of a group that is gone, by call', 'VOICE', { news, text: 'It grew' }, { facts: aboutNoAlert }, 'It grew'],
    ['news of a group that is gone, by push', 'PUSH', { news, text: 'It grew' }, { facts: aboutNoAlert }, 'It grew'],
    [
      'news of a group that is gone, by e-mail',
      'EMAIL',
      { news, text: 'It grew' },
      { facts: aboutNoAlert },
      'It grew\n',
    ],
    ['a summary by call', 'VOICE', { kind: 'SUMMARY' }, { facts: summaryOf }, /There are 2 more alerts.*db 2.*db 3/],
    [
      'a summary by e-mail',
      'EMAIL',
      { kind: 'SUMMARY' },
      { facts: summaryOf },
      /db-2[\s\S]*Accept: [\s\S]*db-3[\s\S]*Accept: /,
    ],
  ])('%s', (_name, channel, notification, sketch, expected) => {
    const { text } = said(channel, notification, sketch);
    if (typeof expected === 'string') expect(text).toBe(expected);
    else expect(text).toMatch(expected);
  });

  it('has the subject of the mail, or the product’s name', () => {
    const facts = aboutNoAlert;
    expect(said('EMAIL', { subject: 'Your code', text: '1234' }, { facts }).subject).toBe('Your code');
    expect(said('EMAIL', { text: '1234' }, { facts }).subject).toBe('Tocsin');
  });

  it('is a link to the account where a mail carries one, with a token for that purpose', () => {
    const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const { text } = said('EMAIL', { subject: 'Sign in', link: { purpose: 'SIGN_IN', id } }, { facts: aboutNoAlert });
    const [, token = ''] = /^https:\/\/tocsin\.example\.com\/auth\/link\/(\S+)/.exec(text) ?? [];
    expect(tokens.idIn('SIGN_IN', token)).toBe(id);
  });

  it.each<['SIGN_IN' | 'INVITATION', string | undefined, string]>([
    ['SIGN_IN', undefined, 'https://tocsin.example.com/auth/link/'],
    ['INVITATION', undefined, 'https://console.example.com/auth/invitation/'],
    ['SIGN_IN', 'https://asked.example.com', 'https://asked.example.com/auth/link/'],
  ])('is a link for %s asked for at %s that begins with %s', (purpose, origin, start) => {
    const link = { purpose, id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', ...(origin && { origin }) };
    const apart = { ...settings, consoleUrl: 'https://console.example.com' };
    expect(said('EMAIL', { subject: 'x', link }, { facts: aboutNoAlert, settings: apart }).text).toContain(start);
  });

  it('is said in the zone of the reader, and in UTC to who has none', () => {
    const facts = { user: aUser(1, { timezone: 'Asia/Tokyo' }) };
    expect(said('EMAIL', {}, { facts }).text).toContain('19:00');
    expect(said('EMAIL', { kind: 'UPDATE', change: 'RESOLVED' }, { facts }).text).toContain('19:00');
    const { text } = said('EMAIL', {}, { facts: { user: undefined } });
    expect(text).toContain('10:00');
    expect(text).toContain('UTC');
  });

  it.each([
    [spoken, true],
    ['voice.eum', false],
  ])('offers keys only where a key press comes back: %s', (driver, hasKeys) => {
    const sketches = [
      [{}, {}],
      [{ news }, {}],
      [{ kind: 'SUMMARY' }, { alert: undefined, alerts: [alert] }],
    ] as const;
    for (const [notification, facts] of sketches) {
      expect(said('VOICE', notification, { facts, driver }).text.includes('Press 1')).toBe(hasKeys);
    }
  });
});

describe('a summary by SMS', () => {
  const many = Array.from({ length: 7 }, (_, index) => anAlert({ id: 710 + index, summary: `Disk ${index}` }));
  const facts = { alert: undefined, alerts: many };

  it('names the first five with their codes, counts all of them, and offers to accept all', () => {
    const codes = new Map(many.map(({ id }, index) => [id, index + 1]));
    const { text } = said('SMS', { kind: 'SUMMARY' }, { facts, codes });
    expect(text).toContain('7 more alerts: 1 Disk 0, 2 Disk 1, 3 Disk 2, 4 Disk 3, 5 Disk 4 +2');
    expect(text).toContain('A all');
  });

  it('leaves out what has no code where answers come by SMS', () => {
    const { text } = said('SMS', { kind: 'SUMMARY' }, { facts, codes: new Map([[712, 4]]) });
    expect(text).toContain('7 more alerts: 4 Disk 2 +6');
  });

  it('carries a link where answers do not come by SMS', () => {
    const oneWay = { ...settings, twoWaySms: false };
    const message = said('SMS', { kind: 'SUMMARY' }, { facts: { ...facts, alerts: [alert] }, settings: oneWay });
    expect(linksIn(message)).toMatchObject([{ alertId: 700, userId: 1, action: 'ANY' }]);
  });
});

describe('the links of a message', () => {
  const allThree = ['ACCEPT', 'RESOLVE', 'ESCALATE'];
  const expiresAt = Date.parse(plus(tenOClock, { hours: 24 })) / 1000;

  it.each<[string, Channel, Partial<Notification>, readonly string[]]>([
    ['a page by SMS', 'SMS', {}, ['ANY']],
    ['news by SMS', 'SMS', { news }, ['ANY']],
    ['an update by SMS', 'SMS', { kind: 'UPDATE', change: 'ESCALATED' }, ['ANY']],
    ['a page by push', 'PUSH', {}, allThree],
    ['news by push', 'PUSH', { news }, allThree],
    ['a page by e-mail', 'EMAIL', {}, [...allThree, ...allThree]],
    ['news by e-mail', 'EMAIL', { news }, [...allThree, ...allThree]],
    ['an update by push', 'PUSH', { kind: 'UPDATE', change: 'ACCEPTED' }, []],
  ])('of %s do for its person what they say, for a day', (_name, channel, notification, actions) => {
    const links = linksIn(said(channel, notification));
    expect(links).toEqual(actions.map((action) => ({ alertId: 700, userId: 1, action, expiresAt })));
  });

  it('act as nobody where the message has no person', () => {
    expect(linksIn(said('SMS', { userId: undefined }))).toMatchObject([{ userId: 0 }]);
    expect(linksIn(said('PUSH', { userId: undefined }))[0]).toMatchObject({ userId: 0 });
  });

  it('of a summary belong to the alerts that it names', () => {
    const links = linksIn(said('EMAIL', { kind: 'SUMMARY' }, { facts: summaryOf }));
    expect(new Set(links.map((claims) => claims?.alertId))).toEqual(new Set([701, 702]));
  });
});

describe('a push', () => {
  it('says for which platform its token is, and nothing of others', () => {
    const two = [
      { id: 1, platform: 'APNS' as const, token: 'token-a', createdAt: tenOClock },
      { id: 2, platform: 'GCM' as const, token: 'token-b', createdAt: tenOClock },
    ];
    const facts = { user: aUser(1, { devices: two }) };
    expect(said('PUSH', { target: 'token-a' }, { facts }).data?.platform).toBe('APNS');
    expect(said('PUSH', { target: 'token-b' }, { facts }).data?.platform).toBe('GCM');
    expect(said('PUSH', { target: 'token-c' }, { facts }).data).not.toHaveProperty('platform');
    expect(said('PUSH', { target: 'token-a' }, { facts: { user: undefined } }).data).not.toHaveProperty('platform');
  });

  it.each<[string, Partial<Notification>, string]>([
    ['a page', {}, 'High priority: Prometheus'],
    ['an update', { kind: 'UPDATE', change: 'RESOLVED' }, 'Resolved'],
    ['news', { kind: 'UPDATE', news }, 'New in this alert: disk of db-2 is full'],
    ['words', { text: 'Hello' }, 'Tocsin'],
  ])('has a title that tells %s', (_name, notification, title) => {
    const ctx = contextWith(settings);
    expect(pushText(ctx, aNotification(notification), { alert, alerts: [] }).title).toBe(title);
    expect(said('PUSH', notification).subject).toBe(title);
  });
});

it('a push of an alert that is gone says nothing of it', () => {
  const gone = { alert: undefined, alerts: [] };
  expect(pushText(contextWith(settings), aNotification(), gone).title).toBe('Tocsin');
});

describe('an e-mail', () => {
  it('stands in its alert’s thread, under the reply domain or the host of the product', () => {
    expect(said('EMAIL', {}).headers).toMatchObject({
      'Message-ID': '<notification-42@tocsin.example.com>',
      'In-Reply-To': '<alert-700@tocsin.example.com>',
      'Auto-Submitted': 'auto-generated',
      'X-Tocsin-Alert': '700',
      'X-Tocsin-User': '1',
    });
    const { headers } = said('EMAIL', { kind: 'CONFIRMATION', text: 'Accepted' }, { settings: withReplies });
    expect(headers).toMatchObject({
      'Message-ID': '<notification-42@in.example.com>',
      'Auto-Submitted': 'auto-replied',
    });
  });

  it('can be answered where mail comes in: the address is worth a reply to this alert by this person', () => {
    const { replyTo = '', text } = said('EMAIL', {}, { settings: withReplies });
    expect(replyTo).toMatch(/^alert\+[a-z2-7]+@in\.example\.com$/);
    expect(text).toContain('reply to this e-mail');
  });

  it.each<[string, Partial<Notification>, Sketch]>([
    ['no mail comes in', {}, {}],
    ['it is about no alert', { alertId: undefined, text: 'Hello' }, { settings: withReplies, facts: aboutNoAlert }],
    ['it is to no user', { userId: undefined }, { settings: withReplies }],
  ])('has no address to reply to where %s', (_name, notification, sketch) => {
    expect(said('EMAIL', notification, sketch)).not.toHaveProperty('replyTo');
  });

  it('says nothing of replies where none comes in', () => {
    for (const kind of ['PAGE', 'UPDATE'] as const) {
      expect(said('EMAIL', { kind, change: 'ACCEPTED' }).text).not.toContain('reply to this e-mail');
      expect(said('EMAIL', { kind, change: 'ACCEPTED' }, { settings: withReplies }).text).toContain(
        'reply to this e-mail',
      );
    }
  });
});
