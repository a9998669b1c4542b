import { createHash } from 'node:crypto';
import { type User, usualTimezone } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { sourceKind } from '../alert-source/kind.ts';
import { apiKeyKind } from '../api-key/kind.ts';
import { canaryPolicyId, canarySourceId, canaryUserId } from '../canary/cast.ts';
import { recordOf } from '../configuration/record.ts';
import { asTocsin, writeNew } from '../configuration/write.ts';
import { policyKind } from '../policy/kind.ts';
import { firstPreferences } from '../user/first-preferences.ts';
import { userKind } from '../user/kind.ts';

/** The first user, who holds the account. */
export const ownerId = 1;
/** Below every drawn id, like the canary's; ilert's examples look it up by its name. */
export const defaultPolicyId = 5;

export interface AccountInput {
  readonly ownerEmail: string;
  /** The owner's first API key, as the owner will send it. */
  readonly ownerKey: string;
  readonly canaryKey: string;
  /** Of the owner's clock. */
  readonly timezone?: string;
}

/**
 * Makes sure that the account, its owner, the owner's key and the canary exist. What exists stays as it is. A new account
 * also gets an escalation policy `Default` that tells its owner; who deletes it later is not given another one. Who gave the account
 * away and is gone does not come back, nor does their key.
 */
export async function setUpAccount(ctx: Context<'store'>, input: AccountInput): Promise<void> {
  const isNew = (await ctx.store.account()) === undefined;
  if (isNew)
    await ensureUser(ctx, {
      id: ownerId,
      email: input.ownerEmail,
      role: 'OWNER',
      firstName: 'Account',
      lastName: 'Owner',
      timezone: input.timezone ?? usualTimezone,
    });
  if ((await ctx.store.users.get(ownerId)) !== undefined) await ensureOwnerKey(ctx, input.ownerKey);
  await ensureCanary(ctx, input.canaryKey);
  if (!isNew) return;
  await ensureDefaultPolicy(ctx);
  await ctx.store.createAccount({ createdAt: ctx.clock.now(), ownerId });
}

type NewUser = Pick<User, 'id' | 'email' | 'role' | 'firstName' | 'lastName' | 'timezone' | 'hidden'>;

/** A user who is alerted by e-mail at once. */
async function ensureUser(ctx: Context<'store'>, facts: NewUser): Promise<void> {
  if ((await ctx.store.users.get(facts.id)) !== undefined) return;
  const now = ctx.clock.now();
  const address = facts.email.toLowerCase();
  const contact = { id: ctx.ids.next(), target: facts.email, address, status: 'OK', verified: true } as const;
  await writeNew(asTocsin(ctx), userKind, {
    ...facts,
    version: 0,
    username: facts.email,
    language: 'en',
    createdAt: now,
    updatedAt: now,
    emails: [contact],
    phones: [],
    devices: [],
    preferences: firstPreferences(ctx.ids, contact.id),
  });
}

async function ensureOwnerKey(ctx: Context<'store'>, ownerKey: string): Promise<void> {
  const hash = createHash('sha256').update(ownerKey).digest('hex');
  if ((await ctx.store.apiKeys.byHash(hash)) !== undefined) return;
  const id = ctx.ids.next();
  const key = { id, hash, userId: ownerId, name: "Owner's first key", createdAt: ctx.clock.now() };
  await ctx.store.apiKeys.create(key, recordOf(asTocsin(ctx), apiKeyKind, { what: 'create', after: key }));
}

async function ensureDefaultPolicy(ctx: Context<'store'>): Promise<void> {
  if ((await ctx.store.policies.get(defaultPolicyId)) !== undefined) return;
  const now = ctx.clock.now();
  await writeNew(asTocsin(ctx), policyKind, {
    id: defaultPolicyId,
    version: 0,
    name: 'Default',
    levels: [{ escalationTimeout: 15, targets: [{ kind: 'user', id: ownerId }] }],
    repeating: false,
    frequency: 1,
    delayMin: 0,
    teams: [],
    createdAt: now,
    updatedAt: now,
  });
}

/** A user, a policy and a source that no list shows; alerts of hidden sources are handed over to nobody. */
async function ensureCanary(ctx: Context<'store'>, integrationKey: string): Promise<void> {
  const now = ctx.clock.now();
  const common = { version: 0, name: 'Canary', teams: [], createdAt: now, updatedAt: now, hidden: true };
  await ensureUser(ctx, {
    id: canaryUserId,
    email: 'canary@tocsin.invalid',
    timezone: usualTimezone,
    role: 'RESPONDER',
    firstName: 'Canary',
    lastName: '',
    hidden: true,
  });
  if ((await ctx.store.policies.get(canaryPolicyId)) === undefined) {
    await writeNew(asTocsin(ctx), policyKind, {
      ...common,
      id: canaryPolicyId,
      levels: [{ escalationTimeout: 5, targets: [{ kind: 'user', id: canaryUserId }] }],
      repeating: false,
      frequency: 1,
      delayMin: 0,
    });
  }
  if ((await ctx.store.sources.get(canarySourceId)) === undefined) {
    await writeNew(asTocsin(ctx), sourceKind, {
      ...common,
      id: canarySourceId,
      integrationType: 'API',
      policyId: canaryPolicyId,
      integrationKey,
      alertCreation: 'ONE_ALERT_PER_EMAIL',
      alertPriorityRule: 'HIGH',
      active: true,
      extras: {},
    });
  }
}
