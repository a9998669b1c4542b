import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatUser } from '../../functions/domain/chat/chat-account.ts';
import type { User } from '../../functions/domain/user/user.ts';
import { chatActorOf, chatUserOf, linkAddress } from '../../functions/usecases/chat/linking.ts';
import { type Browser, publicUrl, type SignInHarness, signInHarness } from './sign-in-harness.ts';

const chat: ChatUser = { type: 'slack', space: 'T1', user: 'U1', name: '<b>ada</b>' };

let world: SignInHarness;
let ada: User;
let grace: User;
let laptop: Browser;

beforeEach(async () => {
  world = await signInHarness();
  ({ user: ada } = await world.userOf('USER', 2));
  ({ user: grace } = await world.userOf('USER', 3));
  laptop = world.browser('Firefox on a laptop');
  await laptop.open({ user: ada });
});

const pathOf = (who: ChatUser = chat): string => linkAddress(world.ctx, who).slice(publicUrl.length);
const linkedWith = async (who: ChatUser = chat) => (await chatUserOf(world.ctx, who))?.id;
const status = async (answer: Promise<{ readonly status: number }>) => (await answer).status;

describe('a link from a chat', () => {
  it('asks whoever is signed in, names who would act as them, and links when they say so', async () => {
    const path = pathOf();
    const asked = await laptop.get(path);
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('&lt;b>ada&lt;/b>');
    expect(asked.text).toContain('(U1)');
    expect(asked.text).toContain(ada.email);
    expect(asked.headers['content-security-policy']).toContain("default-src 'none'");
    expect(asked.headers['cache-control']).toBe('no-store');
    expect(await linkedWith()).toBeUndefined();
    const linked = await laptop.post(path, { form: {} });
    expect([linked.status, linked.text]).toEqual([200, expect.stringContaining('From now on it acts as')]);
    expect(await linkedWith()).toBe(ada.id);
    expect((await chatActorOf(world.ctx, chat))?.actor).toMatchObject({ userId: ada.id, role: 'USER', via: 'SLACK' });
  });

  it('speaks German to who does', async () => {
    const { text } = await laptop.get(pathOf(), { headers: { 'accept-language': 'de' } });
    expect(text).toContain('Chat-Konto verknüpfen');
  });

  it('sends whoever is not signed in to the form, and back', async () => {
    const path = pathOf();
    const { status, headers } = await world.browser().get(path);
    expect([status, headers.location]).toEqual([303, `/auth/login?to=${encodeURIComponent(path)}`]);
    expect(await linkedWith()).toBeUndefined();
  });

  it('counts once, also after the account was unlinked', async () => {
    const path = pathOf();
    await laptop.post(path, { form: {} });
    const [{ id }] = (await laptop.api('GET', `/api/users/${ada.id}/chat-accounts`)).body;
    expect((await laptop.api('DELETE', `/api/users/${ada.id}/chat-accounts/${id}`)).status).toBe(204);
    const again = await laptop.post(path, { form: {} });
    expect([again.status, again.text]).toEqual([410, expect.stringContaining('used before')]);
    expect(await linkedWith()).toBeUndefined();
  });

  it('lasts a quarter of an hour', async () => {
    const path = pathOf();
    world.clock.advance({ minutes: 14, seconds: 59 });
    expect(await status(laptop.get(path))).toBe(200);
    world.clock.advance({ seconds: 1 });
    expect(await status(laptop.get(path))).toBe(410);
    expect(await status(laptop.post(path, { form: {} }))).toBe(410);
  });

  it('links once where two press at the same time', async () => {
    const phone = world.browser('Phone');
    await phone.open({ user: grace });
    const path = pathOf();
    const answers = await Promise.all([laptop, phone].map((one) => status(one.post(path, { form: {} }))));
    expect(answers.sort()).toEqual([200, 410]);
  });

  it('never takes an account from somebody else', async () => {
    await laptop.post(pathOf(), { form: {} });
    const phone = world.browser('Phone');
    await phone.open({ user: grace });
    const path = pathOf();
    const refused = await phone.post(path, { form: {} });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('acts as somebody else')]);
    expect(await linkedWith()).toBe(ada.id);
    // A conflict does not use the link up.
    await world.call('DELETE', `/api/users/${ada.id}`, { query: 'force=true' });
    expect(await linkedWith()).toBeUndefined();
    expect(await status(phone.post(path, { form: {} }))).toBe(200);
    expect(await linkedWith()).toBe(grace.id);
  });

  it.each([
    ['of another workspace', { ...chat, space: 'T2' }],
    ['of another chat', { ...chat, type: 'microsoft_teams' as const }],
    ['with another id', { ...chat, user: 'U2' }],
    ['with parts that run together', { type: 'slack' as const, space: 'T', user: '1U1' }],
  ])('tells nothing of somebody %s', async (_what, other) => {
    await laptop.post(pathOf(), { form: {} });
    expect(await linkedWith(other)).toBeUndefined();
  });

  it('cannot be forged, changed, or used for something else', async () => {
    const token = pathOf().split('/').at(-1) ?? '';
    const [header = '', claims = '', mac = ''] = token.split('.');
    const others = Buffer.from(JSON.stringify({ chat: { ...chat, user: 'U9' }, jti: 'x', exp: 2_000_000_000 }));
    const sealed = world.tokens.seal('ACCESS', { chat, jti: 'x', exp: 2_000_000_000 } as never);
    for (const forged of [
      `${header}.${others.toString('base64url')}.${mac}`,
      `${header}.${claims}.`,
      `${header}.${claims}.${'A'.repeat(43)}`,
      sealed,
      world.tokens.seal('CHAT', { exp: 2_000_000_000 }),
      'x',
    ]) {
      expect(await status(laptop.get(`/auth/chat/${forged}`))).toBe(410);
      expect(await status(laptop.post(`/auth/chat/${forged}`, { form: {} }))).toBe(410);
    }
    expect(await linkedWith()).toBeUndefined();
  });

  it('is refused when another site presses the button', async () => {
    const foreign = { form: {}, headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } };
    expect(await status(laptop.post(pathOf(), foreign))).toBe(403);
    expect(await linkedWith()).toBeUndefined();
  });
});

describe('the accounts of a user', () => {
  const path = () => `/api/users/${ada.id}/chat-accounts`;

  it('are seen and taken away by themselves and by administrators, and told to the audit log', async () => {
    await laptop.post(pathOf(), { form: {} });
    const [account, ...more] = (await world.call('GET', path())).body;
    expect([account, more]).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{16}$/), ...chat, linkedAt: expect.any(String) },
      [],
    ]);
    expect((await world.call('GET', path(), { key: 'key-of-3' })).status).toBe(403);
    expect((await world.call('DELETE', `${path()}/${account.id}`, { key: 'key-of-3' })).status).toBe(403);
    expect((await world.call('DELETE', `${path()}/${account.id}`)).status).toBe(204);
    expect((await world.call('DELETE', `${path()}/${account.id}`)).status).toBe(404);
    const told = (await world.call('GET', '/api/audit-log')).body.filter(
      ({ action }: { action: string }) => action === 'user:update',
    );
    expect(told[0]).toMatchObject({ before: { chatAccounts: [{ user: 'U1' }] }, after: { chatAccounts: [] } });
  });

  it('stay when the user is edited', async () => {
    await laptop.post(pathOf(), { form: {} });
    const body = { email: ada.email, firstName: 'Ada', lastName: 'King' };
    expect((await world.call('PUT', `/api/users/${ada.id}`, { body })).status).toBe(200);
    expect(await linkedWith()).toBe(ada.id);
  });

  it('are ten at most', async () => {
    for (let count = 0; count < 10; count += 1)
      expect(await status(laptop.post(pathOf({ ...chat, user: `U${count}` }), { form: {} }))).toBe(200);
    expect(await status(laptop.post(pathOf({ ...chat, user: 'U10' }), { form: {} }))).toBe(409);
    expect(await status(laptop.post(pathOf({ ...chat, user: 'U1' }), { form: {} }))).toBe(200);
  });
});
