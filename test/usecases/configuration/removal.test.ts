import { describe, expect, it } from 'vitest';
import { removeConfigured } from '../../../functions/usecases/configuration/remove.ts';
import { writeDeletion } from '../../../functions/usecases/configuration/write.ts';
import { policyKind } from '../../../functions/usecases/policy/kind.ts';
import { aWorld } from '../../support/world.ts';

/** Policy 900 is the policy of source 800. */
const asAdministrator = async () => {
  const world = await aWorld();
  const own = world.as(1);
  return { ...world, ctx: { ...own, actor: { ...own.actor, role: 'ADMIN' as const } } };
};
const policy = { id: 900 };

describe('what something refers to', () => {
  it('is not deleted', async () => {
    const { ctx, store } = await asAdministrator();
    await expect(removeConfigured(ctx, policyKind, 'policy:write', policy)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await expect(removeConfigured(ctx, policyKind, 'policy:write', policy, {})).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const read = (await store.policies.get(900)) ?? expect.fail('it is there');
    await expect(writeDeletion(ctx, policyKind, read)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await store.policies.get(900)).toEqual(read);
  });

  it('is deleted where that was asked for', async () => {
    const { ctx, store } = await asAdministrator();
    const removed = await removeConfigured(ctx, policyKind, 'policy:write', policy, { evenIfUsed: true });
    expect(removed.name).toBe('Platform team');
    expect(await store.policies.get(900)).toBeUndefined();
  });

  it('stays when something else speaks against it', async () => {
    const { ctx, store } = await asAdministrator();
    const check = () => Promise.reject(new Error('no'));
    const asked = { evenIfUsed: true, check };
    await expect(removeConfigured(ctx, policyKind, 'policy:write', policy, asked)).rejects.toThrow('no');
    expect(await store.policies.get(900)).toBeDefined();
  });
});
