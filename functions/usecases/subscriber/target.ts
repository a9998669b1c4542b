import { InvalidInputError } from '../../domain/errors.ts';
import { isAddress, isPublicAddress } from '../../domain/public-address.ts';
import type { Locale, SubscriberType, Target } from '../../domain/subscriber/page-subscriber.ts';
import type { Context } from '../../ports/context.ts';
import { readNumber } from '../contact/phone-number.ts';
import { EmailAddress } from '../user/inputs.ts';

/** Names that lead nowhere on the internet. */
const notPublicNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|test|invalid|onion|arpa)$/;

/**
 * Where somebody is told, in the one form in which it is compared. Throws InvalidInputError naming `target` for what is none, and `type`
 * for what this deployment cannot send.
 */
export async function targetFrom(
  { settings }: Context<'settings'>,
  { type, target, locale }: { readonly type: SubscriberType; readonly target: string; readonly locale: Locale },
): Promise<Target> {
  const isConfigured = type === 'WEBHOOK' || (settings.configuredChannels?.includes(type) ?? true);
  if (!isConfigured) throw new InvalidInputError('type', `${type} is not set up here`);
  const trimmed = target.trim();
  switch (type) {
    case 'EMAIL':
      if (!EmailAddress.safeParse(trimmed).success) throw new InvalidInputError('target', 'must be an e-mail address');
      return { type, target: trimmed.toLowerCase() };
    case 'SMS': {
      const region = locale === 'de-DE' ? 'DE' : 'GB';
      return { type, target: (await readNumber(trimmed, region, settings.phoneCountries)).e164 };
    }
    case 'WEBHOOK':
      return { type, target: webhookAddress(trimmed) };
  }
}

/** What a name leads to is looked at when something is sent there; what is private as it stands is refused at once. */
function webhookAddress(text: string): string {
  const refuse = (message: string) => new InvalidInputError('target', message);
  if (!URL.canParse(text)) throw refuse('must be an https address');
  const url = new URL(text);
  const host = url.hostname.replace(/[[\]]/g, '').replace(/\.$/, '');
  if (url.protocol !== 'https:') throw refuse('must be an https address');
  if (url.username !== '' || url.password !== '') throw refuse('must not hold a user name or a password');
  const isPublic = isAddress(host) ? isPublicAddress(host) : host.includes('.') && !notPublicNames.test(host);
  if (!isPublic) throw refuse('must be a public address');
  if (url.port !== '' && Number(url.port) < 1024) throw refuse(`must not be at port ${url.port}`);
  url.hash = '';
  return url.href;
}
