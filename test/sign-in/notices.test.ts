import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../functions/domain/user/user.ts';
import { anAuthenticator } from '../support/authenticator.ts';
import { type Browser, publicUrl, type SignInHarness, signInHarness } from './sign-in-harness.ts';

let world: SignInHarness;
let ada: User;
let laptop: Browser;
async function start(settings = {}, facts: Partial<User> = {}): Promise<void> {
  world = await signInHarness({ settings });
  const { user } = await world.userOf('ADMIN', 2);
  ada = await world.store.users.save({ ...user, ...facts }, user);
  laptop = world.browser();
  await laptop.open({ user: ada });
}
beforeEach(() => start());

async function addPasskey(name = 'Laptop'): Promise<string> {
  const { body } = await laptop.post('/auth/passkey/registration/options', { json: {} });
  const credential = anAuthenticator(publicUrl).register(body.options);
  const answer = await laptop.post('/auth/passkey/registration', { json: { attempt: body.attempt, credential, name } });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
}

/** Nothing in a notice lets anybody in: its one link is where people look after their account. */
function expectHarmless(text = ''): void {
  expect(text.match(/https?:\/\/\S+/g)).toEqual([`${publicUrl}/auth/account`]);
}

describe('a person is told by mail', () => {
  it('when a passkey was added, and when one was removed', async () => {
    const id = await addPasskey();
    const [added, ...more] = await world.mails();
    expect(more).toEqual([]);
    expect(added).toMatchObject({ target: ada.email, subject: 'A passkey was added to your Tocsin account' });
    expect(added?.text).toContain('“Laptop” was added on Mon, 02 Mar 2026, 10:00:00 CET');
    expectHarmless(added?.text);
    world.clock.advance({ minutes: 5 });
    expect((await laptop.delete(`/auth/passkeys/${id}`)).status).toBe(204);
    const [removed] = await world.mails();
    expect(removed?.subject).toBe('A passkey was removed from your Tocsin account');
    expect(removed?.text).toContain('10:05:00 CET');
    expectHarmless(removed?.text);
  });

  it('in their language, though they are muted', async () => {
    const mutedUntil = '2027-01-01T00:00:00.000Z' as NonNullable<User['mutedUntil']>;
    await start({}, { language: 'de', mutedUntil });
    await addPasskey();
    const [mail] = await world.mails();
    expect(mail?.subject).toBe('Ihrem Tocsin-Konto wurde ein Passkey hinzugefügt');
    expect(mail?.text).toContain('„Laptop“ wurde am Mo., 02. März 2026, 10:00:00 MEZ hinzugefügt');
  });

  it('in one line, whatever the passkey is called', async () => {
    await addPasskey('x https://evil.example/?<b>y</b>');
    const [mail] = await world.mails();
    expect(mail?.html).not.toContain('<b>y</b>');
    expect(mail?.text).toContain('“x https://evil.example/?<b>y</b>”');
  });

  it('with the passkey itself, in one transaction: when the queue does not take it, the tick sends it', async () => {
    world.ctx.notifications.send = async () => {
      throw new Error('the queue is down');
    };
    await addPasskey();
    const stored = await world.store.notifications.list(`USER#${ada.id}`);
    expect(stored).toMatchObject([{ status: 'QUEUED', dueAt: '2026-03-02T09:00:30.000Z', channel: 'EMAIL' }]);
    expect(world.errors).toEqual([]);
  });

  it('of nothing where mail is not configured, and of nothing when a name changes or a removal finds nothing', async () => {
    await start({ configuredChannels: ['SMS'] });
    const id = await addPasskey();
    expect((await laptop.send('PUT', `/auth/passkeys/${id}`, { json: { name: 'Other' } })).status).toBe(200);
    expect((await laptop.delete('/auth/passkeys/01NONE')).status).toBe(404);
    expect((await laptop.delete(`/auth/passkeys/${id}`)).status).toBe(204);
    expect(await world.mails()).toEqual([]);
  });
});

describe('when an app is let in', () => {
  async function consent(): Promise<void> {
    const app = { name: 'Wallboard', redirectUris: ['https://app.example.com/back'] };
    const { body: found } = await world.call('GET', '/api/developers/apps');
    const { clientId } = found[0] ?? (await world.call('POST', '/api/developers/apps', { body: app })).body;
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: 'https://app.example.com/back',
      scope: 'profile alert:w',
    }).toString();
    const shown = await laptop.get('/api/developers/oauth2/authorize', { query });
    const request = /name="request" value="([^"]+)"/.exec(shown.text)?.[1] ?? '';
    const answer = await laptop.post('/api/developers/oauth2/authorize', { form: { request, decision: 'allow' } });
    expect(answer.headers.location).toContain('code=');
  }

  it('the person is told which one, and what it may, once a day', async () => {
    await consent();
    const [mail] = await world.mails();
    expect(mail).toMatchObject({ target: ada.email, subject: 'Wallboard may act for you in Tocsin' });
    expect(mail?.text).toContain('profile, alert:w');
    expectHarmless(mail?.text);
    await consent();
    expect(await world.mails()).toEqual([]);
    world.clock.advance({ hours: 11 });
    await consent();
    expect(await world.mails()).toEqual([]);
    world.clock.advance({ hours: 11 });
    await laptop.open({ user: ada });
    await consent();
    expect(await world.mails()).toHaveLength(1);
  });
});
