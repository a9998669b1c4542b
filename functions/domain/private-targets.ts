import { BlockList, isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** What is not public and may be reached all the same, because the operator has said so. */
export interface PrivateTargets {
  hasName(host: string): boolean;
  hasAddress(address: string): boolean;
  /** Whether names that are not on the list may lead to addresses that are. */
  readonly hasAddresses: boolean;
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An entry as a network: `10.1.0.0/16`, or one address. */
function networkOf(entry: string): { readonly address: string; readonly prefix: number } | undefined {
  const [address = '', prefix, ...rest] = entry.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) === 0 || address.includes('%') || rest.length > 0) return undefined;
  if (prefix === undefined) return { address, prefix: bits };
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits ? { address, prefix: Number(prefix) } : undefined;
}

const entriesOf = (list: string): string[] =>
  list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');

/** A list of names (`*.` in front: all below it) and networks, between commas. What is neither is passed over. */
export function privateTargetsIn(list: string): PrivateTargets {
  const entries = entriesOf(list);
  const networks = entries.flatMap((entry) => networkOf(entry) ?? []);
  const names = entries.filter((entry) => networkOf(entry) === undefined);
  // One list for each family: a mapped address is no member of the other's.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const { address, prefix } of networks) lists[familyOf(address)].addSubnet(address, prefix, familyOf(address));
  return {
    hasName: (host) => names.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name)),
    hasAddress: (address) =>
      isIP(address) !== 0 && !address.includes('%') && lists[familyOf(address)].check(address, familyOf(address)),
    hasAddresses: networks.length > 0,
  };
}

export const noPrivateTargets = privateTargetsIn('');

/** Networks of houses and providers, without the machine itself and its neighbours: there nobody of ours has a name. */
const inside = privateTargetsIn('10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,fc00::/7');

/** Where a URL may lead. PUBLIC: to public addresses and those on the list; LISTED: to the latter only; NAMED: its name is on the list. */
export type Reach = 'PUBLIC' | 'LISTED' | 'NAMED';

/** The ports of other services (mail, shells, directories) are below this one. */
const firstFreePort = 1024;

/** Where a URL may lead, as far as that can be said without looking its name up; otherwise why nobody asks it. */
export function reachOf(url: URL, targets: PrivateTargets): Reach | { readonly why: string } {
  const host = url.hostname.replace(/[[\]]/g, '').toLowerCase();
  const isLiteral = isIP(host) !== 0;
  if (url.username !== '' || url.password !== '' || !/^https?:/.test(url.protocol))
    return { why: 'only https addresses are fetched' };
  if (isLiteral ? targets.hasAddress(host) : targets.hasName(host)) return 'NAMED';
  const mayBeListed = !isLiteral && targets.hasAddresses;
  if (url.protocol !== 'https:') return mayBeListed ? 'LISTED' : { why: 'only https addresses are fetched' };
  if (isLiteral && !isPublicAddress(host)) return { why: 'the address is not public' };
  if (url.port === '' || Number(url.port) >= firstFreePort) return 'PUBLIC';
  return mayBeListed ? 'LISTED' : { why: `nothing is fetched from port ${url.port}` };
}

/** Whether a URL of this reach may be asked at an address that its name leads to. */
export function mayLeadTo(address: string, reach: Reach, targets: PrivateTargets): boolean {
  if (targets.hasAddress(address)) return true;
  if (reach === 'LISTED') return false;
  return isPublicAddress(address) || (reach === 'NAMED' && inside.hasAddress(address));
}
