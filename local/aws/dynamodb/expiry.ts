import { OrderedMap } from './ordered-map.ts';
import type { Item } from './types.ts';
import type { ItemChange } from './view.ts';

const HOUR = 3600 * 1000;
const LONGEST_TIMER = 2 ** 31 - 1;

/** Finds the items whose time to live is over, and asks for their deletion at the next full hour (AWS takes days). */
export class Expiry {
  /** Expiry in epoch seconds, table and item key, as one sortable text. */
  private readonly due = new OrderedMap<{ readonly table: string; readonly key: string }>();
  private readonly attributeByTable = new Map<string, string>();
  private readonly deleteItems: (items: { table: string; key: string }[]) => void;
  private timer: NodeJS.Timeout | undefined;
  private firesAt = Number.POSITIVE_INFINITY;

  constructor(deleteItems: (items: { table: string; key: string }[]) => void) {
    this.deleteItems = deleteItems;
  }

  attributeOf(table: string): string | undefined {
    return this.attributeByTable.get(table);
  }

  /** Watches the table's attribute from now on, beginning with the items that are there. */
  watch(table: string, attribute: string, items: Iterable<[string, Item]>): void {
    this.forget(table);
    this.attributeByTable.set(table, attribute);
    for (const [key, item] of items) this.move(table, key, undefined, item);
    this.arm();
  }

  forget(table: string): void {
    this.attributeByTable.delete(table);
    for (const [id, { table: of }] of [...this.due.entries()]) if (of === table) this.due.delete(id);
  }

  follow(changes: readonly ItemChange[]): void {
    for (const { table, key, before, after } of changes) this.move(table, key, before, after);
    this.arm();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.firesAt = Number.POSITIVE_INFINITY;
  }

  private move(table: string, key: string, before: Item | undefined, after: Item | undefined): void {
    const attribute = this.attributeByTable.get(table);
    if (attribute === undefined) return;
    const old = idOf(before?.[attribute]?.N, table, key);
    const next = idOf(after?.[attribute]?.N, table, key);
    if (old !== undefined && old !== next) this.due.delete(old);
    if (next !== undefined) this.due.set(next, { table, key });
  }

  private arm(): void {
    const first = this.due.firstKey();
    if (first === undefined) return;
    const at = Math.ceil((Number(first.slice(0, 12)) * 1000 + 1) / HOUR) * HOUR;
    if (this.timer && at >= this.firesAt) return;
    clearTimeout(this.timer);
    this.firesAt = at;
    this.timer = setTimeout(() => this.fire(), Math.min(Math.max(0, at - Date.now()), LONGEST_TIMER));
    this.timer.unref();
  }

  private fire(): void {
    this.stop();
    const limit = String(Math.floor(Date.now() / 1000)).padStart(12, '0');
    const items = [...this.due.entries({ lt: `${limit}~` })].map(([id, item]) => {
      this.due.delete(id);
      return item;
    });
    if (items.length > 0) this.deleteItems(items);
    this.arm();
  }
}

function idOf(seconds: unknown, table: string, key: string): string | undefined {
  if (typeof seconds !== 'string' || !/^\d{1,12}$/.test(seconds)) return undefined;
  return `${seconds.padStart(12, '0')}#${table}#${key}`;
}
