import { describe, expect, it } from 'vitest';
import { DomainError } from '../../functions/domain/errors.ts';
import { keys } from '../../functions/store/keys.ts';
import { aService, aStatusPage } from '../support/factories.ts';
import { memoryStore } from '../support/memory-store.ts';

const services = Array.from({ length: 100 }, (_, index) => index + 1);
const page = aStatusPage(500, { services });
/** One of the first notes that are written, one of the last. */
const contested = [3, 98] as const;

/** A store with all the services, before whose calls something can be done. */
async function aStore() {
  let before: ((name: string) => Promise<void>) | undefined;
  const { store, table } = memoryStore({
    beforeCall: async ({ name }) => {
      const act = before;
      before = undefined;
      await act?.(name);
      before ??= act;
      return undefined;
    },
  });
  for (const id of services) await store.services.create(aService(id));
  const refused = (error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  };
  const deleteService = async (id: number) => {
    const service = await store.services.get(id);
    if (service !== undefined) await store.services.delete(service).catch(refused);
  };
  const createPage = () => store.statusPages.create(page).then(() => undefined, refused);
  return {
    store,
    table,
    deleteService,
    createPage,
    /** Runs something, with something else before its n-th call; how many calls there were. */
    async between(run: () => Promise<unknown>, n: number, other: (name: string) => Promise<unknown>) {
      let calls = 0;
      before = async (name) => {
        calls += 1;
        if (calls === n) await other(name);
      };
      await run();
      before = undefined;
      return calls;
    },
    async dangling() {
      const stored = await store.statusPages.get(page.id);
      const there = await store.services.getMany(stored?.services ?? []);
      return (stored?.services ?? []).filter((id) => !there.some((service) => service.id === id));
    },
  };
}

describe.each(contested)('a page of a hundred services, and the deletion of service %i', (id) => {
  it('never leave a service missing, whenever the deletion comes', async () => {
    for (let n = 1; n <= 4; n += 1) {
      const { between, createPage, deleteService, dangling } = await aStore();
      await between(createPage, n, () => deleteService(id));
      expect({ n, dangling: await dangling() }).toEqual({ n, dangling: [] });
    }
  });

  it('never leave a service missing, whenever a page that was begun before is written meanwhile', async () => {
    for (let n = 1; n <= 8; n += 1) {
      const { between, createPage, deleteService, dangling } = await aStore();
      const crash = () => Promise.reject(new DomainError('BUSY', 'crashed'));
      await between(createPage, 4, crash);
      await between(() => deleteService(id), n, createPage);
      expect({ n, dangling: await dangling() }).toEqual({ n, dangling: [] });
    }
  });

  it('leave the service there where the page is written just as its note is taken for a stale one', async () => {
    const { store, table, between, createPage, deleteService } = await aStore();
    await between(createPage, 4, () => Promise.reject(new DomainError('BUSY', 'crashed')));
    const key = keys.configuration('STATUS_PAGE', page.id);
    const item = { ...key, type: 'STATUS_PAGE', id: page.id, name: page.name, refersTo: [`SERVICE#${id}`] };
    await between(
      () => deleteService(id),
      5,
      async (name) => {
        expect(name).toBe('write');
        await table.write([{ put: item }]);
      },
    );
    expect(await store.services.get(id)).toBeDefined();
  });

  it('are four calls, and at most eight where a note is stale', async () => {
    const nothing = async () => undefined;
    const fresh = await aStore();
    expect(await fresh.between(fresh.createPage, 0, nothing)).toBe(4);
    const { between, createPage, deleteService } = await aStore();
    await between(createPage, 4, () => Promise.reject(new DomainError('BUSY', 'crashed')));
    expect(await between(() => deleteService(id), 0, nothing)).toBeLessThanOrEqual(8);
  });

  it('end with the deletion where the page was never finished', async () => {
    const { store, between, createPage, deleteService } = await aStore();
    await between(createPage, 4, () => Promise.reject(new DomainError('BUSY', 'crashed')));
    await deleteService(id);
    expect(await store.services.get(id)).toBeUndefined();
    expect(await store.statusPages.get(page.id)).toBeUndefined();
  });
});
