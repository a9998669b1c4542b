import { afterEach, beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** The places this test came through. */
    reached?: number[];
    /** The places its file came through before it, outside of any test: when it was loaded, or in `beforeAll`. */
    loaded?: number[];
  }
}

declare global {
  var mutated: (id: number) => boolean;
}

// With mutants, `trial-runner.ts` says which is tried.
if (inject('trial') === null) {
  const loaded = new Set<number>();
  let reached = loaded;
  globalThis.mutated = (id) => {
    reached.add(id);
    return false;
  };
  beforeEach(({ task }) => {
    task.meta.loaded = [...loaded];
    loaded.clear();
    reached = new Set();
  });
  afterEach(({ task }) => {
    task.meta.reached = [...reached];
    reached = loaded;
  });
}
