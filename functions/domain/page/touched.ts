import { lookStates } from './next-look.ts';

/**
 * What of a page's parts a change is about: pages themselves, services and metrics, of which it is to be found out who shows them, and
 * teams, of which it is to be found out what their members see.
 */
export interface Touched {
  readonly pages: readonly number[];
  readonly services: readonly number[];
  readonly metrics: readonly number[];
  readonly teams: readonly number[];
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

/** The page whose files' partition an item stands in. */
const pageIn = ({ PK }: ChangedItem): number[] => numbers(/^PAGE_FILES#(\d+)$/.exec(String(PK))?.[1]);

/** What a change of an item, before or after it, makes another page of. */
export const touchedBy = (item: ChangedItem): Touched => ({
  pages: [],
  services: [],
  metrics: [],
  teams: [],
  ...partsOf(item),
});

function partsOf(item: ChangedItem): Partial<Touched> {
  switch (item.type) {
    case 'STATUS_PAGE':
      return { pages: numbers(item.id) };
    case 'TEAM':
      return { teams: numbers(item.id) };
    case 'PAGE_DEMAND':
      return { pages: pageIn(item) };
    case 'TIMER':
      return item.state === lookStates.asked ? { pages: pageIn(item) } : {};
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
