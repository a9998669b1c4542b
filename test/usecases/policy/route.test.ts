import { expect, it } from 'vitest';
import { policyByKeys, routingKeysOf } from '../../../functions/usecases/policy/route.ts';
import { aPolicy } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

it('the routing keys of a list are its words in their order, twenty at most', () => {
  expect(routingKeysOf(' b, a ,, c d,')).toEqual(['b', 'a', 'c d']);
  const many = Array.from({ length: 21 }, (_, index) => `key-${index}`);
  expect(routingKeysOf(many.join(','))).toEqual(many.slice(0, 20));
});

it('the policy of the first key that has one is meant, of twenty at most', async () => {
  const { ctx, store } = await aWorld();
  const longest = 'k'.repeat(255);
  const add = (id: number, routingKey: string, hidden = false) =>
    store.policies.create(aPolicy([[1]], { id, routingKey, ...(hidden && { hidden }) }));
  await add(901, 'db');
  await add(902, longest);
  await add(903, 'canary', true);
  const found = async (...keys: string[]) => (await policyByKeys(ctx, keys))?.id;
  const unknown = (count: number) => Array.from({ length: count }, (_, index) => `unknown-${index}`);
  expect(await found('web', 'db', longest)).toBe(901);
  expect(await found('k'.repeat(256), longest, 'db')).toBe(902);
  expect(await found('canary')).toBeUndefined();
  expect(await found()).toBeUndefined();
  const { byRoutingKey } = store.policies;
  const asked: string[] = [];
  store.policies.byRoutingKey = (key) => {
    asked.push(key);
    return byRoutingKey(key);
  };
  expect(await found('k'.repeat(256), 'k'.repeat(500), longest)).toBe(902);
  expect(asked).toEqual([longest]);
  expect(await found(...unknown(19), 'db')).toBe(901);
  expect(await found(...unknown(20), 'db')).toBeUndefined();
});
