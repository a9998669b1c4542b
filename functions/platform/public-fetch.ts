import { type LookupAddress, lookup } from 'node:dns';
import { get } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { Fetch } from '../ports/fetch.ts';

const maximumBytes = 1024 * 1024;
const timeoutMilliseconds = 8_000;

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
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  notPublic.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  notPublic.addSubnet(network, prefix, 'ipv6');

/** Whether an address is one of the internet's; IPv4 in the clothes of IPv6 counts as what it is. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !notPublic.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Resolves a name and refuses it when it leads anywhere private; the connection is made to what was checked. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error !== null || first === undefined) return callback(error ?? new Error('the name has no address'), '');
    if (!found.every(({ address }) => isPublicAddress(address)))
      return callback(new Error('the name leads to an address that is not public'), '');
    if (options.all) return callback(null, found);
    return callback(null, first.address, first.family);
  });
};

/**
 * GET of an address that somebody typed in: HTTPS to public addresses only, no redirects, within 8 seconds and 1 MB.
 * Rejects in words that its user may read.
 */
export const publicFetch: Fetch = (address) =>
  new Promise((done, reject) => {
    const url = new URL(address);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (url.protocol !== 'https:' || url.username !== '') throw new Error('only https addresses are fetched');
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw new Error('the address is not public');
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const request = get(url, { lookup: guardedLookup, signal }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
        if (bytes > maximumBytes) response.destroy(new Error('the answer is longer than 1 MB'));
        else chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.on('error', (error) => reject(signal.aborted ? new Error('nobody answered within 8 seconds') : error));
  });
