import type { EdgeStore, PageBucket, PageObject } from '../../functions/ports/page-publishing.ts';

/** A bucket and the way to it in memory, with what was asked of them. `failing` makes the next so many writes reject. */
export function rememberedPublishing() {
  const objects = new Map<string, PageObject>();
  const hosts = new Map<string, string>();
  const state = { writes: 0, deletes: 0, hostWrites: 0, failing: 0 };
  const fail = () => {
    if (state.failing > 0) {
      state.failing -= 1;
      throw new Error('S3 does not answer');
    }
  };
  const pageBucket: PageBucket = {
    async put(key, file) {
      fail();
      state.writes += 1;
      objects.set(key, file);
    },
    async delete(keys) {
      for (const key of keys) {
        state.deletes += 1;
        objects.delete(key);
      }
    },
  };
  const edgeStore: EdgeStore = {
    async put(key, value) {
      state.hostWrites += 1;
      hosts.set(key, value);
    },
    async deleteIf(key, isOurs) {
      const value = hosts.get(key);
      if (value !== undefined && isOurs(value)) hosts.delete(key);
    },
  };
  const read = (key: string): string => objects.get(key)?.body ?? '';
  return { pageBucket, edgeStore, objects, hosts, state, read };
}
