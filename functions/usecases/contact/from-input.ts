import { can } from '../../domain/access/can.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { EmailContact, PhoneContact, PushBrowser, PushDevice, User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import type { DeviceInput, EmailContactInput, PhoneContactInput } from './inputs.ts';
import { readNumber } from './phone-number.ts';

type Base = Pick<EmailContact, 'id' | 'target' | 'status' | 'verified' | 'verification'>;

/** What a contact keeps while it leads to the same place. A new place counts as verified when an admin names it. */
function baseOf(
  ctx: Context<'actor'>,
  user: User,
  target: string,
  current: Base | undefined,
  isSamePlace: boolean,
): Base {
  const id = current?.id ?? ctx.ids.next();
  if (current === undefined || !isSamePlace)
    return { id, target, status: 'OK', verified: can(ctx.actor, 'user:administer', user) };
  const { status, verified, verification } = current;
  return { id, target, status, verified, ...(verification && { verification }) };
}

/** The e-mail contact that the input describes. Throws InvalidInputError for an address the user has already. */
export function emailContactFrom(
  ctx: Context<'actor'>,
  user: User,
  { target }: EmailContactInput,
  current?: EmailContact,
): EmailContact {
  const address = target.toLowerCase();
  if (user.emails.some((contact) => contact.address === address && contact.id !== current?.id))
    throw new InvalidInputError('target', 'the user has this address already');
  if (current !== undefined && isLoginContact(user, current) && address !== current.address)
    throw new InvalidInputError('target', "is the login address: change the user's email instead");
  return { ...baseOf(ctx, user, target, current, address === current?.address), address };
}

/**
 * The phone contact that the input describes. Throws InvalidInputError for a number the user has already, and for one that
 * the deployment does not text and call.
 */
export async function phoneContactFrom(
  ctx: Context<'actor' | 'settings'>,
  user: User,
  { target, regionCode, primary }: PhoneContactInput,
  current?: PhoneContact,
): Promise<PhoneContact> {
  const number = await readNumber(target, regionCode, ctx.settings.phoneCountries);
  const { e164 } = number;
  if (user.phones.some((contact) => contact.e164 === e164 && contact.id !== current?.id))
    throw new InvalidInputError('target', 'the user has this number already');
  const base = baseOf(ctx, user, target, current, e164 === current?.e164);
  const staysLocked = e164 === current?.e164 && current.optedOut === true;
  return { ...base, regionCode, primary: primary ?? false, ...number, ...(staysLocked && { optedOut: true }) };
}

/** Makes the one primary phone the only one. */
export const withOnePrimary = (phones: readonly PhoneContact[], changed: PhoneContact): PhoneContact[] =>
  phones.map((phone) => (changed.primary && phone.id !== changed.id ? { ...phone, primary: false } : phone));

/** The app or browser that the input describes; what was registered before keeps its id. */
export function deviceFrom(ctx: Context, user: User, input: DeviceInput): PushDevice | PushBrowser {
  const { platform, token, name } = input;
  if (platform === 'WEB') return browserFrom(ctx, user, input);
  const known = user.devices.find((device) => device.token === token && device.platform === platform);
  const { id, createdAt } = known ?? { id: ctx.ids.next(), createdAt: ctx.clock.now() };
  return { id, platform, token: token ?? '', ...(name && { name }), createdAt };
}

/** The input has them: it was parsed. */
function browserFrom(
  ctx: Context,
  { browsers = [] }: User,
  { endpoint, p256dh, auth, name }: DeviceInput,
): PushBrowser {
  const now = ctx.clock.now();
  const known = browsers.find((browser) => browser.endpoint === endpoint);
  const { id, createdAt } = known ?? { id: ctx.ids.next(), createdAt: now };
  const keys = { endpoint: endpoint ?? '', p256dh: p256dh ?? '', auth: auth ?? '' };
  return { id, ...keys, ...(name && { name }), createdAt, lastSeenAt: now };
}

export const isLoginContact = (user: User, contact: EmailContact): boolean =>
  contact.address === user.email.toLowerCase();

/** Throws InvalidInputError, naming the rule, while a notification rule of the user leads to the contact. */
export function checkUnused(user: User, contact: { readonly id: number }): void {
  for (const [kind, rules] of Object.entries(user.preferences)) {
    const rule = rules.find((candidate) => candidate.contactId === contact.id);
    if (rule !== undefined)
      throw new InvalidInputError(
        '',
        `contact ${contact.id} is used by the ${kind} notification preference ${rule.id}`,
      );
  }
}
