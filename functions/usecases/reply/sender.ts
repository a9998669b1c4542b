import type { User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';

/** The people who have this number as a verified contact. */
export async function peopleWithNumber(ctx: Context<'store'>, e164: string): Promise<User[]> {
  const users = await ctx.store.users.byContact('PHONE', e164);
  return users.filter(({ phones }) => phones.some((phone) => phone.e164 === e164 && phone.verified));
}

/** The people who name this number as a contact, verified or not. */
export const peopleNaming = async (ctx: Context<'store'>, e164: string): Promise<User[]> =>
  ctx.store.users.byContact('PHONE', e164);

/** The people who have this address as a verified contact. */
export async function peopleWithAddress(ctx: Context<'store'>, address: string): Promise<User[]> {
  const users = await ctx.store.users.byContact('EMAIL', address);
  return users.filter(({ emails }) => emails.some((email) => email.address === address && email.verified));
}

/** A number as providers write it, in the form contacts are compared in. */
export const asE164 = (number: string): string => `+${number.replace(/\D/g, '')}`;
