import { createCipher } from '../../functions/platform/cipher.ts';
import type { Ids } from '../../functions/ports/ids.ts';
import { createMemoryTable, type MemoryTable, type MemoryTableOptions } from '../../functions/store/memory/table.ts';
import { createStore } from '../../functions/store/store.ts';
import { type FixedClock, fixedClock } from './clock.ts';
import { countingIds } from './ids.ts';
import { type UntoldStore, untoldStore } from './untold.ts';

export interface MemoryStoreOptions extends MemoryTableOptions {
  readonly clock?: FixedClock;
}

/** An empty store in memory, with the clock and the ids it goes with. */
export function memoryStore({ clock = fixedClock(), ...options }: MemoryStoreOptions = {}): {
  readonly store: UntoldStore;
  readonly table: MemoryTable;
  readonly clock: FixedClock;
  readonly ids: Ids;
} {
  const table = createMemoryTable(options);
  return {
    store: untoldStore(createStore(table, { clock, cipher: createCipher('a test secret') })),
    table,
    clock,
    ids: countingIds(),
  };
}
