import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { App } from '../../../functions/domain/oauth/app.ts';
import { accessSeconds, type Code, RefreshClaims, refreshSeconds } from '../../../functions/domain/oauth/grant.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import { changedApp, registerApp, renewSecret } from '../../../functions/usecases/oauth/apps.ts';
import { endGrantsOf, grantsOf, withdrawGrant } from '../../../functions/usecases/oauth/grants.ts';
import { exchangeCode, refresh } from '../../../functions/usecases/oauth/token.ts';
import { aGrant } from '../../support/grants.ts';
import { aWorld } from '../../support/world.ts';

const redirectUri = 'https://app.example.com/callback';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

/** A world with an app to which person 2 gives codes. */
async function withApp() {
  const world = await aWorld();
  const admin = world.as(1);
  const by = { ...admin, actor: { ...admin.actor, role: 'ADMIN' as const } };
  const { app } = await registerApp(by, { name: 'Wallboard', redirectUris: [redirectUri] });
  const ctx = { ...world.ctx, tokens: createTokens('a test secret', world.clock) };
  let codes = 0;
  const give = async (facts: Partial<Code> = {}) => {
    const text = `code-${++codes}`;
    const usual = { appId: app.id, userId: 2, redirectUri, createdAt: world.clock.now(), state: 'NEW' as const };
    await world.store.grants.createCode({
      ...usual,
      hash: hashOf(text),
      scopes: ['alert', 'offline_access'],
      ...facts,
    } as Code);
    return text;
  };
  const exchange = (code: string, given: { redirectUri?: string; verifier?: string } = {}, of: App = app) =>
    exchangeCode(ctx, of, { code, ...given });
  /** The same world, in whose store some of these calls go another way. */
  const but = (calls: Partial<typeof world.store.grants>) => ({
    ...ctx,
    store: {
      ...world.store,
      grants: Object.assign(Object.create(world.store.grants), calls) as typeof world.store.grants,
    },
  });
  const theirs = async () => (await grantsOf(ctx, 2)).map(({ grant }) => grant);
  return { ...world, ctx, but, by, app, give, exchange, theirs };
}

const refused = (message: string) => ({ code: 'invalid_grant', message: expect.stringContaining(message) });

describe('a code', () => {
  it('gives tokens once; when it comes again, what it gave is worth nothing', async () => {
    const { exchange, give, theirs } = await withApp();
    const code = await give();
    const answer = await exchange(code, { redirectUri });
    expect(answer).toMatchObject({
      token_type: 'Bearer',
      expires_in: accessSeconds,
      scope: 'alert offline_access',
      refresh_token_expires_in: refreshSeconds,
    });
    expect(await theirs()).toHaveLength(1);
    await expect(exchange(code)).rejects.toMatchObject(refused('the code was used before'));
    expect(await theirs()).toEqual([]);
  });

  it('takes away what it gave also when it comes again late', async () => {
    const { exchange, give, theirs, clock } = await withApp();
    const code = await give();
    await exchange(code);
    clock.advance({ minutes: 5 });
    await expect(exchange(code)).rejects.toMatchObject(refused('the code was used before'));
    expect(await theirs()).toEqual([]);
  });

  it('gives no refresh token where nobody allowed to act while they are away', async () => {
    const { exchange, give } = await withApp();
    const answer = await exchange(await give({ scopes: ['alert'] }));
    for (const member of ['refresh_token', 'refresh_token_expires_in']) expect(answer).not.toHaveProperty(member);
  });

  it('that two bring at once gives one of them nothing, and the other nothing for long', async () => {
    const { app, but, exchange, give, store, theirs } = await withApp();
    const code = await give();
    const late = but({
      exchange: async (...given) => {
        await exchange(code);
        expect(await theirs()).toHaveLength(1);
        return store.grants.exchange(...given);
      },
    });
    await expect(exchangeCode(late, app, { code })).rejects.toMatchObject(refused('the code was used before'));
    expect(await theirs()).toEqual([]);
  });

  it('that is gone in the moment in which it is used gives nothing', async () => {
    const { app, but, give, store } = await withApp();
    const code = await give();
    const looks = [store.grants.codeByHash, async () => undefined];
    const late = but({
      exchange: async () => false,
      codeByHash: async (hash) => looks.shift()?.(hash),
    });
    await expect(exchangeCode(late, app, { code })).rejects.toMatchObject(refused('the code was used before'));
    expect(looks).toEqual([]);
  });

  it('is good for two minutes, for the app and the address that it was given to', async () => {
    const { exchange, give, clock, app } = await withApp();
    const code = await give();
    await expect(exchange('another')).rejects.toMatchObject(refused('unknown'));
    await expect(exchange(code, {}, { ...app, id: 77 })).rejects.toMatchObject(refused('unknown'));
    await expect(exchange(code, { redirectUri: `${redirectUri}/` })).rejects.toMatchObject(refused('redirect_uri'));
    clock.advance({ seconds: 119 });
    await expect(exchange(code)).resolves.toBeDefined();
    const late = await give();
    clock.advance({ minutes: 2 });
    await expect(exchange(late)).rejects.toMatchObject(refused('over'));
  });

  it('of somebody who is gone gives nothing', async () => {
    const { exchange, give } = await withApp();
    await expect(exchange(await give({ userId: 77 }))).rejects.toMatchObject(refused('the user is gone'));
  });

  it.each<[string, string | undefined, string | undefined, boolean]>([
    ['ends with PKCE as it began', 'v'.repeat(43), 'v'.repeat(43), true],
    ['takes a verifier of the longest kind', 'v'.repeat(128), 'v'.repeat(128), true],
    ['takes none that is too short', 'v'.repeat(42), 'v'.repeat(42), false],
    ['takes none that is too long', 'v'.repeat(129), 'v'.repeat(129), false],
    ['takes none with other characters before', `+${'v'.repeat(43)}`, `+${'v'.repeat(43)}`, false],
    ['takes none with other characters behind', `${'v'.repeat(43)}+`, `${'v'.repeat(43)}+`, false],
    ['takes no other verifier', 'v'.repeat(43), 'w'.repeat(43), false],
    ['takes none where it began without', undefined, 'v'.repeat(43), false],
    ['does not end without', 'v'.repeat(43), undefined, false],
  ])('%s', async (_what, began, verifier, isGood) => {
    const { exchange, give } = await withApp();
    const code = await give(began === undefined ? {} : { challenge: challengeOf(began) });
    const answer = exchange(code, verifier === undefined ? {} : { verifier });
    if (isGood) await expect(answer).resolves.toBeDefined();
    else await expect(answer).rejects.toMatchObject(refused('code_verifier'));
  });

  it('takes the place of the oldest of ten that one app has of one person', async () => {
    const { exchange, give, theirs, clock } = await withApp();
    const grants: string[] = [];
    for (let count = 0; count < 11; count++) {
      await exchange(await give());
      clock.advance({ seconds: 1 });
      const known = new Set(grants);
      grants.push((await theirs()).find(({ id }) => !known.has(id))?.id ?? expect.fail('no grant'));
    }
    expect((await theirs()).map(({ id }) => id).sort()).toEqual(grants.slice(1).sort());
  });
});

describe('a refresh token', () => {
  it('is used up by the next, and ends everything when it comes again', async () => {
    const { ctx, app, exchange, give, theirs, clock } = await withApp();
    const { refresh_token: first = '' } = await exchange(await give());
    clock.advance({ hours: 1 });
    const next = await refresh(ctx, app, { refreshToken: first, scope: 'alert' });
    expect(next).toMatchObject({ scope: 'alert', expires_in: accessSeconds });
    await expect(refresh(ctx, { ...app, id: 77 }, { refreshToken: next.refresh_token ?? '' })).rejects.toMatchObject(
      refused('unknown'),
    );
    expect(await theirs()).toHaveLength(1);
    await expect(refresh(ctx, app, { refreshToken: first })).rejects.toMatchObject(refused('used before'));
    expect(await theirs()).toEqual([]);
    await expect(refresh(ctx, app, { refreshToken: next.refresh_token ?? '' })).rejects.toMatchObject(
      refused('unknown'),
    );
  });

  it('that was never given, however like the newest, ends everything', async () => {
    const { ctx, app, exchange, give, theirs } = await withApp();
    const { refresh_token: given = '' } = await exchange(await give());
    const claims = { ...RefreshClaims.parse(ctx.tokens.open('REFRESH', given)), jti: 'another' };
    const refreshToken = ctx.tokens.seal('REFRESH', claims);
    await expect(refresh(ctx, app, { refreshToken })).rejects.toMatchObject(refused('used before'));
    expect(await theirs()).toEqual([]);
  });

  it('that two bring at once ends everything', async () => {
    const { app, but, exchange, give, theirs } = await withApp();
    const { refresh_token: refreshToken = '' } = await exchange(await give());
    const late = but({ advance: async () => false });
    await expect(refresh(late, app, { refreshToken })).rejects.toMatchObject(refused('used before'));
    expect(await theirs()).toEqual([]);
  });
});

describe('what apps may do', () => {
  it('ends with whoever let them, one by one or all at once', async () => {
    const world = await withApp();
    const facts = { userId: 2, appId: world.app.id };
    const [first] = [
      await aGrant(world.ctx, facts),
      await aGrant(world.ctx, facts),
      await aGrant(world.ctx, { ...facts, userId: 3 }),
    ];
    await withdrawGrant(world.by, 2, first);
    await expect(withdrawGrant(world.by, 2, first)).rejects.toMatchObject({ message: expect.stringContaining(first) });
    expect(await world.theirs()).toHaveLength(1);
    await endGrantsOf(world.by, 2);
    expect(await world.theirs()).toEqual([]);
    expect(await grantsOf(world.ctx, 3)).toHaveLength(1);
  });

  it('is changed with when that was; its kind stays, and its scopes go where none are said', async () => {
    const { by, clock, app } = await withApp();
    const { app: narrow } = await registerApp(by, { name: 'Narrow', redirectUris: [redirectUri], scopes: ['alert'] });
    clock.advance({ minutes: 1 });
    const input = { name: 'Wall', redirectUris: [redirectUri, redirectUri] };
    expect(changedApp(by, app, { ...input, type: 'CONFIDENTIAL' })).toEqual({
      ...app,
      name: 'Wall',
      redirectUris: [redirectUri],
      updatedAt: clock.now(),
    });
    expect(changedApp(by, narrow, input)).not.toHaveProperty('scopes');
    expect(() => changedApp(by, app, { ...input, type: 'PUBLIC' })).toThrow(expect.objectContaining({ field: 'type' }));
    const renewed = await renewSecret(by, app.id);
    expect(renewed.app).toMatchObject({ secretHash: hashOf(renewed.secret ?? ''), updatedAt: clock.now() });
    expect(renewed.app.secretHash).not.toBe(app.secretHash);
  });

  it('has no secret where it cannot keep one', async () => {
    const { by } = await withApp();
    const { app, secret } = await registerApp(by, { name: 'Phone', type: 'PUBLIC', redirectUris: [redirectUri] });
    expect([secret, 'secretHash' in app]).toEqual([undefined, false]);
    await expect(renewSecret(by, app.id)).rejects.toMatchObject({ message: expect.stringContaining('public') });
  });
});
