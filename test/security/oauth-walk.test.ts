import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { signInHarness } from '../sign-in/sign-in-harness.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/oauth.md'), 'utf8');
const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, command = '']) => command);
const address = /```\n(\$TOCSIN\/api\/developers\/oauth2\/authorize\S+)\n```/.exec(page)?.[1] ?? '';

let server: Server | undefined;
afterEach(() => void server?.close());

const run = (command: string, env: Record<string, string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const shell = spawn('sh', ['-ec', command], { env: { PATH: process.env.PATH ?? '', ...env } });
    let out = '';
    shell.stdout.on('data', (data) => {
      out += data;
    });
    shell.on('error', reject);
    shell.on('close', () => resolve(out));
  });

it('docs/oauth.md leads from a registered app to the end of its tokens, as it is written', async () => {
  const world = await signInHarness();
  const user = (await world.store.users.get(1)) ?? expect.fail();
  const person = world.browser();
  await person.open({ user });
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
      const raw = Buffer.concat(chunks).toString();
      const headers = request.headers as Record<string, string>;
      const { method = 'GET' } = request;
      const body = raw === '' ? {} : { raw };
      const answer = pathname.startsWith('/api/developers/oauth2/')
        ? await world.browser('curl').send(method, pathname, { query: search.slice(1), headers, ...body })
        : await world.call(method, pathname, { key: null, query: search.slice(1), headers, ...body });
      response.writeHead(answer.status).end(answer.text);
    });
  });
  await new Promise<void>((listening) => void server?.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const verifier = 'a-verifier-of-forty-three-letters-or-some-more';
  const env: Record<string, string> = {
    TOCSIN: `http://127.0.0.1:${port}`,
    ADMIN_KEY: 'owner-key',
    STATE: 'only-the-app-knows',
    VERIFIER: verifier,
    CHALLENGE: createHash('sha256').update(verifier).digest('base64url'),
  };
  expect(commands).toHaveLength(6);
  const next = async () => JSON.parse(await run(commands.shift() ?? '', env));

  const app = await next();
  Object.assign(env, { CLIENT_ID: app.clientId, CLIENT_SECRET: app.clientSecret });
  const asked = new URL(address.replaceAll(/\$([A-Z_]+)/g, (_all, name: string) => env[name] ?? ''));
  const shown = await person.get(asked.pathname, { query: asked.search.slice(1) });
  const request = /name="request" value="([^"]+)"/.exec(shown.text)?.[1] ?? expect.fail(shown.text);
  const { headers } = await person.post(asked.pathname, { form: { request, decision: 'allow' } });
  const back = new URL(headers.location ?? '');
  expect(back.searchParams.get('state')).toBe(env.STATE);
  env.CODE = back.searchParams.get('code') ?? '';

  const tokens = await next();
  Object.assign(env, { ACCESS_TOKEN: tokens.access_token, REFRESH_TOKEN: tokens.refresh_token });
  expect((await next()).id).toBe(1);
  const renewed = await next();
  Object.assign(env, { ACCESS_TOKEN: renewed.access_token, REFRESH_TOKEN: renewed.refresh_token });
  const look = commands[0] ?? '';
  expect((await next()).active).toBe(true);
  expect(await next()).toEqual({});
  expect(JSON.parse(await run(look, env))).toEqual({ active: false });
});
