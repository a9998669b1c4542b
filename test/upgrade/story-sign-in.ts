import { createHash } from 'node:crypto';
import { anAuthenticator } from '../support/authenticator.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { must, type People } from './story-configuration.ts';

const callback = 'http://localhost:4597/callback';

/** A browser as far as cookies go. */
function aBrowser(cloud: LocalCloud) {
  const jar = new Map<string, string>();
  return async (method: string, path: string, body?: object | URLSearchParams) => {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(`${cloud.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body !== undefined && {
          'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
        }),
        ...(method !== 'GET' && { origin: cloud.url }),
      },
      ...(body !== undefined && { body: isForm ? body.toString() : JSON.stringify(body) }),
    });
    for (const given of response.headers.getSetCookie()) {
      const [name = '', value = ''] = given.split('; ')[0]?.split('=') ?? [];
      jar.set(name, value);
    }
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return { headers: response.headers, text, json: () => JSON.parse(text) };
  };
}

/**
 * Somebody signs in by a link, registers a passkey and lets an app in; there is an identity provider, a key with limits, and
 * somebody who was invited and has not come.
 */
export async function signIn(cloud: LocalCloud, { barbara, grace }: People): Promise<void> {
  const browser = aBrowser(cloud);
  await browser('POST', '/auth/email', { email: barbara.email });
  await cloud.settle();
  const mail = (await cloud.outbox()).findLast(({ channel, to }) => channel === 'EMAIL' && to === barbara.email);
  const link = /http:\S+\/auth\/link\/\S+/.exec(mail?.text ?? '')?.[0];
  if (link === undefined) throw new Error('no link was sent');
  await browser('POST', new URL(link).pathname);

  const begun = (await browser('POST', '/auth/passkey/registration/options', {})).json();
  const device = anAuthenticator(cloud.url.replace('127.0.0.1', 'localhost'));
  const credential = device.register(begun.options);
  await browser('POST', '/auth/passkey/registration', { attempt: begun.attempt, credential, name: 'Laptop' });

  await letAppIn(cloud, browser);
  must(
    await cloud.api('POST', '/api/identity-providers', {
      name: 'Everybody',
      issuer: 'https://id.example.org',
      clientId: 'tocsin',
      clientSecret: 'a secret of the provider',
      domains: ['example.org'],
    }),
  );
  const limits = { name: 'Deploys', scopes: ['alert:r'], validUntil: '2027-11-21T10:00:00Z' };
  must(await cloud.api('POST', `/api/users/${grace.id}/api-keys`, limits));
  const invited = { email: 'donald@example.com', firstName: 'Donald', lastName: 'Example', role: 'USER' };
  must(await cloud.api('POST', '/api/users', invited));
  await cloud.settle();
}

async function letAppIn(cloud: LocalCloud, browser: ReturnType<typeof aBrowser>): Promise<void> {
  const verifier = 'a-verifier-of-forty-three-letters-or-some-more';
  const app = must(await cloud.api('POST', '/api/developers/apps', { name: 'Wallboard', redirectUris: [callback] }));
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: callback,
    scope: 'alert:r',
    state: 'known to the app',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const path = '/api/developers/oauth2/authorize';
  const shown = await browser('GET', `${path}?${asked}`);
  const request = /name="request" value="([^"]+)"/.exec(shown.text)?.[1] ?? '';
  const agreed = await browser('POST', path, new URLSearchParams({ request, decision: 'allow' }));
  const code = new URL(agreed.headers.get('location') ?? '').searchParams.get('code') ?? '';
  await aBrowser(cloud)(
    'POST',
    '/api/developers/oauth2/token',
    new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback,
      code_verifier: verifier,
      client_id: app.clientId,
      client_secret: app.clientSecret,
    }),
  );
}

/** Somebody is about to sign in: by a passkey, and by a link whose mail is not sent yet. */
export async function beginToSignIn(cloud: LocalCloud, { grace }: People): Promise<void> {
  const browser = aBrowser(cloud);
  await browser('POST', '/auth/passkey/sign-in/options', {});
  await browser('POST', '/auth/email', { email: grace.email });
}
