import { describe, expect, it } from 'vitest';
import { minus, plus } from '../../../functions/domain/time.ts';
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

describe('outage overrides', () => {
  it('let their service know where the first begins, as they come, change and go', async () => {
    const { ctx, first } = await aServiceWithAPast();
    expect(await first()).toBeUndefined();
    const early = await createOverride(ctx, past(5, 4));
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

  it.each(['11-UNKNOWN', 'nonsense', '11', '-', '99-X', `11-${'X'.repeat(41)}`])('are not found by %j', async (id) => {
    const { ctx } = await aServiceWithAPast();
    await createOverride(ctx, past(5, 4));
    await expect(overrideOf(ctx, id, 'service:read')).rejects.toMatchObject({ code: 'NOT_FOUND' });
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
