import { describe, expect, it, vi } from 'vitest';
import { minus, plus } from '../../../functions/domain/time.ts';
import type { Store } from '../../../functions/ports/store.ts';
import {
  changeOverride,
  createOverride,
  deleteOverride,
  overrideOf,
  presentOverride,
} from '../../../functions/usecases/service/overrides.ts';
import { aService, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const ago = (hours: number) => minus(tenOClock, { hours });
const past = (from: number, until: number, id = 11) => ({
  service: { id },
  status: 'MAJOR_OUTAGE' as const,
  from: ago(from),
  until: ago(until),
});

async function aServiceWithAPast() {
  const world = await aWorld();
  for (const id of [11, 12]) await world.store.services.create(aService(id));
  const ctx = world.as(1);
  return { ...world, ctx, first: async (id = 11) => (await world.store.services.get(id))?.firstOverrideFrom };
}

/** The same world, whose store of services does some things otherwise. */
const withServices = <C extends { readonly store: Store }>(ctx: C, others: Partial<Store['services']>): C => {
  const services = new Proxy(ctx.store.services, {
    get: (own, name) => Reflect.get(name in others ? others : own, name),
  });
  return { ...ctx, store: { ...ctx.store, services } };
};

describe('outage overrides', () => {
  it('let their service know where the first begins, as they come, change and go', async () => {
    const { ctx, first } = await aServiceWithAPast();
    expect(await first()).toBeUndefined();
    const early = await createOverride(ctx, past(5, 4));
    expect(await first()).toBe(ago(5));
    const late = await createOverride(ctx, past(3, 2));
    expect(await first()).toBe(ago(5));
    await changeOverride(ctx, early.id, past(2, 1));
    expect(await first()).toBe(ago(3));
    await changeOverride(ctx, early.id, past(7, 6));
    expect(await first()).toBe(ago(7));
    await deleteOverride(ctx, early.id);
    expect(await first()).toBe(ago(3));
    await deleteOverride(ctx, late.id);
    expect(await first()).toBeUndefined();
  });

  it('are found by their ids, and say what they are', async () => {
    const { ctx, store } = await aServiceWithAPast();
    const made = await createOverride(ctx, past(5, 4));
    expect(made).toMatchObject({ serviceId: 11, status: 'MAJOR_OUTAGE', from: ago(5), until: ago(4) });
    expect(made).toMatchObject({ createdAt: ctx.clock.now() });
    const { override, service } = await overrideOf(ctx, made.id, 'service:read');
    expect(presentOverride(override, service)).toEqual({
      id: made.id,
      service: { id: 11, name: 'Service 11' },
      status: 'MAJOR_OUTAGE',
      from: ago(5),
      until: ago(4),
    });
    const changed = await changeOverride(ctx, made.id, { ...past(6, 4), status: 'DEGRADED' });
    expect(changed).toEqual({ ...made, status: 'DEGRADED', from: ago(6) });
    expect(await store.services.overrides(11)).toEqual([changed]);
  });

  it.each([
    ...['nonsense', '11', '-', `11-${'X'.repeat(41)}`, 'x11-X', '11-X!'].map((id) => ({ id, isLookedFor: false })),
    ...['11-UNKNOWN', '99-X'].map((id) => ({ id, isLookedFor: true })),
  ])('are not found by $id, which is looked for only where it is an id: $isLookedFor', async ({ id, isLookedFor }) => {
    const { ctx } = await aServiceWithAPast();
    await createOverride(ctx, past(5, 4));
    const override = vi.fn(async () => undefined);
    const reading = withServices(ctx, { override });
    await expect(overrideOf(reading, id, 'service:read')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(override).toHaveBeenCalledTimes(isLookedFor ? 1 : 0);
  });

  it('are not found without their service, nor by who may not know of it, by an id that is told in short', async () => {
    const { ctx } = await aServiceWithAPast();
    const { id } = await createOverride(ctx, past(5, 4));
    const stakeholder = { ...ctx, actor: { ...ctx.actor, role: 'STAKEHOLDER' as const } };
    await expect(overrideOf(stakeholder, id, 'service:read')).rejects.toThrow(`outage override ${id} was not found`);
    const orphaned = withServices(ctx, { get: async () => undefined });
    await expect(overrideOf(orphaned, id, 'service:read')).rejects.toThrow(`outage override ${id} was not found`);
    const long = `11-${'X'.repeat(100)}`;
    const told = `outage override ${long.slice(0, 60)} was not found`;
    await expect(overrideOf(ctx, long, 'service:read')).rejects.toThrow(new RegExp(`${told}$`));
  });

  it('are changed only where they are as was asked, and each change is told as what it is', async () => {
    const { ctx, store } = await aServiceWithAPast();
    const { id } = await createOverride(ctx, past(5, 4));
    const asked: unknown[] = [];
    const changed = await changeOverride(ctx, id, past(3, 2), async (current) => void asked.push(current.from));
    expect(asked).toEqual([ago(5)]);
    const refuse = changeOverride(ctx, id, past(2, 1), () => Promise.reject(new Error('not as it was')));
    await expect(refuse).rejects.toThrow('not as it was');
    expect(await store.services.overrides(11)).toEqual([changed]);
    await deleteOverride(ctx, id);
    const entries = await store.audit.list({}, { offset: 0, limit: 10 });
    expect(entries.map(({ action }) => action)).toEqual(
      ['delete', 'update', 'create'].map((what) => `outage-override:${what}`),
    );
  });

  it.each<[string, Parameters<typeof createOverride>[1], string]>([
    ['that end before they begin', past(4, 5), 'until: must be after from'],
    ['of no time', past(4, 4), 'until: must be after from'],
    ['of a service that is not there', past(5, 4, 13), 'service.id: there is no service 13'],
    ['of the future', { ...past(4, 4), until: plus(tenOClock, { milliseconds: 1 }) }, 'must not be in the future'],
  ])('%s are refused', async (_what, input, expected) => {
    const { ctx, store } = await aServiceWithAPast();
    await expect(createOverride(ctx, input)).rejects.toThrow(expected);
    expect(await store.services.overrides(11)).toEqual([]);
  });

  it('may end now, and stay with their service', async () => {
    const { ctx } = await aServiceWithAPast();
    const { id } = await createOverride(ctx, past(1, 0));
    await expect(changeOverride(ctx, id, past(1, 0, 12))).rejects.toThrow('the override belongs to service 11');
  });

  it('are five hundred of a service at most', async () => {
    const { ctx, store } = await aServiceWithAPast();
    const made = await createOverride(ctx, past(5, 4));
    const having = (count: number) => {
      Object.assign(store.services, { overrides: async () => Array.from({ length: count }, () => made) });
      return ctx;
    };
    await expect(createOverride(having(500), past(3, 2))).rejects.toThrow('at most 500 overrides');
    await expect(createOverride(having(499), past(3, 2))).resolves.toMatchObject({ from: ago(3) });
  });

  it('are written by who may write the service, and known to who may read it', async () => {
    const { ctx } = await aServiceWithAPast();
    const { id } = await createOverride(ctx, past(5, 4));
    const as = (role: 'VIEWER' | 'STAKEHOLDER') => ({ ...ctx, actor: { ...ctx.actor, role } });
    await expect(overrideOf(as('VIEWER'), id, 'service:read')).resolves.toMatchObject({ override: { id } });
    await expect(deleteOverride(as('VIEWER'), id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createOverride(as('VIEWER'), past(3, 2))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(deleteOverride(as('STAKEHOLDER'), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createOverride(as('STAKEHOLDER'), past(3, 2))).rejects.toMatchObject({ code: 'INVALID' });
  });
});
