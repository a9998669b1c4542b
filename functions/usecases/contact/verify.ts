import { createHash } from 'node:crypto';
import { ConflictError, DomainError, InvalidInputError } from '../../domain/errors.ts';
import { type Instant, plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { verificationText } from '../../render/account-texts.ts';
import { refuseBeyondCaps } from '../notification/day-caps.ts';
import { isWithinQuota } from '../notification/within-quota.ts';
import { changeUser, ownUser } from '../user/change.ts';
import { type ContactKind, contactOf, placeOf, withContact } from './contacts.ts';
import { type Place, sendToContact } from './send-to-contact.ts';

const validFor = { minutes: 15 };
const pauseBetweenCodes = { minutes: 1 };
const maxAttempts = 5;
/** A contact that is deleted and added again starts anew; its owner and whoever would get the codes do not. */
const codesPerUser = { most: 10, within: { hours: 1 } };
const codesPerTarget = { most: 5, within: { hours: 1 } };

export interface ContactInput {
  readonly userId: number;
  readonly kind: ContactKind;
  readonly contactId: number;
}

const hashOf = (contactId: number, code: string): string =>
  createHash('sha256').update(`${contactId}:${code}`).digest('hex');

/**
 * Sends a new code to an unverified contact, at most one a minute, and so many an hour for a user and for a number or
 * address, whoever asks. Wrong guesses count on across codes until the last code has expired, so that asking again gives
 * nobody more guesses.
 */
export async function sendVerificationCode(
  ctx: Context<'store' | 'notifications' | 'settings' | 'actor'>,
  { userId, kind, contactId }: ContactInput,
): Promise<User> {
  const now = ctx.clock.now();
  const contact = contactOf(await ownUser(ctx, userId), kind, contactId);
  attemptsBefore(contact, now);
  const { channel } = placeOf(contact);
  await refuseBeyondCaps(ctx, { kind: 'VERIFICATION', channel, userId });
  await checkQuotas(ctx, userId, placeOf(contact));
  const code = ctx.ids.digits(6);
  const user = await changeUser(ctx, userId, (user) => {
    const attempts = attemptsBefore(contactOf(user, kind, contactId), now);
    return withContact(user, contactId, {
      verification: { codeHash: hashOf(contactId, code), sentAt: now, attempts },
    });
  });
  const place = placeOf(contactOf(user, kind, contactId));
  await sendToContact(ctx, user, place, { kind: 'VERIFICATION', ...verificationText(code, user.language) });
  return user;
}

/** How many guesses count on. Throws when no code may be sent now. */
function attemptsBefore({ id, status, verified, verification }: ReturnType<typeof contactOf>, now: Instant): number {
  if (status !== 'OK') throw new ConflictError(`contact ${id} is locked; a number is opened by START, sent from it`);
  if (verified) throw new ConflictError(`contact ${id} is verified already`);
  if (verification && now < plus(verification.sentAt, pauseBetweenCodes))
    throw new DomainError('RATE_LIMITED', 'a code was sent less than a minute ago');
  const isRunning = verification !== undefined && now < plus(verification.sentAt, validFor);
  if (isRunning && verification.attempts >= maxAttempts) throw tooManyAttempts();
  return isRunning ? verification.attempts : 0;
}

async function checkQuotas(ctx: Context<'store'>, userId: number, { target }: Place): Promise<void> {
  const scope = String(ctx.ids.next());
  const isAllowed =
    (await isWithinQuota(ctx, codesPerUser, `CODES#USER#${userId}`, scope)) &&
    (await isWithinQuota(ctx, codesPerTarget, `CODES#${target.toLowerCase()}`, scope));
  if (!isAllowed) throw new DomainError('RATE_LIMITED', 'too many codes were sent in the last hour');
}

/** Verifies the contact when the code is the one sent last, within 15 minutes and 5 attempts; a wrong guess is counted. */
export async function verifyContact(
  ctx: Context<'store' | 'actor'>,
  { userId, kind, contactId, code }: ContactInput & { readonly code: string },
): Promise<User> {
  const user = await changeUser(ctx, userId, (user) => {
    const { verification } = contactOf(user, kind, contactId);
    if (verification === undefined) throw new InvalidInputError('code', 'no code was sent to this contact');
    if (ctx.clock.now() >= plus(verification.sentAt, validFor))
      throw new InvalidInputError('code', 'has expired; ask for a new one');
    if (verification.attempts >= maxAttempts) throw tooManyAttempts();
    if (verification.codeHash === hashOf(contactId, code.trim()))
      return withContact(user, contactId, { verified: true, verification: undefined });
    return withContact(user, contactId, { verification: { ...verification, attempts: verification.attempts + 1 } });
  });
  if (!contactOf(user, kind, contactId).verified) throw new InvalidInputError('code', 'is wrong');
  return user;
}

const tooManyAttempts = (): InvalidInputError =>
  new InvalidInputError('code', `was wrong ${maxAttempts} times; ask for a new one in 15 minutes`);
