import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../functions/domain/errors.ts';
import type { EscalationPolicy } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import { aPolicy, aUser } from '../support/factories.ts';
import { memoryStore } from '../support/memory-store.ts';
import type { UntoldStore } from '../support/untold.ts';

/** Numbers from 0 to below 1 that a seed decides (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const bystanders = Array.from({ length: 56 }, (_, index) => index + 1);
/** How many users policies and deletions fight over, and how many policies there are at once. */
const contested = 3;
const policies = 2;

/** People who keep a few users and policies, whose ids are never used again once they are deleted. */
function createCrowd(store: UntoldStore, random: () => number) {
  const users = new Map<number, number>();
  const policiesById = new Map<number, number>();
  let lastId = 1000;
  const placeIn = (count: number) => Math.floor(random() * count);
  const newId = () => {
    lastId += 1;
    return lastId;
  };

  async function actOnUser(): Promise<void> {
    const place = placeIn(contested);
    const user = await store.users.get(users.get(place) ?? 0);
    if (user !== undefined) return store.users.delete(user);
    const created = await store.users.create(aUser(newId(), { emails: [], phones: [] }));
    users.set(place, created.id);
  }

  async function actOnPolicy(): Promise<void> {
    const place = placeIn(policies);
    const targets = [users.get(placeIn(contested)) ?? 1, ...(random() < 0.3 ? bystanders : [])];
    const stored = await store.policies.get(policiesById.get(place) ?? 0);
    if (stored === undefined) {
      const created = await store.policies.create(aPolicy([targets], { id: newId() }));
      policiesById.set(place, created.id);
    } else if (random() < 0.7) await store.policies.save({ ...stored, levels: aPolicy([targets]).levels }, stored);
    else await store.policies.delete(stored);
  }

  /** Does something random; what is refused for a good reason is part of the game. */
  return async (): Promise<void> => {
    try {
      await (random() < 0.5 ? actOnUser() : actOnPolicy());
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  };
}

const everything = { offset: 0, limit: 100 };
const targetsOf = (policy: EscalationPolicy) => policy.levels.flatMap(({ targets }) => targets.map(({ id }) => id));

describe('references under random interleavings and crashes', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('never lead nowhere (seed %i)', async (seed) => {
    const random = seeded(seed);
    let isQuiet = true;
    const { store } = memoryStore({
      beforeCall: async (call) => {
        if (isQuiet) return undefined;
        for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) await turn();
        if (call.name === 'write' && random() < 0.03) throw new DomainError('BUSY', 'crashed before the write');
        return random() < 0.1 ? 'repeat' : undefined;
      },
    });
    const act = createCrowd(store, random);
    for (const id of bystanders) await store.users.create(aUser(id, { emails: [], phones: [] }));

    for (let round = 0; round < 60; round += 1) {
      isQuiet = false;
      await Promise.all(Array.from({ length: 6 }, act));
      isQuiet = true;
      for (const policy of await store.policies.list(everything)) {
        const ids = targetsOf(policy);
        expect((await store.users.getMany(ids)).map(({ id }) => id)).toEqual(ids);
      }
    }

    for (const policy of await store.policies.list(everything)) {
      for (const user of await store.users.getMany(targetsOf(policy)))
        await expect(store.users.delete(user)).rejects.toThrow(`user ${user.id} is used by escalation policy`);
      await store.policies.delete(policy);
    }
    for (const user of await store.users.list(everything)) await store.users.delete(user);
    expect(await store.users.list(everything)).toEqual([]);
  });
});
