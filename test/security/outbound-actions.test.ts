import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { driverOf } from '../../functions/actions/catalogue.ts';
import type { ActionAnswer, ActionReading } from '../../functions/actions/driver.ts';
import { privateTargetsIn } from '../../functions/domain/private-targets.ts';
import { askOverHttp } from '../../functions/platform/ask-outside.ts';
import { createPublicAsk } from '../../functions/platform/public-fetch.ts';
import { factsFor } from '../actions/facts.ts';
import { ownCertificate } from '../support/own-certificate.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const askWithin = (timeoutMilliseconds: number) =>
  askOverHttp(
    createPublicAsk({ maximumBytes: 10_000, timeoutMilliseconds, privateTargets: privateTargetsIn('127.0.0.1') }),
  );
const patient = askWithin(20_000);
/** For those who never answer. */
const hasty = askWithin(400);

/** One attempt of the driver at a target of ours, by the sender that asks the internet. */
async function attemptAt(type: 'jira' | 'webhook' | 'mattermost', url: string, ask = patient): Promise<ActionReading> {
  const driver = await driverOf(type);
  const usual = factsFor(type, { trigger: 'alert-created' });
  const facts =
    type === 'webhook'
      ? { ...usual, action: { ...usual.action, params: { ...usual.action.params, webhookUrl: url } } }
      : { ...usual, connector: { params: { ...usual.connector?.params, url } } };
  const answers: ActionAnswer[] = [];
  for (;;) {
    const step = driver.next(facts, answers);
    if (step.kind !== 'ask') return step;
    if (step.request.kind !== 'http') throw new Error(`${type} asks over HTTP`);
    answers.push(await ask(step.request));
  }
}

const page = '<!DOCTYPE html><html><head><title>Sign in</title></head></html>';
const endless: RequestListener = (_request, response) => {
  const write = () => {
    while (!response.destroyed && response.write(Buffer.alloc(1_000, '{')));
    if (!response.destroyed) response.once('drain', write);
  };
  write();
};

describe('a target of alert actions that answers', () => {
  it.each<[string, RequestListener, ActionReading['kind'], RegExp, typeof hasty?]>([
    ['a redirect inside', (_q, r) => r.writeHead(302, { location: 'http://127.0.0.1:9001/' }).end(), 'refused', /302/],
    ['an endless body', endless, 'later', /longer than/],
    ['nothing', () => {}, 'later', /no whole answer/, hasty],
    ['half a body', (_q, r) => void r.writeHead(200).write('{"id":'), 'later', /no whole answer/, hasty],
    ['a page', (_q, r) => r.writeHead(200, { 'content-type': 'text/html' }).end(page), 'later', /page|JSON/i],
    ['a page instead of a refusal', (_q, r) => r.writeHead(403).end(page), 'refused', /403/],
    ['JSON that is none', (_q, r) => r.end('{"key": '), 'later', /JSON/],
    ['that it broke', (_q, r) => r.writeHead(500).end('no'), 'later', /500/],
    ['and hangs up', (q) => q.socket.destroy(), 'later', /./],
  ])('%s', async (_what, answer, kind, said, ask = patient) => {
    const port = await listening(createServer(answer));
    const reading = await attemptAt('jira', `http://127.0.0.1:${port}`, ask);
    expect(reading.kind).toBe(kind);
    expect('why' in reading ? reading.why : '').toMatch(said);
  });

  it('with 200 and an error inside has refused', async () => {
    const port = await listening(
      createServer((_request, response) =>
        response.setHeader('content-type', 'application/json').end('{"ok":false,"error":"invalid_blocks"}'),
      ),
    );
    expect((await attemptAt('mattermost', `http://127.0.0.1:${port}/hooks/abc`)).kind).not.toBe('done');
  });

  it('is asked nothing where it cannot prove its name', async () => {
    let asked = 0;
    const port = await listening(createSecureServer(ownCertificate('jira.example.com'), () => (asked += 1)));
    const reading = await attemptAt('jira', `https://127.0.0.1:${port}`);
    expect(reading).toMatchObject({ kind: 'later', why: expect.stringMatching(/certificate|self.signed/i) });
    expect(asked).toBe(0);
  });

  it('without TLS where TLS was meant is asked nothing', async () => {
    let asked = 0;
    const port = await listening(createServer(() => (asked += 1)));
    expect((await attemptAt('jira', `https://127.0.0.1:${port}`)).kind).toBe('later');
    expect(asked).toBe(0);
  });

  it('is reached with plain http at any port where it is on the list', async () => {
    const seen: string[] = [];
    const port = await listening(
      createServer((request, response) => {
        seen.push(`${request.method} ${request.url}`);
        response.end('ok');
      }),
    );
    expect((await attemptAt('webhook', `http://127.0.0.1:${port}/hook`)).kind).toBe('done');
    expect(seen).toEqual(['POST /hook']);
  });

  it.each([
    'http://127.0.0.2:9001/2018-06-01/runtime/invocation/next',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://10.0.0.1/',
  ])('at %s is nobody: the list names another', async (url) => {
    expect(await attemptAt('webhook', url)).toMatchObject({ kind: 'refused' });
  });
});
