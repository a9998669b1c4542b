import { describe, expect, it } from 'vitest';
import type { EscalationPolicy } from '../../../functions/domain/escalation-policy/escalation-policy.ts';
import { policyFrom } from '../../../functions/usecases/policy/from-input.ts';
import type { PolicyInput } from '../../../functions/usecases/policy/inputs.ts';
import { aPolicy, aUser, tenOClock } from '../../support/factories.ts';
import { aTeam } from '../../support/schedules.ts';
import { aWorld } from '../../support/world.ts';

const level = (id: number) => ({ escalationTimeout: 5, targets: [{ kind: 'user' as const, id }] });
const rule = (id: number) => ({ escalationTimeout: 5, users: [{ id }] });
const said = (facts: Partial<PolicyInput> = {}): PolicyInput => ({
  name: 'Shop',
  escalationRules: [rule(1)],
  ...facts,
});

/** A minute after the policies were made, of which 901 has the key `shop`; person 9 is gone. */
async function writing() {
  const world = await aWorld({ users: [aUser(1), aUser(2), aUser(3)], teams: [aTeam([1])] });
  await world.store.policies.create(aPolicy([[2]], { id: 901, routingKey: 'shop' }));
  world.clock.advance({ minutes: 1 });
  return {
    ...world,
    write: (input: PolicyInput, current?: EscalationPolicy) => policyFrom(world.as(1), input, current),
  };
}

const stored = aPolicy([[2], [9]], {
  ...{ id: 905, version: 7, name: 'Old', repeating: true, frequency: 3, delayMin: 4 },
  ...{ routingKey: 'old', teams: [600] },
});

describe('a policy that is written', () => {
  it('goes through its levels once and at once, unless more is said', async () => {
    const { write, clock } = await writing();
    const made = await write(said());
    expect(made).toEqual({
      ...{ id: made.id, version: 0, name: 'Shop', levels: [level(1)], repeating: false, frequency: 1, delayMin: 0 },
      ...{ teams: [], createdAt: clock.now(), updatedAt: clock.now() },
    });
    expect(made.id).toBeGreaterThan(0);
    const more = { repeating: true, frequency: 4, delayMin: 2, routingKey: 'web' };
    expect(await write(said({ ...more, teams: [{ id: 600 }] }))).toMatchObject({ ...more, teams: [600] });
  });

  it('keeps its id, its age and owners that are not mentioned, and nothing else that is not said again', async () => {
    const { write, clock } = await writing();
    expect(await write(said(), stored)).toEqual({
      ...{ id: 905, version: 7, name: 'Shop', levels: [level(1)], repeating: false, frequency: 1, delayMin: 0 },
      ...{ teams: [600], createdAt: tenOClock, updatedAt: clock.now() },
    });
    expect((await write(said({ routingKey: '' }), stored)).routingKey).toBeUndefined();
  });

  it('goes on naming who is gone, and names nobody anew who is', async () => {
    const { write } = await writing();
    const escalationRules = [rule(9), rule(1)];
    expect((await write(said({ escalationRules }), stored)).levels).toEqual([level(9), level(1)]);
    await expect(write(said({ escalationRules }))).rejects.toMatchObject({ field: 'escalationRules[0].users[0].id' });
  });

  it('has a routing key that no other policy has', async () => {
    const { write, store } = await writing();
    const holder = (await store.policies.get(901)) ?? expect.fail('no policy');
    const asked = said({ routingKey: 'shop' });
    await expect(write(asked)).rejects.toThrow('routingKey: escalation policy 901 has this routing key');
    await expect(write(asked, stored)).rejects.toThrow('routingKey: escalation policy 901 has this routing key');
    expect((await write(asked, holder)).routingKey).toBe('shop');
    const { routingKey: _lost, ...late } = holder;
    expect((await write(asked, late)).routingKey).toBe('shop');
    store.policies.byRoutingKey = async () => expect.fail('a key that stays was looked for');
    expect((await write(asked, holder)).routingKey).toBe('shop');
    expect((await write(said(), stored)).routingKey).toBeUndefined();
  });
});
