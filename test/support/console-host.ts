import { readFileSync } from 'node:fs';
import { type EdgeRequest, loadEdgeFunction } from '../../local/edge/edge-function.ts';
import type { Sent, signInHarness } from '../sign-in/sign-in-harness.ts';

const source = readFileSync(new URL('../../functions/edge/console-api-request.js', import.meta.url), 'utf8');

export const consoleUrl = 'https://console.example.com';
/** Where CloudFront asks from; API Gateway sees nothing else of a visitor of the console. */
const edgeAddress = '203.0.113.250';

/** A browser on the console's host: between it and signing in is the deployed edge function. */
export function onConsole(
  world: Awaited<ReturnType<typeof signInHarness>>,
  userAgent = 'Firefox',
  viewer = '192.0.2.1',
) {
  const edge = loadEdgeFunction(source, {
    get: async (key) => {
      if (key !== 'secrets') throw new Error('KeyNotFound');
      return world.pageKeys.entry;
    },
  });
  const browser = world.browser(userAgent);

  async function send(method: string, path: string, { headers = {}, ...sent }: Sent = {}) {
    const own = method === 'GET' ? {} : { origin: consoleUrl, 'sec-fetch-site': 'same-origin' };
    const shown = { host: 'console.example.com', ...own, ...headers };
    const asked = (await edge({
      version: '1.0',
      context: { eventType: 'viewer-request' },
      viewer: { ip: viewer },
      request: {
        method,
        uri: path,
        querystring: {},
        cookies: {},
        headers: Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, { value }])),
      },
    })) as EdgeRequest;
    const passed = Object.entries(asked.headers).map(([name, { value }]) => [name, value] as const);
    return browser.send(method, path, {
      ...sent,
      sourceIp: edgeAddress,
      headers: { ...Object.fromEntries(passed), host: 'abc123.execute-api.eu-central-1.amazonaws.com' },
    });
  }

  return {
    ...browser,
    send,
    get: (path: string, sent?: Sent) => send('GET', path, sent),
    post: (path: string, sent?: Sent) => send('POST', path, sent),
  };
}
