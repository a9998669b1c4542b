import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import {
  isMailType,
  isTextType,
  mailAddressOf,
  type ReadAddress,
  readMailAddress,
  readTextNumber,
} from '../../domain/alert-source/inbound-address.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Context } from '../../ports/context.ts';

const ownPrefixes: Readonly<Record<string, string>> = { HEARTBEAT: 'il1hbt', HEARTBEAT2: 'il1hb2' };

/** What the generated integration keys of a type begin with, so that a leaked one tells what it is (`il1api…`). */
export const integrationKeyPrefix = (integrationType: string): string =>
  ownPrefixes[integrationType] ?? `il1${integrationType.toLowerCase().slice(0, 3)}`;

/**
 * The key as given, as it is, or a new one: of an e-mail source its address, of one that gets texts its number. Throws
 * InvalidInputError for one that another source has, that cannot be an address, or that is missing.
 */
export async function keyFrom(
  ctx: Context<'store' | 'settings'>,
  {
    integrationKey,
    integrationType,
  }: Pick<AlertSource, 'integrationType'> & { readonly integrationKey?: string | null | undefined },
  current: AlertSource | undefined,
): Promise<string> {
  if (!integrationKey) return current?.integrationKey ?? newKey(ctx, integrationType);
  const key = keyIn(integrationKey, integrationType, ctx.settings.replyDomain);
  if (key === current?.integrationKey) return key;
  const holder = await ctx.store.sources.byIntegrationKey(key);
  if (holder !== undefined && holder.id !== current?.id)
    throw new InvalidInputError('integrationKey', 'another alert source has this key');
  return key;
}

function newKey({ ids }: Context, integrationType: string): string {
  if (isTextType(integrationType))
    throw new InvalidInputError('integrationKey', 'is required: the number that receives, such as +4915112345678');
  const key = `${integrationKeyPrefix(integrationType)}${ids.secret()}`;
  return isMailType(integrationType)
    ? key
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
        .slice(0, 40)
    : key;
}

function keyIn(given: string, integrationType: string, domain: string | undefined): string {
  const read: ReadAddress = isMailType(integrationType)
    ? readMailAddress(given, domain)
    : isTextType(integrationType)
      ? readTextNumber(given)
      : { key: given };
  if ('problem' in read) throw new InvalidInputError('integrationKey', read.problem);
  return read.key;
}

/** The key as clients get it back: of an e-mail source the whole address. */
export const presentedKey = (
  { integrationType, integrationKey }: Pick<AlertSource, 'integrationType' | 'integrationKey'>,
  domain: string | undefined,
): string => (isMailType(integrationType) ? mailAddressOf(integrationKey, domain) : integrationKey);
