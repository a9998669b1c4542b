import { describe, expect, it } from 'vitest';
import { setUpAccount } from '../../../functions/usecases/account/set-up.ts';
import { canaryKey, canaryPolicyId, canarySourceId, canaryUserId } from '../../../functions/usecases/canary/cast.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage } from '../../support/factories.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { aWorld } from '../../support/world.ts';

const input = { ownerEmail: 'Admin@example.com', ownerKey: 'local-admin-key', canaryKey: 'il1apicanary' };
const silent = { log: { info() {}, warn() {}, error() {} }, metrics: { count() {}, seconds() {} } };

async function aNewAccount() {
  const { store, clock, ids } = memoryStore();
  await setUpAccount({ store, clock, ids, ...silent }, input);
  return store;
}

describe('a new account', () => {
  it('has an owner whose name says what they are, who reads English', async () => {
    const owner = await (await aNewAccount()).users.get(1);
    expect(owner).toMatchObject({
      firstName: 'Account',
      lastName: 'Owner',
      username: 'Admin@example.com',
      language: 'en',
    });
    expect(owner?.emails).toMatchObject([{ target: 'Admin@example.com', status: 'OK', verified: true }]);
    expect(owner).not.toHaveProperty('hidden');
  });

  it('has a policy that tells the owner at once, once', async () => {
    expect(await (await aNewAccount()).policies.byName('Default')).toMatchObject({
      // The same in each version: who deletes it is not given another one.
      id: 5,
      repeating: false,
      frequency: 1,
      delayMin: 0,
      teams: [],
    });
  });

  it('has a canary whose alerts are of high priority, begin at once, are not repeated, and show nowhere', async () => {
    const store = await aNewAccount();
    expect(await store.users.get(canaryUserId)).toMatchObject({
      email: 'canary@tocsin.invalid',
      firstName: 'Canary',
      lastName: '',
      role: 'RESPONDER',
      hidden: true,
    });
    expect(await store.policies.get(canaryPolicyId)).toMatchObject({
      name: 'Canary',
      levels: [{ escalationTimeout: 5, targets: [{ kind: 'user', id: canaryUserId }] }],
      repeating: false,
      frequency: 1,
      delayMin: 0,
      hidden: true,
    });
    expect(await store.sources.get(canarySourceId)).toMatchObject({
      name: 'Canary',
      integrationType: 'API',
      policyId: canaryPolicyId,
      integrationKey: 'il1apicanary',
      alertCreation: 'ONE_ALERT_PER_EMAIL',
      alertPriorityRule: 'HIGH',
      active: true,
      hidden: true,
    });
  });
});

describe('the canary', () => {
  it('has the same key after each deployment with a master secret, and 192 bits of it', () => {
    expect(canaryKey('master secret')).toBe(canaryKey('master secret'));
    expect(canaryKey('master secret')).toMatch(/^il1api[\w-]{32}$/);
    expect(canaryKey('another secret')).not.toBe(canaryKey('master secret'));
  });

  it('opens alerts that no list shows, and whose first step its execution takes', async () => {
    const world = await aWorld();
    await setUpAccount(world.ctx, input);
    await processEvent(world.ctx, anEventMessage({ alertKey: 'canary' }, { sourceId: canarySourceId }));
    const { lock } = await world.store.alerts.intake(canarySourceId, 'canary');
    const alert = await world.store.alerts.get(lock?.alertId ?? 0);
    expect(alert).toMatchObject({ hidden: true, priority: 'HIGH', escalation: { stepId: 0 } });
    expect(await world.store.alerts.list({}, { offset: 0, limit: 10 })).toEqual([]);
    expect(world.sent).toEqual([]);
    await world.run(alert?.id ?? 0, { seconds: 1 });
    expect(world.sent.map(({ channel }) => channel)).toEqual(['NULL']);
  });
});
