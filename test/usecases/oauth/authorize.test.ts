import { expect, it } from 'vitest';
import type { App } from '../../../functions/domain/oauth/app.ts';
import { epochSecondsOf, plus } from '../../../functions/domain/time.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import { accessBy } from '../../../functions/usecases/oauth/access.ts';
import { AppInput } from '../../../functions/usecases/oauth/apps.ts';
import { decide, whatIsAsked, whoAsks } from '../../../functions/usecases/oauth/authorize.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aGrant } from '../../support/grants.ts';
import { aWorld } from '../../support/world.ts';

const redirectUri = 'https://app.example.com/callback';
const user = aUser(2);
const session = { id: 's1', hash: 'h', userId: 2, email: user.email, userAgent: 'Firefox' } as Parameters<
  typeof whatIsAsked
>[3];

/** Apps 7, `wall`, and 8, `tv`, that person 2 is asked to let act for them. */
async function asking() {
  const world = await aWorld();
  const app = (id: number, clientId: string): App => ({
    ...{ id, version: 0, name: clientId, type: 'CONFIDENTIAL', clientId, redirectUris: [redirectUri] },
    ...{ createdAt: tenOClock, updatedAt: tenOClock },
  });
  for (const one of [app(7, 'wall'), app(8, 'tv')]) await world.store.apps.create(one);
  const ctx = { ...world.ctx, tokens: createTokens('a test secret', world.clock) };
  /** The sealed question of the page. */
  const page = async (client_id = 'wall', scope = 'alert:r') => {
    const params = new URLSearchParams({ client_id, redirect_uri: redirectUri, response_type: 'code', scope });
    const asked = whatIsAsked(ctx, await whoAsks(ctx, params), params, session);
    return asked.kind === 'ask' ? asked.request : expect.fail(asked.to);
  };
  const allow = (request: string) => decide(ctx, { request, isAllowed: true }, { session, user });
  return { ...world, ctx, page, allow };
}

it('what somebody is asked can be answered for ten minutes', async () => {
  const { page, allow, clock } = await asking();
  const [first, second] = [await page(), await page()];
  clock.advance({ minutes: 9, seconds: 59 });
  expect(await allow(first)).toContain(`${redirectUri}?code=`);
  clock.advance({ seconds: 1 });
  await expect(allow(second)).rejects.toThrow('this page is over');
});

it('an app is not told that it asked wrongly where something else fails', async () => {
  const { ctx } = await asking();
  const params = new URLSearchParams({ client_id: 'wall', redirect_uri: redirectUri, response_type: 'code' });
  params.set('scope', 'alert:r');
  const seal = () => {
    throw new Error('no secret');
  };
  const broken = { ...ctx, tokens: { ...ctx.tokens, seal } };
  const asked = await whoAsks(ctx, params);
  expect(() => whatIsAsked(broken, asked, params, session)).toThrow('no secret');
});

it('nothing is given to an app that is gone by the time of the answer', async () => {
  const { page, allow, store } = await asking();
  const request = await page();
  await store.apps.delete((await store.apps.get(7)) ?? expect.fail('no app'));
  await expect(allow(request)).rejects.toThrow('the app is not registered any more');
});

it('that an app may act for somebody is told once a day, of each app and of all that it asks for anew', async () => {
  const { page, allow, clock, sent } = await asking();
  const told = async (client: string, scope: string) => {
    sent.splice(0);
    await allow(await page(client, scope));
    return sent.length;
  };
  expect([await told('wall', 'alert:r'), await told('wall', 'alert:r')]).toEqual([1, 0]);
  expect([await told('tv', 'alert:r'), await told('wall', 'team:r')]).toEqual([1, 1]);
  clock.advance({ hours: 13, minutes: 59 });
  expect(await told('wall', 'alert:r')).toBe(0);
  clock.advance({ minutes: 1 });
  expect(await told('wall', 'alert:r')).toBe(1);
});

it.each<[string, object, boolean]>([
  ['with what it was given for', {}, true],
  ['with the name of another app', { client_id: 'tv' }, false],
  ['with the id of another person', { sub: '3' }, false],
  ['of a grant that is not there', { grant: 'none' }, false],
])('a token is good %s: %s', async (_what, facts, isGood) => {
  const { ctx } = await asking();
  const grant = await aGrant(ctx, { userId: 2, appId: 7 });
  const exp = epochSecondsOf(plus(tenOClock, { hours: 1 }));
  const claims = { iss: 'i', aud: 'a', sub: '2', client_id: 'wall', scope: 'alert:r', iat: exp - 3600, exp, jti: 'j' };
  const told = { ...claims, grant, ...facts };
  const access = await accessBy(ctx, ctx.tokens.seal('ACCESS', told));
  expect(access && [access.app.id, access.user.id]).toEqual(isGood ? [7, 2] : undefined);
});

it.each([
  ['twenty addresses', { redirectUris: Array.from({ length: 20 }, (_, index) => `${redirectUri}/${index}`) }, true],
  ['one more', { redirectUris: Array.from({ length: 21 }, (_, index) => `${redirectUri}/${index}`) }, false],
  ['no address', { redirectUris: [] }, false],
  ['one of two thousand characters', { redirectUris: [`${redirectUri}/`.padEnd(2000, 'x')] }, true],
  ['one of more', { redirectUris: [`${redirectUri}/`.padEnd(2001, 'x')] }, false],
  ['no scope', { scopes: [] }, false],
  ['a hundred scopes', { scopes: Array.from({ length: 100 }, () => 'alert:r') }, true],
  ['one scope more', { scopes: Array.from({ length: 101 }, () => 'alert:r') }, false],
])('an app may be registered with %s, or not', (_what, facts, isTaken) => {
  expect(AppInput.safeParse({ name: 'Wallboard', redirectUris: [redirectUri], ...facts }).success).toBe(isTaken);
});
