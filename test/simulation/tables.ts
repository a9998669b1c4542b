import { type Change, createMemoryTable, type MemoryTable } from '../../functions/store/memory/table.ts';
import type { Query, QueryPage, Table } from '../../functions/store/table.ts';
import type { Invocation } from './invocations.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** The table, its lagging indexes, and what was written in which order. */
export class Tables {
  readonly main: MemoryTable;
  /** What index reads see: every change up to a second late, those of one item in their order. */
  readonly indexes: MemoryTable = createMemoryTable();
  readonly #visibleAt = new Map<string, number>();
  readonly #pageSize: number;

  constructor(scheduler: Scheduler, random: Random, pageSize: number, onChange: (change: Change) => void) {
    this.#pageSize = pageSize;
    this.main = createMemoryTable({
      onChange: (change) => {
        const name = `${change.key.PK} ${change.key.SK}`;
        const at = Math.max(scheduler.now + random.next() * 1000, this.#visibleAt.get(name) ?? 0);
        this.#visibleAt.set(name, at);
        scheduler.after(at - scheduler.now, () => this.#replicate(change));
        onChange(change);
      },
    });
  }

  async #replicate({ key, new: item }: Change): Promise<void> {
    await this.indexes.write([item === undefined ? { delete: key } : { put: item }]);
  }

  /** DynamoDB gives as much as fits into a page, however much was asked for. */
  #page(query: Query): Promise<QueryPage> {
    const limit = Math.min(query.limit ?? Number.POSITIVE_INFINITY, this.#pageSize);
    return (query.index ? this.indexes : this.main).query({ ...query, limit });
  }

  /** The table as one running function sees it. */
  of(invocation: Invocation): Table {
    const { main, indexes } = this;
    return {
      get: (key) => invocation.call(`get ${key.PK}`, () => main.get(key)),
      batchGet: (keys) => invocation.call('batchGet', () => main.batchGet(keys)),
      query: (query) => invocation.call(`query ${query.partition}`, () => this.#page(query)),
      count: (query) => invocation.call('count', () => (query.index ? indexes : main).count(query)),
      write: (operations) => invocation.call('write', () => main.write(operations)),
    };
  }
}
