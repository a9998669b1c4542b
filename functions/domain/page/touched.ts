import { lookStates } from './next-look.ts';

/** What of a page's parts a change is about: pages themselves, and services and metrics, of which it is to be found out who shows them. */
export interface Touched {
  readonly pages: readonly number[];
  readonly services: readonly number[];
  readonly metrics: readonly number[];
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
export const touchedBy = (item: ChangedItem): Touched => ({ pages: [], services: [], metrics: [], ...partsOf(item) });

function partsOf(item: ChangedItem): Partial<Touched> {
  switch (item.type) {
    case 'STATUS_PAGE':
      return { pages: numbers(item.id) };
    case 'TIMER':
      if (item.state !== lookStates.asked) return {};
      return { pages: numbers(/^PAGE_FILES#(\d+)$/.exec(String(item.PK))?.[1]) };
    case 'SERVICE':
      return { services: numbers(item.id) };
    case 'METRIC':
      return { metrics: numbers(item.id) };
    case 'MAINTENANCE':
      return { services: numbers(item.services) };
    case 'INCIDENT': {
      const affected = Array.isArray(item.affected) ? item.affected : [];
      return { services: affected.flatMap((one) => numbers(one?.serviceId)) };
    }
    default:
      return {};
  }
}
