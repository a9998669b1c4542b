import { type LookupAddress, lookup } from 'node:dns';
import { type Agent, get } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Fetch } from '../ports/fetch.ts';

/** Addresses that no public name has a reason to lead to (RFC 6890): our own machine, private networks, metadata. */
const notPublic = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(network, prefix, 'ipv4');

/** Of IPv6 only this is the internet; without what carries IPv4 (Teredo, 6to4), documentation and special purposes. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(network, prefix, 'ipv6');

/** Whether an address is one of the internet's. IPv4 in the clothes of IPv6 never is. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return false;
  if (family === 4) return !notPublic.check(address, 'ipv4');
  return globalUnicast.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
}

export interface PublicFetchLimits {
  readonly maximumBytes: number;
  readonly timeoutMilliseconds: number;
  /** Who tells where a name leads. */
  readonly resolve?: typeof lookup;
  /** Who makes the connection; it must ask the lookup it is given. */
  readonly agent?: Agent;
}

/** Resolves a name once and refuses it when it leads anywhere private; the connection is made to what was checked. */
const guarded =
  (resolve: typeof lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error !== null || first === undefined) return callback(error ?? new Error('the name has no address'), '');
      if (!found.every(({ address }) => isPublicAddress(address)))
        return callback(new Error('the name leads to an address that is not public'), '');
      if (options.all) return callback(null, found);
      return callback(null, first.address, first.family);
    });
  };

/** The ports of other services (mail, shells, directories) are below this one. */
const firstFreePort = 1024;

/** Throws, in words that a user may read, for an address that is not fetched whoever answers there. */
function checkAddress({ protocol, hostname, port, username, password }: URL): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol !== 'https:' || username !== '' || password !== '') throw new Error('only https addresses are fetched');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new Error('the address is not public');
  if (port !== '' && Number(port) < firstFreePort) throw new Error(`nothing is fetched from port ${port}`);
}

/** A GET of public addresses only: HTTPS, no redirects, no credentials, within these limits. */
export const createPublicFetch =
  ({ maximumBytes, timeoutMilliseconds, resolve = lookup, agent }: PublicFetchLimits): Fetch =>
  (address) =>
    new Promise((done, reject) => {
      const url = new URL(address);
      checkAddress(url);
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      const refuse = (error: Error) =>
        reject(signal.aborted ? new Error(`no whole answer within ${timeoutMilliseconds / 1000} seconds`) : error);
      const request = get(url, { lookup: guarded(resolve), signal, ...(agent && { agent }) }, (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.byteLength;
          if (bytes > maximumBytes) response.destroy(new Error(`the answer is longer than ${maximumBytes} bytes`));
          else chunks.push(chunk);
        });
        response.on('error', refuse);
        response.on('end', () =>
          done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
      });
      request.on('error', refuse);
    });

/** GET of an address that somebody typed in, within 8 seconds and 1 MB. Rejects in words that its user may read. */
export const publicFetch: Fetch = createPublicFetch({ maximumBytes: 1024 * 1024, timeoutMilliseconds: 8_000 });
