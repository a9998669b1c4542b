import type { LookupAddress, lookup } from 'node:dns';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { Agent } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWebhooks } from '../../functions/channels/webhook.ts';
import { isPublicAddress } from '../../functions/domain/public-address.ts';
import { createPublicAsk, createPublicFetch, publicFetch } from '../../functions/platform/public-fetch.ts';
import { topicFetch } from '../../functions/platform/topic-fetch.ts';
import { fixedClock } from '../support/clock.ts';

const publicAddress = '93.184.215.14';

describe('an address', () => {
  it.each([
    publicAddress,
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001:800::200e',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    ['this host', '0.0.0.0', '0.1.2.3', '127.0.0.1', '127.255.255.255', '::', '::1'],
    ['a private network', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.255.255'],
    ['a carrier', '100.64.0.1', '100.127.255.255'],
    ['metadata', '169.254.169.254', '169.254.170.2', '169.254.170.23', 'fd00:ec2::254', 'fd20:ce::254'],
    ['documentation', '192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
    ['benchmarks and protocols', '192.0.0.170', '198.18.0.1', '198.19.255.255', '192.88.99.1'],
    ['everybody', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', 'ff02::1'],
    ['a neighbour', 'fe80::1', 'fe80::1%eth0', 'febf::1', '2606:4700::1111%1'],
    ['a site', 'fec0::1', 'fc00::1', 'fdff::1'],
    ['IPv4, mapped', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', `::ffff:${publicAddress}`],
    ['IPv4, compatible', '::127.0.0.1', '::10.0.0.1', '::7f00:1'],
    ['IPv4, translated', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::a00:1'],
    ['IPv4 in 6to4 and Teredo', '2002:7f00:1::', '2002:a9fe:a9fe::1', '2001:0:7f00:1::1', '2001::1'],
    ['nothing at all', '100::1', '5f00::1', '4000::1', ''],
    ['no address', 'localhost', '127.1', '0x7f.1', '2130706433', '017700000001', '127.0.0.1.'],
  ])('of %s is not: %s %s %s %s %s %s', (_what, ...addresses) => {
    for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });
});

const sockets = new Set<Socket>();
const servers: Server[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/**
 * The internet as far as a test needs it: names lead where `leadsTo` says, a new answer each time; every connection ends at
 * one server here, whatever its address, without TLS. Remembers what was asked and connected to.
 */
async function internet(answer: RequestListener, ...leadsTo: (readonly string[])[]) {
  const asked: string[] = [];
  const connected: string[] = [];
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.headers.host}${request.url}`);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const resolve = ((name: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) => {
    asked.push(name);
    const found = leadsTo[Math.min(asked.length, leadsTo.length) - 1] ?? [];
    queueMicrotask(() =>
      callback(
        null,
        found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
  }) as typeof lookup;

  class LocalAgent extends Agent {
    /** As node:net does: a name is looked up once, and what the lookup says is connected to. */
    override createConnection(...[options, done]: Parameters<Agent['createConnection']>) {
      const { host = '', lookup: find } = options as { host?: string; lookup: (...all: unknown[]) => void };
      find(host, { all: true }, (error: Error | null, found: LookupAddress[]) => {
        if (error !== null) return done?.(error, undefined as never);
        connected.push(...found.map(({ address }) => address));
        const socket = connect(port, '127.0.0.1');
        sockets.add(socket);
        done?.(null, socket);
      });
      return undefined as never;
    }
  }
  const limits = { maximumBytes: 1_000, timeoutMilliseconds: 300, resolve, agent: new LocalAgent() };
  return { fetch: createPublicFetch(limits), limits, asked, connected, requests };
}

const site = 'https://calendar.example.com/a.ics';

describe('a fetch of what somebody typed in', () => {
  it('answers status and body of a public address, and tells it nothing of ours', async () => {
    let told: string[] = [];
    const answer: RequestListener = ({ headers }, response) => {
      told = Object.keys(headers).sort();
      response.writeHead(404).end('gone');
    };
    const net = await internet(answer, [publicAddress]);
    expect(await net.fetch(site)).toEqual({ status: 404, body: 'gone' });
    expect(net.connected).toEqual([publicAddress]);
    expect(told).toEqual(['connection', 'host']);
  });

  it('connects to the very address that was checked: the name is not asked again', async () => {
    const net = await internet((_request, response) => response.end('ok'), [publicAddress], ['127.0.0.1']);
    await net.fetch(site);
    expect(net.asked).toEqual(['calendar.example.com']);
    expect(net.connected).toEqual([publicAddress]);
  });

  it.each([
    [['127.0.0.1']],
    [['169.254.169.254']],
    [['::ffff:10.0.0.1']],
    [['64:ff9b::a00:1']],
    [['fe80::1%eth0']],
    [[publicAddress, '10.0.0.1']],
    [[publicAddress, '::1']],
  ])('connects to nothing when the name leads to %s, also among others', async (addresses) => {
    const net = await internet((_request, response) => response.end('secret'), addresses);
    await expect(net.fetch(site)).rejects.toThrow('not public');
    expect([net.connected, net.requests]).toEqual([[], []]);
  });

  it('says so when the name leads nowhere', async () => {
    const net = await internet((_request, response) => response.end(), []);
    await expect(net.fetch(site)).rejects.toThrow('no address');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'https://127.0.0.1/',
    'http://calendar.example.com/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'https://calendar.example.com/a.ics',
    '//127.0.0.1/',
    '',
  ])('does not follow a redirect to %s', async (location) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const net = await internet(
        (_request, response) => response.writeHead(status, { location }).end(),
        [publicAddress],
      );
      expect((await net.fetch(site)).status).toBe(status);
      expect(net.requests).toHaveLength(1);
    }
  });

  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://127.0.0.1./',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.0x1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://１２７.０.０.１/',
    'https://127。0。0。1/',
    'https://%31%32%37.0.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[0:0:0:0:0:ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fd00:ec2::254]/',
    'https://0/',
    'https://169.254.169.254/latest/meta-data/iam/',
    'https://2852039166/',
  ])('refuses %s without asking anybody', async (url) => {
    const net = await internet((_request, response) => response.end('secret'), [publicAddress]);
    await expect(net.fetch(url)).rejects.toThrow('not public');
    expect([net.asked, net.connected, net.requests]).toEqual([[], [], []]);
  });

  it.each([
    'http://calendar.example.com/',
    'HTTP://calendar.example.com/',
    'webcal://calendar.example.com/',
    'ftp://calendar.example.com/',
    'file:///etc/passwd',
    'data:text/calendar,x',
    'javascript:1',
    'https://me@calendar.example.com/',
    'https://:secret@calendar.example.com/',
    'https://me:secret@calendar.example.com/',
    'https://calendar.example.com:22/',
    'https://calendar.example.com:25/',
    'https://calendar.example.com:80/',
    'https://calendar.example.com:0/',
    'https://[fe80::1%25eth0]/',
    'https://calendar.example.com:99999/',
    'https://127.0.0.1:x/',
    'https://exa mple.com/',
    'https:///',
    'calendar.example.com',
    '',
  ])('refuses %j', async (url) => {
    const net = await internet((_request, response) => response.end('secret'), [publicAddress]);
    await expect(net.fetch(url)).rejects.toThrow();
    expect([net.asked, net.requests]).toEqual([[], []]);
  });

  it.each([
    ['https://calendar.example.com./a', 'calendar.example.com.'],
    ['https://bücher.example/a', 'xn--bcher-kva.example'],
    ['https://CALENDAR.EXAMPLE.com:8443/a', 'calendar.example.com'],
    ['https://calendar.example.com@evil.example', undefined],
    ['https://evil.example\\@127.0.0.1/', 'evil.example'],
    ['https://evil.example#@127.0.0.1/', 'evil.example'],
  ])('asks for the name that is meant by %s', async (url, name) => {
    const net = await internet((_request, response) => response.end('ok'), ['127.0.0.1']);
    await expect(net.fetch(url)).rejects.toThrow();
    expect(net.asked).toEqual(name === undefined ? [] : [name]);
  });

  it('refuses names of this machine', async () => {
    for (const name of ['localhost', 'localhost.', 'LOCALHOST'])
      await expect(publicFetch(`https://${name}/`)).rejects.toThrow(/not public|ENOTFOUND/);
  });
});

describe('an answer', () => {
  const answered = async (answer: RequestListener) => (await internet(answer, [publicAddress])).fetch(site);

  it('may have as many bytes as agreed, and not one more', async () => {
    expect((await answered((_request, response) => response.end(Buffer.alloc(1_000, 'a')))).body).toHaveLength(1_000);
    await expect(answered((_request, response) => response.end(Buffer.alloc(1_001)))).rejects.toThrow('longer than');
  });

  it('that never ends is cut, whatever length it announced', async () => {
    for (const headers of [{}, { 'content-length': '10' }, { 'content-length': '99999999999' }]) {
      const endless: RequestListener = (_request, response) => {
        response.writeHead(200, headers);
        const write = () => {
          while (!response.destroyed && response.write(Buffer.alloc(100, 'a')))
            if (headers['content-length'] === '10') break;
          if (!response.destroyed) response.once('drain', write);
        };
        write();
      };
      const outcome = await answered(endless).catch(String);
      expect(typeof outcome === 'string' ? outcome : outcome.body.length).toSatisfy(
        (value) => value === 10 || /longer than|within/.test(String(value)) || /Parse Error/.test(String(value)),
      );
    }
  });

  it('that is slow, stops half way, or never begins ends in words about time', async () => {
    const slow: RequestListener[] = [
      () => {},
      (_request, response) => void response.flushHeaders(),
      (_request, response) => void response.writeHead(200).write('half'),
      (_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => (response.destroyed ? clearInterval(drip) : response.write('a')), 20);
      },
    ];
    for (const answer of slow) await expect(answered(answer)).rejects.toThrow('no whole answer within 0.3 seconds');
  });

  it('that breaks off is none', async () => {
    const broken: RequestListener = (request, response) => {
      response.writeHead(200, { 'content-length': '500' }).write('half');
      setTimeout(() => request.socket.destroy(), 20);
    };
    await expect(answered(broken)).rejects.toThrow();
  });

  it('that is compressed stays compressed: a bomb is as small as it came', async () => {
    const bomb = gzipSync(Buffer.alloc(600_000));
    const { body } = await answered((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    expect(Buffer.byteLength(body)).toBeLessThan(3_000);
  });

  it('with huge headers is refused', async () => {
    const huge: RequestListener = (_request, response) => response.writeHead(200, { x: 'a'.repeat(100_000) }).end('ok');
    await expect(answered(huge)).rejects.toThrow('Header');
  });
});

describe('what ingest asks of SNS', () => {
  it('goes the same guarded way', async () => {
    const net = await internet((_request, response) => response.end('pem'), ['10.0.0.1']);
    const fetch = topicFetch(net.limits);
    await expect(fetch('https://sns.eu-central-1.amazonaws.com/a.pem')).rejects.toThrow('not public');
    await expect(fetch('https://127.0.0.1/a.pem')).rejects.toThrow('not public');
    await expect(fetch('http://sns.eu-central-1.amazonaws.com/a.pem')).rejects.toThrow('only https');
    expect(net.requests).toEqual([]);
  });

  it('goes to the emulated SNS where there is one, and only what is addressed to SNS', async () => {
    const net = await internet((_request, response) => response.end('local'), ['10.0.0.1']);
    const emulator = servers.at(-1)?.address() as AddressInfo;
    vi.stubEnv('AWS_ENDPOINT_URL_SNS', `http://127.0.0.1:${emulator.port}`);
    const fetch = topicFetch(net.limits);
    expect((await fetch('https://sns.eu-central-1.amazonaws.com/a.pem')).body).toBe('local');
    await expect(fetch('https://evil.example/a.pem')).rejects.toThrow('not public');
  });
});

describe('what a webhook of a subscriber is sent', () => {
  const message = { id: 'm', url: 'https://hooks.example.com/', body: '{}', secret: 'whsec_c2VjcmV0' };
  const posted = ({ limits }: Awaited<ReturnType<typeof internet>>, url = message.url) =>
    createWebhooks(createPublicAsk(limits), fixedClock())({ ...message, url });

  it.each([
    ['from the beginning', [['10.0.0.1']]],
    ['beside a public one', [[publicAddress, '169.254.169.254']]],
    ['once it was written down', [[publicAddress], ['127.0.0.1']]],
  ])('goes nowhere when its name leads to a private address %s', async (_when, leadsTo) => {
    const net = await internet((_request, response) => response.end('ok'), ...leadsTo);
    if (leadsTo.length > 1) expect(await posted(net)).toMatchObject({ outcome: 'sent' });
    const before = net.requests.length;
    expect(await posted(net)).toMatchObject({ outcome: 'postponed', error: expect.stringContaining('not public') });
    expect(net.requests).toHaveLength(before);
  });

  it('goes to the address that was checked, and after no redirect', async () => {
    const answer: RequestListener = (_request, response) =>
      response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    const net = await internet(answer, [publicAddress], ['127.0.0.1']);
    expect(await posted(net)).toEqual({ outcome: 'rejected', error: 'the answer was 307' });
    expect([net.asked, net.connected, net.requests.length]).toEqual([['hooks.example.com'], [publicAddress], 1]);
  });

  it.each(['http://hooks.example.com/', 'https://127.0.0.1/', 'https://hooks.example.com:22/'])(
    'goes nowhere at %s, wherever that comes from',
    async (url) => {
      const net = await internet((_request, response) => response.end('ok'), [publicAddress]);
      expect((await posted(net, url)).outcome).toBe('postponed');
      expect(net.requests).toEqual([]);
    },
  );
});

describe('the source', () => {
  const folder = join(import.meta.dirname, '../../functions');
  const read = (file: string) => readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

  /** The only addresses that are fetched without the guard: none of them comes from outside. */
  const trusted: Readonly<Record<string, string>> = {
    'platform/cloudformation.ts': 'the address CloudFormation signed for the answer to a deploy',
    'platform/topic-fetch.ts': 'the emulated SNS of the local cloud, named by the environment',
    'render/sign-in/passkey-script.ts': 'runs in a browser, and calls the host it came from',
    'render/page/script.ts': 'runs in a browser, and asks for its own page again',
    'render/page/widget.ts': 'runs in a browser, and asks the page it was loaded from',
    'handlers/canary.ts': 'our own public address and the dead-man address, both from the environment',
  };

  it('fetches nothing but through the guarded fetch', () => {
    const bare = /(?<![.\w])fetch\(|globalThis\.fetch|new (?:WebSocket|EventSource|XMLHttpRequest)\b/;
    const fetching = files.filter((file) => bare.test(read(file).replace(/\bctx\.fetch\(/g, '')));
    // Ports are given to these as an argument named `fetch`.
    const given = fetching.filter((file) => !/\bfetch: Fetch\b/.test(read(file)));
    expect(given.sort()).toEqual(Object.keys(trusted).sort());
  });

  it('opens connections in one file only', () => {
    const opening = /from '(?:node:)?(?:https?|http2|net|tls|dgram|dns(?:\/promises)?|child_process|undici|axios|got)'/;
    // These compare addresses.
    const comparing = /^import \{ BlockList, isIP \} from 'node:net';$/m;
    const code = (file: string) => read(file).replace(comparing, '');
    expect(files.filter((file) => opening.test(code(file)))).toEqual(['platform/public-fetch.ts']);
  });

  it('gives the guarded fetch to every function that fetches', () => {
    for (const file of files.filter((name) => name.startsWith('handlers/')))
      for (const [, value] of read(file).matchAll(/\bfetch: (\w+)/g))
        expect([file, value]).toEqual([file, expect.stringMatching(/^(publicFetch|fetchTopic)$/)]);
  });
});
