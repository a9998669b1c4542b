import { describe, expect, it, vi } from 'vitest';
import type { AlertSource } from '../../../functions/domain/alert-source/alert-source.ts';
import { withNamedServices } from '../../../functions/usecases/event/named-services.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aService, aSource, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** A store that does some things otherwise. */
const over = <S extends object>(store: S, otherwise: Partial<S>): S => Object.assign(Object.create(store), otherwise);
const throttled = () => Promise.reject(new Error('the table is throttled'));

/** Services called Shop, whose alias is checkout, and Checkout; and a source with these members. */
async function aNamedWorld(extras: AlertSource['extras'] = {}) {
  const world = await aWorld();
  const { store, ctx } = world;
  await store.services.create(aService(5, { name: 'Checkout' }));
  await store.services.create(aService(6, { name: 'Shop', alias: 'checkout' }));
  const source = await store.sources.get(800);
  if (source === undefined) throw new Error('no source');
  await store.sources.save({ ...source, extras: { ...source.extras, ...extras } }, source, []);
  let events = 0;
  const alertAbout = async (services: object[], eventId = `event-${++events}`) => {
    const message = anEventMessage(
      { summary: 'Slow', alertKey: eventId, services },
      { eventId, receivedAt: tenOClock },
    );
    await processEvent(ctx, message);
    const alertId = (await store.events.get(eventId))?.alertId ?? 0;
    return (await store.alerts.get(alertId))?.services ?? [];
  };
  const named = async () => (await store.services.list({ offset: 0, limit: 100 })).map(({ name }) => name);
  return { ...world, alertAbout, named };
}

describe('an alert is about services that its event names', () => {
  it.each<[string, object[], number[]]>([
    ['by alias before name, in any case', [{ alias: 'CheckOut' }], [6]],
    ['by name', [{ alias: ' shop ' }], [6]],
    ['by id', [{ id: 5 }], [5]],
    ['by id and by name', [{ id: 5 }, { alias: 'shop' }], [5, 6]],
    ['by id whatever they are called', [{ id: 5, alias: 'shop' }], [5]],
    ['each once', [{ alias: 'shop' }, { alias: 'checkout' }, { alias: 'SHOP' }, { id: 6 }], [6]],
    ['and not about those that nobody knows', [{ alias: 'Search' }, { alias: 'shop' }], [6]],
    ['but not by nothing', [{ alias: ' ' }, {}], []],
  ])('%s', async (_how, services, expected) => {
    const { alertAbout, named } = await aNamedWorld();
    expect(await alertAbout(services)).toEqual(expected);
    expect(await named()).toEqual(['Checkout', 'Shop']);
  });

  it('however many there are', async () => {
    const { alertAbout, store } = await aNamedWorld();
    for (let id = 100; id < 310; id += 1) await store.services.create(aService(id, { name: `Service ${id}` }));
    expect(await alertAbout([{ alias: 'service 100' }, { alias: 'service 205' }, { alias: 'service 309' }])).toEqual([
      100, 205, 309,
    ]);
  });

  it("which are made where the source wants that, once, of the source's teams, as the audit log says", async () => {
    const { alertAbout, named, store } = await aNamedWorld({ autoCreateServices: true });
    const first = await alertAbout([{ alias: 'Search' }, { alias: 'shop' }]);
    expect(await named()).toHaveLength(3);
    const id = first.find((one) => one !== 6) ?? 0;
    const source = await store.sources.get(800);
    expect(await store.services.get(id)).toMatchObject({ name: 'Search', status: 'OPERATIONAL', teams: source?.teams });
    const [entry] = await store.audit.list({}, { offset: 0, limit: 1 });
    expect(entry).toMatchObject({ action: 'service:create', actor: { kind: 'source', id: 800 }, entity: { id } });
    expect(await Promise.all([alertAbout([{ alias: 'search' }]), alertAbout([{ alias: 'SEARCH' }])])).toEqual([
      [id],
      [id],
    ]);
    expect(await named()).toHaveLength(3);
    const together = await Promise.all(['Mail', 'mail', 'MAIL'].map((alias) => alertAbout([{ alias }])));
    expect(new Set(together.flat()).size).toBe(1);
    expect(await named()).toHaveLength(4);
  });

  it('and is there all the same when they cannot be read', async () => {
    const { alertAbout, store, ctx } = await aNamedWorld();
    await processEvent(
      { ...ctx, store: { ...store, services: over(store.services, { list: throttled }) } },
      anEventMessage(
        { summary: 'Slow', services: [{ alias: 'shop' }, { id: 5 }] },
        { eventId: 'e', receivedAt: tenOClock },
      ),
    );
    const alert = await store.alerts.get((await store.events.get('e'))?.alertId ?? 0);
    expect(alert).toMatchObject({ status: 'PENDING', services: [5] });
    expect(await alertAbout([{ alias: 'shop' }])).toEqual([6]);
  });
});

describe('a service that an event has made', () => {
  it('has a name no longer than any', async () => {
    const { alertAbout, named } = await aNamedWorld({ autoCreateServices: true });
    await alertAbout([{ alias: 'x'.repeat(300) }]);
    expect(await named()).toContain('x'.repeat(255));
  });

  it('is what the alert is about where somebody else has made it between the look and the write', async () => {
    const { store, ctx, named } = await aNamedWorld({ autoCreateServices: true });
    const message = (eventId: string) =>
      anEventMessage(
        { summary: 'Slow', alertKey: eventId, services: [{ alias: 'Search' }] },
        { eventId, receivedAt: tenOClock },
      );
    await processEvent(ctx, message('first'));
    const blind = { ...store, services: over(store.services, { list: async () => [] }) };
    await processEvent({ ...ctx, store: blind }, message('second'));
    const [first, second] = await store.alerts.list({}, { offset: 0, limit: 10 });
    expect(second?.services).toHaveLength(1);
    expect(second?.services).toEqual(first?.services);
    expect(await named()).toHaveLength(3);
  });

  it('is left out, with a warning, where it cannot be written', async () => {
    const { store, ctx } = await aNamedWorld({ autoCreateServices: true });
    const warnings: unknown[] = [];
    const services = over(store.services, { create: throttled });
    await processEvent(
      { ...ctx, log: { ...ctx.log, warn: (...said) => void warnings.push(said[1]) }, store: { ...store, services } },
      anEventMessage({ services: [{ id: 5 }, { alias: 'Search' }] }, { eventId: 'e', receivedAt: tenOClock }),
    );
    expect((await store.alerts.list({}, { offset: 0, limit: 10 }))[0]?.services).toEqual([5]);
    expect(warnings).toEqual([{ sourceId: 800, error: new Error('the table is throttled') }]);
  });

  it('is looked for by as few calls as there are pages of services', async () => {
    const { store, ctx } = await aNamedWorld();
    for (let id = 100; id < 198; id += 1) await store.services.create(aService(id, { name: `Service ${id}` }));
    const pages: unknown[] = [];
    const list: typeof store.services.list = async (page) => {
      pages.push(page);
      return store.services.list(page);
    };
    await processEvent(
      { ...ctx, store: { ...store, services: over(store.services, { list }) } },
      anEventMessage({ services: [{ alias: 'shop' }] }, { eventId: 'e', receivedAt: tenOClock }),
    );
    expect(pages).toEqual([
      { offset: 0, limit: 100 },
      { offset: 100, limit: 100 },
    ]);
  });

  it('is looked for among two thousand services, and among no more', async () => {
    const { store, ctx } = await aNamedWorld();
    const offsets: number[] = [];
    const list: typeof store.services.list = async ({ offset, limit }) => {
      offsets.push(offset);
      return Array.from({ length: limit }, (_, index) => aService(1_000 + offset + index));
    };
    await processEvent(
      { ...ctx, store: { ...store, services: over(store.services, { list }) } },
      anEventMessage({ services: [{ alias: 'nobody knows it' }] }, { eventId: 'e', receivedAt: tenOClock }),
    );
    expect(offsets).toEqual(Array.from({ length: 20 }, (_, index) => 100 * index));
  });

  it('is not looked for where the event says the ids of all', async () => {
    const { store, ctx } = await aNamedWorld();
    const list = vi.fn(async () => []);
    const looking = { ...ctx, store: { ...store, services: over(store.services, { list }) } };
    const { event = expect.fail() } = anEventMessage({ services: [{ id: 5 }] });
    expect(await withNamedServices(looking, aSource(), event, tenOClock)).toBe(event);
    expect(list).not.toHaveBeenCalled();
  });
});
