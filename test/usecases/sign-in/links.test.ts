import { describe, expect, it } from 'vitest';
import type { IdentityProvider } from '../../../functions/domain/identity-provider/identity-provider.ts';
import { notificationId } from '../../../functions/domain/notification/id.ts';
import type { LinkRequest } from '../../../functions/domain/session/link.ts';
import type { Session } from '../../../functions/domain/session/session.ts';
import { epochSecondsOf, plus } from '../../../functions/domain/time.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { createTies } from '../../../functions/platform/openid-ties.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import { askForLink } from '../../../functions/usecases/sign-in/ask-for-link.ts';
import { followLink, readLink } from '../../../functions/usecases/sign-in/follow-link.ts';
import { finishOverProvider, startOverProvider } from '../../../functions/usecases/sign-in/oidc-sign-in.ts';
import { hashOf } from '../../../functions/usecases/sign-in/open-session.ts';
import { sendLink } from '../../../functions/usecases/sign-in/send-link.ts';
import { addressToSignIn, linkToPage, readPageAsk } from '../../../functions/usecases/sign-in/to-page.ts';
import { countBeginning } from '../../../functions/usecases/sign-in/within-limits.ts';
import { aProvider } from '../../store/contract/identity-providers.ts';
import { aStatusPage, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const publicUrl = 'https://tocsin.example.com';
const consoleUrl = 'https://console.example.com';

/** Users 1 to 3, page 50 that lets in a guest and page 51 that nobody has activated, the console on a host of its own. */
async function aDoor(facts?: Partial<IdentityProvider>) {
  const world = await aWorld({ users: [aUser(1), aUser(2, { language: 'de' }), aUser(3, { hidden: true })] });
  const { store, clock } = world;
  const emailWhitelist = ['guest@example.org'];
  const page = { visibility: 'PRIVATE', emailWhitelist, activatedAt: tenOClock } as const;
  await store.statusPages.create(aStatusPage(50, page));
  await store.statusPages.create(aStatusPage(51, { visibility: 'PRIVATE', emailWhitelist }));
  if (facts) await store.identityProviders.create(aProvider(facts));
  const asked: LinkRequest[] = [];
  const tokens = createTokens('a test secret', clock);
  const settings = { ...world.ctx.settings, publicUrl, consoleUrl, pagesDomain: 'pages.example.com' };
  const ctx = {
    ...world.ctx,
    tokens,
    settings,
    signInMails: { ask: async (one: LinkRequest) => void asked.push(one) },
  };
  const request = (signIn: Partial<LinkRequest['signIn']> = {}): LinkRequest => ({
    v: 1,
    signIn: {
      attemptId: '01JAAAAAAAAAAAAAAAAAAAAAAA',
      email: 'user1@example.com',
      browserHash: hashOf('secret'),
      to: '/',
      askedAt: tenOClock,
      ...signIn,
    },
  });
  const attempt = () => store.signInAttempts.get('01JAAAAAAAAAAAAAAAAAAAAAAA');
  return { ...world, ctx, asked, request, attempt, token: tokens.tokenFor('SIGN_IN', '01JAAAAAAAAAAAAAAAAAAAAAAA') };
}
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a link is asked for', () => {
  it.each([
    ['on the host of the API', {}, {}],
    ['on a page', { page: 50 }, { page: 50, language: 'de' }],
    [
      'on a page that has two',
      { page: 50, host: 'a.example.com' },
      { page: 50, language: 'de', host: 'a.example.com' },
    ],
  ])('%s', async (_where, where, told) => {
    const { ctx, asked } = await aDoor();
    await askForLink(
      ctx,
      { email: 'User1@Example.com', to: '/a' },
      { browserSecret: 'secret', language: 'de', ...where },
    );
    const known = { attemptId: expect.any(String), browserHash: hashOf('secret'), to: '/a', askedAt: tenOClock };
    expect(asked).toEqual([{ v: 1, signIn: { ...known, email: 'user1@example.com', ...told } }]);
  });

  it('so often by one network, and by one address however it is written', async () => {
    const { ctx } = await aDoor();
    const begin = (sourceIp: string, email?: string) =>
      countBeginning(ctx, { sourceIp, rateLimit: 3, ...(email !== undefined && { email }) });
    for (let count = 0; count < 3; count++) await begin('192.0.2.1');
    await expect(begin('192.0.2.1')).rejects.toThrow(code('RATE_LIMITED'));
    for (let count = 0; count < 5; count++)
      await begin(`198.51.100.${count}`, count % 2 ? 'A@b.example' : 'a@B.example');
    await expect(begin('198.51.100.9', 'a@b.example')).rejects.toThrow(code('RATE_LIMITED'));
  });
});

describe('a link is sent', () => {
  it.each<[string, Partial<LinkRequest['signIn']>, object]>([
    ['to a user', { email: 'User2@example.com' }, { scope: 'USER#2', language: 'de', link: { origin: publicUrl } }],
    ['to the console', { host: 'console.example.com' }, { scope: 'USER#1', link: { origin: consoleUrl } }],
    ['to a host that is none of ours', { host: 'evil.example' }, { scope: 'USER#1', link: { origin: publicUrl } }],
    [
      'to a guest',
      { email: 'guest@example.org', page: 50, language: 'de' },
      { scope: 'GUESTS#50', target: 'guest@example.org', language: 'de' },
    ],
    [
      'to a guest who said no language',
      { email: 'guest@example.org', page: 50 },
      { scope: 'GUESTS#50', language: 'en' },
    ],
  ])('%s', async (_whom, signIn, facts) => {
    const { ctx, store, request, attempt, sent } = await aDoor();
    await sendLink(ctx, request(signIn));
    const [message, ...more] = sent;
    expect([message?.id, more]).toEqual([notificationId(['SIGN_IN', '01JAAAAAAAAAAAAAAAAAAAAAAA']), []]);
    expect(await store.notifications.get(message?.scope ?? '', message?.id ?? 0)).toMatchObject(facts);
    expect(await attempt()).toMatchObject({ kind: 'LINK' });
  });

  it.each<[string, Partial<LinkRequest['signIn']>]>([
    ['nobody', { email: 'nobody@example.com' }],
    ['the canary', { email: 'user3@example.com' }],
    ['whom the page does not list', { email: 'nobody@example.org', page: 50 }],
    ['a guest of a page that is not there yet', { email: 'guest@example.org', page: 51 }],
    ['a guest of no page', { email: 'guest@example.org' }],
    ['who asked long ago', { askedAt: plus(tenOClock, { minutes: -10 }) }],
  ])('never to %s', async (_whom, signIn) => {
    const { ctx, request, attempt, sent } = await aDoor();
    await sendLink(ctx, request(signIn));
    expect([sent, await attempt()]).toEqual([[], undefined]);
  });

  it.each([
    ['its label', { label: 'Acme login' }, 'Acme login'],
    ['its name', {}, 'Okta'],
  ])('never past a provider: the mail says %s', async (_what, facts, words) => {
    const { ctx, store, request, attempt, sent } = await aDoor({ domains: ['example.com'], ...facts });
    await sendLink(ctx, request());
    const mail = await store.notifications.get(sent[0]?.scope ?? '', sent[0]?.id ?? 0);
    expect(mail?.text).toContain(words);
    expect(mail?.text).toContain(`${publicUrl}/auth/oidc/600/start`);
    expect(await attempt()).toBeUndefined();
  });
});

describe('a link is followed', () => {
  const follow = { page: undefined, browserSecret: 'secret', userAgent: 'Firefox', before: undefined };

  it.each([
    ['that nobody made', { token: 'forged' }, 'FORBIDDEN'],
    ['to another host', { page: 50 }, 'FORBIDDEN'],
    ['in another browser', { browserSecret: 'other' }, 'FORBIDDEN'],
    ['in a browser that says nothing', { browserSecret: undefined }, 'FORBIDDEN'],
  ])('not one %s', async (_which, how, refused) => {
    const { ctx, request, token } = await aDoor();
    await sendLink(ctx, request());
    await expect(followLink(ctx, { ...follow, token, ...how })).rejects.toThrow(code(refused));
    expect((await followLink(ctx, { ...follow, token })).to).toBe('/');
    await expect(readLink(ctx, { token, page: undefined })).rejects.toThrow(code('GONE'));
  });

  it.each<[string, (user: User) => Partial<User> | IdentityProvider]>([
    ['has another address', () => ({ email: 'ada@example.org' })],
    ['is hidden', () => ({ hidden: true })],
    ['gets in over a provider', () => aProvider({ domains: ['example.com'] })],
  ])('not by somebody who %s by now', async (_what, change) => {
    const { ctx, store, request, token } = await aDoor();
    await sendLink(ctx, request());
    const user = (await store.users.get(1)) ?? expect.fail('no user');
    const changed = change(user);
    if ('issuer' in changed) await store.identityProviders.create(changed);
    else await store.users.save({ ...user, ...changed }, user);
    await expect(followLink(ctx, { ...follow, token })).rejects.toThrow(code('GONE'));
  });

  it('not by whoever was given the address since', async () => {
    const { ctx, store, request, token } = await aDoor();
    await sendLink(ctx, request());
    const user = (await store.users.get(1)) ?? expect.fail('no user');
    await store.users.save({ ...user, email: 'ada@example.org' }, user);
    await store.users.create(aUser(9, { email: 'user1@example.com' }));
    await expect(followLink(ctx, { ...follow, token })).rejects.toThrow(code('GONE'));
  });
});

describe('from a page to the console and back', () => {
  const asked = { page: 50, host: 'page-50.pages.example.com', browserSecret: 'secret', to: '/a' };
  const session = { method: 'OIDC' } as Session;
  const askIn = (address: string) => new URL(address).searchParams.get('ask') ?? '';

  it.each([
    ['a path', `/${'x'.repeat(499)}`, `/${'x'.repeat(499)}`],
    ['a path too long for an address', `/${'x'.repeat(500)}`, '/'],
  ])('%s is remembered for a quarter of an hour', async (_what, to, kept) => {
    const { ctx } = await aDoor();
    const address = addressToSignIn(ctx, { ...asked, to });
    expect(address.startsWith(`${consoleUrl}/auth/to-page?ask=`)).toBe(true);
    expect(ctx.tokens.open('PAGE', askIn(address))).toEqual({
      page: 50,
      host: asked.host,
      browserHash: hashOf('secret'),
      to: kept,
      exp: epochSecondsOf(plus(tenOClock, { minutes: 15 })),
    });
  });

  it('a user is led back by a link of two minutes, which says how they came', async () => {
    const { ctx, store } = await aDoor({ domains: ['example.com'] });
    await store.statusPages.create(aStatusPage(52, { visibility: 'PUBLIC', activatedAt: tenOClock }));
    const user = aUser(1);
    const read = await readPageAsk(ctx, askIn(addressToSignIn(ctx, { ...asked, page: 52 })), { session, user });
    expect(read).toMatchObject({ page: { id: 52 }, to: '/a', browserHash: hashOf('secret') });
    const link = await linkToPage(ctx, read, { session, user });
    const id = ctx.tokens.idIn('SIGN_IN', link.split('/').at(-1) ?? '') ?? '';
    expect(await store.signInAttempts.get(id)).toEqual({
      id,
      kind: 'LINK',
      browserHash: hashOf('secret'),
      userId: 1,
      email: user.email,
      page: 52,
      to: '/a',
      details: { method: 'OIDC' },
      createdAt: tenOClock,
      expiresOn: plus(tenOClock, { minutes: 2 }),
    });
    const followed = { token: link.split('/').at(-1) ?? '', page: 52, browserSecret: 'secret' };
    const { to } = await followLink(ctx, { ...followed, userAgent: undefined, before: undefined });
    expect(to).toBe('/a');
  });

  it('is for users whom the page lets in, and for pages that are there', async () => {
    const { ctx } = await aDoor();
    const read = (page: number, user: User | undefined) =>
      readPageAsk(ctx, askIn(addressToSignIn(ctx, { ...asked, page })), { session, user });
    await expect(read(50, undefined)).rejects.toThrow(code('FORBIDDEN'));
    await expect(read(50, aUser(1, { role: 'STAKEHOLDER' }))).rejects.toThrow(code('FORBIDDEN'));
    await expect(read(51, aUser(1))).rejects.toThrow(code('GONE'));
    await expect(readPageAsk(ctx, 'nonsense', { session, user: aUser(1) })).rejects.toThrow(code('GONE'));
    const page = { page: aStatusPage(50), url: '', to: '/', browserHash: '' };
    await expect(linkToPage(ctx, page, { session, user: undefined })).rejects.toThrow(code('FORBIDDEN'));
  });
});

describe('over a provider', () => {
  const host = { origin: consoleUrl };
  async function aProviderDoor() {
    const door = await aDoor({ domains: ['example.com'] });
    const openId = {
      signInAddress: async (_client: unknown, { state }: { readonly state: string }) => state,
      readAnswer: async () => ({
        issuer: 'https://acme.okta.com',
        subject: 'ada',
        claims: { email: 'user1@example.com', email_verified: true },
      }),
    };
    const ctx = { ...door.ctx, openId, openIdTies: createTies('a test secret') };
    const state = await startOverProvider(ctx, { providerId: 600, to: '/a', browserSecret: 'secret', host });
    const finish = (browserSecret: string | undefined, query = `state=${state}`) =>
      finishOverProvider(ctx, { query, host, browserSecret, userAgent: 'Firefox', before: undefined });
    return { ...door, ctx, state, finish };
  }

  it('somebody has ten minutes, and comes in once', async () => {
    const { store, state, finish } = await aProviderDoor();
    expect(await store.signInAttempts.get(state.split('.')[0] ?? '')).toMatchObject({
      kind: 'OIDC',
      browserHash: hashOf('secret'),
      details: { providerId: '600' },
      expiresOn: plus(tenOClock, { minutes: 10 }),
    });
    const { secret, to } = await finish('secret');
    expect(to).toBe('/a');
    expect(await store.sessions.byHash(hashOf(secret))).toMatchObject({ userId: 1, method: 'OIDC' });
    await expect(finish('secret')).rejects.toThrow(code('GONE'));
  });

  it('nobody comes in by a browser or a provider that did not begin', async () => {
    const { ctx, store, finish } = await aProviderDoor();
    await expect(finish(undefined)).rejects.toThrow(code('FORBIDDEN'));
    await expect(finish('other')).rejects.toThrow(code('FORBIDDEN'));
    await expect(finish('secret', 'code=1')).rejects.toThrow(code('FORBIDDEN'));
    const provider = (await store.identityProviders.get(600)) ?? expect.fail('no provider');
    await store.identityProviders.save({ ...provider, active: false }, provider);
    await expect(finish('secret')).rejects.toThrow(code('GONE'));
    const start = (providerId: number) =>
      startOverProvider(ctx, { providerId, to: null, browserSecret: 'secret', host });
    for (const id of [600, 601, Number.NaN]) await expect(start(id)).rejects.toThrow(code('NOT_FOUND'));
  });

  it('nobody comes in by what was begun by other means', async () => {
    const { ctx, request, finish } = await aProviderDoor();
    await sendLink(ctx, request({ email: 'guest@example.org', page: 50 }));
    const { state } = ctx.openIdTies.tie('01JAAAAAAAAAAAAAAAAAAAAAAA', 'secret');
    await expect(finish('secret', `state=${state}`)).rejects.toThrow(code('GONE'));
  });
});
