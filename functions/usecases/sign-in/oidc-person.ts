import { isDeepStrictEqual } from 'node:util';
import { ConflictError, InvalidInputError, StillNamedError } from '../../domain/errors.ts';
import { type ClaimedPerson, type ClaimProblem, personClaimed } from '../../domain/identity-provider/claims.ts';
import type { IdentityProvider } from '../../domain/identity-provider/identity-provider.ts';
import type { Identity, PhoneContact, User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import type { OpenIdAnswer } from '../../ports/openid.ts';
import { asTocsin, writeChanged, writeNew } from '../configuration/write.ts';
import { phoneContactFrom } from '../contact/from-input.ts';
import { retryOnConflict } from '../retry.ts';
import { movedTo, newUser } from '../user/from-input.ts';
import { userKind } from '../user/kind.ts';
import { refuseLoss } from '../user/refuse-loss.ts';
import { everything } from '../visible-page.ts';
import { giveTeams } from './oidc-teams.ts';

/** Why somebody whom a provider vouches for is not let in. */
export type Refusal =
  | ClaimProblem
  /** Nobody has this address, and new people are not taken in. */
  | 'NO_USER'
  /** The address belongs to somebody whom this provider knows as somebody else: it was given to another person. */
  | 'ANOTHER_PERSON'
  /** The account's owner has not agreed to this provider. */
  | 'OWNER';

/** What of the claims was left out, for the log: nobody is locked out for it. */
type Note = 'PHONE_UNREADABLE' | 'ADDRESS_TAKEN' | 'ROLE_KEPT' | 'TEAM_FULL';

type PersonContext = Context<'store' | 'settings'>;

/**
 * The user that a provider vouches for, as its claims want them: found by issuer and subject, the first time by an address that the
 * provider speaks for, or taken in. The owner stays the owner, and nobody on call loses the right to be. A repeat changes nothing more.
 */
export async function personOf(
  ctx: PersonContext,
  provider: IdentityProvider,
  answer: OpenIdAnswer,
): Promise<User | Refusal> {
  const person = personClaimed(provider, answer.claims);
  if (typeof person === 'string') return person;
  try {
    return await bring(ctx, provider, answer, person);
  } catch (error) {
    // They came in another window, too, or their address was taken meanwhile: now it can be seen.
    if (!(error instanceof ConflictError)) throw error;
    return bring(ctx, provider, answer, person);
  }
}

async function bring(
  ctx: PersonContext,
  provider: IdentityProvider,
  { issuer, subject }: OpenIdAnswer,
  person: ClaimedPerson,
): Promise<User | Refusal> {
  const found = (await ctx.store.users.byIdentity({ issuer, subject })) ?? (await byAddress(ctx, person, issuer));
  if (typeof found === 'string') return found;
  if (found === undefined ? !provider.provision : found.hidden === true) return 'NO_USER';
  if (found?.role === 'OWNER' && !provider.ownerAgreed) return 'OWNER';

  const isOwn = (identity: Identity) => identity.issuer === issuer && identity.subject === subject;
  const known = found?.identities?.find(isOwn);
  const before = known?.teams ?? [];
  const given = person.teams?.map(({ teamId }) => teamId) ?? before;
  const withTeams = (user: User, teams: readonly number[]): User => {
    const identity = { issuer, subject, teams: [...teams], since: known?.since ?? ctx.clock.now() };
    return { ...user, identities: [...(user.identities ?? []).filter((one) => !isOwn(one)), identity] };
  };

  const notes: Note[] = [];
  // Teams that are taken away are forgotten last: who crashes in between takes them away the next time.
  const all = [...new Set([...before, ...given])];
  const user =
    found === undefined
      ? await takeIn(ctx, provider, person, (fresh) => withTeams(fresh, all), notes)
      : await followClaims(ctx, provider, found, person, (current) => withTeams(current, all), notes);
  const full = person.teams === undefined ? [] : await giveTeams(ctx, user, person.teams, before);
  if (full.length > 0) notes.push('TEAM_FULL');
  if (notes.length > 0) ctx.log.warn('claims left out', { providerId: provider.id, userId: user.id, notes });
  const kept = given.filter((id) => !full.includes(id));
  return kept.length === all.length ? user : save(ctx, user, (current) => withTeams(current, kept));
}

/** Whoever has the address, unless it was given on from somebody whom the provider knows already. */
async function byAddress(
  ctx: PersonContext,
  { email }: ClaimedPerson,
  issuer: string,
): Promise<User | 'ANOTHER_PERSON' | undefined> {
  const user = await ctx.store.users.byEmail(email);
  const isSomebodyElse = user?.identities?.some((identity) => identity.issuer === issuer) === true;
  return isSomebodyElse ? 'ANOTHER_PERSON' : user;
}

async function takeIn(
  ctx: PersonContext,
  provider: IdentityProvider,
  person: ClaimedPerson,
  finish: (user: User) => User,
  notes: Note[],
): Promise<User> {
  const { email, firstName, lastName, role = provider.defaultRole } = person;
  const asked = asTocsin(ctx);
  return retryOnConflict(async () => {
    const fresh = newUser(asked, { email, firstName, lastName, role });
    const phones = await phonesClaimed(ctx, provider, fresh, person, notes);
    return writeNew(asked, userKind, finish({ ...fresh, phones }));
  });
}

/** What follows the provider at each signing in: address, role, and a number for whoever has none. */
async function followClaims(
  ctx: PersonContext,
  provider: IdentityProvider,
  current: User,
  person: ClaimedPerson,
  finish: (user: User) => User,
  notes: Note[],
): Promise<User> {
  return save(ctx, current, async (user) => {
    notes.length = 0;
    const email = await emailFor(ctx, user, person, notes);
    const moved = email === user.email ? user : movedTo(asTocsin(ctx), user, email);
    const phones = user.phones.length > 0 ? user.phones : await phonesClaimed(ctx, provider, user, person, notes);
    return finish({ ...moved, phones, role: await roleFor(ctx, user, person, notes) });
  });
}

/** Saves what `decide` makes of the user as stored now; nothing is written where nothing changes. */
const save = (ctx: PersonContext, read: User, decide: (user: User) => User | Promise<User>): Promise<User> => {
  let first: User | undefined = read;
  return retryOnConflict(async () => {
    const user = first ?? (await ctx.store.users.get(read.id)) ?? read;
    first = undefined;
    const next = await decide(user);
    if (isDeepStrictEqual(next, user)) return user;
    return writeChanged(asTocsin(ctx), userKind, { ...next, updatedAt: ctx.clock.now() }, user);
  });
};

async function emailFor(ctx: PersonContext, user: User, { email }: ClaimedPerson, notes: Note[]): Promise<string> {
  if (email.toLowerCase() === user.email.toLowerCase()) return user.email;
  const holder = await ctx.store.users.byEmail(email);
  if (holder === undefined || holder.id === user.id) return email;
  notes.push('ADDRESS_TAKEN');
  return user.email;
}

/** The owner stays the owner, the last administrator an administrator, and whoever is on call somebody who may be. */
async function roleFor(ctx: PersonContext, user: User, { role }: ClaimedPerson, notes: Note[]): Promise<User['role']> {
  if (role === undefined || role === user.role || user.role === 'OWNER') return user.role;
  if (user.role === 'ADMIN' && (await isLastAdministrator(ctx, user))) {
    notes.push('ROLE_KEPT');
    return user.role;
  }
  try {
    await refuseLoss(asTocsin(ctx), user, { ...user, role });
    return role;
  } catch (error) {
    if (!(error instanceof StillNamedError)) throw error;
    notes.push('ROLE_KEPT');
    return user.role;
  }
}

async function isLastAdministrator(ctx: PersonContext, user: User): Promise<boolean> {
  const users = await everything((page) => ctx.store.users.list(page));
  return !users.some(({ id, role }) => id !== user.id && (role === 'ADMIN' || role === 'OWNER'));
}

/** The number, where it can be read; the organisation's word for it is as good as an administrator's. */
async function phonesClaimed(
  ctx: PersonContext,
  { phoneRegion }: IdentityProvider,
  user: User,
  { phone }: ClaimedPerson,
  notes: Note[],
): Promise<PhoneContact[]> {
  if (phone === undefined) return [];
  const regionCode = phoneRegion ?? user.region ?? 'US';
  try {
    return [await phoneContactFrom(asTocsin(ctx), user, { target: phone, regionCode, primary: true })];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    notes.push('PHONE_UNREADABLE');
    return [];
  }
}
