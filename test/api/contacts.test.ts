import { beforeEach, describe, expect, it } from 'vitest';
import { localSubscription } from '../../local/outbox/targets/web-push.ts';
import { type ApiHarness, apiHarness } from './api-harness.ts';

let api: ApiHarness;
let key: string;
const base = '/api/users/2/contacts';

beforeEach(async () => {
  api = await apiHarness();
  ({ key } = await api.userOf('RESPONDER', 2));
});

const add = async (kind: string, body: object, as = key) =>
  (await api.call('POST', `${base}/${kind}`, { key: as, body })).body;

/** The words of the last message to the user's contacts. */
const lastMessage = async () => {
  const last = api.queued.at(-1);
  const notification = last && (await api.store.notifications.get(last.scope, last.id));
  if (notification === undefined) throw new Error('no message was queued');
  return notification;
};

const codeOf = (text: string | undefined) => /\b\d{6}\b/.exec(text ?? '')?.[0] ?? '';

describe('verification', () => {
  it('is needed for contacts that people add for themselves, not for those an administrator adds', async () => {
    expect(await add('emails', { target: 'me@home.example.com' })).toMatchObject({ verified: false, status: 'OK' });
    expect(await add('phone-numbers', { regionCode: 'DE', target: '15123450002' })).toMatchObject({ verified: false });
    expect(await add('emails', { target: 'work@example.com' }, 'owner-key')).toMatchObject({ verified: true });
  });

  it('sends a code to the contact and verifies it by that code', async () => {
    const phone = await add('phone-numbers', { regionCode: 'DE', target: '15123450002' });
    const path = `${base}/phone-numbers/${phone.id}/verify`;
    expect((await api.call('POST', path, { key })).status).toBe(200);
    const message = await lastMessage();
    expect(message).toMatchObject({
      scope: 'USER#2',
      kind: 'VERIFICATION',
      channel: 'SMS',
      target: '+4915123450002',
      status: 'QUEUED',
    });
    const verified = await api.call('POST', path, { key, body: { code: codeOf(message.text) } });
    expect(verified.body).toMatchObject({ id: phone.id, verified: true });
    expect((await api.store.users.get(2))?.phones.at(-1)).not.toHaveProperty('verification');
    expect((await api.call('POST', path, { key })).status).toBe(400);
  });

  it('refuses a wrong code, an expired one, and every one after five wrong ones', async () => {
    const email = await add('emails', { target: 'me@home.example.com' });
    const path = `${base}/emails/${email.id}/verify`;
    await api.call('POST', path, { key });
    const first = codeOf((await lastMessage()).text);
    api.clock.advance({ minutes: 15 });
    expect((await api.call('POST', path, { key, body: { code: first } })).body.message).toContain('expired');

    await api.call('POST', path, { key });
    const code = codeOf((await lastMessage()).text);
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await api.call('POST', path, { key, body: { code: 'nope' } })).body.message).toContain('wrong');
    const late = await api.call('POST', path, { key, body: { code } });
    expect([late.status, late.body.details.field]).toEqual([400, 'code']);
    expect(late.body.message).toContain('5 times');
    api.clock.advance({ minutes: 1 });
    expect((await api.call('POST', path, { key })).status).toBe(400);
    api.clock.advance({ minutes: 14 });
    expect((await api.call('POST', path, { key })).status).toBe(200);
    const fresh = codeOf((await lastMessage()).text);
    expect((await api.call('POST', path, { key, body: { code: fresh } })).body.verified).toBe(true);
  });

  it('sends at most one code a minute', async () => {
    const email = await add('emails', { target: 'me@home.example.com' });
    const path = `${base}/emails/${email.id}/verify`;
    expect((await api.call('POST', path, { key })).status).toBe(200);
    expect((await api.call('POST', path, { key })).status).toBe(429);
    expect(api.queued).toHaveLength(1);
    api.clock.advance({ minutes: 1 });
    expect((await api.call('POST', path, { key })).status).toBe(200);
  });

  it('is needed again when people lead a contact somewhere else', async () => {
    const email = await add('emails', { target: 'work@example.com' }, 'owner-key');
    const path = `${base}/emails/${email.id}`;
    const same = await api.call('PUT', path, { key, body: { target: 'Work@example.com' } });
    expect(same.body).toMatchObject({ target: 'Work@example.com', verified: true });
    const other = await api.call('PUT', path, { key, body: { target: 'other@example.com' } });
    expect(other.body).toMatchObject({ id: email.id, target: 'other@example.com', verified: false });
  });
});

describe('a test notification', () => {
  it.each([
    ['emails/21', {}, 'EMAIL', 'user2@example.com'],
    ['phone-numbers/22', {}, 'SMS', '+49151000002'],
    ['phone-numbers/22', { method: 'VOICE' }, 'VOICE', '+49151000002'],
  ])('goes to %s %o', async (contact, body, channel, target) => {
    const answer = await api.call('POST', `${base}/${contact}/test`, { key, body });
    expect(answer.status, answer.text).toBe(202);
    expect(await lastMessage()).toMatchObject({ kind: 'TEST', channel, target, status: 'QUEUED', userId: 2 });
  });

  it('does not go to a contact that is not verified', async () => {
    const email = await add('emails', { target: 'victim@example.com' });
    expect((await api.call('POST', `${base}/emails/${email.id}/test`, { key })).status).toBe(400);
    expect(api.queued).toEqual([]);
  });
});

describe('contacts', () => {
  it('have one primary phone at a time', async () => {
    const first = await add('phone-numbers', { regionCode: 'DE', target: '15123450002', primary: true });
    const second = await add('phone-numbers', { regionCode: 'DE', target: '15123450003', primary: true });
    const phones = async () =>
      (await api.call('GET', `${base}/phone-numbers`, { key })).body
        .filter(({ primary }: { primary: boolean }) => primary)
        .map(({ id }: { id: number }) => id);
    expect(await phones()).toEqual([second.id]);
    const body = { regionCode: 'DE', target: '15123450002', primary: true };
    await api.call('PUT', `${base}/phone-numbers/${first.id}`, { key, body });
    expect(await phones()).toEqual([first.id]);
  });

  it('stay while a rule leads to them, and the login address stays always', async () => {
    const used = await api.call('DELETE', `${base}/phone-numbers/22`, { key });
    expect([used.status, used.body.message]).toEqual([400, expect.stringContaining('preference 200')]);
    expect((await api.call('DELETE', '/api/users/2/notification-preferences/alerts/200', { key })).status).toBe(204);
    expect((await api.call('DELETE', `${base}/phone-numbers/22`, { key })).status).toBe(204);
    expect((await api.call('DELETE', `${base}/emails/21`, { key })).status).toBe(400);
  });

  it('follow the login address: moved by administrators, added by people themselves', async () => {
    const body = { email: 'new@example.com', firstName: 'A', lastName: 'B' };
    await api.call('PUT', '/api/users/2', { key, body });
    const own = (await api.call('GET', `${base}/emails`, { key })).body;
    expect(own).toMatchObject([
      { id: 21, target: 'user2@example.com', verified: true },
      { target: 'new@example.com', verified: false },
    ]);
    await api.userOf('USER', 3);
    await api.call('PUT', '/api/users/3', { body: { ...body, email: 'newer@example.com' } });
    const moved = (await api.call('GET', '/api/users/3/contacts/emails')).body;
    expect(moved).toEqual([{ id: 31, target: 'newer@example.com', status: 'OK', verified: true }]);
  });
});

describe('a new user', () => {
  it('gets alerts of both priorities by mail to the login address at once, and these rules may go', async () => {
    const body = { email: 'new@example.com', firstName: 'A', lastName: 'B' };
    const { id } = (await api.call('POST', '/api/users', { body })).body;
    const preferences = `/api/users/${id}/notification-preferences`;
    const [contact] = (await api.call('GET', `/api/users/${id}/contacts/emails`)).body;
    expect(contact).toMatchObject({ target: 'new@example.com', verified: true });
    const rules = (await api.call('GET', `${preferences}/alerts`)).body;
    expect(rules).toMatchObject([
      { method: 'EMAIL', contact: { id: contact.id }, delayMin: 0, type: 'HIGH_PRIORITY' },
      { method: 'EMAIL', contact: { id: contact.id }, delayMin: 0, type: 'LOW_PRIORITY' },
    ]);
    for (const kind of ['duties', 'updates', 'subscriptions'])
      expect((await api.call('GET', `${preferences}/${kind}`)).body).toEqual([]);
    for (const rule of rules) expect((await api.call('DELETE', `${preferences}/alerts/${rule.id}`)).status).toBe(204);
    expect((await api.call('GET', `${preferences}/alerts`)).body).toEqual([]);
  });
});

it('keeps every one of ten rules written side by side', async () => {
  const path = '/api/users/2/notification-preferences/updates';
  const write = () => api.call('POST', path, { key, body: { method: 'PUSH', contact: null, type: 'ALERT_ACCEPTED' } });
  const statuses = (await Promise.all(Array.from({ length: 10 }, write))).map(({ status }) => status);
  expect(statuses).toEqual(Array(10).fill(201));
  expect((await api.call('GET', path, { key })).body).toHaveLength(10);
});

describe('devices', () => {
  it('are registered by token, once each, and can be removed', async () => {
    const path = '/api/users/2/devices';
    const sent = { platform: 'APNS', token: 'a-token-of-length', name: 'iPhone' };
    const first = await api.call('POST', path, { key, body: sent });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ platform: 'APNS', name: 'iPhone', tokenEnd: 'length' });
    expect(first.text).not.toContain(sent.token);
    const again = await api.call('POST', path, { key, body: { ...sent, name: 'Renamed' } });
    expect(again.body).toMatchObject({ id: first.body.id, name: 'Renamed' });
    expect((await api.store.users.get(2))?.devices.at(-1)?.token).toBe(sent.token);
    expect((await api.call('DELETE', `${path}/${first.body.id}`, { key })).status).toBe(204);
    expect((await api.call('GET', path, { key })).body).toHaveLength(1);
  });

  it('longest unheard of make room for new ones', async () => {
    for (let count = 0; count < 25; count++)
      await api.call('POST', '/api/users/2/devices', { key, body: { platform: 'GCM', token: `token-${count}` } });
    const tokens = (await api.store.users.get(2))?.devices.map(({ token }) => token);
    expect([tokens?.length, tokens?.[0], tokens?.at(-1)]).toEqual([20, 'token-5', 'token-24']);
  });
});

describe('browsers', () => {
  const path = '/api/users/2/devices';
  const browser = (name: string) => {
    const { endpoint, keys } = localSubscription(name);
    return { platform: 'WEB', endpoint, ...keys, name: `Firefox, ${name}` };
  };

  it('are registered once each, keep their id, and are told by the end of their address only', async () => {
    const { body: told } = await api.call('GET', '/api/web-push');
    expect(told.publicKey).toMatch(/^[\w-]{87}$/);
    const sent = browser('ada-laptop');
    const first = await api.call('POST', path, { key, body: sent });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ platform: 'WEB', name: 'Firefox, ada-laptop', tokenEnd: 'laptop' });
    for (const secret of [sent.endpoint, sent.p256dh, sent.auth]) expect(first.text).not.toContain(secret);
    api.clock.advance({ days: 1 });
    const again = await api.call('POST', path, { key, body: { ...sent, auth: `${sent.auth}==`, name: 'Mine' } });
    expect(again.body).toMatchObject({ id: first.body.id, name: 'Mine', createdAt: first.body.createdAt });
    expect(again.body.lastSeenAt).not.toBe(first.body.lastSeenAt);
    expect((await api.store.users.get(2))?.browsers).toHaveLength(1);
    const { body: listed } = await api.call('GET', path, { key });
    expect(listed).toMatchObject([{ platform: 'GCM' }, { platform: 'WEB', id: first.body.id }]);
    expect((await api.call('DELETE', `${path}/${first.body.id}`, { key })).status).toBe(204);
    expect(await api.store.users.byContact('BROWSER', sent.endpoint)).toEqual([]);
  });

  it('belong to whoever has signed in last', async () => {
    const other = await api.userOf('RESPONDER', 3);
    const sent = browser('shared-tablet');
    await api.call('POST', path, { key, body: sent });
    await api.call('POST', '/api/users/3/devices', { key: other.key, body: sent });
    expect((await api.store.users.get(2))?.browsers).toEqual([]);
    expect(await api.store.users.byContact('BROWSER', sent.endpoint)).toMatchObject([{ id: 3 }]);
  });

  it('longest unheard of make room for new ones', async () => {
    for (let count = 10; count < 22; count++) {
      api.clock.advance({ minutes: 1 });
      await api.call('POST', path, { key, body: browser(`browser-${count}`) });
    }
    const { body: listed } = await api.call('GET', path, { key });
    const ends = listed.flatMap(({ tokenEnd }: { tokenEnd: string }) => /^ser-(\d+)$/.exec(tokenEnd)?.[1] ?? []);
    expect(ends).toEqual(['12', '13', '14', '15', '16', '17', '18', '19', '20', '21']);
  });

  it('are tried by a test push', async () => {
    const { body: device } = await api.call('POST', path, { key, body: browser('ada-laptop') });
    const { status, body: test } = await api.call('POST', `${path}/${device.id}/test`, { key });
    expect([status, test.method, test.target, test.status]).toEqual([202, 'PUSH', 'laptop', 'SCHEDULED']);
    expect(await lastMessage()).toMatchObject({ kind: 'TEST', channel: 'PUSH', contactId: device.id });
    expect((await api.call('GET', `${path}/${device.id}/test/${test.id}`, { key })).body).toEqual(test);
    expect((await api.call('GET', `${path}/999/test/${test.id}`, { key })).status).toBe(404);
    expect((await api.call('POST', `${path}/999/test`, { key })).status).toBe(404);
  });

  it('are all that pushes go to where no app is set up', async () => {
    api = await apiHarness({ settings: { pushesToApps: false } });
    ({ key } = await api.userOf('RESPONDER', 2));
    const refused = await api.call('POST', path, { key, body: { platform: 'GCM', token: 'abc' } });
    expect([refused.status, refused.body.details]).toEqual([400, { field: 'platform' }]);
    expect((await api.call('POST', path, { key, body: browser('ada-laptop') })).status).toBe(201);
  });
});
