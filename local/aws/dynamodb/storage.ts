import { Level } from 'level';
import { OrderedMap } from './ordered-map.ts';

/** One key of one space, set or (without a value) removed. */
export interface Write {
  readonly space: string;
  readonly key: string;
  readonly value: unknown;
}

type Operation = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

const SEPARATOR = '\u0000';

/**
 * Ordered key spaces in memory, with a LevelDB behind them that a `kill -9` does not hurt.
 * Reads and commits are synchronous; what is awaited is that a commit is on disk, whole or not at all.
 */
export class Storage {
  private readonly spaces = new Map<string, OrderedMap<unknown>>();
  private readonly level: Level<string, unknown> | undefined;
  private pending: Operation[] = [];
  private flushing: Promise<void> | undefined;

  private constructor(level: Level<string, unknown> | undefined) {
    this.level = level;
  }

  /** Opens the directory's data, or a storage in memory when there is none. */
  static async open(directory?: string): Promise<Storage> {
    if (directory === undefined) return new Storage(undefined);
    const level = new Level<string, unknown>(directory, { valueEncoding: 'json' });
    await level.open();
    const storage = new Storage(level);
    for await (const [stored, value] of level.iterator()) {
      const at = stored.indexOf(SEPARATOR);
      storage.space(stored.slice(0, at)).set(stored.slice(at + 1), value);
    }
    return storage;
  }

  space<V = unknown>(name: string): OrderedMap<V> {
    let space = this.spaces.get(name);
    if (!space) {
      space = new OrderedMap();
      this.spaces.set(name, space);
    }
    return space as OrderedMap<V>;
  }

  /** Every name that a space was used under. */
  spaceNames(): string[] {
    return [...this.spaces.keys()];
  }

  /** Applies all writes at once; settles when they are on disk. */
  commit(writes: readonly Write[]): Promise<void> {
    for (const { space, key, value } of writes) {
      if (value === undefined) this.space(space).delete(key);
      else this.space(space).set(key, value);
    }
    if (!this.level || writes.length === 0) return Promise.resolve();
    for (const { space, key, value } of writes) {
      const stored = space + SEPARATOR + key;
      this.pending.push(value === undefined ? { type: 'del', key: stored } : { type: 'put', key: stored, value });
    }
    this.flushing ??= this.flush(this.level);
    return this.flushed();
  }

  async close(): Promise<void> {
    await this.flushing;
    await this.level?.close();
  }

  /** Commits that wait while a batch is being written share the next batch, so they stay in order. */
  private async flush(level: Level<string, unknown>): Promise<void> {
    while (this.pending.length > 0) {
      const batch = this.pending;
      this.pending = [];
      await level.batch(batch);
    }
    this.flushing = undefined;
  }

  private async flushed(): Promise<void> {
    await this.flushing;
  }
}
