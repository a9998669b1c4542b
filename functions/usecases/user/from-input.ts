import { can } from '../../domain/access/can.ts';
import { ForbiddenError, InvalidInputError } from '../../domain/errors.ts';
import { type EmailContact, type User, usualTimezone } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { firstPreferences } from './first-preferences.ts';
import type { UserInput } from './inputs.ts';

/** A new user, who gets alerts of both priorities by e-mail to the login address at once (features.md §8). */
export function newUser(ctx: Context<'actor' | 'settings'>, input: UserInput): User {
  const now = ctx.clock.now();
  const login = loginContact(ctx, input.email, true);
  return {
    id: ctx.ids.next(),
    version: 0,
    ...profileFrom(ctx, input),
    username: input.username ?? input.email,
    role: input.role ?? 'USER',
    emails: [login],
    phones: [],
    devices: [],
    preferences: firstPreferences(ctx.ids, login.id),
    createdAt: now,
    updatedAt: now,
  };
}

/**
 * The user with the profile the input describes; contacts and rules stay. The role stays when it is not mentioned.
 * Throws ForbiddenError when somebody who is no administrator changes a role, InvalidInputError for the owner's.
 */
export function updatedUser(ctx: Context<'actor' | 'settings'>, user: User, input: UserInput): User {
  const followsEmail = user.username === user.email;
  return {
    ...withoutProfile(user),
    ...profileFrom(ctx, input),
    username: input.username ?? (followsEmail ? input.email : user.username),
    role: roleFrom(ctx, user, input),
    ...(input.mutedUntil && { mutedUntil: input.mutedUntil }),
    emails: emailsFor(ctx, user, input.email),
    updatedAt: ctx.clock.now(),
  };
}

const profileFrom = ({ settings }: Context<'settings'>, input: UserInput) => ({
  email: input.email,
  firstName: input.firstName,
  lastName: input.lastName,
  timezone: input.timezone ?? settings.timezone ?? usualTimezone,
  language: input.language ?? 'en',
  ...(input.region && { region: input.region }),
  ...(input.position && { position: input.position }),
  ...(input.department && { department: input.department }),
  ...(input.shiftColor && { shiftColor: input.shiftColor }),
});

function withoutProfile(user: User): User {
  const { region: _region, position: _position, department: _department, shiftColor: _color, ...rest } = user;
  const { mutedUntil: _muted, ...kept } = rest;
  return kept;
}

function roleFrom(ctx: Context<'actor'>, user: User, { role }: UserInput): User['role'] {
  const current = user.role === 'OWNER' ? 'ADMIN' : user.role;
  if (!role || role === current) return user.role;
  if (user.role === 'OWNER') throw new InvalidInputError('role', "the account owner's role cannot be changed");
  if (!can(ctx.actor, 'user:administer', user)) throw new ForbiddenError('role: only administrators change roles');
  return role;
}

/** The user at another address, which the actor vouches for. */
export const movedTo = (ctx: Context<'actor'>, user: User, email: string): User => ({
  ...user,
  email,
  username: user.username === user.email ? email : user.username,
  emails: emailsFor(ctx, user, email),
});

/**
 * The login address is always among the contacts. An administrator's change moves the contact along; people who change
 * their own keep the former one, which their rules use, until they have verified the new one.
 */
function emailsFor(ctx: Context<'actor'>, user: User, email: string): EmailContact[] {
  const address = email.toLowerCase();
  const isSame = address === user.email.toLowerCase();
  if (!isSame && user.emails.some((contact) => contact.address === address)) return user.emails;
  const former = user.emails.find((contact) => contact.address === user.email.toLowerCase());
  if (isSame && former !== undefined) {
    return user.emails.map((contact) => (contact === former ? { ...contact, target: email } : contact));
  }
  const isVerified = can(ctx.actor, 'user:administer', user);
  if (former === undefined || !isVerified) return [...user.emails, loginContact(ctx, email, isVerified)];
  return user.emails.map((contact) => (contact === former ? { ...contact, target: email, address } : contact));
}

const loginContact = (ctx: Context, email: string, verified: boolean): EmailContact => ({
  id: ctx.ids.next(),
  target: email,
  address: email.toLowerCase(),
  status: 'OK',
  verified,
});
