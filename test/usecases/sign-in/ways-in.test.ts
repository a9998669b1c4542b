import { describe, expect, it } from 'vitest';
import { notificationId } from '../../../functions/domain/notification/id.ts';
import { hostAt } from '../../../functions/domain/session/host.ts';
import type { Session } from '../../../functions/domain/session/session.ts';
import { plus } from '../../../functions/domain/time.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import { followInvitation, readInvitation } from '../../../functions/usecases/sign-in/follow-invitation.ts';
import { PasskeyRegistrationInput, PasskeySignInInput } from '../../../functions/usecases/sign-in/inputs.ts';
import { inviteNewUser, inviteUser } from '../../../functions/usecases/sign-in/invite.ts';
import {
  beginPasskeySignIn,
  beginRegistration,
  endPasskeySignIn,
  endRegistration,
} from '../../../functions/usecases/sign-in/passkey-ceremony.ts';
import { renamePasskey } from '../../../functions/usecases/sign-in/passkeys.ts';
import { presentSession } from '../../../functions/usecases/sign-in/present-session.ts';
import { activeProviders } from '../../../functions/usecases/sign-in/provider-of-address.ts';
import { ownSessions } from '../../../functions/usecases/sign-in/sessions.ts';
import { aProvider } from '../../store/contract/identity-providers.ts';
import { anAuthenticator } from '../../support/authenticator.ts';
import { aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const publicUrl = 'https://tocsin.example.com';
const code = (expected: string) => expect.objectContaining({ code: expected });

/** Users 1 (an administrator who acts) and 2. */
async function aDoor() {
  const world = await aWorld({
    users: [aUser(1, { role: 'ADMIN' }), aUser(2, { lastName: '' })],
    policy: aPolicy([[1]]),
  });
  const acting = world.as(1);
  const actor = { ...acting.actor, role: 'ADMIN' as const };
  const ctx = { ...acting, actor, tokens: createTokens('a test secret', world.clock) };
  const user = async (id = 2) => (await world.store.users.get(id)) ?? expect.fail('no user');
  const change = async (facts: Partial<User>) => {
    const before = await user();
    return world.store.users.save({ ...before, ...facts }, before);
  };
  return { ...world, ctx, user, change };
}

describe('a passkey', () => {
  const ceremony = { host: hostAt(publicUrl), browserSecret: 'secret' };
  const inBrowser = { userAgent: 'Firefox', before: undefined };

  async function aKeyDoor() {
    const door = await aDoor();
    const key = anAuthenticator(publicUrl);
    const begin = async () => beginRegistration(door.ctx, ceremony, await door.user());
    const register = async (device = key, begun?: Awaited<ReturnType<typeof begin>>, how = {}) => {
      const { attempt, options } = begun ?? (await begin());
      const credential = { ...device.register(options as never), ...how } as never;
      return endRegistration(door.ctx, ceremony, await door.user(), { attempt, credential, name: 'Laptop' });
    };
    const signIn = async (how: object = {}, where = ceremony) => {
      const { attempt, options } = await beginPasskeySignIn(door.ctx, ceremony, '/a');
      const credential = key.answer(options as never) as never as { response: object };
      const response = { ...credential.response, ...how };
      return endPasskeySignIn(door.ctx, where, {
        attempt,
        credential: { ...credential, response } as never,
        ...inBrowser,
      });
    };
    return { ...door, key, begin, register, signIn };
  }

  it('is asked for in the name of the person, within five minutes', async () => {
    const { begin, store } = await aKeyDoor();
    const { attempt, options } = await begin();
    expect(options).toMatchObject({
      rp: { name: 'Tocsin' },
      user: { name: 'user2@example.com', displayName: 'First2' },
    });
    expect(await store.signInAttempts.get(attempt)).toMatchObject({
      userId: 2,
      expiresOn: plus(tenOClock, { minutes: 5 }),
    });
  });

  it('is told of by mail, once for each', async () => {
    const { register, sent } = await aKeyDoor();
    const { id } = await register();
    expect(sent.map((mail) => mail.id)).toEqual([notificationId(['PASSKEY', 'added', id])]);
  });

  it('says in few words how it is connected', async () => {
    const { register, key, begin } = await aKeyDoor();
    const begun = await begin();
    const transports = ['internal', ...Array.from({ length: 10 }, (_, index) => `${index}${'x'.repeat(30)}`)];
    const { response } = key.register(begun.options as never);
    const made = await register(key, begun, { response: { ...response, transports } });
    expect(made.transports).toEqual(transports.slice(0, 10).map((one) => one.slice(0, 30)));
  });

  it('is kept once for what was begun, and only for who has begun it, where they have', async () => {
    const { ctx, register, begin, key, user } = await aKeyDoor();
    const begun = await begin();
    const credential = key.register(begun.options as never) as never;
    const end = (where: typeof ceremony, who: User, attempt = begun.attempt) =>
      endRegistration(ctx, where, who, { attempt, credential, name: 'Laptop' });
    await expect(end({ ...ceremony, browserSecret: 'other' }, await user())).rejects.toThrow(code('FORBIDDEN'));
    await expect(end(ceremony, await user(1))).rejects.toThrow(code('FORBIDDEN'));
    const { attempt: ofSignIn } = await beginPasskeySignIn(ctx, ceremony, '/');
    await expect(end(ceremony, await user(), ofSignIn)).rejects.toThrow(code('GONE'));
    await register(key, begun);
    await expect(register(anAuthenticator(publicUrl), begun)).rejects.toThrow(code('GONE'));
  });

  it('is there twenty times at most, also where several were begun at once', async () => {
    const { register, begin, key, store } = await aKeyDoor();
    const begun = await begin();
    const facts = { publicKey: 'k', counter: 0, transports: [], name: 'Key', userId: 2, createdAt: tenOClock };
    for (let count = 0; count < 20; count++)
      await store.passkeys.create({ id: `01${count}`, credentialId: `c${count}`, ...facts }, { audit: [], mails: [] });
    await expect(register(key, begun)).rejects.toThrow(code('CONFLICT'));
    await expect(begin()).rejects.toThrow(code('CONFLICT'));
  });

  it('signs in whoever has it, whether or not the device says whose it is', async () => {
    const { register, signIn, clock, store } = await aKeyDoor();
    await register();
    clock.advance({ minutes: 1 });
    expect((await signIn()).to).toBe('/a');
    expect((await signIn({ userHandle: undefined })).to).toBe('/a');
    expect(await store.passkeys.ofUser(2)).toMatchObject([{ counter: 2, lastUsedAt: clock.now() }]);
  });

  it.each<[string, object, Partial<User>, string?]>([
    ['is said to be of somebody else', { userHandle: 'dXNlci0x' }, {}],
    ['signs for somebody who is hidden', {}, { hidden: true }],
    ['signs in another browser', {}, {}, 'other'],
  ])('signs nobody in where it %s', async (_what, how, facts, browserSecret = 'secret') => {
    const { register, signIn, change } = await aKeyDoor();
    await register();
    await change(facts);
    await expect(signIn(how, { ...ceremony, browserSecret })).rejects.toThrow(code('FORBIDDEN'));
  });

  it('signs nobody in past a provider', async () => {
    const { register, signIn, store } = await aKeyDoor();
    await register();
    await store.identityProviders.create(aProvider({ domains: ['example.com'] }));
    await expect(signIn()).rejects.toThrow(code('FORBIDDEN'));
  });

  it('that is gone meanwhile is not renamed', async () => {
    const { ctx, register, store } = await aKeyDoor();
    const passkey = await register();
    await store.passkeys.delete(passkey, { audit: [], mails: [] });
    const rename = (...all: Parameters<typeof store.passkeys.rename>) => store.passkeys.rename(...all);
    const passkeys = { rename, ofUser: async () => [passkey] } as unknown as typeof store.passkeys;
    const own = { ...ctx, store: { ...store, passkeys } };
    await expect(renamePasskey(own, 2, { id: passkey.id, name: 'Desk' })).rejects.toThrow(code('NOT_FOUND'));
  });

  it.each([
    ['a name', { name: ' Desk ' }, { name: 'Desk' }],
    ['no name', { name: '  ' }, {}],
    ['none', {}, {}],
  ])('is registered with %s', (_what, sent, read) => {
    const response = { clientDataJSON: 'a-_', attestationObject: '' };
    const credential = { id: 'a', rawId: 'b', type: 'public-key', clientExtensionResults: {}, response };
    const { name } = PasskeyRegistrationInput.parse({ attempt: 'x', credential, ...sent });
    expect(name === undefined ? {} : { name: name.trim() }).toEqual(read);
  });

  it.each(['a b', ' a', 'a=', 'a/b', 'a\n'])('says nothing but base64url: %j', (signature) => {
    const response = { clientDataJSON: 'a', authenticatorData: 'b', signature };
    const credential = { id: 'a', rawId: 'b', type: 'public-key', response };
    expect(PasskeySignInInput.safeParse({ attempt: 'x', credential }).success).toBe(false);
  });
});

describe('an invitation', () => {
  it.each<[string, (door: Awaited<ReturnType<typeof aDoor>>) => Promise<unknown>, string]>([
    ['nobody made', async () => 'forged', 'FORBIDDEN'],
    ['nobody sent', async ({ ctx }) => ctx.tokens.tokenFor('INVITATION', '01JAAAAAAAAAAAAAAAAAAAAAAA'), 'GONE'],
    ['is for the canary', async ({ change }) => void (await change({ hidden: true })), 'GONE'],
    [
      'is for somebody with another address',
      async ({ change }) => void (await change({ email: 'a@b.example' })),
      'GONE',
    ],
    ['is too old', async ({ clock }) => void clock.advance({ days: 7 }), 'GONE'],
    ['is for nobody any more', async ({ store, user }) => void (await store.users.delete(await user())), 'GONE'],
  ])('lets nobody in that %s', async (_which, happens, refused) => {
    const door = await aDoor();
    const { invitation } = await inviteUser(door.ctx, 2);
    const token = (await happens(door)) ?? door.ctx.tokens.tokenFor('INVITATION', invitation.id);
    await expect(readInvitation(door.ctx, String(token), undefined)).rejects.toThrow(code(refused));
  });

  it('is one person’s, not whose browser it is opened in', async () => {
    const { ctx } = await aDoor();
    const { invitation, user } = await inviteUser(ctx, 2);
    const token = ctx.tokens.tokenFor('INVITATION', invitation.id);
    const here = { session: { userId: 1 } as Session, user: aUser(1) };
    const invited = await readInvitation(ctx, token, here);
    expect(invited).toEqual({ invitation, user, provider: undefined, isSomebodyElses: true });
    const how = { here: undefined, userAgent: 'Firefox' };
    await expect(followInvitation(ctx, invited, how)).rejects.toThrow(code('FORBIDDEN'));
    const own = { ...here, session: { userId: 2 } as Session };
    expect(await readInvitation(ctx, token, own)).toMatchObject({ isSomebodyElses: false });
    const bound = { ...invited, isSomebodyElses: false, provider: aProvider() };
    await expect(followInvitation(ctx, bound, how)).rejects.toThrow(code('FORBIDDEN'));
  });

  it('is one mail, and five of an address in an hour, however it is written', async () => {
    const { ctx, change, sent } = await aDoor();
    const { invitation } = await inviteUser(ctx, 2);
    expect(sent.map(({ id }) => id)).toEqual([notificationId(['INVITATION', invitation.id])]);
    for (let count = 0; count < 4; count++) await inviteUser(ctx, 2);
    await change({ email: 'USER2@example.com' });
    await expect(inviteUser(ctx, 2)).rejects.toThrow(code('RATE_LIMITED'));
  });

  it.each([
    [{ label: 'Acme login' }, 'Acme login'],
    [{}, 'Okta'],
  ])('says over what they get in, by the name that people know: %j', async (facts, name) => {
    const { ctx, store, sent } = await aDoor();
    await store.identityProviders.create(aProvider({ domains: ['example.com'], ...facts }));
    await inviteUser(ctx, 2);
    expect((await store.notifications.get('USER#2', sent[0]?.id ?? 0))?.text).toContain(name);
  });

  it('is no error for a new user where mail is not configured, and one where it fails', async () => {
    const { ctx, user } = await aDoor();
    const errors: unknown[] = [];
    const log = { ...ctx.log, error: (said: string) => void errors.push(said) };
    const settings = { ...ctx.settings, configuredChannels: ['SMS' as const] };
    await inviteNewUser({ ...ctx, log, settings }, await user());
    expect(errors).toEqual([]);
    await inviteNewUser({ ...ctx, log }, aUser(77));
    expect(errors).toEqual(['a new user was not invited']);
  });
});

describe('sessions', () => {
  const session = (id: string, page?: number): Session => ({
    id,
    hash: id,
    userId: 2,
    email: 'user2@example.com',
    method: 'LINK',
    userAgent: 'Firefox',
    createdAt: tenOClock,
    lastSeenAt: tenOClock,
    ...(page !== undefined && { page }),
  });

  it('are seen on a page as far as they are for it, and everywhere else all', async () => {
    const { ctx, store } = await aDoor();
    const all = [session('a'), session('b', 50), session('c', 51)];
    for (const one of all) await store.sessions.create(one, {});
    const seen = async (own: Session) => (await ownSessions(ctx, own)).map(({ id }) => id);
    expect(await seen(all[0] as Session)).toEqual(['a', 'b', 'c']);
    expect(await seen(all[1] as Session)).toEqual(['b']);
    const { userId: _nobody, ...guest } = session('d', 50);
    expect(await seen(guest)).toEqual(['d']);
  });

  it('say for which page they are, and nothing that could be used', () => {
    const told = { id: 'a', createdAt: tenOClock, lastSeenAt: tenOClock, userAgent: 'Firefox', method: 'LINK' };
    expect(presentSession(session('a'))).toEqual(told);
    expect(presentSession(session('a', 50))).toEqual({ ...told, statusPage: { id: 50 } });
  });
});

it('all providers that are switched on are offered', async () => {
  const { ctx, store } = await aDoor();
  for (let id = 1; id <= 30; id++) await store.identityProviders.create(aProvider({ id, domains: [`d${id}.example`] }));
  expect(await activeProviders(ctx)).toHaveLength(30);
});
