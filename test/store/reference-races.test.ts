import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../functions/domain/errors.ts';
import { aPolicy, aService, aStatusPage, aUser } from '../support/factories.ts';
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

/** How many targets references and deletions fight over, and how many referrers there are at once. */
const contested = 3;
const referrers = 2;

/** Two kinds of configuration of which one refers to the other. */
interface Pair {
  /** Always there; with them a write of references takes more than one transaction. */
  readonly bystanders: readonly number[];
  readonly makeTarget: (id: number) => Promise<unknown>;
  readonly deleteTarget: (id: number) => Promise<void>;
  readonly targetsThere: (ids: readonly number[]) => Promise<number[]>;
  readonly make: (id: number, targets: readonly number[]) => Promise<unknown>;
  readonly change: (id: number, targets: readonly number[]) => Promise<void>;
  readonly delete: (id: number) => Promise<void>;
  /** What each refers to, by its id. */
  readonly all: () => Promise<ReadonlyMap<number, readonly number[]>>;
}

const everything = { offset: 0, limit: 1000 };
const idsUpTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const idsOf = (entities: readonly { readonly id: number }[]) => entities.map(({ id }) => id);

/** What is gone is nothing to be changed. */
async function withStored<T>(stored: Promise<T | undefined>, act: (entity: T) => Promise<unknown>): Promise<void> {
  const entity = await stored;
  if (entity !== undefined) await act(entity);
}

const policiesOfUsers = ({ users, policies }: UntoldStore): Pair => ({
  bystanders: idsUpTo(56),
  makeTarget: (id) => users.create(aUser(id, { emails: [], phones: [] })),
  deleteTarget: (id) => withStored(users.get(id), (user) => users.delete(user)),
  targetsThere: async (ids) => idsOf(await users.getMany(ids)),
  make: (id, targets) => policies.create(aPolicy([[...targets]], { id })),
  change: (id, targets) =>
    withStored(policies.get(id), (policy) =>
      policies.save({ ...policy, levels: aPolicy([[...targets]]).levels }, policy),
    ),
  delete: (id) => withStored(policies.get(id), (policy) => policies.delete(policy)),
  all: async () =>
    new Map(
      (await policies.list(everything)).map(({ id, levels }) => [
        id,
        levels.flatMap(({ targets }) => targets.map((target) => target.id)),
      ]),
    ),
});

/** More than can be touched in one transaction. */
const pagesOfServices = ({ services, statusPages }: UntoldStore): Pair => ({
  bystanders: idsUpTo(97),
  makeTarget: (id) => services.create(aService(id)),
  deleteTarget: (id) => withStored(services.get(id), (service) => services.delete(service)),
  targetsThere: async (ids) => idsOf(await services.getMany(ids)),
  make: (id, targets) => statusPages.create(aStatusPage(id, { services: [...targets] })),
  change: (id, targets) =>
    withStored(statusPages.get(id), (page) => statusPages.save({ ...page, services: [...targets] }, page)),
  delete: (id) => withStored(statusPages.get(id), (page) => statusPages.delete(page)),
  all: async () => new Map((await statusPages.list(everything)).map(({ id, services: shown }) => [id, shown])),
});

/** People who keep a few targets and referrers, whose ids are never used again once they are deleted. */
function createCrowd(pair: Pair, random: () => number) {
  const targets = new Map<number, number>();
  const referring = new Map<number, number>();
  let lastId = 1000;
  const placeIn = (count: number) => Math.floor(random() * count);
  const newId = () => {
    lastId += 1;
    return lastId;
  };

  async function actOnTarget(): Promise<void> {
    const place = placeIn(contested);
    const id = targets.get(place) ?? 0;
    if ((await pair.targetsThere([id])).length > 0) return pair.deleteTarget(id);
    const created = newId();
    await pair.makeTarget(created);
    targets.set(place, created);
  }

  async function actOnReferrer(): Promise<void> {
    const place = placeIn(referrers);
    const chosen = [targets.get(placeIn(contested)) ?? 1, ...(random() < 0.3 ? pair.bystanders : [])];
    const wanted = [...new Set(chosen)];
    const id = referring.get(place) ?? 0;
    if (!(await pair.all()).has(id)) {
      const created = newId();
      await pair.make(created, wanted);
      referring.set(place, created);
    } else if (random() < 0.7) await pair.change(id, wanted);
    else await pair.delete(id);
  }

  /** Does something random; what is refused for a good reason is part of the game. */
  return async (): Promise<void> => {
    try {
      await (random() < 0.5 ? actOnTarget() : actOnReferrer());
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  };
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

describe.each([
  ['of policies to users', policiesOfUsers, 'escalation policy'],
  ['of status pages to a hundred services', pagesOfServices, 'status page'],
] as const)('references %s under random interleavings and crashes', (_name, pairOf, label) => {
  it.each(seeds)('never lead nowhere (seed %i)', async (seed) => {
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
    const pair = pairOf(store);
    const act = createCrowd(pair, random);
    for (const id of pair.bystanders) await pair.makeTarget(id);

    for (let round = 0; round < 60; round += 1) {
      isQuiet = false;
      await Promise.all(Array.from({ length: 6 }, act));
      isQuiet = true;
      for (const ids of (await pair.all()).values()) expect(await pair.targetsThere(ids)).toEqual(ids);
    }

    for (const [id, ids] of await pair.all()) {
      for (const target of ids) await expect(pair.deleteTarget(target)).rejects.toThrow(`is used by ${label}`);
      await pair.delete(id);
    }
    for (const id of [...pair.bystanders, ...idsUpTo(1000).map((extra) => 1000 + extra)]) await pair.deleteTarget(id);
    expect(await store.users.list(everything)).toEqual([]);
    expect(await store.services.list(everything)).toEqual([]);
  });
});
