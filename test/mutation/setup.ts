import { afterEach, beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The mutant that is tried; -1 when it is only noted which places the tests come through. */
    mutant: number;
  }
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

/** A mutant that runs through its own place that often goes round in circles. */
const endless = 3_000_000;

const tried = inject('mutant');

if (tried === -1) {
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
} else {
  let times = 0;
  globalThis.mutated = (id) => {
    if (id !== tried) return false;
    if (++times > endless) throw new Error(`mutant ${id} does not end`);
    return true;
  };
}
