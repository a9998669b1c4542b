import { InvalidInputError } from '../../domain/errors.ts';
import { noPrivateTargets, reachOf } from '../../domain/private-targets.ts';
import { namesSecret } from '../../domain/secret-names.ts';
import type { Settings } from '../../ports/context.ts';

type Params = Readonly<Record<string, unknown>>;

/** They stand in one stored item with all else. */
const mostBytes = 100_000;

/** Throws InvalidInputError for params that are too large to be kept. */
export function checkSize(params: Params): void {
  if (Buffer.byteLength(JSON.stringify(params)) > mostBytes)
    throw new InvalidInputError('params', `must be smaller than ${mostBytes} bytes`);
}

/**
 * Params with the secrets that there were, where the new ones do not mention them or have asterisks in their place; an empty text
 * takes a secret away.
 */
export function withSecretsKept(params: Params, current: Params = {}): Params {
  const kept = Object.entries(current).filter(
    ([name, value]) => namesSecret(name) && typeof value === 'string' && isLeftOut(params[name]),
  );
  return { ...params, ...Object.fromEntries(kept) };
}

const isLeftOut = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && /^[*•]+$/.test(value));

/** Where a tool is called. */
const addressMembers = ['url', 'webhookUrl'] as const;

/** Names that lead to this machine or into its network, whoever looks them up. */
const inNoPublicZone = /^(?:[^.]*|.*\.(?:localhost|local|internal|lan|home\.arpa))$/i;

/** Throws InvalidInputError for an address that is never asked, whoever answers there; what stood there before may stay. */
export function checkAddresses(
  params: Params,
  { privateTargets = noPrivateTargets }: Settings,
  current?: Params,
): void {
  for (const member of addressMembers) {
    const text = params[member];
    if (typeof text !== 'string' || !URL.canParse(text) || text === current?.[member]) continue;
    const url = new URL(text);
    // They are sent in a header.
    url.username = '';
    url.password = '';
    const reach = reachOf(url, privateTargets);
    const why = typeof reach === 'object' ? reach.why : undefined;
    const isUnknown =
      reach === 'PUBLIC' && !privateTargets.hasAddresses && inNoPublicZone.test(withoutDot(url.hostname));
    if (why !== undefined || isUnknown)
      throw new InvalidInputError(
        `params.${member}`,
        `cannot be called: ${why ?? 'the name is not public'} (${allowed})`,
      );
  }
}

const withoutDot = (host: string): string => (host.startsWith('[') ? 'an.address' : host.replace(/\.$/, ''));
const allowed = 'the deployment’s option privateTargets lets others be called';
