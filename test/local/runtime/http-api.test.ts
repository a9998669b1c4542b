import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../local/deployment.ts';
import type { Functions, InvocationResult } from '../../../local/runtime/functions.ts';
import { serveHttpApi } from '../../../local/runtime/http-api.ts';
import { chooseRoute } from '../../../local/runtime/http-route.ts';

const routes = [
  { method: 'POST', path: '/api/events', functionName: 'ingest' },
  { method: 'POST', path: '/api/events/{slug}/{key}', functionName: 'ingest' },
  { method: 'ANY', path: '/', functionName: 'api' },
  { method: 'ANY', path: '/{proxy+}', functionName: 'api' },
];

describe('choosing a route', () => {
  it.each([
    ['POST', '/api/events', 'POST /api/events', {}],
    ['GET', '/api/events', 'ANY /{proxy+}', { proxy: 'api/events' }],
    ['POST', '/api/events/grafana/a%20key', 'POST /api/events/{slug}/{key}', { slug: 'grafana', key: 'a key' }],
    ['POST', '/api/events/grafana/a/b', 'ANY /{proxy+}', { proxy: 'api/events/grafana/a/b' }],
    ['GET', '/', 'ANY /', {}],
  ])('%s %s', (method, path, expected, pathParameters) => {
    const match = chooseRoute(routes, method, path);
    expect(`${match?.route.method} ${match?.route.path}`).toBe(expected);
    expect(match?.pathParameters).toEqual(pathParameters);
  });

  it('finds none where there is none', () => {
    expect(chooseRoute(routes.slice(0, 2), 'GET', '/health')).toBeUndefined();
  });
});

describe('the HTTP API', () => {
  let server: Server;
  let base: string;
  // biome-ignore lint/suspicious/noExplicitAny: the event as the function sees it
  let event: any;
  let result: InvocationResult = { ok: true, processorMilliseconds: 1, payload: '{"statusCode":200}' };
  let isAllowed = true;
  let asked: unknown[] = [];

  beforeAll(async () => {
    const functions = {
      async invoke(_name: string, given: unknown) {
        event = given;
        return result;
      },
    } as unknown as Functions;
    const api = serveHttpApi({
      deployment: {
        accountId: '000000000000',
        region: 'eu-central-1',
        apiId: 'local',
        routes,
        cors: { AllowOrigins: ['https://console.example'], AllowMethods: ['GET', 'PUT'], MaxAge: 60 },
        functions: [
          { name: 'ingest', arn: 'arn:ingest' },
          { name: 'api', arn: 'arn:api' },
        ],
      } as unknown as Deployment,
      functions,
      access: {
        functionMay: async () => true,
        async serviceMay(...question) {
          asked = question;
          return isAllowed;
        },
      },
      metrics: { record: () => {} },
    });
    server = createServer((incoming, outgoing) => void api(incoming, outgoing));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('hands a request on in payload format 2.0', async () => {
    await fetch(`${base}/api/alerts%2F1?state=PENDING&state=ACCEPTED&q=a%20b`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie: 'a=1; b=2', 'X-Custom': 'Yes', 'user-agent': 'test' },
      body: '{"ok":true}',
    });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /{proxy+}',
      rawPath: '/api/alerts/1',
      rawQueryString: 'state=PENDING&state=ACCEPTED&q=a%20b',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { state: 'PENDING,ACCEPTED', q: 'a b' },
      pathParameters: { proxy: 'api/alerts/1' },
      body: '{"ok":true}',
      isBase64Encoded: false,
      requestContext: {
        stage: '$default',
        domainName: '127.0.0.1',
        http: { method: 'PUT', path: '/api/alerts/1', sourceIp: '127.0.0.1', userAgent: 'test' },
      },
    });
    expect(event.headers).toMatchObject({ 'x-custom': 'Yes' });
    expect(event.headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['text/plain; charset=utf-8', false],
    ['application/json', false],
    ['application/vnd.tool+json', false],
  ])('carries a body of %s', async (type, isBase64Encoded) => {
    await fetch(`${base}/api/events`, { method: 'POST', headers: { 'content-type': type }, body: 'payload=ü' });
    expect(event.isBase64Encoded).toBe(isBase64Encoded);
    expect(Buffer.from(event.body, isBase64Encoded ? 'base64' : 'utf8').toString()).toBe('payload=ü');
  });

  it('carries a compressed body unharmed', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    await fetch(`${base}/api/events`, { method: 'POST', headers, body: gzipSync('{"a":1}') });
    expect(event.isBase64Encoded).toBe(true);
    expect(gunzipSync(Buffer.from(event.body, 'base64')).toString()).toBe('{"a":1}');
  });

  it('joins a header that comes twice', async () => {
    await new Promise((resolve) => request(`${base}/`, { headers: { 'x-tag': ['one', 'two'] } }, resolve).end());
    expect(event.headers['x-tag']).toBe('one,two');
  });

  it('answers what the function returned', async () => {
    result = {
      ok: true,
      processorMilliseconds: 1,
      payload: JSON.stringify({
        statusCode: 201,
        headers: { Location: '/api/users/7' },
        cookies: ['a=1', 'b=2'],
        body: Buffer.from('bytes').toString('base64'),
        isBase64Encoded: true,
      }),
    };
    const response = await fetch(`${base}/health`);
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe('/api/users/7');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('bytes');
  });

  it('takes a result without a status as the body of a 200', async () => {
    result = { ok: true, processorMilliseconds: 1, payload: '{"hello":"there"}' };
    const response = await fetch(`${base}/health`);
    expect([response.status, await response.json()]).toEqual([200, { hello: 'there' }]);
  });

  it.each([
    ['Error', 500, 'Internal Server Error'],
    ['TooManyRequestsException', 503, 'Service Unavailable'],
  ])('answers for a function that fails with %s', async (errorType, status, message) => {
    result = { ok: false, error: { errorType, errorMessage: 'secret' } };
    const response = await fetch(`${base}/health`);
    expect([response.status, await response.json()]).toEqual([status, { message }]);
  });

  it('invokes only what the function’s policy lets it', async () => {
    isAllowed = false;
    event = undefined;
    expect((await fetch(`${base}/api/events/grafana/key`, { method: 'POST' })).status).toBe(500);
    expect(event).toBeUndefined();
    expect(asked).toEqual([
      'apigateway.amazonaws.com',
      { action: 'lambda:InvokeFunction', resource: 'arn:ingest' },
      'arn:aws:execute-api:eu-central-1:000000000000:local/$default/POST/api/events/{slug}/{key}',
    ]);
    isAllowed = true;
  });

  it('refuses bodies over 6 MB', async () => {
    const response = await fetch(`${base}/api/events`, { method: 'POST', body: 'x'.repeat(6 * 1024 * 1024 + 1) });
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  it('answers a browser’s question before it calls', async () => {
    const preflight = (origin: string) =>
      fetch(`${base}/api/alerts`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } });
    const allowed = await preflight('https://console.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-methods')).toBe('GET,PUT');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://console.example');
    expect((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
