import { lookStates } from './next-look.ts';

/** What of a page's parts a change is about: pages themselves, and services, of which it is to be found out who shows them. */
export interface Touched {
  readonly pages: readonly number[];
  readonly services: readonly number[];
}

/** An item before or after a change, as far as it matters here. */
export interface ChangedItem {
  readonly PK?: unknown;
  readonly type?: unknown;
  readonly id?: unknown;
  readonly services?: unknown;
  readonly affected?: unknown;
  readonly state?: unknown;
}

const numbers = (value: unknown): number[] =>
  (Array.isArray(value) ? value.map(Number) : [Number(value)]).filter(Number.isSafeInteger);

/** What a change of an item, before or after it, makes another page of. */
export function touchedBy(item: ChangedItem): Touched {
  switch (item.type) {
    case 'STATUS_PAGE':
      return { pages: numbers(item.id), services: [] };
    case 'TIMER':
      if (item.state !== lookStates.asked) return { pages: [], services: [] };
      return { pages: numbers(/^PAGE_FILES#(\d+)$/.exec(String(item.PK))?.[1]), services: [] };
    case 'SERVICE':
      return { pages: [], services: numbers(item.id) };
    case 'MAINTENANCE':
      return { pages: [], services: numbers(item.services) };
    case 'INCIDENT': {
      const affected = Array.isArray(item.affected) ? item.affected : [];
      return { pages: [], services: affected.flatMap((one) => numbers(one?.serviceId)) };
    }
    default:
      return { pages: [], services: [] };
  }
}
