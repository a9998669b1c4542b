import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingHttpHeaders, type IncomingMessage, request as requestPlain } from 'node:http';
import { type Agent, request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { mayLeadTo, noPrivateTargets, type PrivateTargets, type Reach, reachOf } from '../domain/private-targets.ts';
import type { Fetch } from '../ports/fetch.ts';

export interface PublicFetchLimits {
  readonly maximumBytes: number;
  readonly timeoutMilliseconds: number;
  /** Who tells where a name leads. */
  readonly resolve?: typeof lookup;
  /** Who makes the connection; it must ask the lookup it is given. */
  readonly agent?: Agent;
  /** Whether this machine is asked, too, without TLS: only where Tocsin itself is reached so. */
  readonly withOwnMachine?: boolean;
  /** What is not public and reached all the same, in plain http, too, and at any port. */
  readonly privateTargets?: PrivateTargets;
}

/** What is asked besides the address; a GET without headers unless said. */
export interface PublicRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A body that is no text. */
  readonly bytes?: Uint8Array;
}

export interface PublicAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Asks a public address under the same rules as `Fetch`. */
export type PublicAsk = (address: string, request?: PublicRequest) => Promise<PublicAnswer>;

/** An address that is not asked, whoever answers there: trying again changes nothing. */
export class ForbiddenAddressError extends Error {}

/** Resolves a name once and refuses it when it leads anywhere private; the connection is made to what was checked. */
const guarded =
  (resolve: typeof lookup, reach: Reach, targets: PrivateTargets): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error !== null || first === undefined) return callback(error ?? new Error('the name has no address'), '');
      if (!found.every(({ address }) => mayLeadTo(address, reach, targets)))
        return callback(new ForbiddenAddressError('the name leads to an address that is not public'), '');
      if (options.all) return callback(null, found);
      return callback(null, first.address, first.family);
    });
  };

/** Throws, in words that a user may read, for an address that is not fetched whoever answers there. */
function reachOrThrow(url: URL, targets: PrivateTargets): Reach {
  const reach = reachOf(url, targets);
  if (typeof reach === 'object') throw new ForbiddenAddressError(reach.why);
  return reach;
}

/** An address of this machine that nobody has to resolve. */
const isOwnMachine = ({ protocol, hostname, username }: URL): boolean =>
  protocol === 'http:' && username === '' && (hostname === '127.0.0.1' || hostname === '[::1]');

/** Asks public addresses only (and listed ones): HTTPS, no redirects, no credentials in the address, within these limits. */
export const createPublicAsk =
  ({
    maximumBytes,
    timeoutMilliseconds,
    resolve = lookup,
    agent,
    withOwnMachine = false,
    privateTargets = noPrivateTargets,
  }: PublicFetchLimits): PublicAsk =>
  (address, { method = 'GET', headers = {}, body, bytes } = {}) =>
    new Promise((done, reject) => {
      const url = new URL(address);
      const reach = withOwnMachine && isOwnMachine(url) ? 'OWN' : reachOrThrow(url, privateTargets);
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      const refuse = (error: Error) =>
        reject(signal.aborted ? new Error(`no whole answer within ${timeoutMilliseconds / 1000} seconds`) : error);
      const answered = (response: IncomingMessage) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.byteLength;
          if (bytes > maximumBytes) response.destroy(new Error(`the answer is longer than ${maximumBytes} bytes`));
          else chunks.push(chunk);
        });
        response.on('error', refuse);
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: flat(response.headers),
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      };
      const asked =
        reach === 'OWN'
          ? requestPlain(url, { method, headers, signal }, answered)
          : requestBy(url.protocol)(
              url,
              { method, headers, lookup: guarded(resolve, reach, privateTargets), signal, ...(agent && { agent }) },
              answered,
            );
      asked.on('error', refuse);
      asked.end(bytes ?? body);
    });

const requestBy = (protocol: string) => (protocol === 'https:' ? requestSecure : requestPlain);

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));

/** A GET of public addresses, as `createPublicAsk`. */
export function createPublicFetch(limits: PublicFetchLimits): Fetch {
  const ask = createPublicAsk(limits);
  return async (address) => {
    const { status, body } = await ask(address);
    return { status, body };
  };
}

/** GET of an address that somebody typed in, within 8 seconds and 1 MB. Rejects in words that its user may read. */
export const publicFetch: Fetch = createPublicFetch({ maximumBytes: 1024 * 1024, timeoutMilliseconds: 8_000 });
