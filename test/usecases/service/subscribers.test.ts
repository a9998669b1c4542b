import { describe, expect, it, vi } from 'vitest';
import type { Subscriber } from '../../../functions/domain/service/service.ts';
import { SubscribersInput } from '../../../functions/usecases/service/inputs.ts';
import { isSubscribed, presentSubscribers, subscribersFrom } from '../../../functions/usecases/service/subscribers.ts';
import { aUser } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const user = (id: number): Subscriber => ({ type: 'USER', id });
const out = (id: number): Subscriber => ({ type: 'USER', id, isOut: true });
const team: Subscriber = { type: 'TEAM', id: 600 };

async function asking(current: readonly Subscriber[], actorId = 1) {
  const users = [aUser(1), aUser(2), aUser(3, { firstName: '', lastName: '' })];
  const world = await aWorld({ users, teams: [aTeam([1, 2])] });
  const ctx = world.as(actorId);
  const said = (
    input: Parameters<typeof subscribersFrom>[1],
    how: Partial<Parameters<typeof subscribersFrom>[3]> = {},
  ) => subscribersFrom(ctx, input, current, { isAdded: false, mayNameOthers: true, ...how });
  return { ctx, said };
}

describe('who is told', () => {
  it('is who is named, each once, a user unless said', async () => {
    const { said } = await asking([user(1)]);
    expect(await said([{ id: 2 }, { id: 2, type: 'USER' }, { id: 600, type: 'TEAM' }])).toEqual([
      user(2),
      team,
      out(1),
    ]);
    expect(await said([{ id: 2 }])).toEqual([user(2)]);
    expect(await said([])).toEqual([]);
  });

  it('is who was there, too, where somebody is added', async () => {
    const { said } = await asking([user(2), out(3)]);
    expect(await said([{ id: 1 }, { id: 2 }], { isAdded: true })).toEqual([user(2), user(1)]);
  });

  it('is nobody else, where one may name oneself alone', async () => {
    const { said } = await asking([user(2)]);
    const how = { mayNameOthers: false } as const;
    await expect(said([{ id: 2 }, { id: 3 }], how)).rejects.toThrow('may subscribe nobody else');
    await expect(said([], how)).rejects.toThrow('may subscribe nobody else');
    await expect(said([{ id: 600, type: 'TEAM' }, { id: 2 }], how)).rejects.toThrow('may subscribe nobody else');
    await expect(said([{ id: 2 }, { id: 1, type: 'TEAM' }], how)).rejects.toThrow('may subscribe nobody else');
    expect(await said([{ id: 1 }], { ...how, isAdded: true })).toEqual([user(2), user(1)]);
  });

  it('must be there', async () => {
    const { said } = await asking([user(77)]);
    await expect(said([{ id: 1 }, { id: 78 }])).rejects.toThrow('[1].id');
    await expect(said([{ id: 601, type: 'TEAM' }])).rejects.toThrow('[0].id');
    expect(await said([{ id: 77 }])).toEqual([user(77)]);
  });

  it('is said as a list, or as one alone', () => {
    expect(SubscribersInput.parse({ id: 1, name: 'Ada' })).toEqual([{ id: 1 }]);
    expect(SubscribersInput.parse([{ id: 1 }, { id: 600, type: 'TEAM' }])).toEqual([{ id: 1 }, team]);
  });

  it('is a thousand at most', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => user(1000 + index));
    const { said } = await asking(many);
    expect(await said(many as never)).toHaveLength(1_000);
    await expect(said([{ id: 1 }], { isAdded: true })).rejects.toThrow('more than 1000 subscribers');
  });
});

describe('who wants to be told no more', () => {
  it('is remembered as long as a team is told that they may be in', async () => {
    const { said } = await asking([team, user(1), out(3)]);
    const left = await said([{ id: 600, type: 'TEAM' }], { leaving: user(1), mayNameOthers: false });
    expect(left).toEqual([team, out(3), out(1)]);
    const { said: again } = await asking(left);
    expect(await again([{ id: 600, type: 'TEAM' }], { leaving: user(1), mayNameOthers: false })).toEqual(left);
    expect(await again([{ id: 1 }], { isAdded: true })).toEqual([team, user(1), out(3)]);
    expect(await again([{ id: 2 }])).toEqual([user(2)]);
  });

  it('is remembered of one who is told by their team alone', async () => {
    const { said } = await asking([team]);
    expect(await said([{ id: 600, type: 'TEAM' }], { leaving: user(1), mayNameOthers: false })).toEqual([team, out(1)]);
  });

  it('is themselves alone: who is taken out by another may come back with their team', async () => {
    const { said } = await asking([team, user(2)]);
    expect(await said([{ id: 600, type: 'TEAM' }])).toEqual([team]);
    expect(await said([{ id: 600, type: 'TEAM' }], { leaving: user(2) })).toEqual([team]);
  });

  it('is not told, not even as one of a team', async () => {
    const { ctx } = await asking([]);
    const actor = {
      ...ctx.actor,
      teams: {
        roles: new Map([[600, 'USER' as const]]),
        privateTeams: new Set<number>(),
        unseenPeople: new Set<number>(),
      },
    };
    expect(isSubscribed(actor, [team])).toBe(true);
    expect(isSubscribed(actor, [team, out(1)])).toBe(false);
    expect(isSubscribed(ctx.actor, [team])).toBe(false);
    expect(isSubscribed(ctx.actor, [user(1)])).toBe(true);
  });
});

it('subscribers are shown by name, without who is gone and who has left', async () => {
  const { ctx } = await asking([]);
  expect(await presentSubscribers(ctx, [user(1), out(2), user(3), user(9), team, { type: 'TEAM', id: 601 }])).toEqual([
    { id: 1, name: 'First1 Last1', type: 'USER' },
    { id: 3, name: 'user3@example.com', type: 'USER' },
    { id: 600, name: 'Platform', type: 'TEAM' },
  ]);
  const alike = [user(600), user(1), ...[1, 601].map((id) => ({ type: 'TEAM' as const, id }))];
  const getMany = vi.fn(ctx.store.users.getMany);
  const reading = {
    ...ctx,
    store: { ...ctx.store, users: Object.assign(Object.create(ctx.store.users), { getMany }) },
  };
  expect(await presentSubscribers(reading, [team, ...alike])).toEqual([
    { id: 600, name: 'Platform', type: 'TEAM' },
    { id: 1, name: 'First1 Last1', type: 'USER' },
  ]);
  expect(getMany.mock.calls).toEqual([[[600, 1]]]);
});
